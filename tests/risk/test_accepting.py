"""A risk that was accepted for a while is open again afterwards, with its term from then on."""

from datetime import date

from risk_register.model.facts import RiskAcceptance
from risk_register.risk.accepting import risk_standing

OPENED, DUE = date(2025, 6, 1), date(2025, 7, 1)


def accepted(until, since=date(2025, 6, 20)):
    return RiskAcceptance(1, 1, "Replaced next year", since, until)


def test_while_the_acceptance_runs_nothing_is_due():
    standing = risk_standing(OPENED, DUE, [accepted(date(2026, 6, 30))], date(2026, 6, 30))
    assert (standing.accepted_until, standing.due_on, standing.days_late) == (date(2026, 6, 30), None, 0)


def test_when_it_has_run_out_the_risk_is_open_and_its_term_starts_anew():
    standing = risk_standing(OPENED, DUE, [accepted(date(2026, 6, 30))], date(2026, 7, 1))
    assert (standing.accepted_until, standing.due_on, standing.days_late) == (None, date(2026, 7, 31), 0)


def test_extending_the_acceptance_accepts_again_as_a_further_one_does():
    for given in ([accepted(date(2026, 12, 31))], [accepted(date(2026, 6, 30)), accepted(date(2026, 12, 31), date(2026, 7, 5))]):
        assert risk_standing(OPENED, DUE, given, date(2026, 7, 5)).accepted_until == date(2026, 12, 31)


def test_a_risk_that_was_never_accepted_is_due_when_it_was_due():
    assert risk_standing(OPENED, DUE, [], date(2025, 7, 3)).days_late == 2
    assert risk_standing(OPENED, None, [], date(2025, 7, 3)).due_on is None


def test_an_acceptance_of_tomorrow_does_not_hold_today():
    assert risk_standing(OPENED, DUE, [accepted(date(2026, 6, 30), date(2025, 8, 1))], date(2025, 7, 2)).days_late == 1


def test_a_due_day_that_was_set_for_after_the_end_of_the_acceptance_holds():
    standing = risk_standing(OPENED, date(2026, 9, 1), [accepted(date(2026, 6, 30))], date(2026, 7, 1))
    assert standing.due_on == date(2026, 9, 1)
