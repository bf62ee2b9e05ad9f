"""An incident as it stands at a moment: what it touches by the register, and which duties run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from risk_register.errors import RegisterError
from risk_register.incidents import (
    Clock,
    Customers,
    Decided,
    Entity,
    Policy,
    Promise,
    Remark,
    Sent,
    Situation,
    Supplier,
    Touched,
    agreed_clocks,
    enquiry_open,
    judge_clocks,
    late_notices,
    owed_to_us,
    remarks,
    when_closed,
)
from risk_register.incidents.exposure import Exposure, HitFlow, is_critical, is_independent, is_personal, regions_of, roles_of
from risk_register.incidents.situation import HIGH, MAJOR, MATERIAL, SIGNIFICANT, VENDORS_OWN
from risk_register.model import parties, services
from risk_register.model.names import fold
from risk_register.model.nouns import BY_RECORD, BY_TABLE
from risk_register.model.vocabulary import ClauseState, ClauseTopic, ExposureState, IncidentState, ProcessingRole, Stage, StampName
from risk_register.operations.exposure import expose
from risk_register.operations.fetch import pairs, recorded, without_collecting
from risk_register.operations.incidents.rule_texts import JudgedBy, rules_of
from risk_register.risk import load_method
from risk_register.risk.dates import in_force
from risk_register.risk.working_days import holidays_of
from risk_register.store import Register
from risk_register.store.engines import listed
from risk_register.store.register import zone_named

_ADEQUATE = 2
"""The method's grade of countries to which data goes by an adequacy decision; those at home are graded better."""
_YEARS_AHEAD = timedelta(days=800)
_OF_THE_AUTHORITY = ("gdpr-33-1", "fr-cnil-supplementary")
"""The duties owed to an entity's lead data protection authority."""
IN_QUESTION = (ExposureState.EXPOSED.value, ExposureState.POSSIBLE.value)
"""What is said of elements whose exposure is looked for."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What follows from an incident, by the facts of the register and the rules in force."""

    incident: Mapping[str, Any]
    vendors: tuple[tuple[int, str], ...]
    elements: tuple[tuple[str, str, str | None], ...]
    """Element, what is said of it, the words for it."""
    stamps: Mapping[StampName, datetime]
    exposures: tuple[Exposure, ...]
    """Of the origin; where none is known, of each vendor concerned."""
    situation: Situation
    clocks: tuple[Clock, ...]
    """What is open first, by when it is due."""
    remarks: tuple[Remark, ...] = ()
    """Gaps that it brings to light."""
    similar: tuple[tuple[int, str], ...] = ()
    """Other vendors of ours with a service of the same kind, which the same may happen to."""
    judged_by: JudgedBy | None = None
    """The rules that its deadlines follow from."""
    published_on: date | None = None
    """The first day on which it was announced, as far as announcements are recorded."""

    @property
    def is_open(self) -> bool:
        """Whether it is not closed yet."""
        return bool(self.incident["state"] != IncidentState.CLOSED)

    @property
    def affected(self) -> bool:
        """Whether anything of ours is hit, or may be."""
        return any(each.affected for each in self.exposures)

    @property
    def asked(self) -> tuple[str, ...]:
        """The elements said to be exposed or possibly so; empty where nothing is said."""
        return tuple(element for element, state, _words in self.elements if state in IN_QUESTION)


def judge(register: Register, incident_id: int, *, now: datetime | None = None,
          exposures: tuple[Exposure, ...] | None = None) -> Judged:
    """The incident as it stands now (looking back: at that day's end), or at another moment.

    Raises `RegisterError` where there is no such incident.
    `exposures` are what it hits, where the caller has just reckoned that for the same facts.
    """
    with without_collecting():
        return _judged(register, incident_id, now or register.now(), exposures)


