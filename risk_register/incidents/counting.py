"""Counting a deadline from a moment: hours on the line of time, days and months on the calendar of the one who owes the duty.

Hours are elapsed hours, so that summer time moves the clock on the wall and not the deadline. Days end with the day. Months keep
the day of the month, or take the last one. Business days leave out weekends and holidays, and the day of the event itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from risk_register.incidents.rules import ClockRule
from risk_register.model.vocabulary import StampName
from risk_register.risk.dates import add_months
from risk_register.risk.working_days import holidays_of, working_days

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: at a moment, or by the end of a day where `whole_day` holds."""

    at: datetime
    """In the zone of the one who owes it; of a whole day, its last second."""
    started: datetime
    started_by: StampName
    whole_day: bool = False
    moved_past: tuple[tuple[date, str], ...] = ()
    """Holidays that were not counted, or that the deadline was moved past."""

    @property
    def written(self) -> str:
        """As files hold it: the day alone where it is due by its end."""
        return self.at.date().isoformat() if self.whole_day else self.at.isoformat()


def count(rule: ClockRule, stamps: Mapping[StampName, datetime], zone: tzinfo, *, relieved: bool = True,
          holidays: Mapping[date, str] | None = None) -> Due | None:
    """When a duty is due; None where the moment it starts from is not known, or where it has no number.

    `relieved` says whether the one who owes it enjoys the rule's relief for weekends and holidays, `holidays` are those of its
    country.
    """
    if rule.within:
        return _relief(rule, _within(rule, stamps, zone), relieved, holidays)
    started_by = next((name for name in rule.starts if name in stamps), None)
    if started_by is None:
        return None
    start = stamps[started_by]
    day = start.astimezone(zone).date()
    if rule.hours is not None:
        due = Due((start.astimezone(UTC) + timedelta(hours=rule.hours)).astimezone(zone), start, started_by)
    elif rule.days is not None:
        first = date(day.year, 12, 31) if rule.counted_from == "year_end" else day
        due = _end_of(first + timedelta(days=rule.days), zone, start, started_by)
    elif rule.months is not None:
        due = _end_of(add_months(day, rule.months), zone, start, started_by)
    elif rule.business_days is not None:
        kept = holidays_of(rule.holidays, day, day + timedelta(days=60 + 3 * rule.business_days))
        found = working_days(day, rule.business_days, kept)
        due = _end_of(found.due, zone, start, started_by, found.holidays)
    else:
        return None
    return _relief(rule, due, relieved, holidays)


def agreed_hours(hours: int, stamp: StampName, stamps: Mapping[StampName, datetime], zone: tzinfo) -> Due | None:
    """When something agreed in hours is due; None where its moment is not known."""
    if stamp not in stamps:
        return None
    return Due((stamps[stamp].astimezone(UTC) + timedelta(hours=hours)).astimezone(zone), stamps[stamp], stamp)


def _within(rule: ClockRule, stamps: Mapping[StampName, datetime], zone: tzinfo) -> Due | None:
    """The earliest of several deadlines. Where its first moment came after the others had passed, that moment's own counts."""
    first, *others = rule.within
    if first not in stamps:
        return None
    own = stamps[first].astimezone(UTC) + timedelta(hours=rule.within[first])
    best, by = own, first
    for name in others:
        if name in stamps:
            other = stamps[name].astimezone(UTC) + timedelta(hours=rule.within[name])
            if stamps[first] <= other < best:
                best, by = other, name
    return Due(best.astimezone(zone), stamps[by], by)


def _end_of(day: date, zone: tzinfo, started: datetime, by: StampName, passed: tuple[tuple[date, str], ...] = ()) -> Due:
    return Due(datetime.combine(day, time(23, 59, 59), zone), started, by, whole_day=True, moved_past=passed)


def _relief(rule: ClockRule, due: Due | None, relieved: bool, holidays: Mapping[date, str] | None) -> Due | None:
    if due is None or not (rule.relief and relieved):
        return due
    closed = holidays or {}
    day, passed = due.at.date(), []
    while day.weekday() >= _SATURDAY or day in closed:
        if day in closed:
            passed.append((day, closed[day]))
        day += timedelta(days=1)
    if day == due.at.date():
        return due
    return Due(datetime.combine(day, time(12), due.at.tzinfo), due.started, due.started_by, moved_past=tuple(passed))
