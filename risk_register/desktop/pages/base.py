"""What every page has in common: it is said anew in another language, and read anew when facts changed, once it is seen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from risk_register.desktop.desk import Desk

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


class Page(QWidget):
    """One page of the window. Subclasses build their widgets once, then `retranslate` and `refresh` as often as needed."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName(name)
        self._stale = True
        self._to_be_said = False
        desk.language_changed.connect(self._on_language_changed)
        desk.theme_changed.connect(self._on_theme_changed)
        desk.gateway.opened.connect(self._on_facts_changed)
        desk.gateway.changed.connect(self._on_facts_changed)

    def join(self, window: "MainWindow") -> None:
        """Connects what the page asks for to the window that can do it."""
        opened = getattr(self, "vendor_opened", None)
        if opened is not None:
            opened.connect(window.open_vendor)

    def retranslate(self) -> None:
        """Says everything on the page in the language now in force."""

    def redraw(self) -> None:
        """Draws the page's icons in the theme now in force."""

    def refresh(self) -> None:
        """Reads anew what the page shows."""

    def showEvent(self, event: QShowEvent) -> None:
        """Says and reads anew what changed while the page was not seen."""
        super().showEvent(event)
        if self._to_be_said:
            self._on_language_changed()
        self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._stale and self.desk.gateway.standing is not None:
            self._stale = False
            self.refresh()

    @Slot()
    def _on_language_changed(self) -> None:
        self._to_be_said = not self.isVisible()
        if not self._to_be_said:  # all pages at once would hold the window up
            self.retranslate()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.redraw()

    @Slot(object)
    def _on_facts_changed(self, _standing: object) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh_if_stale()
