"""What lies on the ways from us to one party: all that a breach there touches, and no more of a large register than that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, literal, or_, select

from risk_register.model import facts
from risk_register.model.contracts import SubcontractorLink
from risk_register.model.flows import DataFlow
from risk_register.model.nouns import BY_RECORD
from risk_register.model.services import Service
from risk_register.operations.fetch import pairs
from risk_register.operations.flow_facts import by_vendor, flows_where
from risk_register.operations.supply_chain import Period, links_in_force, parties_known
from risk_register.risk.supply_chain import US, Flow, SupplyChain
from risk_register.store.engines import listed

_LINK, _FLOW, _SERVICE = (BY_RECORD[record].table for record in (SubcontractorLink, DataFlow, Service))


@dataclass(frozen=True, slots=True)
class Towards:
    """The supply chain of those on the way to a party, and the flows of each of them with all that is known of these."""

    chain: SupplyChain
    flows: dict[int, list[facts.DataFlow]]
    """By vendor, whether in force or not; of whoever stands at an end of a flow in the chain."""


def towards(connection: Connection, party: int, *, on: date, since: date, holding: Collection[int] = ()) -> Towards:
    """As `supply_chain` for these days, of the parties through whom one comes from us to that one, flows read once for both."""
    period = Period(since, on, frozenset(holding))
    way = _way_to(connection, party)
    # Those below the party itself lead nowhere, but show that it is still in use though it may be in the archive.
    links = links_in_force(connection, period, or_(
        _LINK.c.provider_id == party, _LINK.c.provider_id.in_(listed(way)) & _LINK.c.subcontractor_id.in_(listed(way))))
    known = _flows_of(connection, way)
    inside = tuple(_drawn(connection, [flow for flow in known if period.has(
        flow.valid_from, flow.valid_to, flow.from_vendor_id, flow.to_vendor_id)]))
    touched = {end for flow in inside for end in flow.ends}
    beyond = touched - way - {US}
    if beyond:
        # Who stands at the other end of a flow is hit by it too, and is shown with its own.
        all_known = {flow.id: flow for flow in (*known, *_flows_of(connection, beyond))}
        known = [all_known[key] for key in sorted(all_known)]
    touched |= {end for link in links for end in (link.provider, link.subcontractor)}
    return Towards(SupplyChain(parties_known(connection, touched, way), inside, links, on), by_vendor(known))


def _way_to(connection: Connection, party: int) -> set[int]:
    """The parties through whom one came from us to one on any day, walked upwards by the database."""
    up = select(literal(party).label("id")).cte("up", recursive=True)
    up = up.union(select(_LINK.c.provider_id).join(up, _LINK.c.subcontractor_id == up.c.id))
    return set(connection.execute(select(up.c.id)).scalars())


def _flows_of(connection: Connection, vendors: Collection[int]) -> list[facts.DataFlow]:
    return flows_where(connection, or_(_FLOW.c.to_vendor_id.in_(listed(vendors)), _FLOW.c.from_vendor_id.in_(listed(vendors))))


def _drawn(connection: Connection, known: list[facts.DataFlow]) -> list[Flow]:
    """The flows as the chain has them."""
    services = pairs(connection, _SERVICE.c.id, _SERVICE.c.name, _SERVICE.c.id.in_(
        listed({flow.service_id for flow in known if flow.service_id is not None})))
    return [Flow(flow.id, flow.name, flow.from_vendor_id or US, flow.to_vendor_id or US, flow.service_id,
                 services.get(flow.service_id), flow.elements,
                 tuple(dict.fromkeys(place.country for place in flow.countries)) if flow.countries else (), flow.people)
            for flow in known]
