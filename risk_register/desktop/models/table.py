"""A table as columns plus rows, sorted in Python: a proxy over a Python model takes a hundred times as long at 10,000 rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from risk_register.model.sorting import blanks_last
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.grid.edits import CellEdit

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

_DISPLAY = Qt.ItemDataRole.DisplayRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_EDIT = Qt.ItemDataRole.EditRole
_TIP = Qt.ItemDataRole.ToolTipRole
_ALIGN = Qt.ItemDataRole.TextAlignmentRole
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The row itself, for delegates and pages."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROOT = QModelIndex()
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _FIXED | Qt.ItemFlag.ItemIsEditable
_SPILL = 2
"""How many characters more than a column is wide its heading may have before it is broken: a cell's margins hold them."""
_GAP = "\N{EN SPACE}"
"""What keeps a number from touching the next column's text."""
_MOST_TEXTS = 2_000
"""How many rows' texts are kept: a list that was scrolled through need not stay in memory twice."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its heading, what a cell says in a language, and what sorting compares (None: blank, always last)."""

    title: Text
    text: Callable[[R, Language], str]
    key: Callable[[R], Any]
    right: bool = False
    """Whether its cells are numbers, which line up on the right."""
    width: int = 14
    """How many characters it is wide at first."""
    grows: bool = False
    """Whether it takes the room that the others leave; one column of a table at most."""
    edit: "CellEdit[R] | None" = None
    """How its cells are edited in place, in an `EditableTable`; None where they are not."""
    name: str = ""
    """What its place, width and visibility are remembered by; empty where they are not."""
    shown: bool = True
    """Whether it is shown until the person chooses the columns."""


