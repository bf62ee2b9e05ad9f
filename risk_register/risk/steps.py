"""The steps of a judgement in exact fractions, once for what counts and once for each end of what is possible."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from risk_register.model.facts import Override, VendorFacts
from risk_register.model.vocabulary import FindingSeverity, Judgement
from risk_register.risk.additions import NOTHING, Added, UnreadClauses, additions, of_unknown_severity, unread_clauses, with_unread
from risk_register.risk.combining import Stages, combine
from risk_register.risk.controls import Answers, Effectiveness, control_effectiveness
from risk_register.risk.evidence import Standing, domain_worths, standing
from risk_register.risk.exposure import Exposure, InForce, expose, records_in_force
from risk_register.risk.inherent import AT_BEST, AT_WORST, COUNTED, Inherent, inherent_risk
from risk_register.risk.method import Method
from risk_register.risk.overriding import overrides_in_force, regraded

_MOST = Fraction(100)
_SEVERITY_READ_AS = {AT_BEST: FindingSeverity.LOW.value, COUNTED: None, AT_WORST: FindingSeverity.CRITICAL.value}


@dataclass(frozen=True, slots=True)
class Scene:
    """What the facts say on a day, before any reading of what they leave open."""

    facts: VendorFacts
    method: Method
    on: date
    records: InForce
    exposure: Exposure
    answers: Answers
    held: Standing
    added: Added
    unread: UnreadClauses | None
    severity_open: bool
    """Whether anything counts whose severity nobody stated."""
    overrides: dict[str, Override]
    """Those in force, by judgement."""
    worths: dict[int, list[list[int]]] = field(default_factory=dict, compare=False)
    """What answers are worth by the months until they are stale: the three readings mostly share them, and effectiveness too."""
    effects: dict[tuple[int, bool, frozenset[str]], Effectiveness] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One reading followed through: inherent risk, what controls take off, what is added, and the residual (0 to 100)."""

    inherent: Inherent
    worths: list[list[int]]
    """What an answer is worth by round and domain, in the method's units."""
    effectiveness: Effectiveness
    added: Added
    figure: Fraction
    """Inherent risk, 0 to 100, as this method puts it."""
    residual: Fraction
    stages: Stages | None = None
    """How a method that reads risk off tables or as a ratio came to it."""


def set_scene(facts: VendorFacts, method: Method, on: date) -> Scene:
    """The records in force, their grades, the answers in use and what supports them on that day."""
    held = standing(facts, method.evidence, on)
    overrides = overrides_in_force(facts.overrides, on) if facts.overrides else {}
    records, exposure = _exposed(facts, method, on, overrides)
    added = additions(facts, method, on)
    return Scene(facts, method, on, records, exposure, _answers(facts, held, method), held, added,
                 unread_clauses(facts.contracts, method.additions, on), _severity_open(added), overrides)


def scene_with(scene: Scene, facts: VendorFacts) -> Scene:
    """The scene as `set_scene` sets it for a vendor of which only some facts are others. What rests on those that are the very
    same is taken over: an action that would lower a risk changes one thing, and there are dozens to try for each vendor.
    """
    was, method, on = scene.facts, scene.method, scene.on

    def kept(*parts: str) -> bool:
        return all(getattr(facts, part) is getattr(was, part) for part in parts)

    if not kept("vendor", "overrides"):
        return set_scene(facts, method, on)
    turned = replace(scene, facts=facts)
    if not kept("services", "flows", "accesses"):
        records, exposure = _exposed(facts, method, on, scene.overrides)
        turned = replace(turned, records=records, exposure=exposure)
    if not kept("rounds", "evidence"):
        turned = replace(turned, held=standing(facts, method.evidence, on), worths={}, effects={})
    if not kept("tallies") or bool(turned.held.rounds) != bool(scene.held.rounds):
        turned = replace(turned, answers=_answers(facts, turned.held, method), worths={}, effects={})
    if not kept("incidents", "sla_terms", "contracts", "findings"):
        added = additions(facts, method, on)
        unread = unread_clauses(facts.contracts, method.additions, on)
        turned = replace(turned, added=added, unread=unread, severity_open=_severity_open(added))
    return turned


