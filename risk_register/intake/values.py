"""What a file from outside becomes once read: plain frozen values, with the place of each.

Rows and columns are kept as a spreadsheet shows them: `rows[0]` is row 1 and its first value is column A, so that every
value can be cited by its cell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

CellValue = str | int | Decimal | bool | date | datetime | time | None
"""Numbers are exact: a cell shown as a whole number is an `int`, any other a `Decimal`. A cell whose number format is a
percentage is the text a person sees in it ('99.5%')."""


class FileKind(StrEnum):
    """What a file's bytes say it is, whatever its name ends in."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"
    YAML = "yaml"
    XML = "xml"
    MARKDOWN = "markdown"


class CellProblem(StrEnum):
    """Why a cell that holds something has no value we may use."""

    FORMULA_WITHOUT_RESULT = "formula_without_result"
    ERROR_VALUE = "error_value"


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell that cannot be used: `detail` is what the file holds there ('#N/A')."""

    kind: CellProblem
    detail: str = ""


_FIRST_ROWS, _BEGINNING = 400, 24


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or the whole of a CSV file. Rows may differ in length; what is beyond a row's end is empty."""

    name: str
    rows: Sequence[Sequence[CellValue]]
    hidden: bool = False
    merged: Sequence[tuple[int, int, int, int]] = ()
    """Merged areas as (first row, first column, last row, last column), all counted from 0 and inclusive."""
    problems: Mapping[tuple[int, int], Problem] = field(default_factory=dict)
    """Cells without a usable value, by (row, column) counted from 0."""
    _beginnings: list[tuple[str, ...]] = field(default_factory=list, init=False, repr=False, compare=False)

    def beginnings(self) -> tuple[str, ...]:
        """How the texts of its first rows begin, spaces left out, each once: every family is looked for in them."""
        if not self._beginnings:
            self._beginnings.append(tuple(dict.fromkeys(
                "".join(value[:_BEGINNING].split()) for values in self.rows[:_FIRST_ROWS] for value in values
                if isinstance(value, str))))
        return self._beginnings[0]

    def forget_beginnings(self) -> None:
        """Once its family is known nobody asks for them."""
        self._beginnings.clear()

    def value(self, row: int, column: int) -> CellValue:
        """The value at a place counted from 0; None where nothing is."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def filled(self) -> Iterator[tuple[int, int, CellValue]]:
        """Every cell that holds something, in reading order."""
        for row, values in enumerate(self.rows):
            for column, value in enumerate(values):
                if value is not None and value != "":
                    yield row, column, value


@dataclass(frozen=True, slots=True)
class Workbook:
    """A table file read whole: its sheets in the file's order and the fingerprint of its bytes."""

    file_name: str
    kind: FileKind
    sha256: str
    size: int
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    """How the bytes were understood where that was a judgement: 'windows-1252', 'semicolon'."""
    replaced: int = 0
    """How many characters that no text may hold (control characters) were replaced by U+FFFD."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is no workbook, read whole: data in a tree, a form's fields, a text with tables in it."""

    file_name: str
    kind: FileKind
    sha256: str
    size: int
    content: Any
    """Plain values as the kind has them: dicts, lists, texts, exact numbers; a form's fields by name."""
    tables: tuple[Sheet, ...] = ()
    """The tables within, each as a sheet ('Table 1'), so that whatever reads tables of workbooks reads these."""
    notes: tuple[str, ...] = ()
    replaced: int = 0

    def as_workbook(self) -> Workbook:
        """Its tables alone, as a workbook."""
        return Workbook(self.file_name, self.kind, self.sha256, self.size, self.tables, self.notes, self.replaced)


Source = Workbook | Document
"""What a family's reader is given."""


def column_letters(column: int) -> str:
    """The letters a spreadsheet shows for a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """A cell as a person names it: (11, 5) is F12."""
    return f"{column_letters(column)}{row + 1}"
