"""A line of the journal as a person reads it: what a record and its fields are called, values by label, references by name."""

from datetime import datetime, tzinfo

from risk_register.model.labels import NOTHING, field_label, noun_label, value_label
from risk_register.model.nouns import BY_TABLE
from risk_register.operations.rows import HistoryRow
from risk_register.store.codec import typed_row
from risk_register.texts import Language, Text, tr

_KEPT_AS_JSON = {("questionnaire", "summary"), ("answer", "extra")}


def record_words(row: HistoryRow, language: Language) -> str:
    """What the line is about: 'vendor Alder'."""
    if row.noun == "file_blob":  # no noun of the model, so no label of its own
        return tr(language, "kept file")
    return f"{noun_label(row.noun, language)} {row.name}".strip()


def field_words(row: HistoryRow, language: Language) -> str:
    """Which field changed; nothing for a batch of records."""
    return field_label(row.field, language) if row.field else ""


def before_words(row: HistoryRow, language: Language, zone: tzinfo | None = None) -> str:
    """What stood there before, its moments in that zone; '—' for nothing."""
    return _words(row, row.before, row.before_name, language, zone)


def after_words(row: HistoryRow, language: Language, zone: tzinfo | None = None) -> str:
    """What stands there since, its moments in that zone; '—' for nothing."""
    return _words(row, row.after, row.after_name, language, zone)


def _words(row: HistoryRow, value: str | None, name: str | Text | None, language: Language, zone: tzinfo | None) -> str:
    if name:
        return name.render(language) if isinstance(name, Text) else name
    if value is None or value == "":
        return NOTHING
    if row.field is None:
        return tr(language, "1 record") if value == "1" else tr(language, "{count} records", count=int(value))
    if row.field == "noun":
        return noun_label(value, language)
    return _field_words(row.noun, row.field, value, language, zone)


def _field_words(table: str, field: str, value: str, language: Language, zone: tzinfo | None) -> str:
    noun = BY_TABLE.get(table)
    if (table, field) in _KEPT_AS_JSON and value.startswith("{"):
        return tr(language, "particulars kept by the import")
    if noun is None or field not in noun.table.columns:
        return value
    kind = noun.table.columns[field].type.python_type
    stored: str | int = int(value) if kind in (int, bool) and value.lstrip("-").isdecimal() else value
    typed = typed_row(noun.table, {field: stored})[field]
    if isinstance(typed, datetime) and zone is not None:
        typed = typed.astimezone(zone)
    return value_label(noun, field, typed, language)
