"""How often more than an amount is lost in a year: a curve, gone through by arrow keys, each of its figures said in words."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import floor, log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from risk_register.desktop.theme import accent
from risk_register.desktop.widgets.stepped import Stepped

_TICKS = 5
"""How many steps an axis has about; each is 1, 2 or 5 times a power of ten."""
_DOT = 4.0
_BEYOND = 1.15
"""How much of the amounts beyond the rarest figure is still shown."""

Curve = Sequence[tuple[Decimal, Decimal]]


def ticks(most: float) -> list[float]:
    """Where an axis from 0 to `most` is marked: about so many steps, each 1, 2 or 5 times a power of ten."""
    rough = most / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough)
    return [step * number for number in range(int(most / step) + 1)]


class LossCurve(Stepped):
    """Amounts to the right, percent of the years upwards. Left and Right go from figure to figure."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._curve: Curve = ()
        self._marks: Sequence[tuple[Decimal, Decimal, str]] = ()
        self._across = self._up = ""
        self._say: Callable[[Decimal], str] = str

    def show_curve(self, curve: Curve, marks: Sequence[tuple[Decimal, Decimal, str]], current: int) -> None:
        """Shows a curve of (amount, percent of years), with its figures (amount, percent, in words), one of them in hand."""
        self._curve, self._marks, self._current = tuple(curve), tuple(marks), min(current, max(0, len(marks) - 1))
        self._speak()

    def say(self, across: str, up: str, amount: Callable[[Decimal], str]) -> None:
        """What the axes are called, and how an amount is written."""
        self._across, self._up, self._say = across, up, amount
        self._speak()

    @property
    def words(self) -> str:
        """The figure in hand in words."""
        return self._marks[self._current][2] if self._marks else ""

    @property
    def count(self) -> int:
        """How many figures are marked on the curve."""
        return len(self._marks)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes the figure nearest to the click in hand."""
        if self._marks:
            area = self._area()
            gaps = [abs(self._at(area, amount, share).x() - event.position().x()) for amount, share, _ in self._marks]
            self.take(gaps.index(min(gaps)))

    def sizeHint(self) -> QSize:
        """Wider than high."""
        height = self.fontMetrics().height()
        return QSize(height * 30, height * 16)

    def minimumSizeHint(self) -> QSize:
        """Small, but with room for its words."""
        height = self.fontMetrics().height()
        return QSize(height * 20, height * 10)

    # Painting

    def _area(self) -> QRectF:
        line = QFontMetricsF(self.font()).height()
        return QRectF(self.rect()).adjusted(line * 3.4, line * 1.9, -line * 1.5, -line * 3.1)

    def _most(self) -> tuple[float, float]:
        """The amount and share at the ends of the axes."""
        amount = max((float(mark[0]) for mark in self._marks), default=0.0) * _BEYOND
        return amount or 1.0, max((float(share) for _, share in self._curve), default=0.0) or 1.0

    def _at(self, area: QRectF, amount: Decimal, share: Decimal) -> QPointF:
        most, highest = self._most()
        return QPointF(area.left() + area.width() * float(amount) / most, area.bottom() - area.height() * float(share) / highest)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints axes, curve and the figure in hand."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        if self.hasFocus():
            painter.setPen(QPen(accent(self.palette()), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        if self._curve:
            area = self._area()
            self._paint_axes(painter, area)
            self._paint_curve(painter, area)
            self._paint_marks(painter, area)
        painter.end()

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        line, (most, highest) = QFontMetricsF(self.font()).height(), self._most()
        quiet, faint = self.palette().color(QPalette.ColorRole.PlaceholderText), self.palette().color(QPalette.ColorRole.Mid)
        for share in ticks(highest):
            y = area.bottom() - area.height() * share / highest
            painter.setPen(QPen(faint, 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(quiet)
            painter.drawText(QRectF(0, y - line / 2, area.left() - line * 0.4, line), Qt.AlignmentFlag.AlignRight, f"{share:g}")
        for amount in ticks(most):
            x = area.left() + area.width() * amount / most
            painter.drawText(QRectF(x - line * 4, area.bottom() + line * 0.3, line * 8, line), Qt.AlignmentFlag.AlignHCenter,
                             self._say(Decimal(round(amount))))
        painter.drawText(QRectF(area.left(), area.bottom() + line * 1.6, area.width(), line), Qt.AlignmentFlag.AlignHCenter,
                         self._across)
        painter.drawText(QRectF(line * 0.5, line * 0.4, self.width(), line), Qt.AlignmentFlag.AlignLeft, self._up)

    def _paint_curve(self, painter: QPainter, area: QRectF) -> None:
        colour = QColor(accent(self.palette()))
        painter.save()
        painter.setClipRect(area.adjusted(-2, -2, 2, 2))
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([self._at(area, amount, share) for amount, share in self._curve]))
        painter.restore()

    def _paint_marks(self, painter: QPainter, area: QRectF) -> None:
        colour, ink = accent(self.palette()), self.palette().color(QPalette.ColorRole.Text)
        for number, (amount, share, words) in enumerate(self._marks):
            where = self._at(area, amount, share)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(where, _DOT, _DOT)
            if number == self._current:
                painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
                painter.drawLine(where, QPointF(where.x(), area.bottom()))
                painter.drawLine(where, QPointF(area.left(), where.y()))
                painter.setPen(QPen(ink, 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(where, _DOT + 4, _DOT + 4)
                self._paint_words(painter, area, where, words)

    def _paint_words(self, painter: QPainter, area: QRectF, where: QPointF, words: str) -> None:
        """Above the curve to the right of the figure, where there is always room."""
        line, width = QFontMetricsF(self.font()).height(), QFontMetricsF(self.font()).horizontalAdvance(words)
        left = min(where.x() + line, area.right() - width)
        place = QRectF(max(left, area.left() + line), max(where.y() - line * 2.2, area.top()), width + 2, line)
        painter.fillRect(place.adjusted(-3, -1, 3, 1), self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, words)
