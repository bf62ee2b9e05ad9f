"""Risk over all vendors: what would lower it is tried and not guessed, what gathers is counted, what is unknown is followed."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from risk_register.model.facts import Clause, Contract, Finding, Incident
from risk_register.model.vocabulary import ControlDomain, RiskLevel, Tier, Verdict
from risk_register.risk import add_months, assess, load_method
from risk_register.risk.points import decimal_of
from risk_register.risk.portfolio import actions_for, concentration, dependences, sensitivities, spread
from risk_register.risk.supply_chain import US, Link, Party, SupplyChain
from tests.risk.making import ON, access, answers, flow, received, service, vendor
from tests.risk.test_properties import unhurried, vendors

HOUSE = load_method("house")
METHODS = [HOUSE, load_method("nist-800-30"), load_method("ebios-rm")]
CRITICAL = {"criticality": "critical_or_important", "substitutability": "hard", "reliance": "full"}


def kinds(facts):
    return {action.kind: action for action in actions_for(facts, HOUSE, ON)}


def test_every_action_is_tried_on_the_facts_it_names():
    gap = Finding(3, 1, "Gap", "high", "open", ON - timedelta(days=90), due_on=ON - timedelta(days=1))
    lacking = (Contract(4, "C-4", 1, clauses=(Clause(5, 4, "audit_right", "absent"), Clause(6, 4, "exit_support", "absent"))),)
    facts = vendor(
        services=(service(**CRITICAL),), flows=(flow(countries=("IN",), transfer_mechanism="none", people=20_000),),
        accesses=(access(2, "admin"),), findings=(gap,), contracts=lacking,
        tallies=(answers(ControlDomain.ACCESS, Verdict.NO, 3), answers(ControlDomain.PRIVACY, Verdict.YES)),
        rounds=(received(add_months(ON, -30)),),
    )
    found = kinds(facts)
    assert {"controls", "renewal", "finding", "contract"} <= set(found)
    assert found["finding"].drop == 4
    assert found["contract"].drop == 4
    assert [ref.id for ref in found["contract"].facts] == [4, 5, 6]
    assert found["controls"].facts[0].noun == "questionnaire"
    assert (found["controls"].at_best, found["renewal"].at_best) == (False, True)
    assert str(found["controls"].text) == "Close the gaps in Identity and access: answers that are not good: 3"


def test_an_open_incident_that_holds_the_level_up_is_worth_ending():
    action = kinds(vendor(incidents=(Incident(7, "Leak", "open", "high", ON),)))["incident"]
    assert (action.before, action.after) == (40, Fraction(100, 9) + 10)


def test_a_current_report_lifts_what_answers_are_worth():
    action = kinds(vendor(services=(service(**CRITICAL),), tallies=(answers(ControlDomain.ACCESS, Verdict.YES),)))["evidence"]
    assert action.at_best
    assert action.after == action.before / 4  # worth 0.6 before, 0.9 at most then


def test_less_access_and_a_lasting_ground_lower_what_rests_on_them():
    reached = vendor(flows=(flow(elements=("name",), people=10),), accesses=(access(2, "admin"),))
    assert kinds(reached)["access"].drop > 0
    moved = vendor(services=(), flows=(flow(countries=("IN",), transfer_mechanism="derogation"),))
    assert kinds(moved)["transfer"].drop > 0


def test_an_unassessed_vendor_has_no_action_and_one_never_asked_is_to_be_asked():
    assert actions_for(vendor(services=(), flows=(), accesses=()), HOUSE, ON) == []


def test_where_all_that_was_asked_does_not_apply_a_questionnaire_that_does_is_proposed():
    found = kinds(vendor(tallies=tuple(answers(domain, Verdict.NOT_APPLICABLE) for domain in ControlDomain)))
    assert "whose questions apply" in str(found["questionnaire"].text)
    assert found["questionnaire"].drop > 0
    asked = kinds(vendor(services=(service(**CRITICAL),)))["questionnaire"]
    assert asked.at_best
    assert asked.after == asked.before * Fraction(2, 5)  # all good on the vendor's word: 60 %


@unhurried
@given(vendors())
def test_an_action_lowers_the_risk_and_its_start_is_the_score(facts):
    for action in actions_for(facts, HOUSE, ON):
        assert action.drop > 0
        assert decimal_of(action.before) == assess(facts, HOUSE, ON, explain=False).residual
        assert action.text.render("fr")


def test_the_spread_counts_every_vendor_once():
    each = (vendor(services=(service(**CRITICAL),)), vendor(), vendor(services=(), flows=()))
    judged = [replace(assess(facts, HOUSE, ON), vendor_id=number) for number, facts in enumerate(each, 1)]
    found = spread(judged)
    assert (found.vendors, sum(len(cell.vendors) for cell in found.cells), sum(found.tenths)) == (3, 3, 2)
    assert (found.levels[RiskLevel.UNASSESSED], found.tiers[Tier.T1]) == (1, 1)
    assert found.unassessed_share == pytest.approx(Decimal(100) / 3)
    assert found.median == (judged[0].residual + judged[1].residual) / 2
    assert spread(reversed(judged)) == found
    assert (spread([]).median, spread([]).unassessed_share) == (None, None)


def chain(*links: Link, parties: int = 20) -> SupplyChain:
    known = {US: Party(US, "Us")} | {key: Party(key, f"Party {key}", direct=key < 15) for key in range(1, parties)}
    return SupplyChain(known, (), tuple(links), ON)


def depending(count: int, country: str = "FR"):
    found = []
    for number in range(1, count + 1):
        facts = vendor(services=(service(number, **CRITICAL),), flows=(flow(countries=(country,)),))
        found += dependences(replace(facts, vendor=replace(facts.vendor, id=number, legal_name=f"Party {number}")), ON)
    return found


def test_critical_services_that_end_at_one_subcontractor_are_a_single_point():
    links = [Link(number, number, 16) for number in range(1, 7)] + [Link(20, 16, 17), Link(21, 7, 17)]
    found = concentration(depending(12), chain(*links))
    said = [str(point.text) for point in found.single_points if point.kind == "party"]
    assert said == ["7 of 12 critical services end at Party 17", "6 of 12 critical services end at Party 16"]
    shared = [(each.name, each.vendors, each.services) for each in found.shared_subcontractors]
    assert shared == [("Party 17", 7, 7), ("Party 16", 6, 6)]


def test_links_objected_to_or_for_another_service_carry_nothing():
    links = (Link(1, 1, 16, objected=True), Link(2, 2, 16, service_id=99), Link(3, 3, 16, service_id=3))
    found = concentration(depending(3), chain(*links))
    assert not [point for point in found.single_points if point.kind == "party"]
    assert [(each.vendors, each.services) for each in found.shared_subcontractors] == [(2, 1)]


def test_a_circle_of_subcontractors_is_walked_once():
    found = concentration(depending(2), chain(Link(1, 1, 16), Link(2, 16, 17), Link(3, 17, 16), Link(4, 2, 17)))
    assert [each.services for each in found.shared_subcontractors] == [2, 2]


def test_a_critical_function_with_one_provider_that_is_hard_to_replace_is_named():
    found = concentration(depending(1), chain())
    assert [str(point.text) for point in found.single_points] == ["'Function 1' rests on Party 1 alone, which is hard to replace"]


def test_the_herfindahl_index_is_ten_thousand_for_one_and_says_what_it_means():
    alone, four = (concentration(depending(count), chain()).herfindahl for count in (1, 4))
    assert [(each.of, each.index) for each in alone] == [("providers", 10_000), ("countries", 10_000)]
    assert [(each.of, each.index) for each in four] == [("providers", 2_500), ("countries", 10_000)]
    assert str(four[0].text) == "As concentrated as if 4.0 equal providers carried all critical services"
    assert concentration([], chain()).herfindahl == ()


def test_an_unknown_that_would_change_the_level_is_named_with_where_it_leads():
    (only,) = sensitivities(vendor(services=(service(criticality=None),)), HOUSE, ON)
    assert (only.unknown, only.level, only.worst_level) == ("criticality", RiskLevel.MODERATE, RiskLevel.CRITICAL)
    assert str(only.text) == "Criticality of the functions served: counted 3 of 4, and 4 at worst"
    assert (round(only.before, 1), round(only.after, 1)) == (Decimal("22.2"), Decimal("77.8"))


def test_nothing_unknown_is_no_sensitivity():
    assert sensitivities(vendor(tallies=(answers(ControlDomain.ACCESS, Verdict.YES),)), HOUSE, ON) == []


def test_nothing_of_an_unassessed_vendor_is_said_to_be_counted():
    unassessed = vendor(services=(service(criticality=None),), flows=(), accesses=(), country=None)
    said = [each.text.render("en") for each in sensitivities(unassessed, load_method("house"), ON)]
    assert "Access to our systems: not known, 4 of 4 at worst" in said
    assert not [each for each in said if "counted" in each]


def test_clauses_nobody_looked_for_may_change_the_level():
    (only,) = sensitivities(vendor(contracts=(Contract(1, "C-1", 1),)), HOUSE, ON)
    assert (only.unknown, only.level, only.worst_level) == ("clauses", RiskLevel.LOW, RiskLevel.MODERATE)
    assert only.after - only.before == 15


def test_so_may_the_clauses_of_a_contract_that_is_missing_where_nothing_else_is_on_record():
    (only,) = sensitivities(vendor(contracts=()), HOUSE, ON)
    assert (only.unknown, only.level, only.worst_level) == ("clauses", RiskLevel.LOW, RiskLevel.MODERATE)
    assert only.after - only.before == 15


@pytest.mark.parametrize("method", METHODS)
@unhurried
@given(facts=vendors())
def test_a_single_unknown_leads_no_further_than_the_range(method, facts):
    result = assess(facts, method, ON, explain=False)
    for each in sensitivities(facts, method, ON):
        assert each.worst_level.rank > each.level.rank
        assert each.after <= result.residual_high
        assert each.before is None or each.before < each.after
