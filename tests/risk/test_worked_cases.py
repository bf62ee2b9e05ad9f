"""The worked cases of the house method, by hand: A to F."""

from datetime import UTC, date, datetime
from decimal import Decimal

from risk_register.model.facts import Clause, Contract, Incident, SlaMeasurement, SlaTerm
from risk_register.model.vocabulary import ControlDomain, RiskLevel, Tier, Verdict
from risk_register.risk import add_months, assess, load_method
from tests.risk.making import ON, all_yes, answers, flow, received, report, service, vendor

HOUSE = load_method("house")
WORST = (service(criticality="critical_or_important", substitutability="none", reliance="full"),)


def four_of_five(domains=(ControlDomain.ACCESS, ControlDomain.CONTINUITY)):
    return tuple(answers(domain, verdict, count) for domain in domains for verdict, count in ((Verdict.YES, 4), (Verdict.NO, 1)))


def analytics(**values):
    """Kind of data 2, people 1, no access, elsewhere under standard clauses: (2*2 + 2*1 + 1 + 3) / 6 = 5/3."""
    flows = (flow(elements=("email", "usage"), countries=("US",), transfer_mechanism="scc_2"),)
    return vendor(flows=flows, country="US", tallies=all_yes(), **values)


def test_case_a_a_cloud_host_with_a_valid_audit_has_exactly_twenty_and_is_moderate():
    result = assess(vendor(services=WORST, tallies=four_of_five(), evidence=(report(),)), HOUSE, ON)
    assert (result.inherent, result.control_effectiveness, result.residual) == (100, 80, 20)
    assert (result.tier, result.level) == (Tier.T1, RiskLevel.MODERATE)


def test_case_b_an_audit_six_months_overdue_is_worth_half_and_the_vendor_is_critical():
    old = add_months(ON, -18)
    result = assess(vendor(services=WORST, tallies=four_of_five(), evidence=(report(old),), rounds=(received(old),)), HOUSE, ON)
    assert (result.inherent, result.control_effectiveness, result.residual) == (100, 40, 60)
    assert result.level is RiskLevel.CRITICAL


def test_case_c_an_analytics_vendor_on_its_word_is_low():
    result = assess(analytics(), HOUSE, ON)
    assert round(result.inherent, 1) == Decimal("22.2")
    assert result.control_effectiveness == 60
    assert round(result.residual, 1) == Decimal("8.9")
    assert (result.tier, result.level) == (Tier.T4, RiskLevel.LOW)


def test_case_d_incident_late_notice_and_missing_clauses_make_it_moderate():
    aware = ("aware", datetime(2025, 11, 9, tzinfo=UTC))
    incident = Incident(7, "Export of analytics data", "closed", "high", date(2025, 11, 9), (aware,))
    measured = tuple(
        SlaMeasurement(number, 1, date(2025, 1, 1), date(2025, month, 28), Decimal(hours))
        for number, (month, hours) in enumerate(((1, 40), (4, 40), (7, 40), (10, 90)))
    )
    term = SlaTerm(1, 1, "support_reaction", Decimal(72), "hour", "at_most", "quarter", measurements=measured)
    topics = ("audit_right", "exit_support", "assistance")
    clauses = tuple(Clause(number, 1, topic, "absent") for number, topic in enumerate(topics))
    facts = analytics(incidents=(incident,), sla_terms=(term,), contracts=(Contract(1, "C-1", 1, clauses=clauses),))
    result = assess(facts, HOUSE, ON)
    assert round(result.residual, 1) == Decimal("28.6")
    assert result.level is RiskLevel.MODERATE
    added = [reason.points for reason in result.reasons if reason.factor in ("incidents", "service_levels", "clauses")]
    assert sum(added) == Decimal("19.75")


def test_case_e_without_a_questionnaire_controls_take_nothing_off():
    result = assess(vendor(services=(service(criticality="high", substitutability="hard", reliance="low"),)), HOUSE, ON)
    assert round(result.inherent, 1) == Decimal("55.6")
    assert (result.control_effectiveness, result.residual, result.completeness) == (0, result.inherent, None)
    assert result.level is RiskLevel.HIGH


def test_case_f_perfect_controls_leave_a_tenth_and_the_tier_stays():
    result = assess(vendor(services=WORST, tallies=all_yes(), evidence=(report(),)), HOUSE, ON)
    assert (result.control_effectiveness, result.residual, result.level, result.tier) == (90, 10, RiskLevel.LOW, Tier.T1)


def test_the_scale_ends_at_nothing_and_at_a_hundred():
    assert assess(vendor(flows=()), HOUSE, ON).residual == 0
    assert assess(vendor(services=WORST), HOUSE, ON).residual == 100
