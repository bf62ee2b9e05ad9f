"""Tables kept as text (CSV, TSV): how they were encoded and cut is judged from the whole file, never from its first line."""

import codecs
import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from risk_register.errors import RegisterError
from risk_register.intake import limits
from risk_register.intake.text import clean_text
from risk_register.intake.values import FileKind, Sheet, Workbook

_DELIMITERS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "vertical bar"}
_JUDGED_ROWS = 5_000
_LONGEST_CELL = 10_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class _Cut:
    """One way to cut the text into cells, and how well it fits."""

    delimiter: str
    share: float
    """Of the filled rows, those with the usual number of cells."""
    columns: int


def read_table(name: str, data: bytes) -> Workbook:
    """A table's cells as text, an empty one as None; 'NA', 'None' and 'NULL' are text like any other.

    The encoding is a byte-order mark's, else UTF-8 where the bytes allow no doubt, else windows-1252. The delimiter is the
    one that gives the most rows the same number of cells. Both are in the notes.

    Raises RegisterError for a file beyond the limits, or with a quotation mark that is never closed.
    """
    text, encoding = _decoded(name, data)
    text, replaced = clean_text(text)
    cut = _best_cut(text)
    rows: list[tuple[str | None, ...]] = []
    cells = 0
    try:
        for row in _cells(text, cut.delimiter):
            cells += len(row)
            if cells > limits.MOST_CELLS:
                raise RegisterError("{file} holds more cells than this program reads from one file ({limit}). Split it and import "
                                    "the parts.", file=name, limit=limits.MOST_CELLS)
            rows.append(tuple(value or None for value in row))
    except csv.Error as error:
        raise RegisterError("{file} cannot be read as a table: a cell that begins near row {row} never ends. Check the quotation "
                            "marks there.", file=name, row=len(rows) + 1) from error
    sheet = Sheet(name.rsplit(".", 1)[0], rows)
    return Workbook(name, FileKind.CSV, hashlib.sha256(data).hexdigest(), len(data), (sheet,),
                    (encoding, _DELIMITERS[cut.delimiter]), replaced)


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    for mark, codec, label in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(codec), label
            except UnicodeDecodeError as error:
                raise RegisterError("{file} says that it is encoded as {encoding}, but its bytes are not. Save it anew as "
                                    "CSV UTF-8 and import it again.", file=name, encoding=label) from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # Five bytes mean nothing in windows-1252; they become the replacement character, which is counted nowhere but seen.
        return data.decode("cp1252", "replace"), "windows-1252"


def _best_cut(text: str) -> _Cut:
    candidates = [cut for delimiter in _DELIMITERS if delimiter in text and (cut := _fit(text, delimiter)) is not None]
    # Of delimiters that cut equally evenly, the one that finds more columns is not the accident.
    return max((cut for cut in candidates if cut.columns > 1), key=lambda cut: (cut.share, cut.columns), default=_Cut(",", 1, 1))


def _fit(text: str, delimiter: str) -> _Cut | None:
    widths: Counter[int] = Counter()
    try:
        for number, row in enumerate(_cells(text, delimiter)):
            if any(row):
                widths[len(row)] += 1
            if number >= _JUDGED_ROWS:
                break
    except csv.Error:
        return None
    if not widths:
        return None
    columns, rows = max(widths.items(), key=lambda item: (item[1], item[0]))
    return _Cut(delimiter, rows / widths.total(), columns)


def _cells(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
