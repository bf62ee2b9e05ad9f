"""The full-text index: which fields of which nouns are found, and how a person's words become a query."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

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


def find(connection: Connection, words: str, limit: int = 50) -> list[tuple[int, str, int | None, str]]:
    """Records whose text holds all the words (or words beginning so), best first: id, noun, vendor, the text found."""
    query = " ".join(f'"{part}"*' for part in words.translate(ZERO_WIDTH).replace('"', " ").split())
    if not query:
        return []
    rows = connection.exec_driver_sql(
        "SELECT rowid, noun, vendor_id, words FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?", (query, limit),
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def is_indexed(noun: str) -> bool:
    """Whether records of that noun are found by their text."""
    return noun in _FIELDS
