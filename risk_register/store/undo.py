"""Taking changes back and bringing them in again: always as a new change, never by removing one from the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, not_, select

from risk_register.errors import RegisterError
from risk_register.model.labels import NounLabel
from risk_register.model.nouns import BY_TABLE, Noun
from risk_register.store import journal, search
from risk_register.store.change import POLYMORPHIC, ChangeDoor, references_to
from risk_register.store.codec import stored_row, typed_row
from risk_register.store.guard import writing
from risk_register.store.schema import journal_change
from risk_register.texts import Text


@dataclass(frozen=True, slots=True)
class Standing:
    """Which change Ctrl+Z would take back now, and which one the next redo would bring in again."""

    undo: int | None
    redo: int | None


def standing(connection: Connection) -> Standing:
    """Read from the journal alone: the last change in force, and the last one taken back since."""
    rows = connection.execute(select(journal_change.c.n, journal_change.c.kind, journal_change.c.of)
                              .order_by(journal_change.c.n)).all()
    undone: set[int] = set()
    redoable: list[int] = []
    for row in rows:
        if row.kind == "do":
            redoable.clear()
        elif row.kind == "undo":
            undone.add(row.of)
            redoable.append(row.of)
        else:
            undone.discard(row.of)
            if row.of in redoable:
                redoable.remove(row.of)
    done = [row.n for row in rows if row.kind == "do" and row.n not in undone]
    return Standing(done[-1] if done else None, redoable[-1] if redoable else None)


def reverse(door: ChangeDoor, n: int) -> None:
    """Do the opposite of change `n`, entry by entry, newest first. Raises in words where later changes stand in the way."""
    for entry in list(journal.entries(door.connection, after=n - 1, upto=n, newest_first=True)):
        if entry.kind == "file":
            continue
        if entry.raw is None:
            raise RegisterError("This change cannot be undone: what it held was erased from the journal.")
        _REVERSE[entry.kind](door, BY_TABLE[entry.noun], entry)


def repeat(door: ChangeDoor, n: int) -> None:
    """Bring change `n` in again, whose undoing is the last that was done about it."""
    undoing = door.connection.execute(
        select(journal_change.c.n).where(journal_change.c.of == n, journal_change.c.kind == "undo")
        .order_by(journal_change.c.n.desc()).limit(1),
    ).scalar_one()
    reverse(door, undoing)


def _reverse_insert(door: ChangeDoor, noun: Noun, entry: journal.Entry) -> None:
    assert entry.record is not None
    current = door.current(noun, entry.record)
    if _filled(current) != entry.body:
        raise _in_the_way(noun)
    door.refuse_if_referred_to(noun, entry.record)
    door.delete_stored(noun, current)


def _reverse_update(door: ChangeDoor, noun: Noun, entry: journal.Entry) -> None:
    assert entry.record is not None
    current = door.current(noun, entry.record)
    if any(current.get(name) != after for name, (_, after) in entry.body.items()):
        raise _in_the_way(noun)
    door.update_stored(noun, entry.record, {name: [after, before] for name, (before, after) in entry.body.items()})


def _reverse_delete(door: ChangeDoor, noun: Noun, entry: journal.Entry) -> None:
    known = door.connection.execute(select(noun.table.c.id).where(noun.table.c.id == entry.record)).first()
    if known:
        raise _in_the_way(noun)
    door.insert_stored(noun, entry.body)


def _reverse_batch(door: ChangeDoor, noun: Noun, entry: journal.Entry) -> None:
    seq = entry.seq if entry.kind == "batch" else entry.body["batch"]
    within = noun.table.c.id.between(entry.ids[0], entry.ids[-1])
    if not noun.append_only:
        # A batch of an older version does not name the columns that came later: what it did not know is nothing.
        then = [_filled(row) for row in journal.entry(door.connection, seq).rows()]
        rows = door.connection.execute(select(noun.table).where(within).order_by(noun.table.c.id)).mappings()
        if [_filled(stored_row(dict(row))) for row in rows] != then:
            raise _in_the_way(noun)
    for other, column in references_to(noun):
        referring = select(other.table.c.id).where(other.table.c[column].between(entry.ids[0], entry.ids[-1]))
        if column == POLYMORPHIC:
            referring = referring.where(other.table.c.noun == noun.name)
        if other is noun:
            referring = referring.where(not_(within))
        if door.connection.execute(referring.limit(1)).first():
            raise RegisterError("This cannot be undone while something else refers to what it brought in ({other}). Remove that "
                                "first.",
                                other=NounLabel(other.name))
    with writing(door.connection):
        door.connection.execute(noun.table.delete().where(within))
        door.journal.entry("unbatch", noun.name, entry.record, {"batch": seq}, entry.count)
        if search.is_indexed(noun.name):
            search.forget(door.connection, entry.ids)


def _reverse_unbatch(door: ChangeDoor, noun: Noun, entry: journal.Entry) -> None:
    rows = journal.entry(door.connection, entry.body["batch"]).rows()
    if not rows:
        raise RegisterError("This change cannot be undone: what it held was erased from the journal.")
    with writing(door.connection):
        door.connection.execute(noun.table.insert(), [typed_row(noun.table, row) for row in rows])
        door.journal.entry("rebatch", noun.name, entry.record, {"batch": entry.body["batch"]}, entry.count)
        search.index_rows(door.connection, noun.name, rows)


_REVERSE = {
    "insert": _reverse_insert, "update": _reverse_update, "delete": _reverse_delete, "batch": _reverse_batch,
    "rebatch": _reverse_batch, "unbatch": _reverse_unbatch,
}


def _filled(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value is not None}


def _in_the_way(noun: Noun) -> RegisterError:
    return RegisterError("This change cannot be undone on its own: a later change touches the same fields of the same record "
                         "({noun}). Undo the later one first.", noun=NounLabel(noun.name))


def undo_reason(reason: Text) -> Text:
    """What the journal says of an undoing."""
    return Text("Undo: {reason}", reason=reason)


def redo_reason(reason: Text) -> Text:
    """What the journal says of a redoing."""
    return Text("Redo: {reason}", reason=reason)


def is_undone(connection: Connection, n: int) -> bool:
    """Whether change `n` has been taken back and not brought in again."""
    last = connection.execute(
        select(journal_change.c.kind).where(journal_change.c.of == n).order_by(journal_change.c.n.desc()).limit(1),
    ).scalar()
    return last == "undo"
