"""The reasons of a residual risk: points that add up exactly to the printed figure, each with the records it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from risk_register.model.facts import Access, DataFlow, Finding, Incident, Service
from risk_register.model.vocabulary import (
    ClauseTopic,
    ControlDomain,
    Criticality,
    Decision,
    FindingSeverity,
    Judgement,
    RiskLevel,
    SlaMetric,
    Term,
    Tier,
)
from risk_register.risk.accepting import AcceptanceStanding, standings
from risk_register.risk.additions import KINDS, Addition, MissingClause, UnreadClauses, is_overdue
from risk_register.risk.combining import Stages
from risk_register.risk.exposure import BUSINESS, DATA
from risk_register.risk.inherent import COUNTED
from risk_register.risk.points import apportion, decimal_of, hundredths
from risk_register.risk.reasons_staged import stages_of
from risk_register.risk.result import FactRef, Reason
from risk_register.risk.steps import Scene, Step
from risk_register.risk.why_inherent import why_grade
from risk_register.risk.wording import Listed
from risk_register.texts import Text

_NONE = Fraction(0)
_GROUPS = {"business": Text("Dependence on the vendor"), "data": Text("Data and access")}
_KIND_NAMES = {
    "incidents": Text("Incidents"), "service_levels": Text("Missed service levels"), "clauses": Text("Missing clauses"),
    "findings": Text("Open findings"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A reason before its points are rounded."""

    factor: str
    points: Fraction
    text: Text
    facts: tuple[FactRef, ...] = ()


def reasons_of(scene: Scene, step: Step) -> tuple[Reason, ...]:
    """Inherent risk by factor, what controls take off by domain, what is added, and each floor or cap as a reason of its own."""
    if step.stages is None:
        parts = [*_inherent(scene, step), *_controls(scene, step), *_added(scene, step), *_said_otherwise(scene, step)]
    else:
        parts = [*_staged(scene, step, step.stages), *_said_otherwise(scene, step)]
    points = apportion([part.points for part in parts])
    return tuple(Reason(part.factor, point, part.text, part.facts) for part, point in zip(parts, points, strict=True))


def _staged(scene: Scene, step: Step, stages: Stages) -> Iterable[Part]:
    """The stages of a method that adds up no factors, each followed by what it rests on, at no points."""
    rules, method = scene.method.combination, scene.method
    assert rules is not None
    resting: dict[str, Iterable[Part]] = {
        "inherent": (Part(factor, _NONE, *_why(factor, grade[COUNTED], scene))
                     for factor, grade in zip(method.factors, scene.exposure.grades, strict=True) if grade[COUNTED] > 1),
        "controls": _controls(scene, step),
        "added": (_addition(addition, scene.on) for addition in step.added.additions),
    }
    for name, points, text in stages_of(rules, stages, step.effectiveness.share, step.added.total):
        if name == "added" and not step.added.additions:
            continue
        parts = sorted((replace(part, points=_NONE) for part in resting[name]), key=lambda part: _place(part, name))
        facts = tuple(dict.fromkeys(ref for part in parts for ref in part.facts))
        yield Part(name, points, text, facts)
        yield from parts
    if step.residual > stages.residual:
        yield _floor(scene, step, stages.residual)


def _place(part: Part, stage: str) -> list[int]:
    """Additions in the order of their records; factors and domains as they come."""
    return [KINDS.index(part.factor), *(ref.id for ref in part.facts)] if stage == "added" else []


def _floor(scene: Scene, step: Step, before: Fraction) -> Part:
    return Part("floor.open_incident", step.residual - before, Text(
        "Residual risk raised to {figure}: {why}", figure=_printed(step.residual), why=scene.method.incident_floor.why,
    ))


def _inherent(scene: Scene, step: Step) -> Iterable[Part]:
    inherent, rules = step.inherent, scene.method.inherent
    counted, other = ("business", "data") if inherent.business >= inherent.data else ("data", "business")
    for index, (factor, share) in enumerate(zip(scene.method.factors, rules.shares, strict=True)):
        grade = scene.exposure.grades[index][COUNTED]
        in_business = index < BUSINESS.stop
        if in_business == (counted == "business") and grade > 1 and share:
            text, facts = _why(factor, grade, scene)
            yield Part(factor, Fraction(100 * share * (grade - 1), 3 * rules.scale), text, facts)
    lesser = Fraction(100 * (min(inherent.business, inherent.data) - rules.scale), 3 * rules.scale)
    grades = scene.exposure.grades[BUSINESS if other == "business" else DATA]
    yield Part(other, Fraction(0), Text(
        "{group}: {figure} of 100 (graded {grades} of 4), not above the other group, so it adds nothing", group=_GROUPS[other],
        figure=_printed(lesser), grades=", ".join(str(grade[COUNTED]) for grade in grades),
    ), _all_of(other, scene))
    lifted = inherent.value - max(inherent.business, inherent.data)
    if lifted:
        name = next(n for n, least in rules.floors.items() if n in inherent.conditions and least == inherent.value)
        yield Part(f"floor.{name}", Fraction(100 * lifted, 3 * rules.scale), Text(
            "Inherent risk raised to {figure}: {why}", figure=_printed(inherent.figure), why=scene.method.floors[name].why,
        ))


