"""The journal's own writing: entries with salted digests, changes chained by hash.

The chain is over digests of salted bodies and not over bodies, so that a body can be redacted one day (a person's right to
erasure) while every later link still verifies.
"""

import hashlib
import json
import secrets
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from string import Formatter
from typing import Any, Literal

from sqlalchemy import Connection, func, or_, select

from risk_register.model.base import instant_text
from risk_register.store import sqlite
from risk_register.store.codec import Stored, canonical
from risk_register.store.guard import writing
from risk_register.store.migrations import upcast_body
from risk_register.store.schema import journal_change, journal_entry
from risk_register.texts import Text

ChangeKind = Literal["do", "undo", "redo", "base"]
"""`base` is what a new register begins with; it cannot be undone."""
EntryKind = Literal["insert", "update", "delete", "batch", "unbatch", "rebatch", "file"]
"""`batch` inserts many rows of one noun; `unbatch` takes a batch back by naming it; `rebatch` brings it in again."""

BATCH_ROWS = 5000
BATCH_KINDS: tuple[EntryKind, ...] = ("batch", "unbatch", "rebatch")
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Change:
    """One change as the journal has it."""

    n: int
    at: datetime
    kind: ChangeKind
    of: int | None
    schema: int
    actor: str
    reason: Text
    hash: str


@dataclass(frozen=True)
class Entry:
    """What a change did to one record, or to a batch of records whose ids follow each other from `record` on."""

    seq: int
    change: int
    kind: EntryKind
    noun: str
    record: int | None
    count: int
    schema: int
    raw: bytes | None
    """The body as stored; None where it was redacted."""

    @property
    def is_batch(self) -> bool:
        """Whether this is about many records at once."""
        return self.kind in BATCH_KINDS

    @property
    def ids(self) -> range:
        """The records it is about."""
        return range(self.record, self.record + self.count) if self.record is not None else range(0)

    @cached_property
    def body(self) -> Any:
        """What the entry holds, read as today's program would have written it; None where it was redacted."""
        if self.raw is None:
            return None
        body = json.loads(zlib.decompress(self.raw) if self.kind == "batch" else self.raw)
        return upcast_body(self.kind, self.noun, body, self.schema) if self.schema < sqlite.SCHEMA_VERSION else body

    def rows(self) -> list[dict[str, Stored]]:
        """A batch's records, as they are stored."""
        body = self.body
        return [dict(zip(body["columns"], row, strict=True)) for row in body["rows"]] if body else []


class JournalWriter:
    """Collects the entries of one change and closes it as the next link of the chain."""

    def __init__(self, connection: Connection, salt_bytes: int = 16) -> None:
        self._connection = connection
        self._salt_bytes = salt_bytes
        self._digests: list[str] = []
        last = connection.execute(select(func.max(journal_change.c.n))).scalar()
        self.n = (last or 0) + 1
        self._seq = (connection.execute(select(func.max(journal_entry.c.seq))).scalar() or 0) + 1

    @property
    def empty(self) -> bool:
        """Whether nothing was changed yet."""
        return not self._digests

    def entry(self, kind: EntryKind, noun: str, record: int | None, body: Any, count: int = 1) -> int:
        """Write one entry; returns its number."""
        raw = canonical(body)
        if kind == "batch":
            raw = zlib.compress(raw, 1)
        salt = secrets.token_bytes(self._salt_bytes)
        digest = entry_digest(salt, kind, noun, record, count, raw)
        seq = self._seq
        self._seq += 1
        with writing(self._connection):
            self._connection.execute(journal_entry.insert(), {
                "seq": seq, "change": self.n, "kind": kind, "noun": noun, "record": record, "rows": count, "body": raw,
                "salt": salt, "digest": digest,
            })
        self._digests.append(digest.hex())
        return seq

    def batches(self, noun: str, columns: Sequence[str], rows: Sequence[Sequence[Stored]]) -> None:
        """Write entries for many inserted rows, whose first column is the id and whose ids follow each other."""
        for first in range(0, len(rows), BATCH_ROWS):
            piece = rows[first:first + BATCH_ROWS]
            self.entry("batch", noun, _first_id(piece), {"columns": list(columns), "rows": piece}, len(piece))

    def close(self, at: datetime, actor: str, reason: Text | str, kind: ChangeKind = "do", of: int | None = None) -> str:
        """Write the change itself; returns its hash."""
        header = canonical({"actor": actor, "reason": reason_value(reason)})
        salt = secrets.token_bytes(self._salt_bytes)
        digest = hashlib.sha256(salt + header).digest()
        row = {
            "n": self.n, "at": instant_text(at), "kind": kind, "of": of, "schema": sqlite.SCHEMA_VERSION, "header": header.decode(),
            "header_salt": salt, "header_digest": digest,
        }
        link = change_hash(row, self._digests, head(self._connection)[1])
        with writing(self._connection):
            self._connection.execute(journal_change.insert(), {**row, "hash": link})
        return link


def entry_digest(salt: bytes, kind: str, noun: str, record: int | None, count: int, raw: bytes) -> bytes:
    """The salted digest of one entry, over what it is about and its body as stored."""
    return hashlib.sha256(salt + canonical([kind, noun, record, count]) + raw).digest()