def _judged(register: Register, incident_id: int, moment: datetime, exposures: tuple[Exposure, ...] | None) -> Judged:
    facts = _incident(register, incident_id)
    asked = [element for element, state, _words in facts.elements if state in IN_QUESTION]
    since, on = period_of(register, facts.stamps, facts.incident["received_on"], facts.published_on)
    origins = [facts.incident["origin_id"]] if facts.incident["origin_id"] else [key for key, _name in facts.vendors]
    if exposures is None:
        exposures = tuple(expose(register, key, categories=asked, since=since, on=on) for key in dict.fromkeys(origins))
    situation = _situation(register, facts, exposures, moment, on)
    by = rules_of(register, facts.rules)
    found = agreed_clocks(situation) + owed_to_us(situation, by.rules) + judge_clocks(situation, by.rules)
    open_ = facts.incident["state"] != IncidentState.CLOSED
    if not open_:
        found = [when_closed(each, facts.stamps.get(StampName.CLOSED)) for each in found]
    scales = load_method("house").scales.countries
    home = [country for country, grade in scales.items() if grade <= _ADEQUATE]
    return Judged(facts.incident, facts.vendors, facts.elements, facts.stamps, exposures, situation,
                  tuple(sorted(found, key=lambda clock: clock.order)),
                  # By what each rests on: several exposures may bring the same to light.
                  tuple({(remark.rule, remark.noun, remark.record): remark for remark in (
                      *(enquiry_open(incident_id, facts.stamps, register.time_zone()) if open_ else ()),
                      *late_notices(found, situation.promises), *(one for each in exposures for one in remarks(each, home)))
                  }.values()),
                  _similar(register, exposures), by, facts.published_on)


def _similar(register: Register, exposures: tuple[Exposure, ...]) -> tuple[tuple[int, str], ...]:
    """Active vendors of ours with a service of a kind that the origin's own, or the first vendors' services hit, are of."""
    on_the_way = {party for each in exposures for way in each.ways for party in way.parties}
    kinds = {service.kind for each in exposures for service in each.services if service.kind}
    vendor, service = BY_RECORD[parties.Vendor].table, BY_RECORD[services.Service].table
    if not kinds:
        return ()
    with register.read() as connection:
        rows = connection.execute(
            select(vendor.c.id, vendor.c.legal_name).join(service, service.c.vendor_id == vendor.c.id)
            .where(service.c.kind.in_(kinds), service.c.valid_to.is_(None), vendor.c.stage == Stage.ACTIVE.value,
                   vendor.c.archived_on.is_(None)).distinct().order_by(vendor.c.legal_name)).all()
    return tuple((row.id, row.legal_name) for row in rows if row.id not in on_the_way)


@dataclass(frozen=True, slots=True)
class _Facts:
    incident: Mapping[str, Any]
    vendors: tuple[tuple[int, str], ...]
    elements: tuple[tuple[str, str, str | None], ...]
    stamps: Mapping[StampName, datetime]
    decisions: tuple[Decided, ...]
    sent: tuple[Sent, ...]
    published_on: date | None
    rules: str | None
    """What its rules were noted as, when they were taken."""
    of_vendors: tuple[tuple[StampName, datetime, str], ...]
    """Moments that are single vendors', each with the words it is known from."""


def _incident(register: Register, incident_id: int) -> _Facts:
    table = {name: BY_TABLE[noun].table for name, noun in _NOUNS.items()}
    with register.read() as connection:
        row = connection.execute(select(table["incident"]).where(table["incident"].c.id == incident_id)).mappings().first()
        if row is None:
            raise RegisterError("There is no incident with the id {id} in this register.", id=str(incident_id))

        def rows(name: str) -> Iterable[Any]:
            own = table[name]
            return connection.execute(select(own).where(own.c.incident_id == incident_id).order_by(recorded(own), own.c.id))

        vendor = BY_RECORD[parties.Vendor].table
        concerned = [each.vendor_id for each in rows("vendor")]
        names = pairs(connection, vendor.c.id, vendor.c.legal_name, vendor.c.id.in_(listed(concerned)))
        moments = [(name, each) for each in rows("stamp")
                   if (name := StampName.parse(each.name)) is not None and each.at is not None]
        stamps: dict[StampName, datetime] = {name: each.at for name, each in moments}
        stamps.pop(StampName.RULES, None)
        return _Facts(
            dict(row), tuple((each, names[each]) for each in concerned),
            tuple((each.element, each.state, each.quotation) for each in rows("element")), stamps,
            tuple(Decided(each.kind, each.value, each.decided_at, each.author, each.reason) for each in rows("decision")
                  if each.decided_at is not None),
            tuple(Sent(each.rule, each.sent_at, each.recipient) for each in rows("notification") if each.rule and each.sent_at),
            min((each.published_on for each in rows("notice") if each.published_on), default=None),
            next((each.source for name, each in reversed(moments) if name is StampName.RULES), None),
            tuple((name, each.at, each.source or "") for name, each in moments if name in VENDORS_OWN))


