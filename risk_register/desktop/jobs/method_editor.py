"""What the method editor asks of the register, in the worker: a copy to begin with, and what a draft would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from risk_register.desktop.jobs.risk import MethodChoice, MovedVendor, choice_of, method_preview

if TYPE_CHECKING:
    from risk_register.desktop.tasks import Work
    from risk_register.operations.method_drafts import DraftProblem
    from risk_register.store import Register


class Outcome(NamedTuple):
    """What became of a draft: the method it is, what it would do to each vendor, and what keeps it from being used.

    Where nothing but a name or a reason is missing, what it would do is known all the same.
    """

    changes: Mapping[str, Any]
    """The values that were changed, by which it is told whether something else was typed meanwhile."""
    choice: MethodChoice | None = None
    rows: Sequence[MovedVendor] | None = None
    problem: DraftProblem | None = None


def begin(register: Register, choice: MethodChoice) -> str:
    """The text of a copy of a method, under a name and version of its own."""
    from risk_register.operations.method_drafts import begin_draft
    from risk_register.risk import parse_method

    return begin_draft(register, parse_method(choice.text, choice.name))


def try_out(register: Register, text: str, changes: Mapping[str, Any], work: Work) -> Outcome:
    """Puts a draft together and judges all vendors by it. Nothing is changed. Raises `Cancelled`."""
    from risk_register.operations.method_drafts import for_trial, is_about_names, problem_of, with_values
    from risk_register.risk import parse_method

    whole = with_values(text, changes)
    problem = problem_of(register, whole, "")
    if problem is not None and (not is_about_names(problem) or problem_of(register, whole := for_trial(whole), "")):
        return Outcome(changes, problem=problem)
    choice = choice_of(parse_method(whole, ""), in_force=False)
    return Outcome(changes, None if problem else choice, method_preview(register, choice, work), problem)
