"""What painted figures that keys go through have in common: one figure in hand, said in words, and the keyboard on them seen."""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Painted(QWidget):
    """A picture that the keyboard can stand on, and that is painted anew when it comes and goes."""

    def __init__(self, name: str, parent: QWidget | None = None, *,
                 height: QSizePolicy.Policy = QSizePolicy.Policy.Expanding) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, height)

    @property
    def words(self) -> str:
        """What is in hand, in words; '' while nothing is shown."""
        raise NotImplementedError

    def _speak(self) -> None:
        self.setAccessibleDescription(self.words)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows where keys begin."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hides it."""
        super().focusOutEvent(event)
        self.update()


class Stepped(Painted):
    """Figures in a row, one of them in hand; the arrows along the row go one on, Home and End to its ends."""

    steps: ClassVar[Mapping[Qt.Key, int]] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
    _current = 0
    """The place of the figure in hand; it means nothing while there is none."""

    @property
    def count(self) -> int:
        """How many figures there are to go through."""
        raise NotImplementedError

    def take(self, place: int) -> None:
        """Takes the figure at a place in hand, or the one nearest to it."""
        self._current = min(max(place, 0), self.count - 1)
        self._speak()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes from figure to figure."""
        key = Qt.Key(event.key())
        if not self.count:
            super().keyPressEvent(event)
        elif key in self.steps:
            self.take(self._current + self.steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.take(0 if key == Qt.Key.Key_Home else self.count - 1)
        else:
            super().keyPressEvent(event)
