"""Tables kept as text (CSV, TSV): how they were encoded and cut is judged from the whole file, never from its first line."""

import codecs
import contextlib
import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile
from typing import Literal

from risk_register.characters import REPLACEMENT, clean_text
from risk_register.errors import RegisterError
from risk_register.intake import limits
from risk_register.intake.files import too_large
from risk_register.intake.values import FileKind, Sheet, Workbook

_DELIMITERS = {"\t": "tab", ";": "semicolon", "|": "vertical bar", ",": "comma"}
"""In the order of how seldom each stands in prose."""
_FEWEST_ROWS = 2
_LONGEST_CELL = 10_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class _Dialect:
    """One way to cut the text into cells."""

    delimiter: str
    quoted: bool = True
    strict: bool = True


@dataclass(frozen=True, slots=True)
class _Fit:
    """How evenly one way cuts the text."""

    dialect: _Dialect
    share: float
    """Of the filled rows, those with the usual number of cells."""
    columns: int


def read_table(name: str, data: bytes, *, delimiter: str | None = None) -> Workbook:
    """A table's cells as text, an empty one as None; 'NA', 'None' and 'NULL' are text like any other.

    The encoding is a byte-order mark's, else UTF-8 where the bytes allow no doubt, else windows-1252, or that of older Macs where
    lines end as they did there. The delimiter is the
    one that gives the most rows the same number of cells, unless it is given. Both are in the notes.

    Raises RegisterError for a file beyond the limits.
    """
    if len(data) > limits.LARGEST_TEXT:
        raise too_large(name, limits.LARGEST_TEXT)
    text, encoding = _decoded(name, data)
    unknown = text.count(REPLACEMENT) if encoding == "windows-1252" else 0
    text, replaced = clean_text(text)
    _refuse_large(name, text)
    dialect = _best_dialect(text, delimiter)
    try:
        rows = [tuple(value or None for value in row) for row in _cells(text, dialect)]
    except csv.Error as error:
        raise RegisterError("{file} cannot be read as a table: one of its cells is far too long. Check its quotation marks.",
                            file=name) from error
    sheet = Sheet(name.rsplit(".", 1)[0], rows)
    return Workbook(name, FileKind.CSV, hashlib.sha256(data).hexdigest(), len(data), (sheet,),
                    (encoding, _DELIMITERS.get(dialect.delimiter, dialect.delimiter)), replaced + unknown)


def _refuse_large(name: str, text: str) -> None:
    """Cells are counted before any is made: each sign that may divide them, and each line."""
    if max(text.count(sign) for sign in (*_DELIMITERS, "\n")) > limits.MOST_CELLS:
        raise RegisterError("{file} holds more cells than this program reads from one file ({limit}). Split it and import "
                            "the parts.", file=name, limit=limits.MOST_CELLS)


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
        if b"\r" in data and b"\n" not in data:  # how spreadsheet programs on a Mac still save 'CSV (Macintosh)'
            return data.decode("mac_roman"), "Mac Roman"
        # Five bytes mean nothing in windows-1252; they become the replacement character and are counted with the rest.
        return data.decode("cp1252", "replace"), "windows-1252"


def _best_dialect(text: str, given: str | None = None) -> _Dialect:
    if given is not None:
        return max(_fits(text, given), key=lambda fit: (fit.share, fit.dialect.quoted)).dialect
    fits = [fit for delimiter in _DELIMITERS if delimiter in text for fit in _fits(text, delimiter) if fit.columns > 1]
    if not fits:
        # One column: a comma in a few of its cells is prose, so it is cut at a sign it does not hold.
        return _Dialect(next((delimiter for delimiter in ("\t", "|", ";") if delimiter not in text), ","), strict=False)
    # Of ways that cut equally evenly, a sign with spaces behind it is prose, and the one that finds more columns no accident.
    return max(fits, key=lambda fit: (fit.share, fit.dialect.quoted, not _prose(text, fit.dialect.delimiter), fit.columns)).dialect


def _prose(text: str, delimiter: str) -> bool:
    return text.count(delimiter + " ") * 2 > text.count(delimiter)


def _fits(text: str, delimiter: str) -> list[_Fit]:
    """How a delimiter fits, with quotation marks taken as marks, or as text where they do not pair up."""
    try:
        return [_fit(text, _Dialect(delimiter))]
    except csv.Error as error:
        dialects = [_Dialect(delimiter, quoted=False)]
        if "unexpected end" not in str(error):
            dialects.append(_Dialect(delimiter, strict=False))
    fits = []
    for dialect in dialects:
        with contextlib.suppress(csv.Error):
            fits.append(_fit(text, dialect))
    return fits


def _fit(text: str, dialect: _Dialect) -> _Fit:
    widths = [len(row) for row in _cells(text, dialect) if any(row)]
    fit = _evenness(dialect, widths)
    if fit.columns == 1 and not _prose(text, dialect.delimiter):
        # Titles above a table are no part of it, and may be more than its rows.
        table = list(dropwhile(lambda width: width == 1, widths))
        if len(table) >= _FEWEST_ROWS:
            return _evenness(dialect, table)
    return fit


def _evenness(dialect: _Dialect, widths: list[int]) -> _Fit:
    counted = Counter(widths)
    columns, rows = max(counted.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return _Fit(dialect, rows / max(1, len(widths)), columns)


def _cells(text: str, dialect: _Dialect) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE
    return csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter, strict=dialect.strict, quoting=quoting)
