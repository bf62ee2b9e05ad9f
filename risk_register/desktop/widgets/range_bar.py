"""Where a figure lies between 0 and 100, and what the unknowns could make of it."""

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from risk_register.desktop.theme import accent


class RangeBar(QWidget):
    """A line from 0 to 100 with the possible range on it and a mark at the figure. Its words stand beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low = self._high = 0.0
        self._figure: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_range(self, low: Decimal, high: Decimal, figure: Decimal | None, words: str) -> None:
        """Shows a range and its figure; `words` says the same to who cannot see it."""
        self._low, self._high = float(low), float(high)
        self._figure = None if figure is None else float(figure)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a line of text."""
        height = self.fontMetrics().height()
        return QSize(height * 8, height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints line, range and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect()).adjusted(4, 0, -4, 0)
        thick = area.height() * 0.3
        line = QRectF(area.left(), area.center().y() - thick / 2, area.width(), thick)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(line, thick / 2, thick / 2)
        colour = accent(self.palette())
        colour.setAlphaF(0.45)
        painter.setBrush(colour)
        left = area.left() + area.width() * self._low / 100
        width = area.width() * (self._high - self._low) / 100
        painter.drawRoundedRect(QRectF(left, line.top(), width, thick), thick / 2, thick / 2)
        if self._figure is not None:
            painter.setBrush(accent(self.palette()))
            mark = area.left() + area.width() * self._figure / 100
            painter.drawRoundedRect(QRectF(mark - 2.5, area.top() + 1, 5, area.height() - 2), 2, 2)
        painter.end()
