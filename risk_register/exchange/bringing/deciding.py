"""What applying a plan would do, by what was decided about it: records to add and fields to change, each with its rows."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from risk_register.exchange.bringing.belongings import Belongings
from risk_register.exchange.bringing.counting import counts_of
from risk_register.exchange.bringing.existing import FINDERS
from risk_register.exchange.bringing.gathering import gather
from risk_register.exchange.bringing.groups import Gathered, Item, Party
from risk_register.exchange.bringing.known import Known, Row
from risk_register.exchange.bringing.plan import Counts, Decisions, Place, Plan
from risk_register.exchange.bringing.work import Addition, Update, Work
from risk_register.model.names import fold
from risk_register.model.vocabulary import Stage, Term

Ref = Item | Party | int
_UNCLEARED = frozenset({"_overarching"})
_SAID_BY_ALL = frozenset({"stage", "relation"})
"""Fields that a new vendor has whether its row says so or not."""
_KEEPS_SPELLING = frozenset({"legal_name", "name", "reference"})
"""Fields that are not changed for another spelling of the same name."""
_NEVER_CHANGED = frozenset(
    {
        "service_function",
        "contract_service",
        "contract_entity",
        "flow_element",
        "flow_country",
        "link_element",
        "link_country",
        "sla_measurement",
        "person",
    }
)
_ORDER = ("function", "person", "service", "service_function", "contract", "contract_entity", "contract_service", "sla_term",
          "sla_measurement", "data_flow", "flow_element", "flow_population", "flow_country", "subcontractor_link", "link_element",
          "link_country")


def preview(plan: Plan, decisions: Decisions | None = None) -> Counts:
    """What applying the plan would do, by those decisions."""
    decided = decisions or Decisions()
    work, gathered = resolve(plan, decided)
    return counts_of(work, gathered)


def resolve(plan: Plan, decisions: Decisions) -> tuple[Work, Gathered]:
    """The work to be done, with the file's records it comes from."""
    assert plan.gathered is not None
    assert plan.known is not None
    gathered = plan.gathered
    if plan.work is not None and replace(decisions, all_or_nothing=False) == Decisions():
        return plan.work, gathered
    without = {place for place, decided in decisions.rows.items() if decided == "skip"}
    if without:
        gathered = gather(plan.cells, plan.known, without=without)
    headings = {column.target: column.heading for cells in plan.cells for column in cells.columns}
    work = _Resolving(gathered, plan.known, decisions, headings).run()
    work.passed_over = len(without)
    return work, gathered


