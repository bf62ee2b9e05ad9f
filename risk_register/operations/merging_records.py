"""Records that go over from one owner to another: kept as they are, or joined with what is the same record there already."""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import Connection, UniqueConstraint, select

from risk_register.model.labels import FieldLabel, NounLabel, value_label
from risk_register.model.nouns import BY_TABLE, Noun
from risk_register.store.change import POLYMORPHIC, ChangeDoor, references_to
from risk_register.store.codec import Stored, stored_row
from risk_register.texts import Language, Text

_CUSTOM = BY_TABLE["custom_field"]
_LONGEST_NAME = 120
_SAME_BY: Mapping[str, tuple[str, ...]] = {
    "contact": ("purpose", "name", "email", "phone", "address", "last_verified_on"),
    "service": ("name",),
    "subcontractor_link": ("provider_id", "subcontractor_id", "contract_id", "service_id", "flow_id"),
}
"""Records that no rule of the register keeps apart, yet are one where these fields agree and no other contradicts."""


class Moving:
    """Makes records refer to another owner. Where only one of two may be there, the second completes the first."""

    def __init__(self, change: ChangeDoor, whose: str, say: Callable[[Text], None]) -> None:
        self._change = change
        self._whose = whose
        self._say = say

    def move(self, noun: Noun, column: str, record_id: int, to: int) -> None:
        """One record refers to `to` by that column from now on, or is joined with the one that does so already.

        A record that was itself joined with another meanwhile is passed over.
        """
        table = noun.table
        if self._change.connection.execute(select(table.c.id).where(table.c.id == record_id)).first() is None:
            return
        now = self._change.current(noun, record_id)
        moved = {**now, column: to}
        twin = self._twin(noun, moved)
        if twin is None:
            self._change.update_stored(noun, record_id, {column: [now[column], to]})
        elif noun is _CUSTOM and twin["value"] != now["value"]:
            name = self._free_name(str(now["name"]), to)
            self._change.update_stored(noun, record_id, {column: [now[column], to], "name": [now["name"], name]})
        else:
            self._join(noun, twin, now, column)

    def _twin(self, noun: Noun, moved: Mapping[str, Stored]) -> dict[str, Stored] | None:
        """The record there already that a moved one would be the same as."""
        rules = [[column.name for column in rule.columns] for rule in noun.table.constraints if isinstance(rule, UniqueConstraint)]
        for names in rules:
            if found := self._like(noun, moved, names):
                return found[0]
        if names := list(_SAME_BY.get(noun.name, ())):
            alike = self._like(noun, moved, names)
            return next((row for row in alike if not _contradict(row, moved)), None)
        return None

    def _like(self, noun: Noun, moved: Mapping[str, Stored], names: list[str]) -> list[dict[str, Stored]]:
        owners = [name for name in names if noun.table.c[name].foreign_keys or name in (POLYMORPHIC, "noun")]
        if not owners and "vendor_id" in noun.table.c:
            owners = ["vendor_id"]
        rows = self._change.connection.execute(select(noun.table).where(
            *(noun.table.c[name] == moved[name] for name in owners), noun.table.c.id != moved["id"])
            .order_by(noun.table.c.id)).mappings()
        return [row for row in (stored_row(dict(each)) for each in rows) if all(row[name] == moved[name] for name in names)]

    def _join(self, noun: Noun, twin: Mapping[str, Stored], other: Mapping[str, Stored], column: str) -> None:
        """Of two records that must be one, the first is completed by the second; what they disagree about is told."""
        differences: dict[str, list[Stored]] = {}
        for name, value in other.items():
            if name in ("id", column) or value is None or value == twin[name]:
                continue
            if twin[name] is None:
                differences[name] = [None, value]
            else:
                self._say(Text("{noun}: {field}: {value}", noun=NounLabel(noun.name), field=FieldLabel(name),
                               value=_Worded(noun, name, value)))
        if differences:
            self._change.update_stored(noun, _id(twin), differences)
        for child, by, row in list(referring(self._change.connection, noun, _id(other))):
            self.move(child, by, _id(row), _id(twin))
        self._change.delete_stored(noun, self._change.current(noun, _id(other)))

    def _free_name(self, name: str, vendor_id: int) -> str:
        """A custom field's name that the vendor has not used, and that says whose the value was."""
        table = _CUSTOM.table
        taken = set(self._change.connection.execute(select(table.c.name).where(table.c.vendor_id == vendor_id)).scalars())
        number, whose = 1, self._whose[:40]
        while True:
            ending = f" ({whose})" if number == 1 else f" ({whose}, {number})"
            found = name[:_LONGEST_NAME - len(ending)] + ending
            if found not in taken:
                return found
            number += 1


class _Worded:
    """A stored value, in the language of whoever reads it."""

    def __init__(self, noun: Noun, field: str, value: Stored) -> None:
        self._noun, self._field, self._value = noun, field, value

    def label(self, language: Language) -> str:
        """As the pages show it."""
        return value_label(self._noun, self._field, self._value, language)


def referring(connection: Connection, noun: Noun, record_id: int) -> Iterator[tuple[Noun, str, dict[str, Stored]]]:
    """Every record that refers to a record, once for each field by which it does."""
    for other, column in references_to(noun):
        query = select(other.table).where(other.table.c[column] == record_id)
        if column == POLYMORPHIC:
            query = query.where(other.table.c.noun == noun.name)
        for row in connection.execute(query.order_by(other.table.c.id)).mappings().all():
            yield other, column, stored_row(dict(row))


def _contradict(first: Mapping[str, Stored], second: Mapping[str, Stored]) -> bool:
    return any(name != "id" and first[name] is not None and second[name] is not None and first[name] != second[name]
               for name in first)


def _id(row: Mapping[str, Stored]) -> int:
    value = row["id"]
    assert isinstance(value, int)
    return value
