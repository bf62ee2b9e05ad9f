"""What the vendor's answers say to the controls of a standard, read when the tab is first seen."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs.register import VendorSheet
from risk_register.desktop.pages.vendor_tabs.base import VendorTab
from risk_register.desktop.widgets.standards import StandardsView
from risk_register.texts import Text


class StandardsTab(VendorTab):
    """Answers of different forms side by side, by standard and control."""

    title = Text("Standards and controls")
    short = Text("Standards")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._vendor: int | None = None
        self._stale = False
        self.view = StandardsView(desk, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        self.view.retranslate()

    def redraw(self) -> None:
        """Draws the filter's magnifier in the theme now in force."""
        self.view.filter.redraw()

    def show_sheet(self, sheet: VendorSheet) -> None:
        """Remembers whose answers are wanted; they are read when the tab is seen."""
        self._vendor, self._stale = sheet.facts.vendor.id, True
        if self.isVisible():
            self._read()

    def clear(self) -> None:
        """Shows nothing, until another vendor's answers are there."""
        self._vendor, self._stale = None, False
        self.view.show_vendor(None)

    def showEvent(self, event: QShowEvent) -> None:
        """Reads what came in while the tab was not seen."""
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        if self._vendor is not None and self._stale:
            self._stale = False
            self.view.show_vendor(self._vendor)
