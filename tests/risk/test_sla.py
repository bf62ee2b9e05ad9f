"""Windows of a service level, misses, credits, claims and trend, with figures that can be worked out on paper."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.model.facts import Contract, CreditClaim, SlaCreditStep, SlaMeasurement, SlaTerm
from risk_register.risk.sla import (
    ClaimState,
    Heading,
    WindowState,
    claim_values,
    credit_percent,
    current,
    expected,
    is_missed,
    overlapping,
    standing,
    window_fee,
)
from risk_register.risk.sla_naming import window_name
from risk_register.risk.sla_words import Spoken, nearest_first

D = Decimal
ON = date(2026, 3, 10)
CONTRACT = Contract(5, "CT-5", 1, starts_on=date(2025, 11, 1), annual_cost=D("12000.00"), currency="EUR")
STEPS = (SlaCreditStep(1, 7, D("99.9"), D(5)), SlaCreditStep(2, 7, D("99.5"), D(10)), SlaCreditStep(3, 7, D("99"), D(40)))


def promise(*measured: tuple[date, date, str | None], **changes: object) -> SlaTerm:
    values: dict[str, object] = {
        "id": 7, "contract_id": 5, "metric": "availability", "target": D("99.9"), "unit": "percent", "direction": "at_least",
        "window": "month", "credit_steps": STEPS, "credit_cap": D(30), "claim_days": 30, "valid_from": date(2025, 11, 1),
        "measurements": tuple(
            SlaMeasurement(100 + n, 7, start, end, None if value is None else D(value))
            for n, (start, end, value) in enumerate(measured)),
    }
    return SlaTerm(**(values | changes))  # type: ignore[arg-type]


NOVEMBER, DECEMBER = (date(2025, 11, 1), date(2025, 11, 30)), (date(2025, 12, 1), date(2025, 12, 31))
JANUARY, FEBRUARY = (date(2026, 1, 1), date(2026, 1, 31)), (date(2026, 2, 1), date(2026, 2, 28))


def test_each_month_in_force_is_expected_and_says_what_is_known_of_it() -> None:
    found = standing(promise((*NOVEMBER, "99.95"), (*DECEMBER, "99.2"), (*JANUARY, None)), CONTRACT, (), ON)
    assert [(window.starts_on.month, window.state) for window in found.windows] == [
        (11, WindowState.KEPT), (12, WindowState.MISSED), (1, WindowState.NOT_MEASURED), (2, WindowState.NOT_MEASURED),
        (3, WindowState.RUNNING)]
    assert (found.judged, found.count(WindowState.MISSED)) == (2, 1)


def test_a_value_at_the_target_keeps_the_promise_in_either_direction() -> None:
    assert is_missed(promise(), D("99.9")) is False
    assert is_missed(promise(direction="at_most", target=D(30)), D(30)) is False
    assert is_missed(promise(direction="at_most", target=D(30)), D("30.1")) is True
    assert is_missed(promise(), None) is None
    assert is_missed(promise(direction="sideways"), D(5)) is None


@pytest.mark.parametrize(("value", "percent"), [("99.9", 0), ("99.89", 5), ("99.5", 5), ("99.49", 10), ("98", 30), (None, 0)])
def test_the_largest_step_that_applies_counts_up_to_the_cap(value: str | None, percent: int) -> None:
    assert credit_percent(promise(), None if value is None else D(value)) == percent


def test_a_credit_is_its_percentage_of_a_twelfth_of_the_annual_cost() -> None:
    missed = standing(promise((*FEBRUARY, "99.2")), CONTRACT, (), ON).windows[3]
    assert missed.credit is not None
    assert (missed.credit.percent, missed.credit.amount, missed.credit.currency) == (D(10), D("100.00"), "EUR")
    assert (missed.credit.claim, missed.credit.claim_by) == (ClaimState.OPEN, date(2026, 3, 30))
    assert claim_values(promise(), missed, ON) == {
        "sla_term_id": 7, "measurement_id": 100, "asked_on": ON, "asked": D("100.00"), "currency": "EUR"}


def test_a_capped_credit_says_so() -> None:
    credit = standing(promise((*FEBRUARY, "90")), CONTRACT, (), ON).windows[3].credit
    assert credit is not None
    assert (credit.percent, credit.amount, credit.capped) == (D(30), D(300), True)


@pytest.mark.parametrize(("window", "fee"), [("month", D(1000)), ("quarter", D(3000)), ("year", D(12000)), ("event", None)])
def test_the_fee_of_a_window_is_its_share_of_the_year(window: str, fee: Decimal | None) -> None:
    assert window_fee(promise(window=window), CONTRACT) == fee


def test_what_nobody_recorded_the_cost_of_gives_a_percentage_without_an_amount() -> None:
    credit = standing(promise((*FEBRUARY, "99.2")), Contract(5, "CT-5", 1), (), ON).windows[3].credit
    assert credit is not None
    assert (credit.percent, credit.amount) == (D(10), None)


def test_a_claim_is_due_on_its_last_day_and_lapsed_on_the_next() -> None:
    term = promise((*FEBRUARY, "99.2"))
    states = []
    for on in (date(2026, 3, 30), date(2026, 3, 31)):
        credit = standing(term, CONTRACT, (), on).windows[3].credit
        states.append(credit.claim if credit else None)
    assert states == [ClaimState.OPEN, ClaimState.LAPSED]


def test_a_claim_already_made_is_not_asked_for_again() -> None:
    claim = CreditClaim(1, 7, date(2026, 3, 2), D(100), "EUR", "asked", measurement_id=100)
    found = standing(promise((*FEBRUARY, "99.2")), CONTRACT, (claim,), ON)
    credit = found.windows[3].credit
    assert credit is not None
    assert (credit.claim, credit.claims, found.claimable) == (ClaimState.CLAIMED, (claim,), ())


def test_the_last_measurement_recorded_for_the_same_days_corrects_those_before() -> None:
    term = promise((*FEBRUARY, "99.2"), (*FEBRUARY, "99.95"))
    window = standing(term, CONTRACT, (), ON).windows[3]
    assert (window.state, window.value, [each.value for each in window.corrected]) == (WindowState.KEPT, D("99.95"), [D("99.2")])
    assert [each.id for each in current(term)] == [101]


def test_two_events_of_one_day_stay_two_where_their_sources_differ() -> None:
    day = (date(2026, 2, 3), date(2026, 2, 3))
    term = promise(window="event", measurements=(
        SlaMeasurement(1, 7, *day, D(20), "Ticket 1"), SlaMeasurement(2, 7, *day, D(30), "Ticket 2")))
    assert [window.value for window in standing(term, CONTRACT, (), ON).windows] == [D(20), D(30)]


def test_a_promise_that_begins_within_a_month_is_measured_from_then_on_and_its_first_fee_is_not_guessed() -> None:
    term = promise((date(2025, 11, 1), date(2025, 11, 30), "99.2"), valid_from=date(2025, 11, 15))
    first = standing(term, CONTRACT, (), ON).windows[0]
    assert (first.starts_on, first.ends_on) == (date(2025, 11, 15), NOVEMBER[1])
    assert (first.whole, first.state) == (False, WindowState.MISSED)
    assert first.credit is not None
    assert (first.credit.percent, first.credit.amount) == (D(10), None)


def test_nothing_is_expected_after_the_contract_has_ended() -> None:
    ended = Contract(5, "CT-5", 1, starts_on=date(2025, 11, 1), ended_on=date(2025, 12, 31))
    assert [window.ends_on for window in standing(promise(), ended, (), ON).windows] == [NOVEMBER[1], DECEMBER[1]]
    expired = Contract(5, "CT-5", 1, starts_on=date(2025, 11, 1), ends_on=date(2025, 12, 31), renewal="none")
    renewed = Contract(5, "CT-5", 1, starts_on=date(2025, 11, 1), ends_on=date(2025, 12, 31), renewal="tacit")
    assert len(list(expected(promise(), expired, ON))) == 2
    assert len(list(expected(promise(), renewed, ON))) == 5


def test_a_measurement_of_days_that_are_no_window_is_judged_beside_the_windows() -> None:
    week = (date(2026, 2, 2), date(2026, 2, 8))
    found = standing(promise((*week, "99.2")), CONTRACT, (), ON)
    by_days = {(window.starts_on, window.ends_on): window for window in found.windows}
    assert by_days[week].state is WindowState.MISSED
    assert by_days[week].credit is not None
    assert by_days[week].credit.amount is None
    assert by_days[FEBRUARY].state is WindowState.NOT_MEASURED


def test_the_heading_compares_three_windows_with_the_three_before() -> None:
    months = [(date(2025, month, 1), date(2025, month, 28)) for month in range(1, 8)]
    falling = promise(*((*days, str(100 - n)) for n, days in enumerate(months)), window="event")
    assert standing(falling, CONTRACT, (), ON).heading is Heading.WORSE
    assert standing(promise(*((*days, str(100 - n)) for n, days in enumerate(months)), window="event", direction="at_most"),
                    CONTRACT, (), ON).heading is Heading.BETTER
    assert standing(promise(*((*days, "99") for days in months), window="event"), CONTRACT, (), ON).heading is Heading.STEADY
    assert standing(promise(*((*days, "99") for days in months[:5]), window="event"), CONTRACT, (), ON).heading is None


def test_answers_about_the_metric_itself_come_first() -> None:
    about = [Spoken(n, "Q", question, "Yes", "", None, None, "", None) for n, question in enumerate((
        "Do you test your backups?", "What is your uptime?", "Quelle est la disponibilité promise ?"))]
    assert [each.answer_id for each in nearest_first(about, "availability")] == [1, 2, 0]
    assert [each.answer_id for each in nearest_first(about, "rpo")] == [0, 1, 2]
    assert [each.answer_id for each in nearest_first(about, "other")] == [0, 1, 2]


@pytest.mark.parametrize(("days", "english", "french"), [
    ((date(2025, 10, 1), date(2025, 10, 31)), "October 2025", "octobre 2025"),
    ((date(2025, 7, 1), date(2025, 9, 30)), "Q3 2025", "T3 2025"), ((date(2025, 1, 1), date(2025, 12, 31)), "2025", "2025"),
    ((date(2025, 3, 1), date(2025, 3, 1)), "1 March 2025", "1er mars 2025"),
    ((date(2025, 2, 2), date(2025, 2, 8)), "2 February 2025 to 8 February 2025", "du 2 février 2025 au 8 février 2025"),
    ((date(2025, 2, 1), date(2025, 4, 30)), "1 February 2025 to 30 April 2025", "du 1er février 2025 au 30 avril 2025"),
])
def test_a_window_goes_by_its_name(days: tuple[date, date], english: str, french: str) -> None:
    assert (window_name(*days, "en"), window_name(*days, "fr")) == (english, french)


@pytest.mark.parametrize(("days", "other"), [
    ((date(2026, 2, 1), date(2026, 2, 28)), None), ((date(2026, 2, 10), date(2026, 2, 12)), 100),
    ((date(2026, 3, 1), date(2026, 3, 31)), None), ((date(2026, 1, 20), date(2026, 2, 1)), 100)])
def test_days_shared_with_another_measurement_are_told(days: tuple[date, date], other: int | None) -> None:
    found = overlapping(promise((*FEBRUARY, "99.2")), CONTRACT, *days)
    assert (found.id if found else None) == other


def test_days_on_which_nothing_was_measured_are_free_and_events_may_share_days() -> None:
    nothing = promise(measurements=(SlaMeasurement(100, 7, *FEBRUARY, None, "No figure received"),))
    assert overlapping(nothing, CONTRACT, date(2026, 2, 10), date(2026, 2, 12)) is None
    assert overlapping(promise((*FEBRUARY, "3"), window="event"), CONTRACT, date(2026, 2, 10), date(2026, 2, 12)) is None


def test_the_first_part_of_a_month_in_force_and_the_month_are_one_window() -> None:
    begun = promise((date(2026, 2, 1), date(2026, 2, 28), "99.2"), valid_from=date(2026, 2, 10))
    assert overlapping(begun, None, date(2026, 2, 10), date(2026, 2, 28)) is None


DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@given(DAYS, DAYS, st.sampled_from(["month", "quarter", "year"]))
def test_windows_follow_each_other_without_gap_from_the_first_day_in_force_to_the_day(begins: date, on: date, window: str) -> None:
    days = [(start, end) for start, end, _ in expected(promise(window=window, valid_from=begins), None, on)]
    if begins > on:
        assert all(start <= end for start, end in days)
        return
    assert days[0][0] == begins
    assert days[-1][0] <= on <= days[-1][1]
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(days))


STEP = st.tuples(st.decimals(90, 100, places=2), st.decimals(0, 100, places=1))


@given(st.lists(STEP, max_size=6, unique_by=lambda step: step[0]), st.decimals(90, 100, places=3), st.decimals(90, 100, places=3))
def test_a_worse_month_never_gives_a_smaller_credit(steps: list[tuple[Decimal, Decimal]], one: Decimal, other: Decimal) -> None:
    term = promise(credit_steps=tuple(SlaCreditStep(n, 7, *step) for n, step in enumerate(steps)))
    worse, better = sorted((one, other))
    assert credit_percent(term, worse) >= credit_percent(term, better)
    assert credit_percent(term, worse) <= 30
