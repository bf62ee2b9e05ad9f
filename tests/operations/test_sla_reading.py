"""What was measured, as people type it and as spreadsheets keep it."""

import contextlib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.model.facts import SlaTerm
from risk_register.operations.sla_reading import read_day, read_lines, read_measure, read_window
from risk_register.texts import LANGUAGES, day

UPTIME = SlaTerm(1, 2, "availability", Decimal("99.9"), "percent", "at_least", "month")
ERRORS = SlaTerm(1, 2, "error_rate", Decimal(5), "percent", "at_most", "month")
MINUTES = SlaTerm(1, 2, "support_reaction", Decimal(30), "minute", "at_most", "month")
JANUARY = (date(2026, 1, 1), date(2026, 1, 31))


@pytest.mark.parametrize("typed", ["99,95 %", "99.95", "99.95%", "99,95", "0.9995", "0,9995", "99,95\N{NO-BREAK SPACE}%"])
def test_a_percentage_is_read_however_it_is_written(typed: str) -> None:
    assert read_measure(typed, UPTIME) == Decimal("99.95")


def test_a_small_share_of_errors_is_no_large_one() -> None:
    assert read_measure("0,4", ERRORS) == Decimal("0.4")
    assert read_measure("0.4 %", UPTIME) == Decimal("0.4")


@pytest.mark.parametrize("typed", ["1", "9995", "99,9,5", "-3", "down", "101 %"])
def test_what_may_mean_two_things_or_nothing_is_refused(typed: str) -> None:
    with pytest.raises(RegisterError):
        read_measure(typed, UPTIME)


def test_a_time_may_have_its_own_unit_behind_it_but_no_other() -> None:
    assert [read_measure(typed, MINUTES) for typed in ("25", "25 min", "25,5 minutes", "1 minute")] == [
        Decimal(25), Decimal(25), Decimal("25.5"), Decimal(1)]
    with pytest.raises(RegisterError):
        read_measure("25 h", MINUTES)


@pytest.mark.parametrize("typed", ["2026-01", "01/2026", "1.2026", "January 2026", "janv. 2026", "Jan-26", "jan 2026",
                                   "2026-01-01", "31/01/2026", "janvier 2026"])
def test_a_month_is_known_by_its_name_and_by_any_day_of_it(typed: str) -> None:
    assert read_window(typed, "month") == JANUARY


def test_every_months_name_is_known_in_both_languages() -> None:
    names = [day(date(2026, month, 1), language).split()[1] for language in LANGUAGES for month in range(1, 13)]
    found = [read_window(f"{name} 2026", "month") for name in names]
    assert [window[0].month for window in found if window] == [*range(1, 13), *range(1, 13)]


def test_quarters_and_years_are_known_and_events_have_no_window() -> None:
    assert read_window("Q3 2026", "quarter") == read_window("T3 2026", "quarter") == (date(2026, 7, 1), date(2026, 9, 30))
    assert read_window("2026", "year") == (date(2026, 1, 1), date(2026, 12, 31))
    assert read_window("2026-01", "event") is None
    assert read_window("13/2026", "month") is None


def test_lines_are_read_by_their_windows_headings_and_empty_lines_left_out() -> None:
    lines = read_lines([["Month", "Uptime"], ["2026-01", "99,95"], ["", ""], ["2026-02", "99.2", "Status page"]], UPTIME)
    assert lines is not None
    assert [(line.starts_on.month, line.measured, line.source) for line in lines] == [(1, "99,95", ""), (2, "99.2", "Status page")]
    assert read_lines([["99.95"], ["99.2"]], UPTIME) is None


def test_days_that_slashes_part_are_settled_by_the_whole_column() -> None:
    american = [[f"{month}/1/2026", "99.9"] for month in range(1, 13)]
    european = [[f"1/{month}/2026", "99.9"] for month in range(1, 13)]
    for block in (american, european):
        lines = read_lines(block, UPTIME)
        assert lines is not None
        assert [line.starts_on.month for line in lines] == list(range(1, 13))


def test_first_and_last_day_stand_for_days_that_are_no_window() -> None:
    [line] = read_lines([["02/02/2026", "08/02/2026", "99.2", "Probes"]], UPTIME) or []
    assert (line.starts_on, line.ends_on, line.measured, line.source) == (date(2026, 2, 2), date(2026, 2, 8), "99.2", "Probes")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["month", "quarter", "year"]))
def test_a_day_lies_in_the_window_it_names(one: date, window: str) -> None:
    found = read_window(one.isoformat(), window)
    assert found is not None
    assert found[0] <= one <= found[1]
    assert read_window((found[1] + timedelta(days=1)).isoformat(), window) != found


@given(st.text(max_size=20))
def test_no_text_is_too_odd_to_be_asked_about(text: str) -> None:
    read_day(text)
    read_window(text, "month")
    read_lines([[text, text]], UPTIME)
    with contextlib.suppress(RegisterError):
        assert 0 <= read_measure(text, UPTIME) <= 100
