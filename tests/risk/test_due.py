"""What is due on a day is not late on it, whatever the clock says elsewhere."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from risk_register.risk.due import due_words, own_day, time_left

DUE = date(2026, 4, 30)
EAST, WEST = timezone(timedelta(hours=2)), timezone(timedelta(hours=-4))


@pytest.mark.parametrize(("now", "said"), [
    (datetime(2026, 4, 30, 23, 30, tzinfo=EAST), "due today"),
    (datetime(2026, 4, 30, 20, 25, tzinfo=WEST), "due today"),
    (datetime(2026, 5, 1, 0, 10, tzinfo=EAST), "overdue by 1 day"),
    (datetime(2026, 5, 2, 12, 0, tzinfo=EAST), "overdue by 2 days"),
    (datetime(2026, 4, 29, 0, 0, tzinfo=WEST), "due tomorrow"),
    (datetime(2026, 4, 1, 0, 0, tzinfo=EAST), "due in 29 days"),
])
def test_a_due_day_is_read_by_the_readers_own_calendar(now, said):
    assert due_words(DUE, own_day(now)).render("en") == said


def test_a_moment_falls_on_the_day_of_the_zone_it_is_read_in():
    logged = datetime(2026, 3, 31, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert own_day(logged) == date(2026, 3, 31)
    assert own_day(logged.astimezone(UTC), ZoneInfo("Europe/Paris")) == date(2026, 4, 1)


def test_a_time_without_a_zone_belongs_to_no_day():
    with pytest.raises(ValueError, match="time zone"):
        own_day(datetime(2026, 4, 30, 12, 0))  # noqa: DTZ001


@pytest.mark.parametrize(("left", "said"), [
    (timedelta(minutes=59, seconds=59), "59 min left"), (timedelta(0), "0 min left"), (timedelta(minutes=-5), "overdue by 5 min"),
    (timedelta(hours=47, minutes=59), "47 h left"), (timedelta(hours=-3), "overdue by 3 h"), (timedelta(days=3), "3 days left"),
    (timedelta(days=-4), "overdue by 4 days"),
])
def test_a_running_clock_says_what_is_left_in_the_unit_that_matters(left, said):
    now = datetime(2026, 4, 30, 12, 0, tzinfo=UTC)
    assert time_left(now + left, now).render("en") == said
