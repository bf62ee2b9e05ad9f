"""What stands beside a vendor's score: how it moved, and which of its records do not agree."""

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import risk as jobs
from risk_register.desktop.jobs.risk import ContradictionRow
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietLabel, subheading, tool_button
from risk_register.desktop.widgets.finding_deeds import RECORD, Contradiction, KeyedDeeds, open_finding
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.widgets.trend import Mark, Point, Trend
from risk_register.desktop.words import on, score, term
from risk_register.model.vocabulary.risk import RiskLevel
from risk_register.risk.result import FactRef
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.tasks import Work
    from risk_register.operations.score_trend import TrendPoint
    from risk_register.store import Register

_CONTRADICTIONS: tuple[Column[ContradictionRow], ...] = (
    Column(Text("Contradictions among its records"), lambda row, language: row.words.render(language), lambda row: row.number,
           width=30, grows=True),
)
_MOST = 3
"""How many contradictions are in view before they scroll, and how many moves of the score are told, the newest."""
_NONE, _NOTICED = Decimal(0), Decimal(1)
"""Points of residual risk from which on a move is told, where the level stays."""


def _is_told(before: "TrendPoint", after: "TrendPoint") -> bool:
    """Whether a step is large enough for words; all are in the line."""
    return before.level != after.level or abs((after.residual or _NONE) - (before.residual or _NONE)) >= _NOTICED


class ContradictionKey(KeyedDeeds):
    """F on a contradiction: a finding about it."""

    deeds = ((RECORD, "F", Text("Finding…")),)

    def __init__(self, desk: Desk, panel: "ContradictionsPanel") -> None:
        self._panel = panel
        super().__init__(desk, panel.table)

    def can(self, name: str) -> bool:  # noqa: ARG002  # there is one
        """Whether a contradiction is in hand."""
        return self._panel.seen() is not None

    def do(self, name: str) -> None:  # noqa: ARG002
        """Opens the form of a finding about it."""
        seen = self._panel.seen()
        if seen is not None:
            open_finding(self.desk, self.table, seen)


class ContradictionsPanel(QWidget):
    """The list; it is hidden where all records agree. Enter goes to the record that does not."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._vendor: int | None = None
        self._title = subheading()
        self.model = RowTableModel(_CONTRADICTIONS, lambda row: row.number, desk.language)
        self.table: RecordTable[ContradictionRow] = RecordTable(self.model, "vendor_contradictions", self, wrap=True)
        self.table.horizontalHeader().setVisible(False)
        self.deeds = ContradictionKey(desk, self)
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addStretch(1)
        line.addWidget(self.deeds.buttons(self))
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap // 2, gap, 0)
        column.setSpacing(gap // 2)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        self.setVisible(False)

    def retranslate(self) -> None:
        """Says the list in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Contradictions among its records"))
        self.table.setAccessibleName(tr(language, "Contradictions among its records"))
        self.model.set_language(language)

    def clear(self) -> None:
        """Shows nothing, until another vendor's are there."""
        self._vendor = None
        self.model.set_rows(())
        self.setVisible(False)

    def read(self, vendor_id: int) -> None:
        """Looks for contradictions of a vendor."""
        self._vendor = vendor_id
        self.desk.gateway.ask(lambda register: jobs.contradictions(register, vendor_id),
                              lambda rows: self._on_rows(vendor_id, rows))

    def _on_rows(self, vendor_id: int, rows: tuple[ContradictionRow, ...]) -> None:
        if vendor_id != self._vendor:
            return
        self.model.set_rows(rows)
        row_height = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(round(row_height * (min(len(rows), _MOST) + 0.2)))
        self.table.setMaximumHeight(row_height * (2 * len(rows) + 1))
        self.setVisible(bool(rows))
        if rows and self.table.current is None:
            self.table.select(rows[0].number)

    def row(self) -> ContradictionRow | None:
        """The contradiction in hand."""
        current = self.table.current
        return next((row for row in self.model.rows if row.number == current), None)

    def seen(self) -> Contradiction | None:
        """The contradiction in hand as findings know it."""
        row = self.row()
        return Contradiction(self._vendor, row.rule, row.words) if row is not None and self._vendor is not None else None

    def record(self) -> FactRef | None:
        """The record of the contradiction in hand that somebody wants to see."""
        row = self.row()
        return FactRef(row.noun, row.record_id) if row is not None else None


