"""The one door: every write to a register goes through a `ChangeDoor`, which journals it in the same transaction."""

import hashlib
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from risk_register.errors import RegisterError
from risk_register.model.base import Record
from risk_register.model.labels import NounLabel
from risk_register.model.nouns import BY_RECORD, NOUNS, Noun
from risk_register.model.validation import DraftError, validated, validated_changes, validated_many
from risk_register.store import search
from risk_register.store.codec import Stored, column_names, stored_row, typed_row
from risk_register.store.guard import writing
from risk_register.store.ids import IdAllocator
from risk_register.store.journal import BATCH_ROWS, JournalWriter
from risk_register.store.schema import file_blob, journal_entry


class ChangeDoor:
    """What may be done inside one change. Each verb validates first, writes, journals, and keeps the search index."""

    def __init__(self, connection: Connection, allocator: IdAllocator, journal: JournalWriter) -> None:
        self._connection = connection
        self._allocator = allocator
        self.journal = journal

    def add(self, record: type[Record], /, *, id: int | None = None, **values: Any) -> int:  # noqa: A002
        """Add one record; returns its id. An id is given only by imports that bring a register's own records back."""
        noun = BY_RECORD[record]
        row = stored_row(validated(noun, values))
        record_id = self._ids(1)[0] if id is None else id
        self.insert_stored(noun, {"id": record_id, **row})
        return record_id

    def add_many(self, record: type[Record], rows: Iterable[Mapping[str, Any]], /, *, first: int | None = None) -> list[int]:
        """Add many records of one noun, journalled in batches; returns their ids in the order given.

        Imports that bring a register's own records back say the `first` of ids that follow each other.
        """
        noun = BY_RECORD[record]
        ids: list[int] = []
        offered = iter(rows)
        while piece := list(islice(offered, BATCH_ROWS)):
            taken = self._ids(len(piece)) if first is None else range(first + len(ids), first + len(ids) + len(piece))
            ids.extend(self._add_batch(noun, piece, taken, len(ids)))
        return ids

    def _add_batch(self, noun: Noun, rows: list[Mapping[str, Any]], ids: range, before: int) -> range:
        drafts = _validated(noun, rows, before)
        for record_id, draft in zip(ids, drafts, strict=True):
            draft["id"] = record_id
        columns = column_names(noun.table)
        plain = [stored_row(draft) for draft in drafts]
        with writing(self._connection):
            self._connection.execute(noun.table.insert(), drafts)
            self.journal.batches(noun.name, columns, [[row[name] for name in columns] for row in plain])
            search.index_rows(self._connection, noun.name, plain)
        return ids

    def update(self, record: type[Record], record_id: int, /, **values: Any) -> bool:
        """Change the given fields of one record; False where nothing is different. Append-only nouns are refused."""
        noun = BY_RECORD[record]
        if noun.append_only:
            raise TypeError(f"{noun.name} is append-only: add a record that corrects the first")
        current = self.current(noun, record_id)
        wanted = stored_row(validated_changes(noun, typed_row(noun.table, current), values))
        differences = {name: [current[name], value] for name, value in wanted.items() if current[name] != value}
        if differences:
            self.update_stored(noun, record_id, differences)
        return bool(differences)

    def delete(self, record: type[Record], record_id: int, /) -> None:
        """Delete one record. Refused, in words, while others refer to it; append-only nouns are refused always."""
        noun = BY_RECORD[record]
        if noun.append_only:
            raise TypeError(f"{noun.name} is append-only: what brought the record in can be undone, the record not deleted")
        current = self.current(noun, record_id)
        self.refuse_if_referred_to(noun, record_id)
        self.delete_stored(noun, current)

    def keep_file(self, content: bytes, name: str) -> str:
        """Keep a file in the register under its fingerprint; returns the SHA-256. The same bytes are kept once."""
        sha256 = hashlib.sha256(content).hexdigest()
        known = self._connection.execute(select(file_blob.c.sha256).where(file_blob.c.sha256 == sha256)).first()
        if not known:
            with writing(self._connection):
                self._connection.execute(file_blob.insert(), {"sha256": sha256, "size": len(content), "content": content})
            self.journal.entry("file", "file_blob", None, {"sha256": sha256, "size": len(content), "name": name})
        return sha256

    def _ids(self, count: int) -> range:
        """New ids, which no record of this register has or ever had: the journal knows, batches by their first."""
        return self._allocator.take_free(count, lambda ids: self._connection.execute(
            select(journal_entry.c.seq).where(journal_entry.c.record.between(ids[0], ids[-1])).limit(1)).first() is not None)

    @property
    def connection(self) -> Connection:
        """For reading inside the change, what it has written so far included. A statement that writes is refused there."""
        return self._connection

    def current(self, noun: Noun, record_id: int) -> dict[str, Stored]:
        """A record as it is stored now. Raises `RegisterError` where it is gone."""
        row = self._connection.execute(select(noun.table).where(noun.table.c.id == record_id)).mappings().first()
        if row is None:
            raise RegisterError("This {noun} is no longer in the register; it may have been deleted meanwhile. Refresh the page.",
                                noun=NounLabel(noun.name))
        return stored_row(dict(row))

    def insert_stored(self, noun: Noun, row: Mapping[str, Stored]) -> None:
        """Insert one record given as it is stored."""
        with writing(self._connection):
            self._connection.execute(noun.table.insert(), typed_row(noun.table, row))
            self.journal.entry("insert", noun.name, _id(row), {name: value for name, value in row.items() if value is not None})
            search.index_rows(self._connection, noun.name, [row])

    def update_stored(self, noun: Noun, record_id: int, differences: Mapping[str, list[Stored]]) -> None:
        """Set fields given as pairs of before and after."""
        after = {name: pair[1] for name, pair in differences.items()}
        with writing(self._connection):
            self._connection.execute(noun.table.update().where(noun.table.c.id == record_id), typed_row(noun.table, after))
            self.journal.entry("update", noun.name, record_id, dict(differences))
            if search.is_indexed(noun.name):
                search.forget(self._connection, [record_id])
                search.index_rows(self._connection, noun.name, [self.current(noun, record_id)])

    def delete_stored(self, noun: Noun, current: Mapping[str, Stored]) -> None:
        """Delete one record, keeping all it held in the journal."""
        record_id = _id(current)
        with writing(self._connection):
            self._connection.execute(noun.table.delete().where(noun.table.c.id == record_id))
            held = {name: value for name, value in current.items() if value is not None}
            self.journal.entry("delete", noun.name, record_id, held)
            search.forget(self._connection, [record_id])

    def refuse_if_referred_to(self, noun: Noun, record_id: int) -> None:
        """Raises `RegisterError`, naming what stands in the way, while another record refers to this one."""
        for other, column in references_to(noun):
            referring = select(other.table.c.id).where(other.table.c[column] == record_id)
            if column == POLYMORPHIC:
                referring = referring.where(other.table.c.noun == noun.name)
            if other is noun:
                referring = referring.where(other.table.c.id != record_id)
            if self._connection.execute(referring.limit(1)).first():
                raise RegisterError("This {noun} cannot be deleted while something else refers to it ({other}). Remove that first.",
                                    noun=NounLabel(noun.name), other=NounLabel(other.name))


POLYMORPHIC = "record_id"
"""The column by which evidence is linked to a record of any noun; the column `noun` beside it says of which."""


def references_to(noun: Noun) -> list[tuple[Noun, str]]:
    """Which nouns refer to a noun's records, and by which column."""
    return [
        (other, column.name) for other in NOUNS for column in other.table.columns
        if column.name == POLYMORPHIC or any(key.column.table is noun.table for key in column.foreign_keys)
    ]


def _validated(noun: Noun, rows: list[Mapping[str, Any]], before: int) -> list[dict[str, Any]]:
    """The rows of one batch, validated; a refusal counts rows from the first of all batches."""
    try:
        return validated_many(noun, rows)
    except DraftError as error:
        raise DraftError(noun, error.problems, row=error.text.values["row"] + before) from None


def _id(row: Mapping[str, Stored]) -> int:
    value = row["id"]
    assert isinstance(value, int)
    return value
