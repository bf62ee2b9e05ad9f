"""A part of a page that gives way to a low window as far as it can, and is scrolled only beyond that."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class LowScroll(QScrollArea):
    """Holds a widget at its least height or at the room there is, whichever is more.

    An ordinary scroll area gives words that wrap, and with them all else in the widget, the height they wish for.
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the content into the new room."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fits the content anew where what is in it has changed."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        if (content := self.widget()) is not None:
            content.resize(self.viewport().size().expandedTo(content.minimumSizeHint()))
