"""The full-text index: which fields of which nouns are found, and how a person's words become a query."""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from risk_register.model.names import ZERO_WIDTH
from risk_register.model.vocabulary import Verdict

_FIELDS: dict[str, tuple[str, ...]] = {
    "vendor": ("legal_name", "reference", "description", "website"),
    "vendor_name": ("name",),
    "identifier": ("value",),
    "contact": ("name", "email"),
    "service": ("name", "description"),
    "function": ("reference", "name"),
    "contract": ("reference", "title"),
    "data_flow": ("name", "purpose"),
    "evidence": ("title", "issuer"),
    "finding": ("reference", "title", "description"),
    "incident": ("reference", "title"),
    "answer": ("words", "notes"),
}
_WORTH_FINDING = {int(Verdict.TEXT), int(Verdict.UNANSWERED)}
_LEAST = 3
"""Letters from which on the beginning of a word is looked for, and not only the whole word."""
_STEPS = 2000
"""Steps of SQLite's machine between two looks at the clock: well under a millisecond."""
T = TypeVar("T")


def index_rows(connection: Connection, noun: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Make the records findable. A bare 'Yes' is not worth a place in the index; an answer with words of its own is."""
    if noun not in _FIELDS:
        return
    fields = _FIELDS[noun]
    found = []
    for row in rows:
        if noun == "answer" and not row.get("notes") and row.get("verdict") not in _WORTH_FINDING:
            continue
        words = "\n".join(str(row[name]) for name in fields if row.get(name))
        if words:
            found.append((row["id"], noun, row["id"] if noun == "vendor" else row.get("vendor_id"), words.translate(ZERO_WIDTH)))
    if found:
        connection.exec_driver_sql("INSERT INTO search (rowid, noun, vendor_id, words) VALUES (?, ?, ?, ?)", found)


def forget(connection: Connection, ids: Iterable[int]) -> None:
    """Take records out of the index."""
    gone = [(record,) for record in ids]
    if gone:
        connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", gone)


def find(connection: Connection, words: str, limit: int = 50, *, answers: bool | None = None,
         seconds: float = 0.04) -> list[tuple[int, str, int | None, str]]:
    """Records whose text holds all the words, or words beginning so: id, noun, vendor, the text found, in no order.

    Among millions of answers, putting all that fits in order takes seconds, and so does finding all that begins with two
    letters: words that short are found whole, and the caller orders what it gets. `answers` asks for answers only, or for all
    but them; `seconds` is when the latter, which has to step over every answer that fits too, stops looking.
    """
    # No half of a character, which a paste may bring, and no end of a text in its middle.
    typed = words.encode("utf-8", "ignore").decode().translate(ZERO_WIDTH)
    parts = typed.replace('"', " ").replace("\0", " ").split()
    query = " ".join(f'"{part}"{"*" if len(part) >= _LEAST else ""}' for part in parts)
    if not query:
        return []
    kind = "" if answers is None else "AND noun = 'answer'" if answers else "AND noun <> 'answer'"
    with _until(connection, time.monotonic() + seconds):
        rows = connection.exec_driver_sql(
            f"SELECT rowid, noun, vendor_id, words FROM search WHERE search MATCH ? {kind} LIMIT ?", (query, limit))  # noqa: S608
        return list(_as_far_as_it_goes((row[0], row[1], row[2], row[3]) for row in rows))


@contextmanager
def _until(connection: Connection, end: float) -> Iterator[None]:
    """Stops a statement that is still looking at that time."""
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)


def _as_far_as_it_goes(rows: Iterator[T]) -> Iterator[T]:
    try:
        yield from rows
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorname", "") != "SQLITE_INTERRUPT":
            raise


def is_indexed(noun: str) -> bool:
    """Whether records of that noun are found by their text."""
    return noun in _FIELDS
