"""The supply chain as the register has it on a day, read set by set: 10,000 vendors take a few statements, not a few each."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select, true

from risk_register.model import contracts, flows, parties, services
from risk_register.model.nouns import BY_RECORD
from risk_register.model.vocabulary import SubcontractorDecision, VendorRelation
from risk_register.operations.facts import organisation_of
from risk_register.operations.fetch import pairs, plain_rows, texts, without_collecting
from risk_register.operations.vendors import list_vendors
from risk_register.risk.dates import in_force
from risk_register.risk.supply_chain import US, Flow, Link, Party, SupplyChain
from risk_register.store import Register
from risk_register.store.engines import listed


def _table(record: Any) -> Table:
    return BY_RECORD[record].table


_VENDOR = _table(parties.Vendor)
_SERVICE = _table(services.Service)
_FLOW = _table(flows.DataFlow)
_LINK = _table(contracts.SubcontractorLink)


def supply_chain(register: Register, *, on: date | None = None, since: date | None = None, judged: bool = True,
                 holding: Collection[int] = ()) -> SupplyChain:
    """All parties with the flows and links in force on a day (today unless said otherwise), or on any day from `since` to it.

    Vendors put in the archive are left out unless a flow or link in force still touches them. `judged` brings tiers and levels.
    Flows and links of vendors that may still be `holding` data count though they have ended.
    """
    day = on or register.today()
    period = Period(since or day, day, frozenset(holding))
    rows = {row.id: row for row in list_vendors(register, include_indirect=True)} if judged else {}
    with register.read() as connection, without_collecting():
        found_links = links_in_force(connection, period)
        found_flows = _flows(connection, period)
        touched = {end for flow in found_flows for end in flow.ends}
        touched |= {end for link in found_links for end in (link.provider, link.subcontractor)}
        kinds, supported = _services(connection, day)
        known = parties_known(connection, touched)
    for key, party in known.items():
        score = rows.get(key)
        if score or key in kinds or key in supported:
            known[key] = replace(
                party, tier=score.tier if score else party.tier, level=score.level if score else party.level,
                service_kinds=tuple(dict.fromkeys(kinds.get(key, ()))), functions=tuple(dict.fromkeys(supported.get(key, ()))))
    return SupplyChain(known, found_flows, found_links, day)


def parties_known(connection: Connection, touched: Collection[int], of: Collection[int] | None = None) -> dict[int, Party]:
    """All parties but those in the archive that nothing touches, ourselves first; only those touched and `of`, where given."""
    own = true() if of is None else _VENDOR.c.id.in_(listed({*of, *touched}))
    rows = connection.execute(
        select(_VENDOR.c.id, _VENDOR.c.legal_name, _VENDOR.c.relation, _VENDOR.c.country, _VENDOR.c.stage, _VENDOR.c.archived_on)
        .where(own).order_by(_VENDOR.c.id)).all()
    known = {US: Party(US, organisation_of(connection).name)}
    for key, name, relation, country, stage, archived_on in rows:
        if archived_on is None or key in touched:
            known[key] = Party(key, name, relation != VendorRelation.INDIRECT, country, stage=stage)
    return known


def functions(register: Register) -> list[tuple[int, str]]:
    """Our functions that vendors may support, by name."""
    function = _table(services.Function)
    with register.read() as connection:
        return [(row.id, row.name) for row in connection.execute(select(function.c.id, function.c.name).order_by(function.c.name))]


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which something must have been in force once; what ended before counts where its party may still hold it."""

    first: date
    last: date
    holding: frozenset[int]

    def has(self, start: date | None, end: date | None, *parties: int | None) -> bool:
        """Whether what lasted from `start` to `end` between these counts."""
        if start is not None and start > self.last:
            return False
        return end is None or end >= self.first or not self.holding.isdisjoint(parties)


def _flows(connection: Connection, period: Period) -> tuple[Flow, ...]:
    element = texts(connection, _table(flows.FlowElement), "flow_id", "element")
    country = texts(connection, _table(flows.FlowCountry), "flow_id", "country")
    population = _table(flows.FlowPopulation)
    sums = select(population.c.flow_id, func.sum(population.c.count)).group_by(population.c.flow_id)
    counted: dict[int, int] = {row[0]: row[1] for row in plain_rows(connection, sums)}
    named = pairs(connection, _SERVICE.c.id, _SERVICE.c.name)
    rows = connection.execute(select(
        _FLOW.c.id, _FLOW.c.name, _FLOW.c.from_vendor_id, _FLOW.c.to_vendor_id, _FLOW.c.service_id, _FLOW.c.valid_from,
        _FLOW.c.valid_to).order_by(_FLOW.c.id)).all()
    return tuple(
        Flow(key, name, sender or US, receiver or US, service, named.get(service), element.get(key, ()), country.get(key, ()),
             counted.get(key))
        for key, name, sender, receiver, service, start, end in rows if period.has(start, end, sender, receiver))


def links_in_force(connection: Connection, period: Period, *only: ColumnElement[bool]) -> tuple[Link, ...]:
    """The links in force on any of the days; `only` some of all, where that is said."""
    parts = ((_table(contracts.LinkElement), "element"), (_table(contracts.LinkCountry), "country"))
    element, country = (
        texts(connection, table, "link_id", column, *(table.c.link_id.in_(select(_LINK.c.id).where(each)) for each in only))
        for table, column in parts)
    rows = connection.execute(select(
        _LINK.c.id, _LINK.c.provider_id, _LINK.c.subcontractor_id, _LINK.c.service_id, _LINK.c.flow_id, _LINK.c.purpose,
        _LINK.c.passes_all_elements, _LINK.c.decision, _LINK.c.supports_critical_function, _LINK.c.confidence, _LINK.c.valid_from,
        _LINK.c.valid_to).where(*only).order_by(_LINK.c.id)).all()
    return tuple(
        Link(key, provider, subcontractor, service, flow, purpose,
             None if everything and key not in element else element.get(key, ()), country.get(key, ()),
             decision == SubcontractorDecision.OBJECTED, bool(critical), confidence)
        for key, provider, subcontractor, service, flow, purpose, everything, decision, critical, confidence, start, end in rows
        if period.has(start, end, provider, subcontractor))


def _services(connection: Connection, day: date) -> tuple[dict[int, list[str]], dict[int, list[int]]]:
    """The kinds of services and the functions supported, by vendor."""
    kinds: dict[int, list[str]] = defaultdict(list)
    vendor_of: dict[int, int] = {}
    own = select(_SERVICE.c.id, _SERVICE.c.vendor_id, _SERVICE.c.kind, _SERVICE.c.valid_from, _SERVICE.c.valid_to)
    for row in connection.execute(own):
        if in_force(row.valid_from, row.valid_to, day):
            vendor_of[row.id] = row.vendor_id
            if row.kind:
                kinds[row.vendor_id].append(row.kind)
    supported: dict[int, list[int]] = defaultdict(list)
    join = _table(services.ServiceFunction)
    for pair in connection.execute(select(join.c.service_id, join.c.function_id, join.c.valid_from, join.c.valid_to)):
        if pair.service_id in vendor_of and in_force(pair.valid_from, pair.valid_to, day):
            supported[vendor_of[pair.service_id]].append(pair.function_id)
    return kinds, supported
