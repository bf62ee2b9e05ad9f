"""How many vendors stood at each level, month by month: bars, the same as a table, and where the method was another."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import risk as jobs
from risk_register.desktop.jobs.risk import MonthRow
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.pages.risk_parts.base import RiskTab
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, push_button, subheading, tab_through, tool_button
from risk_register.desktop.widgets.distribution import Bar, Distribution, Part
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import count, on
from risk_register.errors import Cancelled
from risk_register.model.vocabulary.risk import RiskLevel
from risk_register.texts import Language, Text, listed, tr

if TYPE_CHECKING:
    from datetime import date


def _level(level: RiskLevel) -> Column[MonthRow]:
    return Column(Text("{level}", level=level), lambda row, language: count(row.levels[level.value], language),
                  lambda row: row.levels[level.value], right=True, width=6)


_COLUMNS: tuple[Column[MonthRow], ...] = (
    Column(Text("Day"), lambda row, language: on(row.day, language), lambda row: row.day, width=18),
    *(_level(level) for level in RiskLevel),
    Column(Text("All"), lambda row, language: count(row.vendors, language), lambda row: row.vendors, right=True, width=6),
    Column(Text("Method"), lambda row, _: row.method, lambda row: row.method, width=16, grows=True),
)


class OverTimeTab(RiskTab):
    """Of few vendors the year is worked out when the tab is looked at, a month at a time; of many when it is asked for."""

    title = Text("Over time")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._going_on = False
        self.months: dict[date, MonthRow] = {}
        self.missing: tuple[date, ...] = ()
        self._title = subheading()
        self.told = plain_label(wrap=True, name="over_time_told")
        self.start = push_button(self, name="over_time_start")
        self.as_table = tool_button(self, name="over_time_as_table")
        self.as_table.setCheckable(True)
        self._hint = QuietLabel(wrap=True)
        self.bars = Distribution("levels_over_time", self)
        self.model = RowTableModel(_COLUMNS, lambda row: row.day, desk.language)
        self.table: RecordTable[MonthRow] = RecordTable(self.model, "over_time_table", self)
        self._stack = QStackedWidget(self)
        self._build()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the bars take the keys themselves
        scroll.setWidget(self.bars)
        self._stack.addWidget(scroll)
        self._stack.addWidget(self.table)
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addStretch(1)
        line.addWidget(self.start)
        line.addWidget(self.as_table)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.4))
        column.addLayout(line)
        column.addWidget(self.told)
        column.addWidget(self._stack, 1)
        column.addWidget(self._hint)
        tab_through(self.start, self.as_table, self.bars, self.table)
        self.as_table.toggled.connect(lambda table: self._stack.setCurrentIndex(int(table)))
        self.start.clicked.connect(self.work_out)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Vendors at each level, month by month"))
        self.start.setText(tr(language, "&Look back over a year"))
        self.as_table.setText(tr(language, "As a &table"))
        self._hint.setText(tr(language, "Each month's end is judged as the register stood then, by the method in force then."))
        self.bars.setAccessibleName(self._title.text())
        self.table.setAccessibleName(tr(language, "Vendors at each level over time as a table"))
        self.model.set_language(language)
        self._tell()

    def show_sheet(self, sheet: jobs.RiskSheet) -> None:
        """Reads what is known of the months before, and goes on from there where there are few vendors."""
        super().show_sheet(sheet)
        self._tell()
        self.desk.gateway.ask(jobs.known_months, self._on_known)

    def _on_known(self, found: "tuple[tuple[MonthRow, ...], tuple[date, ...]]") -> None:
        self.months, self.missing = {each.day: each for each in found[0]}, found[1]
        self._tell()
        self._go_on()

    def showEvent(self, event: QShowEvent) -> None:
        """Goes on where it was left, with few vendors."""
        super().showEvent(event)
        self._go_on()

    def _go_on(self) -> None:
        if self.isVisible() and self.sheet is not None and len(self.sheet.rows) <= jobs.QUICK:
            self.work_out()

    def stop(self) -> None:
        """Stops the month in hand, and begins no other."""
        self._going_on = False
        super().stop()

    @Slot()
    def work_out(self) -> None:
        """Judges the newest month that is not known yet, and then the next one: other work may come in between."""
        self._going_on = True
        if self.work is not None or not self.missing:
            return
        day = self.missing[0]
        label = Text("All vendors as they stood on {day}", day=day)
        self.work = self.desk.gateway.ask_long(label, lambda register, work: jobs.month_end(register, day, work), self._on_month,
                                               self._on_failed)
        self._tell()

    def _on_month(self, month: MonthRow) -> None:
        self.work = None
        self.months[month.day] = month
        self.missing = tuple(day for day in self.missing if day != month.day)
        self._tell()
        if self._going_on:
            self.work_out()

    def _on_failed(self, error: Exception) -> None:
        self.work = None
        self._tell()
        if not isinstance(error, Cancelled):
            self.desk.gateway.runner.failed.emit(error)

    def _today(self) -> MonthRow | None:
        if self.sheet is None:
            return None
        rows = self.sheet.rows.values()
        return MonthRow(self.sheet.day, self.sheet.method, {
            level.value: sum(row.level == level.value for row in rows) for level in RiskLevel})

    def _tell(self) -> None:
        language, today = self.desk.language, self._today()
        shown = sorted({**self.months, **({today.day: today} if today is not None else {})}.values(), key=lambda each: each.day)
        self.bars.show_bars([_bar(each, language) for each in shown],
                            [Part(level.value, level.label(language), 0) for level in RiskLevel])
        self.model.set_rows(shown)
        self.start.setVisible(bool(self.missing) and self.work is None)
        self.told.setText("\n".join(self._sentences(shown)))

    def _sentences(self, shown: list[MonthRow]) -> list[str]:
        language = self.desk.language
        lines = [_moved(shown[0], shown[-1], language)] if len(shown) > 1 else []
        lines += [tr(language, "From {day} on by {method} instead of {before}: levels before and after are not the same measure.",
                     day=on(after.day, language), method=after.method, before=before.method)
                  for before, after in pairwise(shown) if before.method != after.method]
        if self.missing:
            lines.append(tr(language, "Months still to be worked out: {count}. With many vendors each takes some seconds.",
                            count=count(len(self.missing), language)))
        return lines


def _bar(month: MonthRow, language: Language) -> Bar:
    parts = tuple(Part(level.value, level.label(language), month.levels[level.value]) for level in RiskLevel)
    told = listed((f"{part.word} {count(part.vendors, language)}" for part in parts if part.vendors), language)
    words = tr(language, "{row}. Vendors: {count}", row=on(month.day, language), count=count(month.vendors, language))
    return Bar(on(month.day, language), parts, f"{words}. {told}" if told else words)


def _moved(first: MonthRow, last: MonthRow, language: Language) -> str:
    """From the first to the last day shown: how many vendors stood at high or critical, and how many were unassessed."""
    grave = [month.levels[RiskLevel.HIGH.value] + month.levels[RiskLevel.CRITICAL.value] for month in (first, last)]
    blank = [month.levels[RiskLevel.UNASSESSED.value] for month in (first, last)]
    return tr(language, "Since {day}: high or critical {before} then, {after} now; unassessed {blank} then, {open} now.",
              day=on(first.day, language), before=count(grave[0], language), after=count(grave[1], language),
              blank=count(blank[0], language), open=count(blank[1], language))
