"""Findings: what one begins with where something was seen, how it moves from open to closed, and how its risk is accepted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from risk_register.errors import RegisterError
from risk_register.model.assurance import Finding, Treatment
from risk_register.model.facts import Answer, SlaTerm
from risk_register.model.vocabulary import (
    FindingSeverity,
    FindingState,
    MeasurementWindow,
    ReviewerVerdict,
    SlaDirection,
    SlaMetric,
    SlaUnit,
    Tier,
    TreatmentState,
    Verdict,
    label,
)
from risk_register.operations.belonging import vendor_of
from risk_register.operations.facts import answers, vendor_facts
from risk_register.operations.records import record, records
from risk_register.operations.scoring import assess, method_in_force
from risk_register.risk.sla import current, is_missed
from risk_register.risk.sla_naming import window_name
from risk_register.store import Register
from risk_register.texts import Language, Text, number, tr

_LONGEST = 200
_GAPS = re.compile(r"[ \t\r\n]+")
"""What parts words; not the no-break space that keeps a figure by its unit."""
_OFTEN, _OF_LATE = 3, 12
"""A service level missed this often in so many measured windows is a serious finding."""
_SHARE: Mapping[FindingSeverity, int] = MappingProxyType({
    FindingSeverity.LOW: 3, FindingSeverity.MEDIUM: 6, FindingSeverity.HIGH: 12, FindingSeverity.CRITICAL: 24,
})
"""By what the interval between two reviews of the vendor's tier is divided to give a finding's term: of a vendor reviewed once
a year 120, 60, 30 and 15 days."""
_MONTH = 30
_ENDED = (TreatmentState.DONE.value, TreatmentState.ABANDONED.value)
_OF_INCIDENT = ("notification", "task")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen: the finding's words, how serious it looks, and the record it rests on."""

    title: str
    severity: FindingSeverity = FindingSeverity.MEDIUM
    description: str | None = None
    source: Mapping[str, Any] = field(default_factory=dict)


def finding_values(register: Register, noun: str, record_id: int, language: Language = "en", *,
                   vendor_id: int | None = None) -> dict[str, Any]:
    """What a finding begins with that is recorded on seeing an answer, a measurement or service level, an incident, or a vendor.

    Its owner is the vendor's; it is due within the share of the interval between reviews that its severity asks for.
    `vendor_id` says about which vendor, where the record concerns several. Raises `RegisterError` where the record is gone.
    """
    known = record(register, noun, record_id)
    if noun in _OF_INCIDENT:
        noun, record_id = "incident", known["incident_id"]
        known = record(register, noun, record_id)
    if vendor_id is None:
        with register.read() as connection:
            vendor_id = vendor_of(connection, noun, known)
    if vendor_id is None:
        raise RegisterError("Nobody says which vendor this is about. Record the vendor with it first, then the finding.")
    return _begun(register, vendor_id, _seen(register, noun, known, vendor_id, language))


def contradiction_values(register: Register, vendor_id: int, rule: str, words: Text, language: Language = "en") -> dict[str, Any]:
    """What a finding begins with where two records of a vendor do not agree: `rule` names by which rule, `words` say what."""
    said = words.render(language)
    return _begun(register, vendor_id, _Seen(_short(said), description=said, source={"contradiction": rule}))


def treatment_values(register: Register, finding_id: int) -> dict[str, Any]:
    """What a treatment of a finding begins with: its owner, and its day where that is not over."""
    known = record(register, "finding", finding_id)
    due = known["due_on"]
    return {"finding_id": finding_id, "kind": known["treatment"], "owner_id": known["owner_id"],
            "due_on": due if due is not None and due >= register.today() else None}


def acceptance_values(register: Register, finding_id: int) -> dict[str, Any]:
    """What accepting a finding's risk begins with: today and today's residual risk. Until when, who approves and why are asked."""
    known = record(register, "finding", finding_id)
    residual = assess(register, [known["vendor_id"]])[0].residual
    return {"vendor_id": known["vendor_id"], "finding_id": finding_id, "accepted_on": register.today(),
            "accepted_score": None if residual is None else residual.quantize(Decimal("0.01"))}


def move_finding(register: Register, finding_id: int, state: FindingState, actor: str) -> None:
    """Open a finding again, say that it is treated, or close it today.

    Raises `RegisterError` for closing one whose treatments are neither done nor abandoned, and for a state it has already.
    """
    known = record(register, "finding", finding_id)
    if known["state"] == state:
        raise RegisterError("The finding '{title}' is in this state already: {state}.", title=known["title"], state=state)
    if state is FindingState.CLOSED:
        waiting = [each for each in records(register, "treatment", finding_id=finding_id) if each["state"] not in _ENDED]
        if waiting:
            raise RegisterError("The finding '{title}' cannot be closed yet: {count} of its treatments are neither done nor "
                                "abandoned. Say what became of them first.", title=known["title"], count=len(waiting))
    words = {
        FindingState.OPEN: Text("Open the finding {title} again", title=known["title"]),
        FindingState.IN_TREATMENT: Text("Begin to treat the finding {title}", title=known["title"]),
        FindingState.CLOSED: Text("Close the finding {title}", title=known["title"]),
    }[state]
    closed_on = register.today() if state is FindingState.CLOSED else None
    with register.change(words, actor) as change:
        change.update(Finding, finding_id, state=state, closed_on=closed_on)


