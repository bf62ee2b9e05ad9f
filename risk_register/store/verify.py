"""Whether a register's tables are what its journal says, and whether the journal is what its chain of hashes says."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, func, select

from risk_register.model.labels import NounLabel
from risk_register.model.nouns import BY_TABLE, NOUNS, Noun
from risk_register.store import journal
from risk_register.store.codec import column_names
from risk_register.store.schema import file_blob, journal_change, journal_entry
from risk_register.texts import Text

_MOST_PROBLEMS = 200


def problems(connection: Connection) -> list[Text]:
    """What does not agree, each naming the change or the record; empty where all is well."""
    found = list(_chain(connection))
    if not found:
        expected = _Replay()
        for entry in journal.entries(connection):
            expected.apply(entry)
        for noun in NOUNS:
            found.extend(_compare(connection, noun, expected))
            if len(found) >= _MOST_PROBLEMS:
                break
        found.extend(_files(connection))
    return found[:_MOST_PROBLEMS]


def _chain(connection: Connection) -> Iterator[Text]:
    previous, expected_n = journal.GENESIS, 1
    digests = _digests(connection)
    pending = next(digests, None)
    last_at = ""
    for row in connection.execute(select(journal_change).order_by(journal_change.c.n)).mappings():
        own: list[str] = []
        while pending and pending[0] <= row["n"]:
            if pending[2]:
                yield pending[2]
            own.append(pending[1])
            pending = next(digests, None)
        if row["n"] != expected_n:
            yield Text("Change {n} is missing from the journal.", n=str(expected_n))
        if row["header"] is not None and _header_digest(row) != row["header_digest"]:
            yield Text("The author or reason of change {n} was altered outside the program.", n=str(row["n"]))
        if journal.change_hash(dict(row), own, previous) != row["hash"]:
            yield Text("Change {n} of {at} does not fit the chain: the journal was altered outside the program.",
                       n=str(row["n"]), at=row["at"][:16])
        if row["at"] < last_at:
            yield Text("Change {n} is dated before the one it follows.", n=str(row["n"]))
        previous, expected_n, last_at = row["hash"], row["n"] + 1, row["at"]
    if pending:
        yield Text("The journal holds entries that belong to no change: its last changes were removed outside the program.")


def _header_digest(row: Any) -> bytes:
    return hashlib.sha256(row["header_salt"] + row["header"].encode()).digest()


def _digests(connection: Connection) -> Iterator[tuple[int, str, Text | None]]:
    query = select(journal_entry).order_by(journal_entry.c.seq)
    for row in connection.execution_options(yield_per=200).execute(query):
        problem = None
        if row.body is not None:
            digest = journal.entry_digest(row.salt, row.kind, row.noun, row.record, row.rows, row.body)
            if digest != row.digest:
                problem = Text("Entry {seq} of change {n} was altered outside the program.", seq=str(row.seq), n=str(row.change))
        yield row.change, row.digest.hex(), problem


@dataclass
class _Replay:
    """The tables as the journal makes them. Batches of append-only nouns stay compressed until they are compared."""

    rows: dict[str, dict[int, dict[str, Any]]] = field(default_factory=lambda: {noun.name: {} for noun in NOUNS})
    batches: dict[int, journal.Entry] = field(default_factory=dict)
    standing: dict[str, set[int]] = field(default_factory=lambda: {noun.name: set() for noun in NOUNS})

    def apply(self, entry: journal.Entry) -> None:
        if entry.kind == "file" or entry.raw is None:
            return
        rows = self.rows[entry.noun]
        if entry.is_batch:
            self._batch(entry, BY_TABLE[entry.noun])
        elif entry.kind == "insert":
            rows[entry.record or 0] = dict(entry.body)
        elif entry.kind == "update":
            rows[entry.record or 0].update({name: pair[1] for name, pair in entry.body.items()})
        else:
            rows.pop(entry.record or 0, None)

    def _batch(self, entry: journal.Entry, noun: Noun) -> None:
        if entry.kind == "batch":
            self.batches[entry.seq] = replace(entry)
        seq = entry.seq if entry.kind == "batch" else entry.body["batch"]
        if noun.append_only:
            (self.standing[entry.noun].discard if entry.kind == "unbatch" else self.standing[entry.noun].add)(seq)
        elif entry.kind == "unbatch":
            for record in entry.ids:
                self.rows[entry.noun].pop(record, None)
        else:
            self.rows[entry.noun].update((row["id"], row) for row in self.batch_rows(seq))

    def batch_rows(self, seq: int) -> list[dict[str, Any]]:
        """The records of a batch. The entry kept here never keeps them, so that millions do not pile up in memory."""
        return replace(self.batches[seq]).rows()


def _compare(connection: Connection, noun: Noun, expected: _Replay) -> Iterator[Text]:
    count = connection.execute(select(func.count()).select_from(noun.table)).scalar_one()
    wanted = 0
    for seq in sorted(expected.standing[noun.name]):
        rows = expected.batch_rows(seq)
        wanted += len(rows)
        yield from _compare_rows(connection, noun, {row["id"]: row for row in rows}, ranged=True)
    singles = expected.rows[noun.name]
    wanted += len(singles)
    if expected.standing[noun.name]:
        yield from _compare_rows(connection, noun, singles, ranged=False)
        if count > wanted:
            yield Text("{count} records ({noun}) were added outside the program.", count=str(count - wanted),
                       noun=NounLabel(noun.name))
    else:
        yield from _compare_rows(connection, noun, singles, ranged=None)


def _compare_rows(connection: Connection, noun: Noun, wanted: dict[int, dict[str, Any]], *, ranged: bool | None) -> Iterator[Text]:
    """Compare what should be there with what is: a range of ids, just the ids wanted, or (None) the whole table."""
    if ranged is not None and not wanted:
        return
    names = column_names(noun.table)
    sql = f'SELECT {", ".join(chr(34) + name + chr(34) for name in names)} FROM "{noun.name}"'  # noqa: S608
    if ranged is not None:
        sql += f" WHERE id BETWEEN {min(wanted)} AND {max(wanted)}"
    seen = set()
    for values in connection.exec_driver_sql(sql):
        record = values[0]
        row = wanted.get(record)
        if row is None:
            if ranged is not False:
                yield Text("Record {record} ({noun}{name}) was added outside the program.", record=str(record),
                           noun=NounLabel(noun.name), name=_naming(dict(zip(names, values, strict=True))))
            continue
        seen.add(record)
        altered = [name for name, value in zip(names, values, strict=True) if row.get(name) != value]
        if altered:
            yield Text("Record {record} ({noun}{name}) was altered outside the program: {fields}.", record=str(record),
                       noun=NounLabel(noun.name), name=_naming(row), fields=", ".join(altered))
    for record in wanted.keys() - seen:
        yield Text("Record {record} ({noun}{name}) was deleted outside the program.", record=str(record), noun=NounLabel(noun.name),
                   name=_naming(wanted[record]))


def _naming(row: dict[str, Any]) -> str:
    for name in ("legal_name", "name", "title", "reference"):
        if row.get(name):
            return f" {row[name]}"
    return ""


def _files(connection: Connection) -> Iterator[Text]:
    for row in connection.execute(select(file_blob)):
        if hashlib.sha256(row.content).hexdigest() != row.sha256:
            yield Text("The file with SHA-256 {sha256} kept in the register was altered outside the program.", sha256=row.sha256)
