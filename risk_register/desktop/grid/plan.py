"""What pasting, filling or clearing would do to the cells of a table, cell by cell, before anything is done."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from risk_register.desktop.grid.edits import MUST_STAND, CellEdit
from risk_register.desktop.grid.kinds import Asked, CellRefusal
from risk_register.desktop.models.table import Column
from risk_register.model.cells import RowEdit
from risk_register.model.names import fold_accents
from risk_register.texts import LANGUAGES, Text

R = TypeVar("R")
_NOT_EDITED = Text("This column is worked out by the program and is not typed in.")
_KEPT = Text("What is recorded here is not changed any more; a new row may hold it.")


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """One cell that would change: what it shows now, what was offered, and the value to be stored or why it is refused."""

    line: int
    """Which of the plan's rows."""
    column: int
    field: str
    before: str
    typed: str
    value: Any = None
    problem: Text | None = None


@dataclass(frozen=True, slots=True)
class Plan(Generic[R]):
    """The rows in question (None for one that would be added) and the cells of them that would change."""

    rows: tuple[R | None, ...]
    cells: tuple[PlannedCell, ...]
    beyond: int = 0
    """How many cells of the block found no place."""

    @property
    def accepted(self) -> tuple[PlannedCell, ...]:
        """The cells that can be stored: a row to be added only as a whole."""
        spoilt = {cell.line for cell in self.cells if cell.problem and self.rows[cell.line] is None}
        return tuple(cell for cell in self.cells if cell.problem is None and cell.line not in spoilt)

    @property
    def refused(self) -> tuple[PlannedCell, ...]:
        """The cells that stay as they are."""
        return tuple(cell for cell in self.cells if cell.problem is not None)

    @property
    def added(self) -> int:
        """How many rows would be added."""
        return len({cell.line for cell in self.accepted if self.rows[cell.line] is None})

    def edits(self, identity: Callable[[R], Any], new: Mapping[str, Any]) -> tuple[list[int], list[RowEdit]]:
        """The accepted cells by row: the lines they stand in, and what the register is asked to store."""
        by_line: dict[int, dict[str, Any]] = {}
        for cell in self.accepted:
            by_line.setdefault(cell.line, {})[cell.field] = cell.value
        edits = []
        for line, values in by_line.items():
            row = self.rows[line]
            edits.append(RowEdit(None, {**new, **values}) if row is None else RowEdit(identity(row), values))
        return list(by_line), edits

    def judged(self, lines: Sequence[int], problems: Mapping[tuple[int, str], Text]) -> "Plan[R]":
        """The plan with what the register said of its edits; what it said of a whole row stands at the row's first cell."""
        said = {(lines[place], name): text for (place, name), text in problems.items()}
        if not said:
            return self
        cells, told = [], set()
        for cell in self.cells:
            text = said.get((cell.line, cell.field))
            whole = said.get((cell.line, ""))
            if text is None and whole is not None and cell.line not in told:
                text = whole
                told.add(cell.line)
            cells.append(replace(cell, problem=text) if text is not None and cell.problem is None else cell)
        present = {(cell.line, cell.field) for cell in self.cells}
        missing = [PlannedCell(line, -1, name, "", "", problem=text) for (line, name), text in said.items()
                   if name and (line, name) not in present]
        return replace(self, cells=(*cells, *missing))


def pasted(block: Sequence[Sequence[str]], columns: Sequence[tuple[int, Column[R]]], rows: Sequence[R | None],
           asked: Asked) -> Plan[R]:
    """What a block would change, its first cell on the first of the columns and rows given."""
    cells: list[PlannedCell] = []
    beyond = 0
    for line, texts in enumerate(block):
        if line >= len(rows):
            beyond += len(texts)
            continue
        beyond += max(len(texts) - len(columns), 0)
        for (place, column), typed in zip(columns, texts, strict=False):
            if (cell := _cell(line, place, column, rows[line], typed, asked)) is not None:
                cells.append(cell)
    return Plan(tuple(rows[:len(block)]), tuple(cells), beyond)


def set_to(values: Sequence[tuple[int, Column[R], Any]], rows: Iterable[R], asked: Asked) -> Plan[R]:
    """What setting these columns to these values would change, as filling down and clearing do."""
    rows = tuple(rows)
    cells = [cell for line, row in enumerate(rows) for place, column, value in values if column.edit is not None
             for cell in _set(line, place, column.edit, row, value, asked)]
    return Plan(rows, tuple(cells))


def under_headings(block: Sequence[Sequence[str]], columns: Sequence[tuple[int, Column[R]]]) -> (
        tuple[Sequence[Sequence[str]], Sequence[tuple[int, Column[R]]]] | None):
    """The rest of a block and its columns, where the first line names columns of the table in either language; else None."""
    known = {fold_accents(column.title.render(language)): (place, column) for language in LANGUAGES for place, column in columns}
    if len(block) < 2 or not block[0]:
        return None
    found = [known.get(fold_accents(heading)) for heading in block[0]]
    if any(each is None for each in found) or len({each[0] for each in found if each}) < len(found):
        return None
    return block[1:], [each for each in found if each is not None]


def _cell(line: int, place: int, column: Column[R], row: R | None, typed: str, asked: Asked) -> PlannedCell | None:
    edit, before = column.edit, "" if row is None else column.text(row, asked.language)
    if edit is None or (edit.only_new and row is not None):
        if typed.strip() in {"", before.strip()}:
            return None
        return PlannedCell(line, place, "", before, typed, problem=_NOT_EDITED if edit is None else _KEPT)
    try:
        value = edit.read(typed, asked)
    except CellRefusal as refusal:
        return PlannedCell(line, place, edit.field, before, typed, problem=refusal.text)
    if (row is None and value is None) or (row is not None and value == edit.value(row)):
        return None
    return PlannedCell(line, place, edit.field, before, typed, value)


def _set(line: int, place: int, edit: CellEdit[R], row: R, value: Any, asked: Asked) -> Iterator[PlannedCell]:
    if edit.only_new or value == edit.value(row):
        return
    problem = MUST_STAND if value is None and edit.required else None
    yield PlannedCell(line, place, edit.field, edit.shown(row, asked), edit.kind.shown(value, asked), value, problem)
