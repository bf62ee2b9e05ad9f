"""How the vendors are spread over tiers and levels: bars above, the same figures as a table below."""

from PySide6.QtWidgets import QVBoxLayout

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs.risk import RiskSheet
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.pages.risk_parts.base import RiskTab
from risk_register.desktop.pages.risk_parts.heat import cross_rows, tier_bands
from risk_register.desktop.risk_columns import CrossRow, cross_columns
from risk_register.desktop.widgets.basics import plain_label, subheading, tab_through
from risk_register.desktop.widgets.distribution import Bar, Distribution, Part
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import count, score
from risk_register.model.vocabulary.risk import RiskLevel
from risk_register.texts import Language, Text, listed, tr

_ALL_LINES = 7.8
"""How many lines the table is high: each tier, its heading, and air."""


class SpreadTab(RiskTab):
    """A bar for each tier and one for all, each divided by level."""

    title = Text("Distribution")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._title = subheading()
        self._median = plain_label(wrap=True, name="spread_median")
        self.bars = Distribution("risk_distribution", self)
        self._table_title = subheading()
        self.cross = RowTableModel(cross_columns(Text("Tier")), lambda row: row.row, desk.language)
        self.table: RecordTable[CrossRow] = RecordTable(self.cross, "distribution_table", self)
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(row * 3)
        self.table.setMaximumHeight(round(row * _ALL_LINES))
        for widget in (self._title, self.bars, self._median, self._table_title):
            column.addWidget(widget)
        column.addWidget(self.table, 100)  # what is left goes to it first, and to the air below only then
        column.addStretch(1)
        tab_through(self.bars, self.table)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Vendors by tier and level of residual risk"))
        self._table_title.setText(tr(language, "The same in figures"))
        self.bars.setAccessibleName(tr(language, "Vendors by tier and level of residual risk"))
        self.table.setAccessibleName(tr(language, "Vendors by tier and level as a table"))
        self.cross.set_language(language)
        if self.sheet is not None:
            self.show_sheet(self.sheet)

    def show_sheet(self, sheet: RiskSheet) -> None:
        """Shows the spread."""
        super().show_sheet(sheet)
        language = self.desk.language
        rows = cross_rows(tier_bands(language), sheet.by_tier)
        everything = CrossRow(tr(language, "All"), tuple(map(sum, zip(*(row.counts for row in rows), strict=True))), len(rows))
        self.bars.show_bars([_bar(row, language) for row in (*rows, everything)],
                            [Part(level.value, level.label(language), 0) for level in RiskLevel])
        self.cross.set_rows([*rows, everything])
        self._median.setText(_middle(sheet, language))


def _bar(row: CrossRow, language: Language) -> Bar:
    parts = tuple(Part(level.value, level.label(language), amount) for level, amount in zip(RiskLevel, row.counts, strict=True))
    told = listed((f"{part.word} {count(part.vendors, language)}" for part in parts if part.vendors), language)
    words = tr(language, "{row}. Vendors: {count}", row=row.word, count=count(sum(row.counts), language))
    return Bar(row.word, parts, f"{words}. {told}" if told else words)


def _middle(sheet: RiskSheet, language: Language) -> str:
    figures = sorted(row.residual for row in sheet.rows.values() if row.residual is not None)
    blank = len(sheet.rows) - len(figures)
    if not figures:
        return tr(language, "No vendor is assessed yet: of each, too little is known.")
    half = len(figures) // 2
    median = figures[half] if len(figures) % 2 else (figures[half - 1] + figures[half]) / 2
    return tr(language, "Half of the vendors that are assessed have a residual risk of {median} or more. Not assessed, and never "
                        "counted as low: {blank}.", median=score(median, language), blank=count(blank, language))
