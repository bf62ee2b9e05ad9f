"""Practising a breach: whose would hurt most, and what it would hit. Nothing is recorded."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import drill as jobs
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietLabel, subheading
from risk_register.desktop.widgets.facts import FactGrid
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.errors import RegisterError
from risk_register.model.people import people_words
from risk_register.texts import Text, number, tr

if TYPE_CHECKING:
    from risk_register.operations.exposure import Drilled

_COLUMNS: "tuple[Column[Drilled], ...]" = (
    Column(Text("If breached"), lambda row, _: row.name, lambda row: row.name.casefold(), width=20, grows=True),
    Column(Text("Critical functions"), lambda row, language: number(row.critical_functions, language),
           lambda row: row.critical_functions, right=True, width=12),
    Column(Text("People"), lambda row, language: people_words(row.people_low, row.people_high, language),
           lambda row: row.people_high, right=True, width=17),
    Column(Text("Categories"), lambda row, language: number(len(row.categories), language), lambda row: len(row.categories),
           right=True, width=11),
)


class DrillDialog(QDialog):
    """All vendors and subcontractors, worst first; beside them what a breach at the chosen one would hit."""

    vendor_opened = Signal(object)
    """The id of the vendor whose page is wanted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drill")
        self.desk = desk
        language, gap = desk.language, self.fontMetrics().height()
        self.setWindowTitle(tr(language, "Practise a breach"))
        self._said = QuietLabel(tr(language, "Reading what each would hit…"), self, wrap=True)
        self.table: RecordTable[Drilled] = RecordTable(RowTableModel(_COLUMNS, lambda row: row.vendor_id, language), "table_drill",
                                                       self)
        self.table.setAccessibleName(tr(language, "Whose breach would hurt most"))
        self.table.say_when_empty(tr(language, "No vendor is recorded yet."))
        self.name = subheading()
        self.name.setWordWrap(True)
        self.facts = FactGrid("drill_facts")
        inside = QWidget()
        told = QVBoxLayout(inside)
        told.addWidget(self.name)
        told.addWidget(self.facts)
        told.addStretch(1)
        beside = QScrollArea(self)
        beside.setObjectName("drill_told")
        beside.setAccessibleName(tr(language, "What it would hit"))
        beside.setWidgetResizable(True)
        beside.setFrameShape(QFrame.Shape.NoFrame)
        beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        beside.setWidget(inside)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(beside)
        split.setSizes([gap * 34, gap * 22])
        self.open_vendor = QPushButton(tr(language, "&Open the vendor"), self)
        self.open_vendor.setObjectName("drill_open")
        self.open_vendor.setEnabled(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(self.open_vendor, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.6))
        column.addWidget(self._said)
        column.addWidget(split, 1)
        column.addWidget(buttons)
        self.resize(gap * 56, gap * 36)
        self.table.record_selected.connect(self._on_selected)
        self.table.record_opened.connect(self._on_open)
        self.open_vendor.clicked.connect(lambda: self._on_open(self.table.current))
        desk.gateway.ask_long(
            Text("Practising a breach at each vendor"), lambda register, _work: jobs.ranking(register), self.show_ranking,
            self._on_refused, can_cancel=False)
        self._closed = False
        self.finished.connect(self._on_finished)
        self.table.setFocus()

    def show_ranking(self, rows: "list[Drilled]") -> None:
        """Shows all of them, the worst chosen."""
        if self._closed:
            return
        self._said.setText(tr(self.desk.language, "If it were breached tomorrow: those that would hurt most come first, by "
                                                  "critical or important functions, special categories of data, people and "
                                                  "categories. Nothing is recorded."))
        self.table.rows.set_rows(rows)
        if rows:
            self.table.select(rows[0].vendor_id)

    @Slot()
    def _on_finished(self) -> None:
        """An answer that is still to come finds nobody."""
        self._closed = True
        self.deleteLater()

    def _on_refused(self, error: Exception) -> None:
        if self._closed:
            return
        if not isinstance(error, RegisterError):
            raise error
        self._said.setText(error.render(self.desk.language))

    @Slot(object)
    def _on_selected(self, _vendor_id: object) -> None:
        row = self.table.row_in_hand
        self.open_vendor.setEnabled(row is not None)
        if row is None:
            return
        language, wanted = self.desk.language, row.vendor_id

        def show(values: list[tuple[str, str]]) -> None:
            if not self._closed and self.table.current == wanted:
                self.name.setText(row.name)
                self.facts.show_values(values)

        self.desk.gateway.ask(lambda register: jobs.told(register, wanted, language), show, self._on_refused)

    @Slot(object)
    def _on_open(self, vendor_id: object) -> None:
        if isinstance(vendor_id, int):
            self.accept()
            self.vendor_opened.emit(vendor_id)
