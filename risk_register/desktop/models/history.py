"""The columns of the journal: who changed what, when and why. Rows come with their moments in the organisation's time zone."""

from dataclasses import dataclass
from datetime import datetime

from risk_register.desktop.models.table import Column
from risk_register.desktop.words import capitalised, count, one_line, short_day
from risk_register.operations.history_words import after_words, before_words, field_words, record_words
from risk_register.operations.rows import HistoryRow
from risk_register.texts import Language, Text, tr


def _record(row: HistoryRow, language: Language) -> str:
    return capitalised(record_words(row, language))


def _field(row: HistoryRow, language: Language) -> str:
    return capitalised(field_words(row, language))


def _before(row: HistoryRow, language: Language) -> str:
    return one_line(before_words(row, language, row.at.tzinfo))


def _after(row: HistoryRow, language: Language) -> str:
    return one_line(after_words(row, language, row.at.tzinfo))


def _when(at: datetime, language: Language) -> str:
    return f"{short_day(at.date(), language)} {at:%H:%M}"


LineKey = tuple[int, int]
"""The number of a change, and of a line in it: what makes a line the same after the journal was read anew."""
HISTORY_COLUMNS: tuple[Column[tuple[LineKey, HistoryRow]], ...] = (
    Column(Text("Change"), lambda pair, _: str(pair[1].change), lambda pair: pair[1].change, right=True, width=4),
    Column(Text("When"), lambda pair, language: _when(pair[1].at, language), lambda pair: pair[1].at, width=14),
    Column(Text("Who"), lambda pair, _: pair[1].actor, lambda pair: pair[1].actor, width=12),
    Column(Text("Why"), lambda pair, language: pair[1].reason.render(language), lambda pair: pair[1].change, width=20, grows=True),
    Column(Text("What"), lambda pair, language: _record(pair[1], language), lambda pair: pair[1].name, width=24),
    Column(Text("Field"), lambda pair, language: _field(pair[1], language), lambda pair: pair[1].field, width=16),
    Column(Text("Before"), lambda pair, language: _before(pair[1], language), lambda pair: pair[1].before, width=14),
    Column(Text("After"), lambda pair, language: _after(pair[1], language), lambda pair: pair[1].after, width=19),
)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change as a whole: what of, and how many fields it touched."""

    row: HistoryRow
    """Its first line."""
    records: int
    lines: int


def _what(line: ChangeLine, language: Language) -> str:
    first = _record(line.row, language)
    return first if line.records == 1 else tr(language, "{record} and {count} more", record=first, count=line.records - 1)


CHANGE_COLUMNS: tuple[Column[ChangeLine], ...] = (
    Column(Text("Change"), lambda line, _: str(line.row.change), lambda line: line.row.change, right=True, width=4),
    Column(Text("When"), lambda line, language: _when(line.row.at, language), lambda line: line.row.at, width=14),
    Column(Text("Who"), lambda line, _: line.row.actor, lambda line: line.row.actor, width=16),
    Column(Text("Why"), lambda line, language: line.row.reason.render(language), lambda line: line.row.change, width=40,
           grows=True),
    Column(Text("What"), _what, lambda line: line.row.name, width=40),
    Column(Text("Lines"), lambda line, language: count(line.lines, language), lambda line: line.lines, right=True, width=6),
)


def history_search(row: HistoryRow, language: Language) -> str:
    """All that a person may look for in a line of the journal: what its cells say."""
    return " ".join((str(row.change), row.actor, row.reason.render(language), _record(row, language), _field(row, language),
                     _before(row, language), _after(row, language)))
