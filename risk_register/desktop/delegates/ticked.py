"""Cells with a box to tick, whose outline is seen in both themes."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from risk_register.desktop.theme import outline


class TickedDelegate(QStyledItemDelegate):
    """Paints a cell's box in the outline that boxes outside tables have, which Qt's own style makes from the window's colour."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Give the style what it makes the outline from."""
        super().initStyleOption(option, index)
        palette = QPalette(option.palette)
        palette.setColor(QPalette.ColorRole.Window, outline(palette))
        option.palette = palette
