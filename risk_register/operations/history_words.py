"""A line of the journal as a person reads it: what a record and its fields are called, values by label, references by name."""

from risk_register.model.labels import NOTHING, field_label, noun_label, value_label
from risk_register.model.nouns import BY_TABLE
from risk_register.operations.rows import HistoryRow
from risk_register.store.codec import typed_row
from risk_register.texts import Language, tr


def record_words(row: HistoryRow, language: Language) -> str:
    """What the line is about: 'vendor Alder'."""
    if row.noun == "file_blob":  # no noun of the model, so no label of its own
        return tr(language, "kept file")
    return f"{noun_label(row.noun, language)} {row.name}".strip()


def field_words(row: HistoryRow, language: Language) -> str:
    """Which field changed; nothing for a batch of records."""
    return field_label(row.field, language) if row.field else ""


def before_words(row: HistoryRow, language: Language) -> str:
    """What stood there before; '—' for nothing."""
    return row.before_name or _words(row, row.before, language)


def after_words(row: HistoryRow, language: Language) -> str:
    """What stands there since; '—' for nothing."""
    return row.after_name or _words(row, row.after, language)


def _words(row: HistoryRow, value: str | None, language: Language) -> str:
    if value is None or value == "":
        return NOTHING
    if row.field is None:
        return tr(language, "1 record") if value == "1" else tr(language, "{count} records", count=int(value))
    noun = BY_TABLE.get(row.noun)
    if noun is None or row.field not in noun.table.columns:
        return value
    kind = noun.table.columns[row.field].type.python_type
    stored: str | int = int(value) if kind in (int, bool) and value.lstrip("-").isdecimal() else value
    return value_label(noun, row.field, typed_row(noun.table, {row.field: stored})[row.field], language)