class RowTableModel(QAbstractTableModel, Generic[R]):
    """Rows of one kind. `identity` is what makes a row the same after a refresh, so that selections can follow it."""

    def __init__(self, columns: Sequence[Column[R]], identity: Callable[[R], object], language: Language = "en",
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._identity = identity
        self._language: Language = language
        self._all: list[R] = []
        self._rows: list[R] = []
        self._keep: Callable[[R], bool] | None = None
        self._by: int | None = None
        self._descending = False
        self._texts: dict[object, tuple[str, ...]] = {}
        self._held: dict[tuple[object, int], tuple[str, Any]] = {}
        self._landed: set[tuple[object, int]] = set()
        self._kept_back: list[R] | None = None
        self._keeps_back = False

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """A cell's text for eyes, ears and tips (as plain text), or the row behind it."""
        if not index.isValid():
            return None
        if role == _DISPLAY or role == _ACCESSIBLE:  # noqa: SIM109  # quicker than building a tuple, and this is the hot path
            return self._cells(self._rows[index.row()])[index.column()]
        if role == ROW_ROLE:
            return self._rows[index.row()]
        if role == _ALIGN:
            return _RIGHT if self._columns[index.column()].right else _LEFT
        if role in (_TIP, _EDIT):
            words = self._cells(self._rows[index.row()])[index.column()]
            return plain_tip(words) if role == _TIP else words
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The columns' headings."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role in (_DISPLAY, _ACCESSIBLE):
            column = self._columns[section]
            words = column.title.render(self._language)
            return (in_two_lines(words, column.width) if role == _DISPLAY else words) + (_GAP if column.right else "")
        if role == _ALIGN:
            return _RIGHT if self._columns[section].right else _LEFT
        if role == _TIP and self._columns[section].edit is not None:
            return tr(self._language, "Press F2, double-click or just type to change a cell. Tab and Enter move on, Esc restores.")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells of an editable column may be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _EDITABLE if self._columns[index.column()].edit is not None else _FIXED

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by what the column's key compares; blanks come last both ways, and selections follow their rows."""
        self._by = column if 0 <= column < len(self._columns) else None
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(self._identity(self._rows[index.row()]), index.column()) for index in before]
        self._all = self._sorted(self._all)
        self._rows = self._kept()
        places = {self._identity(row): number for number, row in enumerate(self._rows)} if held else {}
        after = [self.index(places[identity], where) for identity, where in held]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    @property
    def columns(self) -> Sequence[Column[R]]:
        """The columns, in order."""
        return self._columns

    @property
    def rows(self) -> Sequence[R]:
        """The rows shown, in order."""
        return self._rows

    @property
    def everything(self) -> Sequence[R]:
        """All rows, filtered out ones included."""
        return self._all

    @property
    def total(self) -> int:
        """How many rows there are, filtered out ones included."""
        return len(self._all)

    def set_rows(self, rows: Iterable[R]) -> None:
        """Takes new rows, in the sorting and filter now in force; at once, or when a cell is no longer typed in."""
        if self._keeps_back:
            self._kept_back = list(rows)
            return
        self.beginResetModel()
        self._texts.clear()
        for cell in self._landed:
            self._held.pop(cell, None)
        self._landed.clear()
        self._all = self._sorted(list(rows))
        self._rows = self._kept()
        self.endResetModel()

    def keep_back(self) -> None:
        """A cell is being typed in: new rows wait, since they would take its editor away."""
        self._keeps_back = True

    def let_in(self) -> None:
        """No cell is typed in any more: rows that waited are shown."""
        self._keeps_back = False
        if self._kept_back is not None:
            rows, self._kept_back = self._kept_back, None
            self.set_rows(rows)

    def hold(self, cells: Mapping[tuple[object, int], tuple[str, Any]]) -> None:
        """Shows the texts that were typed into cells, by row and column, until the rows say so; each with its value."""
        self._held.update(cells)
        self._landed.difference_update(cells)
        self._say_anew(cells)

    def held(self, identity: object, column: int) -> tuple[str, Any] | None:
        """The text and value that were typed into a cell and are not yet among the rows."""
        return self._held.get((identity, column))

    def tell_landed(self, cells: Iterable[tuple[object, int]]) -> None:
        """What was typed is stored: rows that are read from now on hold it, older ones that wait do not."""
        self._landed.update(cell for cell in cells if cell in self._held)
        self._kept_back = None

    def let_go(self, cells: Iterable[tuple[object, int]]) -> None:
        """What was typed was not stored."""
        cells = list(cells)
        for cell in cells:
            self._held.pop(cell, None)
            self._landed.discard(cell)
        self._say_anew(cells)

    def _say_anew(self, cells: Iterable[tuple[object, int]]) -> None:
        for identity, _ in cells:
            self._texts.pop(identity, None)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def set_filter(self, keep: Callable[[R], bool] | None) -> None:
        """Shows only the rows that `keep` says; None shows all."""
        self.beginResetModel()
        self._keep = keep
        self._rows = self._kept()
        self.endResetModel()

    def set_language(self, language: Language) -> None:
        """Says everything in that language."""
        self._language = language
        self._texts.clear()
        if self._columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def place_of(self, identity: object) -> int | None:
        """Where the row with that identity is shown; None where it is not."""
        for number, row in enumerate(self._rows):
            if self._identity(row) == identity:
                return number
        return None

    def identity_at(self, place: int) -> object | None:
        """What makes the row at that place the same after a refresh."""
        return self._identity(self._rows[place]) if 0 <= place < len(self._rows) else None

    def identity_of(self, row: R) -> Any:
        """What makes a row the same after a refresh."""
        return self._identity(row)

    def _cells(self, row: R) -> tuple[str, ...]:
        identity = self._identity(row)
        cells = self._texts.get(identity)
        if cells is None:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            cells = self._texts[identity] = tuple(
                column.text(row, self._language) + (_GAP if column.right else "") for column in self._columns)
            if self._held:
                cells = self._texts[identity] = tuple(
                    self._held.get((identity, number), (text,))[0] for number, text in enumerate(cells))
        return cells

    def _kept(self) -> list[R]:
        keep = self._keep
        return list(self._all) if keep is None else [row for row in self._all if keep(row)]

    def _sorted(self, rows: list[R]) -> list[R]:
        if self._by is None:
            return rows
        return blanks_last(rows, self._columns[self._by].key, descending=self._descending)


def in_two_lines(words: str, width: int) -> str:
    """A heading broken near its middle where it is longer than the column is wide, so that no heading makes a column wide."""
    places = [number for number, letter in enumerate(words) if letter == " "]
    if len(words) <= width + _SPILL or not places:
        return words
    middle = min(places, key=lambda place: abs(place - len(words) / 2))
    return f"{words[:middle]}\n{words[middle + 1:]}"


def plain_tip(words: str) -> str:
    """A tip that Qt cannot take for markup: it would read '<GmbH>' as a tag and swallow it."""
    if "<" not in words and "&" not in words:
        return words
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<span>{escaped}</span>"
