"""The day a vendor wrote on a form, from a date cell or from words."""

import re
from datetime import date, datetime

from risk_register.intake.values import CellValue
from risk_register.questionnaires.cells import normal

_MONTHS = (
    ("january", "janvier", "enero", "januar", "jan"), ("february", "février", "febrero", "februar", "feb", "févr"),
    ("march", "mars", "marzo", "märz", "mar"), ("april", "avril", "abril", "apr"), ("may", "mai", "mayo"),
    ("june", "juin", "junio", "juni", "jun"), ("july", "juillet", "julio", "juli", "jul"),
    ("august", "août", "agosto", "aug"), ("september", "septembre", "septiembre", "sep", "sept"),
    ("october", "octobre", "octubre", "oktober", "oct", "okt"), ("november", "novembre", "noviembre", "nov"),
    ("december", "décembre", "diciembre", "dezember", "dec", "déc", "dez"),
)
_MONTH = {word: number for number, names in enumerate(_MONTHS, start=1) for word in names}
_WORD = re.compile(r"[^\W\d]+")


def day_of(value: CellValue, *, month_first: bool | None = None) -> date | None:
    """The day meant, or None for no date or one that could be two days.

    `month_first` says how '03/04/2025' is written where the form's country settles it; None takes only what cannot be
    read in two ways. A time alone, as an empty date cell shows, is no date.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = normal(value)
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    months = [_MONTH[word] for word in _WORD.findall(text) if word in _MONTH]
    if months:
        return _named_month(months, numbers)
    return _in_numbers(numbers, month_first=month_first) if len(numbers) == 3 and not _WORD.search(text) else None


def _named_month(months: list[int], numbers: list[int]) -> date | None:
    if len(months) != 1 or len(numbers) != 2:
        return None
    day, year = sorted(numbers)
    return _valid(year, months[0], day)


def _in_numbers(numbers: list[int], *, month_first: bool | None) -> date | None:
    first, second, third = numbers
    if first > 999:
        return _valid(first, second, third)
    year = third if third > 99 else 2000 + third
    if second > 12 or (month_first and first <= 12):
        return _valid(year, first, second)
    if first > 12 or first == second or month_first is False:
        return _valid(year, second, first)
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