def _exposed(facts: VendorFacts, method: Method, on: date, overrides: Mapping[str, Override]) -> tuple[InForce, Exposure]:
    records = records_in_force(facts, on)
    exposure = expose(records, facts.vendor.country, method.scales)
    return records, regraded(exposure, overrides.get(Judgement.CRITICALITY), method.scales)


def _answers(facts: VendorFacts, held: Standing, method: Method) -> Answers:
    return Answers(facts.tallies if held.rounds else (), method.controls)


def _severity_open(added: Added) -> bool:
    return added is not NOTHING and bool(of_unknown_severity(added))


def follow(scene: Scene, reading: int = COUNTED) -> Step:
    """The judgement by one reading of what is open."""
    method = scene.method
    inherent = inherent_risk(scene.exposure, method.inherent, reading)
    worths = _worths(scene, method.stale_months[inherent.tier])
    best = reading == AT_BEST and scene.answers.open
    key = (method.stale_months[inherent.tier], best, inherent.conditions)
    if (effectiveness := scene.effects.get(key)) is None:
        effectiveness = scene.effects[key] = control_effectiveness(
            scene.answers, worths, method.evidence.unit, method.controls, inherent.conditions, best=best)
    if reading == AT_BEST and not scene.held.rounds:
        effectiveness = _all_good_on_their_word(effectiveness, method)
    added = scene.added
    if reading != COUNTED and scene.severity_open:
        added = additions(scene.facts, method, scene.on, unknown_severity=_SEVERITY_READ_AS[reading])
    if reading == AT_WORST and scene.unread is not None:
        added = with_unread(added, scene.unread, method.additions)
    if method.combination is not None:
        stages = combine(method.combination, scene.exposure, inherent, effectiveness.share, added.total, reading)
        residual = max(stages.residual, method.incident_floor.least) if added.floor else stages.residual
        return Step(inherent, worths, effectiveness, added, stages.inherent, residual, stages)
    residual = _residual(inherent.figure, effectiveness.share, added, method)
    return Step(inherent, worths, effectiveness, added, inherent.figure, residual)


def _worths(scene: Scene, stale_months: int) -> list[list[int]]:
    if stale_months not in scene.worths:
        scene.worths[stale_months] = domain_worths(scene.held, scene.method.evidence, stale_months, [
            sums.id for sums in scene.answers.rounds], by_round=scene.method.controls.by_round)
    return scene.worths[stale_months]


def possible_range(scene: Scene, counted: Step) -> tuple[Step, Step]:
    """The same judgement with all that is open at its best, and at its worst."""
    exposure, severity_open = scene.exposure, scene.severity_open
    settled = all(low == high for low, _, high in exposure.grades) and exposure.certain == exposure.possible
    low = high = counted
    if severity_open or not settled or not scene.held.rounds or scene.answers.open:
        low = follow(scene, AT_BEST)
    if severity_open or not settled or scene.unread is not None:
        high = follow(scene, AT_WORST)
    return low, high


def _residual(inherent: Fraction, share: Fraction, added: Added, method: Method) -> Fraction:
    # inherent * (1 - share) in one reduction instead of two: this runs three times for each vendor of a list
    left = Fraction(inherent.numerator * (share.denominator - share.numerator), inherent.denominator * share.denominator)
    if added is NOTHING:
        return left
    residual = min(_MOST, left + added.total)
    return max(residual, method.incident_floor.least) if added.floor else residual


def _all_good_on_their_word(nothing: Effectiveness, method: Method) -> Effectiveness:
    raw = Fraction(method.evidence.worths["word"].after(0), method.evidence.unit)
    return Effectiveness(min(raw, method.controls.cap), raw, nothing.focus, nothing.weights, nothing.total)
