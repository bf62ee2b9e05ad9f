"""What is added to what controls leave: incidents, missed service levels, missing clauses, open findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from risk_register.model.facts import Clause, Contract, Finding, Incident, SlaTerm, VendorFacts
from risk_register.model.vocabulary import ClauseState, ClauseTopic, FindingSeverity, FindingState, IncidentState, Renewal
from risk_register.risk.dates import in_force, months_between
from risk_register.risk.method import Additions, Method
from risk_register.risk.sla import current, is_missed

KINDS = ("incidents", "service_levels", "clauses", "findings")
_CLOSED = IncidentState.CLOSED.value
_ABSENT, _NOT_READ = ClauseState.ABSENT.value, ClauseState.NOT_READ.value
_NOT_RENEWED = Renewal.NONE.value
_TOPICS = tuple(topic.value for topic in ClauseTopic)
_SEVERITIES = tuple(severity.value for severity in FindingSeverity)


@dataclass(frozen=True, slots=True)
class MissingClause:
    """A clause that a contract in force lacks."""

    contract: Contract
    clause: Clause


@dataclass(frozen=True, slots=True)
class UnreadClauses:
    """Entries of the checklist that nobody has looked for in any contract in force: they may turn out to be missing."""

    contracts: tuple[Contract, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissedLevels:
    """How many of the measured targets were missed, and the terms with a miss, by id."""

    terms: tuple[SlaTerm, ...]
    missed: int
    measured: int


@dataclass(frozen=True, slots=True)
class Addition:
    """Points of 100 for one thing that went wrong, with what it rests on; missed service levels are taken together."""

    kind: str
    points: Fraction
    cause: Incident | Finding | MissingClause | MissedLevels | UnreadClauses


@dataclass(frozen=True, slots=True)
class Added:
    """Everything that is added, and whether an open incident forbids a low figure."""

    additions: tuple[Addition, ...]
    floor: bool
    total: Fraction
    """The points after each kind's cap."""

    def of(self, kind: str) -> Fraction:
        """The points of one kind before its cap."""
        return sum((addition.points for addition in self.additions if addition.kind == kind), Fraction(0))


NOTHING = Added((), floor=False, total=Fraction(0))


def additions(facts: VendorFacts, method: Method, on: date, *, unknown_severity: str | None = None) -> Added:
    """What went wrong, as it counts on that day. `unknown_severity` stands for one nobody stated; None: as the method says."""
    if not (facts.incidents or facts.sla_terms or facts.contracts or facts.findings):
        return NOTHING
    rules = method.additions
    found = [
        *_incidents(facts.incidents, rules, on, unknown_severity), *_service_levels(facts.sla_terms, rules, on),
        *_clauses(facts.contracts, rules, on), *_findings(facts.findings, rules, on, unknown_severity),
    ]
    floor = any(
        (incident.severity if incident.severity in _SEVERITIES else unknown_severity) in method.incident_floor_severities
        for incident in facts.incidents
        if incident.state != _CLOSED and not _is_later(incident, on)
    )
    return Added(tuple(found), floor, _total(found, rules)) if found or floor else NOTHING


def with_unread(added: Added, unread: UnreadClauses, rules: Additions) -> Added:
    """What is added, if the clauses that nobody has looked for turn out to be missing."""
    found = (*added.additions, Addition("clauses", Fraction(rules.clause_points * len(unread.topics)), unread))
    return Added(found, added.floor, _total(found, rules))


def of_unknown_severity(added: Added) -> list[Incident | Finding]:
    """What counts although its severity is none that this program knows, so that its points are a range."""
    return [
        addition.cause for addition in added.additions
        if isinstance(addition.cause, Incident | Finding) and addition.cause.severity not in _SEVERITIES
    ]


def unread_clauses(contracts: Iterable[Contract], rules: Additions, on: date) -> UnreadClauses | None:
    """The entries of the checklist that nobody has looked for; None where all were.

    Where no contract is in force there is none to look into: all of them are unknown, if the method says so.
    """
    if not rules.unread_clauses:
        return None
    running = [contract for contract in contracts if _runs(contract, on)]
    if not running:
        return _without_contract(rules.clause_topics) if rules.no_contract_open else None
    read = {clause.topic for contract in running for clause in contract.clauses if clause.state != _NOT_READ}
    topics = [topic for topic in _TOPICS if topic in rules.clause_topics and topic not in read]
    return UnreadClauses(tuple(running), tuple(topics)) if topics else None


