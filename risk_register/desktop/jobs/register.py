"""What pages ask of the register, as plain functions that run in the worker and give frozen values back.

They call the verbs of `operations` and put together what one page shows; they know no widget. The verbs are imported when
first called, in the worker, so that the window need not wait for them.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from risk_register.desktop.jobs.mapping import Reading
    from risk_register.desktop.tasks import Work
    from risk_register.model import facts
    from risk_register.model.rows import VendorRow
    from risk_register.operations.rows import HistoryRow, ImportOutcome
    from risk_register.risk.portfolio import Sensitivity
    from risk_register.risk.result import Assessment
    from risk_register.store import Register
    from risk_register.texts import Text

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class VendorSheet:
    """All that the page of one vendor shows but its history and answers."""

    facts: facts.VendorFacts
    assessment: Assessment
    today: date
    holds_data: bool = False
    """Whether the vendor may still hold data of ours, though the relation with it ends or is over."""
    unknowns: tuple[Sensitivity, ...] = ()
    """What would raise its level by itself, if it turned out badly."""


@dataclass(frozen=True, slots=True)
class Searchable(Generic[R]):
    """Rows with the text that a filter looks into, by identity: folding much of it takes longer than a window may stand still."""

    rows: list[R]
    search: dict[int, str]


def get_ready() -> None:
    """Imports in the worker what the first questions need, and takes all that is there now out of garbage collection.

    What was imported stays for good, yet each full collection would walk through it and stop the window for 100 ms.
    """
    import risk_register.operations.facts
    import risk_register.operations.scoring
    import risk_register.operations.vendors  # noqa: F401

    gc.freeze()


def vendor_list(register: Register) -> list[VendorRow]:
    """The vendors of ours with their scores."""
    from risk_register.desktop.models.vendors import know_sort_keys
    from risk_register.operations.vendors import list_vendors

    rows = list_vendors(register)
    know_sort_keys(rows)
    return rows


def vendor_sheet(register: Register, vendor_id: int) -> VendorSheet:
    """One vendor's facts and the judgement on it today, with reasons."""
    from risk_register.operations.facts import vendor_facts
    from risk_register.operations.method_texts import method_in_force
    from risk_register.operations.offboarding import checklist
    from risk_register.operations.scoring import assess
    from risk_register.risk.portfolio import sensitivities

    known, today = vendor_facts(register, vendor_id), register.today()
    return VendorSheet(known, assess(register, [vendor_id])[0], today,
                       holds_data=checklist(register, vendor_id).holds is not None,
                       unknowns=tuple(sensitivities(known, method_in_force(register), today)))


def import_questionnaire(register: Register, path: Path, vendor_id: int | None, new_vendor: str | None, actor: str,
                         work: Work, reading: Reading | None = None) -> ImportOutcome:
    """Stores a vendor's file as a round of the vendor given, or of a new one of that name; read as the person said, if so."""
    from risk_register.operations.questionnaires import import_questionnaire as take_in

    said: dict[str, Any] = {} if reading is None else {"mapping": reading.mapping, "learn": reading.learn, "way": reading.way}
    return take_in(register, path, vendor_id=vendor_id, new_vendor=new_vendor, actor=actor, progress=work.progress,
                   cancelled=work.cancelled, **said)


def round_answers(register: Register, questionnaire_id: int) -> Searchable[facts.Answer]:
    """The answers of one round, in the file's order."""
    from risk_register.model.names import fold_accents
    from risk_register.operations.facts import answers

    rows = answers(register, questionnaire_id)
    return Searchable(rows, {row.id: fold_accents(f"{row.question_id} {row.question} {row.words} {row.notes}") for row in rows})


def journal(register: Register, limit: int | None = None, record: int | None = None) -> list[HistoryRow]:
    """The changes made to the register, or to one record, newest first, their moments in the organisation's time zone."""
    from risk_register.desktop.jobs.history import in_zone
    from risk_register.operations.journal import history

    return in_zone(history(register, record=record, limit=limit), register.time_zone())


def undo(register: Register, actor: str, change: int | None = None) -> Text:
    """Takes the last change back, or the one named; what was undone."""
    from risk_register.operations.journal import undo as take_back

    return take_back(register, actor, change)


def redo(register: Register, actor: str) -> Text:
    """Brings back the change that was undone last; what was redone."""
    from risk_register.operations.journal import redo as bring_back

    return bring_back(register, actor)


def verify(register: Register) -> list[Text]:
    """What in the file does not agree with its journal."""
    from risk_register.operations.journal import verify as check

    return check(register)
