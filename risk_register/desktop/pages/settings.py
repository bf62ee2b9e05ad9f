"""Who the organisation is, how the window is liked, by which method scores are made, and where the copies are."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from risk_register.desktop.actions import Actions
from risk_register.desktop.desk import Desk
from risk_register.desktop.pages.base import Page
from risk_register.desktop.pages.settings_parts.base import SectionsTab, SettingsTab
from risk_register.desktop.pages.settings_parts.copies import CopiesTab
from risk_register.desktop.pages.settings_parts.headings import HeadingsTab
from risk_register.desktop.pages.settings_parts.method import MethodTab
from risk_register.desktop.pages.settings_parts.organisation import OrganisationTab
from risk_register.desktop.pages.settings_parts.signing import SigningTab
from risk_register.desktop.pages.settings_parts.window_tab import WindowTab
from risk_register.desktop.widgets.basics import heading, tab_through
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


class SettingsPage(Page):
    """Facts of the register first, then what belongs to this computer."""

    def __init__(self, desk: Desk, _actions: Actions) -> None:
        super().__init__(desk, "settings_page")
        self._title = heading()
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("settings_tabs")
        self.tabs.setDocumentMode(True)
        self.window_tab = WindowTab(desk)
        self.copies = CopiesTab(desk)
        self.parts: tuple[SettingsTab, ...] = (
            OrganisationTab(desk), SectionsTab(desk, Text("People"), (("person",),)),
            SectionsTab(desk, Text("Functions and processing"), (("function",), ("processing_activity",))), MethodTab(desk),
            SigningTab(desk), self.window_tab, self.copies, HeadingsTab(desk),
        )
        for part in self.parts:
            self.tabs.addTab(part, "")
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gap, 0, 0)
        self._title.setContentsMargins(gap, 0, gap, 0)
        column.addWidget(self._title)
        column.addWidget(self.tabs, 1)
        tab_through(self.tabs, self.tabs.tabBar())
        self.tabs.currentChanged.connect(self._on_tab)
        self.retranslate()

    def join(self, window: "MainWindow") -> None:
        """Connects the tabs to the window."""
        super().join(window)
        for part in self.parts:
            part.join(window)

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Settings"))
        self.tabs.setAccessibleName(tr(language, "Settings"))
        for number, part in enumerate(self.parts):
            self.tabs.setTabText(number, part.title.render(language).replace("&", "&&"))
            part.retranslate()

    def redraw(self) -> None:
        """Draws the tabs in the theme now in force."""
        for part in self.parts:
            part.redraw()

    def refresh(self) -> None:
        """Reads anew what the tabs show."""
        for part in self.parts:
            part.refresh()

    def show_record(self, noun: str, record_id: int) -> None:
        """Stands on a person, a function, an entity."""
        for number, part in enumerate(self.parts):
            if part.show_record(noun, record_id):
                self.tabs.setCurrentIndex(number)
                return

    def _on_tab(self, _number: int) -> None:
        self.window_tab.refresh()
