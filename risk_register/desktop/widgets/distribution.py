"""How vendors are spread over the risk levels, as bars of whose parts each says its level by shape and its number in figures."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from risk_register.desktop.theme import accent, level_pair
from risk_register.desktop.widgets.badge import badge_width, paint_badge
from risk_register.desktop.widgets.stepped import Painted

_LINES_A_BAR = 1.7
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Part(NamedTuple):
    """So many vendors of one level, its stored value, and the level's word."""

    level: str
    word: str
    vendors: int


class Bar(NamedTuple):
    """One bar: its name, its parts from the left, and all of it in words."""

    name: str
    parts: tuple[Part, ...]
    words: str

    @property
    def total(self) -> int:
        """How many vendors it stands for."""
        return sum(part.vendors for part in self.parts)


class Distribution(Painted):
    """Up and Down go from bar to bar, which is then said in words."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, height=QSizePolicy.Policy.Fixed)
        self._bars: Sequence[Bar] = ()
        self._legend: Sequence[Part] = ()
        self._current = 0

    def show_bars(self, bars: Sequence[Bar], legend: Sequence[Part]) -> None:
        """Shows bars below a legend that says the levels' colours in words."""
        self._bars, self._legend = tuple(bars), tuple(legend)
        self._current = min(self._current, max(0, len(bars) - 1))
        self.updateGeometry()
        self._speak()

    @property
    def words(self) -> str:
        """The bar in hand in words."""
        return self._bars[self._current].words if self._bars else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes from bar to bar."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._bars:
            self._current = min(max(self._current + _STEPS[key], 0), len(self._bars) - 1)
            self._speak()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """A line for each bar, and one for the legend."""
        height = self.fontMetrics().height()
        return QSize(height * 34, round(height * (2.2 + _LINES_A_BAR * max(1, len(self._bars)))))

    def minimumSizeHint(self) -> QSize:
        """Narrower, but as high."""
        return QSize(self.fontMetrics().height() * 22, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints legend and bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        line = metrics.height()
        left = max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0.0) + line * 1.4
        x = left
        for part in self._legend:
            width = badge_width(part.word, self.font())
            paint_badge(painter, QRectF(x, 0, width, line * 1.6), part.level, part.word, self.palette())
            x += width + line * 0.6
        most = max((bar.total for bar in self._bars), default=0) or 1
        room = max(self.width() - left - metrics.horizontalAdvance("99\N{NARROW NO-BREAK SPACE}999") - line, line)
        for number, bar in enumerate(self._bars):
            top = line * (2.1 + number * _LINES_A_BAR)
            self._paint_bar(painter, bar, QRectF(left, top, room * bar.total / most, line * 1.35), here=number == self._current)
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: Bar, area: QRectF, *, here: bool) -> None:
        metrics = QFontMetricsF(self.font())
        line = metrics.height()
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(QRectF(line * 0.4, area.top(), area.left() - line, area.height()),
                         Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, bar.name)
        x = area.left()
        for part in (part for part in bar.parts if part.vendors):
            width = area.width() * part.vendors / bar.total
            piece = QRectF(x, area.top(), max(width - 2, 1.5), area.height())
            pair = level_pair(part.level, self.palette())
            painter.setPen(QPen(QColor(pair.ink), 1))
            painter.setBrush(QColor(pair.ground))
            painter.drawRect(piece)
            if metrics.horizontalAdvance(str(part.vendors)) + 6 < piece.width():
                painter.drawText(piece, Qt.AlignmentFlag.AlignCenter, str(part.vendors))
            x += width
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(QRectF(x + line * 0.5, area.top(), line * 8, area.height()), Qt.AlignmentFlag.AlignVCenter, str(bar.total))
        if here and self.hasFocus():
            painter.setPen(QPen(accent(self.palette()), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(1, area.top() - 2, self.width() - 2, area.height() + 4), 3, 3)
