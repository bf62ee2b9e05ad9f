"""Whether a register's tables are what its journal says, and whether the journal is what its chain of hashes says."""

import hashlib
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from risk_register.model.labels import NounLabel
from risk_register.model.nouns import BY_TABLE, NOUNS, Noun
from risk_register.store import journal, sqlite
from risk_register.store.codec import column_names
from risk_register.store.integrity import FieldNames
from risk_register.store.schema import file_blob, journal_change, journal_entry
from risk_register.texts import Text

_MOST_PROBLEMS = 200
_UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, zlib.error)
"""What reading a journal raises that somebody has written into: values of other kinds, bodies that are no JSON."""


def problems(connection: Connection) -> list[Text]:
    """What does not agree, each naming the change or the record; empty where all is well."""
    if damage := sqlite.faults(connection.exec_driver_sql):
        return [Text("The file itself is damaged ({detail}). Restore the last backup.", detail="; ".join(damage[:3]))]
    found: list[Text] = []
    if _unless_unreadable(found, _chain(connection)) and not found:
        expected = _Replay()
        if _unless_unreadable(found, expected.run(connection)):
            for noun in NOUNS:
                found.extend(_compare(connection, noun, expected))
                if len(found) >= _MOST_PROBLEMS:
                    break
            found.extend(_files(connection, expected))
    found.extend(_erased(connection))
    return found[:_MOST_PROBLEMS]


def _unless_unreadable(found: list[Text], reading: Iterator[Text]) -> bool:
    try:
        found.extend(reading)
    except _UNREADABLE:
        found.append(Text("The journal cannot be read to its end: it was altered outside the program."))
        return False
    return True


def _chain(connection: Connection) -> Iterator[Text]:
    previous, expected_n = journal.GENESIS, 1
    digests = _digests(connection)
    pending = next(digests, None)
    last_at = ""
    for row in connection.execute(select(journal_change).order_by(journal_change.c.n)).mappings():
        own: list[str] = []
        while pending and pending[0] <= row["n"]:
            yield from pending[2]
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


def _digests(connection: Connection) -> Iterator[tuple[int, str, list[Text]]]:
    """The change, the digest and the problems of each entry. Entries are numbered without a gap."""
    query = select(journal_entry).order_by(journal_entry.c.seq)
    for number, row in enumerate(connection.execution_options(yield_per=200).execute(query), start=1):
        own: list[Text] = []
        if row.seq != number:
            own.append(Text("Entry {seq} of change {n} does not have the number it was written with.", seq=str(row.seq),
                            n=str(row.change)))
        if row.body is not None and _digest(row) != row.digest:
            own.append(Text("Entry {seq} of change {n} was altered outside the program.", seq=str(row.seq), n=str(row.change)))
        yield row.change, row.digest.hex(), own


def _digest(row: Any) -> bytes:
    return journal.entry_digest(row.salt, row.kind, row.noun, row.record, row.rows, row.body)


def _erased(connection: Connection) -> Iterator[Text]:
    """The chain holds where a body was taken out. Who took it out, and why, must then be known some other way."""
    for row in connection.execute(select(journal_entry.c.seq, journal_entry.c.change, journal_entry.c.noun, journal_entry.c.record)
                                  .where(journal_entry.c.body.is_(None)).order_by(journal_entry.c.seq).limit(_MOST_PROBLEMS)):
        yield Text("What entry {seq} of change {n} said of record {record} ({noun}) was erased from the journal.", seq=str(row.seq),
                   n=str(row.change), record=str(row.record), noun=NounLabel(row.noun))
    for n in connection.execute(select(journal_change.c.n).where(journal_change.c.header.is_(None))).scalars():
        yield Text("The author and reason of change {n} were erased from the journal.", n=str(n))


