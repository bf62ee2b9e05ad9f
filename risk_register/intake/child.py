"""The child process that reads a file: bytes on its standard input, plain values as JSON lines on its output.

It runs apart from the program because a workbook can make its reader ask for any amount of memory, which ends a process
on the spot. One that stays (`nursery`) makes such a process for each file. It imports the reader and little else, and says
nothing in words: the parent does.
"""

import contextlib
import io
import json
import math
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from risk_register.characters import clean_text
from risk_register.intake import limits, rehearsal
from risk_register.intake.nursery import KEEP, Work, serve
from risk_register.intake.packed import Details, SheetDetails, look_inside
from risk_register.intake.refusals import Reason, Refused

if sys.platform != "win32":
    import resource

_EXACT_INTEGERS = 1e21
_SPREADSHEET_DIGITS = ".15g"
_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""Kept, since making one takes longer than most rows."""


class _Output:
    """One workbook on its way out: cells made plain, counted against the limits."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._cells = 0
        self._characters = 0
        self._replaced = 0

    def sheet(self, name: str, hidden: bool, merged: list[Any], rows: Iterable[list[Any]], details: SheetDetails) -> None:
        """Write one sheet: a line about it, then a line for each row up to its last filled one, none of which is held."""
        problems = {f"{row},{column}": list(problem) for (row, column), problem in details.problems.items()}
        self._line({"sheet": name, "hidden": hidden, "merged": merged, "problems": problems})
        blank = 0
        for number, row in enumerate(rows):
            plain = self._row(number, row, details)
            if plain:
                self._stream.write(b"[]\n" * blank + plain + b"\n")
                blank = 0
            else:
                blank += 1

    def end(self, kind: str) -> None:
        """Write the last line, without which the parent believes nothing."""
        self._line({"end": True, "kind": kind, "replaced": self._replaced})

    def _line(self, value: Any) -> None:
        self._stream.write(json.dumps(value).encode() + b"\n")

    def _row(self, number: int, row: list[Any], details: SheetDetails) -> bytes:
        values = [None if value == "" else value if value.__class__ is bool else self._plain(value) for value in row]
        for column in details.percents.get(number, ()):
            share = values[column] if column < len(values) else None
            if isinstance(share, int | float):
                values[column] = _percent(share)
        while values and values[-1] is None:
            values.pop()
        if not values:
            return b""
        self._cells += len(values) - values.count(None)
        if self._cells > limits.MOST_CELLS:
            raise Refused(Reason.TOO_MANY_CELLS)
        return _ENCODER.encode(values).encode()

    def _plain(self, value: Any) -> Any:
        if isinstance(value, str):
            clean, replaced = clean_text(value)
            self._replaced += replaced
            self._characters += len(clean)
            if self._characters > limits.MOST_TEXT:
                raise Refused(Reason.TOO_MUCH_TEXT)
            return clean
        if isinstance(value, float):
            return _number(value)
        return _moment(value) if isinstance(value, date | time | timedelta) else value


def main(argv: list[str]) -> int:
    """Read the workbook on standard input, or the document whose kind is named; or stay and read one file after the other.

    The last line of the output says how it went, even where that is a refusal.
    """
    if argv[:1] == [KEEP]:
        workbook = rehearsal.workbook()
        return serve(int(argv[1]), Work(read_file, cap_resources, lambda: _read(workbook, _Output(io.BytesIO()))))
    cap_resources()
    read_file(sys.stdin.buffer, -1, argv[0] if argv else "", sys.stdout.buffer)
    return 0


def read_file(file: BinaryIO, size: int, kind: str, out: BinaryIO) -> None:
    """Read so many bytes (-1: all) of a file, and answer. The process that does it, under the limits, is good for nothing more."""
    if kind:
        from risk_register.intake.document_child import answer

        out.write(answer(kind, file.read(size)))
        out.flush()
        return
    try:
        _read(file.read(size), _Output(out))
    except Refused as refusal:
        out.write(json.dumps({"refused": refusal.reason, **refusal.values}).encode() + b"\n")
    except MemoryError:
        out.write(json.dumps({"refused": Reason.TOO_MUCH_MEMORY}).encode() + b"\n")
    out.flush()


def _read(data: bytes, output: _Output) -> None:
    details = look_inside(data) if data.startswith(b"PK") else Details("xls", {})
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        del data  # the reader has a copy of its own
        for meta in workbook.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                _read_sheet(workbook, meta, details.sheets.get(meta.name, SheetDetails()), output)
    except PasswordError as error:
        raise Refused(Reason.PROTECTED) from error
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise Refused(Reason.DAMAGED) from error
    output.end(details.kind)


def _read_sheet(workbook: CalamineWorkbook, meta: SheetMetadata, told: SheetDetails, output: _Output) -> None:
    """Write one sheet. Nothing of it is held any more once the next is read."""
    sheet = workbook.get_sheet_by_name(meta.name)
    _refuse_far_cells(sheet)
    merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()] or told.merged
    output.sheet(meta.name, meta.visible != SheetVisibleEnum.Visible, merged, _rows(sheet), told)


def _rows(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """Every row from the sheet's first, one at a time; the reader begins each at the first filled column."""
    before = [""] * (sheet.start[1] if sheet.start is not None else 0)
    for row in sheet.iter_rows():
        yield before + row


def _refuse_far_cells(sheet: CalamineSheet) -> None:
    """Rows and columns before the first filled cell are made too, so the rectangle is measured from A1."""
    if sheet.end is not None and (sheet.end[0] + 1) * (sheet.end[1] + 1) > limits.MOST_AREA:
        raise Refused(Reason.FAR_CELL, sheet=sheet.name)


def _number(value: float) -> int | float | str:
    """The number with the 15 digits a spreadsheet keeps, so that 0.1 + 0.2 is 0.3 here as it is on its screen."""
    if not math.isfinite(value):
        return str(value)
    short = float(format(value, _SPREADSHEET_DIGITS))
    return int(short) if short.is_integer() and abs(short) < _EXACT_INTEGERS else short


def _percent(value: float) -> str:
    """A share as the percentage its cell shows, with all its digits: 0.9987 is 99.87% even where the format rounds it."""
    shown = format(value * 100, _SPREADSHEET_DIGITS)
    return f"{float(shown):.15f}".rstrip("0").rstrip(".") + "%" if "e" in shown else f"{shown}%"


def _moment(value: date | time | timedelta) -> list[str] | str:
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    kind = "datetime" if isinstance(value, datetime) else "date" if isinstance(value, date) else "time"
    return [kind, value.isoformat()]


def cap_resources() -> None:
    """Hold this process to the limits from here on; before any byte of a file comes."""
    if sys.platform == "win32":
        return
    for kind, most in ((resource.RLIMIT_AS, limits.CHILD_MEMORY), (resource.RLIMIT_CORE, 0),
                       (resource.RLIMIT_CPU, limits.PROCESSOR_SECONDS)):
        # Some systems have the limit and refuse to set it: there the guard before the reader is all there is.
        with contextlib.suppress(ValueError, OSError):
            # One more before the hard end, so that a child out of time is told from one out of memory.
            resource.setrlimit(kind, (most, most + 1 if kind == resource.RLIMIT_CPU else most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
