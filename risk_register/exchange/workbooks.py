"""Workbooks (.xlsx) as the program writes them: text stays text, numbers and days stay what they are, nothing runs.

One way to write them for exports, sheets for owners and questionnaires alike: headings in bold that stay in view, widths from
what stands in the columns, drop-down lists, cells locked but for those that somebody is to fill in.
"""

import io
import os
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from risk_register.characters import cleaned
from risk_register.errors import RegisterError
from risk_register.intake.files import refuse_no_file
from risk_register.system_reasons import reason_of
from risk_register.texts import Text

CellContent = str | int | Decimal | bool | date | datetime | None
"""Moments are written in UTC; a bare day as a day."""

LONGEST_TEXT = 32_767
"""Characters that a cell of a workbook can hold."""
_CONTINUED = "…"
_EXACT_DIGITS = 15
_FIRST_DAY = date(1900, 3, 1)
"""Days before it are another day in some programs, so they are written as text."""
_NARROWEST, _WIDEST = 8, 60
_MEASURED = 200
_LISTED_INLINE = 255
_LISTS = "_lists"
_BAD_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME = 31
_MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - no moment: the same facts give the same bytes


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its heading, and what may be entered under it."""

    heading: str
    width: int | None = None
    """In characters; from what stands in it where not given."""
    choices: Sequence[str] = ()
    """What a drop-down list offers under the heading; other words are refused where `strict`."""
    strict: bool = True
    locked: bool = True
    """Whether it cannot be changed on a sheet that is protected."""
    wrap: bool = False
    hint: str = ""
    """Shown beside a cell that is being filled in."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetContent:
    """One sheet. Rows may be shorter than the columns; `spare_rows` more can be filled in below them, as the columns say."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[CellContent]] = ()
    above: Sequence[str] = ()
    """Lines that stand over the headings, the first of them in bold."""
    protected: bool = False
    """Against slips, without a password: only columns that are not locked can be changed."""
    hidden: bool = False
    spare_rows: int = 0
    frozen_columns: int = 0
    filtered: bool = False
    """Whether the headings carry the spreadsheet's own filters."""


@dataclass
class _Lists:
    """Drop-down lists that are too long to stand in the rule itself, each a column of a hidden sheet."""

    known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def source(self, choices: Sequence[str]) -> list[str] | str:
        """What the rule names: the words, or where they stand."""
        words = tuple(cleaned(choice) for choice in choices)
        if len(",".join(words)) <= _LISTED_INLINE and not any("," in word for word in words):
            return list(words)
        if words not in self.known:
            letter = _letters(len(self.known))
            self.known[words] = f"={_LISTS}!${letter}$1:${letter}${len(words)}"
        return self.known[words]


def write_workbook(path: Path, sheets: Sequence[SheetContent]) -> tuple[Text, ...]:
    """Write a workbook under that name, through a temporary one beside it; what stood there is replaced in one step.

    Returns a sentence for each text that is longer than a cell can hold and was cut there. Raises RegisterError where the place
    cannot be written; whatever stood there before is then still there.
    """
    content, notes = workbook_bytes(sheets)
    write_whole(path, content)
    return notes


def workbook_bytes(sheets: Sequence[SheetContent]) -> tuple[bytes, tuple[Text, ...]]:
    """A workbook's bytes, the same for the same content, and the notes as `write_workbook` returns them."""
    buffer = io.BytesIO()
    book = new_book(buffer)
    lists, notes, names = _Lists(), [], set[str]()
    for sheet in sheets:
        notes.extend(_Writer(book, sheet, lists, sheet_name(sheet.name, names)).write())
    if lists.known:
        kept = book.add_worksheet(_LISTS)
        kept.hide()
        for column, words in enumerate(lists.known):
            for row, word in enumerate(words):
                kept.write_string(row, column, word)
    book.close()
    return buffer.getvalue(), tuple(notes)


def new_book(buffer: io.BytesIO) -> Any:
    """An empty workbook of the writer's own kind, in which text stays text, and whose bytes depend on its content alone."""
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(buffer, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    })
    book.set_properties({"created": _MADE})
    return book


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises RegisterError where the place cannot be written."""
    if path.is_dir():
        raise RegisterError("{file} is a folder; give the file a name of its own in it.", file=str(path))
    refuse_no_file(path)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise RegisterError("{file} could not be written: {reason}. Close it where it is open, or choose another place.",
                            file=path.name, reason=reason_of(error)) from None
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder to write into, where it is missing. Raises RegisterError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegisterError("The folder {folder} could not be made: {reason}. Choose another place.", folder=str(folder),
                            reason=reason_of(error)) from None


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that a workbook accepts for a sheet, near the one wanted and unlike those taken, to which it is added."""
    base = " ".join(cleaned(wanted).translate(_BAD_IN_NAME).split()).strip("'")[:_LONGEST_NAME].rstrip() or "Sheet"
    name, number = base, 2
    while name.casefold() in taken or name.casefold() == "history":
        ending = f" ({number})"
        name, number = base[:_LONGEST_NAME - len(ending)] + ending, number + 1
    taken.add(name.casefold())
    return name


