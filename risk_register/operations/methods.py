"""Changing the method that a register judges by: what it would do to each vendor is shown first, and the change is journalled."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.model.nouns import BY_RECORD
from risk_register.model.rules import RuleText, Setting
from risk_register.operations.scoring import judged_by, method_in_force
from risk_register.risk import Method, load_method
from risk_register.risk.points import hundredths
from risk_register.risk.result import Assessment
from risk_register.store import Register
from risk_register.texts import Text

_SETTING, _RULE = BY_RECORD[Setting].table, BY_RECORD[RuleText].table


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
    def step(self) -> Decimal:
        """By how many points the residual risk would move; unassessed counts as 0."""
        return (self.after.residual or Decimal(0)) - (self.before.residual or Decimal(0))


def is_same(one: Method, other: Method) -> bool:
    """Whether two methods are one text; the register keeps a text without the blanks at its end."""
    return one.name == other.name and one.text.strip() == other.text.strip()


def shipped_methods() -> list[Method]:
    """The methods that come with the program, the house method first."""
    names = [file.removesuffix(".toml") for file in resources.names("methods", ending=".toml")]
    return [load_method(name) for name in sorted(names, key=lambda name: (name != "house", name))]


def preview_method(register: Register, method: Method, *, cancelled: Callable[[], bool] | None = None) -> list[MethodChange]:
    """All vendors of ours before and after, the largest steps first. Nothing is changed."""
    before, after = (judged_by(register, rule, cancelled=cancelled) for rule in (method_in_force(register), method))
    changes = [MethodChange(one, other) for one, other in zip(before, after, strict=True)]
    return sorted(changes, key=lambda each: (not each.moved, -abs(each.step), each.before.vendor.lower(), each.before.vendor_id))


def use_method(register: Register, method: Method, actor: str) -> None:
    """Judge by another method from now on, in one journalled change that can be undone; the register keeps the method's text.

    Raises `RegisterError` where it is the one in force already.
    """
    current = method_in_force(register)
    if is_same(current, method):
        raise RegisterError("This register is judged by the method {method} already.", method=method.label)
    with register.read() as connection:
        setting = connection.execute(select(_SETTING.c.id).where(_SETTING.c.name == "method")).scalar()
        same = (_RULE.c.kind == "method", _RULE.c.name == method.name, _RULE.c.sha256 == method.sha256)
        kept = connection.execute(select(_RULE.c.id).where(*same)).scalar()
    words = Text("Judge by the method {method} instead of {current}", method=method.label, current=current.label)
    with register.change(words, actor) as change:
        if setting is None:
            change.add(Setting, name="method", value=method.name)
        else:
            change.update(Setting, setting, value=method.name)
        if kept is None:
            change.add(RuleText, kind="method", name=method.name, version=method.version, sha256=method.sha256, body=method.text,
                       first_used_on=register.today())


def _printed(found: Assessment) -> tuple[str, str, int | None]:
    residual = None if found.residual is None else hundredths(Fraction(found.residual))
    return found.tier.value, found.level.value, residual
