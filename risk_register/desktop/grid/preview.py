"""Shows, cell by cell, what a block would change and what is refused and why, before anything is changed."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout

from risk_register.desktop.grid.plan import Plan, PlannedCell
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import plain_label, subheading
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import DASH, capitalised
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.grid.table import EditableTable

_Line = tuple[int, str, str, PlannedCell]


class PreviewDialog(QDialog):
    """The refused cells first, then those that change. One button makes the change; refused cells stay as they are."""

    agreed = Signal()
    """The person wants what is shown."""
    turned = Signal(bool)
    """The block is to be taken as new rows (True), or from the selected cell on."""

    def __init__(self, table: "EditableTable[Any]", plan: Plan[Any], *, may_add: bool, as_new: bool) -> None:
        super().__init__(table.window())
        self.setObjectName("block_preview")
        self._language: Language = table.desk.language
        self._table = table
        self.plan = plan
        self.setWindowTitle(tr(self._language, "What would change"))
        self.model: RowTableModel[_Line] = RowTableModel(self._columns(), lambda line: line[0], self._language)
        self.model.set_rows(self._lines())
        self.cells: RecordTable[_Line] = RecordTable(self.model, "preview_cells", self)
        self.cells.setAccessibleName(tr(self._language, "What would change"))
        self.cells.say_when_empty(tr(self._language, "Nothing would change: the cells hold this already."))
        self.as_new = QCheckBox(tr(self._language, "Add every line as a new row"))
        self.as_new.setObjectName("as_new_rows")
        self.as_new.setChecked(as_new)
        always = table.adds is not None and table.adds.always
        self.as_new.setVisible(may_add and not always)
        self.as_new.toggled.connect(self._on_turned)
        self._build()

    def _build(self) -> None:
        accepted, language = len(self.plan.accepted), self._language
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.button = buttons.addButton(tr(language, "Change {count} cells", count=accepted),
                                        QDialogButtonBox.ButtonRole.AcceptRole)
        self.button.setObjectName("preview_agree")
        self.button.setEnabled(accepted > 0)
        buttons.accepted.connect(self._on_agreed)
        buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        self.told = subheading(self._summary())
        self.told.setWordWrap(True)
        column.addWidget(self.told)
        if self.plan.refused or self.plan.beyond:
            column.addWidget(plain_label(self._left_out(), wrap=True, name="preview_left_out"))
        column.addWidget(self.as_new)
        column.addWidget(self.cells, 1)
        column.addWidget(buttons)
        self.button.setDefault(accepted > 0)
        (self.button if accepted else buttons).setFocus()
        self.resize(self.fontMetrics().averageCharWidth() * 120, gap * 30)

    def _summary(self) -> str:
        cells = self.plan.accepted
        changed = len({cell.line for cell in cells if self.plan.rows[cell.line] is not None})
        parts = []
        if changed:
            count = len([cell for cell in cells if self.plan.rows[cell.line] is not None])
            parts.append(tr(self._language, "Cells that change: {cells}, in rows: {rows}.", cells=count, rows=changed))
        if self.plan.added:
            parts.append(tr(self._language, "Rows added: {count}.", count=self.plan.added))
        return " ".join(parts) or tr(self._language, "Nothing would change.")

    def _left_out(self) -> str:
        parts = []
        if self.plan.refused:
            parts.append(tr(self._language, "Refused: {count}. These cells stay as they are, and a new row with one is not added.",
                            count=len(self.plan.refused)))
        if self.plan.beyond:
            parts.append(tr(self._language, "Cells that find no place in this table: {count}.", count=self.plan.beyond))
        return " ".join(parts)

    def _lines(self) -> list[_Line]:
        ordered = [*self.plan.refused, *self.plan.accepted]
        shown = {id(cell) for cell in ordered}
        rest = [cell for cell in self.plan.cells if id(cell) not in shown]
        return [(number, self._row_name(cell), self._title(cell), cell) for number, cell in enumerate([*ordered, *rest])]

    def _row_name(self, cell: PlannedCell) -> str:
        row = self.plan.rows[cell.line]
        if row is not None:
            return self._table.rows.columns[0].text(row, self._language)
        return tr(self._language, "New row {number}", number=cell.line + 1)

    def _title(self, cell: PlannedCell) -> str:
        if cell.column < 0:
            from risk_register.model.labels import field_label

            return capitalised(field_label(cell.field, self._language))
        return self._table.rows.columns[cell.column].title.render(self._language)

    def _outcome(self, cell: PlannedCell) -> str:
        if cell.problem is not None:
            return f"\N{WARNING SIGN} {capitalised(cell.problem.render(self._language))}"
        if self.plan.rows[cell.line] is None and cell.line in {each.line for each in self.plan.refused}:
            return tr(self._language, "Not added, as another cell of the row is refused")
        column = self._table.rows.columns[cell.column]
        return column.edit.kind.shown(cell.value, self._table.asked()) or DASH if column.edit else DASH

    def _columns(self) -> tuple[Column[_Line], ...]:
        return (
            Column(Text("Row"), lambda line, _: line[1], lambda line: line[0], width=24),
            Column(Text("Column"), lambda line, _: line[2], lambda line: line[2], width=16),
            Column(Text("Now"), lambda line, _: line[3].before or DASH, lambda line: line[3].before, width=18),
            Column(Text("Offered"), lambda line, _: line[3].typed or DASH, lambda line: line[3].typed, width=18),
            Column(Text("Becomes"), lambda line, _: self._outcome(line[3]), lambda line: line[0], width=24, grows=True),
        )

    @Slot()
    def _on_agreed(self) -> None:
        self.agreed.emit()
        self.accept()

    @Slot(bool)
    def _on_turned(self, as_new: bool) -> None:  # a slot of Qt's signal
        self.turned.emit(as_new)
        self.reject()