class _Replay:
    """The tables as the journal makes them. Batches of append-only nouns stay compressed until they are compared."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[int, dict[str, Any]]] = {noun.name: {} for noun in NOUNS}
        self.batches: dict[int, journal.Entry] = {}
        self.standing: dict[str, set[int]] = {noun.name: set() for noun in NOUNS}
        self.unknown: dict[str, set[int]] = {noun.name: set() for noun in NOUNS}
        """Records of which the journal no longer says what they are, since it was erased."""
        self.files: dict[str, str] = {}
        """The name of each file kept, by its SHA-256."""
        self.all_files_known = True

    def run(self, connection: Connection) -> Iterator[Text]:
        """Apply the whole journal. It finds nothing, but raises what a journal raises that was written into."""
        for entry in journal.entries(connection):
            self.apply(entry)
        yield from ()

    def apply(self, entry: journal.Entry) -> None:
        """Apply one entry."""
        if entry.raw is None:
            self._forget(entry)
        elif entry.kind == "file":
            self.files[entry.body["sha256"]] = entry.body["name"]
        elif entry.is_batch:
            self._batch(entry, BY_TABLE[entry.noun])
        else:
            self._single(entry, entry.record or 0)

    def _single(self, entry: journal.Entry, record: int) -> None:
        rows, unknown = self.rows[entry.noun], self.unknown[entry.noun]
        if entry.kind == "update":
            if record not in unknown:
                rows[record].update({name: pair[1] for name, pair in entry.body.items()})
            return
        unknown.discard(record)
        if entry.kind == "insert":
            rows[record] = dict(entry.body)
        else:
            rows.pop(record, None)

    def _batch(self, entry: journal.Entry, noun: Noun) -> None:
        if entry.kind == "batch":
            self.batches[entry.seq] = replace(entry)
        seq = entry.seq if entry.kind == "batch" else entry.body["batch"]
        self.unknown[entry.noun].difference_update(entry.ids)
        if entry.kind == "unbatch":
            self.standing[entry.noun].discard(seq)
            for record in entry.ids:
                self.rows[entry.noun].pop(record, None)
        elif seq not in self.batches:
            self.unknown[entry.noun].update(entry.ids)
        elif noun.append_only:
            self.standing[entry.noun].add(seq)
        else:
            self.rows[entry.noun].update((row["id"], row) for row in self.batch_rows(seq))

    def _forget(self, entry: journal.Entry) -> None:
        if entry.kind == "file":
            self.all_files_known = False
            return
        for record in entry.ids:
            self.rows[entry.noun].pop(record, None)
        self.standing[entry.noun] -= {seq for seq in self.standing[entry.noun] if self.batches[seq].ids == entry.ids}
        self.unknown[entry.noun].update(entry.ids)

    def batch_rows(self, seq: int) -> list[dict[str, Any]]:
        """The records of a batch. The entry kept here never keeps them, so that millions do not pile up in memory."""
        return replace(self.batches[seq]).rows()


def _compare(connection: Connection, noun: Noun, expected: _Replay) -> Iterator[Text]:
    singles, unknown = expected.rows[noun.name], expected.unknown[noun.name]
    batches = [expected.batches[seq].ids for seq in sorted(expected.standing[noun.name])]
    for seq in sorted(expected.standing[noun.name]):
        yield from _compare_rows(connection, noun, {row["id"]: row for row in expected.batch_rows(seq)})
    yield from _compare_rows(connection, noun, singles)
    ranges = sorted(batches, key=lambda ids: ids.start)
    starts = [ids.start for ids in ranges]
    for (record,) in connection.exec_driver_sql(f'SELECT id FROM "{noun.name}"'):  # noqa: S608
        nearest = bisect_right(starts, record) - 1
        if record not in singles and record not in unknown and not (nearest >= 0 and record in ranges[nearest]):
            row = connection.exec_driver_sql(f'SELECT * FROM "{noun.name}" WHERE id = ?', (record,)).mappings().one()  # noqa: S608
            yield Text("Record {record} ({noun}{name}) was added outside the program.", record=str(record),
                       noun=NounLabel(noun.name), name=_naming(dict(row)))


def _compare_rows(connection: Connection, noun: Noun, wanted: dict[int, dict[str, Any]]) -> Iterator[Text]:
    """Compare the records that should be there with what is."""
    if not wanted:
        return
    names = column_names(noun.table)
    columns = ", ".join(f'"{name}"' for name in names)
    seen = set()
    for values in connection.exec_driver_sql(f'SELECT {columns} FROM "{noun.name}" WHERE id BETWEEN ? AND ?',  # noqa: S608
                                             (min(wanted), max(wanted))):
        record = values[0]
        row = wanted.get(record)
        if row is None:
            continue
        seen.add(record)
        altered = [name for name, value in zip(names, values, strict=True) if row.get(name) != value]
        if altered:
            yield Text("Record {record} ({noun}{name}) was altered outside the program: {fields}.", record=str(record),
                       noun=NounLabel(noun.name), name=_naming(row), fields=FieldNames(altered))
    for record in sorted(wanted.keys() - seen):
        yield Text("Record {record} ({noun}{name}) was deleted outside the program.", record=str(record), noun=NounLabel(noun.name),
                   name=_naming(wanted[record]))


def _naming(row: dict[str, Any]) -> str:
    for name in ("legal_name", "name", "title", "reference", "system", "value"):
        if row.get(name):
            return f" {row[name]}"
    return ""


def _files(connection: Connection, expected: _Replay) -> Iterator[Text]:
    kept = set()
    for row in connection.execute(select(file_blob)):
        kept.add(row.sha256)
        if hashlib.sha256(row.content).hexdigest() != row.sha256:
            yield Text("The file with SHA-256 {sha256} kept in the register was altered outside the program.", sha256=row.sha256)
        elif expected.all_files_known and row.sha256 not in expected.files:
            yield Text("The file with SHA-256 {sha256} kept in the register was added outside the program.", sha256=row.sha256)
    for sha256, name in expected.files.items():
        if sha256 not in kept:
            yield Text("The file {name} with SHA-256 {sha256} was deleted outside the program.", name=name, sha256=sha256)
