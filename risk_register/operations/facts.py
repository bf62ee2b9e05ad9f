"""What the register knows, loaded as frozen facts for judgements, pages and reports: one vendor's, or all vendors' at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select, true

from risk_register.errors import RegisterError
from risk_register.model import assurance, contracts, facts, flows, incidents, parties, questionnaires, services
from risk_register.model.nouns import BY_RECORD
from risk_register.operations.fetch import (
    Values,
    as_recorded,
    facts_of,
    grouped,
    pairs,
    plainly,
    recorded,
    run,
    texts,
    without_collecting,
)
from risk_register.operations.flow_facts import by_vendor, flows_where
from risk_register.operations.only import Only, below
from risk_register.operations.tallying import tallies_of
from risk_register.store import Register
from risk_register.store.register import zone_of
from risk_register.store.stopping import stop_if_wished


def _table(record: Any) -> Table:
    return BY_RECORD[record].table


_VENDOR = _table(parties.Vendor)
_PERSON = _table(parties.Person)
_SERVICE = _table(services.Service)
_FUNCTION = _table(services.Function)
_FLOW = _table(flows.DataFlow)
_CONTRACT = _table(contracts.Contract)
_SLA = _table(contracts.SlaTerm)
_LINK = _table(contracts.SubcontractorLink)
_ROUND = _table(questionnaires.Questionnaire)
_SET = _table(questionnaires.QuestionSet)
_ANSWER = _table(questionnaires.Answer)
_QUESTION = _table(questionnaires.Question)
OURS = (_VENDOR.c.relation != "indirect", _VENDOR.c.archived_on.is_(None))
"""The vendors that are judged where no others are asked for."""
_PIECE = 1000
_NEWEST = (func.coalesce(_ROUND.c.received_on, _ROUND.c.sent_on).desc(), recorded(_ROUND).desc(), _ROUND.c.id.desc())


def vendor_facts(register: Register, vendor_id: int) -> facts.VendorFacts:
    """All that is known of one vendor. Raises `RegisterError` where there is none with that id."""
    with register.read() as connection:
        found = list(load(connection, [vendor_id]))
    if not found:
        raise RegisterError("There is no vendor with the id {id} in this register.", id=str(vendor_id))
    return found[0]


def all_facts(register: Register, vendor_ids: Sequence[int] | None = None, *, to_judge: bool = False) -> list[facts.VendorFacts]:
    """What is known of all vendors of ours, by name; or of the given ones, subcontractors included.

    With `to_judge`, without what no score reads: contacts, other names, identifiers, subcontractors.
    """
    found = [each for piece in pieces(register, vendor_ids, to_judge=to_judge) for each in piece]
    return sorted(found, key=lambda each: (each.vendor.legal_name.lower(), each.vendor.id))


def pieces(register: Register, vendor_ids: Sequence[int] | None = None, *,
           to_judge: bool = False) -> Iterator[list[facts.VendorFacts]]:
    """As `all_facts`, some vendors at a time in the order of their ids: all of 10,000 at once would fill 600 MB."""
    with register.read() as connection:
        ids = ids_of(connection, vendor_ids)
        for first in range(0, len(ids), _PIECE):
            with without_collecting():
                found = loaded(connection, ids[first:first + _PIECE], to_judge=to_judge, scattered=vendor_ids is not None)
            yield found


def ids_of(connection: Connection, vendor_ids: Sequence[int] | None = None) -> list[int]:
    """The given vendors in the order of their ids, or all of ours."""
    if vendor_ids is not None:
        return sorted(vendor_ids)
    return list(connection.execute(select(_VENDOR.c.id).where(*OURS).order_by(_VENDOR.c.id)).scalars())


def loaded(connection: Connection, vendor_ids: Sequence[int], *, to_judge: bool = False,
           scattered: bool = False) -> list[facts.VendorFacts]:
    """Facts of just these vendors, which are in the order of their ids. Where they stand `scattered` among others, each is asked
    for by itself: else those between two of them would be read too.
    """
    wanted = set(vendor_ids)
    return [each for each in load(connection, vendor_ids, to_judge=to_judge, one_by_one=scattered) if each.vendor.id in wanted]


def ours(register: Register) -> int:
    """How many vendors are judged where no others are asked for."""
    with register.read() as connection:
        return connection.execute(select(func.count()).select_from(_VENDOR).where(*OURS)).scalar() or 0


def organisation(register: Register) -> facts.Organisation:
    """Our own side as reports name it: the first own entity without a parent."""
    with register.read() as connection:
        return organisation_of(connection)


def organisation_of(connection: Connection) -> facts.Organisation:
    """As `organisation`, for who reads already."""
    entity = _table(parties.OwnEntity)
    row = connection.execute(select(entity).order_by(entity.c.parent_id.is_not(None), entity.c.id).limit(1)).first()
    if row is None:
        return facts.Organisation()
    return facts.Organisation(row.legal_name, row.country, row.time_zone, row.address, row.data_protection_officer)


def answers(register: Register, questionnaire_id: int) -> list[facts.Answer]:
    """The answers of one round in the file's order, each with its question, its place and the reviewer's last verdict."""
    review = _table(questionnaires.AnswerReview)
    names = ("id", "questionnaire_id", "verdict", "domain", "weight", "polarity", "words", "notes", "sheet", "cell", "extra")
    with register.read() as connection:
        reviewed = {row.answer_id: (row.verdict, row.note) for row in connection.execute(
            select(review).join(_ANSWER, _ANSWER.c.id == review.c.answer_id)
            .where(_ANSWER.c.questionnaire_id == questionnaire_id).order_by(review.c.reviewed_at, recorded(review), review.c.id))}
        rows = connection.execute(
            select(*(_ANSWER.c[name] for name in names), _QUESTION.c.question_id.label("key"), _QUESTION.c.text,
                   _QUESTION.c.section, _QUESTION.c.occurrence, _QUESTION.c.guidance, _QUESTION.c.choices, _QUESTION.c.crosswalk)
            .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
            .where(_ANSWER.c.questionnaire_id == questionnaire_id).order_by(_ANSWER.c.id)).all()
    found = []
    for row in rows:
        verdict, note = reviewed.get(row.id, (None, None))
        found.append(facts.Answer(
            id=row.id, questionnaire_id=row.questionnaire_id, question_id=row.key, question=row.text, section=row.section,
            verdict=row.verdict, domain=row.domain, weight=row.weight, polarity=row.polarity, words=row.words, notes=row.notes,
            sheet=row.sheet, cell=row.cell, extra=row.extra, occurrence=row.occurrence,
            reviewer_verdict=verdict, reviewer_note=note, guidance=row.guidance, choices=row.choices, crosswalk=row.crosswalk))
    return found


def rounds(register: Register, vendor_id: int | None = None) -> list[facts.Round]:
    """Questionnaire rounds, the newest first."""
    with register.read() as connection:
        return _rounds(connection, _ROUND.c.vendor_id == vendor_id if vendor_id is not None else true())


def round_with(register: Register, questionnaire_id: int) -> facts.Round:
    """The round of that id. Raises `RegisterError` where it is gone."""
    with register.read() as connection:
        found = _rounds(connection, _ROUND.c.id == questionnaire_id)
    if not found:
        raise RegisterError("There is no questionnaire with the id {id} in this register.", id=str(questionnaire_id))
    return found[0]


def load(connection: Connection, vendor_ids: Sequence[int], *, to_judge: bool = False,
         one_by_one: bool = False) -> Iterable[facts.VendorFacts]:
    """Facts of the given vendors, in ascending ids; where they are many, of every vendor between the first and the last, unless
    each is to be asked for by itself.
    """
    only = Only(vendor_ids, one_by_one=one_by_one)
    people = pairs(connection, _PERSON.c.id, _PERSON.c.name, values={})
    parts = {name: loader(connection, only) for name, loader in _PARTS.items() if not (to_judge and name in _NEVER_JUDGED)}
    parts |= {name: _with_people(connection, fact, record, only, people, named) for name, (fact, record, named) in _NAMED.items()}
    found_rounds = grouped(_rounds(connection, only.of(_ROUND.c.vendor_id), only.values), lambda item: item.vendor_id)
    tallies = tallies_of(connection, found_rounds, only)
    for vendor in _vendors(connection, only, people):
        stop_if_wished()
        own = {name: tuple(groups.get(vendor.id, ())) for name, groups in parts.items()}
        yield facts.VendorFacts(vendor=vendor, rounds=tuple(found_rounds.get(vendor.id, ())),
                                tallies=tuple(tallies.get(vendor.id, ())), **own)


def load_touched(connection: Connection, vendor_ids: Sequence[int],
                 flows_of: Mapping[int, Sequence[facts.DataFlow]]) -> Iterable[facts.VendorFacts]:
    """Facts of just these vendors, however many, with what a breach on them touches: the flows given, services, contracts and
    what these promise, accesses, contacts, evidence.
    """
    only = Only(vendor_ids, one_by_one=True)
    parts = {name: _PARTS[name](connection, only) for name in _TOUCHED}
    for vendor in _vendors(connection, only, pairs(connection, _PERSON.c.id, _PERSON.c.name, values={})):
        own = {name: tuple(groups.get(vendor.id, ())) for name, groups in parts.items()}
        yield facts.VendorFacts(vendor=vendor, flows=tuple(flows_of.get(vendor.id, ())), **own)


def _vendors(connection: Connection, only: Only, people: Mapping[int, str]) -> list[facts.Vendor]:
    wanted = only.of(_VENDOR.c.id)
    owners = pairs(connection, _VENDOR.c.id, _VENDOR.c.owner_id, wanted, values=only.values)
    return only.facts(connection, facts.Vendor, _VENDOR, wanted, more=lambda key: {"owner": people.get(owners[key] or 0)})


def _services(connection: Connection, only: Only) -> dict[int, list[facts.Service]]:
    functions = {item.id: item for item in facts_of(connection, facts.Function, _FUNCTION, values={})}
    pair = _table(services.ServiceFunction)
    supported: dict[int, list[facts.Function]] = defaultdict(list)
    within = only.through(pair.c.service_id, _SERVICE, _SERVICE.c.vendor_id)
    for service_id, function_id in plainly(run(
            connection, ("supported", within),
            lambda: select(pair.c.service_id, pair.c.function_id).where(within).order_by(pair.c.id), only.values)):
        supported[service_id].append(functions[function_id])
    found = only.facts(connection, facts.Service, _SERVICE, only.of(_SERVICE.c.vendor_id),
                     more=lambda key: {"functions": tuple(supported.get(key, ()))})
    return grouped(found, lambda item: item.vendor_id)


def _accesses(connection: Connection, only: Only) -> dict[int, list[facts.Access]]:
    table = _table(services.Access)
    return grouped(only.facts(connection, facts.Access, table, only.of(table.c.vendor_id)), lambda item: item.vendor_id)


def _contracts(connection: Connection, only: Only) -> dict[int, list[facts.Contract]]:
    clause = _table(contracts.Clause)
    within = only.through(clause.c.contract_id, _CONTRACT, _CONTRACT.c.vendor_id)
    clauses = grouped(only.facts(connection, facts.Clause, clause, within), lambda item: item.contract_id)
    found = only.facts(connection, facts.Contract, _CONTRACT, only.of(_CONTRACT.c.vendor_id),
                     more=lambda key: {"clauses": tuple(clauses.get(key, ()))})
    return grouped(found, lambda item: item.vendor_id)


def _sla_terms(connection: Connection, only: Only) -> dict[int, list[facts.SlaTerm]]:
    terms = only.through(_SLA.c.contract_id, _CONTRACT, _CONTRACT.c.vendor_id)
    if run(connection, ("any term", terms), lambda: select(_SLA.c.id).where(terms).limit(1), only.values).first() is None:
        return {}
    measurement = _table(contracts.SlaMeasurement)
    ours = only.of(_CONTRACT.c.vendor_id)
    vendor_of = pairs(connection, _CONTRACT.c.id, _CONTRACT.c.vendor_id, ours, values=only.values)
    within = below(measurement.c.sla_term_id, _SLA.c.id, terms)
    in_time = (measurement.c.starts_on, measurement.c.id)
    measurements = only.facts(connection, facts.SlaMeasurement, measurement, within, order=in_time)
    measured = grouped(as_recorded(connection, measurements), lambda item: item.sla_term_id)
    step = _table(contracts.SlaCreditStep)
    of_term = below(step.c.sla_term_id, _SLA.c.id, terms)
    steps = grouped(only.facts(connection, facts.SlaCreditStep, step, of_term), lambda item: item.sla_term_id)
    found = only.facts(connection, facts.SlaTerm, _SLA, terms,
                       more=lambda key: {"measurements": tuple(measured.get(key, ())), "credit_steps": tuple(steps.get(key, ()))})
    # A target in which another program wrote no number promises nothing that could be kept or missed.
    return grouped([item for item in found if item.target is not None], lambda item: vendor_of[item.contract_id])


def _flows(connection: Connection, only: Only) -> dict[int, list[facts.DataFlow]]:
    return by_vendor(flows_where(connection, only.of(_FLOW.c.to_vendor_id, _FLOW.c.from_vendor_id), only.values))


def _subcontractors(connection: Connection, only: Only) -> dict[int, list[facts.SubcontractorLink]]:
    element, country = _table(contracts.LinkElement), _table(contracts.LinkCountry)
    names = pairs(connection, _VENDOR.c.id, _VENDOR.c.legal_name, values={})
    own = only.of(_LINK.c.provider_id)
    ends = {row[0]: row[1:] for row in plainly(run(
        connection, ("ends", own), lambda: select(_LINK.c.id, _LINK.c.provider_id, _LINK.c.subcontractor_id).where(own),
        only.values))}
    elements = texts(connection, element, "link_id", "element", only.through(element.c.link_id, _LINK, _LINK.c.provider_id),
                     values=only.values)
    places = texts(connection, country, "link_id", "country", only.through(country.c.link_id, _LINK, _LINK.c.provider_id),
                     values=only.values)
    found = only.facts(connection, facts.SubcontractorLink, _LINK, only.of(_LINK.c.provider_id), more=lambda key: {
        "provider": names[ends[key][0]], "subcontractor": names[ends[key][1]], "elements": elements.get(key, ()),
        "countries": places.get(key, ())})
    return grouped(found, lambda item: item.provider_id)


def _evidence(connection: Connection, only: Only) -> dict[int, list[facts.Evidence]]:
    table = _table(assurance.Evidence)
    return grouped(only.facts(connection, facts.Evidence, table, only.of(table.c.vendor_id)), lambda item: item.vendor_id)


def _incidents(connection: Connection, only: Only) -> dict[int, list[facts.Incident]]:
    link, stamp = _table(incidents.IncidentVendor), _table(incidents.IncidentStamp)
    stamps: dict[int, list[Any]] = defaultdict(list)
    zone = zone_of(connection)
    ours = only.of(link.c.vendor_id)
    stamped = below(stamp.c.incident_id, link.c.incident_id, ours)
    for row in run(connection, ("stamps", stamped),
                   lambda: select(stamp).where(stamped).order_by(recorded(stamp), stamp.c.id), only.values):
        if row.at is not None:
            stamps[row.incident_id].append((row.name, row.at.astimezone(zone)))
    table = _table(incidents.Incident)
    found = {item.id: item for item in only.facts(connection, facts.Incident, table, below(table.c.id, link.c.incident_id, ours),
                                                  more=lambda key: {"stamps": tuple(stamps.get(key, ()))})}
    groups: dict[int, list[facts.Incident]] = defaultdict(list)
    for incident_id, vendor_id in plainly(run(
            connection, ("hit", ours), lambda: select(link.c.incident_id, link.c.vendor_id).where(ours).order_by(link.c.id),
            only.values)):
        groups[vendor_id].append(found[incident_id])
    return groups


def _overrides(connection: Connection, only: Only) -> dict[int, list[facts.Override]]:
    table = _table(assurance.Override)
    return grouped(only.facts(connection, facts.Override, table, only.of(table.c.vendor_id)), lambda item: item.vendor_id)


def _contacts(connection: Connection, only: Only) -> dict[int, list[facts.Contact]]:
    table = _table(parties.Contact)
    return grouped(only.facts(connection, facts.Contact, table, only.of(table.c.vendor_id)), lambda item: item.vendor_id)


def _names(connection: Connection, only: Only) -> dict[int, tuple[str, ...]]:
    table = _table(parties.VendorName)
    return texts(connection, table, "vendor_id", "name", only.of(table.c.vendor_id), values=only.values)


def _identifiers(connection: Connection, only: Only) -> dict[int, list[tuple[str, str]]]:
    table = _table(parties.Identifier)
    own = only.of(table.c.vendor_id)
    groups: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for vendor_id, kind, value in plainly(run(
            connection, ("identifiers", own),
            lambda: select(table.c.vendor_id, table.c.kind, table.c.value).where(own).order_by(table.c.id), only.values)):
        groups[vendor_id].append((kind, value))
    return groups


_PARTS: dict[str, Any] = {
    "services": _services, "accesses": _accesses, "contracts": _contracts, "sla_terms": _sla_terms, "flows": _flows,
    "subcontractors": _subcontractors, "evidence": _evidence, "incidents": _incidents, "contacts": _contacts, "names": _names,
    "identifiers": _identifiers, "overrides": _overrides,
}


_TOUCHED = ("services", "accesses", "contracts", "sla_terms", "evidence", "contacts")
_NEVER_JUDGED = frozenset({"contacts", "names", "identifiers", "subcontractors"})


_NAMED: dict[str, tuple[Any, Any, dict[str, str]]] = {
    "findings": (facts.Finding, assurance.Finding, {"owner": "owner_id"}),
    "reviews": (facts.Review, assurance.Review, {"assessor": "assessor_id", "approver": "approver_id"}),
    "acceptances": (facts.RiskAcceptance, assurance.RiskAcceptance, {"approver": "approver_id"}),
}
"""Facts that name people of ours: the fact, its record, and which field names the person behind which column."""


def _with_people(connection: Connection, fact: Any, record: Any, only: Only, people: dict[int, str], named: dict[str, str]) -> Any:
    table = _table(record)
    own = only.of(table.c.vendor_id)
    ids = {row[0]: row[1:] for row in plainly(run(
        connection, ("people", own), lambda: select(table.c.id, *(table.c[column] for column in named.values())).where(own),
        only.values))}
    if not ids:
        return {}
    found = only.facts(connection, fact, table, own, more=lambda key: {
        name: people.get(person or 0) for name, person in zip(named, ids[key], strict=True)})
    return grouped(found, lambda item: item.vendor_id)


def _rounds(connection: Connection, where: Any, values: Values | None = None) -> list[facts.Round]:
    sets = {row.id: row for row in run(
        connection, "sets", lambda: select(_SET.c.id, _SET.c.family, _SET.c.version, _SET.c.title), {})}
    of_round = pairs(connection, _ROUND.c.id, _ROUND.c.question_set_id, where, values=values)

    def question_set(key: int) -> dict[str, Any]:
        row = sets.get(of_round[key] or 0)
        return {"family": row.family, "version": row.version, "title": row.title} if row else {}

    return facts_of(connection, facts.Round, _ROUND, where, order=_NEWEST, more=question_set, values=values)
