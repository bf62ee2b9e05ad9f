"""What a file of facts would do to a register: every record recognised, resolved and judged before anything is written."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, UniqueConstraint, select, true

from risk_register.characters import cleaned, unfit_count
from risk_register.exchange.facts_keys import NAMED_BY, Key, key_of, owner_field
from risk_register.exchange.facts_names import Directory, FactRow
from risk_register.model.labels import NounLabel
from risk_register.model.nouns import BY_TABLE, NOUNS, Noun, references
from risk_register.model.validation import DraftError, validated, validated_changes
from risk_register.texts import Text

_LARGEST_ID = 2**53 - 1
_CHUNK = 500
_SHOWN = 60
Rejected = tuple[str, Text]
Records = Mapping[int, Mapping[str, Any]]

ORDER: tuple[Noun, ...] = tuple(sorted(NOUNS, key=lambda noun: noun.name == "evidence_link"))
"""The nouns, none before what it refers to; evidence may support a record of any kind, so its links come last."""


@dataclass(slots=True)
class Plan:
    """What is to be stored, in an order in which it can be, and what stands in the way of storing any of it."""

    new: list[FactRow] = field(default_factory=list)
    changed: list[tuple[FactRow, dict[str, Any]]] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    replaced: list[tuple[str, str, int]] = field(default_factory=list)
    """Where characters were replaced that no export can hold: the record's place, the field, how many."""


