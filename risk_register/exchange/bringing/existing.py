"""Which record of the register a record of the file is, once it is known whose it is."""

from collections.abc import Callable, Mapping
from typing import Any

from risk_register.exchange.bringing.known import Known, Row
from risk_register.model.names import fold

Find = Callable[[Known, Mapping[str, Any]], Row | None]


def _service(known: Known, values: Mapping[str, Any]) -> Row | None:
    return next((row for row in known.owned("service", values["vendor_id"]) if fold(row["name"]) == fold(values["name"])), None)


def _term(known: Known, values: Mapping[str, Any]) -> Row | None:
    rows = [row for row in known.owned("sla_term", values["contract_id"])
            if row["metric"] == values["metric"] and fold(row["name"] or "") == fold(values.get("name") or "")]
    return next((row for row in rows if row["service_id"] == values.get("service_id")), rows[0] if len(rows) == 1 else None)


def _measurement(known: Known, values: Mapping[str, Any]) -> Row | None:
    rows = known.owned("sla_measurement", values["sla_term_id"])
    return next((row for row in rows if (row["starts_on"], row["ends_on"], row["value"])
                 == (values["starts_on"], values["ends_on"], values["value"])), None)


def _flow(known: Known, values: Mapping[str, Any]) -> Row | None:
    rows = known.owned("data_flow", values.get("from_vendor_id"), values.get("to_vendor_id"))
    return next((row for row in rows if fold(row["name"]) == fold(values["name"])), None)


def _link(known: Known, values: Mapping[str, Any]) -> Row | None:
    return next(iter(known.owned("subcontractor_link", values["provider_id"], values["subcontractor_id"])), None)


def _tie(noun: str, *names: str) -> Find:
    def find(known: Known, values: Mapping[str, Any]) -> Row | None:
        return next(iter(known.owned(noun, *(values[name] for name in names))), None)

    return find


def _part(noun: str, owner: str, *names: str) -> Find:
    def find(known: Known, values: Mapping[str, Any]) -> Row | None:
        return next((row for row in known.owned(noun, values[owner]) if all(row[name] == values.get(name) for name in names)), None)

    return find


FINDERS: Mapping[str, Find] = {
    "service": _service, "sla_term": _term, "sla_measurement": _measurement, "data_flow": _flow, "subcontractor_link": _link,
    "service_function": _tie("service_function", "service_id", "function_id"),
    "contract_service": _tie("contract_service", "contract_id", "service_id"),
    "contract_entity": _tie("contract_entity", "contract_id", "own_entity_id"),
    "flow_element": _part("flow_element", "flow_id", "element"), "flow_country": _part("flow_country", "flow_id", "country", "use"),
    "flow_population": _part("flow_population", "flow_id", "subject"), "link_element": _part("link_element", "link_id", "element"),
    "link_country": _part("link_country", "link_id", "country", "use"),
}
"""By noun; the values looked for hold the ids of what they refer to."""
