"""What bringing a spreadsheet would do, as plain data: how it was read, row by row, and what a person may decide about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from risk_register.texts import Language, Text

if TYPE_CHECKING:
    from risk_register.exchange.bringing.columns import Cells
    from risk_register.exchange.bringing.groups import Gathered
    from risk_register.exchange.bringing.known import Known
    from risk_register.exchange.bringing.work import Work

CUSTOM = "custom_field"
"""The target of a column that the register has no field for: kept under its heading as a custom field of the vendor."""
LEFT_OUT = ""
"""The target of a column that somebody wants left out."""

LEFT_OUT_WORD = "left_out"
"""How a register remembers `LEFT_OUT`, since a target that is kept must not be empty."""

Place = tuple[str, int]
"""A sheet's name and a row as the spreadsheet numbers it (the first is 1)."""
Archived = Literal["restore", "skip", "new"]
Duplicate = Literal["keep", "merge", "skip"]


class Kind(StrEnum):
    """What a column's cells are read as."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    WHOLE = "whole"
    PERCENT = "percent"
    TERM = "term"
    COUNTRY = "country"
    YES_NO = "yes_no"
    LIST = "list"

    def label(self, language: Language) -> str:
        """What a preview calls it."""
        return _KIND_WORDS[self].render(language)


_KIND_WORDS = {
    Kind.TEXT: Text("text"), Kind.DATE: Text("date"), Kind.NUMBER: Text("number"), Kind.WHOLE: Text("whole number"),
    Kind.PERCENT: Text("percentage"), Kind.TERM: Text("word from a list"), Kind.COUNTRY: Text("country"),
    Kind.YES_NO: Text("yes or no"), Kind.LIST: Text("list"),
}


class How(StrEnum):
    """How it was settled what a column holds."""

    CHOSEN = "chosen"
    REMEMBERED = "remembered"
    RECOGNISED = "recognised"
    UNMATCHED = "unmatched"


class RowState(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    ARCHIVED = "archived"
    POSSIBLE_DUPLICATE = "possible_duplicate"
    REJECTED = "rejected"

    def label(self, language: Language) -> str:
        """What a preview calls it."""
        return _STATE_WORDS[self].render(language)


_STATE_WORDS = {
    RowState.NEW: Text("new"), RowState.UPDATE: Text("to be updated"), RowState.UNCHANGED: Text("unchanged"),
    RowState.ARCHIVED: Text("archived"), RowState.POSSIBLE_DUPLICATE: Text("possible duplicate"),
    RowState.REJECTED: Text("not usable"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """How the file is to be read."""

    month_first: bool | None = None
    """How '03/04/2026' is written in this file; None where its columns settle it."""
    mapping: Mapping[str | tuple[str, int], str] = field(default_factory=dict)
    """What columns hold, by heading or by sheet and column counted from 0: a target, `CUSTOM` or `LEFT_OUT`."""
    sheets: frozenset[str] | None = None
    """The sheets to be read; None for all that hold a table."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What becomes of rows about which there is something to decide; `rows` decides about single ones by their place."""

    archived: Archived = "skip"
    duplicates: Duplicate = "keep"
    all_or_nothing: bool = False
    """Whether a single row that cannot be used stops the whole import."""
    rows: Mapping[Place, Archived | Duplicate] = field(default_factory=dict)
    """'skip' leaves any row out, also one that nothing is wrong with."""


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """How one sheet was understood."""

    name: str
    kind: str
    """The noun its rows are about ('vendor', 'contract', …); '' where it holds no table and is not read."""
    heading_row: int
    rows: int
    blank: int = 0
    titles: int = 0
    totals: int = 0
    """Rows after the headings that were passed over: blank ones, titles of sections, sums at the end."""


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What one column was taken for."""

    sheet: str
    column: int
    """Counted from 0."""
    letters: str
    heading: str
    target: str
    how: How
    kind: Kind = Kind.TEXT
    samples: tuple[str, ...] = ()
    filled: int = 0
    note: Text | None = None
    """How its values were settled ('day first, as row 4 shows'), or why it is kept as a custom field."""

    @property
    def is_used(self) -> bool:
        """Whether it goes into a field of the register that is its own."""
        return self.target not in (CUSTOM, LEFT_OUT)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something in a row that was not understood, or that somebody should know. Rows are numbered from 1, headings included."""

    sheet: str
    row: int
    column: str
    """The heading; '' where it is about the row as a whole."""
    value: str
    reason: Text
    """A whole sentence that names column and value, but not the row."""


