"""A table of things to be said something of, with the list below it from which one says it."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietComboBox, plain_label
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.texts import Language

R = TypeVar("R")


class SaidTable(QWidget, Generic[R]):
    """Enter on a row goes to the list, choosing there goes back to the table."""

    said = Signal(object, object)
    """The row's identity and the choice made for it."""

    def __init__(self, name: str, columns: Sequence[Column[R]], identity: Callable[[R], object], language: Language,
                 ask: Callable[[R], str], chosen: Callable[[R], object]) -> None:
        super().__init__()
        self._ask, self._chosen, self._identity = ask, chosen, identity
        self.model: RowTableModel[R] = RowTableModel(columns, identity, language)
        self.table: RecordTable[R] = RecordTable(self.model, f"table_{name}", self)
        self.choice = QuietComboBox(self)
        self.choice.setObjectName(f"choice_{name}")
        self._asked = plain_label()
        self._asked.setBuddy(self.choice)
        line = QHBoxLayout()
        line.addWidget(self._asked)
        line.addWidget(self.choice, 1)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        self.table.record_selected.connect(self._on_selected)
        self.table.record_opened.connect(self._on_opened)
        self.choice.activated.connect(self._on_chosen)
        self._on_selected()

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """What can be said."""
        for value, words in choices:
            self.choice.addItem(words, value)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Shows the rows; the one selected stays selected."""
        self.model.set_rows(rows)
        if self.table.current is None and rows:
            self.table.select(self._identity(rows[0]))
        self._on_selected()

    def current(self) -> R | None:
        """The row the person stands on."""
        identity = self.table.current
        return next((row for row in self.model.rows if self._identity(row) == identity), None)

    @Slot()
    def _on_selected(self) -> None:
        row = self.current()
        self.choice.setEnabled(row is not None)
        if row is not None:
            words = self._ask(row)
            self._asked.setText(words)
            self.choice.setAccessibleName(words.replace("&", ""))
            self.choice.setCurrentIndex(self.choice.findData(self._chosen(row)))

    @Slot()
    def _on_opened(self) -> None:
        self.choice.setFocus()
        self.choice.showPopup()

    @Slot()
    def _on_chosen(self) -> None:
        row = self.current()
        if row is not None and self.choice.currentData() != self._chosen(row):
            self.said.emit(self._identity(row), self.choice.currentData())
        self.table.setFocus()
