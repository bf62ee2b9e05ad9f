"""How late something is, in words: days for what is due on a day, hours for what runs by the clock.

'Due' means done on or before that day, and the day is the reader's own: neither midnight elsewhere nor UTC makes a thing late.
"""

from datetime import date, datetime, timedelta, tzinfo

from risk_register.texts import Text

_HOUR, _DAY, _TWO_DAYS = timedelta(hours=1), timedelta(days=1), timedelta(days=2)


def own_day(now: datetime, zone: tzinfo | None = None) -> date:
    """The calendar day on which a person reads a moment: in that zone, else in the zone the moment carries.

    Raises `ValueError` for a time without a zone, which belongs to no day.
    """
    if now.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return (now if zone is None else now.astimezone(zone)).date()


def days_late(due: date, on: date) -> int:
    """Full days past the due day; 0 on the day itself, negative before."""
    return (on - due).days


def due_words(due: date, on: date) -> Text:
    """When something is due, as seen on a day."""
    late = days_late(due, on)
    if late == 0:
        return Text("due today")
    if late == 1:
        return Text("overdue by 1 day")
    if late > 1:
        return Text("overdue by {days} days", days=late)
    if late == -1:
        return Text("due tomorrow")
    return Text("due in {days} days", days=-late)


def time_left(due: datetime, now: datetime) -> Text:
    """How long a running clock still gives, to the minute in its last hour and to the hour in its last two days."""
    left = due - now
    gap = abs(left)
    if gap < _HOUR:
        minutes = int(gap.total_seconds() // 60)
        return Text("{minutes} min left", minutes=minutes) if left >= timedelta() else Text("overdue by {minutes} min",
                                                                                           minutes=minutes)
    if gap < _TWO_DAYS:
        hours = gap // _HOUR
        return Text("{hours} h left", hours=hours) if left >= timedelta() else Text("overdue by {hours} h", hours=hours)
    days = gap // _DAY
    return Text("{days} days left", days=days) if left >= timedelta() else Text("overdue by {days} days", days=days)
