"""Data flows as facts, with the data, people and countries of each."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, select

from risk_register.model import facts
from risk_register.model.flows import DataFlow, FlowCountry, FlowElement, FlowPopulation
from risk_register.model.nouns import BY_RECORD
from risk_register.operations.fetch import facts_of, grouped, texts

_FLOW, _POPULATION, _COUNTRY, _ELEMENT = (
    BY_RECORD[record].table for record in (DataFlow, FlowPopulation, FlowCountry, FlowElement))


def flows_where(connection: Connection, where: ColumnElement[bool]) -> list[facts.DataFlow]:
    """Data flows with their elements, people and countries."""
    own = select(_FLOW.c.id).where(where)
    people = grouped(facts_of(connection, facts.Population, _POPULATION, _POPULATION.c.flow_id.in_(own)), lambda item: item.flow_id)
    places = grouped(facts_of(connection, facts.FlowCountry, _COUNTRY, _COUNTRY.c.flow_id.in_(own)), lambda item: item.flow_id)
    elements = texts(connection, _ELEMENT, "flow_id", "element", _ELEMENT.c.flow_id.in_(own))
    return facts_of(connection, facts.DataFlow, _FLOW, where, more=lambda key: {
        "elements": elements.get(key, ()), "populations": tuple(people.get(key, ())), "countries": tuple(places.get(key, ()))})


def by_vendor(found: Iterable[facts.DataFlow]) -> dict[int, list[facts.DataFlow]]:
    """Data flows by each vendor at their ends."""
    groups: dict[int, list[facts.DataFlow]] = defaultdict(list)
    for flow in found:
        for vendor_id in {flow.to_vendor_id, flow.from_vendor_id} - {None}:
            groups[vendor_id or 0].append(flow)
    return groups
