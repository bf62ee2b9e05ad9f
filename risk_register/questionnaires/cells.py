"""Cells as words: exactly as a vendor reads them, and as headings and choices are compared."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from risk_register.intake.values import CellProblem, CellValue, Problem, Sheet, cell_name
from risk_register.questionnaires.reading import Flag, Unmapped
from risk_register.texts import Text

HEADING_MOST = 90
"""No heading or choice is longer; longer cells are never compared."""

_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_SPACES = re.compile(r"[\s_]+")
_SLASHES = re.compile(r"\s*/\s*")


def words(value: CellValue) -> str:
    """The cell's words as the file shows them, without space at their ends; '' where it holds nothing else."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Words as they are compared: width, case, spaces, brackets and closing marks apart."""
    return normal_once(text)


def normal_once(text: str) -> str:
    """The same for words that are compared once and not remembered, as the ids of all questions are."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    folded = _SLASHES.sub("/", folded)
    plain = _SPACES.sub(" ", _IN_BRACKETS.sub(" ", folded)).strip(" .,:;*?!¿¡")
    return plain or _SPACES.sub(" ", folded).strip(" ()[].,:;*?!¿¡")


def filled_cells(sheet: Sheet, row: int) -> list[tuple[int, str]]:
    """The columns of a row that hold something, with their words."""
    if row >= len(sheet.rows):
        return []
    return [(column, text) for column, value in enumerate(sheet.rows[row])
            if value is not None and (text := value.strip() if isinstance(value, str) else words(value))]


def spread_down(sheet: Sheet, column: int) -> dict[int, str]:
    """For each row that a merged area reaches in this column, the words written in the area's first cell."""
    reached: dict[int, str] = {}
    for top, left, bottom, right in sheet.merged:
        if left <= column <= right and bottom > top:
            reached.update(dict.fromkeys(range(top, bottom + 1), words(sheet.value(top, left))))
    return reached


def shown(sheet: Sheet) -> tuple[Sheet, list[tuple[int, int]]]:
    """The sheet as a person sees it, without what lies covered under merged cells, and the places of that."""
    hidden: list[tuple[int, int]] = [
        (row, column) for top, left, bottom, right in sheet.merged
        for row in range(top, min(bottom + 1, len(sheet.rows))) for column in range(left, min(right + 1, len(sheet.rows[row])))
        if (row, column) != (top, left) and words(sheet.rows[row][column])]
    if not hidden:
        return sheet, hidden
    rows = list(sheet.rows)
    for row, columns in groupby(sorted(hidden), key=itemgetter(0)):
        values = list(rows[row])
        for _, column in columns:
            values[column] = None
        rows[row] = tuple(values)
    return replace(sheet, rows=rows), hidden


def covered_cell(sheet: Sheet, row: int, column: int) -> Unmapped:
    """What is said of a cell that lies under a merged one."""
    return Unmapped(sheet.name, cell_name(row, column), words(sheet.value(row, column)),
                    Text("The cell is covered by a merged one, so nobody sees it."))


def problem_flag(problem: Problem) -> Flag:
    """The flag of an answer whose cell has no usable value."""
    if problem.kind is CellProblem.FORMULA_WITHOUT_RESULT:
        return Flag.FORMULA_WITHOUT_RESULT
    return Flag.ERROR_VALUE


def problem_cell(sheet: Sheet, row: int, column: int, heading: str) -> Unmapped:
    """What is said of a cell without a usable value, naming its column."""
    problem = sheet.problems[row, column]
    if problem.kind is CellProblem.FORMULA_WITHOUT_RESULT:
        reason = Text("Column {column}: formula without a stored result.", column=heading)
    else:
        reason = Text("Column {column}: the cell holds the error {error}.", column=heading, error=problem.detail)
    return Unmapped(sheet.name, cell_name(row, column), problem.detail, reason)


def short_cells(sheet: Sheet, rows: range) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Each row's texts that are short enough to be headings, with their columns."""
    for row in rows:
        cells = [(column, value) for column, value in enumerate(sheet.rows[row])
                 if type(value) is str and 0 < len(value) <= HEADING_MOST]
        if cells:
            yield row, cells
