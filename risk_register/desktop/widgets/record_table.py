"""The table view that every list is shown in: rows as a whole, sorted by a click, and words where nothing is to show."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.theme import accent

R = TypeVar("R")

_EDGE = 2
"""Pixels of the edge that a table has while keys go to it."""


class ColumnPainter(QStyledItemDelegate):
    """Paints the cells of one column its own way."""

    def least_width(self) -> int:
        """How wide the column has to be for its longest cell in the language now in force, in pixels."""
        raise NotImplementedError


class AiryDelegate(QStyledItemDelegate):
    """Gives wrapped rows the air that rows of one line have."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A little higher than the words."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), hint.height() + round(option.fontMetrics.height() * 0.7))


class RecordTable(QTableView, Generic[R]):
    """Shows a `RowTableModel`. The record selected stays selected when rows are sorted, filtered or read anew."""

    record_selected = Signal(object)
    """The identity of the row the person stands on, or None."""
    record_opened = Signal(object)
    """The identity of the row that was double-clicked, or on which Enter was pressed."""

    def __init__(self, model: RowTableModel[R], name: str, parent: QWidget | None = None, *, wrap: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.rows = model
        self._empty_words = ""
        self._held: object | None = None
        self._held_column = 0
        self._resetting = False
        self._painters: dict[int, ColumnPainter] = {}
        self._own_widths: dict[int, int] = {}
        self._setting_widths = False
        self._room = 0
        self._growing = next((number for number, column in enumerate(model.columns) if column.grows), None)
        model.setParent(self)
        self.setModel(model)
        self._set_manners()
        if wrap:  # only for short tables, as each row is measured
            self.setWordWrap(True)
            self.setItemDelegate(AiryDelegate(self))
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            self.verticalHeader().setMinimumSectionSize(round(self.fontMetrics().height() * 1.9))
        self._set_widths()
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
        model.headerDataChanged.connect(self._set_widths)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._on_double_clicked)

    def _set_manners(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionsMovable(True)
        columns.setSortIndicatorShown(False)
        columns.setSectionsClickable(True)
        columns.sectionClicked.connect(self._on_heading_clicked)
        columns.sectionResized.connect(self._on_column_resized)
        columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns.setAccessibleName(self.objectName())

    def _set_widths(self) -> None:
        self._setting_widths = True
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        letter = metrics.averageCharWidth()
        header.setStretchLastSection(self._growing is None)
        for number, column in enumerate(self.rows.columns):
            title = str(self.rows.headerData(number, Qt.Orientation.Horizontal))
            longest = max(metrics.horizontalAdvance(line) for line in title.split("\n"))
            least = self._painters[number].least_width() if number in self._painters else letter * (column.width + 2)
            self.setColumnWidth(number, self._own_widths.get(number) or max(least, longest + round(letter * 2.5)))
        header.updateGeometry()
        self._setting_widths = False
        self._grow()

    @property
    def own_widths(self) -> dict[int, int]:
        """The widths that the person gave to columns, in pixels."""
        return dict(self._own_widths)

    def take_widths(self, widths: Mapping[int, int]) -> None:
        """Gives columns the widths that the person once gave them; the others their first ones."""
        self._own_widths = dict(widths)
        self._set_widths()

    def _on_column_resized(self, column: int, _before: int, width: int) -> None:
        if not self._setting_widths and width:
            self._own_widths[column] = width
            if column != self._growing:
                self._grow()

    def paint_column(self, number: int, painter: ColumnPainter) -> None:
        """Lets a column be painted by a delegate that knows how wide it has to be."""
        self._painters[number] = painter
        self.setItemDelegateForColumn(number, painter)
        self._set_widths()

    def _grow(self) -> None:
        """Gives one column the room that the others leave, and no less than its own width: then the table scrolls."""
        if self._growing is None or self._growing in self._own_widths:
            return
        was, self._setting_widths = self._setting_widths, True
        letter = self.fontMetrics().averageCharWidth()
        others = sum(self.columnWidth(number) for number in range(len(self.rows.columns)) if number != self._growing)
        least = letter * (self.rows.columns[self._growing].width + 2)
        self.setColumnWidth(self._growing, max(self._room - others, least))
        self._setting_widths = was

    def sort_by(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts and shows by which column."""
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(column, order)
        self.rows.sort(column, order)
        self._show_current()

    def say_when_empty(self, words: str) -> None:
        """What is written in the table's middle while it has no rows: what will appear here, and the first step."""
        self._empty_words = words
        self.setAccessibleDescription(words)
        self._paint_anew()

    def select(self, identity: object, column: int | None = None) -> bool:
        """Stands on the row with that identity, in the column where it was; False where it is not shown."""
        place = self.rows.place_of(identity)
        if place is None:
            return False
        if column is None:
            column = max(self.currentIndex().column(), 0)
        index = self.rows.index(place, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        return True

    @property
    def current(self) -> object | None:
        """The identity of the row the person stands on."""
        index = self.currentIndex()
        return self.rows.identity_at(index.row()) if index.isValid() else None

    @property
    def row_in_hand(self) -> R | None:
        """The row the person stands on."""
        place = self.currentIndex().row()  # -1 where there is none, and out of date while rows are being replaced
        return self.rows.rows[place] if 0 <= place < len(self.rows.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.record_opened.emit(self.current)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the growing column into the new width."""
        super().resizeEvent(event)
        self._room = event.size().width()
        self._grow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the rows, or the words for their absence."""
        super().paintEvent(event)
        if self.hasFocus():
            self._paint_focus()
        if self.rows.rowCount() or not self._empty_words:
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        margin = min(self.fontMetrics().height() * 2, self.viewport().height() // 8)
        area: QRect = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        words, metrics = self._empty_words, self.fontMetrics()
        if metrics.boundingRect(area, flags, words).height() > area.height():  # half lines help nobody
            words, flags = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width()), Qt.AlignmentFlag.AlignCenter
        painter.drawText(area, flags, words)
        painter.end()

    def _paint_focus(self) -> None:
        """An edge in the accent: Qt's own style paints a selected row alike with and without the focus."""
        painter = QPainter(self.viewport())
        painter.setPen(QPen(accent(self.palette()), _EDGE))
        half = _EDGE // 2
        painter.drawRect(self.viewport().rect().adjusted(half, half, -half, -half))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the edge."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hides the edge."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _paint_anew(self) -> None:
        if self.isVisible():  # else it will be painted anyway, and asking for the viewport makes the binding load all widgets
            self.viewport().update()

    def _show_current(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _on_heading_clicked(self, column: int) -> None:
        header = self.horizontalHeader()
        again = header.isSortIndicatorShown() and header.sortIndicatorSection() == column
        turned = again and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self.sort_by(column, Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder)

    def _on_about_to_reset(self) -> None:
        self._resetting = True
        if self.current is not None:
            self._held = self.current
            self._held_column = self.currentIndex().column()

    def _on_reset(self) -> None:
        self._resetting = False
        if self._held is None or not self.select(self._held, self._held_column):
            self.record_selected.emit(None)
        self._paint_anew()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._resetting:
            return
        identity = self.rows.identity_at(current.row()) if current.isValid() else None
        if identity is not None:
            self._held = identity
        self.record_selected.emit(identity)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.record_opened.emit(self.rows.identity_at(index.row()))
