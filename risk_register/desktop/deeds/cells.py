"""The keys of a spreadsheet as entries of the menu, for the table that has the focus."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from risk_register.desktop.grid.table import EditableTable

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


def copy(window: "MainWindow") -> None:
    """Copies the selected cells."""
    if (table := _table(window)) is not None:
        table.blocks.copy()


def paste(window: "MainWindow") -> None:
    """Shows what the clipboard would change."""
    if (table := _table(window)) is not None:
        table.blocks.paste()


def fill_down(window: "MainWindow") -> None:
    """Gives the selected cells what stands in the first of them."""
    if (table := _table(window)) is not None:
        table.blocks.fill_down()


def clear(window: "MainWindow") -> None:
    """Empties the selected cells."""
    if (table := _table(window)) is not None:
        table.blocks.clear()


def _table(window: "MainWindow") -> EditableTable[Any] | None:
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, EditableTable) and focus.window() is window else None
