"""Row by row through all tables: what each says goes to its records, what is wrong with it keeps it out."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from risk_register.exchange.bringing.children import Children
from risk_register.exchange.bringing.columns import Cells
from risk_register.exchange.bringing.groups import Gathered, Item, Party, RowFacts, keep_words, leave_over, soften
from risk_register.exchange.bringing.headings import recognised
from risk_register.exchange.bringing.known import Known
from risk_register.exchange.bringing.parties import Parties, check_identifiers, check_names, find_near
from risk_register.exchange.bringing.plan import Place
from risk_register.model.names import fold
from risk_register.texts import Text

Tick = Callable[[int, int], None]
_ORDER = ("vendor", "function", "service", "contract", "sla_term", "data_flow", "subcontractor_link")
_EVERY = 500
_OF_A_VENDOR = frozenset({"vendor", "identifier", "contact", "security_contact", "privacy_contact", "notice_contact",
                          "questionnaire_contact"})
"""What targets begin with that are about a vendor itself."""


def gather(settled: Sequence[Cells], known: Known, *, without: Collection[Place] = (), tick: Tick | None = None) -> Gathered:
    """The file's records. Rows named in `without` are passed over; `tick` is told how many rows are through, and may raise."""
    gathered = Gathered()
    parties = Parties(gathered, known)
    run = _Run(gathered, known, parties, settled)
    total, done = sum(len(cells.table.rows) for cells in settled), 0
    for cells in sorted(settled, key=lambda each: _ORDER.index(each.table.kind)):
        for facts in _rows(cells, without):
            run.row(facts)
            done += 1
            if tick is not None and done % _EVERY == 0:
                tick(done, total)
    find_near(gathered, known)
    check_names(gathered, known)
    _say_circles(gathered, known)
    _say_unserved(gathered, known, {cells.table.sheet.name: cells.heading("service.name") for cells in settled})
    _say_unframed(gathered, known, {cells.table.sheet.name: cells.heading("contract.overarching") for cells in settled})
    gathered.without_stage = not any("vendor.stage" in cells.by_target for cells in settled)
    return gathered


