"""The columns of the journal: who changed what, when and why."""

from risk_register.desktop.models.table import Column
from risk_register.desktop.words import capitalised, moment
from risk_register.operations.history_words import after_words, before_words, field_words, record_words
from risk_register.operations.rows import HistoryRow
from risk_register.texts import Language, Text


def _record(row: HistoryRow, language: Language) -> str:
    return capitalised(record_words(row, language))


def _field(row: HistoryRow, language: Language) -> str:
    return capitalised(field_words(row, language))


def _before(row: HistoryRow, language: Language) -> str:
    return " ".join(before_words(row, language).split())


def _after(row: HistoryRow, language: Language) -> str:
    return " ".join(after_words(row, language).split())


HISTORY_COLUMNS: tuple[Column[tuple[int, HistoryRow]], ...] = (
    Column(Text("Change"), lambda pair, _: str(pair[1].change), lambda pair: pair[1].change, right=True, width=4),
    Column(Text("When"), lambda pair, language: moment(pair[1].at, language), lambda pair: pair[1].at, width=14),
    Column(Text("Who"), lambda pair, _: pair[1].actor, lambda pair: pair[1].actor, width=12),
    Column(Text("Why"), lambda pair, language: pair[1].reason.render(language), lambda pair: pair[1].change, width=20, grows=True),
    Column(Text("What"), lambda pair, language: _record(pair[1], language), lambda pair: pair[1].name, width=24),
    Column(Text("Field"), lambda pair, language: _field(pair[1], language), lambda pair: pair[1].field, width=16),
    Column(Text("Before"), lambda pair, language: _before(pair[1], language), lambda pair: pair[1].before, width=14),
    Column(Text("After"), lambda pair, language: _after(pair[1], language), lambda pair: pair[1].after, width=19),
)


def history_search(row: HistoryRow, language: Language) -> str:
    """All that a person may look for in a line of the journal: what its cells say."""
    return " ".join((str(row.change), row.actor, row.reason.render(language), _record(row, language), _field(row, language),
                     _before(row, language), _after(row, language)))
