"""Contract terms: notice is counted back from the term that runs, and renewals from the initial end."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register.model.facts import Contract
from risk_register.risk.dates import add_months
from risk_register.risk.terms import contract_term, term_words

TACIT = Contract(1, "C-1", 1, ends_on=date(2025, 8, 28), renewal="tacit", renewal_months=12, notice_months_ours=2)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def words(contract, on):
    said = term_words(contract_term(contract, on))
    return None if said is None else said.render("en")


def test_notice_is_counted_back_from_the_term_that_runs_and_not_from_one_that_is_over():
    term = contract_term(TACIT, date(2026, 2, 11))
    assert (term.current_end, term.give_notice_by, term.days_left) == (date(2026, 8, 28), date(2026, 6, 28), 137)


def test_once_the_day_for_notice_has_passed_the_contract_renews_and_the_next_notice_is_named():
    assert words(TACIT, date(2026, 6, 29)) == "Renews on 29 August 2026 to 28 August 2027; next notice by 28 June 2027"
    assert contract_term(TACIT, date(2026, 6, 29)).days_left is None


def test_notice_may_still_be_given_on_its_last_day_and_the_contract_runs_on_its_last_day():
    assert contract_term(TACIT, date(2026, 6, 28)).days_left == 0
    assert contract_term(TACIT, date(2026, 8, 28)).current_end == date(2026, 8, 28)
    assert contract_term(TACIT, date(2026, 8, 29)).current_end == date(2027, 8, 28)


def test_a_contract_that_ends_on_a_31st_gets_its_day_back_after_shorter_months():
    monthly = replace(TACIT, ends_on=date(2026, 1, 31), renewal_months=1, notice_months_ours=None, notice_days_ours=10)
    ends = [contract_term(monthly, day).current_end for day in (date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1))]
    assert ends == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_where_days_and_months_are_both_agreed_both_must_pass():
    both = replace(TACIT, notice_days_ours=90)
    assert contract_term(both, date(2026, 2, 11)).give_notice_by == date(2026, 5, 30)


def test_without_a_recorded_notice_none_is_invented():
    term = contract_term(replace(TACIT, notice_months_ours=None), date(2026, 2, 11))
    assert (term.current_end, term.give_notice_by, term.renews_on) == (date(2026, 8, 28), None, None)


def test_a_contract_that_ends_at_its_term_is_over_after_it_and_asks_for_no_notice():
    ending = replace(TACIT, renewal="none")
    assert words(ending, date(2025, 8, 28)) == "Runs to 28 August 2025"
    assert words(ending, date(2025, 8, 29)) == "Ended on 28 August 2025"
    assert contract_term(replace(TACIT, renewal="express"), date(2025, 8, 29)).over


def test_a_contract_that_was_ended_runs_to_that_day_whatever_was_agreed():
    ended = replace(TACIT, ended_on=date(2026, 3, 31))
    assert words(ended, date(2026, 3, 31)) == "Ended on 31 March 2026" or not contract_term(ended, date(2026, 3, 31)).over
    assert contract_term(ended, date(2026, 4, 1)).over
    assert contract_term(ended, date(2026, 2, 11)).give_notice_by is None


def test_an_open_ended_contract_tells_when_notice_given_today_would_end_it():
    open_ended = replace(TACIT, renewal="open_ended", notice_months_ours=3)
    assert words(open_ended, date(2025, 11, 30)) == "Without an end; notice given today would end it on 28 February 2026"


def test_what_happened_after_an_end_that_passed_is_said_to_be_unknown_where_nobody_recorded_it():
    unknown = replace(TACIT, renewal=None)
    assert words(unknown, date(2025, 8, 29)) == "Its end, 28 August 2025, has passed; whether it was renewed is not recorded"
    assert contract_term(replace(TACIT, renewal_months=None), date(2025, 8, 29)).doubtful
    assert term_words(contract_term(replace(TACIT, ends_on=None), date(2025, 1, 1))) is None


@settings(deadline=None)
@given(DAYS, st.integers(1, 60), st.integers(0, 24), st.integers(0, 9000))
def test_a_tacitly_renewed_contract_is_always_in_exactly_one_term(end, months, notice, later):
    contract = replace(TACIT, ends_on=end, renewal_months=months, notice_months_ours=notice)
    on = end + timedelta(days=later)
    term = contract_term(contract, on)
    assert term.current_end >= on
    before = contract_term(contract, on).current_end
    steps = next(step for step in range(2000) if add_months(end, months * step) == before)
    assert steps == 0 or add_months(end, months * (steps - 1)) < on
    assert (term.days_left is None) != (term.renews_on is None)
    if term.renews_on:
        assert contract_term(contract, term.renews_on).current_end == term.renews_to
