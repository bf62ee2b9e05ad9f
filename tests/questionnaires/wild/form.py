"""What a made-up form is, and what must be read in it."""

from datetime import date
from typing import NamedTuple

Sheets = list[tuple[object, ...]]


class Wild(NamedTuple):
    """A workbook as (sheet's name, rows, merged areas), and its answers as (id, words, verdict, notes)."""

    name: str
    sheets: Sheets
    answers: list[tuple[str, str, str, str]]
    vendor: str = ""
    product: str = ""
    day: date | None = None
    not_understood: tuple[str, ...] = ()
