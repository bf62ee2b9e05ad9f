"""What was changed of this vendor's own record, read from the journal when the tab is first seen."""

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import register as jobs
from risk_register.desktop.jobs.history import keyed
from risk_register.desktop.jobs.register import VendorSheet
from risk_register.desktop.models.history import HISTORY_COLUMNS
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.pages.vendor_tabs.base import VendorTab
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.operations.rows import HistoryRow
from risk_register.texts import Text, tr


class HistoryTab(VendorTab):
    """The journal of one vendor."""

    title = Text("History")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._vendor: int | None = None
        self._stale = False
        self.model: RowTableModel[Any] = RowTableModel(HISTORY_COLUMNS, lambda pair: pair[0], desk.language)
        self.table: RecordTable[Any] = RecordTable(self.model, "table_vendor_history", self)
        column = QVBoxLayout(self)
        gap = self.fontMetrics().height()
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(self.table)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        language = self.desk.language
        self.table.setAccessibleName(tr(language, "Changes of this vendor"))
        self.table.say_when_empty(tr(language, "Nothing of this vendor was changed yet."))
        self.model.set_language(language)

    def show_sheet(self, sheet: VendorSheet) -> None:
        """Remembers whose history is wanted; it is read when the tab is seen."""
        self._vendor, self._stale = sheet.facts.vendor.id, True
        if self.isVisible():
            self._read()

    def clear(self) -> None:
        """Shows nothing, until another vendor's records are there."""
        self._vendor = None
        self.model.set_rows(())

    def showEvent(self, event: QShowEvent) -> None:
        """Reads what changed while the tab was not seen."""
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        wanted = self._vendor
        if wanted is None or not self._stale:
            return
        self._stale = False
        self.desk.gateway.ask(lambda register: jobs.journal(register, record=wanted), self._on_rows)

    def _on_rows(self, rows: list[HistoryRow]) -> None:
        self.model.set_rows(keyed(rows))