class Planner:
    """Reads one file of facts against one state of a register."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._directory = Directory(connection)
        self._next_id = 0
        self._ids: dict[int, FactRow] = {}
        self.plan = Plan()

    def read(self, lists: Mapping[str, list[Any]]) -> Plan:
        """Plan every list, those first to which others refer."""
        rows = {noun: self._gather(noun, lists[noun.plural]) for noun in ORDER if noun.plural in lists}
        self._refuse_foreign_ids()
        for noun, found in rows.items():
            for row in found:
                self._resolve(row, own=False)
            current = self._current(noun, found)
            self._recognise(noun, found, current)
            self._judge(noun, found, current)
        return self.plan

    def _reject(self, row: FactRow, reason: Text, column: str | None = None) -> None:
        row.sound = False
        words = Text("{column}: {problem}", column=column[:_SHOWN], problem=reason) if column else reason
        self.plan.rejected.append((row.place, words))

    def _gather(self, noun: Noun, records: list[Any]) -> list[FactRow]:
        found = []
        for position, record in enumerate(records, start=1):
            self._next_id -= 1
            row = FactRow(noun, position, {}, None, self._next_id)
            found.append(row)
            if not isinstance(record, dict):
                self._reject(row, Text("is not an object with fields"))
                continue
            row.given = {name: cleaned(value) if isinstance(value, str) else value for name, value in record.items()}
            row.handle = row.given.pop("id", None)
            changed = {name: unfit_count(value) for name, value in record.items() if isinstance(value, str)}
            self.plan.replaced.extend((row.place, name, count) for name, count in changed.items() if count)
            self._claim_id(row)
        return found

    def _claim_id(self, row: FactRow) -> None:
        """Check what the file calls a record, and let nothing else of the file be called so."""
        handle = row.handle
        if handle is None:
            return
        if isinstance(handle, bool) or not isinstance(handle, int | str) or handle == "":
            row.handle = None
            self._reject(row, Text("is neither a whole number nor a key"), "id")
        elif isinstance(handle, int) and not 0 < handle <= _LARGEST_ID:
            row.handle = None
            self._reject(row, Text("{id} is not an id; ids are whole numbers from 1 to 2^53 - 1", id=str(handle)), "id")
        elif first := self._directory.enter_handle(row):
            self._reject(row, Text("is the id of {place} already", place=first.place), "id")
        elif isinstance(handle, int):
            row.id = handle
            if (other := self._ids.setdefault(handle, row)) is not row:
                self._reject(row, Text("is the id of {place} already. Ids are shared by records of all kinds; where a number is "
                                       "only to connect records of this file, write it as text.", place=other.place), "id")

    def _refuse_foreign_ids(self) -> None:
        """Refuse an id that the register uses for a record of another kind."""
        for noun in NOUNS if self._ids else ():
            for record_id in self._connection.execute(select(noun.table.c.id)).scalars():
                row = self._ids.get(record_id)
                if row is not None and row.noun is not noun:
                    self._reject(row, Text("{id} is the id of another record of the register ({noun})", id=str(record_id),
                                           noun=NounLabel(noun.name)), "id")

    def _recognise(self, noun: Noun, rows: list[FactRow], current: Records) -> None:
        """Find out which records of the file the register holds already; several of one key are taken in order."""
        waiting: dict[Key, deque[int]] = defaultdict(deque)
        named = {row.handle for row in rows}
        for record_id, values in current.items():
            if record_id not in named:
                waiting[key_of(noun, values)].append(record_id)
        first: dict[Key, FactRow] = {}
        for row in rows:
            if isinstance(row.handle, int) and row.handle in current:
                row.current = current[row.handle]
            elif row.sound:
                self._match(row, key_of(noun, row.fields), waiting, first, current)
            self._directory.enter_names(row)
        for row in rows:
            self._resolve(row, own=True)

    def _match(self, row: FactRow, key: Key, waiting: Mapping[Key, deque[int]], first: dict[Key, FactRow],
               current: Records) -> None:
        if row.noun.name in NAMED_BY and not isinstance(row.handle, int):
            earlier = first.setdefault(key, row)
            if earlier is not row:
                self._reject(row, Text("is the same as {place}", place=earlier.place))
                return
        if waiting.get(key):
            row.id = waiting[key].popleft()
            row.current = current[row.id]

    def _resolve(self, row: FactRow, *, own: bool) -> None:
        """Turn references into ids and texts into values; references to records of the same kind wait until all are known."""
        targets = references(row.noun)
        given = {name: value for name, value in row.given.items() if (targets.get(name) == row.noun.name) == own}
        for name in [name for name in targets if given.get(name) is not None]:
            found = self._directory.resolve(targets[name], given[name])
            if isinstance(found, int):
                given[name] = found
            else:
                del given[name]
                self._reject(row, found, name)
        if "record_id" in given and row.noun.name == "evidence_link":
            self._resolve_link(row, given)
        try:
            row.fields.update(validated_changes(row.noun, {}, given))
        except DraftError as error:
            for name, problem in error.problems:
                self._reject(row, problem, name)

    def _resolve_link(self, row: FactRow, given: dict[str, Any]) -> None:
        """Evidence supports a record of any kind, which stands beside the reference."""
        target = given.get("noun")
        if not isinstance(target, str) or target not in BY_TABLE:
            words = ", ".join(BY_TABLE)
            self._reject(row, Text("'{value}' is not one of: {words}", value=str(target)[:_SHOWN], words=words), "noun")
            return
        found = self._directory.resolve(target, given["record_id"])
        if isinstance(found, int):
            given["record_id"] = found
        else:
            del given["record_id"]
            self._reject(row, found, "record_id")

    def _judge(self, noun: Noun, rows: list[FactRow], current: Records) -> None:
        for row in rows:
            if not row.sound:
                continue
            try:
                self._decide(row)
            except DraftError as error:
                for name, problem in error.problems:
                    self._reject(row, problem, name)
        self._refuse_twins(noun, rows, current)

    def _decide(self, row: FactRow) -> None:
        if row.current is None:
            row.fields = validated(row.noun, row.fields)
            self.plan.new.append(row)
            return
        changes = {name: value for name, value in row.fields.items() if row.current[name] != value}
        if not changes:
            self.plan.unchanged += 1
        elif row.noun.append_only:
            self._reject(row, Text("differs from the record that is stored, and records of this kind are never changed; add one "
                                   "that corrects it"), next(iter(changes)))
        else:
            self.plan.changed.append((row, validated_changes(row.noun, row.current, changes)))

    def _refuse_twins(self, noun: Noun, rows: list[FactRow], current: Records) -> None:
        """Refuse what would make two records the same in what must be different between any two."""
        for constraint in noun.table.constraints:
            if not isinstance(constraint, UniqueConstraint):
                continue
            names = [column.name for column in constraint.columns]
            ours = {row.id: row for row in rows if row.sound}
            others = (values for record_id, values in current.items() if record_id not in ours)
            seen: dict[Key, FactRow | None] = {tuple(values[name] for name in names): None for values in others}
            for row in ours.values():
                values = {**(row.current or {}), **row.fields}
                key = tuple(values.get(name) for name in names)
                if key in seen and None not in key:
                    self._reject(row, _twin(noun, seen[key]), names[-1])
                seen.setdefault(key, row)

    def _current(self, noun: Noun, rows: list[FactRow]) -> Records:
        """The register's records with which those of the file may be one: of the same owners, or with the same ids."""
        owner = owner_field(noun)
        found: dict[int, Mapping[str, Any]] = {}
        for condition in _conditions(noun, owner, rows):
            for record in self._connection.execute(select(noun.table).where(condition)).mappings():
                found[record["id"]] = dict(record)
        return found


def _conditions(noun: Noun, owner: str | None, rows: list[FactRow]) -> Iterator[Any]:
    if owner is None:
        yield true()
        return
    owners = {row.fields[owner] for row in rows if row.fields.get(owner, -1) > 0}
    for chunk in _chunks(sorted(owners)):
        yield noun.table.c[owner].in_(chunk)
    for chunk in _chunks(sorted(row.id for row in rows if row.id > 0)):
        yield noun.table.c.id.in_(chunk)


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start:start + _CHUNK] for start in range(0, len(ids), _CHUNK))


def _twin(noun: Noun, other: FactRow | None) -> Text:
    if other is None:
        return Text("another record of the register is the same in this ({noun})", noun=NounLabel(noun.name))
    return Text("is the same as {place}", place=other.place)
