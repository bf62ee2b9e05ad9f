"""Working days: weekends and holidays are not counted, and each holiday that moved the date is named."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register.risk.working_days import EUROPEAN_CENTRAL_BANK, calendar_days, holidays_of, working_days

FREE = {date(2026, 12, 25): "Christmas", date(2026, 12, 28): "Boxing Day (substitute)", date(2027, 1, 1): "New Year"}
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def test_ten_working_days_over_the_turn_of_the_year_name_the_three_holidays_that_moved_the_date():
    deadline = working_days(date(2026, 12, 18), 10, FREE)
    assert deadline.due == date(2027, 1, 6)
    assert deadline.holidays == tuple(FREE.items())


def test_without_holidays_and_in_calendar_days_the_date_is_another():
    assert working_days(date(2026, 12, 18), 10, {}).due == date(2027, 1, 1)
    assert calendar_days(date(2026, 12, 18), 10).due == date(2026, 12, 28)


def test_one_working_day_from_a_saturday_is_monday():
    assert working_days(date(2026, 5, 2), 1, {}).due == date(2026, 5, 4)


def test_a_holiday_on_a_weekend_moves_nothing_and_is_not_named():
    assert working_days(date(2026, 8, 14), 1, {date(2026, 8, 15): "Assumption"}).holidays == ()


def test_holidays_come_from_the_country_or_from_the_central_bank_in_the_readers_language():
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    assert holidays_of("FR", first, last, "fr")[date(2026, 7, 14)] == "Fête nationale"
    assert holidays_of("FR", first, last)[date(2026, 7, 14)] == "National Day"
    assert date(2026, 7, 14) not in holidays_of(EUROPEAN_CENTRAL_BANK, first, last)
    assert date(2026, 4, 6) in holidays_of(EUROPEAN_CENTRAL_BANK, first, last)


def test_a_country_that_is_not_known_has_no_holidays_and_stops_nothing():
    assert holidays_of("ZZ", date(2026, 1, 1), date(2026, 12, 31)) == {}
    assert holidays_of(None, date(2026, 1, 1), date(2026, 12, 31)) == {}


@settings(deadline=None)
@given(DAYS, st.integers(1, 400), st.sets(st.integers(1, 700)))
def test_as_many_working_days_lie_between_as_were_asked_for(event, days, offsets):
    free = {event + timedelta(days=offset): "free" for offset in offsets}
    deadline = working_days(event, days, free)
    passed = [event + timedelta(days=number) for number in range(1, (deadline.due - event).days + 1)]
    worked = [day for day in passed if day.weekday() < 5 and day not in free]
    assert len(worked) == days
    assert worked[-1] == deadline.due
    assert [day for day, _ in deadline.holidays] == [day for day in passed if day.weekday() < 5 and day in free]


@settings(deadline=None)
@given(DAYS, st.integers(1, 400))
def test_counting_back_returns_to_a_working_day_it_was_counted_from(event, days):
    due = working_days(event, days, {}).due
    if event.weekday() < 5:
        assert working_days(due, -days, {}).due == event
