"""The scores that changed of late: from what to what, and why."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import subheading
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import DASH, score, short_day, signed, term
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary.risk import RiskLevel
from risk_register.operations.score_changes import ScoreChange
from risk_register.texts import Language, Text, tr

_MOST_ROWS = 5
"""Rows that are seen at first; more are scrolled to."""


def _figure(residual: Decimal | None, level: str, language: Language) -> str:
    return f"{score(residual, language)} {term(RiskLevel, level, language)}" if residual is not None else term(
        RiskLevel, level, language)


def _step(change: ScoreChange) -> Decimal | None:
    return None if change.before is None or change.after is None else change.after - change.before


def _step_words(change: ScoreChange, language: Language) -> str:
    step = _step(change)
    return DASH if step is None else signed(step, language)


def _why_words(change: ScoreChange, language: Language) -> str:
    return "\n".join(text.render(language) for text in change.why)


_COLUMNS: tuple[Column[ScoreChange], ...] = (
    Column(Text("Vendor"), lambda row, _: row.vendor, lambda row: natural_key(row.vendor), width=22),
    Column(Text("Before"), lambda row, language: _figure(row.before, row.before_level, language), lambda row: row.before, width=13),
    Column(Text("Now"), lambda row, language: _figure(row.after, row.after_level, language), lambda row: row.after, width=13),
    Column(Text("Difference"), _step_words, _step, right=True, width=7),
    Column(Text("Since"), lambda row, language: short_day(row.since, language), lambda row: row.since, width=9),
    Column(Text("Why"), _why_words, lambda row: len(row.why), width=24, grows=True),
)


class ScoreChanges(QWidget):
    """The changes, the largest first. A row leads to its vendor."""

    vendor_opened = Signal(object)
    """The id of the vendor whose page is wanted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._title = subheading()
        self.model: RowTableModel[ScoreChange] = RowTableModel(_COLUMNS, lambda row: row.vendor_id, desk.language)
        self.table: RecordTable[ScoreChange] = RecordTable(self.model, "table_score_changes", self, wrap=True)
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap // 2, gap, gap)
        column.setSpacing(gap // 2)
        column.addWidget(self._title)
        column.addWidget(self.table, 1)
        self.table.record_opened.connect(self.vendor_opened)
        self.retranslate()

    def retranslate(self) -> None:
        """Says everything in the language now in force."""
        language = self.desk.language
        words = tr(language, "Scores that changed in the last 30 days, and why")
        self._title.setText(words)
        self.table.setAccessibleName(words)
        self.model.set_language(language)

    def show_changes(self, changes: list[ScoreChange]) -> None:
        """Shows these."""
        self.model.set_rows(changes)

    def wanted_height(self) -> int:
        """Room for the heading and the first rows."""
        line = self.table.verticalHeader().defaultSectionSize()
        seen = sum(self.table.rowHeight(row) for row in range(min(len(self.model.rows), _MOST_ROWS)))
        return round(self.fontMetrics().height() * 4.2) + line + seen
