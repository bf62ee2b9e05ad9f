"""What went wrong adds to the residual risk, each kind up to its cap, and is named."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from risk_register.model.facts import Clause, Contract, Finding, Incident, RiskAcceptance, SlaMeasurement, SlaTerm
from risk_register.model.vocabulary import RiskLevel
from risk_register.risk import add_months, assess, load_method
from tests.risk.making import ON, vendor

HOUSE = load_method("house")
PLAIN = vendor(flows=())


def added(**values) -> Decimal:
    return assess(replace(PLAIN, **values), HOUSE, ON).residual


def incident(number=1, severity="high", state="closed", months=0):
    return Incident(number, f"Incident {number}", state, severity, add_months(ON, -months))


def finding(number=1, severity="medium", due=ON - timedelta(days=1), state="open"):
    return Finding(number, 1, f"Finding {number}", severity, state, date(2025, 1, 1), due_on=due)


def term(*values, target=99, direction="at_least", ends=ON):
    measured = tuple(
        SlaMeasurement(n, 1, ends - timedelta(days=30 + n), ends, None if value is None else Decimal(value))
        for n, value in enumerate(values)
    )
    return SlaTerm(1, 1, "availability", Decimal(target), "percent", direction, "month", measurements=measured)


@pytest.mark.parametrize(("severity", "months", "points"), [
    ("low", 0, 3), ("medium", 0, 6), ("high", 0, 10), ("critical", 0, 15), ("high", 11, 10), ("high", 12, 5), ("high", 23, 5),
    ("high", 24, 0),
])
def test_a_closed_incident_counts_by_severity_and_fades(severity, months, points):
    assert added(incidents=(incident(severity=severity, months=months),)) == points


def test_incidents_never_add_more_than_their_cap():
    facts = replace(PLAIN, incidents=tuple(incident(n, "critical") for n in range(3)))
    result = assess(facts, HOUSE, ON)
    assert result.residual == 25
    assert [reason.points for reason in result.reasons if reason.factor == "incidents.cap"] == [-20]


def test_while_a_serious_incident_is_open_the_risk_is_at_least_high():
    result = assess(replace(PLAIN, incidents=(incident(state="open", months=30),)), HOUSE, ON)
    assert (result.residual, result.level) == (40, RiskLevel.HIGH)
    assert any(reason.factor == "floor.open_incident" and reason.points == 30 for reason in result.reasons)
    assert added(incidents=(incident(state="open", severity="medium"),)) == 6


def test_an_incident_of_unstated_severity_is_a_range():
    result = assess(replace(PLAIN, incidents=(incident(severity=None),)), HOUSE, ON)
    assert result.residual == 10
    assert result.residual_low == 3
    assert "How severe 'Incident 1' is" in map(str, result.missing)


def test_an_incident_of_tomorrow_is_not_known_today():
    assert added(incidents=(replace(incident(), received_on=ON + timedelta(days=1)),)) == 0


def test_missed_targets_count_by_their_share_and_what_was_not_measured_is_no_miss():
    assert added(sla_terms=(term(99, "98.9", 100, 99),)) == Decimal("3.75")
    assert added(sla_terms=(term(99, None, None),)) == 0
    assert added(sla_terms=(term(5, 3, target=4, direction="at_most"),)) == Decimal("7.5")
    assert added(sla_terms=(term(5, ends=add_months(ON, -12)),)) == 0


def test_only_missing_clauses_of_contracts_in_force_count():
    absent = (Clause(1, 1, "audit_right", "absent"), Clause(2, 1, "breach_notice", "present"), Clause(3, 1, "liability", "absent"))
    assert added(contracts=(Contract(1, "C-1", 1, clauses=absent),)) == 2
    assert added(contracts=(Contract(1, "C-1", 1, clauses=absent, ended_on=ON - timedelta(days=1)),)) == 0
    assert added(contracts=(Contract(1, "C-1", 1, clauses=absent, ended_on=ON),)) == 2


def test_an_open_finding_counts_half_within_its_term_and_in_full_past_it():
    assert added(findings=(finding(severity="critical"),)) == 5
    assert added(findings=(finding(severity="critical", due=ON),)) == Decimal("2.5")
    assert added(findings=(finding(state="closed"),)) == 0


def test_accepting_a_finding_changes_the_decision_and_not_the_figure():
    accepted = RiskAcceptance(1, 1, "Known", date(2025, 10, 1), date(2026, 10, 1), finding_id=1)
    assert added(findings=(finding(),), acceptances=(accepted,)) == added(findings=(finding(),)) == 2


def test_each_addition_names_its_record():
    reasons = assess(replace(PLAIN, incidents=(incident(9),), findings=(finding(8),)), HOUSE, ON).reasons
    assert [(ref.noun, ref.id) for reason in reasons for ref in reason.facts if reason.factor in ("incidents", "findings")] == [
        ("incident", 9), ("finding", 8),
    ]
