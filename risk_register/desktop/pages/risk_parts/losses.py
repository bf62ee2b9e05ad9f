"""Losses in money: thousands of years played through where somebody asks for it, as a sentence, a curve and tables."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import risk as jobs
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.pages.risk_parts.base import RiskTab
from risk_register.desktop.risk_columns import EXCEEDED, LOSERS, Exceeded, count_of
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, sized, subheading, tab_through
from risk_register.desktop.widgets.loss_curve import LossCurve
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import amount, count
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.tasks import Work
    from risk_register.operations.quantification import Quantification, VendorLosses
    from risk_register.store import Register

_TWENTY = 20
_MOST_YEARS = 100
"""The rarest year marked on the curve: beyond it too few played years remain to say much."""


class LossesTab(RiskTab):
    """Nothing is played until it is asked for, since the ranges are estimates that somebody has to stand for."""

    title = Text("Losses")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Quantification | None = None
        self._file: Path | None = None
        self._played_at: int | None = None
        self.told = plain_label(wrap=True, name="losses_told")
        self.play, self.own = QPushButton(self), QPushButton(self)
        self.play.setObjectName("play_years")
        self.own.setObjectName("own_ranges")
        self.sentence = sized(plain_label(wrap=True, name="losses_sentence"), 1.2, bold=True)
        self._average = QuietLabel(wrap=True)
        self.curve = LossCurve("loss_curve", self)
        self.years = RowTableModel(EXCEEDED, lambda row: row.years, desk.language)
        self.year_table: RecordTable[Exceeded] = RecordTable(self.years, "losses_exceeded", self)
        self.vendors = RowTableModel(LOSERS, lambda row: row.vendor_id, desk.language)
        self.vendor_table: RecordTable[VendorLosses] = RecordTable(self.vendors, "losses_vendors", self)
        self._vendors_title = subheading()
        self._result = QWidget(self)
        self._stack = QStackedWidget(self)
        self._build()
        self.play.clicked.connect(lambda: self._play(self._file))
        self.own.clicked.connect(self._on_own)
        self.vendor_table.record_opened.connect(self.vendor_opened)

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        buttons = QHBoxLayout()
        buttons.addWidget(self.play)
        buttons.addWidget(self.own)
        buttons.addStretch(1)
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.setChildrenCollapsible(False)
        upper.addWidget(self.curve)
        upper.addWidget(self.year_table)
        self.year_table.setMinimumWidth(self.fontMetrics().averageCharWidth() * 33)
        upper.setSizes([1000, 300])
        below = QWidget()
        within = QVBoxLayout(below)
        within.setContentsMargins(0, gap // 2, 0, 0)
        within.addWidget(self._vendors_title)
        within.addWidget(self.vendor_table, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(below)
        split.setSizes([1000, 620])
        result = QVBoxLayout(self._result)
        result.setContentsMargins(0, 0, 0, 0)
        result.addWidget(self.sentence)
        result.addWidget(self._average)
        result.addWidget(split, 1)
        self._stack.addWidget(QWidget(self))
        self._stack.addWidget(self._result)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(self.told)
        column.addLayout(buttons)
        column.addWidget(self._stack, 1)
        tab_through(self.play, self.own, self.curve, self.year_table, self.vendor_table)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        language = self.desk.language
        self.play.setText(tr(language, "&Play years through"))
        self.own.setText(tr(language, "By &ranges of your own…"))
        self._vendors_title.setText(tr(language, "Vendors by what they cost on average"))
        self.curve.setAccessibleName(tr(language, "How often more than an amount is lost in a year"))
        self.year_table.setAccessibleName(tr(language, "Losses of bad years"))
        self.vendor_table.setAccessibleName(tr(language, "Vendors by what they cost on average"))
        for model in (self.years, self.vendors):
            model.set_language(language)
        self._tell()

    def show_sheet(self, sheet: jobs.RiskSheet) -> None:
        """Notes whether what was played still holds."""
        super().show_sheet(sheet)
        self._tell()

    def _on_own(self) -> None:
        language = self.desk.language
        ask_for_file(self.desk, self, tr(language, "Ranges of your own"), self._play,
                     filters=("TOML (*.toml)",), name="ranges_dialog")

    def _play(self, file: Path | None) -> None:
        def ask(register: "Register", work: "Work") -> "Quantification":
            return jobs.losses(register, file, work)

        def show(found: "Quantification") -> None:
            self._end()
            self._file, self.found = file, found
            self._played_at = self.sheet.changes if self.sheet is not None else None
            self._tell()

        if self.work is None:
            self.work = self.desk.gateway.ask_long(Text("Playing years of losses through"), ask, show, self._on_failed)
            self._allow()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.desk.gateway.runner.failed.emit(error)

    def _end(self) -> None:
        self.work = None
        self._allow()

    def _allow(self) -> None:
        for button in (self.play, self.own):
            button.setEnabled(self.work is None)

    def _tell(self) -> None:
        language, found = self.desk.language, self.found
        ranges = tr(language, "by the ranges in '{file}'", file=self._file.name) if self._file else tr(
            language, "by ranges that are starting values, to be replaced by your own")
        words = tr(language, "What a bad year may cost, {ranges}: how often something happens by level, what it costs by tier and "
                             "by people concerned. An incident at a subcontractor hits all vendors behind which it stands.",
                   ranges=ranges)
        if found is not None and self.sheet is not None and self._played_at != self.sheet.changes:
            words += "\n" + tr(language, "The register has changed since these years were played.")
        self.told.setText(words)
        self._stack.setCurrentIndex(0 if found is None else 1)
        for widget in (self.curve, self.year_table):
            widget.setVisible(found is not None and bool(found.total.worst))
        if found is not None:
            self._show(found)

    def _show(self, found: "Quantification") -> None:
        language, total, currency = self.desk.language, found.total, found.currency
        self.sentence.setText(tr(language, "In one year in twenty, more than {amount} is lost.",
                                 amount=amount(total.p95, currency, language)) if total.p95 else
                              tr(language, "In nineteen years of twenty, nothing is lost."))
        self._average.setText(tr(language, "On average a year costs {mean} (give or take {error}). {years} years were played with "
                                           "{events} events of loss; the same seed gives the same figures.",
                                 mean=amount(total.mean, currency, language), error=amount(total.error, currency, language),
                                 years=count(found.years, language), events=count(found.events, language)))
        marks = [(value, Decimal(100) / years, tr(language, "One year in {years}: more than {amount}", years=count(years, language),
                                                  amount=amount(value, currency, language)))
                 for years, value in total.exceeded if value and years <= _MOST_YEARS]
        twenty = next((place for place, (years, _) in enumerate(
            entry for entry in total.exceeded if entry[1] and entry[0] <= _MOST_YEARS) if years == _TWENTY), 0)
        self.curve.say(tr(language, "Lost in a year, {currency}", currency=currency),
                       tr(language, "Percent of the years in which more is lost"), lambda value: count_of(value, language))
        line = {*total.curve, *((value, Decimal(100) / years) for years, value in total.exceeded)}
        self.curve.show_curve(sorted(line, key=lambda point: (point[0], -point[1])), marks, twenty)
        self.years.set_rows([Exceeded(years, value, currency) for years, value in total.exceeded])
        self.vendors.set_rows(found.vendors)
