"""Measurements as people write them: a figure with its unit, a window by its month, and lines of both as a spreadsheet has them.

Nothing here asks the register, so that the window's cells and the command line read alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from risk_register.errors import RegisterError
from risk_register.intake.numbers import parse_number, parse_percent
from risk_register.model.facts import SlaTerm
from risk_register.model.names import fold_accents
from risk_register.model.vocabulary import MeasurementWindow, SlaDirection, SlaUnit
from risk_register.risk.sla import MONTHS, window_around
from risk_register.texts import LANGUAGES

_HUNDRED = Decimal(100)
_MOSTLY = Decimal(50)
"""From this target on a promise of at least so many percent is one of nearly all: below 1 can only be a share of one."""
_SHORT = {SlaUnit.SECOND: {"s", "sec"}, SlaUnit.MINUTE: {"min", "mn"}, SlaUnit.HOUR: {"h"}, SlaUnit.DAY: {"d", "j"}}
_STEMS = ("jan", "feb|fev", "mar", "apr|avr", "mai|may", "jun|juin", "jul|juil", "aug|aou", "sep", "oct", "nov", "dec")
"""What each month's name begins with in either language, accents aside."""
_FIGURES = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})", re.ASCII)
_NAMED = re.compile(r"([^\W\d]{3,9})\.?[ -]?'?(\d{4}|\d{2})", re.ASCII)
_QUARTER = re.compile(r"(?:[qt]([1-4])[ /-]*(\d{4})|(\d{4})[ /-]*[qt]([1-4]))", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a spreadsheet that was read as a window and what was measured in it."""

    starts_on: date
    ends_on: date
    measured: str
    """As it is written; '' where nothing was measured."""
    source: str


def read_measure(typed: str, term: SlaTerm) -> Decimal:
    """What a text says was measured against a promise. Raises `RegisterError` for what is no figure, or could be two.

    A percentage is '99,95 %', '99.95' or, of a promise of nearly all, the share that a spreadsheet keeps: '0.9995'.
    """
    text = typed.strip()
    found = parse_percent(text) if term.unit == SlaUnit.PERCENT else parse_number(_without_unit(text, term.unit))
    if found is None or found < 0:
        raise RegisterError("'{typed}' is no figure that was measured. Write it as 99.95 or 99,95, or leave it empty.", typed=typed)
    if term.unit != SlaUnit.PERCENT:
        return found
    if not text.endswith("%") and _is_of_nearly_all(term) and 0 < found <= 1:
        if found == 1:
            raise RegisterError("'{typed}' may be 1 % or all of it. Write 1 % or 100 %.", typed=typed)
        found = (found * _HUNDRED).normalize()
    if found > _HUNDRED:
        raise RegisterError("'{typed}' is more than 100 %. Is the decimal mark missing?", typed=typed)
    return found


def read_window(typed: str, window: str, *, month_first: bool = False) -> tuple[date, date] | None:
    """The calendar window that a text names: '2026-01', '01/2026', 'January 2026', 'janv. 26', 'Q1 2026', 'T1 2026', '2026',
    or any day of it, as spreadsheets keep a month; None where it names none, and of promises for each event.
    """
    months = MONTHS.get(window)
    day = read_day(typed, month_first=month_first)
    if months is None:
        return None
    text = fold_accents(" ".join(typed.split()))
    if day is None and months == MONTHS[MeasurementWindow.QUARTER] and (match := _QUARTER.fullmatch(text)):
        quarter, year = int(match[1] or match[4]), int(match[2] or match[3])
        day = date(year, quarter * 3 - 2, 1)
    if day is None and months == MONTHS[MeasurementWindow.YEAR] and re.fullmatch(r"(?:19|20)\d\d", text, re.ASCII):
        day = date(int(text), 1, 1)
    if day is None:
        day = _first_of_month(text)
    return None if day is None else window_around(day, months)


def read_day(typed: str, *, month_first: bool = False) -> date | None:
    """The day that a text is; None where it is none. What slashes part is read day first, unless it is said otherwise."""
    match = _DAY.fullmatch(typed.strip())
    if match is None:
        return None
    if match[1]:
        return _date(int(match[1]), int(match[2]), int(match[3]))
    day, month = (5, 4) if month_first and "/" in typed else (4, 5)
    return _date(int(match[6]), int(match[month]), int(match[day]))


def read_lines(block: Sequence[Sequence[str]], term: SlaTerm) -> list[Line] | None:
    """A block from a spreadsheet, where each line begins with its window or with its first and last day.

    A first line of headings is left out, and so are empty lines. '03/04/2026' is settled by all lines together: month first only
    where day first would name days that there are not, or a window twice. None where a line begins otherwise: then its cells
    are not told apart by what they say.
    """
    usual, other = _lines(block, term, month_first=False), _lines(block, term, month_first=True)
    return other if other is not None and _distinct(other) and (usual is None or not _distinct(usual)) else usual


def _distinct(lines: Sequence[Line]) -> bool:
    return len({(line.starts_on, line.ends_on) for line in lines}) == len(lines)


def _lines(block: Sequence[Sequence[str]], term: SlaTerm, *, month_first: bool) -> list[Line] | None:
    found: list[Line] = []
    for number, cells in enumerate(block):
        texts = [cell.strip() for cell in cells]
        if not any(texts):
            continue
        line = _line(texts, term, month_first=month_first)
        if line is None:
            if number == 0 and not any(letter.isdigit() for letter in texts[0]):
                continue
            return None
        found.append(line)
    return found or None


def _line(texts: Sequence[str], term: SlaTerm, *, month_first: bool) -> Line | None:
    first = read_day(texts[0], month_first=month_first)
    last = read_day(texts[1], month_first=month_first) if len(texts) > 1 else None
    if first is not None and last is not None:
        return Line(first, last, *_rest(texts[2:]))
    window = read_window(texts[0], term.window, month_first=month_first)
    if window is None and first is not None and term.window == MeasurementWindow.EVENT:
        window = (first, first)
    return Line(*window, *_rest(texts[1:])) if window is not None and len(texts) > 1 else None


def _rest(texts: Sequence[str]) -> tuple[str, str]:
    return (texts[0] if texts else ""), (texts[1] if len(texts) > 1 else "")


def _first_of_month(text: str) -> date | None:
    if match := _FIGURES.fullmatch(text):
        return _date(int(match[1] or match[4]), int(match[2] or match[3]), 1)
    if match := _NAMED.fullmatch(text):
        months = [number for number, stem in enumerate(_STEMS, start=1) if re.match(stem, match[1])]
        return _date(int(match[2]), months[0], 1) if len(months) == 1 else None
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _is_of_nearly_all(term: SlaTerm) -> bool:
    return term.direction == SlaDirection.AT_LEAST and term.target >= _MOSTLY


def _without_unit(text: str, unit: str) -> str:
    """The text without the unit's own words behind it: '25 min' where minutes are measured, but not where hours are."""
    known = SlaUnit.parse(unit)
    match = re.fullmatch(r"(.*?\d)\s*([^\W\d]+)\.?", text)
    if known is None or match is None:
        return text
    words = {fold_accents(known.label(language)) for language in LANGUAGES} | _SHORT.get(known, set())
    written = fold_accents(match[2])
    return match[1] if written in words or f"{written}s" in words else text
