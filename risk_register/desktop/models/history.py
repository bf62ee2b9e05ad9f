"""The columns of the journal: who changed what, when and why."""

import re
from datetime import date, datetime

from risk_register.desktop.models.table import Column
from risk_register.desktop.words import DASH, capitalised, moment, short_day
from risk_register.model.labels import field_label, noun_label, value_label
from risk_register.model.nouns import BY_TABLE
from risk_register.operations.rows import HistoryRow
from risk_register.texts import Language, Text, tr

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00")


def _record(row: HistoryRow, language: Language) -> str:
    noun = capitalised(noun_label(row.noun, language))
    return tr(language, "{noun}: {name}", noun=noun, name=row.name) if row.name else noun


def _field(row: HistoryRow, language: Language) -> str:
    return DASH if row.field is None else capitalised(field_label(row.field, language))


def _value(row: HistoryRow, value: str | None, language: Language) -> str:
    noun = BY_TABLE.get(row.noun)
    if value is None or value == "":
        return DASH
    if row.field is None:
        return tr(language, "{count} records", count=int(value)) if value.isdecimal() else value
    if row.field.endswith("_at") and _MOMENT.fullmatch(value):
        return moment(datetime.fromisoformat(value), language)
    if row.field.endswith(("_on", "_from", "_to", "_until")) and _DAY.fullmatch(value):
        return short_day(date.fromisoformat(value), language)
    return " ".join((value if noun is None else value_label(noun, row.field, value, language)).split())


def _why(row: HistoryRow, language: Language) -> str:
    return row.reason.render(language)


HISTORY_COLUMNS: tuple[Column[tuple[int, HistoryRow]], ...] = (
    Column(Text("Change"), lambda pair, _: str(pair[1].change), lambda pair: pair[1].change, right=True, width=4),
    Column(Text("When"), lambda pair, language: moment(pair[1].at, language), lambda pair: pair[1].at, width=14),
    Column(Text("Who"), lambda pair, _: pair[1].actor, lambda pair: pair[1].actor, width=12),
    Column(Text("Why"), lambda pair, language: _why(pair[1], language), lambda pair: pair[1].change, width=28, grows=True),
    Column(Text("What"), lambda pair, language: _record(pair[1], language), lambda pair: pair[1].name, width=26),
    Column(Text("Field"), lambda pair, language: _field(pair[1], language), lambda pair: pair[1].field, width=15),
    Column(Text("Before"), lambda pair, language: _value(pair[1], pair[1].before, language), lambda pair: pair[1].before, width=15),
    Column(Text("After"), lambda pair, language: _value(pair[1], pair[1].after, language), lambda pair: pair[1].after, width=20),
)


def history_search(row: HistoryRow, language: Language) -> str:
    """All that a person may look for in a line of the journal."""
    return " ".join((str(row.change), row.actor, _why(row, language), _record(row, language), _field(row, language),
                     row.before or "", row.after or ""))