_NOUNS = {"incident": "incident", "vendor": "incident_vendor", "element": "incident_element", "stamp": "incident_stamp",
          "decision": "decision", "notification": "notification", "notice": "incident_notice"}


def period_of(register: Register, stamps: Mapping[StampName, datetime], received_on: date | None,
              published_on: date | None) -> tuple[date, date]:
    """The days on which what an incident may have touched was with the vendor: from when it occurred to when we knew of it."""
    zone = register.time_zone()
    days = {name: moment.astimezone(zone).date() for name, moment in stamps.items()}
    last = days.get(StampName.AWARE) or days.get(StampName.RECEIVED) or received_on or register.today()
    first = [day for day in (days.get(StampName.OCCURRED), days.get(StampName.VENDOR_DETECTED), published_on, last) if day]
    return min(min(first), last), last


def _situation(register: Register, facts: _Facts, exposures: tuple[Exposure, ...], now: datetime, day: date) -> Situation:
    flows = list({hit.flow.id: hit for each in exposures for hit in each.flows}.values())
    with register.read() as connection:
        entities = _entities(connection, flows, exposures, day)
        policies = _policies(connection, {each.id for each in entities}, day)
    insured = {each.entity_id for each in policies}
    main = entities[0].id if entities else None
    customers = tuple(
        Customers(flow.id, flow.name, flow.customers, flow.customer_notice_hours, flow.own_entity_id or main or 0)
        for flow in (hit.flow for hit in flows)
        if flow.customer_notice_hours is not None and flow.our_role in (ProcessingRole.PROCESSOR, ProcessingRole.SUB_PROCESSOR))
    return Situation(
        now, tuple(_with(each, insured=each.id in insured) for each in entities), _moments(facts), facts.decisions, facts.sent,
        _promises(exposures), _suppliers(flows, exposures, main), _of_vendors(facts, exposures), customers, policies)


def _moments(facts: _Facts) -> dict[StampName, datetime]:
    """The moments recorded; where a decision has no moment of its own, the one at which it was taken."""
    found = dict(facts.stamps)
    for value, name in ((HIGH, StampName.HIGH_RISK), (MAJOR, StampName.CLASSIFIED), (SIGNIFICANT, StampName.SIGNIFICANT),
                        (MATERIAL, StampName.MATERIAL)):
        taken = [each.at for each in facts.decisions if each.value == value]
        if taken:
            found.setdefault(name, min(taken))
    return found


def _with(entity: Entity, *, insured: bool) -> Entity:
    return Entity(entity.id, entity.name, entity.zone, entity.country, entity.kind, entity.regimes, entity.authorities, insured,
                  entity.touched, entity.holidays)


def _promises(exposures: Iterable[Exposure]) -> tuple[Promise, ...]:
    """What the contracts of the vendors on the ways promise; a contract never read for it is named too."""
    found: dict[int, Promise] = {}
    for each in exposures:
        names = {vendor.vendor.id: vendor.vendor.legal_name for vendor in each.vendors}
        for contract in each.contracts:
            clause = contract.clause(ClauseTopic.BREACH_NOTICE)
            found[contract.id] = Promise(
                contract.id, contract.reference, contract.vendor_id, names.get(contract.vendor_id, ""),
                clause.state if clause else ClauseState.NOT_READ.value, clause.hours if clause else None,
                clause.hours_from if clause else None)
    return tuple(found.values())


