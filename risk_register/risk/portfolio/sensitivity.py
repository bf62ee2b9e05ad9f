"""Which single unknown would change a vendor's level if it turned out badly: each is read at its worst, all else as it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from risk_register.model.facts import VendorFacts
from risk_register.model.vocabulary import FindingSeverity, RiskLevel
from risk_register.risk.additions import additions, of_unknown_severity, with_unread
from risk_register.risk.exposure import Exposure
from risk_register.risk.method import Method, Words
from risk_register.risk.points import decimal_of
from risk_register.risk.steps import Scene, follow, set_scene
from risk_register.texts import Text

_CONDITIONS: Mapping[str, frozenset[str]] = MappingProxyType({
    "criticality": frozenset({"critical_function"}), "substitutability": frozenset({"sole_source"}),
    "reliance": frozenset({"sole_source"}), "data": frozenset({"special_data", "personal_data"}),
    "people": frozenset({"personal_data"}), "access": frozenset({"privileged_access", "access"}), "location": frozenset(),
})
"""What may turn out to hold when a factor turns out badly."""
_SOLE_SOURCE = frozenset({"substitutability", "reliance"})
_WORST = 4


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """One unknown of a vendor: its residual risk (0 to 100) and level as it counts, and if this turned out badly."""

    vendor_id: int
    vendor: str
    unknown: str
    text: Text
    before: Decimal | None
    level: RiskLevel
    after: Decimal
    worst_level: RiskLevel


def sensitivities(facts: VendorFacts, method: Method, on: date) -> list[Sensitivity]:
    """The unknowns of a vendor that would raise its level by themselves, the worst first."""
    scene = set_scene(facts, method, on)
    known = scene.exposure.known
    before = follow(scene).residual if known else None
    level = RiskLevel.UNASSESSED if before is None else method.levels.of(before)
    found = []
    for name, text, worse in _unknowns(scene):
        after = follow(worse).residual
        worst = method.levels.of(after)
        if worst.rank > level.rank:
            found.append(Sensitivity(facts.vendor.id, facts.vendor.legal_name, name, text,
                                     None if before is None else decimal_of(before), level, decimal_of(after), worst))
    return sorted(found, key=lambda each: (-each.after, each.unknown))


def _unknowns(scene: Scene) -> Iterable[tuple[str, Text, Scene]]:
    factors = list(scene.method.factors)
    for place, factor in enumerate(factors):
        low, counted, high = scene.exposure.grades[place]
        if low != high and counted != high:
            title: Words = scene.method.factors[factor].title
            text = Text("{factor}: counted {counted} of 4, and {worst} at worst", factor=title, counted=counted, worst=high)
            if not scene.exposure.known:  # nothing of an unassessed vendor is counted
                text = Text("{factor}: not known, {worst} of 4 at worst", factor=title, worst=high)
            yield factor, text, replace(scene, exposure=_worse(scene.exposure, factors, place))
    if scene.unread is not None:
        added = with_unread(scene.added, scene.unread, scene.method.additions)
        text = Text("Clauses that nobody has looked for: {count}", count=len(scene.unread.topics))
        if not scene.unread.contracts:
            text = Text("Clauses asked for, with no contract in force: {count}", count=len(scene.unread.topics))
        yield "clauses", text, replace(scene, added=added)
    unstated = of_unknown_severity(scene.added)
    if unstated:
        added = additions(scene.facts, scene.method, scene.on, unknown_severity=FindingSeverity.CRITICAL)
        yield "severity", Text("How severe '{title}' is", title=unstated[0].title), replace(scene, added=added)


def _worse(exposure: Exposure, factors: list[str], place: int) -> Exposure:
    """The exposure if one factor turned out as badly as it can, and with it what may hold because of it."""
    factor, high = factors[place], exposure.grades[place][2]
    grades = tuple((high, high, high) if number == place else grade for number, grade in enumerate(exposure.grades))
    turned = exposure.possible & _CONDITIONS[factor]
    if factor in _SOLE_SOURCE and any(grades[factors.index(other)][1] != _WORST for other in _SOLE_SOURCE):
        turned -= {"sole_source"}
    return replace(exposure, grades=grades, certain=exposure.certain | turned, known=True)
