"""Data flows and subcontractors as rows tell of them: parties at their ends, what passes, where, and about whom."""

from risk_register.exchange.bringing import values as words_of
from risk_register.exchange.bringing.groups import Gathered, Item, Party, RowFacts, fill, soften
from risk_register.exchange.bringing.known import Known
from risk_register.exchange.bringing.parties import Parties
from risk_register.model.countries import country_code
from risk_register.model.names import fold
from risk_register.model.vocabulary import CountryUse, DataElement, DataSubject
from risk_register.texts import Text

_PLAIN_FLOW = (
    "purpose",
    "our_role",
    "their_role",
    "legal_basis",
    "transfer_mechanism",
    "transfer_assessed_on",
    "in_transit",
    "at_rest",
    "confidentiality",
    "integrity",
    "availability",
    "pseudonymised",
    "retention",
)
_PLAIN_LINK = ("purpose", "address", "contact", "supports_critical_function", "authorisation", "valid_from")
_OURSELVES = frozenset(
    {"us", "we", "ourselves", "own", "nous", "nous memes", "interne", "internal", "our organisation", "notre organisation"}
)


class Flows:
    """Adds data flows and links between vendors to the records of the file."""

    def __init__(self, gathered: Gathered, known: Known, parties: Parties) -> None:
        self._gathered = gathered
        self._known = known
        self._parties = parties

    def flow(self, party: Party | None, facts: RowFacts, services: list[Item]) -> Item | None:
        """The data flow a row speaks of, between the parties it names, else to the vendor it is about."""
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
        fill(self._gathered, item, facts, "data_flow", _PLAIN_FLOW)
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
            tie.values.update(subject=subjects[0], count=count)
        elif said:
            soften(self._gathered, owner, "data_flow.subjects", facts,
                   Text("how many people of each kind is not said; it was kept in words."))
        if count is not None and len(subjects) != 1:
            soften(self._gathered, owner, "data_flow.people", facts,
                   Text("who these people are is not said; it was kept in words."))

    def _elements(self, item: Item, owner: Party, target: str, facts: RowFacts, noun: str, field: str) -> None:
        for each in facts.values.get(target, ()):
            terms = words_of.elements_of(DataElement, each)
            if not terms:
                soften(self._gathered, owner, target, facts,
                       Text("'{value}' is no kind of data that the register tells apart; it was kept in words.", value=each))
            for term in terms:
                tie = self._gathered.item(noun, (item, term), facts.place)
                tie.refs[field] = item
                tie.values["element"] = term

    def _countries(self, item: Item, owner: Party, target: str, use: CountryUse, facts: RowFacts, tie_as: tuple[str, str]) -> None:
        noun, field = tie_as
        for each in facts.values.get(target, ()):
            code = country_code(each)
            if code is None:
                soften(self._gathered, owner, target, facts, Text("'{value}' is no country; it was kept in words.", value=each))
                continue
            tie = self._gathered.item(noun, (item, code, use), facts.place)
            tie.refs[field] = item
            tie.values.update(country=code, use=use)

    def links(self, party: Party | None, facts: RowFacts) -> Item | None:
        """Subcontractors: the one a row is about, and those that a vendor's row lists; returns the former."""
        said = facts.values
        main = None
        if (name := said.get("subcontractor_link.subcontractor")) is not None:
            provider = self._provider(party, facts)
            if provider is not None and (other := self._parties.mentioned(name, add=True)) is not None:
                main = self._link(provider, other, facts)
                fill(self._gathered, main, facts, "subcontractor_link", _PLAIN_LINK)
                self._countries(
                    main, provider, "subcontractor_link.countries", CountryUse.PROCESSING, facts, ("link_country", "link_id")
                )
                self._elements(main, provider, "subcontractor_link.elements", facts, "link_element", "link_id")
                if "subcontractor_link.elements" in said:
                    main.values["passes_all_elements"] = False
        if party is not None:
            self._listed(party, facts)
        return main

    def _listed(self, party: Party, facts: RowFacts) -> None:
        """The subcontractors that a vendor's row lists in one cell."""
        for each in facts.values.get("vendor.subcontractors", ()):
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

    def _provider(self, party: Party | None, facts: RowFacts) -> Party | None:
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
