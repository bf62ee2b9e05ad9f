"""Row by row through all tables: what each says goes to its records, what is wrong with it keeps it out."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from risk_register.exchange.bringing.children import Children
from risk_register.exchange.bringing.columns import Cells
from risk_register.exchange.bringing.groups import Gathered, Item, Party, RowFacts
from risk_register.exchange.bringing.headings import all_targets, recognised
from risk_register.exchange.bringing.known import Known
from risk_register.exchange.bringing.parties import Parties, check_identifiers, check_names, find_near
from risk_register.exchange.bringing.plan import Kind, Place
from risk_register.exchange.bringing.values import text_of
from risk_register.model.names import fold
from risk_register.texts import Text

Tick = Callable[[int, int], None]
_ORDER = ("vendor", "function", "service", "contract", "sla_term", "data_flow", "subcontractor_link")
_EVERY = 500


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
        if facts.kind == "vendor" or main is None:
            main = party
        if main is not None:
            self._gathered.mains[facts.place] = main

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
        same = fold(provider) == fold(other) if provider else party is self._parties.mentioned(other, add=False)
        if provider and not same:
            first = self._parties.mentioned(provider, add=False)
            same = first is not None and first is self._parties.mentioned(other, add=False)
        if same:
            facts.refuse("subcontractor_link.subcontractor", other, Text("'{value}' cannot be its own subcontractor.", value=other))

    def _take_parents(self, party: Party, facts: RowFacts) -> None:
        if owner := facts.values.get("vendor.owner"):
            item = self._gathered.item("person", (fold(owner),), facts.place)
            item.values.setdefault("name", owner)
            party.refs.setdefault("owner_id", item)
        for target, field in (("vendor.parent", "parent_id"), ("vendor.ultimate_parent", "ultimate_parent_id")):
            if (named := facts.values.get(target)) is None:
                continue
            found = self._parties.mentioned(named, add=False)
            if found is not None and found is not party:
                party.refs.setdefault(field, found)
            elif found is None:
                heading = facts.headings[target]
                self._gathered.note(facts.place, heading, named, Text(
                    "'{value}' is no vendor of the register so far; it was kept in words.", value=named))
                party.custom.setdefault(heading[:120], (named, facts.place))


def _names_a_vendor(facts: RowFacts) -> bool:
    return "vendor.reference" in facts.values or "vendor.legal_name" in facts.values


def _rows(cells: Cells, without: Collection[Place]) -> Iterator[RowFacts]:
    table, name = cells.table, cells.table.sheet.name
    columns = list(cells.by_target.items())
    headings = {column.target: column.heading for column in cells.columns if column.is_used}
    lists = [(column.target, column.column) for column in cells.columns
             if column.target in all_targets() and all_targets()[column.target].kind is Kind.LIST]
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
        raw = {target: text_of(table.value(row, column)) for target, column in lists if target in said}
        facts = RowFacts(place, table.kind, said, headings, custom, raw)
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
        if (row := known.contracts.get(fold(reference))) is None or row["id"] not in held:
            gathered.note(item.places[0], heading, "", Text(
                "contract '{value}' names no service; a register of information would be refused for it.", value=reference))


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


def _node(ref: Any) -> Any:
    if isinstance(ref, Party):
        return ref.vendor_id if ref.vendor_id is not None else ref
    return ref
