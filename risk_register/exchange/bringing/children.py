"""What a row says beside the vendor itself: services, contracts, service levels, data flows, subcontractors, functions."""

import re
from collections.abc import Mapping
from typing import Any

from risk_register.exchange.bringing import values as words_of
from risk_register.exchange.bringing.groups import Gathered, Item, Party, RowFacts
from risk_register.exchange.bringing.known import Known
from risk_register.exchange.bringing.parties import Parties
from risk_register.exchange.bringing.plan import Place
from risk_register.intake.numbers import parse_percent
from risk_register.model.countries import country_code
from risk_register.model.names import fold
from risk_register.model.vocabulary import (
    CountryUse,
    DataElement,
    DataSubject,
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
_PLAIN_FLOW = ("purpose", "our_role", "their_role", "legal_basis", "transfer_mechanism", "transfer_assessed_on", "in_transit", "at_rest",
               "confidentiality", "integrity", "availability", "pseudonymised", "retention")
_PLAIN_LINK = ("purpose", "address", "contact", "supports_critical_function", "authorisation", "valid_from")
_SEVERAL = re.compile(r"\s*[;\n]\s*")
_OURSELVES = frozenset({"us", "we", "ourselves", "own", "nous", "nous memes", "interne", "internal", "our organisation", "notre organisation"})
_AT_MOST = frozenset({SlaMetric.RESPONSE_TIME, SlaMetric.RESOLUTION_TIME, SlaMetric.SUPPORT_REACTION, SlaMetric.RTO, SlaMetric.RPO,
                      SlaMetric.ERROR_RATE})
_NEEDS = range(5)


class Children:
    """Adds what rows say to the records of the file. What is wrong with a row is known before anything of it is added."""

    def __init__(self, gathered: Gathered, known: Known, parties: Parties) -> None:
        self._gathered = gathered
        self._known = known
        self._parties = parties

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
        known = self._known.contracts.get(fold(reference))
        vendor = known and self._known.vendors.get(known["vendor_id"])
        named = [facts.values.get(name) for name in ("vendor.reference", "vendor.legal_name")]
        if vendor and any(named) and known["vendor_id"] not in {
                each for name in named if name for each in self._known.vendor_named(name)}:
            facts.refuse("contract.reference", reference, Text("the register has contract '{value}' with {vendor}.", value=reference,
                                                               vendor=vendor["legal_name"]))
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
        term = self._term(party, facts, contract, services) if party is not None and nouns & {"sla_term", "sla_measurement"} else None
        flow = self._flow(party, facts, services) if "data_flow" in nouns else None
        link = self._links(party, facts)
        mains: Mapping[str, Item | None] = {
            "function": function, "service": services[0] if services else None, "contract": contract, "sla_term": term, "data_flow": flow,
            "subcontractor_link": link,
        }
        return mains.get(facts.kind)

    def _take_function(self, facts: RowFacts) -> Item | None:
        said = facts.values
        reference = said.get("function.reference") or (said.get("function.name") or "")[:60]
        if not reference:
            return None
        item = self._gathered.item("function", (fold(reference),), facts.place)
        item.values.setdefault("reference", reference)
        item.values.setdefault("name", said.get("function.name") or reference)
        self._fill(item, facts, "function", ("criticality", "criticality_reason", "rto_hours", "rpo_hours"))
        return item

    def _function(self, name: str) -> Item | int | None:
        found = self._gathered.find("function", (fold(name),))
        if found is None:
            found = next((item for item in self._gathered.items.get("function", ()) if fold(item.values["name"]) == fold(name)), None)
        return found or self._known.functions.get(fold(name))

    def _services(self, party: Party, facts: RowFacts) -> list[Item]:
        said = facts.values
        names = [name for name in _SEVERAL.split(said.get("service.name", "")) if name]
        if not names and any(target.startswith("service.") and target != "service.functions" for target in said):
            names = [said.get("contract.title") or party.name or "?"]
        elif not names and "service.functions" in said and not any(target.startswith("contract.") for target in said):
            names = [party.name or "?"]
        return [self._service(party, name[:300], facts, derived="service.name" not in said) for name in names]

    def _service(self, party: Party, name: str, facts: RowFacts, *, derived: bool = False) -> Item:
        item = self._gathered.item("service", (party, fold(name)), facts.place, derived=derived)
        item.values.setdefault("name", name)
        item.refs["vendor_id"] = party
        self._fill(item, facts, "service", _PLAIN_SERVICE)
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
            item = self._gathered.item("contract", (fold(reference),), facts.place)
            item.values.setdefault("reference", reference)
        else:
            item = self._unnamed_contract(party, facts, services)
        item.refs["vendor_id"] = party
        self._fill(item, facts, "contract", _PLAIN_CONTRACT)
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
        if (ends := said.get("contract.ends_on")) is not None:
            if ends == "open_ended":
                item.values.setdefault("renewal", Renewal.OPEN_ENDED)
            else:
                item.values.setdefault("ends_on", ends)
        if "contract.renewal" in said:
            item.values["renewal"] = said["contract.renewal"]
        for side in ("ours", "theirs"):
            for named in ("days", "months"):
                if (period := said.get(f"contract.notice_{named}_{side}")) is not None:
                    item.values.setdefault(f"notice_{period[1]}_{side}", period[0])
        if (period := said.get("contract.renewal_months")) is not None:
            months = period[0] if period[1] == "months" else round(period[0] / 30)
            if months > 0:
                item.values.setdefault("renewal_months", months)
        if (cost := said.get("contract.annual_cost")) is not None:
            item.values.setdefault("annual_cost", cost[0])
            if cost[1]:
                item.values.setdefault("currency", cost[1])
        if "contract.currency" in said:
            item.values["currency"] = said["contract.currency"]

    def _entity(self, item: Item, party: Party, entity: str, facts: RowFacts) -> None:
        found = self._known.entities.get(fold(entity))
        if found is None:
            self._soften(party, "contract.entity", facts, Text("'{value}' is no entity of ours in the register; it was kept in words.",
                                                               value=entity))
            return
        tie = self._gathered.item("contract_entity", (item, found), facts.place)
        tie.refs.update(contract_id=item, own_entity_id=found)

    def _tie(self, contract: Item | None, services: list[Item], place: Place) -> None:
        for service in services if contract is not None else ():
            tie = self._gathered.item("contract_service", (contract, service), place)
            tie.refs.update(contract_id=contract, service_id=service)  # type: ignore[arg-type]

    def _term(self, party: Party, facts: RowFacts, contract: Item | None, services: list[Item]) -> Item | None:
        said = facts.values
        name, target = said.get("sla_term.name"), said.get("sla_term.target")
        if target is None and name is not None and (target := parse_percent(name)) is not None:
            name = None
        if target is None:
            if name is not None:
                self._soften(party, "sla_term.name", facts, Text("'{value}' names no target; it was kept in words.", value=name))
            if "sla_measurement.value" in said:
                self._soften_measured(party, facts)
            return None
        metric = said.get("sla_term.metric") or (words_of.elements_of(SlaMetric, name or "") or [SlaMetric.AVAILABILITY])[0]
        metric = SlaMetric(metric)
        if contract is None:
            contract = self._unnamed_contract(party, facts, services)
            contract.refs["vendor_id"] = party
            self._tie(contract, services, facts.place)
        service = services[0] if services else None
        item = self._gathered.item("sla_term", (contract, service, metric, fold(name or "")), facts.place)
        item.refs["contract_id"] = contract
        if service is not None:
            item.refs["service_id"] = service
        at_most = metric in _AT_MOST
        item.values = {**{
            "metric": metric, "target": target, "unit": said.get("sla_term.unit") or (SlaUnit.PERCENT if not at_most or metric is
            SlaMetric.ERROR_RATE else SlaUnit.HOUR), "direction": said.get("sla_term.direction") or (
                SlaDirection.AT_MOST if at_most else SlaDirection.AT_LEAST)}, **item.values}
        if name:
            item.values.setdefault("name", name)
        if "sla_term.window" in said:
            item.values.setdefault("window", said["sla_term.window"])
        self._fill(item, facts, "sla_term", _PLAIN_TERM)
        if "sla_measurement.value" in said:
            self._measurement(item, facts)
        return item

    def _measurement(self, term: Item, facts: RowFacts) -> None:
        said = facts.values
        value = said["sla_measurement.value"]
        start, end = said.get("sla_measurement.starts_on"), said.get("sla_measurement.ends_on")
        if start is None or end is None:
            start, end = _last_window(self._known.today, term.values.get("window", MeasurementWindow.MONTH))
            self._gathered.note(facts.place, facts.headings["sla_measurement.value"], str(value), Text(
                "no column says when this was measured, so it was taken for {start} to {end}.", start=start, end=end))
        item = self._gathered.item("sla_measurement", (term, start, end), facts.place, derived="sla_measurement.starts_on" not in said)
        item.refs["sla_term_id"] = term
        item.values.update(starts_on=start, ends_on=end, value=value)

    def _soften_measured(self, party: Party, facts: RowFacts) -> None:
        value = str(facts.values["sla_measurement.value"])
        heading = facts.headings["sla_measurement.value"]
        self._gathered.note(facts.place, heading, value, Text("there is no target that was measured; it was kept in words."))
        party.custom.setdefault(heading, (value, facts.place))

    def _flow(self, party: Party | None, facts: RowFacts, services: list[Item]) -> Item | None:
        said = facts.values
        ends: dict[str, Party] = {}
        for side in ("from", "to"):
            named = said.get(f"data_flow.{side}_vendor")
            if named and not self._is_ourselves(named) and (found := self._parties.mentioned(named, add=True)):
                ends[f"{side}_vendor_id"] = found
                if facts.place not in found.places:
                    found.places.append(facts.place)
        if not ends and party is not None:
            ends["to_vendor_id"] = party
        if not ends:
            return None
        owner = party or next(iter(ends.values()))
        name = said.get("data_flow.name") or (services[0].values["name"] if services else owner.name) or "?"
        key = (ends.get("from_vendor_id"), ends.get("to_vendor_id"), fold(name))
        item = self._gathered.item("data_flow", key, facts.place, derived="data_flow.name" not in said)
        item.values.setdefault("name", name[:300])
        item.refs.update(ends)
        if services and ends.get("to_vendor_id") is party:
            item.refs["service_id"] = services[0]
        self._fill(item, facts, "data_flow", _PLAIN_FLOW)
        self._elements(item, owner, "data_flow.elements", facts, "flow_element", "flow_id")
        for target, use in (("data_flow.storage", CountryUse.STORAGE), ("data_flow.processing", CountryUse.PROCESSING),
                            ("data_flow.remote_access", CountryUse.REMOTE_ACCESS)):
            self._countries(item, owner, target, use, facts, ("flow_country", "flow_id"))
        self._people(item, owner, facts)
        return item

    def _is_ourselves(self, name: str) -> bool:
        return words_of.plain(name) in _OURSELVES or fold(name) in self._known.entities

    def _people(self, item: Item, owner: Party, facts: RowFacts) -> None:
        said = facts.values.get("data_flow.subjects", ())
        subjects = [term for each in said for term in words_of.elements_of(DataSubject, each)]
        count = facts.values.get("data_flow.people")
        if count is not None and len(subjects) == 1:
            tie = self._gathered.item("flow_population", (item, subjects[0]), facts.place)
            tie.refs["flow_id"] = item
            tie.values.update(subject=DataSubject(subjects[0]), count=count)
        elif said:
            self._soften(owner, "data_flow.subjects", facts, Text("how many people of each kind is not said; it was kept in words."))
        if count is not None and len(subjects) != 1:
            self._soften(owner, "data_flow.people", facts, Text("whom these people are is not said; it was kept in words."))

    def _elements(self, item: Item, owner: Party, target: str, facts: RowFacts, noun: str, field: str) -> None:
        for each in facts.values.get(target, ()):
            terms = words_of.elements_of(DataElement, each)
            if not terms:
                self._soften(owner, target, facts, Text("'{value}' is no kind of data that the register tells apart; it was kept in "
                                                        "words.", value=each))
            for term in terms:
                tie = self._gathered.item(noun, (item, term), facts.place)
                tie.refs[field] = item
                tie.values["element"] = DataElement(term)

    def _countries(self, item: Item, owner: Party, target: str, use: CountryUse, facts: RowFacts, tie_as: tuple[str, str]) -> None:
        noun, field = tie_as
        for each in facts.values.get(target, ()):
            code = country_code(each)
            if code is None:
                self._soften(owner, target, facts, Text("'{value}' is no country; it was kept in words.", value=each))
                continue
            tie = self._gathered.item(noun, (item, code, use), facts.place)
            tie.refs[field] = item
            tie.values.update(country=code, use=use)

    def _links(self, party: Party | None, facts: RowFacts) -> Item | None:
        said = facts.values
        main = None
        if (name := said.get("subcontractor_link.subcontractor")) is not None:
            provider = self.provider(party, facts)
            if provider is not None and (other := self._parties.mentioned(name, add=True)) is not None:
                main = self._link(provider, other, facts)
                self._fill(main, facts, "subcontractor_link", _PLAIN_LINK)
                self._countries(main, provider, "subcontractor_link.countries", CountryUse.PROCESSING, facts, ("link_country", "link_id"))
                self._elements(main, provider, "subcontractor_link.elements", facts, "link_element", "link_id")
                if "subcontractor_link.elements" in said:
                    main.values["passes_all_elements"] = False
        for each in said.get("vendor.subcontractors", ()) if party is not None else ():
            called, country = words_of.in_brackets(each)
            other = self._parties.mentioned(called[:300], add=True)
            if other is party or other is None:
                self._gathered.note(facts.place, facts.headings["vendor.subcontractors"], each, Text(
                    "a vendor cannot be its own subcontractor."))
                continue
            item = self._link(party, other, facts)
            if country:
                tie = self._gathered.item("link_country", (item, country, CountryUse.PROCESSING), facts.place)
                tie.refs["link_id"] = item
                tie.values.update(country=country, use=CountryUse.PROCESSING)
        return main

    def provider(self, party: Party | None, facts: RowFacts) -> Party | None:
        """Whose subcontractor a row of such a sheet is about."""
        named = facts.values.get("subcontractor_link.provider")
        return self._parties.mentioned(named, add=True) if named else party

    def _link(self, provider: Party, other: Party, facts: RowFacts) -> Item:
        for each in (provider, other):
            if facts.place not in each.places:
                each.places.append(facts.place)
        item = self._gathered.item("subcontractor_link", (provider, other), facts.place)
        item.refs.update(provider_id=provider, subcontractor_id=other)
        return item

    def _fill(self, item: Item, facts: RowFacts, noun: str, names: tuple[str, ...]) -> None:
        for name in names:
            if (value := facts.values.get(f"{noun}.{name}")) is not None:
                held = item.values.setdefault(name, value)
                if held is not value and held != value and not item.derived:
                    self._gathered.note(facts.place, facts.headings.get(f"{noun}.{name}", ""), str(value), Text(
                        "an earlier row says something else of this record ('{value}'), which was kept.", value=held))

    def _soften(self, party: Party, target: str, facts: RowFacts, reason: Text) -> None:
        """Keep a cell's words as a custom field, as what they mean was not understood; and say so."""
        heading = facts.headings.get(target, target)
        self._gathered.note(facts.place, heading, facts.raw.get(target, ""), reason)
        party.custom.setdefault(heading[:120], (facts.raw.get(target) or str(facts.values[target]), facts.place))


def _last_window(today: Any, window: MeasurementWindow) -> tuple[Any, Any]:
    """The last whole month, quarter or year before a day."""
    from datetime import timedelta

    months = {MeasurementWindow.QUARTER: 3, MeasurementWindow.YEAR: 12}.get(window, 1)
    first_month = (today.month - 1) // months * months + 1
    end = today.replace(month=first_month, day=1) - timedelta(days=1)
    return end.replace(month=end.month - months + 1, day=1), end