class _Writer:
    """Writes one sheet."""

    def __init__(self, book: Any, sheet: SheetContent, lists: _Lists, name: str) -> None:
        self._sheet = sheet
        self._page = book.add_worksheet(name)
        self._lists = lists
        self._name = name
        self._title = book.add_format({"bold": True, "font_size": 13})
        self._heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._formats = {
            (wrap, locked, kind): book.add_format({"valign": "top", "text_wrap": wrap, "locked": locked, "num_format": kind})
            for wrap in (False, True) for locked in (False, True)
            for kind in ("General", "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")
        }
        self._widths = [len(column.heading) + 2 for column in sheet.columns]
        self._notes: list[Text] = []

    def write(self) -> list[Text]:
        """All of it; returns what had to be cut."""
        top = len(self._sheet.above) + 1 if self._sheet.above else 0
        for row, line in enumerate(self._sheet.above):
            self._page.write_string(row, 0, cleaned(line), *([self._title] if row == 0 else []))
        for place, column in enumerate(self._sheet.columns):
            self._page.write_string(top, place, cleaned(column.heading), self._heading)
        last = top
        for last, values in enumerate(self._sheet.rows, start=top + 1):
            for place, value in enumerate(values):
                if value is not None:
                    self._cell(last, place, value)
            if last - top == _MEASURED:
                self._widths = [min(width, _WIDEST) for width in self._widths]
        end = last + self._sheet.spare_rows
        self._lay_out(top, end)
        return self._notes

    def _cell(self, row: int, place: int, value: CellContent) -> None:
        column = self._sheet.columns[place]
        key = column.wrap, column.locked
        if isinstance(value, str):
            text = cleaned(value)
            if len(text) > LONGEST_TEXT:
                self._notes.append(Text("Sheet {sheet}, row {row}: the text under '{column}' is longer than a cell can hold "
                                        "({limit} characters) and was cut; the register keeps all of it.", sheet=self._name,
                                        row=row + 1, column=column.heading, limit=LONGEST_TEXT))
                text = text[:LONGEST_TEXT - 1] + _CONTINUED
            if text:
                self._page.write_string(row, place, text, self._formats[(*key, "@")])
            self._measure(row, place, text)
        elif isinstance(value, bool):
            self._page.write_boolean(row, place, value, self._formats[(*key, "General")])
        elif isinstance(value, datetime):
            moment = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
            self._page.write_datetime(row, place, moment, self._formats[(*key, "yyyy-mm-dd hh:mm:ss")])
            self._widths[place] = max(self._widths[place], 20)
        elif isinstance(value, date):
            self._day(row, place, value, key)
        else:
            self._number(row, place, value, key)

    def _day(self, row: int, place: int, value: date, key: tuple[bool, bool]) -> None:
        if value < _FIRST_DAY:
            self._page.write_string(row, place, value.isoformat(), self._formats[(*key, "@")])
        else:
            self._page.write_datetime(row, place, value, self._formats[(*key, "yyyy-mm-dd")])
        self._widths[place] = max(self._widths[place], 12)

    def _number(self, row: int, place: int, value: int | Decimal | None, key: tuple[bool, bool]) -> None:
        exact = Decimal(value or 0)
        if len(exact.as_tuple().digits) > _EXACT_DIGITS:
            self._page.write_string(row, place, f"{exact:f}", self._formats[(*key, "@")])
        else:
            self._page.write_number(row, place, float(exact), self._formats[(*key, "General")])
        self._measure(row, place, f"{exact:f}")

    def _measure(self, row: int, place: int, text: str) -> None:
        if row <= _MEASURED:
            longest = max(map(len, islice(text.split("\n"), 5)), default=0)
            self._widths[place] = max(self._widths[place], longest + 2)

    def _lay_out(self, top: int, end: int) -> None:
        page, columns = self._page, self._sheet.columns
        page.freeze_panes(top + 1, self._sheet.frozen_columns)
        page.set_landscape()
        page.repeat_rows(top)
        page.fit_to_pages(1, 0)
        if self._sheet.filtered and columns:
            page.autofilter(top, 0, max(end, top + 1), len(columns) - 1)
        if self._sheet.protected:
            page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
        if self._sheet.hidden:
            page.hide()
        for place, column in enumerate(columns):
            width = column.width or min(max(self._widths[place], _NARROWEST), _WIDEST)
            kind = "@" if column.choices or not column.locked else "General"
            page.set_column(place, place, width, self._formats[column.wrap, column.locked, kind],
                            {"hidden": True} if column.hidden else {})
            if end > top:
                self._rule(column, place, top + 1, end)

    def _rule(self, column: SheetColumn, place: int, first: int, last: int) -> None:
        if not column.choices and not column.hint:
            return
        rule: dict[str, Any] = {"validate": "any"}
        if column.choices:
            rule = {"validate": "list", "source": self._lists.source(column.choices),
                    "error_type": "stop" if column.strict else "information"}
        if column.hint:
            rule |= {"input_title": cleaned(column.heading)[:32], "input_message": cleaned(column.hint)[:255]}
        self._page.data_validation(first, place, last, place, rule)


def _letters(column: int) -> str:
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
