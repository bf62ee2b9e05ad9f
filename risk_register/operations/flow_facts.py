"""Data flows as facts, with the data, people and countries of each."""

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Table, select

from risk_register.model import facts
from risk_register.model.flows import DataFlow, FlowCountry, FlowElement, FlowPopulation
from risk_register.model.nouns import BY_RECORD
from risk_register.operations.fetch import LISTED, Values, facts_of, grouped, listed_as, run, texts

F = TypeVar("F", facts.Population, facts.FlowCountry)
_FLOW, _POPULATION, _COUNTRY, _ELEMENT = (
    BY_RECORD[record].table for record in (DataFlow, FlowPopulation, FlowCountry, FlowElement))
_OF_FLOWS = {table: table.c.flow_id.in_(LISTED) for table in (_POPULATION, _COUNTRY, _ELEMENT)}
_LISTED_FLOWS = _FLOW.c.id.in_(LISTED)


def flows_where(connection: Connection, where: ColumnElement[bool], values: Values | None = None) -> list[facts.DataFlow]:
    """Data flows with their elements, people and countries, in the order of their ids; `values` of the parameters in `where`."""
    own = listed_as(run(connection, ("flows", where), lambda: select(_FLOW.c.id).where(where), values).scalars())

    def parts(fact: type[F], table: Table) -> dict[int, list[F]]:
        # By flow first, as the index has them: 25,000 rows need not be sorted.
        found = facts_of(connection, fact, table, _OF_FLOWS[table], order=(table.c.flow_id, table.c.id), values=own)
        return grouped(found, attrgetter("flow_id"))

    people, places = parts(facts.Population, _POPULATION), parts(facts.FlowCountry, _COUNTRY)
    elements = texts(connection, _ELEMENT, "flow_id", "element", _OF_FLOWS[_ELEMENT], values=own)
    return facts_of(connection, facts.DataFlow, _FLOW, _LISTED_FLOWS, values=own, more=lambda key: {
        "elements": elements.get(key, ()), "populations": tuple(people.get(key, ())), "countries": tuple(places.get(key, ()))})


def by_vendor(found: Iterable[facts.DataFlow]) -> dict[int, list[facts.DataFlow]]:
    """Data flows by each vendor at their ends."""
    groups: dict[int, list[facts.DataFlow]] = defaultdict(list)
    for flow in found:
        for vendor_id in {flow.to_vendor_id, flow.from_vendor_id} - {None}:
            groups[vendor_id or 0].append(flow)
    return groups
