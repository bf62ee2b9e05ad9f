"""The heat map with the vendors of the cell in hand beside it; the same as a table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from risk_register.desktop.delegates.level import LevelDelegate
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs.risk import Cells, RiskRow, RiskSheet
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.pages.risk_parts.base import RiskTab
from risk_register.desktop.risk_columns import RESIDUAL, VENDORS, CrossRow, cross_columns, level_figures
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, subheading, tab_through, tool_button
from risk_register.desktop.widgets.heat_map import Band, HeatMap, Words
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import count
from risk_register.model.vocabulary.risk import RiskLevel, Tier
from risk_register.texts import Language, Text, tr


def level_bands(language: Language) -> list[Band]:
    """The levels, the lowest first and unassessed last."""
    return [Band(level.value, level.label(language)) for level in RiskLevel]


def inherent_bands(language: Language) -> list[Band]:
    """The levels from the top of a map down: the highest first, unassessed last."""
    known = [level for level in RiskLevel if level is not RiskLevel.UNASSESSED]
    return [Band(level.value, level.label(language)) for level in (*reversed(known), RiskLevel.UNASSESSED)]


def tier_bands(language: Language) -> list[Band]:
    """The tiers, the most closely watched first."""
    return [Band(tier.value, tier.label(language)) for tier in Tier]


def cross_rows(bands: list[Band], cells: Cells) -> list[CrossRow]:
    """A map's counts as lines of a table."""
    return [CrossRow(band.word, tuple(len(cells.get((band.value, level.value), ())) for level in RiskLevel), number)
            for number, band in enumerate(bands)]


