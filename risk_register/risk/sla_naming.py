"""What a person calls a window: 'October 2025', 'Q3 2025', '2025', a day, or its first and last day."""

from datetime import date, timedelta

from risk_register.risk.dates import add_months
from risk_register.texts import Language, day, tr

_SPANS = (1, 3, 12)


def window_name(starts_on: date, ends_on: date, language: Language) -> str:
    """The name of a window in that language."""
    if starts_on == ends_on:
        return day(starts_on, language)
    months = next((each for each in _SPANS if starts_on.day == 1 and (starts_on.month - 1) % each == 0
                   and add_months(starts_on, each) - timedelta(days=1) == ends_on), None)
    if months == 1:
        return day(starts_on, language).split(" ", 1)[1]
    if months == 3:
        return tr(language, "Q{quarter} {year}", quarter=starts_on.month // 3 + 1, year=str(starts_on.year))
    if months == 12:
        return str(starts_on.year)
    return tr(language, "{start} to {end}", start=starts_on, end=ends_on)
