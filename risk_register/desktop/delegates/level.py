"""A cell with a residual risk: the number, then the level's plate."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from risk_register.desktop.models.table import ROW_ROLE
from risk_register.desktop.widgets.badge import paint_badge


class LevelDelegate(QStyledItemDelegate):
    """Paints `(number as text, stored level, level's word)`, which it gets from the row by `figures`."""

    def __init__(self, figures: Callable[[Any], tuple[str, str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._figures = figures

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paints the cell's ground as the style does, then number and plate."""
        row = index.data(ROW_ROLE)
        if row is None:
            super().paint(painter, option, index)
            return
        number, level, word = self._figures(row)
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        cell.text = ""
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        letter = cell.fontMetrics.averageCharWidth()
        area = QRectF(cell.rect).adjusted(letter * 0.6, 2, -letter * 0.6, -2)
        figures = QRectF(area.left(), area.top(), letter * 4.5, area.height())
        painter.save()
        painter.setFont(cell.font)
        painter.setPen(cell.palette.color(role))
        painter.drawText(figures, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        paint_badge(painter, area.adjusted(letter * 5.6, 0, 0, 0), level, word, cell.palette)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Wide enough for the longest word."""
        hint = super().sizeHint(option, index)
        return QSize(option.fontMetrics.averageCharWidth() * 22, hint.height())