class _Resolving:
    """Goes through the file's records once, in an order in which none comes before what it refers to."""

    def __init__(self, gathered: Gathered, known: Known, decisions: Decisions, headings: Mapping[str, str]) -> None:
        self._gathered = gathered
        self._headings = headings
        self._known = known
        self._decisions = decisions
        self._work = Work()
        self._belongings = Belongings(known, self._add, self._change)
        self._names = set(known.exact_names)
        self._references = set(known.by_reference)
        self._contract_references = set(known.contracts) | {
            known.key("contract", item.values["reference"]) for item in gathered.items.get("contract", ()) if not item.derived}
        self._claimed = {known.contracts[key]["id"] for key in self._contract_references if key in known.contracts
                         and any(known.key("contract", item.values.get("reference", "")) == key
                                 for item in gathered.items.get("contract", ()))}
        self._numbers: Counter[Ref] = Counter()
        self._derived_of = Counter(item.refs.get("vendor_id") for item in gathered.items.get("contract", ()) if item.derived)

    def run(self) -> Work:
        """Decide about all of them."""
        work = self._work
        for noun in ("function", "person"):
            for item in self._gathered.items.get(noun, ()):
                self._item(item)
        for party in self._gathered.parties:
            self._decide(party)
        for party in self._gathered.parties:
            self._own_fields(party)
        for noun in _ORDER[2:]:
            for item in self._gathered.items.get(noun, ()):
                self._item(item)
        self._overarching()
        for additions in work.additions.values():
            for addition in additions:
                work.touched.update(addition.places)
        for update in work.updates:
            work.touched.update(update.places)
        return work

    def _decide(self, party: Party) -> None:
        work, decisions = self._work, self._decisions
        asked = next((decisions.rows[place] for place in party.places if place in decisions.rows), None)
        became: int | Addition | None
        if party.vendor_id is not None:
            became = party.vendor_id
            if party.archived and party.is_row:
                became = self._archived(party, asked if asked in ("restore", "skip", "new") else decisions.archived)
        elif (
            party.near
            and (asked if asked in ("keep", "merge", "skip") else decisions.duplicates if party.is_row else "keep") == "merge"
        ):
            work.merged.add(party)
            other = party.near_parties[0]
            became = work.became.get(other) if isinstance(other, Party) else other
        elif party.near and party.is_row and asked != "keep" and decisions.duplicates == "skip":
            work.skipped.add(party)
            became = None
        elif party.name_taken is not None:
            work.unkept.add(party)
            became = None
        else:
            became = self._new(party, party.name or "?", party.reference)
        work.became[party] = became

    def _archived(self, party: Party, decided: Any) -> int | Addition | None:
        if decided == "skip":
            self._work.skipped.add(party)
            return None
        if decided == "restore":
            self._work.restored.add(party)
            return party.vendor_id
        number = 2
        while f"{party.name} ({number})" in self._names:
            number += 1
        reference = f"{party.reference}-{number}" if party.reference else None
        return self._new(party, f"{party.name} ({number})", reference)

    def _new(self, party: Party, name: str, reference: str | None) -> Addition:
        addition = Addition("vendor", {"legal_name": name, "reference": reference, "stage": Stage.ACTIVE}, tuple(party.places))
        self._names.add(name)
        self._work.additions["vendor"].append(addition)
        self._work.added_at.update(party.places[:1])
        return addition

    def _own_fields(self, party: Party) -> None:
        became = self._work.became[party]
        if became is None:
            return
        values = {**party.values, **self._refs(party.refs)}
        if isinstance(became, Addition):
            self._fill_new(party, became, values)
        else:
            row = self._known.vendors[became]
            if party in self._work.restored:
                values["archived_on"] = None
            if party.vendor_id is None and party.reference and not row["reference"]:
                values["reference"] = party.reference
            if not party.is_row:
                values.pop("relation", None)  # a vendor with a row of its own is not made indirect by being mentioned
            self._change("vendor", row, values, party.places)
        self._belongings.take(party, became, merged=party in self._work.merged)

    def _fill_new(self, party: Party, became: Addition, values: Mapping[str, Any]) -> None:
        """What a row says of a new vendor; of one that is merged into it, what that one leaves open, and the rest in words."""
        if party not in self._work.merged:
            became.values.update(values)
            return
        for name, value in values.items():
            if became.values.get(name) is None:
                became.values[name] = value
            elif _differs(name, became.values[name], value) and name not in _SAID_BY_ALL:
                heading = self._headings.get(f"vendor.{name.removesuffix('_id')}", name)
                self._belongings.keep_beside(party, became, heading, _in_words(value))

    def _item(self, item: Item) -> None:
        refs = self._refs(item.refs)
        if any(value is None for value in refs.values()):
            self._work.became[item] = None
            return
        values = {name: value for name, value in item.values.items() if name not in _UNCLEARED} | refs
        row = self._existing(item, values)
        if row is not None:
            self._work.became[item] = row["id"]
            if item.noun not in _NEVER_CHANGED:
                self._change(item.noun, row, {name: value for name, value in values.items() if name not in item.refs}, item.places)
            return
        if item.noun == "contract" and item.derived:
            values["reference"] = self._derived_reference(item)
        self._work.became[item] = self._add(item.noun, values, item.places)

    def _refs(self, refs: Mapping[str, Ref]) -> dict[str, Any]:
        return {name: ref if isinstance(ref, int) else self._work.became[ref] for name, ref in refs.items()}

    def _add(self, noun: str, values: dict[str, Any], places: Iterable[Place]) -> Addition:
        addition = Addition(noun, values, tuple(places))
        self._work.additions[noun].append(addition)
        return addition

    def _change(self, noun: str, row: Row, values: Mapping[str, Any], places: Iterable[Place]) -> None:
        changes = {name: value for name, value in values.items() if _differs(name, row.get(name), value)}
        if changes:
            self._work.updates.append(Update(noun, row["id"], changes, {name: row.get(name) for name in changes}, tuple(places)))

    def _existing(self, item: Item, values: Mapping[str, Any]) -> Row | None:
        known, noun = self._known, item.noun
        if noun == "function":
            found = known.functions.get(known.key("function", values["reference"]))
            return known.function_rows[found] if found is not None else None
        if noun == "person":
            found = known.people.get(fold(values["name"]))
            return {"id": found} if found is not None else None
        if any(isinstance(value, Addition) for name, value in values.items() if name.endswith("_id") and name != "service_id"):
            return None
        if noun == "contract":
            return self._existing_contract(item, values)
        return FINDERS[noun](known, values)

    def _existing_contract(self, item: Item, values: Mapping[str, Any]) -> Row | None:
        if not item.derived:
            return self._known.contracts.get(self._known.key("contract", values["reference"]))
        rows = self._known.owned("contract", values["vendor_id"])
        party = item.refs["vendor_id"]
        expected = fold(_derived(party, self._numbers[party] + 1))
        row = next((row for row in rows if fold(row["reference"]) == expected), None)
        free = [row for row in rows if row["id"] not in self._claimed]
        if row is None and self._derived_of[party] == 1 and len(free) == 1:
            row = free[0]
        if row is not None:
            self._numbers[party] += 1
            self._claimed.add(row["id"])
        return row

    def _derived_reference(self, item: Item) -> str:
        party = item.refs["vendor_id"]
        while True:
            self._numbers[party] += 1
            reference = _derived(party, self._numbers[party])
            if fold(reference) not in self._contract_references:
                self._contract_references.add(fold(reference))
                return reference

    def _overarching(self) -> None:
        known = self._known
        contracts = {known.key("contract", item.values["reference"]): self._work.became[item]
                     for item in self._gathered.items.get("contract", ()) if "reference" in item.values}
        for item in self._gathered.items.get("contract", ()):
            named, became = item.values.get("_overarching"), self._work.became.get(item)
            if named is None or became is None:
                continue
            key = known.key("contract", named)
            over = contracts.get(key) or (known.contracts.get(key) or {}).get("id")
            if over is None:
                continue
            if isinstance(became, Addition):
                became.values["overarching_id"] = over
            elif isinstance(over, Addition):
                self._work.updates.append(
                    Update("contract", became, {"overarching_id": over}, {"overarching_id": None}, tuple(item.places))
                )
            else:
                row = known.contracts[known.key("contract", item.values["reference"])]
                self._change("contract", row, {"overarching_id": over}, item.places)


def _in_words(value: Any) -> str:
    if isinstance(value, Addition):
        return str(value.values.get("legal_name") or value.values.get("name") or "")
    return value.label("en") if isinstance(value, Term) else str(value)


def _derived(party: Any, number: int) -> str:
    return f"{party.reference or (party.name or '?')[:80]}-C{number}"


def _differs(name: str, before: Any, after: Any) -> bool:
    if before == after:
        return False
    if not isinstance(before, str) or not isinstance(after, str):
        return True
    if name in _KEEPS_SPELLING:
        return fold(before) != fold(after)
    return unicodedata.normalize("NFC", before) != unicodedata.normalize("NFC", after)
