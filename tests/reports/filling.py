"""A register whose every free text says what it is: the noun, the field and the record, or anything a test wants there."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from risk_register.model.nouns import BY_TABLE, NOUNS, Noun, references
from risk_register.operations.demonstration import make_demonstration

DAY = date(2025, 11, 20)
_NO_PROSE = frozenset({
    "lei", "country", "currency", "region", "time_zone", "file_sha256", "issued_sha256", "language", "rule", "noun",
    "judgement", "contradiction", "listing", "authorities",
})
"""Texts with a shape of their own, which the program reads and a person does not write freely."""
_NO_PROSE_OF = {("decision", "value"), ("override", "value")}
_NOUNS_WITHOUT_PROSE = frozenset({"setting", "rule_text", "question_mapping", "heading_mapping"})

Words = Callable[[str, str, int], str | None]
"""What a field is to say, by noun, field and record; None leaves it as it is."""


def free_texts() -> Iterator[tuple[Noun, tuple[str, ...]]]:
    """Each noun with the fields in which a person may write anything."""
    for noun in NOUNS:
        if noun.name in _NOUNS_WITHOUT_PROSE:
            continue
        fields = tuple(
            name for name, field in noun.draft.model_fields.items()
            if field.annotation in (str, str | None) and name not in _NO_PROSE and (noun.name, name) not in _NO_PROSE_OF
        )
        if fields:
            yield noun, fields


def filled(path: Path, words: Words) -> Path:
    """The demonstration register with its texts replaced behind the program's back, so that no validation stands in the way."""
    make_demonstration(path, on=DAY)
    with sqlite3.connect(path) as connection:
        _complete(connection)
        for noun, fields in free_texts():
            keys = [key for (key,) in connection.execute(f"SELECT id FROM {noun.name}")]
            for key in keys:
                said = {field: text for field in fields if (text := words(noun.name, field, key)) is not None}
                if said:
                    columns = ", ".join(f"{field} = ?" for field in said)
                    connection.execute(f"UPDATE {noun.name} SET {columns} WHERE id = ?", (*said.values(), key))
    connection.close()
    return path


def _complete(connection: sqlite3.Connection) -> None:
    """Records of the nouns that the demonstration has none of."""
    at = "2025-11-03T09:00:00.000000+00:00"
    vendors = [key for (key,) in connection.execute("SELECT id FROM vendor")]
    answers = [key for (key,) in connection.execute("SELECT min(id) FROM answer GROUP BY questionnaire_id")]
    for number, key in enumerate(answers):
        connection.execute("INSERT INTO answer_review (id, answer_id, verdict, note, reviewer, reviewed_at) "
                           "VALUES (?, ?, 'insufficient', '-', '-', ?)", (7_000_000 + number, key, at))
    for number, key in enumerate(vendors):
        connection.execute("INSERT INTO custom_field (id, vendor_id, name, value) VALUES (?, ?, '-', '-')",
                           (7_100_000 + number, key))
        connection.execute("INSERT INTO vendor_confirmation (id, vendor_id, confirmed_by, confirmed_on) "
                           "VALUES (?, ?, '-', '2025-11-03')", (7_200_000 + number, key))
        connection.execute("INSERT INTO subcontractor_list (id, provider_id, received_on, decision, listing) "
                           "VALUES (?, ?, '2025-11-03', 'none', '[]')", (7_300_000 + number, key))


def owners(path: Path) -> Mapping[tuple[str, int], frozenset[int]]:
    """The vendors whose each record is; empty for what belongs to none of them alone, as a function of ours."""
    found: dict[tuple[str, int], frozenset[int]] = {}
    with sqlite3.connect(path) as connection:
        connection.row_factory = sqlite3.Row
        for noun in NOUNS:
            for row in connection.execute(f"SELECT * FROM {noun.name}"):
                found[noun.name, row["id"]] = _owners(noun, row, found)
        for row in connection.execute("SELECT incident_id, vendor_id FROM incident_vendor"):
            key = ("incident", row["incident_id"])
            found[key] = found[key] | {row["vendor_id"]}
    connection.close()
    return found


def _owners(noun: Noun, row: sqlite3.Row, known: Mapping[tuple[str, int], frozenset[int]]) -> frozenset[int]:
    if noun.name == "vendor":
        return frozenset({row["id"]})
    direct = {row[field] for field in ("vendor_id", "provider_id", "from_vendor_id", "to_vendor_id", "announced_by_id")
              if field in row.keys() and row[field] is not None}  # noqa: SIM118 - a row of sqlite is no mapping
    if direct:
        return frozenset(direct)
    for field, table in references(noun).items():
        if row[field] is not None and table in BY_TABLE and known.get((table, row[field])):
            return known[table, row[field]]
    return frozenset()
