"""Which records of the register speak against a claim, one function for each kind that a rule may name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from risk_register.model.countries import Countries
from risk_register.model.facts import Answer, Clause, Contract, DataFlow, Evidence, VendorFacts
from risk_register.model.vocabulary import AuditOpinion, ClauseState, Renewal, SlaMetric, Stage, TransferMechanism
from risk_register.risk.additions import incident_date
from risk_register.risk.contradicting.words import hours_in
from risk_register.risk.dates import add_months, in_force
from risk_register.risk.result import FactRef
from risk_register.risk.sla import current, is_missed


@dataclass(frozen=True, slots=True)
class Beside:
    """What a rule is asked with: the vendor's facts, the day, countries at home, the rule's settings, the claim's answer."""

    facts: VendorFacts
    on: date
    home: frozenset[str]
    settings: Mapping[str, Any]
    answer: Answer | None
    hours: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Against:
    """A record that speaks against a claim: what the rule's sentence says of it."""

    ref: FactRef
    values: Mapping[str, Any]


def _flows(asked: Beside) -> Iterable[DataFlow]:
    return (flow for flow in asked.facts.flows if in_force(flow.valid_from, flow.valid_to, asked.on))


def _flow(asked: Beside) -> Iterable[Against]:
    for flow in _flows(asked):
        if getattr(flow, asked.settings["field"]) in asked.settings["values"]:
            yield Against(FactRef("data_flow", flow.id), {"record": flow.name})


def _outside(asked: Beside, flow: DataFlow) -> tuple[str, ...]:
    return tuple(sorted({place.country for place in flow.countries} - asked.home))


def _flow_outside(asked: Beside) -> Iterable[Against]:
    for flow in _flows(asked):
        if abroad := _outside(asked, flow):
            yield Against(FactRef("data_flow", flow.id), {"record": flow.name, "countries": Countries(abroad)})


def _transfer_denied(asked: Beside) -> Iterable[Against]:
    for flow in _flows(asked):
        if flow.transfer_mechanism == TransferMechanism.NOT_TRANSFERRED and (abroad := _outside(asked, flow)):
            yield Against(FactRef("data_flow", flow.id), {"record": flow.name, "countries": Countries(abroad)})


def _held(asked: Beside) -> list[tuple[date, Evidence]]:
    """Evidence of the rule's kinds with the day it stopped saying anything (its expiry, or the end of its period or its issue)."""
    kinds = asked.settings["kinds"]
    found = [
        (day, evidence) for evidence in asked.facts.evidence
        if evidence.kind in kinds and (day := evidence.expires_on or evidence.period_to or evidence.issued_on)
    ]
    return sorted(found, key=lambda item: (item[0], item[1].id))


def _evidence_expired(asked: Beside) -> Iterable[Against]:
    """The last certificate with an expiry, where it has passed and nothing of the kinds is in force or undated."""
    held = _held(asked)
    running = any(evidence.expires_on is None or evidence.expires_on >= asked.on for _, evidence in held)
    if held and not running:
        day, evidence = held[-1]
        yield Against(FactRef("evidence", evidence.id), {"record": evidence.title, "day": day})


def _evidence_old(asked: Beside) -> Iterable[Against]:
    held = _held(asked)
    if held and add_months(held[-1][0], asked.settings["months"]) < asked.on:
        day, evidence = held[-1]
        yield Against(FactRef("evidence", evidence.id), {"record": evidence.title, "day": day})


def _evidence_limited(asked: Beside) -> Iterable[Against]:
    for evidence in asked.facts.evidence:
        if evidence.exceptions or evidence.opinion in (AuditOpinion.QUALIFIED, AuditOpinion.ADVERSE, AuditOpinion.DISCLAIMER):
            yield Against(FactRef("evidence", evidence.id), {"record": evidence.title})


def _subcontractor(asked: Beside) -> Iterable[Against]:
    for link in asked.facts.subcontractors:
        if in_force(link.valid_from, link.valid_to, asked.on):
            yield Against(FactRef("subcontractor_link", link.id), {"record": link.subcontractor})


def _clauses(asked: Beside) -> Iterable[tuple[Contract, Clause]]:
    for contract in asked.facts.contracts:
        ended = contract.ended_on or (contract.ends_on if contract.renewal == Renewal.NONE else None)
        if in_force(contract.starts_on, ended, asked.on):
            for clause in contract.clauses:
                if in_force(clause.valid_from, clause.valid_to, asked.on):
                    yield contract, clause


def _clause_absent(asked: Beside) -> Iterable[Against]:
    for contract, clause in _clauses(asked):
        if clause.topic in asked.settings["topics"] and clause.state == ClauseState.ABSENT:
            yield Against(FactRef("clause", clause.id), {"record": contract.reference})


def _clause_hours(asked: Beside) -> Iterable[Against]:
    """Contracts that grant the vendor longer to tell us of a breach than its answer says."""
    answer = asked.answer
    said = None if answer is None else hours_in(f"{answer.words} {answer.notes}") or asked.hours.get(answer.question_id)
    if said is None:
        return
    for contract, clause in _clauses(asked):
        if clause.topic == "breach_notice" and clause.hours is not None and clause.hours > said:
            yield Against(FactRef("clause", clause.id), {"record": contract.reference, "said": said, "agreed": clause.hours})


def _incident(asked: Beside) -> Iterable[Against]:
    since = add_months(asked.on, -asked.settings["months"])
    for incident in asked.facts.incidents:
        day = incident_date(incident)
        if day is not None and since <= day <= asked.on:
            yield Against(FactRef("incident", incident.id), {"record": incident.title, "day": day})


def _sla_missed(asked: Beside) -> Iterable[Against]:
    since = add_months(asked.on, -asked.settings["months"])
    for term in asked.facts.sla_terms:
        missed = [each for each in current(term) if since < each.ends_on <= asked.on and is_missed(term, each.value)]
        if term.metric in asked.settings["metrics"] and missed:
            name = term.name or SlaMetric.parse(term.metric) or term.metric
            yield Against(FactRef("sla_measurement", missed[-1].id), {"record": name, "day": missed[-1].ends_on})


def _access_after_end(asked: Beside) -> Iterable[Against]:
    if asked.facts.vendor.stage == Stage.TERMINATED:
        for access in asked.facts.accesses:
            if access.privilege != "none" and (access.revoked_on is None or asked.on < access.revoked_on):
                yield Against(FactRef("access", access.id), {"record": access.system})


KINDS: Mapping[str, Callable[[Beside], Iterable[Against]]] = MappingProxyType({
    "flow": _flow, "flow_outside": _flow_outside, "transfer_denied": _transfer_denied, "evidence_expired": _evidence_expired,
    "evidence_old": _evidence_old, "evidence_limited": _evidence_limited, "subcontractor": _subcontractor,
    "clause_absent": _clause_absent, "clause_hours": _clause_hours, "incident": _incident, "sla_missed": _sla_missed,
    "access_after_end": _access_after_end,
})
