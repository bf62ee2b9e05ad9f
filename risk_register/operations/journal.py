"""The journal as a person reads it, and taking changes back."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from risk_register.model.labels import NounLabel
from risk_register.model.nouns import BY_TABLE, NOUNS, references
from risk_register.model.sorting import natural_key
from risk_register.operations.belonging import conditions
from risk_register.operations.rows import HistoryRow
from risk_register.store import Register
from risk_register.store import journal as written
from risk_register.store.schema import journal_entry
from risk_register.texts import Text

_DONE = {"update": "changed", "delete": "removed", "unbatch": "removed"}
_NAMING = ("legal_name", "name", "title", "reference", "value", "system", "question_id", "metric", "element")
_DATING = ("completed_on", "received_on", "started_on", "sent_on", "accepted_on", "starts_on", "valid_from", "announced_on")
_ANY_KIND = "evidence_link"
"""Its `record_id` refers to a record of the kind that its `noun` names."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines of the journal are asked for: days are the organisation's, both included; None asks for all."""

    since: date | None = None
    until: date | None = None
    actor: str | None = None
    noun: str | None = None

    def takes(self, day: date, actor: str, noun: str) -> bool:
        """Whether a line is among them."""
        return (self.until is None or day <= self.until) and self.actor in (None, actor) and self.noun in (None, noun)


def history(register: Register, *, record: int | None = None, records: Collection[int] | None = None,
            since: date | None = None, limit: int | None = None, wanted: Wanted | None = None) -> list[HistoryRow]:
    """What changed, newest first: a line for each field. A batch of added records is one line, but for the records asked for.

    `since` is a day of the organisation's calendar; `limit` counts lines.
    """
    asked_for = wanted or Wanted(since=since)
    with register.read() as connection:
        changes = {change.n: change for change in written.changes(connection)}
        zone = register.time_zone()
        asked = (record,) if record is not None else records
        every = written.entries(connection, newest_first=True)
        entries = every if asked is None else reversed(list(written.entries_about(connection, asked)))
        rows: list[HistoryRow] = []
        names = _Names(connection)
        for entry in entries:
            change = changes[entry.change]
            day = change.at.astimezone(zone).date()
            if asked_for.since is not None and day < asked_for.since:
                break
            if asked_for.takes(day, change.actor, entry.noun):
                rows.extend(_rows(change, entry, names))
            if limit is not None and len(rows) >= limit:
                return rows[:limit]
    return rows


@dataclass(frozen=True, slots=True)
class Extract:
    """The changes of some days in order, what they did, and the number and hash of the chain at both ends."""

    changes: tuple[written.Change, ...]
    rows: tuple[HistoryRow, ...]
    before: tuple[int, str]
    after: tuple[int, str]


def extract(register: Register, since: date, until: date) -> Extract:
    """What changed from one day of the organisation's calendar to another, both included."""
    zone = register.time_zone()
    before = after = (0, written.GENESIS)
    found: list[written.Change] = []
    with register.read() as connection:
        for change in written.changes(connection):
            day = change.at.astimezone(zone).date()
            if not found and day < since:
                before = change.n, change.hash
            elif since <= day <= until:
                found.append(change)
    if found:
        after = found[-1].n, found[-1].hash
    wanted = {change.n for change in found}
    rows = history(register, wanted=Wanted(since, until)) if found else []
    return Extract(tuple(found), tuple(row for row in rows if row.change in wanted), before, after if found else before)


def hash_of(register: Register, number: int) -> str | None:
    """The hash of the chain at a change of that number; None where the journal has none. Before the first it is all zeros."""
    if number == 0:
        return written.GENESIS
    with register.read() as connection:
        return next((change.hash for change in written.changes(connection, after=number - 1, upto=number)), None)


def records_of_vendor(register: Register, vendor_id: int) -> list[int]:
    """The ids of a vendor and of all that belongs to it, without the answers of its rounds, which no one ever changes."""
    with register.read() as connection:
        found = [vendor_id]
        for noun in NOUNS:
            if not noun.append_only and noun.name != "vendor":
                its = conditions(noun.table, {"vendor_id": vendor_id})
                found += connection.execute(select(noun.table.c.id).where(*its)).scalars()
    return found


def authors(register: Register) -> list[str]:
    """Everybody who changed the register, by name."""
    with register.read() as connection:
        return sorted({change.actor for change in written.changes(connection) if change.actor}, key=natural_key)


def nouns_changed(register: Register) -> list[str]:
    """The kinds of record that the journal tells of, by their tables' names."""
    with register.read() as connection:
        return sorted(connection.execute(select(journal_entry.c.noun).distinct()).scalars())


