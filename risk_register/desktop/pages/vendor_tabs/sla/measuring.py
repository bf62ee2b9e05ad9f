"""The table in which measurements are typed and pasted: one row a window, those that nobody measured included."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.grid.blocks import Blocks
from risk_register.desktop.grid.edits import CellDeeds, CellEdit, NewRows
from risk_register.desktop.grid.kinds import Asked, CellRefusal, Days, Numbers, Words
from risk_register.desktop.grid.plan import Plan, pasted
from risk_register.desktop.grid.table import EditableTable
from risk_register.desktop.jobs import sla as jobs
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.pages.vendor_tabs.sla import rows
from risk_register.desktop.pages.vendor_tabs.sla.rows import WindowRow
from risk_register.desktop.words import short_day
from risk_register.errors import RegisterError
from risk_register.model import facts
from risk_register.model.cells import RowEdit
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.operations.sla_reading import Line
    from risk_register.store import Register

PERIOD, MEASURED, SOURCE, OUTCOME, CREDIT, FINDING, FROM, TO = range(8)
_TWICE = Text("This window stands twice in what is pasted.")
Index = QModelIndex | QPersistentModelIndex
Promise = Callable[[], facts.SlaTerm | None]


class Measures:
    """What was measured, as the promise in hand is measured."""

    def __init__(self, promise: Promise) -> None:
        self._promise = promise
        self._plain = Numbers()

    def read(self, typed: str, asked: Asked) -> Decimal | int:
        """The figure. Raises `CellRefusal`."""
        promise = self._promise()
        if promise is None:
            return self._plain.read(typed, asked)
        try:
            return jobs.read_measure(typed, promise)
        except RegisterError as refusal:
            raise CellRefusal(refusal.text) from None

    def shown(self, value: Any, asked: Asked) -> str:
        """The figure without its unit."""
        return self._plain.shown(value, asked)

    def offers(self, asked: Asked) -> Sequence[str]:  # noqa: ARG002
        """Nothing to choose from."""
        return ()


def window_columns(promise: Promise) -> tuple[Column[WindowRow], ...]:
    """The columns of the table; `promise` gives the promise in hand."""
    return (
        Column(Text("Period"), lambda row, language: rows.name_of(row.window, language), lambda row: row.window.starts_on,
               width=14),
        Column(Text("Measured"), lambda row, language: rows.figure(row.window.value, row.term, language),
               lambda row: row.window.value, right=True, width=11,
               edit=CellEdit("value", Measures(promise), lambda row: row.window.value)),
        Column(Text("Source"), rows.source, lambda row: row.window.measured.source if row.window.measured else None, width=13,
               edit=CellEdit("source", Words(), lambda row: row.window.measured.source if row.window.measured else None)),
        Column(Text("Outcome"), lambda row, language: rows.state(row.window, language), lambda row: row.window.state, width=12),
        Column(Text("Credit"), rows.credit, lambda row: row.window.credit.claim_by if row.window.credit else None, width=19,
               grows=True),
        Column(Text("Finding"), rows.finding, lambda row: rows.finding(row, "en") or None, width=9),
        Column(Text("From"), lambda row, language: short_day(row.window.starts_on, language), lambda row: row.window.starts_on,
               width=10, edit=CellEdit("starts_on", Days(), lambda row: row.window.starts_on, only_new=True)),
        Column(Text("To"), lambda row, language: short_day(row.window.ends_on, language), lambda row: row.window.ends_on,
               width=10, edit=CellEdit("ends_on", Days(), lambda row: row.window.ends_on, only_new=True)),
    )


class MeasurementTable(EditableTable[WindowRow]):
    """A window is measured by typing into its row; a block is pasted by the windows that its lines name, or cell by cell."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.promise: facts.SlaTerm | None = None
        self.today: date | None = None
        """The day that the register is shown on."""
        model: RowTableModel[WindowRow] = RowTableModel(window_columns(lambda: self.promise), lambda row: row.key, desk.language)
        super().__init__(desk, model, "table_sla_measurement", "sla_measurement", parent, adds=NewRows(),
                         deeds=CellDeeds(self._judge, self._store))
        self.blocks = WindowBlocks(self)
        for column in (FROM, TO):  # the period's name says them; only lines that are pasted hold them
            self.setColumnHidden(column, True)  # noqa: FBT003  # Qt's own signature

    @property
    def in_hand(self) -> WindowRow | None:
        """The window that the person stands on."""
        return self.row_in_hand

    def edit_of(self, column: int) -> CellEdit[WindowRow] | None:
        """How cells of a column are edited; days are only given to rows that are pasted."""
        edit = super().edit_of(column)
        return None if edit is not None and edit.only_new else edit

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Keeps the period's name in view beside the figure that is typed."""
        super().scrollTo(index, hint)
        if index.column() <= SOURCE:
            self.horizontalScrollBar().setValue(0)

    def event(self, event: QEvent) -> bool:
        """Keeps letters for a source that is being begun; elsewhere they are the keys of deeds."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.text().isalpha() \
                and self.currentIndex().column() == SOURCE and not event.modifiers():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins to type. A letter begins no figure: it is the key of a deed that cannot be done now, or of none."""
        column = self.currentIndex().column()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.may_edit(self.currentIndex()):
            self.edit(self.currentIndex())
        elif not (column == MEASURED and event.text().isalpha() and not event.modifiers()):
            super().keyPressEvent(event)

    # What follows runs in the worker.

    def _judge(self, register: "Register", edits: Sequence[RowEdit]) -> Mapping[tuple[int, str], Text]:
        promise = self.promise
        return jobs.judge(register, promise.id, edits) if promise is not None else {}

    def _store(self, register: "Register", edits: Sequence[RowEdit], actor: str, _reason: Text | None) -> object:
        promise = self.promise
        return jobs.store(register, promise.id, edits, actor) if promise is not None else None