@cache
def _without_contract(topics: frozenset[str]) -> UnreadClauses | None:
    return UnreadClauses((), tuple(topic for topic in _TOPICS if topic in topics)) if topics else None


def is_open(finding: Finding, on: date) -> bool:
    """Whether a finding is known and not closed on that day."""
    return finding.state != FindingState.CLOSED and finding.opened_on <= on


def is_overdue(finding: Finding, on: date) -> bool:
    """Whether a finding is open past its day; on the day itself it is not."""
    return is_open(finding, on) and finding.due_on is not None and finding.due_on < on


def incident_date(incident: Incident) -> date | None:
    """The calendar day it reached us, or that of its earliest stamp."""
    return incident.received_on or min((at.date() for _, at in incident.stamps), default=None)


def _total(found: Iterable[Addition], rules: Additions) -> Fraction:
    by_kind: dict[str, Fraction] = {}
    for addition in found:
        kind = addition.kind
        by_kind[kind] = by_kind[kind] + addition.points if kind in by_kind else addition.points
    counted = [points if points <= (cap := rules.caps[kind]) else Fraction(cap) for kind, points in by_kind.items()]
    return counted[0] if len(counted) == 1 else sum(counted, Fraction(0))


def _is_later(incident: Incident, on: date) -> bool:
    day = incident_date(incident)
    return day is not None and day > on


def _incidents(incidents: Iterable[Incident], rules: Additions, on: date, unknown: str | None) -> Iterable[Addition]:
    for incident in incidents:
        if _is_later(incident, on):
            continue
        points = Fraction(rules.incidents[incident.severity if incident.severity in _SEVERITIES else unknown])
        day = incident_date(incident)
        age = months_between(day, on) if day else 0
        if incident.state == _CLOSED:
            if age >= rules.incident_months:
                continue
            if age >= rules.incident_halved_after:
                points /= 2
        yield Addition("incidents", points, incident)


def _service_levels(terms: Iterable[SlaTerm], rules: Additions, on: date) -> Iterable[Addition]:
    missed_terms: list[SlaTerm] = []
    missed = measured = 0
    for term in terms:
        results = [
            is_missed(term, measurement.value) for measurement in current(term)
            if measurement.ends_on <= on and months_between(measurement.ends_on, on) < rules.service_level_months
        ]
        if any(results):
            missed_terms.append(term)
        missed += results.count(True)
        measured += len(results) - results.count(None)
    if missed:
        terms = tuple(sorted(missed_terms, key=lambda term: term.id))
        points = Fraction(missed * rules.service_level_points, measured)
        yield Addition("service_levels", points, MissedLevels(terms, missed, measured))


def _clauses(contracts: Iterable[Contract], rules: Additions, on: date) -> Iterable[Addition]:
    points = Fraction(rules.clause_points)
    for contract in contracts:
        if not _runs(contract, on):
            continue
        for clause in contract.clauses:
            if (
                clause.state == _ABSENT and clause.topic in rules.clause_topics
                and in_force(clause.valid_from, clause.valid_to, on)
            ):
                yield Addition("clauses", points, MissingClause(contract, clause))


def _runs(contract: Contract, on: date) -> bool:
    return in_force(contract.starts_on, contract.ended_on or (contract.ends_on if contract.renewal == _NOT_RENEWED else None), on)


def _share(finding: Finding, rules: Additions, on: date) -> Fraction:
    if not is_open(finding, on):
        return Fraction(0)
    overdue = rules.undated_in_full if finding.due_on is None else finding.due_on < on
    return Fraction(1) if overdue else rules.finding_before_due


def _findings(findings: Iterable[Finding], rules: Additions, on: date, unknown: str | None) -> Iterable[Addition]:
    for finding in findings:
        share = _share(finding, rules, on)
        if share:
            severity = finding.severity if finding.severity in _SEVERITIES else unknown
            yield Addition("findings", share * rules.findings[severity], finding)
