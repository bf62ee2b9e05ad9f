"""Months on the calendar: adding them keeps the anchor's day and clamps it to the month's last day."""

from calendar import monthrange
from datetime import date

_SHORTEST = 28
"""Days that every month has."""


def add_months(anchor: date, months: int) -> date:
    """The day `months` after (or before) `anchor`: its own day of the month, or the month's last where that is shorter."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def schedule(anchor: date, every_months: int, count: int) -> list[date]:
    """The next `count` due days after `anchor`, each counted from the anchor itself, so that a 31st comes back after February."""
    return [add_months(anchor, every_months * step) for step in range(1, count + 1)]


def months_between(earlier: date, later: date) -> int:
    """How many full months have passed: the most that can be added to `earlier` without passing `later`. Negative if reversed."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    if later.day < earlier.day and (later.day < _SHORTEST or later.day < monthrange(later.year, later.month)[1]):
        months -= 1
    return months


def in_force(start: date | None, end: date | None, on: date) -> bool:
    """Whether something is in force on a day. An open end has no limit; an end date is the last day in force."""
    return (start is None or start <= on) and (end is None or on <= end)
