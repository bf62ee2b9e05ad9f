"""A cell with a residual risk: the number, then the level's plate."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from risk_register.desktop.models.table import ROW_ROLE
from risk_register.desktop.widgets.badge import badge_width, paint_badge
from risk_register.desktop.widgets.record_table import ColumnPainter

_MARGIN, _FIGURES = 0.6, 4.4
"""The air at both sides of a cell, and the room of the number with the gap behind it, in average letters."""


class LevelDelegate(ColumnPainter):
    """Paints `(number as text, stored level, level's word)`, which it gets from the row by `figures`."""

    def __init__(self, figures: Callable[[Any], tuple[str, str, str]], words: Callable[[], Iterable[str]],
                 view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._figures = figures
        self._words = words

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The cell's ground without its text, which is painted apart."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paints the cell's ground as the style does, then number and plate."""
        super().paint(painter, option, index)
        row = index.data(ROW_ROLE)
        if row is None:
            return
        number, level, word = self._figures(row)
        selected = self._view.selectionModel().isSelected(index)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        letter = option.fontMetrics.averageCharWidth()
        area = QRectF(option.rect).adjusted(letter * _MARGIN, 2, -letter * _MARGIN, -2)
        figures = QRectF(area.left(), area.top(), letter * (_FIGURES - 1.1), area.height())
        painter.save()
        painter.setFont(option.font)
        painter.setPen(option.palette.color(role))
        painter.drawText(figures, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        paint_badge(painter, area.adjusted(letter * _FIGURES, 0, 0, 0), level, word, option.palette)
        painter.restore()

    def least_width(self) -> int:
        """Room for three figures and the plate of the longest word."""
        letter = self._view.fontMetrics().averageCharWidth()
        return round(letter * (_MARGIN * 2 + _FIGURES) + max(badge_width(word, self._view.font()) for word in self._words())) + 2
