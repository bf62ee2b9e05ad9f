"""A figure over time with its target: kept, missed and not measured told apart by shape; by keyboard, and in words for ears."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from risk_register.desktop.theme import accent, alarm
from risk_register.desktop.widgets.stepped import Stepped

_LINES = 9
"""How many lines of text the widget is high."""
_DOT, _MARK = 3.5, 5.5
_ROOM = 0.12
"""How much of the height stays free above and below the figures."""
_DASHES = "\N{BOX DRAWINGS LIGHT TRIPLE DASH HORIZONTAL}"
_PART = " \N{MIDDLE DOT} "


class Mark(Enum):
    """What became of one window, and its shape."""

    KEPT = "\N{BLACK CIRCLE}"
    MISSED = "\N{BLACK DOWN-POINTING TRIANGLE}"
    OPEN = "\N{WHITE SQUARE}"


@dataclass(frozen=True, slots=True)
class Point:
    """One window: what identifies it, its name, what was measured (None for nothing), and all of it in words."""

    key: object
    name: str
    value: Decimal | None
    mark: Mark
    words: str


class Trend(Stepped):
    """Left and Right go from window to window, Home and End to the first and last; Enter goes to the one in hand."""

    point_chosen = Signal(object)
    """The key of the window that the person wants to see."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, height=QSizePolicy.Policy.Fixed)
        self._points: Sequence[Point] = ()
        self._target: Decimal | None = None
        self._target_words = self._summary = self._empty = ""
        self._legend: dict[Mark, str] = {}

    def show_points(self, points: Sequence[Point], target: Decimal | None, target_words: str) -> None:
        """Shows windows in time order with their target; the last one is in hand."""
        held = self._points[self._current].key if 0 <= self._current < len(self._points) else None
        self._points, self._target, self._target_words = tuple(points), target, target_words
        places = [place for place, point in enumerate(self._points) if point.key == held]
        self._current = places[0] if places else len(self._points) - 1
        self._speak()

    def say(self, name: str, summary: str, empty: str, legend: dict[Mark, str]) -> None:
        """What it is called, what it shows as a whole, what stands there while it shows nothing, and the shapes' meanings."""
        self.setAccessibleName(name)
        self._summary, self._empty, self._legend = summary, empty, legend
        self._speak()

    def stand_on(self, key: object) -> None:
        """Puts the window with that key in hand."""
        for place, point in enumerate(self._points):
            if point.key == key and place != self._current:
                self.take(place)

    @property
    def current(self) -> Point | None:
        """The window in hand."""
        return self._points[self._current] if 0 <= self._current < len(self._points) else None

    def sizeHint(self) -> QSize:
        """Wide, and a few lines high."""
        height = self.fontMetrics().height()
        return QSize(height * 20, height * _LINES)

    def minimumSizeHint(self) -> QSize:
        """Narrower than one would wish, but whole."""
        height = self.fontMetrics().height()
        return QSize(height * 12, height * _LINES)

    @property
    def words(self) -> str:
        """The window in hand, and what all of them show."""
        point = self.current
        return _PART.join(part for part in (point.words if point else "", self._summary) if part)

    @property
    def count(self) -> int:
        """How many windows are shown."""
        return len(self._points)

    # By keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes from window to window, and with Enter to the one in hand."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.point_chosen.emit(self.current.key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes to the window nearest to the click."""
        if self._points:
            area = self._area()
            gaps = [abs(self._x(place, area) - event.position().x()) for place in range(len(self._points))]
            self.take(gaps.index(min(gaps)))
            self.point_chosen.emit(self._points[self._current].key)

    # Painting

    def _area(self) -> QRectF:
        """Where the figures are drawn: below the words of the window in hand, above the windows' names."""
        height, letter = self.fontMetrics().height(), self.fontMetrics().averageCharWidth()
        return QRectF(self.rect()).adjusted(letter * 2, height * 1.8, -letter * 2, -height * 1.6)

    def _x(self, place: int, area: QRectF) -> float:
        return area.left() + area.width() * (place + 0.5) / len(self._points)

    def _heights(self, area: QRectF) -> dict[int, float]:
        """Where each measured window stands; the target's height under -1."""
        figures = {place: float(point.value) for place, point in enumerate(self._points) if point.value is not None}
        if self._target is not None:
            figures[-1] = float(self._target)
        if not figures:
            return {}
        low, high = min(figures.values()), max(figures.values())
        spread = (high - low) or 1.0
        top, room = area.top() + area.height() * _ROOM, area.height() * (1 - 2 * _ROOM)
        return {place: top + room * (high - figure) / spread for place, figure in figures.items()}

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints the target, the figures and the words of the window in hand."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        if self.hasFocus():
            painter.setPen(QPen(accent(self.palette()), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        if not self._points:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
            painter.end()
            return
        area = self._area()
        heights = self._heights(area)
        self._paint_target(painter, area, heights)
        self._paint_line(painter, area, heights)
        self._paint_words(painter, area)
        painter.end()

    def _paint_target(self, painter: QPainter, area: QRectF, heights: dict[int, float]) -> None:
        if -1 not in heights:
            return
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(quiet, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), heights[-1]), QPointF(area.right(), heights[-1]))

    def _paint_line(self, painter: QPainter, area: QRectF, heights: dict[int, float]) -> None:
        before: QPointF | None = None
        colour, alarmed = accent(self.palette()), alarm(self.palette())
        ends: list[tuple[int, QPointF]] = []
        for place in range(len(self._points)):
            x = self._x(place, area)
            here = QPointF(x, heights[place]) if place in heights else None
            if here is not None and before is not None:
                painter.setPen(QPen(colour, 1.5))
                painter.drawLine(before, here)
            before = here
            ends.append((place, here or QPointF(x, area.bottom())))
            if place == self._current:
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
                painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        for place, where in ends:
            mark = self._points[place].mark
            self._paint_mark(painter, mark, where, alarmed if mark is Mark.MISSED else colour)
        if self._current >= 0:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ends[self._current][1], _MARK + 3, _MARK + 3)

    def _paint_mark(self, painter: QPainter, mark: Mark, where: QPointF, colour: QColor) -> None:
        painter.setPen(QPen(colour, 1.5))
        if mark is Mark.OPEN:
            painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
            painter.drawRect(QRectF(where.x() - _DOT, where.y() - _DOT, _DOT * 2, _DOT * 2))
            return
        painter.setBrush(colour)
        if mark is Mark.KEPT:
            painter.drawEllipse(where, _DOT, _DOT)
        else:
            painter.drawPolygon(QPolygonF([where + QPointF(-_MARK, -_MARK), where + QPointF(_MARK, -_MARK),
                                           where + QPointF(0, _MARK)]))

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        metrics, line = self.fontMetrics(), self.fontMetrics().height()
        top, foot = area.top() - line * 1.5, area.bottom() + line * 0.35
        there = {point.mark for point in self._points}
        legend = "   ".join(f"{mark.value} {self._legend[mark]}" for mark in Mark if mark in there and mark in self._legend)
        room = area.width() - metrics.horizontalAdvance(legend) - line
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        words = self._points[self._current].words
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room if room > line * 8 else area.width()))
        painter.drawText(QRectF(area.left(), top, area.width(), line), Qt.AlignmentFlag.AlignLeft, shown)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        if room > line * 8:
            painter.drawText(QRectF(area.left(), top, area.width(), line), Qt.AlignmentFlag.AlignRight, legend)
        below = QRectF(area.left(), foot, area.width(), line)
        ends = [self._points[0].name, self._points[-1].name if len(self._points) > 1 else ""]
        target = f"{_DASHES} {self._target_words}" if self._target_words else ""
        widest = max(metrics.horizontalAdvance(end) for end in ends)
        if metrics.horizontalAdvance(target) + 2 * (widest + line) > area.width():
            target = ""  # it is named in the table above too
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, ends[0])
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, target)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, ends[1])