class HeatTab(RiskTab):
    """Rows by inherent risk or by tier, columns by residual risk."""

    title = Text("Heat map")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.map = HeatMap("heat_map", self)
        self.cross = RowTableModel(cross_columns(Text("Rows of the map")), lambda row: row.row, desk.language)
        self.cross_table: RecordTable[CrossRow] = RecordTable(self.cross, "heat_table", self)
        self.vendors = RowTableModel(VENDORS, lambda row: row.id, desk.language)
        self.vendor_table: RecordTable[RiskRow] = RecordTable(self.vendors, "heat_vendors", self)
        self.vendor_table.paint_column(RESIDUAL, LevelDelegate(
            lambda row: level_figures(row, desk.language), lambda: [level.label(desk.language) for level in RiskLevel],
            self.vendor_table))
        self.vendor_table.sort_by(RESIDUAL, Qt.SortOrder.DescendingOrder)
        self.by_inherent, self.by_tier = QRadioButton(self), QRadioButton(self)
        self.by_inherent.setObjectName("heat_by_inherent")
        self.by_tier.setObjectName("heat_by_tier")
        self.by_tier.setChecked(True)
        self._chosen = False
        self.as_table = tool_button(self, name="heat_as_table")
        self.as_table.setCheckable(True)
        self._rows_by = plain_label()
        self._note = QuietLabel(wrap=True)
        self._cell = subheading()
        self._cell.setWordWrap(True)
        self._build()
        self._connect()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        group = QButtonGroup(self)
        line = QHBoxLayout()
        line.addWidget(self._rows_by)
        for button in (self.by_inherent, self.by_tier):
            group.addButton(button)
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.as_table)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.map)
        self._stack.addWidget(self.cross_table)
        left, right = QWidget(self), QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, gap // 2, 0)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
        column.addWidget(self._note)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(gap // 2, 0, 0, 0)
        beside.addWidget(self._cell)
        beside.addWidget(self.vendor_table, 1)
        split = QSplitter(self)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([1000, 950])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(gap, gap, gap, gap)
        outer.addWidget(split)
        tab_through(self.by_inherent, self.by_tier, self.as_table, self.map, self.cross_table, self.vendor_table)

    def _connect(self) -> None:
        self.by_inherent.clicked.connect(self._on_rows_chosen)
        self.by_tier.clicked.connect(self._on_rows_chosen)
        self.as_table.toggled.connect(lambda table: self._stack.setCurrentIndex(int(table)))
        self.map.cell_shown.connect(lambda _row, _column: self._show_vendors())
        self.map.cell_entered.connect(self._enter)
        self.cross_table.record_selected.connect(lambda _row: self._show_vendors())
        self.cross_table.record_opened.connect(lambda _row: self._enter())
        self.as_table.toggled.connect(lambda _table: self._show_vendors())
        self.vendor_table.record_opened.connect(self.vendor_opened)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        language = self.desk.language
        self._rows_by.setText(tr(language, "Rows by"))
        self.by_inherent.setText(tr(language, "inhe&rent risk"))
        self.by_tier.setText(tr(language, "&tier"))
        self.as_table.setText(tr(language, "As a table"))
        self.map.setAccessibleName(tr(language, "Heat map of the vendors; arrow keys go from cell to cell, Enter to its vendors"))
        self.cross_table.setAccessibleName(tr(language, "Heat map as a table"))
        self.vendor_table.setAccessibleName(tr(language, "Vendors of the cell"))
        self.vendor_table.say_when_empty(tr(language, "No vendor stands in this cell."))
        self.cross.set_language(language)
        self.vendors.set_language(language)
        self._show()

    def show_sheet(self, sheet: RiskSheet) -> None:
        """Shows how the vendors stand; by inherent risk, where that is known and nobody chose otherwise."""
        super().show_sheet(sheet)
        known = sheet.by_inherent is not None
        self.by_inherent.setEnabled(known)
        if not self._chosen or not known:
            (self.by_inherent if known else self.by_tier).setChecked(True)
        self._show()

    def _cells(self) -> Cells:
        if self.sheet is None:
            return {}
        return self.sheet.by_inherent or {} if self.by_inherent.isChecked() else self.sheet.by_tier

    def _bands(self) -> list[Band]:
        return (inherent_bands if self.by_inherent.isChecked() else tier_bands)(self.desk.language)

    def _show(self) -> None:
        language, cells = self.desk.language, self._cells()
        rows = tr(language, "Inherent risk") if self.by_inherent.isChecked() else tr(language, "Tier")
        cell = (tr(language, "Inherent risk {row}, residual risk {column}. Vendors: {count}", row="{row}", column="{column}",
                   count="{count}") if self.by_inherent.isChecked() else
                tr(language, "Tier {row}, residual risk {column}. Vendors: {count}", row="{row}", column="{column}",
                   count="{count}"))
        self.map.show_cells(self._bands(), level_bands(language), {place: len(ids) for place, ids in cells.items()},
                            Words(rows, tr(language, "Residual risk"), cell))
        self.cross.set_rows(cross_rows(self._bands(), cells))
        waiting = self.sheet is not None and self.sheet.by_inherent is None
        self._note.setVisible(waiting)
        self._note.setText(tr(language, "Rows by inherent risk are there once 'Work it out' was chosen above.") if waiting else "")
        self._show_vendors()

    def _show_vendors(self) -> None:
        """The vendors of the cell stood on, or of the whole row where the map is shown as a table."""
        language, cells = self.desk.language, self._cells()
        if self.as_table.isChecked():
            row = self.cross_table.current
            bands = self._bands()
            band = bands[row] if isinstance(row, int) and row < len(bands) else None
            ids = [each for level in RiskLevel for each in cells.get((band.value, level.value), ())] if band else []
            told = band.word if band else ""
        else:
            place = self.map.current
            ids = list(cells.get(place, ())) if place is not None else []
            told = self.map.accessibleDescription()
        known = self.sheet.rows if self.sheet is not None else {}
        self.vendors.set_rows([known[each] for each in ids])
        self._cell.setText(told if not self.as_table.isChecked() or not told else
                           tr(language, "{row}. Vendors: {count}", row=told, count=count(len(ids), language)))

    def _on_rows_chosen(self) -> None:
        self._chosen = True
        self._show()

    def _enter(self) -> None:
        if self.vendors.rows:
            if self.vendor_table.current is None:
                self.vendor_table.select(self.vendors.identity_at(0))
            self.vendor_table.setFocus(Qt.FocusReason.OtherFocusReason)
