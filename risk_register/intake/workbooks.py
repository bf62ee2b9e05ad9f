"""Reading a table file whole, whatever it is: the one door for workbooks and tables from outside."""

import hashlib
import io
import json
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from risk_register.errors import Cancelled, RegisterError
from risk_register.intake import limits, sentences
from risk_register.intake.files import read_bytes
from risk_register.intake.kinds import is_protected, kind_of
from risk_register.intake.process import ChildDied, ChildFailed, ChildStopped, ChildTooSlow, run_child
from risk_register.intake.refusals import OtherKind
from risk_register.intake.tables import read_table
from risk_register.intake.values import CellProblem, CellValue, FileKind, Problem, Sheet, Workbook

_TABLE_ENDINGS = {"", ".csv", ".tsv", ".tab", ".txt"}
_WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".ods"}
_KINDS_BY_ENDING = {
    ".json": OtherKind.JSON, ".yaml": OtherKind.YAML, ".yml": OtherKind.YAML, ".xml": OtherKind.XML, ".html": OtherKind.HTML,
    ".htm": OtherKind.HTML, ".eml": OtherKind.MAIL,
}
"""Text formats that a table's bytes may resemble: here the name settles what the bytes leave open."""
_DECODER = json.JSONDecoder(parse_float=Decimal)
"""Kept, since making one takes longer than most rows."""
_MOMENTS: dict[str, Callable[[str], CellValue]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}


def read_workbook(path: Path, *, cancelled: Callable[[], bool] | None = None) -> Workbook:
    """A workbook (xlsx, xlsm, xls, ods) or a table (CSV, TSV) as plain values, each in its place.

    What the file is shows in its bytes. Macros and links are never run or followed: the values stored in the file are
    read. `cancelled` is asked a few times a second while a workbook is being read.

    Raises RegisterError, in a sentence for the person importing, for anything that cannot be read within the limits, and
    Cancelled where they stopped it.
    """
    return workbook_of(path, read_bytes(path, limits.LARGEST_FILE), cancelled)


def workbook_of(path: Path, data: bytes, cancelled: Callable[[], bool] | None) -> Workbook:
    """The same of a file whose bytes were read already."""
    ending = path.suffix.lower()
    kind = kind_of(data)
    if kind is FileKind.CSV:
        kind = _KINDS_BY_ENDING.get(ending, kind)
    if is_protected(data):
        raise sentences.protected(path)
    if kind is FileKind.CSV:
        if ending in _WORKBOOK_ENDINGS:
            raise sentences.text_named_workbook(path)
        workbook = read_table(path.name, data)
    elif kind in (FileKind.XLS, OtherKind.PACKED):
        workbook = _read_in_child(path, data, cancelled)
        if ending in _TABLE_ENDINGS - {""}:
            raise sentences.workbook_named_table(path, workbook.kind)
    elif isinstance(kind, OtherKind):
        raise sentences.other_kind(path, kind, named_as_table=ending in _TABLE_ENDINGS | _WORKBOOK_ENDINGS)
    _refuse_empty(path, workbook)
    return workbook


def _read_in_child(path: Path, data: bytes, cancelled: Callable[[], bool] | None) -> Workbook:
    try:
        answer = run_child(data, cancelled)
    except ChildStopped as error:
        raise Cancelled("Reading {file} was stopped. Nothing was imported.", file=path.name) from error
    except ChildTooSlow as error:
        raise sentences.too_slow(path) from error
    except ChildDied as error:
        raise sentences.too_much_memory(path) from error
    except ChildFailed as error:
        raise sentences.damaged(path) from error
    sheets: list[Sheet] = []
    rows: list[tuple[CellValue, ...]] = []
    known: dict[str, str] = {}
    for line in io.BytesIO(answer):
        if line.startswith(b"["):
            rows.append(_row(line, known))
            continue
        head: dict[str, Any] = _values(line)
        if "refused" in head:
            raise sentences.refused(path, head)
        if "end" in head:
            return Workbook(path.name, FileKind(head["kind"]), hashlib.sha256(data).hexdigest(), len(data), tuple(sheets),
                            replaced=head["replaced"])
        rows = []
        sheets.append(_sheet(head, rows))
    raise sentences.damaged(path)


def _sheet(head: dict[str, Any], rows: list[tuple[CellValue, ...]]) -> Sheet:
    """One sheet, whose rows are yet to come."""
    problems: dict[tuple[int, int], Problem] = {}
    for place, (kind, detail) in head["problems"].items():
        row, column = place.split(",")
        problems[int(row), int(column)] = Problem(CellProblem(kind), detail)
    merged = tuple((first_row, first, last_row, last) for first_row, first, last_row, last in head["merged"])
    return Sheet(head["sheet"], rows, head["hidden"], merged, problems)


def _row(line: bytes, known: dict[str, str]) -> tuple[CellValue, ...]:
    """One row. `known` are the texts of the file so far: half of what a form says it says more than once, and it is held once."""
    if line == b"[]\n":
        return ()
    values: list[Any] = [known.setdefault(value, value) if value.__class__ is str else value for value in _values(line)]
    if b"[" in line[1:]:
        return tuple(_MOMENTS[value[0]](value[1]) if isinstance(value, list) else value for value in values)
    return tuple(values)


def _values(line: bytes) -> Any:
    return _DECODER.decode(line.decode())


def _refuse_empty(path: Path, workbook: Workbook) -> None:
    if any(not isinstance(value, str) or value.strip() for sheet in workbook.sheets for _, _, value in sheet.filled()):
        return
    if any(problem.kind is CellProblem.FORMULA_WITHOUT_RESULT for sheet in workbook.sheets for problem in sheet.problems.values()):
        raise RegisterError(
            "{file} holds only formulas whose results were never stored. Open it in a spreadsheet program, save it, and "
            "import it again.", file=path.name,
        )
    raise RegisterError("{file} is empty: no cell of it holds anything. Choose the file with the answers in it.", file=path.name)
