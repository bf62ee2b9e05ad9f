"""Cells of two lines: what matters above, what explains it below and quieter; and headings across all columns."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from risk_register.desktop.models.table import ROW_ROLE
from risk_register.desktop.theme import alarm

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_AIR = 0.75
"""The room above and below the two lines together, in lines."""
_HEADING, _FIRST_HEADING = 2.4, 1.6
"""How high a heading is, in lines: below others it keeps a distance."""

_MARGIN = 3
"""Pixels that Qt's styles keep beside a cell's words, so that these stand below their column's title. Asking the style for it would
make a starting window load all that styles can be asked."""


class Cell(NamedTuple):
    """What a cell says; a heading says one thing across the whole row."""

    first: str
    second: str = ""
    is_late: bool = False
    is_heading: bool = False


class TwoLines(QStyledItemDelegate):
    """Paints the cells that `cell_of` gives for a row and a column."""

    def __init__(self, cell_of: Callable[[Any, int], Cell], view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._cell_of = cell_of

    def row_height(self) -> int:
        """How high rows have to be."""
        return round(self._view.fontMetrics().height() * (2 + _AIR))

    def heading_height(self, row: int) -> int:
        """How high a heading in that row has to be."""
        return round(self._view.fontMetrics().height() * (_HEADING if row else _FIRST_HEADING))

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The cell's ground without its text, which is painted apart."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paints the ground as the style does, then the words."""
        row = index.data(ROW_ROLE)
        if row is None:
            return
        cell = self._cell_of(row, index.column())
        painter.save()
        if cell.is_heading:
            self._paint_heading(painter, option, cell.first)
        else:
            selected = self._view.selectionModel().isSelected(index)
            if selected or self._view.underMouse():  # no other cell has a ground of its own
                super().paint(painter, option, index)
            self._paint_lines(painter, option, cell, selected=selected)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for two lines."""
        return QSize(super().sizeHint(option, index).width(), self.row_height())

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
        palette, area = self._view.palette(), option.rect
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.fillRect(area, palette.base())
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        margin = _MARGIN
        words_area = area.adjusted(margin, 0, -margin, -round(option.fontMetrics.height() * 0.25))
        painter.drawText(words_area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
        painter.drawLine(area.left() + margin, area.bottom(), area.right() - margin, area.bottom())

    def _paint_lines(self, painter: QPainter, option: QStyleOptionViewItem, cell: Cell, *, selected: bool) -> None:
        palette, metrics = self._view.palette(), QFontMetrics(option.font)
        margin, line = _MARGIN, metrics.height()
        area = option.rect.adjusted(margin, 0, -margin, 0)
        lines = 2 if cell.second else 1
        top = area.top() + (area.height() - lines * line) // 2
        first = palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        if cell.is_late and not selected:
            first = alarm(palette)
        quiet = palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.PlaceholderText)
        painter.setFont(option.font)
        for number, (words, colour) in enumerate(((cell.first, first), (cell.second, quiet))[:lines]):
            place = QRect(area.left(), top + number * line, area.width(), line)
            painter.setPen(colour)
            painter.drawText(place, _LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width()))