class WindowBlocks(Blocks[WindowRow]):
    """Pastes lines that begin with a window into the rows of those windows, whatever row is in hand."""

    def __init__(self, table: MeasurementTable) -> None:
        super().__init__(table)
        self._measured = table

    def plan_block(self, block: Sequence[Sequence[str]], *, as_new: bool) -> None:
        """Works out what a block would change, and shows it."""
        promise = self._measured.promise
        lines = jobs.read_lines(block, promise) if promise is not None else None
        if lines is None:
            super().plan_block(block, as_new=as_new)
        else:
            self.judge(self._by_window(lines))

    def _by_window(self, lines: "Sequence[Line]") -> Plan[WindowRow]:
        table, asked = self._measured, self._measured.asked()
        known = {(row.window.starts_on, row.window.ends_on): row for row in table.rows.everything}
        targets = [known.get((line.starts_on, line.ends_on)) for line in lines]
        columns = [(place, table.rows.columns[place]) for place in (FROM, TO, MEASURED, SOURCE)]
        cells = [self._cells(line, row, asked) for line, row in zip(lines, targets, strict=True)]
        plan = pasted(cells, columns, targets, asked)
        days = [(line.starts_on, line.ends_on) for line in lines]
        twice = {number for number, each in enumerate(days) if each in days[:number]}
        return replace(plan, cells=tuple(replace(cell, problem=_TWICE) if cell.line in twice else cell for cell in plan.cells))

    def _cells(self, line: "Line", row: WindowRow | None, asked: Asked) -> list[str]:
        """A line's cells: of a window that has a row, what the line leaves empty stays as it is."""
        if row is None:
            return [line.starts_on.isoformat(), line.ends_on.isoformat(), line.measured, line.source]
        columns = self._measured.rows.columns
        stands = [columns[place].edit.shown(row, asked) for place in (MEASURED, SOURCE)]  # type: ignore[union-attr]
        return ["", "", line.measured or stands[0], line.source or stands[1]]
