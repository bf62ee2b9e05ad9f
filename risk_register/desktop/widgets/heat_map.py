"""Vendors by two judgements as a map of cells: gone through by arrow keys, chosen by Enter or a click, and said in words."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from risk_register.desktop.theme import accent, level_pair
from risk_register.desktop.widgets.stepped import Painted

_GAP = 3.0
_SMALLEST = 0.75
"""How much smaller than other words those above the columns may become before they are rather cut off."""
_LINES_A_ROW = 3.2
_ARROWS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class Band(NamedTuple):
    """A row or column: its stored value, and its word in the language now in force."""

    value: str
    word: str


class Words(NamedTuple):
    """What the map says of itself: the titles of its axes, and how one cell is told."""

    rows: str
    columns: str
    cell: str
    """With `{row}`, `{column}` and `{count}`."""


Place = tuple[int, int]


class HeatMap(Painted):
    """Each cell says how many vendors stand in it; its colour is its column's level, whose word stands above."""

    cell_shown = Signal(object, object)
    """The stored values of the row and column stood on, whose vendors are to be seen."""
    cell_entered = Signal()
    """Enter was pressed: the keyboard goes to the vendors of the cell."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._rows: Sequence[Band] = ()
        self._columns: Sequence[Band] = ()
        self._counts: Mapping[tuple[str, str], int] = {}
        self._words = Words("", "", "")
        self._place: Place = (0, 0)

    # What is shown

    def show_cells(self, rows: Sequence[Band], columns: Sequence[Band], counts: Mapping[tuple[str, str], int],
                   words: Words) -> None:
        """Shows counts by stored values of row and column; the cell stood on stays, or is the first with vendors."""
        held = self.current
        self._rows, self._columns, self._counts, self._words = tuple(rows), tuple(columns), dict(counts), words
        if held is None or not self.stand_on(*held):
            self._place = next(((row, column) for row in range(len(rows)) for column in reversed(range(len(columns)))
                                if self._count((row, column))), (0, 0))
        self._speak()

    @property
    def current(self) -> tuple[str, str] | None:
        """The stored values of the cell stood on."""
        row, column = self._place
        if row < len(self._rows) and column < len(self._columns):
            return self._rows[row].value, self._columns[column].value
        return None

    def stand_on(self, row: str, column: str) -> bool:
        """Stands on a cell; False where the map has no such row or column."""
        rows, columns = [each.value for each in self._rows], [each.value for each in self._columns]
        if row not in rows or column not in columns:
            return False
        self._place = rows.index(row), columns.index(column)
        self._speak()
        return True

    def words_of(self, place: Place) -> str:
        """One cell in words."""
        row, column = place
        return self._words.cell.format(row=self._rows[row].word, column=self._columns[column].word, count=self._count(place))

    def _count(self, place: Place) -> int:
        row, column = place
        return self._counts.get((self._rows[row].value, self._columns[column].value), 0)

    @property
    def words(self) -> str:
        """The cell stood on in words."""
        return self.words_of(self._place) if self.current is not None else ""

    # Keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from cell to cell, Home and End along the row; Enter goes to the vendors."""
        key = Qt.Key(event.key())
        if self.current is None:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            down, right = _ARROWS[key]
            self._go((self._place[0] + down, self._place[1] + right))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go((self._place[0], 0 if key == Qt.Key.Key_Home else len(self._columns) - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._tell()
            self.cell_entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Shows the vendors of the cell under the mouse."""
        place = self._at(event.position().x(), event.position().y())
        if place is not None:
            self._place = place
            self._tell()

    def event(self, event: QEvent) -> bool:
        """Says a cell in words where the mouse rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self.words_of(place) if place is not None else "", self)
            return True
        return super().event(event)

    def _go(self, place: Place) -> None:
        row = min(max(place[0], 0), len(self._rows) - 1)
        column = min(max(place[1], 0), len(self._columns) - 1)
        self._place = row, column
        self._tell()

    def _tell(self) -> None:
        self._speak()
        if self.current is not None:
            self.cell_shown.emit(*self.current)

    # Painting

    def sizeHint(self) -> QSize:
        """Wide enough for the longest words."""
        height = self.fontMetrics().height()
        return QSize(height * 34, round(height * (4 + _LINES_A_ROW * max(len(self._rows), 5))))

    def minimumSizeHint(self) -> QSize:
        """Narrower than one would wish, but whole."""
        height = self.fontMetrics().height()
        return QSize(height * 24, round(height * (4.2 + 2 * max(len(self._rows), 5))))

    def _area(self) -> QRectF:
        """Where the cells are: right of the rows' words, below the columns'."""
        metrics = QFontMetricsF(self.font())
        left = max((metrics.horizontalAdvance(each.word) for each in self._rows), default=0.0) + metrics.height() * 2
        return QRectF(self.rect()).adjusted(left, metrics.height() * 3.7, -2, -2)

    def cell_area(self, place: Place) -> QRectF:
        """Where a cell is painted."""
        area = self._area()
        width, height = area.width() / len(self._columns), area.height() / len(self._rows)
        return QRectF(area.left() + place[1] * width, area.top() + place[0] * height, width, height).adjusted(
            _GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)

    def _at(self, x: float, y: float) -> Place | None:
        return next(((row, column) for row in range(len(self._rows)) for column in range(len(self._columns))
                     if self.cell_area((row, column)).contains(x, y)), None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints axes and cells."""
        if not self._rows or not self._columns:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        for row in range(len(self._rows)):
            for column in range(len(self._columns)):
                self._paint_cell(painter, (row, column))
        painter.end()

    def _paint_axes(self, painter: QPainter) -> None:
        area, metrics = self._area(), QFontMetricsF(self.font())
        line = metrics.height()
        quiet, ink = self.palette().color(QPalette.ColorRole.PlaceholderText), self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(quiet)
        painter.drawText(QRectF(area.left(), 0, area.width(), line * 1.4), Qt.AlignmentFlag.AlignCenter, self._words.columns)
        painter.save()
        painter.translate(0, area.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, area.height(), line * 1.4), Qt.AlignmentFlag.AlignCenter, self._words.rows)
        painter.restore()
        painter.setPen(ink)
        painter.setFont(self._heading_font())
        for number, band in enumerate(self._columns):
            cell = self.cell_area((0, number))
            painter.drawText(QRectF(cell.left(), line * 1.4, cell.width(), line * 2.1),
                             Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap, band.word)
        painter.setFont(self.font())
        for number, band in enumerate(self._rows):
            cell = self.cell_area((number, 0))
            painter.drawText(QRectF(line * 1.4, cell.top(), area.left() - line * 1.9, cell.height()),
                             Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, band.word)

    def _paint_cell(self, painter: QPainter, place: Place) -> None:
        cell, count = self.cell_area(place), self._count(place)
        pair = level_pair(self._columns[place[1]].value, self.palette())
        here = place == self._place
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(pair.ground) if count else self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(cell, 4, 4)
        if here:
            pen = QPen(accent(self.palette()), 3 if self.hasFocus() else 1.5)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
        painter.setPen(QColor(pair.ink) if count else self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.setFont(self._figure_font() if count else self.font())
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(count))
        painter.setFont(self.font())

    def _heading_font(self) -> QFont:
        """Small enough for the longest word above a column: what cannot be broken would be cut off at both ends."""
        font, room = QFont(self.font()), self.cell_area((0, 0)).width()
        metrics = QFontMetricsF(font)
        longest = max(metrics.horizontalAdvance(part) for band in self._columns for part in band.word.split())
        if longest > room:
            font.setPointSizeF(max(font.pointSizeF() * room / longest, font.pointSizeF() * _SMALLEST))
        return font

    def _figure_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setWeight(QFont.Weight.DemiBold)
        return font