class _Run:
    """What is known while rows are gone through."""

    def __init__(self, gathered: Gathered, known: Known, parties: Parties, settled: Sequence[Cells]) -> None:
        self._gathered = gathered
        self._known = known
        self._parties = parties
        self._children = Children(gathered, known, parties)
        self._vendor_sheet = any(cells.table.kind == "vendor" for cells in settled)
        self._sure_references = {
            cells.table.sheet.name
            for cells in settled
            for column in cells.columns
            if column.target == "vendor.reference"
            and "vendor.legal_name" not in cells.by_target
            and ((found := recognised(column.heading, "")) is not None or column.how.value == "chosen")
            and (found is None or found[1])
        }

    def row(self, facts: RowFacts) -> None:
        """One row: all of it, or its problems."""
        if facts.kind == "vendor":
            check_identifiers(facts, self._gathered)
        self._children.check(facts)
        self._parties.check_called(facts)
        party = None
        if not facts.problems or self._must_name_a_vendor(facts):
            party = self._party(facts)
        if facts.kind == "subcontractor_link" and not facts.problems:
            self._check_link(party, facts)
        if facts.problems:
            self._reject(facts)
            return
        if party is not None:
            self._parties.take(party, facts)
            party.is_row = party.is_row or facts.kind == "vendor" or not self._vendor_sheet
            self._take_parents(party, facts)
        main: Item | Party | None = self._children.take(party, facts)
        if party is None:
            self._keep_with(_owner(main), facts)
        if facts.kind == "vendor" or main is None:
            main = party
        if main is not None:
            self._gathered.mains[facts.place] = main

    def _keep_with(self, owner: Party | None, facts: RowFacts) -> None:
        """Columns of their own on rows that are not about one vendor: kept with the provider or the end of the flow."""
        for heading, text in facts.custom:
            if owner is not None:
                keep_words(owner, heading, text, facts.place)
            else:
                self._gathered.note(facts.place, heading, text, Text("'{value}' is about no vendor and was left out.", value=text))
        leave_over(self._gathered, owner, facts, _OF_A_VENDOR)

    def _reject(self, facts: RowFacts) -> None:
        for column, value, reason in facts.problems:
            self._gathered.problem(facts.place, column, value, reason)
        for named in (facts.values.get("vendor.reference"), facts.values.get("vendor.legal_name")):
            if named and facts.kind == "vendor":
                self._parties.unusable.setdefault(fold(named), facts.place[1])

    def _must_name_a_vendor(self, facts: RowFacts) -> bool:
        """Whether an empty name is worth saying beside other problems of a row."""
        return facts.kind == "vendor" and not facts.values.get("vendor.legal_name")

    def _party(self, facts: RowFacts) -> Party | None:
        if facts.kind == "function" and not _names_a_vendor(facts):
            return None
        if facts.kind == "subcontractor_link" and "subcontractor_link.provider" in facts.values:
            return None
        if facts.kind == "data_flow" and not _names_a_vendor(facts):
            if not any(f"data_flow.{side}_vendor" in facts.values for side in ("from", "to")):
                facts.refuse("data_flow.to_vendor", "", Text("the row does not say which vendor it is about."))
            return None
        may_be_new = facts.kind == "vendor" or (not self._vendor_sheet and "vendor.legal_name" in facts.values)
        if facts.problems:
            may_be_new = may_be_new and bool(facts.values.get("vendor.legal_name"))
        return self._parties.of_row(facts, may_be_new=may_be_new, named_by_reference=facts.place[0] in self._sure_references)

    def _check_link(self, party: Party | None, facts: RowFacts) -> None:
        provider = facts.values.get("subcontractor_link.provider")
        other = facts.values.get("subcontractor_link.subcontractor")
        if not other:
            facts.refuse("subcontractor_link.subcontractor", "", Text("the subcontractor is not named."))
            return
        if provider is None and party is None:
            facts.refuse("subcontractor_link.provider", "", Text("the row does not say whose subcontractor this is."))
            return
        first = self._parties.mentioned(provider, add=False) if provider else party
        second = self._parties.mentioned(other, add=False)
        same = first is second if first is not None and second is not None else bool(provider) and fold(provider) == fold(other)
        if same:
            facts.refuse("subcontractor_link.subcontractor", other, Text("'{value}' cannot be its own subcontractor.", value=other))

    def _take_parents(self, party: Party, facts: RowFacts) -> None:
        owner = facts.values.get("vendor.owner")
        if owner and not self._known.is_owned_by(party.vendor_id, owner):
            item = self._gathered.item("person", (fold(owner),), facts.place)
            item.values.setdefault("name", owner)
            self._refer(party, "owner_id", item, facts, "vendor.owner")
        for target, field in (("vendor.parent", "parent_id"), ("vendor.ultimate_parent", "ultimate_parent_id")):
            if (named := facts.values.get(target)) is None:
                continue
            found = self._parties.mentioned(named, add=False)
            if found is not None:
                self._refer(party, field, found, facts, target)
            else:
                soften(self._gathered, party, target, facts, Text(
                    "'{value}' is no vendor of the register so far; it was kept in words.", value=named))

    def _refer(self, party: Party, field: str, found: Item | Party, facts: RowFacts, target: str) -> None:
        """A vendor's reference to another record; none is its own parent, and the first row has the word."""
        heading, words = facts.headings[target], facts.cell(target)
        if found is party:
            self._gathered.note(facts.place, heading, words, Text("a vendor is not its own parent; this was left out."))
        elif (held := party.refs.setdefault(field, found)) is not found:
            name = held.name if isinstance(held, Party) else held.values["name"] if isinstance(held, Item) else held
            self._gathered.note(facts.place, heading, words, Text(
                "an earlier row says something else of this vendor ('{value}'), which was kept.", value=name))


def _names_a_vendor(facts: RowFacts) -> bool:
    return "vendor.reference" in facts.values or "vendor.legal_name" in facts.values


