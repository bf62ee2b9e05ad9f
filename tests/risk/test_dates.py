"""Months on the calendar, and the review that falls due by them."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register.model.facts import Review
from risk_register.risk import add_months, assess, load_method, schedule
from risk_register.risk.dates import months_between
from tests.risk.making import ON, service, vendor

HOUSE = load_method("house")
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
T1 = (service(criticality="critical_or_important"),)


def test_a_monthly_check_of_the_31st_falls_on_each_months_last_day():
    assert schedule(date(2026, 1, 31), 1, 4) == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]


def test_a_quarterly_check_gets_its_day_back_after_february():
    assert schedule(date(2025, 11, 30), 3, 4) == [date(2026, 2, 28), date(2026, 5, 30), date(2026, 8, 30), date(2026, 11, 30)]


def test_a_yearly_check_of_a_leap_day_comes_back_to_it():
    assert schedule(date(2024, 2, 29), 12, 4) == [date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


@settings(deadline=None)
@given(DAYS, st.integers(0, 600))
def test_full_months_are_those_that_can_be_added_without_passing_the_day(anchor, days):
    later = anchor + timedelta(days=days)
    months = months_between(anchor, later)
    assert add_months(anchor, months) <= later < add_months(anchor, months + 1)


def reviewed(on=date(2025, 3, 10), **values):
    return vendor(services=T1, reviews=(Review(1, 1, "periodic", completed_on=on), Review(2, 1, "periodic")), **values)


def test_the_next_review_is_the_tiers_months_after_the_last_completed_one():
    result = assess(reviewed(), HOUSE, date(2026, 4, 1))
    assert (result.next_review_on, result.review_overdue_days) == (date(2026, 3, 10), 22)


def test_a_date_set_by_hand_holds():
    result = assess(reviewed(next_review_on=date(2026, 5, 15)), HOUSE, date(2026, 4, 1))
    assert (result.next_review_on, result.review_overdue_days) == (date(2026, 5, 15), 0)


def test_a_date_set_by_hand_is_done_with_once_a_review_was_completed_on_it():
    result = assess(reviewed(date(2026, 5, 15), next_review_on=date(2026, 5, 15)), HOUSE, date(2026, 6, 1))
    assert (result.next_review_on, result.review_overdue_days) == (date(2027, 5, 15), 0)


def test_a_review_completed_later_moves_the_date():
    result = assess(reviewed(date(2026, 4, 2)), HOUSE, date(2026, 4, 2))
    assert result.next_review_on == date(2027, 4, 2)


def test_on_the_day_itself_nothing_is_overdue():
    overdue = [assess(reviewed(), HOUSE, date(2026, 3, day)).review_overdue_days for day in (10, 11, 12)]
    assert overdue == [0, 1, 2]


def test_without_a_review_or_after_the_relation_nothing_is_due():
    assert assess(vendor(services=T1), HOUSE, ON).next_review_on is None
    assert assess(reviewed(stage="terminated"), HOUSE, ON).next_review_on is None
