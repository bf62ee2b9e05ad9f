"""The judgement on one vendor: tier, inherent risk, what controls leave, what is added, how far the unknown could move it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from risk_register.model.facts import VendorFacts
from risk_register.model.vocabulary import Confidence, ControlDomain, Judgement, RiskLevel, Tier
from risk_register.risk.accepting import decision_of, standings
from risk_register.risk.evidence import months_over
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
    found = _assessed(scene, explain=explain) if scene.exposure.known else _unassessed(scene, explain=explain)
    if scene.overrides:
        found = _overridden(found, scene)
    if not facts.acceptances:
        return found
    accepted = standings(facts.acceptances, found.residual, on)
    return replace(found, acceptances=accepted, decision=decision_of(accepted))


def _assessed(scene: Scene, *, explain: bool) -> Assessment:
    facts, method = scene.facts, scene.method
    counted = follow(scene)
    low, high = possible_range(scene, counted)
    share = counted.effectiveness.share
    due = next_review(facts, method, counted.inherent.tier, scene.on)
    return Assessment(
        vendor_id=facts.vendor.id, vendor=facts.vendor.legal_name, method=method.label, on=scene.on, tier=counted.inherent.tier,
        level=method.levels.of(counted.residual), confidence=_confidence(scene, counted),
        inherent=decimal_of(counted.figure), inherent_low=decimal_of(low.figure),
        inherent_high=decimal_of(high.figure),
        control_effectiveness=percent_of(share.numerator, share.denominator),
        residual=decimal_of(counted.residual), residual_low=decimal_of(low.residual), residual_high=decimal_of(high.residual),
        answer_ratio=scene.answers.answer_ratio, completeness=scene.answers.completeness,
        domains=_domain_scores(scene, counted) if explain else (),
        reasons=reasons_of(scene, counted) if explain else (),
        missing=missing_texts(scene) if explain else (), next_review_on=due, review_overdue_days=overdue_days(due, scene.on),
    )


def _unassessed(scene: Scene, *, explain: bool) -> Assessment:
    facts, method = scene.facts, scene.method
    due = next_review(facts, method, Tier.UNASSESSED, scene.on)
    return Assessment(
        vendor_id=facts.vendor.id, vendor=facts.vendor.legal_name, method=method.label, on=scene.on, tier=Tier.UNASSESSED,
        level=RiskLevel.UNASSESSED, confidence=Confidence.LOW, inherent=None, inherent_low=_ZERO, inherent_high=_HUNDRED,
        control_effectiveness=None, residual=None, residual_low=_ZERO, residual_high=_HUNDRED,
        answer_ratio=scene.answers.answer_ratio, completeness=scene.answers.completeness,
        domains=_domain_scores(scene, follow(scene)) if explain else (),
        missing=missing_texts(scene) if explain else (), next_review_on=due, review_overdue_days=overdue_days(due, scene.on),
    )


def _overridden(found: Assessment, scene: Scene) -> Assessment:
    tier = level = None
    if override := scene.overrides.get(Judgement.TIER):
        tier = Tier.parse(override.value)
    if override := scene.overrides.get(Judgement.LEVEL):
        level = RiskLevel.parse(override.value)
    due = next_review(scene.facts, scene.method, tier or found.tier, scene.on)
    return replace(
        found, tier=tier or found.tier, level=level or found.level, next_review_on=due,
        review_overdue_days=overdue_days(due, scene.on), tier_by_method=found.tier if tier else None,
        level_by_method=found.level if level else None,
    )


def _domain_scores(scene: Scene, step: Step) -> tuple[DomainScore, ...]:
    answers, counts, effect = scene.answers, scene.answers.counts, step.effectiveness
    asked = {tally.domain for tally in scene.facts.tallies} if scene.held.rounds else set()
    scored = set(answers.scored)
    scores = []
    for domain in ControlDomain:
        if domain not in asked:
            continue
        share = decimal_of(Fraction(100 * effect.parts[domain], effect.scale)) if domain in scored else None
        scores.append(DomainScore(
            domain, share, counts.questions[domain], counts.questions[domain] - counts.undecided[domain],
            counts.adverse[domain], Decimal(effect.weights[domain]),
        ))
    return tuple(scores)


def _confidence(scene: Scene, counted: Step) -> Confidence:
    completeness = scene.answers.completeness
    if completeness is None:
        return Confidence.LOW
    missing = len(missing_factors(scene))
    scored = scene.answers.scored
    covered = {domain for support in scene.held.supports for domain in support.domains}
    evidenced = sum(100 for domain in scored if domain in covered and any(worths[domain] for worths in counted.worths))
    over = months_over(scene.held, scene.method.stale_months[counted.inherent.tier])
    for confidence, trust in scene.method.confidence.items():
        if (
            completeness >= trust.completeness and missing <= trust.missing and evidenced >= trust.evidenced * len(scored)
            and (trust.months_over is None or over <= trust.months_over)
        ):
            return confidence
    return Confidence.LOW