def _why(factor: str, grade: int, scene: Scene) -> tuple[Text, tuple[FactRef, ...]]:
    override = scene.overrides.get(Judgement.CRITICALITY) if factor == "criticality" else None
    if override is None:
        return why_grade(factor, grade, scene)
    return Text("Criticality set to '{value}' by {author} until {day}: {reason}", value=_term(Criticality, override.value),
                author=override.author, day=override.expires_on, reason=override.reason), (FactRef("override", override.id),)


def _said_otherwise(scene: Scene, step: Step) -> Iterable[Part]:
    """Overrides and acceptances: they change words and decisions, and add no point."""
    named = step.inherent.business >= step.inherent.data and scene.exposure.grades[0][COUNTED] > 1
    if Judgement.CRITICALITY in scene.overrides and not named:
        text, facts = _why("criticality", 0, scene)
        yield Part("override.criticality", Fraction(0), text, facts)
    if override := scene.overrides.get(Judgement.TIER):
        yield Part("override.tier", Fraction(0), Text(
            "Tier set to {value} by {author} until {day}, where the method gives {computed}: {reason}", author=override.author,
            value=_term(Tier, override.value), day=override.expires_on, computed=step.inherent.tier, reason=override.reason,
        ), (FactRef("override", override.id),))
    if override := scene.overrides.get(Judgement.LEVEL):
        yield Part("override.level", Fraction(0), Text(
            "Level set to {value} by {author} until {day}, where the method gives {computed}: {reason}", author=override.author,
            value=_term(RiskLevel, override.value), day=override.expires_on, computed=scene.method.levels.of(step.residual),
            reason=override.reason,
        ), (FactRef("override", override.id),))
    for each in standings(scene.facts.acceptances, decimal_of(step.residual), scene.on):
        yield Part("acceptance", Fraction(0), accepted_words(each), (FactRef("risk_acceptance", each.acceptance.id),))


def accepted_words(each: AcceptanceStanding) -> Text:
    """An acceptance and whether it holds, in a sentence."""
    until, by = each.acceptance.expires_on, each.acceptance.approver or "?"
    if each.decision is Decision.EXPIRED:
        return Text("The acceptance by {approver} ran out on {day}: the risk is open again", approver=by, day=until)
    if each.decision is Decision.STALE:
        now = Text("unassessed") if each.now is None else _printed(Fraction(each.now))
        return Text("Accepted by {approver} until {day} at {accepted}, and now {now}: the acceptance no longer covers it",
                    approver=by, day=until, accepted=each.accepted, now=now)
    if each.accepted is None:
        return Text("Accepted by {approver} until {day}; the number stays as it is", approver=by, day=until)
    return Text("Accepted by {approver} until {day}, up to {accepted}; the number stays as it is", approver=by, day=until,
                accepted=each.accepted)


def _all_of(group: str, scene: Scene) -> tuple[FactRef, ...]:
    records = scene.records
    by_noun: dict[str, Iterable[Service | DataFlow | Access]] = (
        {"service": records.services} if group == "business" else {"data_flow": records.flows, "access": records.accesses}
    )
    return tuple(FactRef(noun, number) for noun, held in by_noun.items() for number in sorted(record.id for record in held))


def _controls(scene: Scene, step: Step) -> Iterable[Part]:
    effect, answers = step.effectiveness, scene.answers
    rounds = tuple(FactRef("questionnaire", used.id) for used in sorted(scene.held.rounds, key=lambda used: used.id))
    if not effect.total:
        yield Part("controls", Fraction(0), Text("No answer can be scored: controls take nothing off"), rounds)
        return
    if effect.focus:
        why = scene.method.controls.focuses[effect.focus].why
        yield Part("controls.focus", Fraction(0), Text("Weighted for this vendor: {why}", why=why))
    supports: dict[int, list[int]] = {}
    for support in scene.held.supports:
        for covered in support.domains:
            supports.setdefault(covered, []).append(support.evidence.id)
    for domain in ControlDomain:
        number = int(domain)
        weight = effect.weights[number]
        if not weight or not any(sums.possible[number] for sums in answers.rounds):
            continue
        evidence = tuple(FactRef("evidence", record) for record in sorted(supports.get(number, ())))
        yield Part(
            f"controls.{domain.word}", -step.inherent.figure * Fraction(effect.parts[number] * weight, effect.scale * effect.total),
            Text("{domain}: {answers}; weight {weight} of {total}", domain=domain, answers=_answers_of(scene, step, number),
                 weight=weight, total=effect.total),
            rounds + evidence,
        )
    if effect.raw > effect.share:
        yield Part("controls.cap", step.inherent.figure * (effect.raw - effect.share), Text(
            "Controls never count for more than {percent}%", percent=_printed(effect.share * 100, 0),
        ))