@dataclass(frozen=True, slots=True)
class Near:
    """A vendor that a row may be about although neither reference nor name say so."""

    vendor_id: int | None
    """None where it stands in the file itself."""
    name: str
    row: int | None
    reason: Text
    score: int
    """How alike the names are, up to 100."""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What would become of one row, as things stand by default."""

    sheet: str
    row: int
    noun: str
    name: str
    """The vendor, or the record of the vendor, it is about."""
    reference: str
    state: RowState
    vendor_id: int | None = None
    """The vendor of the register it was recognised as."""
    near: tuple[Near, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[RowProblem, ...] = ()
    changes: tuple[tuple[str, str, Any, Any], ...] = ()
    """For a row that changes records: noun, field, and the values before and after, for `model.labels.value_label` to word."""

    @property
    def place(self) -> Place:
        """By what `Decisions.rows` names it."""
        return self.sheet, self.row


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of the file have which fate, and how many records of each noun would be added and changed."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    archived: int = 0
    restored: int = 0
    skipped: int = 0
    """Rows left out by decision."""
    merged: int = 0
    rejected: int = 0
    vendors: int = 0
    """Vendors added."""
    added: Mapping[str, int] = field(default_factory=dict)
    """Records added, by noun."""
    changed: Mapping[str, int] = field(default_factory=dict)

    @property
    def nothing_to_do(self) -> bool:
        """Whether applying would leave the register as it is."""
        return not self.added and not self.changed


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything about a file that can be known without touching the register."""

    file_name: str
    sha256: str
    settings: Settings
    head: tuple[int, str]
    """Of the journal of the register it was made for."""
    sheets: tuple[SheetPlan, ...]
    columns: tuple[ColumnPlan, ...]
    rows: tuple[PlannedRow, ...]
    counts: Counts
    """By the default decisions."""
    undecided: tuple[ColumnPlan, ...] = ()
    """Columns of dates that could each be two days; nothing can be imported while there are any."""
    notes: tuple[Text, ...] = ()
    """About the file as a whole: its encoding, what was derived, characters replaced."""
    replaced: int = 0
    gathered: "Gathered | None" = None
    """The file's records, for the functions of this package."""
    known: "Known | None" = None
    """What the register held when the plan was made, likewise."""
    cells: "tuple[Cells, ...]" = ()
    """The file's cells as values, likewise."""
    work: "Work | None" = None
    """What the default decisions come to, likewise."""

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        """Everything that keeps a row out, in the order of the file."""
        return tuple(problem for row in self.rows for problem in row.problems)

    @property
    def unused_columns(self) -> tuple[ColumnPlan, ...]:
        """Columns without a field of their own: kept as custom fields, or left out."""
        return tuple(column for column in self.columns if not column.is_used)

    @property
    def possible_duplicates(self) -> tuple[PlannedRow, ...]:
        """Rows that may be about a vendor known under another name."""
        return tuple(row for row in self.rows if row.near and row.state is not RowState.REJECTED)

    @property
    def archived(self) -> tuple[PlannedRow, ...]:
        """Rows about vendors that are archived."""
        return tuple(row for row in self.rows if row.state is RowState.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import really stored."""

    counts: Counts
    rejected: tuple[RowProblem, ...]
    vendor_ids: tuple[int, ...]
    """The vendors added."""
