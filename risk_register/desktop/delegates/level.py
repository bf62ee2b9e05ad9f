"""A cell with a residual risk: the number, then the level's plate."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from risk_register.desktop.models.table import ROW_ROLE
from risk_register.desktop.widgets.badge import paint_badge


class LevelDelegate(QStyledItemDelegate):
    """Paints `(number as text, stored level, level's word)`, which it gets from the row by `figures`."""

    def __init__(self, figures: Callable[[Any], tuple[str, str, str]], view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._figures = figures

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
        area = QRectF(option.rect).adjusted(letter * 0.6, 2, -letter * 0.6, -2)
        figures = QRectF(area.left(), area.top(), letter * 4.5, area.height())
        painter.save()
        painter.setFont(option.font)
        painter.setPen(option.palette.color(role))
        painter.drawText(figures, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        paint_badge(painter, area.adjusted(letter * 5.6, 0, 0, 0), level, word, option.palette)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Wide enough for the longest word."""
        hint = super().sizeHint(option, index)
        return QSize(option.fontMetrics.averageCharWidth() * 22, hint.height())