def _of_vendors(facts: _Facts, exposures: tuple[Exposure, ...]) -> dict[int, dict[StampName, datetime]]:
    """Since when each vendor of ours was aware and when it told us: a moment is that of the vendors its source names.

    Where it names none, it is that of the vendor that announced it; where that is none of ours on the ways, everybody's.
    """
    names = {vendor.vendor.id: fold(vendor.vendor.legal_name) for each in exposures for vendor in each.vendors}
    speaker = next((key for key in (facts.incident["announced_by_id"], facts.incident["origin_id"]) if key in names), None)
    found: dict[int, dict[StampName, datetime]] = {key: {} for key in names}
    for stamp, at, source in facts.of_vendors:
        words = fold(source)
        named = [key for key, name in names.items() if name and name in words]
        for key in named or ([speaker] if speaker is not None else names):
            found[key][stamp] = at
    return found


def _suppliers(flows: list[HitFlow], exposures: tuple[Exposure, ...], main: int | None) -> tuple[Supplier, ...]:
    """The vendors of ours that had flows of ours; processors for one of them are processors."""
    names = {vendor.vendor.id: vendor.vendor.legal_name for each in exposures for vendor in each.vendors}
    found: dict[tuple[int, int], bool] = {}
    for hit in flows:
        for vendor in hit.vendors:
            key = vendor, hit.flow.own_entity_id or main or 0
            found[key] = found.get(key, False) or not is_independent(hit)
    return tuple(Supplier(vendor, names.get(vendor, ""), entity, processes) for (vendor, entity), processes in found.items())


def _entities(connection: Connection, flows: list[HitFlow], exposures: tuple[Exposure, ...], day: date) -> list[Entity]:
    """Own entities whose data or functions are touched, the one without a parent first."""
    table, regime = BY_RECORD[parties.OwnEntity].table, BY_RECORD[parties.Regime].table
    rows = connection.execute(select(table).order_by(table.c.parent_id.is_not(None), table.c.id)).all()
    if not rows:
        return []
    main = rows[0].id
    by_entity: dict[int, list[HitFlow]] = {}
    for hit in flows:
        by_entity.setdefault(hit.flow.own_entity_id or main, []).append(hit)
    critical = _critical(connection, exposures, main)
    regimes: dict[int, set[str]] = {}
    for row in connection.execute(select(regime.c.own_entity_id, regime.c.regime, regime.c.valid_from, regime.c.valid_to)):
        if in_force(row.valid_from, row.valid_to, day):
            regimes.setdefault(row.own_entity_id, set()).add(row.regime)
    return [
        Entity(row.id, row.legal_name, zone_named(row.time_zone), row.country, row.kind, frozenset(regimes.get(row.id, ())),
               dict.fromkeys(_OF_THE_AUTHORITY, row.lead_data_protection_authority) if row.lead_data_protection_authority else {},
               touched=_touched(by_entity.get(row.id, []), tuple(critical.get(row.id, ()))),
               holidays=holidays_of(row.country, day, day + _YEARS_AHEAD))
        for row in rows if row.id in by_entity or row.id in critical]


def _critical(connection: Connection, exposures: tuple[Exposure, ...], main: int) -> dict[int, list[str]]:
    """By own entity, its critical or important functions that a service hit supports."""
    function = BY_RECORD[services.Function].table
    owners = pairs(connection, function.c.id, function.c.own_entity_id)
    found: dict[int, list[str]] = {}
    for each in {one.id: one for exposed in exposures for one in exposed.functions if is_critical(one)}.values():
        found.setdefault(owners.get(each.id) or main, []).append(each.name)
    return found


def _touched(flows: list[HitFlow], critical: tuple[str, ...]) -> Touched:
    elements = frozenset(element for each in flows for element in each.elements)
    counted = [people for each in flows if (people := each.flow.people) is not None]
    theirs = [each for each in flows if is_independent(each)]
    ours = [each for each in flows if not is_independent(each)]
    return Touched(elements, roles_of(ours), tuple(each.flow.name for each in theirs), regions_of(flows),
                   sum(counted) if counted else None, is_personal(elements), critical)


def _policies(connection: Connection, entities: set[int], day: date) -> tuple[Policy, ...]:
    policy = BY_RECORD[parties.InsurancePolicy].table
    return tuple(
        Policy(row.id, row.insurer, row.policy_number, row.notice_hours, row.own_entity_id)
        for row in connection.execute(select(policy).order_by(policy.c.id))
        if row.notice_hours is not None and row.own_entity_id in entities and in_force(row.valid_from, row.valid_to, day))