def _rows(cells: Cells, without: Collection[Place]) -> Iterator[RowFacts]:
    table, name = cells.table, cells.table.sheet.name
    columns = list(cells.by_target.items())
    headings = {column.target: column.heading for column in cells.columns if column.is_used}
    label_by = {
        "contract": "contract.reference",
        "service": "service.name",
        "sla_term": "contract.reference",
        "data_flow": "data_flow.name",
        "subcontractor_link": "subcontractor_link.subcontractor",
    }.get(table.kind)
    for index, row in enumerate(table.rows):
        place = (name, row + 1)
        if place in without:
            continue
        said: dict[str, Any] = {target: found[index] for target, found in columns if found[index] is not None}
        custom = [(heading, text) for heading, kept in cells.custom if (text := kept[index]) is not None]
        if label_by is not None and custom:
            label = said.get(label_by)
            custom = [(f"{heading} ({label})"[:120] if label else heading, text) for heading, text in custom]
        facts = RowFacts(place, table.kind, said, headings, custom, partial(cells.words, index))
        facts.problems.extend((problem.column, problem.value, _bare(problem.reason)) for problem in cells.problems.get(index, ()))
        yield facts


def _bare(reason: Text) -> Text:
    """The sentence without its column, which is put before it again."""
    inner = reason.values.get("reason")
    return inner if isinstance(inner, Text) else reason


def _say_unserved(gathered: Gathered, known: Known, headings: Mapping[str, str]) -> None:
    """Tell contracts that name no service although their sheet has a column for it: a register of information needs one."""
    tied = {id(tie.refs["contract_id"]) for tie in gathered.items.get("contract_service", ())}
    held = {row["contract_id"] for row in known.rows.get("contract_service", ())}
    for item in gathered.items.get("contract", ()):
        heading = headings.get(item.places[0][0], "")
        if item.derived or not heading or id(item) in tied:
            continue
        reference = item.values["reference"]
        if (row := known.contracts.get(known.key("contract", reference))) is None or row["id"] not in held:
            gathered.note(item.places[0], heading, "", Text(
                "contract '{value}' names no service; a register of information would be refused for it.", value=reference))


def _say_unframed(gathered: Gathered, known: Known, headings: Mapping[str, str]) -> None:
    """Tell contracts that are said to stand under one that neither the file nor the register has."""
    contracts = {known.key("contract", item.values["reference"]) for item in gathered.items.get("contract", ())
                 if "reference" in item.values}
    for item in gathered.items.get("contract", ()):
        named = item.values.get("_overarching")
        if named is not None and (key := known.key("contract", named)) not in contracts and key not in known.contracts:
            gathered.note(item.places[0], headings.get(item.places[0][0], ""), named, Text(
                "contract '{value}' is unknown, so it was left out as the overarching one.", value=named))


def _say_circles(gathered: Gathered, known: Known) -> None:
    """Mark links that lead back to where their chain began; they are kept."""
    after: dict[Any, list[tuple[Any, Item | None]]] = {}
    for row in known.rows.get("subcontractor_link", ()):
        after.setdefault(row["provider_id"], []).append((row["subcontractor_id"], None))
    for item in gathered.items.get("subcontractor_link", ()):
        ends = [_node(item.refs[name]) for name in ("provider_id", "subcontractor_id")]
        after.setdefault(ends[0], []).append((ends[1], item))
    done: set[Any] = set()
    names = {_node(party): party.name for party in gathered.parties}
    for start in list(after):
        if start in done:
            continue
        path, pending = {start: True}, [(start, iter(after.get(start, ())))]
        while pending:
            node, following = pending[-1]
            step = next(following, None)
            if step is None:
                pending.pop()
                path.pop(node, None)
                done.add(node)
            elif step[0] in path:
                if step[1] is not None and step[1].places:
                    gathered.note(
                        step[1].places[0], "", "", Text("closes a circle: back to {name}.", name=names.get(step[0]) or str(step[0]))
                    )
            elif step[0] not in done:
                path[step[0]] = True
                pending.append((step[0], iter(after.get(step[0], ()))))


def _owner(main: Item | Party | None) -> Party | None:
    """The party that a record is most about: whose subcontractor it is, or where data goes."""
    refs = main.refs if isinstance(main, Item) else {}
    found = next((refs[name] for name in ("provider_id", "to_vendor_id", "from_vendor_id") if name in refs), None)
    return found if isinstance(found, Party) else None


def _node(ref: Any) -> Any:
    if isinstance(ref, Party):
        return ref.vendor_id if ref.vendor_id is not None else ref
    return ref
