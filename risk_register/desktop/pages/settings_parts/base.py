"""What the tabs of the Settings page have in common."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.forms.section import RecordSection
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


class SettingsTab(QWidget):
    """One tab. `title` is what stands on it."""

    title: Text

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sections: tuple[RecordSection, ...] = ()

    def join(self, window: "MainWindow") -> None:
        """Connects what the tab asks for to the window that can do it."""

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        for section in self.sections:
            section.retranslate()

    def redraw(self) -> None:
        """Draws the tab in the theme now in force."""

    def refresh(self) -> None:
        """Reads anew what the tab shows."""
        for section in self.sections:
            section.refresh()

    def show_record(self, noun: str, record_id: int) -> bool:
        """Stands on a record; False where this tab does not hold it."""
        for section in self.sections:
            if section.noun == noun and section.table.select(record_id):
                section.table.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False


class SectionsTab(SettingsTab):
    """A tab of tables, one below the other."""

    def __init__(self, desk: Desk, title: Text, nouns: tuple[tuple[str, ...], ...]) -> None:
        super().__init__(desk)
        self.title = title
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        made = []
        for row in nouns:
            line = QSplitter(Qt.Orientation.Horizontal)
            line.setChildrenCollapsible(False)
            for noun in row:
                section = RecordSection(desk, noun)
                line.addWidget(section)
                made.append(section)
            split.addWidget(line)
        self.sections = tuple(made)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(split, 1)
