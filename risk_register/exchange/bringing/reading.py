"""The file as cells: as the intake reads it, or as somebody says who knows better how it is encoded and cut."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from risk_register.errors import RegisterError
from risk_register.intake import limits, read_workbook
from risk_register.intake.files import read_bytes
from risk_register.intake.kinds import kind_of
from risk_register.intake.tables import read_table
from risk_register.intake.values import FileKind, Workbook

DELIMITERS = {"tab": "\t", "semicolon": ";", "comma": ",", "bar": "|"}
ENCODINGS = ("utf-8", "windows-1252", "iso-8859-15", "utf-16", "mac-roman", "cp850")
"""Those offered where the guess is wrong; any other that is known may be named as well."""


def read_file(path: Path, *, encoding: str | None = None, delimiter: str | None = None,
              cancelled: Callable[[], bool] | None = None) -> Workbook:
    """A table file (CSV, TSV, xlsx, xls, ods) as its sheets' cells.

    `encoding` and `delimiter` overrule what is judged from the bytes of a CSV file; the latter is a sign or its name ('tab').
    Raises RegisterError in words for what cannot be read, and Cancelled where it was stopped.
    """
    if encoding is None and delimiter is None:
        return read_workbook(path, cancelled=cancelled)
    if kind_of(raw := read_bytes(path, limits.LARGEST_FILE)) is not FileKind.CSV:
        return read_workbook(path, cancelled=cancelled)
    data = raw if encoding is None else _as_utf8(path, raw, encoding)
    sign = DELIMITERS.get(delimiter, delimiter) if delimiter else None
    if sign is not None and len(sign) != 1:
        raise RegisterError("'{delimiter}' is no sign between columns; it is one character, or one of: {names}.",
                            delimiter=delimiter, names=", ".join(DELIMITERS))
    workbook = read_table(path.name, data, delimiter=sign)
    if encoding is None:
        return workbook
    return replace(workbook, sha256=hashlib.sha256(raw).hexdigest(), size=len(raw), notes=(encoding, *workbook.notes[1:]))


def _as_utf8(path: Path, data: bytes, encoding: str) -> bytes:
    try:
        return data.decode(encoding).encode("utf-8")
    except LookupError:
        raise RegisterError("There is no encoding '{encoding}'. Usual ones are: {names}.", encoding=encoding,
                            names=", ".join(ENCODINGS)) from None
    except UnicodeDecodeError:
        raise RegisterError("{file} is not encoded as {encoding}. Leave the encoding out to have it found, or name another: "
                            "{names}.", file=path.name, encoding=encoding, names=", ".join(ENCODINGS)) from None
