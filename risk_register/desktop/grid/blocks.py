"""Blocks of cells: copied for a spreadsheet, pasted from one, filled down, cleared; each of the last three one undoable change."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from risk_register.desktop.grid.block import MOST_CELLS, TooLarge, read_block, write_block
from risk_register.desktop.grid.edits import Problems
from risk_register.desktop.grid.plan import Plan, pasted, set_to, under_headings
from risk_register.desktop.models.table import Column
from risk_register.desktop.words import DASH
from risk_register.errors import RegisterError
from risk_register.model.cells import RowEdit
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.desktop.grid.table import EditableTable

R = TypeVar("R")


class Blocks(QObject, Generic[R]):
    """What a table does with more than one cell at a time."""

    def __init__(self, table: "EditableTable[R]") -> None:
        super().__init__(table)
        self._table = table

    def on_key(self, event: QKeyEvent) -> bool:
        """Does what a key stands for; False where it stands for nothing here."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_D and control:
            self.fill_down()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.clear()
        else:
            return False
        return True

    # Reading the selection

    def places(self) -> tuple[list[int], list[int]]:
        """The rows and columns that hold all that is selected, as they are read."""
        rows: set[int] = set()
        chosen: set[int] = set()
        for part in self._table.selected_parts():
            rows.update(range(part.top(), part.bottom() + 1))
            chosen.update(range(part.left(), part.right() + 1))
        return sorted(rows), [column for column in self._table.visible_columns() if column in chosen]

    def copy(self) -> None:
        """Puts the selected cells on the clipboard as spreadsheets take them."""
        rows, columns = self.places()
        selection = self._table.selectionModel()
        cells = [[self._copied(row, column) if selection.isSelected(self._table.rows.index(row, column)) else ""
                  for column in columns] for row in rows]
        if cells:
            alone = len(cells) == 1 and len(cells[0]) == 1
            QGuiApplication.clipboard().setText(cells[0][0] if alone else write_block(cells))

    def _copied(self, row: int, column: int) -> str:
        words = str(self._table.rows.index(row, column).data()).strip()
        return "" if words == DASH else words

    # Pasting

    def paste(self) -> None:
        """Shows what the clipboard would change, and does it when the person agrees."""
        if not self._table.desk.gateway.can_change:
            return
        try:
            block = read_block(QGuiApplication.clipboard().text())
        except TooLarge:
            self._table.desk.gateway.refused.emit(RegisterError(
                "The clipboard holds more than {most} cells. Import the file instead, or paste it in parts.", most=MOST_CELLS))
            return
        adds = self._table.adds
        self.plan_block(block, as_new=adds is not None and (adds.always or not self._table.rows.rowCount()))

    def plan_block(self, block: Sequence[Sequence[str]], *, as_new: bool) -> None:
        """Works out what a block would change from the selected cell on, or as rows of its own, and shows it."""
        if not block:
            return
        table = self._table
        columns = [(column, table.rows.columns[column]) for column in table.visible_columns()]
        headed = under_headings(block, columns)
        rows, chosen = self.places()
        if headed is not None:
            cells, targets = headed
        elif as_new:
            cells, targets = block, [each for each in columns if each[1].edit is not None]
        else:
            cells, targets = self._tiled(block, rows, chosen), self._from_here(columns, chosen)
        plan = pasted(cells, targets, self._target_rows(len(cells), rows, as_new=as_new), table.asked())
        self.judge(plan, block if table.adds is not None else None, as_new=as_new)

    def _from_here(self, columns: list[tuple[int, Column[R]]], chosen: list[int]) -> list[tuple[int, Column[R]]]:
        """The columns from the leftmost selected on; from the current one where a whole row is selected by standing in it."""
        here = self._table.currentIndex().column()
        first = chosen[0] if chosen and len(chosen) < len(columns) else here
        order = [column for column, _ in columns]
        return columns[order.index(first):] if first in order else columns

    def _tiled(self, block: Sequence[Sequence[str]], rows: list[int], chosen: list[int]) -> Sequence[Sequence[str]]:
        """One cell goes into every selected cell, as in a spreadsheet."""
        visible = len(self._table.visible_columns())
        if len(block) == 1 and len(block[0]) == 1 and len(chosen) < visible:
            return [[block[0][0]] * len(chosen)] * len(rows)
        return block

    def _target_rows(self, lines: int, rows: list[int], *, as_new: bool) -> list[R | None]:
        shown, adds = self._table.rows.rows, self._table.adds
        if as_new:
            return [None] * lines
        first = rows[0] if rows else max(self._table.currentIndex().row(), 0)
        targets: list[R | None] = list(shown[first:first + lines])
        return targets + [None] * (lines - len(targets)) if adds is not None else targets

    def judge(self, plan: Plan[R], block: Sequence[Sequence[str]] | None = None, *, as_new: bool = False) -> None:
        """Asks the register what is wrong with a plan, then shows it."""
        lines, edits = self._edits(plan)
        deeds = self._table.deeds

        def show(problems: Problems) -> None:
            self.show(plan.judged(lines, problems), block, as_new=as_new)

        if edits:
            self._table.desk.gateway.ask(lambda register: deeds.judge(register, edits), show)
        else:
            show({})

    def show(self, plan: Plan[R], block: Sequence[Sequence[str]] | None = None, *, as_new: bool = False) -> None:
        """Opens the preview of a plan."""
        from risk_register.desktop.grid.preview import PreviewDialog

        preview = PreviewDialog(self._table, cast("Plan[object]", plan), may_add=block is not None, as_new=as_new)
        preview.agreed.connect(lambda: self.store(plan, Text("Paste {count} cells", count=len(plan.accepted))))
        if block is not None:
            preview.turned.connect(lambda new: self.plan_block(block, as_new=new))
        preview.open()

    # Filling and clearing

    def fill_down(self) -> None:
        """Gives the selected cells what stands in the first selected row; a single row takes what stands above it."""
        rows, columns = self.places()
        if not rows or not self._table.desk.gateway.can_change:
            return
        source = rows[0] if len(rows) > 1 else rows[0] - 1
        if source < 0:
            return
        if len(rows) == 1 and len(columns) == len(self._table.visible_columns()):
            columns = [self._table.currentIndex().column()]
        self._set([row for row in rows if row != source], source, columns, Text("Fill down"))

    def clear(self) -> None:
        """Empties the selected cells; of a row one only stands in, the current cell."""
        rows, columns = self.places()
        if not rows or not self._table.desk.gateway.can_change:
            return
        if len(columns) == len(self._table.visible_columns()):
            columns = [self._table.currentIndex().column()]
        self._set(rows, None, columns, Text("Clear cells"))

    def _set(self, rows: list[int], source: int | None, columns: list[int], reason: Text) -> None:
        table = self._table
        values = [(column, table.rows.columns[column], None if source is None else table.value_at(source, column))
                  for column in columns]
        plan = set_to(values, [table.rows.rows[row] for row in rows], table.asked())
        if plan.refused:
            self.show(plan)
        elif plan.cells:
            self.store(plan, reason)

    # Storing

    def store(self, plan: Plan[R], reason: Text) -> None:
        """Makes all accepted cells one change; what the register refuses is shown, and nothing is changed then."""
        table = self._table
        lines, edits = self._edits(plan)
        if not edits:
            return
        held = {}
        for cell in plan.accepted:
            row, column = plan.rows[cell.line], table.rows.columns[cell.column]
            if row is not None and column.edit is not None:
                held[table.rows.identity_of(row), cell.column] = (column.edit.kind.shown(cell.value, table.asked()), cell.value)
        table.rows.hold(held)

        def refused(problems: Problems) -> None:
            table.rows.let_go(held)
            self.show(plan.judged(lines, problems))

        table.write(edits, reason, lambda: table.rows.tell_landed(held), refused)

    def _edits(self, plan: Plan[R]) -> tuple[list[int], list[RowEdit]]:
        adds = self._table.adds
        return plan.edits(self._table.rows.identity_of, adds.values if adds is not None else {})
