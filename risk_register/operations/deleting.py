"""What goes when a record goes: all that belongs to it, and the mention of it where that is only a mention."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from risk_register.errors import RegisterError
from risk_register.model.labels import NounLabel
from risk_register.model.nouns import BY_TABLE, Noun
from risk_register.store.change import POLYMORPHIC, ChangeDoor, references_to
from risk_register.store.codec import Stored, stored_row

Key = tuple[str, int]
_PIECE = 500
_BELONGS = frozenset({
    ("evidence", "vendor_id"), ("data_flow", "from_vendor_id"), ("data_flow", "to_vendor_id"), ("risk_acceptance", "finding_id"),
    ("ledger_supplier", "ledger_id"),
})
"""References that may be empty, yet would say something else then: a flow without a vendor is to ourselves, an acceptance
without its finding is of all a vendor's risk."""


@dataclass(slots=True)
class Leaving:
    """The records that go, each as it is stored, and the fields of others that are emptied."""

    rows: dict[Key, dict[str, Stored]] = field(default_factory=dict)
    mentions: dict[Key, set[str]] = field(default_factory=dict)

    def in_order(self) -> Iterator[Key]:
        """What refers before what is referred to, so that undo and redo find each in turn."""
        referrers: dict[Key, list[Key]] = {key: [] for key in self.rows}
        for key, row in self.rows.items():
            for target in _referred(key[0], row):
                if target in referrers and target != key:
                    referrers[target].append(key)
        done: set[Key] = set()
        for key in self.rows:
            yield from _after_referrers(key, referrers, done)

    def count(self) -> Counter[str]:
        """How many records of each noun go."""
        return Counter(noun for noun, _ in self.rows)


def leaving(connection: Connection, noun: str, record_id: int) -> Leaving:
    """What deleting a record takes with it, itself included. Raises `RegisterError` where it is gone already."""
    found = Leaving()
    kind = BY_TABLE[noun]
    new = _rows(connection, kind, "id", [record_id])
    if not new:
        raise RegisterError("This {noun} is no longer in the register; it may have been deleted meanwhile. Refresh the page.",
                            noun=NounLabel(noun))
    pending: list[tuple[Noun, list[dict[str, Stored]]]] = [(kind, new)]
    while pending:
        kind, rows = pending.pop()
        fresh = [row for row in rows if (kind.name, _id(row)) not in found.rows]
        found.rows.update({(kind.name, _id(row)): row for row in fresh})
        if fresh:
            pending.extend(_what_belongs(connection, kind, [_id(row) for row in fresh], found))
    for key in found.rows:
        found.mentions.pop(key, None)
    return found


def take_away(change: ChangeDoor, found: Leaving) -> None:
    """Empties the mentions, then deletes the records."""
    for (noun, record_id), fields in found.mentions.items():
        kind = BY_TABLE[noun]
        now = change.current(kind, record_id)
        change.update_stored(kind, record_id, {name: [now[name], None] for name in sorted(fields)})
    for key in found.in_order():
        change.delete_stored(BY_TABLE[key[0]], found.rows[key])


def _what_belongs(connection: Connection, kind: Noun, ids: list[int], found: Leaving) -> Iterator[
        tuple[Noun, list[dict[str, Stored]]]]:
    for other, column in references_to(kind):
        rows = _rows(connection, other, column, ids)
        if column == POLYMORPHIC:
            rows = [row for row in rows if row["noun"] == kind.name]
        if not rows:
            continue
        if column == POLYMORPHIC or not other.table.c[column].nullable or (other.name, column) in _BELONGS:
            yield other, rows
        else:
            for row in rows:
                found.mentions.setdefault((other.name, _id(row)), set()).add(column)


def _rows(connection: Connection, kind: Noun, column: str, ids: Sequence[int]) -> list[dict[str, Stored]]:
    found: list[dict[str, Stored]] = []
    for start in range(0, len(ids), _PIECE):
        query = select(kind.table).where(kind.table.c[column].in_(ids[start:start + _PIECE])).order_by(kind.table.c.id)
        found.extend(stored_row(dict(row)) for row in connection.execute(query).mappings())
    return found


def _referred(noun: str, row: Mapping[str, Any]) -> Iterable[Key]:
    for column in BY_TABLE[noun].table.columns:
        if row.get(column.name) is None:
            continue
        if column.name == POLYMORPHIC:
            yield row["noun"], row[column.name]
        for key in column.foreign_keys:
            yield key.column.table.name, row[column.name]


def _after_referrers(key: Key, referrers: Mapping[Key, list[Key]], done: set[Key]) -> Iterator[Key]:
    if key in done:
        return
    done.add(key)
    for other in referrers[key]:
        yield from _after_referrers(other, referrers, done)
    yield key


def _id(row: Mapping[str, Stored]) -> int:
    value = row["id"]
    assert isinstance(value, int)
    return value
