"""The field that narrows a list while one types."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from risk_register.desktop.icons import icon

_THE_WINDOWS = frozenset(range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)) - {Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X}


class FilterField(QLineEdit):
    """A line with a magnifier and a button that empties it; Escape empties it too; Down goes on to the list."""

    left_downwards = Signal()
    """The person goes on to the list below, by Down or Enter."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)  # a file dropped here is meant for the window, not its name for the filter
        self._sign: QAction | None = None

    def grow_between(self, least: int, most: int) -> None:
        """As wide as the page allows, between so many average letters."""
        letter = self.fontMetrics().averageCharWidth()
        self.setMinimumWidth(letter * least)
        self.setMaximumWidth(letter * most)

    def say(self, words: str) -> None:
        """What the field is for, to eyes while it is empty and to ears always."""
        self.setPlaceholderText(words)
        self.setAccessibleName(words)

    def redraw(self) -> None:
        """Draws the magnifier in the theme now in force."""
        picture = icon("search", self.palette())
        if self._sign is None:
            self._sign = self.addAction(picture, QLineEdit.ActionPosition.LeadingPosition)
        else:
            self._sign.setIcon(picture)

    def event(self, event: QEvent) -> bool:
        """Leaves Ctrl with a letter to the window: what is typed is no change, and on X11 Qt would edit by Ctrl+E and K.

        The clipboard's keys and Ctrl+A stay the field's.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and (
                event.matches(QKeySequence.StandardKey.Redo)
                or (event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _THE_WINDOWS)):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
            return
        super().keyPressEvent(event)