def first_day(register: Register) -> date:
    """The day of the organisation's calendar on which the journal begins."""
    with register.read() as connection:
        first = next(written.changes(connection), None)
    return register.today() if first is None else first.at.astimezone(register.time_zone()).date()


def undo(register: Register, actor: str, change: int | None = None) -> Text:
    """Take back the last change in force, or the one with that number; returns what was taken back."""
    return register.undo(actor, change)


def redo(register: Register, actor: str) -> Text:
    """Bring in again what was taken back last; returns what it was."""
    return register.redo(actor)


def verify(register: Register) -> list[Text]:
    """What in the register does not agree with its journal, or with the judgement of its facts; empty where all is well."""
    from risk_register.operations.scoring import altered_scores

    return register.verify() or altered_scores(register)


class _Names:
    """What records are called, also those that are gone: from the row as it is, else from the journal's last word on it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, int], str] = {}
        self._referred: dict[tuple[str, int], str | Text] = {}

    def of(self, entry: written.Entry) -> str:
        if entry.record is None or entry.is_batch:
            return ""
        key = (entry.noun, entry.record)
        if key not in self._known:
            body = entry.body if entry.kind in ("insert", "delete") else None
            self._known[key] = _called(body) or _called(self._row(*key))
        return self._known[key]

    def referred(self, noun: str, row: dict[str, Any], field: str | None, value: Any) -> str | Text | None:
        """What the record is called that a field refers to, or what it is; None where the field is no reference."""
        target = _target(noun, row, field)
        if target is None or value is None or field is None:
            return None
        key = (target, int(value))
        if key not in self._referred:
            self._referred[key] = _called(told := self._row(*key) or self._once(key[1])) or _described(target, told)
        return self._referred[key]

    def row(self, entry: written.Entry) -> dict[str, Any]:
        """The fields that say what a reference of this entry's refers to, where the entry does not hold them itself."""
        if entry.noun != _ANY_KIND or entry.record is None or entry.is_batch:
            return {}
        return {**self._row(entry.noun, entry.record), **(entry.body if entry.kind in ("insert", "delete") and entry.body else {})}

    def _once(self, record: int) -> dict[str, Any]:
        """A record that is gone, as the journal held it last."""
        return next((entry.body for entry in reversed(list(written.entries_of(self._connection, record)))
                     if entry.kind in ("insert", "delete") and entry.body), {})

    def _row(self, noun: str, record: int) -> dict[str, Any]:
        table = BY_TABLE[noun].table
        row = self._connection.execute(select(table).where(table.c.id == record)).mappings().first()
        return dict(row or {})


def _target(noun: str, row: dict[str, Any], field: str | None) -> str | None:
    """The kind of record that a field refers to; what evidence is for is told by the field beside it."""
    if field is None or noun not in BY_TABLE:
        return None
    if noun == _ANY_KIND and field == "record_id":
        return str(row["noun"]) if row.get("noun") in BY_TABLE else None
    return references(BY_TABLE[noun]).get(field)


def _described(noun: str, row: dict[str, Any]) -> Text:
    """A record without a name by its kind and its day: 'review of 3 May 2025'."""
    on = next((row[name] for name in _DATING if row.get(name)), None)
    if on is None:
        return Text("{words}", words=NounLabel(noun))
    return Text("{noun} of {day}", noun=NounLabel(noun), day=date.fromisoformat(str(on)))


def _called(row: dict[str, Any] | None) -> str:
    return next((str(row[name]) for name in _NAMING if row.get(name)), "") if row else ""


def _rows(change: written.Change, entry: written.Entry, names: _Names) -> Iterator[HistoryRow]:
    done = _DONE.get(entry.kind, "added")
    row = names.row(entry)
    for field, before, after in _fields(entry):
        yield HistoryRow(change=change.n, at=change.at, actor=change.actor, reason=change.reason, noun=entry.noun,
                         record=None if entry.is_batch else entry.record, name=names.of(entry), field=field,
                         before=_text(before), after=_text(after), kind=change.kind, done=done,
                         before_name=names.referred(entry.noun, row, field, before),
                         after_name=names.referred(entry.noun, row, field, after))


def _fields(entry: written.Entry) -> Iterator[tuple[str | None, Any, Any]]:
    leaving = entry.kind in ("delete", "unbatch")
    if entry.is_batch:
        yield None, entry.count if leaving else None, None if leaving else entry.count
        return
    body = entry.body or {}
    if entry.kind == "update":
        yield from ((field, before, after) for field, (before, after) in body.items())
    elif entry.kind == "file":
        yield "sha256", None, body.get("sha256")
    else:
        for field, value in body.items():
            if field != "id" and value is not None:
                yield field, value if leaving else None, None if leaving else value


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
