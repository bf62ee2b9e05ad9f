"""Deadlines in working days: Monday to Friday less the holidays of a country, each holiday that moved the date named.

The day of the event is day 0. Where nothing says that a term is in working days, it is in calendar days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from risk_register.texts import Language

_SATURDAY = 5
_DAY = timedelta(days=1)
EUROPEAN_CENTRAL_BANK = "ECB"
"""Instead of a country: the days on which the European payment system T2 is closed."""
_LANGUAGES = {"en": ("en_GB", "en_US", "en"), "fr": ("fr", "fr_FR")}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due, and the holidays between the event and it that were not counted."""

    due: date
    holidays: tuple[tuple[date, str], ...] = ()
    """Each day with its name; only those on which people would otherwise have worked."""


def calendar_days(event: date, days: int) -> Deadline:
    """So many days after the event, all days alike."""
    return Deadline(event + timedelta(days=days))


def working_days(event: date, days: int, holidays: Mapping[date, str]) -> Deadline:
    """So many working days after the event (before it, where negative). Zero days are the day of the event itself."""
    step = _DAY if days >= 0 else -_DAY
    day, left, passed = event, abs(days), []
    while left:
        day += step
        if day.weekday() >= _SATURDAY:
            continue
        if name := holidays.get(day):
            passed.append((day, name))
            continue
        left -= 1
    return Deadline(day, tuple(sorted(passed)))


def holidays_of(country: str | None, first: date, last: date, language: Language = "en") -> dict[date, str]:
    """The public holidays from one day to another, by name, of a country (two letters) or of the `EUROPEAN_CENTRAL_BANK`.

    Empty for a country that the list of holidays does not know, or where none is given: then only weekends do not count.
    Names are in the language asked for where the list has it, else in the country's own.
    """
    import holidays  # a year's list is made from rules that take a moment to read

    years = range(first.year, last.year + 1)
    try:
        if country == EUROPEAN_CENTRAL_BANK:
            found = holidays.financial_holidays(EUROPEAN_CENTRAL_BANK, years=years, language=_spoken("XECB", language, bank=True))
        elif country:
            found = holidays.country_holidays(country, years=years, language=_spoken(country, language, bank=False))
        else:
            return {}
    except NotImplementedError:
        return {}
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}


def _spoken(place: str, language: Language, *, bank: bool) -> str | None:
    import holidays

    known = holidays.list_localized_financial() if bank else holidays.list_localized_countries()
    return next((name for name in _LANGUAGES[language] if name in known.get(place, ())), None)
