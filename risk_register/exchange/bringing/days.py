"""Whether a file writes the day or the month first, settled by all its columns of dates together, and the days then meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from risk_register.exchange.bringing.values import NotUnderstood, day_in_cell, shown
from risk_register.intake.values import CellValue
from risk_register.questionnaires.dates import day_of
from risk_register.texts import Text

_TIME = r"(?:[ T]\d{1,2}[:h]\d{2}.*)?"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME, re.ASCII)
_COMPACT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})" + _TIME, re.ASCII)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|re|e)\b", re.IGNORECASE)
_SHORT_MONTHS = re.compile(r"\b(janv|févr|fevr|avr|juil|sept|déc|aout|jany)\b\.?", re.IGNORECASE)
_LONG = {
    "janv": "janvier",
    "févr": "février",
    "fevr": "février",
    "avr": "avril",
    "juil": "juillet",
    "sept": "septembre",
    "déc": "décembre",
    "aout": "août",
    "jany": "january",
}


@dataclass(frozen=True, slots=True)
class Order:
    """How days are written in one column, and which cell says so; None where no cell does."""

    month_first: bool | None
    shown_by: int | None = None
    """The row, counted from 0."""
    torn: bool = False
    """Whether cells of the column contradict each other."""
    unsure: int = 0
    """How many cells would be another day the other way round."""


def order_of(cells: Iterable[tuple[int, CellValue]]) -> Order:
    """What the cells of one column, by row, say about the order of day and month."""
    day_row = month_row = None
    unsure = 0
    for row, value in cells:
        if value.__class__ is not str or (found := _NUMBERS.fullmatch(value.strip())) is None:
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second:
            day_row = row if day_row is None else day_row
        elif second > 12 >= first:
            month_row = row if month_row is None else month_row
        elif first != second and first <= 12:
            unsure += 1
    if day_row is not None and month_row is not None:
        return Order(None, None, torn=True, unsure=unsure)
    if day_row is None and month_row is None:
        return Order(None, None, unsure=unsure)
    return Order(month_row is not None, day_row if day_row is not None else month_row, unsure=unsure)


def day_meant(value: CellValue, month_first: bool | None) -> date:
    """The day of a cell. Years of two digits are of this century. Raises `NotUnderstood`."""
    if (day := day_in_cell(value)) is not None:
        return day
    text = value.strip() if isinstance(value, str) else ""
    if found := _ISO.fullmatch(text):
        return _valid(int(found[1]), int(found[3]), int(found[4]), value)
    if found := _COMPACT.fullmatch(text):
        return _valid(int(found[1] + found[2]), int(found[3]), int(found[4]), value)
    if found := _NUMBERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        month, of_month = (first, second) if month_first else (second, first)
        return _valid(year if year > 99 else 2000 + year, month, of_month, value)
    if text and (named := day_of(_SHORT_MONTHS.sub(lambda found: _LONG[found[1].casefold()], _ORDINAL.sub(r"\1", text)))):
        return named
    if isinstance(value, int) and not isinstance(value, bool) and 30_000 < value < 80_000:
        raise NotUnderstood(Text("'{value}' is a number and no date; format the column as dates and save the file again.",
                                 value=str(value)))
    raise NotUnderstood(Text("'{value}' is no date such as 2026-12-31.", value=shown(value)))


def _valid(year: int, month: int, day: int, value: CellValue) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotUnderstood(Text("'{value}' is a day that no calendar has.", value=shown(value))) from None
