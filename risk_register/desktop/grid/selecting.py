"""A table in which one stands in a cell, and selects blocks of cells and several rows; both follow their records."""

from collections.abc import Iterable
from typing import TypeVar, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QWidget

from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.theme import accent, alarm
from risk_register.desktop.widgets.record_table import RecordTable

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_TINT = 22
"""How strongly the row one stands in is tinted, of 255."""


class CellTable(RecordTable[R]):
    """Selects cells. What is done to records is done to those in whose rows something is selected."""

    def __init__(self, model: RowTableModel[R], name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self._chosen: list[tuple[object, int, int]] = []
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().currentChanged.connect(self._on_cell_changed)

    def visible_columns(self) -> list[int]:
        """The columns shown, in the order in which they are read."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [column for column in order if not self.isColumnHidden(column)]

    def selected_parts(self) -> list[QItemSelectionRange]:
        """The rectangles of which the selection consists."""
        return list(cast("Iterable[QItemSelectionRange]", self.selectionModel().selection()))

    def selected_ids(self) -> list[object]:
        """The identities of the rows in which something is selected, in the order shown."""
        places: set[int] = set()
        for part in self.selected_parts():
            places.update(range(part.top(), part.bottom() + 1))
        return [self.rows.identity_at(place) for place in sorted(places)]

    @property
    def marked_cells(self) -> Iterable[tuple[object, int]]:
        """Cells with something wrong, by row and column."""
        return ()

    def _on_about_to_reset(self) -> None:
        self._chosen = [(self.rows.identity_at(place), part.left(), part.right())
                        for part in self.selected_parts() for place in range(part.top(), part.bottom() + 1)]
        super()._on_about_to_reset()

    def _on_reset(self) -> None:
        super()._on_reset()
        last = self.rows.columnCount() - 1
        if not self._chosen or (len(self._chosen) == 1 and self._chosen[0][1:] == (0, last)):
            return
        places = {self.rows.identity_at(place): place for place in range(self.rows.rowCount())}
        again = QItemSelection()
        for identity, left, right in self._chosen:
            if (place := places.get(identity)) is not None:
                again.select(self.rows.index(place, left), self.rows.index(place, right))
        if not again.isEmpty():
            self.selectionModel().select(again, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_cell_changed(self) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tints the row one stands in, frames its cell, and marks cells with something wrong."""
        super().paintEvent(event)
        index, marked = self.currentIndex(), list(self.marked_cells)
        if not self.rows.rowCount() or not (index.isValid() or marked):
            return
        painter = QPainter(self.viewport())
        if index.isValid():
            self._paint_current(painter, index)
        for identity, column in marked:
            place = self.rows.place_of(identity)
            if place is not None:
                painter.setPen(QPen(alarm(self.palette()), 2))
                painter.drawRect(self.visualRect(self.rows.index(place, column)).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_current(self, painter: QPainter, index: Index) -> None:
        cell = self.visualRect(index)
        tint = QColor(accent(self.palette()))
        tint.setAlpha(_TINT)
        painter.fillRect(0, cell.top(), self.viewport().width(), cell.height(), tint)
        if self.hasFocus():
            painter.setPen(QPen(accent(self.palette()), 2))
            painter.drawRect(cell.adjusted(1, 1, -1, -1))
