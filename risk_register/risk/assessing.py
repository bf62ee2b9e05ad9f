"""The judgement on one vendor: tier, inherent risk, what controls leave, what is added, how far the unknown could move it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from risk_register.model.facts import VendorFacts
from risk_register.model.vocabulary import Confidence, ControlDomain, RiskLevel, Tier
from risk_register.risk.method import Method
from risk_register.risk.missing import missing_factors, missing_texts
from risk_register.risk.points import decimal_of, percent_of
from risk_register.risk.reasons import reasons_of
from risk_register.risk.result import Assessment, DomainScore
from risk_register.risk.reviewing import next_review, overdue_days
from risk_register.risk.steps import Scene, Step, follow, possible_range, set_scene

_ZERO, _HUNDRED = Decimal(0), Decimal(100)


def assess(facts: VendorFacts, method: Method, on: date, *, explain: bool = True) -> Assessment:
    """The judgement on a vendor by a method on a day. Without `explain`, reasons, domains and what is missing stay empty."""
    scene = set_scene(facts, method, on)
    if not scene.exposure.known:
        return _unassessed(scene, explain=explain)
    counted = follow(scene)
    low, high = possible_range(scene, counted)
    tier, share = counted.inherent.tier, counted.effectiveness.share
    due = next_review(facts, method, tier, on)
    return Assessment(
        vendor_id=facts.vendor.id, vendor=facts.vendor.legal_name, method=method.label, on=on, tier=tier,
        level=method.levels.of(counted.residual), confidence=_confidence(scene, counted),
        inherent=decimal_of(counted.inherent.figure), inherent_low=decimal_of(low.inherent.figure),
        inherent_high=decimal_of(high.inherent.figure),
        control_effectiveness=percent_of(share.numerator, share.denominator),
        residual=decimal_of(counted.residual), residual_low=decimal_of(low.residual), residual_high=decimal_of(high.residual),
        answer_ratio=scene.answers.answer_ratio, completeness=scene.answers.completeness,
        domains=_domain_scores(scene, counted.worths, counted.effectiveness.weights) if explain else (),
        reasons=reasons_of(scene, counted) if explain else (),
        missing=missing_texts(scene) if explain else (),
        next_review_on=due, review_overdue_days=overdue_days(due, on),
    )


def _unassessed(scene: Scene, *, explain: bool) -> Assessment:
    facts, method, on = scene.facts, scene.method, scene.on
    due = next_review(facts, method, Tier.UNASSESSED, on)
    worths = follow(scene).worths
    return Assessment(
        vendor_id=facts.vendor.id, vendor=facts.vendor.legal_name, method=method.label, on=on, tier=Tier.UNASSESSED,
        level=RiskLevel.UNASSESSED, confidence=Confidence.LOW, inherent=None, inherent_low=_ZERO, inherent_high=_HUNDRED,
        control_effectiveness=None, residual=None, residual_low=_ZERO, residual_high=_HUNDRED,
        answer_ratio=scene.answers.answer_ratio, completeness=scene.answers.completeness,
        domains=_domain_scores(scene, worths, method.controls.weights) if explain else (),
        missing=missing_texts(scene) if explain else (),
        next_review_on=due, review_overdue_days=overdue_days(due, on),
    )


def _domain_scores(scene: Scene, worths: list[int], weights: tuple[int, ...]) -> tuple[DomainScore, ...]:
    answers, unit = scene.answers, scene.method.evidence.unit
    asked = {tally.domain for tally in scene.facts.tallies} if scene.held.rounds else set()
    scores = []
    for domain in ControlDomain:
        if domain not in asked:
            continue
        possible = answers.possible[domain]
        share = Fraction(100 * worths[domain] * answers.earned[domain], possible * unit) if possible else None
        scores.append(DomainScore(
            domain, None if share is None else decimal_of(share), answers.questions[domain],
            answers.questions[domain] - answers.undecided[domain], answers.adverse[domain], Decimal(weights[domain]),
        ))
    return tuple(scores)


def _confidence(scene: Scene, counted: Step) -> Confidence:
    completeness = scene.answers.completeness
    if completeness is None:
        return Confidence.LOW
    missing = len(missing_factors(scene))
    scored = scene.answers.scored
    covered = {domain for support in scene.held.supports for domain in support.domains}
    evidenced = sum(100 for domain in scored if domain in covered and counted.worths[domain])
    for confidence, trust in scene.method.confidence.items():
        if completeness >= trust.completeness and missing <= trust.missing and evidenced >= trust.evidenced * len(scored):
            return confidence
    return Confidence.LOW