def move_treatment(register: Register, treatment_id: int, state: TreatmentState, actor: str) -> None:
    """Say how far a treatment has come; one that is done was done today. Raises `RegisterError` for the state it has already."""
    known = record(register, "treatment", treatment_id)
    title = record(register, "finding", known["finding_id"])["title"]
    if known["state"] == state:
        raise RegisterError("The treatment of '{title}' is in this state already: {state}.", title=title, state=state)
    done_on = register.today() if state is TreatmentState.DONE else None
    with register.change(Text("Treatment of {title}: {state}", title=title, state=state), actor) as change:
        change.update(Treatment, treatment_id, state=state, done_on=done_on)


def due_for(opened_on: date, severity: FindingSeverity, review_months: int) -> date:
    """By when a finding of that severity is to be dealt with, about a vendor reviewed every so many months."""
    return opened_on + timedelta(days=review_months * _MONTH // _SHARE[severity])


def _begun(register: Register, vendor_id: int, seen: _Seen) -> dict[str, Any]:
    today = register.today()
    vendor = record(register, "vendor", vendor_id)
    tier = Tier.parse(assess(register, [vendor_id])[0].tier) or Tier.UNASSESSED
    months = method_in_force(register).review_months[tier]
    return {"vendor_id": vendor_id, "title": seen.title, "severity": seen.severity, "description": seen.description,
            "owner_id": vendor["owner_id"], "opened_on": today, "due_on": due_for(today, seen.severity, months), **seen.source}


def _seen(register: Register, noun: str, known: Mapping[str, Any], vendor_id: int, language: Language) -> _Seen:
    if noun == "answer":
        return _answered(register, known, language)
    if noun in {"sla_measurement", "sla_term"}:
        term_id = known["id"] if noun == "sla_term" else known["sla_term_id"]
        term = next((each for each in vendor_facts(register, vendor_id).sla_terms if each.id == term_id), None)
        if term is not None:
            return _measured(term, known["id"] if noun == "sla_measurement" else None, language)
    if noun == "incident":
        severity = FindingSeverity.parse(known["severity"]) or FindingSeverity.MEDIUM
        words = tr(language, "Incident of {day}: {title}", day=known["received_on"], title=known["title"]) if known["received_on"] \
            else tr(language, "Incident: {title}", title=known["title"])
        return _Seen(_short(words), severity, known["outcome"] or known["lessons"], {"incident_id": known["id"]})
    if noun == "evidence":
        return _Seen(_short(tr(language, "Evidence: {title}", title=known["title"])))
    return _Seen("")


def _answered(register: Register, known: Mapping[str, Any], language: Language) -> _Seen:
    answer = next(each for each in answers(register, known["questionnaire_id"]) if each.id == known["id"])
    said = answer.words or tr(language, "no answer")
    words = "\n".join(part for part in (answer.question, tr(language, "Answer: {words}", words=said), answer.notes,
                                        answer.reviewer_note or "") if part)
    return _Seen(_short(f"{answer.question_id} {answer.question}"), _severity_of(answer), words, {"answer_id": answer.id})


def _severity_of(answer: Answer) -> FindingSeverity:
    if answer.reviewer_verdict == ReviewerVerdict.UNSATISFACTORY:
        return FindingSeverity.HIGH
    if answer.reviewer_verdict == ReviewerVerdict.PARTIAL or answer.verdict == Verdict.PARTIAL.value:
        return FindingSeverity.LOW
    return FindingSeverity.MEDIUM


def _measured(term: SlaTerm, measurement_id: int | None, language: Language) -> _Seen:
    """The miss that a measurement shows; of a service level the last one."""
    stands = current(term)
    missed = [each for each in stands if is_missed(term, each.value)]
    chosen = next((each for each in term.measurements if each.id == measurement_id), missed[-1] if missed else None)
    name = term.name or label(SlaMetric, term.metric, language)
    if chosen is None:
        return _Seen(_short(name), FindingSeverity.LOW)
    window = window_name(chosen.starts_on, chosen.ends_on, language)
    if chosen.value is None:
        title = tr(language, "{name}, {window}: not measured", name=name, window=window)
        return _Seen(_short(title), FindingSeverity.LOW, source={"measurement_id": chosen.id})
    of_late = [each for each in stands if each.value is not None and each.ends_on <= chosen.ends_on][-_OF_LATE:]
    misses = sum(is_missed(term, each.value) is True for each in of_late)
    title = tr(language, "{name}, {window}: {value}, promised {direction} {target}", name=name, window=window,
               value=_figure(chosen.value, term, language),
               direction=label(SlaDirection, term.direction, language).lower(), target=_figure(term.target, term, language))
    words = None if term.window == MeasurementWindow.EVENT else tr(
        language, "Missed in {misses} of the last {windows} measured windows.", misses=misses, windows=len(of_late))
    severity = FindingSeverity.HIGH if misses >= _OFTEN else FindingSeverity.MEDIUM
    return _Seen(_short(title), severity, words, {"measurement_id": chosen.id})


def _figure(value: Decimal, term: SlaTerm, language: Language) -> str:
    return f"{number(value, language)}\N{NO-BREAK SPACE}{label(SlaUnit, term.unit, language)}"


def _short(words: str) -> str:
    return _GAPS.sub(" ", words).strip()[:_LONGEST]

