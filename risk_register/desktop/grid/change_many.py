"""One dialog that sets fields of many records at once, as one undoable change."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout

from risk_register.desktop.grid.editor import CellLine
from risk_register.desktop.grid.edits import CellEdit, Problems
from risk_register.desktop.grid.kinds import CellRefusal
from risk_register.desktop.widgets.basics import QuietLabel, subheading, tab_through
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.words import capitalised
from risk_register.model.cells import RowEdit
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.grid.table import EditableTable


class _Row:
    """One field of the dialog: whether it is set, to what, and what is wrong with that."""

    def __init__(self, title: str, edit: CellEdit[Any], offers: tuple[str, ...], dialog: QDialog) -> None:
        self.edit = edit
        self.box = QCheckBox(title.replace("&", "&&"), dialog)
        self.box.setObjectName(f"set_{edit.field}")
        self.line = CellLine(dialog, offers)
        self.line.setObjectName(f"value_{edit.field}")
        self.line.setAccessibleName(title)
        self.error = FieldError(dialog)
        self.line.textEdited.connect(lambda _text: self.box.setChecked(True))


class ChangeManyDialog(QDialog):
    """Ticked fields are set in every record; a ticked field left empty is emptied."""

    def __init__(self, table: "EditableTable[Any]", ids: Sequence[object]) -> None:
        super().__init__(table.window())
        self.setObjectName("change_many")
        self._table = table
        self._ids = list(ids)
        language = table.desk.language
        self.setWindowTitle(tr(language, "Change several at once"))
        self.rows = {column.edit.field: _Row(column.title.render(language), column.edit, table.offers_at(place), self)
                     for place, column in enumerate(table.rows.columns)
                     if column.edit is not None and not column.edit.only_new and column.edit.field not in _ONE_EACH}
        self._general = FieldError(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._build()
        self._buttons.accepted.connect(self._on_save)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)

    def _build(self) -> None:
        language, gap = self._table.desk.language, self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(subheading(tr(language, "Records selected: {count}", count=len(self._ids))))
        hint = tr(language, "Tick what is to be set in all of them. What is ticked and left empty is emptied.")
        column.addWidget(QuietLabel(hint, wrap=True))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for number, row in enumerate(self.rows.values()):
            grid.addWidget(row.box, number * 2, 0)
            grid.addWidget(row.line, number * 2, 1)
            grid.addWidget(row.error, number * 2 + 1, 1)
        column.addLayout(grid)
        column.addWidget(self._general)
        column.addWidget(self._buttons)
        tab_through(*(widget for row in self.rows.values() for widget in (row.box, row.line)))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 76)

    def _read(self) -> dict[str, Any] | None:
        """The values to be set; None where one cannot be, which is said beside it."""
        values: dict[str, Any] = {}
        asked, good = self._table.asked(complete=True), True
        for field, row in self.rows.items():
            row.error.say("")
            if not row.box.isChecked():
                continue
            try:
                values[field] = row.edit.read(row.line.text(), asked)
            except CellRefusal as refusal:
                row.error.say(capitalised(refusal.text.render(self._table.desk.language)))
                good = False
        return values if good else None

    @Slot()
    def _on_save(self) -> None:
        values = self._read()
        if values is None:
            return
        if not values:
            self.reject()
            return
        edits = [RowEdit(cast("int", identity), values) for identity in self._ids]
        self._buttons.setEnabled(False)
        self._table.write(edits, Text("Change {count} records at once", count=len(edits)), self.accept, self._on_refused)

    def _on_refused(self, problems: Problems) -> None:
        self._buttons.setEnabled(True)
        language = self._table.desk.language
        for (_, field), text in problems.items():
            words = capitalised(text.render(language))
            if field in self.rows:
                self.rows[field].error.say(words)
            else:
                self._general.say(words)


_ONE_EACH = frozenset({"legal_name", "reference"})
"""Fields that tell records apart: nobody sets them in several at once."""
