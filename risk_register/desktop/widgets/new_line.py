"""The line below a table in which a name is typed to add a record, as into the last row of a spreadsheet."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from risk_register.desktop.grid.edits import Problems
from risk_register.desktop.grid.table import EditableTable
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.words import capitalised
from risk_register.model.cells import RowEdit


class NewLine(QWidget):
    """Enter adds the record and leaves the line ready for the next one; a name that is refused stays, with the reason."""

    def __init__(self, table: EditableTable[Any], field: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._field = field
        self.line = QLineEdit(self)
        self.line.setObjectName(name)
        self.line.setAcceptDrops(False)
        self.error = FieldError(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.error)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self._on_entered)

    def say(self, words: str) -> None:
        """What is typed here."""
        self.line.setPlaceholderText(words)
        self.line.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the line; Up goes to the table."""
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            self.error.say("")
        elif event.key() == Qt.Key.Key_Up:
            self._table.setFocus()
        else:
            super().keyPressEvent(event)

    def _on_edited(self) -> None:
        self.error.say("")

    def _on_entered(self) -> None:
        typed = self.line.text().strip()
        if not typed or not self._table.desk.gateway.can_change:
            return
        self._table.write([RowEdit(None, {self._field: typed})], None, lambda: self._on_added(typed), self._on_refused)

    def _on_added(self, typed: str) -> None:
        if self.line.text().strip() == typed:
            self.line.clear()

    def _on_refused(self, problems: Problems) -> None:
        self.error.say(" ".join(capitalised(text.render(self._table.desk.language)) for text in problems.values()))