def _answers_of(scene: Scene, step: Step, domain: int) -> Text:
    """How a domain was answered: in one sentence, or round by round where several count."""
    unit, families = scene.method.evidence.unit, {used.id: used.family for used in scene.held.rounds}
    said = []
    for worths, sums in zip(step.worths, scene.answers.rounds, strict=True):
        if possible := sums.possible[domain]:
            percent = _printed(Fraction(100 * sums.earned[domain], possible), 1)
            said.append((families.get(sums.id) or "?", percent, _printed(Fraction(worths[domain], unit))))
    if len(said) == 1:
        _, percent, worth = said[0]
        words = Text("{percent}% of what was asked is well answered, each answer worth {worth} by its evidence and age",
                     percent=percent, worth=worth)
    else:
        rounds = [Text("{family}: {percent}% well answered, worth {worth}", family=family, percent=percent, worth=worth)
                  for family, percent, worth in said]
        words = Text("the mean of its questionnaires ({rounds})", rounds=Listed(tuple(rounds)))
    reviewed = scene.answers.counts.reviewed[domain]
    return Text("{words} ({count} as our reviewer judged)", words=words, count=reviewed) if reviewed else words


def _added(scene: Scene, step: Step) -> Iterable[Part]:
    added, method = step.added, scene.method
    total = step.inherent.figure * (1 - step.effectiveness.share)
    for kind in KINDS:
        parts = [_addition(addition, scene.on) for addition in added.additions if addition.kind == kind]
        yield from sorted(parts, key=lambda part: [ref.id for ref in part.facts])
        if (over := added.of(kind) - method.additions.caps[kind]) > 0:
            yield Part(f"{kind}.cap", -over, Text(
                "{kind}: never more than {cap} points together", kind=_KIND_NAMES[kind], cap=method.additions.caps[kind],
            ))
    total += added.total
    if total > 100:
        yield Part("cap", 100 - total, Text("The residual risk ends at 100"))
        total = Fraction(100)
    if step.residual > total:
        yield _floor(scene, step, total)


def _addition(addition: Addition, on: date) -> Part:
    cause = addition.cause
    if isinstance(cause, Incident):
        text = Text("Incident '{title}' ({severity})", title=cause.title, severity=_severity(cause.severity))
        facts: tuple[FactRef, ...] = (FactRef("incident", cause.id),)
    elif isinstance(cause, Finding):
        text = _finding_words(cause, on)
        facts = (FactRef("finding", cause.id),)
    elif isinstance(cause, UnreadClauses):
        text = Text("Clauses that nobody has looked for: {count}", count=len(cause.topics))
        facts = tuple(FactRef("contract", contract.id) for contract in cause.contracts)
    elif isinstance(cause, MissingClause):
        text = Text("Contract {contract} lacks the clause: {topic}", contract=cause.contract.reference,
                    topic=_term(ClauseTopic, cause.clause.topic))
        facts = (FactRef("clause", cause.clause.id), FactRef("contract", cause.contract.id))
    else:
        term = cause.terms[0]
        text = Text("Service level targets missed in the last four quarters: {missed} of {measured} measured, among them '{term}'",
                    missed=cause.missed, measured=cause.measured, term=term.name or _term(SlaMetric, term.metric))
        facts = tuple(FactRef("sla_term", missed.id) for missed in cause.terms)
    return Part(addition.kind, addition.points, text, facts)


def _finding_words(cause: Finding, on: date) -> Text:
    severity = _severity(cause.severity)
    if is_overdue(cause, on):
        return Text("Finding '{title}' ({severity}) is past its date, {day}", title=cause.title, severity=severity,
                    day=cause.due_on)
    if cause.due_on is None:
        return Text("Finding '{title}' ({severity}) is open", title=cause.title, severity=severity)
    return Text("Finding '{title}' ({severity}) is open, due on {day}", title=cause.title, severity=severity, day=cause.due_on)


def _severity(value: str | None) -> Term | Text | str:
    return _term(FindingSeverity, value) if value else Text("severity not stated")


def _term(vocabulary: type[Term], value: str) -> Term | str:
    return vocabulary.parse(value) or value


def _printed(figure: Fraction, places: int = 2) -> Decimal:
    return Decimal(hundredths(figure * Fraction(10**places, 100))).scaleb(-places)
