"""What a row says beside the vendor itself: services, contracts, service levels, data flows, subcontractors, functions."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from risk_register.exchange.bringing import values as words_of
from risk_register.exchange.bringing.flows import Flows
from risk_register.exchange.bringing.groups import Gathered, Item, Party, RowFacts, fill, leave_over, say, soften
from risk_register.exchange.bringing.known import Known
from risk_register.exchange.bringing.parties import Parties
from risk_register.exchange.bringing.plan import Place
from risk_register.intake.numbers import parse_percent
from risk_register.model.names import fold
from risk_register.model.vocabulary import (
    MeasurementWindow,
    Renewal,
    SlaDirection,
    SlaMetric,
    SlaUnit,
)
from risk_register.texts import Text

_PLAIN_CONTRACT = ("title", "kind", "starts_on", "ended_on", "end_reason", "notice_form_ours", "governing_law")
_PLAIN_SERVICE = ("kind", "description", "reliance", "substitutability", "substitutability_reason", "reintegration", "alternatives",
                  "valid_from", "valid_to")
_PLAIN_TERM = ("exclusions", "credit_scale", "credit_cap", "claim_days", "termination_trigger")
_AT_MOST = frozenset({SlaMetric.RESPONSE_TIME, SlaMetric.RESOLUTION_TIME, SlaMetric.SUPPORT_REACTION, SlaMetric.RTO, SlaMetric.RPO,
                      SlaMetric.ERROR_RATE})
_NEEDS = range(5)


class Children:
    """Adds what rows say to the records of the file. What is wrong with a row is known before anything of it is added."""

    def __init__(self, gathered: Gathered, known: Known, parties: Parties) -> None:
        self._gathered = gathered
        self._known = known
        self._flows = Flows(gathered, known, parties)

    def check(self, facts: RowFacts) -> None:
        """What of a row cannot be: references to nothing, ends before beginnings, vendors that are their own subcontractors."""
        said = facts.values
        for name in said.get("service.functions", ()):
            if self._function(name) is None:
                facts.refuse("service.functions", name, Text("function '{value}' is unknown: it is neither in this file nor in the "
                                                             "register.", value=name))
        for start, end in (("contract.starts_on", "contract.ends_on"), ("contract.starts_on", "contract.ended_on"),
                           ("service.valid_from", "service.valid_to"), ("sla_measurement.starts_on", "sla_measurement.ends_on")):
            first, last = said.get(start), said.get(end)
            if first and last and not isinstance(last, str) and last < first:
                facts.refuse(end, last.isoformat(), Text("{end} is before {start}.", end=last, start=first))
        for name in ("confidentiality", "integrity", "availability"):
            if (need := said.get(f"data_flow.{name}")) is not None and need not in _NEEDS:
                facts.refuse(f"data_flow.{name}", str(need), Text("{value} is not from 0 to 4.", value=need))
        if "contract.reference" in said:
            self._check_contract(facts)

    def _check_contract(self, facts: RowFacts) -> None:
        reference = facts.values["contract.reference"]
        known = self._known.contracts.get(self._known.key("contract", reference))
        vendor = self._known.vendors.get(known["vendor_id"]) if known else None
        named = [facts.values.get(name) for name in ("vendor.reference", "vendor.legal_name")]
        if known and vendor and any(named) and known["vendor_id"] not in self._known.vendors_of_row(*named):
            facts.refuse(
                "contract.reference",
                reference,
                Text("the register has contract '{value}' with {vendor}.", value=reference, vendor=vendor["legal_name"]),
            )
        over = facts.values.get("contract.overarching")
        if over and fold(over) == fold(reference):
            facts.refuse("contract.overarching", over, Text("a contract cannot be its own overarching contract."))

    def take(self, party: Party | None, facts: RowFacts) -> Item | None:
        """Everything a row says beside its vendor; returns the record the row is mainly about, where it is not the vendor."""
        nouns = {target.partition(".")[0] for target in facts.values}
        function = self._take_function(facts) if "function" in nouns else None
        services = self._services(party, facts) if party is not None and "service" in nouns else []
        contract = self._contract(party, facts, services) if party is not None and "contract" in nouns else None
        if contract is not None and party is not None and not services and facts.values.get("service.functions"):
            services = [self._service(party, contract.values.get("title") or contract.values.get("reference") or party.name or "?",
                                      facts, derived=True)]
        self._tie(contract, services, facts.place)
        term = (
            self._term(party, facts, contract, services) if party is not None and nouns & {"sla_term", "sla_measurement"} else None
        )
        flow = self._flows.flow(party, facts, services) if "data_flow" in nouns else None
        link = self._flows.links(party, facts)
        measured = term is not None and "sla_measurement.value" in facts.values
        made = {"function": function, "service": services, "contract": contract, "sla_term": term, "sla_measurement": measured,
                "data_flow": flow, "subcontractor_link": link}
        leave_over(self._gathered, party, facts, [noun for noun, found in made.items() if noun in nouns and not found])
        mains: Mapping[str, Item | None] = {
            "function": function,
            "service": services[0] if services else None,
            "contract": contract,
            "sla_term": term,
            "data_flow": flow,
            "subcontractor_link": link,
        }
        return mains.get(facts.kind)

    def _take_function(self, facts: RowFacts) -> Item | None:
        said = facts.values
        reference = said.get("function.reference") or (said.get("function.name") or "")[:60]
        if not reference:
            return None
        item = self._gathered.item("function", (self._known.key("function", reference),), facts.place)
        item.values.setdefault("reference", reference)
        say(self._gathered, item, facts, "function.name", "name", said.get("function.name") or reference)
        fill(self._gathered, item, facts, "function", ("criticality", "criticality_reason", "rto_hours", "rpo_hours"))
        return item

    def _function(self, name: str) -> Item | int | None:
        key = self._known.key("function", name)
        found = self._gathered.find("function", (key,))
        if found is None:
            found = next(
                (item for item in self._gathered.items.get("function", ()) if fold(item.values["name"]) == fold(name)), None
            )
        return found or self._known.functions.get(key) or self._known.functions.get(fold(name))

    def _services(self, party: Party, facts: RowFacts) -> list[Item]:
        said = facts.values
        names = words_of.several(said.get("service.name"))
        if not names and any(target.startswith("service.") and target != "service.functions" for target in said):
            names = [said.get("contract.title") or party.name or "?"]
        elif not names and "service.functions" in said and not any(target.startswith("contract.") for target in said):
            names = [party.name or "?"]
        return [self._service(party, name[:300], facts, derived="service.name" not in said) for name in names]

    def _service(self, party: Party, name: str, facts: RowFacts, *, derived: bool = False) -> Item:
        item = self._gathered.item("service", (party, fold(name)), facts.place, derived=derived)
        item.values.setdefault("name", name)
        item.refs["vendor_id"] = party
        fill(self._gathered, item, facts, "service", _PLAIN_SERVICE)
        for named in facts.values.get("service.functions", ()):
            function = self._function(named)
            if function is not None:
                tie = self._gathered.item("service_function", (item, function), facts.place)
                tie.refs.update(service_id=item, function_id=function)
        return item

    def _contract(self, party: Party, facts: RowFacts, services: list[Item]) -> Item | None:
        said = facts.values
        if not any(target.startswith("contract.") and target not in ("contract.currency", "contract.entity") for target in said):
            return None
        reference = said.get("contract.reference")
        if reference:
            item = self._gathered.item("contract", (self._known.key("contract", reference),), facts.place)
            item.values.setdefault("reference", reference)
        else:
            item = self._unnamed_contract(party, facts, services)
        item.refs["vendor_id"] = party
        fill(self._gathered, item, facts, "contract", _PLAIN_CONTRACT)
        self._contract_terms(item, facts)
        if over := said.get("contract.overarching"):
            item.values["_overarching"] = over
        if entity := said.get("contract.entity"):
            self._entity(item, party, entity, facts)
        return item

    def _unnamed_contract(self, party: Party, facts: RowFacts, services: list[Item]) -> Item:
        """A contract that the file gives no reference: one for each service or title on the vendor's rows."""
        told = services[0].values["name"] if services else facts.values.get("contract.title", "")
        return self._gathered.item("contract", (party, fold(told)), facts.place, derived=True)

    def _contract_terms(self, item: Item, facts: RowFacts) -> None:
        said = facts.values
        fill(self._gathered, item, facts, "contract", ("renewal", "currency"))
        if (ends := said.get("contract.ends_on")) is not None:
            is_open = ends == "open_ended"
            say(self._gathered, item, facts, "contract.ends_on", "renewal" if is_open else "ends_on",
                Renewal.OPEN_ENDED if is_open else ends)
        self._periods(item, facts)
        if (cost := said.get("contract.annual_cost")) is not None:
            say(self._gathered, item, facts, "contract.annual_cost", "annual_cost", cost[0])
            if cost[1]:
                say(self._gathered, item, facts, "contract.annual_cost", "currency", cost[1])

    def _periods(self, item: Item, facts: RowFacts) -> None:
        for side in ("ours", "theirs"):
            for named in ("days", "months"):
                if (period := facts.values.get(target := f"contract.notice_{named}_{side}")) is not None:
                    say(self._gathered, item, facts, target, f"notice_{period[1]}_{side}", period[0])
        if (period := facts.values.get("contract.renewal_months")) is not None:
            months = period[0] if period[1] == "months" else round(period[0] / 30)
            if months > 0:
                say(self._gathered, item, facts, "contract.renewal_months", "renewal_months", months)
            elif isinstance(party := item.refs["vendor_id"], Party):
                soften(self._gathered, party, "contract.renewal_months", facts,
                       Text("'{value}' is no time for which a contract is renewed; it was kept in words.",
                            value=facts.cell("contract.renewal_months")))

    def _entity(self, item: Item, party: Party, entity: str, facts: RowFacts) -> None:
        found = self._known.entities.get(fold(entity))
        if found is None:
            soften(self._gathered, party, "contract.entity", facts,
                   Text("'{value}' is no entity of ours in the register; it was kept in words.", value=entity))
            return
        tie = self._gathered.item("contract_entity", (item, found), facts.place)
        tie.refs.update(contract_id=item, own_entity_id=found)

    def _tie(self, contract: Item | None, services: list[Item], place: Place) -> None:
        if contract is None:
            return
        for service in services:
            tie = self._gathered.item("contract_service", (contract, service), place)
            tie.refs.update(contract_id=contract, service_id=service)

    def _term(self, party: Party, facts: RowFacts, contract: Item | None, services: list[Item]) -> Item | None:
        said = facts.values
        name, target = said.get("sla_term.name"), said.get("sla_term.target")
        if target is None and name is not None and (target := parse_percent(name)) is not None:
            name = None
        if target is None:
            return None
        metric: SlaMetric = said.get("sla_term.metric") or next(
            iter(words_of.elements_of(SlaMetric, name or "")), SlaMetric.AVAILABILITY)
        if contract is None:
            contract = self._unnamed_contract(party, facts, services)
            contract.refs["vendor_id"] = party
            self._tie(contract, services, facts.place)
        service = services[0] if services else None
        item = self._gathered.item("sla_term", (contract, service, metric, fold(name or "")), facts.place)
        item.refs.update({"contract_id": contract, **({"service_id": service} if service is not None else {})})
        self._fill_term(item, facts, metric, target, name)
        fill(self._gathered, item, facts, "sla_term", _PLAIN_TERM)
        if "sla_measurement.value" in said:
            self._measurement(item, facts)
        return item

    def _fill_term(self, item: Item, facts: RowFacts, metric: SlaMetric, target: Any, name: str | None) -> None:
        at_most = metric in _AT_MOST
        in_percent = not at_most or metric is SlaMetric.ERROR_RATE
        item.values.setdefault("metric", metric)
        if name is not None:
            item.values.setdefault("name", name)
        said_by = "sla_term.target" if "sla_term.target" in facts.values else "sla_term.name"
        say(self._gathered, item, facts, said_by, "target", target)
        fill(self._gathered, item, facts, "sla_term", ("window", "unit", "direction"))
        item.values.setdefault("unit", SlaUnit.PERCENT if in_percent else SlaUnit.HOUR)
        item.values.setdefault("direction", SlaDirection.AT_MOST if at_most else SlaDirection.AT_LEAST)

    def _measurement(self, term: Item, facts: RowFacts) -> None:
        said = facts.values
        value = said["sla_measurement.value"]
        start, end = said.get("sla_measurement.starts_on"), said.get("sla_measurement.ends_on")
        if start is None or end is None:
            start, end = _last_window(self._known.today, term.values.get("window", MeasurementWindow.MONTH))
            for target in ("value", "starts_on", "ends_on"):
                if f"sla_measurement.{target}" in said:
                    self._gathered.note(facts.place, facts.headings[f"sla_measurement.{target}"], str(value), Text(
                        "no column says when this was measured, so it was taken for {start} to {end}.", start=start, end=end))
        item = self._gathered.item(
            "sla_measurement", (term, start, end), facts.place, derived="sla_measurement.starts_on" not in said
        )
        item.refs["sla_term_id"] = term
        item.values.update(starts_on=start, ends_on=end)
        say(self._gathered, item, facts, "sla_measurement.value", "value", value)


def _last_window(today: Any, window: MeasurementWindow) -> tuple[Any, Any]:
    """The last whole month, quarter or year before a day."""
    months = {MeasurementWindow.QUARTER: 3, MeasurementWindow.YEAR: 12}.get(window, 1)
    first_month = (today.month - 1) // months * months + 1
    end = today.replace(month=first_month, day=1) - timedelta(days=1)
    return end.replace(month=end.month - months + 1, day=1), end