class ScoreTrend(QWidget):
    """The score over time: what was noted of late at once, a whole year when it is asked for."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.work: Work | None = None
        self._vendor: int | None = None
        self._points: tuple[TrendPoint, ...] = ()
        self._title = subheading()
        self.year = tool_button(self, name="trend_year")
        self.line = Trend("score_trend", self)
        self._why = QuietLabel(wrap=True)
        self._why.setObjectName("trend_why")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.year)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.fontMetrics().height() // 3)
        column.addLayout(head)
        column.addWidget(self.line)
        column.addWidget(self._why)
        self.year.clicked.connect(self.read_year)

    def retranslate(self) -> None:
        """Says the trend in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Over time"))
        self.year.setText(tr(language, "A whole &year"))
        self.year.setToolTip(tr(language, "Judges the vendor as the register stood at the end of each month, which takes a while"))
        self._tell()

    def clear(self) -> None:
        """Shows nothing, until another vendor's trend is there."""
        self._vendor, self._points = None, ()
        self._stop()
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops looking back once it is left, since other pages would wait for it; not where the window is put away."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._stop()

    def _stop(self) -> None:
        if self.work is not None:
            self.work.cancel()

    def read(self, vendor_id: int) -> None:
        """Reads what was noted of a vendor's score."""
        self._vendor = vendor_id
        self.desk.gateway.ask(lambda register: jobs.noted_trend(register, vendor_id),
                              lambda points: self._on_points(vendor_id, points))

    @Slot()
    def read_year(self) -> None:
        """Judges the vendor as it stood at the end of each month of a year, with its progress in the status bar."""
        vendor = self._vendor
        if vendor is None or self.work is not None:
            return

        def ask(register: "Register", work: "Work") -> "tuple[TrendPoint, ...]":
            return jobs.monthly_trend(register, vendor, work)

        def show(points: "tuple[TrendPoint, ...]") -> None:
            self._end()
            self._on_points(vendor, points)

        self.work = self.desk.gateway.ask_long(Text("Looking back over a year"), ask, show, self._on_failed)
        self.year.setEnabled(False)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.desk.gateway.runner.failed.emit(error)

    def _end(self) -> None:
        self.work = None
        self.year.setEnabled(True)

    def _on_points(self, vendor_id: int, points: "tuple[TrendPoint, ...]") -> None:
        if vendor_id == self._vendor:
            self._points = points
            self._tell()

    def _tell(self) -> None:
        language = self.desk.language
        shown = []
        for point in self._points:
            known = point.residual is not None
            parts = (score(point.residual, language) if known else "", term(RiskLevel, point.level, language))
            figure = " ".join(filter(None, parts))
            shown.append(Point(point.day, on(point.day, language), point.residual, Mark.KEPT if known else Mark.OPEN,
                               tr(language, "{day}: {figure}", day=on(point.day, language), figure=figure)))
        self.line.say(tr(language, "Residual risk over time"),
                      tr(language, "Left and right go from day to day"), tr(language, "Nothing is noted yet."),
                      {Mark.OPEN: term(RiskLevel, RiskLevel.UNASSESSED, language)})
        self.line.show_points(shown, None, "")
        self.line.setVisible(len(shown) > 1)
        moves = [tr(language, "{day}: {why}", day=on(after.day, language), why=after.why.render(language))
                 for before, after in pairwise(self._points) if after.why is not None and _is_told(before, after)]
        if len(self._points) < 2:
            self._why.setText(tr(language, "No change of the score is noted of late."))
        else:
            self._why.setText("\n".join(f"\N{BULLET} {each}" for each in moves[:-_MOST - 1:-1]))
        self._why.setVisible(bool(self._why.text()))