def change_hash(row: Mapping[str, Any], digests: Sequence[str], previous: str) -> str:
    """The link of one change: over its number, time, kind, header digest, entries' digests and the link before."""
    return hashlib.sha256(canonical({
        "n": row["n"], "at": row["at"], "kind": row["kind"], "of": row["of"], "schema": row["schema"],
        "header": row["header_digest"].hex(), "entries": list(digests), "previous": previous,
    })).hexdigest()


def head(connection: Connection) -> tuple[int, str]:
    """The number and hash of the last change; 0 and zeros for an empty journal."""
    row = connection.execute(
        select(journal_change.c.n, journal_change.c.hash).order_by(journal_change.c.n.desc()).limit(1),
    ).first()
    return (row.n, row.hash) if row else (0, GENESIS)


def reason_value(reason: Text | str) -> Any:
    """A reason as the journal keeps it: a template with its values, so that it reads in either language for ever."""
    if isinstance(reason, str):
        return reason
    return {"text": reason.template, "values": {name: _plain(value) for name, value in reason.values.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return reason_value(value)
    return value if isinstance(value, int) else str(value)


def reason_text(value: Any) -> Text:
    """A reason read back. Words typed by a person come back as they are."""
    if isinstance(value, dict):
        values = {name: reason_text(part) if isinstance(part, dict) else part for name, part in value.get("values", {}).items()}
        template = str(value.get("text", ""))
        return Text(template, **values) if _fits(template, values) else Text("{words}", words=template)
    return Text("{words}", words=str(value))


def _fits(template: str, values: Mapping[str, Any]) -> bool:
    """Whether a template asks for just these values as they are. What a file from elsewhere holds is not trusted with more."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        return not values
    return all(name is None or (name in values and not form and not conversion) for _, name, form, conversion in parts)


def changes(connection: Connection, after: int = 0, upto: int | None = None) -> Iterator[Change]:
    """The changes after one number and up to another, in order."""
    query = select(journal_change).where(journal_change.c.n > after).order_by(journal_change.c.n)
    if upto is not None:
        query = query.where(journal_change.c.n <= upto)
    for row in connection.execute(query):
        header = json.loads(row.header) if row.header else {"actor": "", "reason": ""}
        yield Change(row.n, datetime.fromisoformat(row.at), row.kind, row.of, row.schema, header["actor"],
                     reason_text(header["reason"]), row.hash)


def entries(connection: Connection, *, after: int = 0, upto: int | None = None, newest_first: bool = False) -> Iterator[Entry]:
    """The entries of the changes after one number and up to another, in the order they were written or backwards."""
    query = _ENTRIES.where(journal_entry.c.change > after)
    if upto is not None:
        query = query.where(journal_entry.c.change <= upto)
    order = journal_entry.c.seq.desc() if newest_first else journal_entry.c.seq
    for row in connection.execution_options(yield_per=200).execute(query.order_by(order)):
        yield _entry(row)


def entries_of(connection: Connection, record: int) -> Iterator[Entry]:
    """The entries about one record; where it came or went with a batch, as if it had done so alone."""
    return entries_about(connection, (record,))


def entries_about(connection: Connection, records: Collection[int]) -> Iterator[Entry]:
    """The entries about several records, in the order they were written; of a batch, its own records one by one."""
    if not records:
        return
    asked = sorted(set(records))
    within = (journal_entry.c.record <= asked[-1]) & (journal_entry.c.record + journal_entry.c.rows > asked[0])
    of_batch = journal_entry.c.kind.in_(BATCH_KINDS)
    query = _ENTRIES.where(or_(journal_entry.c.record.in_(asked) & ~of_batch, of_batch & within)).order_by(journal_entry.c.seq)
    for found in [_entry(row) for row in connection.execute(query)]:
        if not found.is_batch:
            yield found
        elif inside := [record for record in asked if record in found.ids]:
            yield from _alone(connection, found, inside)


def _alone(connection: Connection, batch: Entry, records: Sequence[int]) -> Iterator[Entry]:
    rows = batch.rows() if batch.kind == "batch" else entry(connection, batch.body["batch"]).rows()
    by_id = {row["id"]: row for row in rows}
    kind: EntryKind = "delete" if batch.kind == "unbatch" else "insert"
    for record in records:
        raw = canonical({name: value for name, value in by_id.get(record, {}).items() if value is not None})
        yield Entry(batch.seq, batch.change, kind, batch.noun, record, 1, sqlite.SCHEMA_VERSION, raw)


def entry(connection: Connection, seq: int) -> Entry:
    """One entry by its number."""
    return _entry(_row(connection, seq))


_ENTRIES = select(journal_entry, journal_change.c.schema).join(journal_change, journal_change.c.n == journal_entry.c.change)


def _row(connection: Connection, seq: int) -> Any:
    return connection.execute(_ENTRIES.where(journal_entry.c.seq == seq)).one()


def _entry(row: Any) -> Entry:
    return Entry(row.seq, row.change, row.kind, row.noun, row.record, row.rows, row.schema, row.body)


def _first_id(rows: Sequence[Sequence[Stored]]) -> int:
    first = rows[0][0]
    assert isinstance(first, int)
    return first
