"""Changing the method that a register judges by: what it would do to each vendor is shown first, and the change is journalled."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial

from risk_register.errors import RegisterError
from risk_register.model.facts import VendorFacts
from risk_register.model.rules import RuleText
from risk_register.operations.each_vendor import of_each
from risk_register.operations.facts import ours
from risk_register.operations.method_texts import METHOD, METHOD_TEXT, is_same, kept_id, method_in_force, refuse_a_name_taken
from risk_register.operations.settings import keep_setting
from risk_register.risk import Method
from risk_register.risk import assess as judge
from risk_register.risk.points import hundredths
from risk_register.risk.result import Assessment
from risk_register.risk.soundness import sound_method
from risk_register.store import Register
from risk_register.store.stopping import stoppable
from risk_register.texts import Text


@dataclass(frozen=True, slots=True)
class MethodChange:
    """One vendor as the register's method judges it, and as another would."""

    before: Assessment
    after: Assessment

    @property
    def moved(self) -> bool:
        """Whether tier, level or the printed residual risk would be another."""
        return _printed(self.before) != _printed(self.after)

    @property
    def moves_level(self) -> bool:
        """Whether the level would be another."""
        return self.before.level is not self.after.level

    @property
    def moves_tier(self) -> bool:
        """Whether the tier would be another."""
        return self.before.tier is not self.after.tier

    @property
    def step(self) -> Decimal:
        """By how many points the residual risk would move; unassessed counts as 0."""
        return (self.after.residual or Decimal(0)) - (self.before.residual or Decimal(0))


def preview_method(register: Register, method: Method, *, progress: Callable[[int, int, Text], None] | None = None,
                   cancelled: Callable[[], bool] | None = None) -> list[MethodChange]:
    """All vendors of ours before and after, those first whose level or tier moves, then the largest steps. Nothing is changed."""
    current, day = method_in_force(register), register.today()
    found: list[MethodChange] = []
    total = ours(register) if progress is not None else 0
    with stoppable(cancelled):
        for some in of_each(register, partial(_changed, current=current, method=method, on=day)):
            found.extend(some)
            if progress is not None:
                progress(len(found), total, Text("Judging all vendors by another method"))
    return sorted(found, key=_by_weight)


def _changed(facts: VendorFacts, current: Method, method: Method, on: date) -> MethodChange:
    return MethodChange(judge(facts, current, on, explain=False), judge(facts, method, on, explain=False))


def use_method(register: Register, method: Method, actor: str) -> None:
    """Judge by another method from now on, in one journalled change that can be undone; the register keeps the method's text.

    Raises `RegisterError` where it is the one in force already, where it is not sound, and where its name and version are those
    of another text.
    """
    current = method_in_force(register)
    if is_same(current, method):
        raise RegisterError("This register is judged by the method {method} already.", method=method.label)
    sound_method(method.text, method.name)
    refuse_a_name_taken(register, method)
    with register.read() as connection:
        kept = kept_id(connection, method)
    words = Text("Judge by the method {method} instead of {current}", method=method.label, current=current.label)
    if method.changed is not None:
        words = Text("Judge by the method {method} instead of {current}: {why}", method=method.label, current=current.label,
                     why=method.changed.why.en)
    with register.change(words, actor) as change:
        keep_setting(change, METHOD, method.name)
        keep_setting(change, METHOD_TEXT, kept.sha256 if kept is not None else method.sha256)
        if kept is None:
            change.add(RuleText, kind=METHOD, name=method.name, version=method.version, sha256=method.sha256, body=method.text,
                       first_used_on=register.today())


def _by_weight(each: MethodChange) -> tuple[bool, bool, Decimal, str, int]:
    word = each.moves_level or each.moves_tier
    return not word, not each.moved, -abs(each.step), each.before.vendor.lower(), each.before.vendor_id


def _printed(found: Assessment) -> tuple[str, str, int | None]:
    residual = None if found.residual is None else hundredths(Fraction(found.residual))
    return found.tier.value, found.level.value, residual
