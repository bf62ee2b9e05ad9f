"""The supply chain as the register has it on a day, read set by set: 10,000 vendors take a few statements, not a few each."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, func, or_, select, true

from risk_register.model import contracts, flows, parties, services
from risk_register.model.nouns import BY_RECORD
from risk_register.model.vocabulary import SubcontractorDecision, VendorRelation
from risk_register.operations.facts import organisation
from risk_register.operations.fetch import without_collecting
from risk_register.operations.vendors import list_vendors
from risk_register.risk.dates import in_force
from risk_register.risk.supply_chain import US, Flow, Link, Party, SupplyChain
from risk_register.store import Register


def _table(record: Any) -> Table:
    return BY_RECORD[record].table


_VENDOR = _table(parties.Vendor)
_SERVICE = _table(services.Service)
_FLOW = _table(flows.DataFlow)
_LINK = _table(contracts.SubcontractorLink)
_MOST_NAMED = 5_000
"""Parties that a statement may name one by one."""


def supply_chain(register: Register, *, on: date | None = None, since: date | None = None, judged: bool = True,
                 holding: Collection[int] = (), towards: int | None = None) -> SupplyChain:
    """All parties with the flows and links in force on a day (today unless said otherwise), or on any day from `since` to it.

    Vendors put in the archive are left out unless a flow or link in force still touches them. `judged` brings tiers and levels.
    Flows and links of vendors that may still be `holding` data count though they have ended. `towards` one party, only flows of
    those on the way from us to it are read: what a breach there touches.
    """
    day = on or register.today()
    period = _Period(since or day, day, frozenset(holding))
    rows = {row.id: row for row in list_vendors(register, include_indirect=True)} if judged else {}
    with register.read() as connection, without_collecting():
        way = _on_the_way(connection, towards) if towards is not None else None
        found_links = _links(connection, period, way)
        found_flows = _flows(connection, period, way)
        touched = {end for flow in found_flows for end in flow.ends}
        touched |= {end for link in found_links for end in (link.provider, link.subcontractor)}
        kinds, supported = _services(connection, day) if towards is None else ({}, {})
        known = {US: Party(US, organisation(register).name)}
        for row in connection.execute(
                select(_VENDOR.c.id, _VENDOR.c.legal_name, _VENDOR.c.relation, _VENDOR.c.country, _VENDOR.c.stage,
                       _VENDOR.c.archived_on).where(true() if way is None else _VENDOR.c.id.in_(touched | way))
                .order_by(_VENDOR.c.id)):
            if row.archived_on is not None and row.id not in touched:
                continue
            score = rows.get(row.id)
            known[row.id] = Party(
                row.id, row.legal_name, row.relation != VendorRelation.INDIRECT, row.country,
                score.tier if score else "unassessed", score.level if score else "unassessed", row.stage,
                tuple(dict.fromkeys(kinds.get(row.id, ()))), tuple(dict.fromkeys(supported.get(row.id, ()))))
    return SupplyChain(known, found_flows, found_links, day)


def functions(register: Register) -> list[tuple[int, str]]:
    """Our functions that vendors may support, by name."""
    function = _table(services.Function)
    with register.read() as connection:
        return [(row.id, row.name) for row in connection.execute(select(function.c.id, function.c.name).order_by(function.c.name))]


@dataclass(frozen=True, slots=True)
class _Period:
    """Days on which something must have been in force once; what ended before counts where its party may still hold it."""

    first: date
    last: date
    holding: frozenset[int]

    def has(self, start: date | None, end: date | None, *parties: int | None) -> bool:
        if start is not None and start > self.last:
            return False
        return end is None or end >= self.first or not self.holding.isdisjoint(parties)


def _on_the_way(connection: Connection, target: int) -> set[int] | None:
    """The parties through whom one came from us to one on any day; None where they are too many to be asked for by name."""
    above: dict[int, list[int]] = defaultdict(list)
    for provider, subcontractor in connection.execute(select(_LINK.c.provider_id, _LINK.c.subcontractor_id)):
        above[subcontractor].append(provider)
    found, waiting = {target}, [target]
    while waiting:
        for provider in above[waiting.pop()]:
            if provider not in found:
                found.add(provider)
                waiting.append(provider)
    return found if len(found) <= _MOST_NAMED else None


def _flows(connection: Connection, period: _Period, parties_: Collection[int] | None = None) -> tuple[Flow, ...]:
    """The flows in force; of some parties only, where these are given."""
    of = true() if parties_ is None else or_(_FLOW.c.to_vendor_id.in_(parties_), _FLOW.c.from_vendor_id.in_(parties_))
    own = select(_FLOW.c.id).where(of)
    element = _texts(connection, flows.FlowElement, "flow_id", "element", None if parties_ is None else own)
    country = _texts(connection, flows.FlowCountry, "flow_id", "country", None if parties_ is None else own)
    population = _table(flows.FlowPopulation)
    counted = dict(_pairs(connection.execute(
        select(population.c.flow_id, func.sum(population.c.count)).where(
            true() if parties_ is None else population.c.flow_id.in_(own)).group_by(population.c.flow_id)).all()))
    named = dict(_pairs(connection.execute(select(_SERVICE.c.id, _SERVICE.c.name)).all()))
    rows = connection.execute(select(
        _FLOW.c.id, _FLOW.c.name, _FLOW.c.from_vendor_id, _FLOW.c.to_vendor_id, _FLOW.c.service_id, _FLOW.c.valid_from,
        _FLOW.c.valid_to).where(of).order_by(_FLOW.c.id)).all()
    return tuple(
        Flow(key, name, sender or US, receiver or US, service, named.get(service), element.get(key, ()), country.get(key, ()),
             counted.get(key))
        for key, name, sender, receiver, service, start, end in rows if period.has(start, end, sender, receiver))


def _links(connection: Connection, period: _Period, parties_: Collection[int] | None = None) -> tuple[Link, ...]:
    """The links in force; among some parties only, where these are given."""
    of = true() if parties_ is None else _LINK.c.provider_id.in_(parties_) & _LINK.c.subcontractor_id.in_(parties_)
    own = None if parties_ is None else select(_LINK.c.id).where(of)
    element = _texts(connection, contracts.LinkElement, "link_id", "element", own)
    country = _texts(connection, contracts.LinkCountry, "link_id", "country", own)
    rows = connection.execute(select(
        _LINK.c.id, _LINK.c.provider_id, _LINK.c.subcontractor_id, _LINK.c.service_id, _LINK.c.flow_id, _LINK.c.purpose,
        _LINK.c.passes_all_elements, _LINK.c.decision, _LINK.c.supports_critical_function, _LINK.c.confidence, _LINK.c.valid_from,
        _LINK.c.valid_to).where(of).order_by(_LINK.c.id)).all()
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


def _texts(connection: Connection, record: Any, owner: str, column: str, of: Any = None) -> dict[int, tuple[str, ...]]:
    table = _table(record)
    groups: dict[int, dict[str, None]] = defaultdict(dict)
    only = true() if of is None else table.c[owner].in_(of)
    for key, value in connection.execute(select(table.c[owner], table.c[column]).where(only).order_by(table.c.id)):
        groups[key][value] = None
    return {key: tuple(values) for key, values in groups.items()}


def _pairs(rows: Iterable[Sequence[Any]]) -> Iterable[tuple[Any, Any]]:
    return ((row[0], row[1]) for row in rows)
