"""A table of things to decide about: several rows at once, a letter for each decision, and on to the next row after it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.widgets.record_table import RecordTable

R = TypeVar("R")


class DecidingTable(RecordTable[R]):
    """Its decisions are actions: their letter, the one marked with '&' in their words, works while the table has the focus."""

    def __init__(self, model: RowTableModel[R], name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._place = 0
        model.modelAboutToBeReset.connect(self._on_before_rows)
        model.modelReset.connect(self._on_rows)

    def add_decision(self, name: str, deed: Callable[[], None]) -> QAction:
        """One more decision, in the order in which buttons show them."""
        action = QAction(self)
        action.setObjectName(name)
        action.triggered.connect(deed)
        self.addAction(action)
        return action

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A decision's letter makes it, as a letter in a list of commands does."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = next((each for each in self.actions() if each.data() == event.text().upper()), None) if plain else None
        if action is None:
            super().keyPressEvent(event)
        elif action.isEnabled():
            action.trigger()

    def chosen(self) -> list[R]:
        """The rows selected, in the order shown."""
        return [self.rows.rows[index.row()] for index in sorted(self.selectionModel().selectedRows(), key=lambda each: each.row())]

    @Slot()
    def _on_before_rows(self) -> None:
        self._place = max(self.currentIndex().row(), 0)

    @Slot()
    def _on_rows(self) -> None:
        """What was decided is gone from the list: the next row takes its place under the cursor."""
        if self.current is None and self.rows.rows:
            self.select(self.rows.identity_at(min(self._place, len(self.rows.rows) - 1)))


def say_decision(action: QAction, words: str) -> None:
    """Says a decision, with the letter marked in it as its key."""
    action.setText(words)
    place = words.find("&")
    if place >= 0:
        letter = words[place + 1].upper()
        action.setData(letter)
        action.setToolTip(f"{words.replace('&', '')} ({letter})")
