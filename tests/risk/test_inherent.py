"""Inherent risk and tier: which facts count, which is the worst, and what is not known."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from risk_register.model.vocabulary import RiskLevel, Tier
from risk_register.risk import assess, load_method
from risk_register.risk.exposure import Needs, expose, needs, records_in_force
from risk_register.risk.inherent import inherent_risk
from tests.risk.making import ON, access, flow, service, vendor

HOUSE = load_method("house")


def value(facts) -> Fraction:
    found = inherent_risk(expose(records_in_force(facts, ON), facts.vendor.country, HOUSE.scales), HOUSE.inherent)
    return Fraction(found.value, found.scale)


def test_of_several_flows_the_highest_need_counts_in_either_order_and_only_while_in_force():
    small = flow(1, confidentiality=1, integrity=1, availability=1)
    large = flow(2, confidentiality=3, integrity=4, availability=3, valid_to=ON)
    assert needs((small, large), ON) == needs((large, small), ON) == Needs(3, 4, 3)
    assert needs((small, large), ON + timedelta(days=1)) == Needs(1, 1, 1)


def test_an_ended_flow_no_longer_counts_for_inherent_risk():
    large = flow(2, people=500_000, elements=("health_record",), valid_to=ON)
    facts = vendor(flows=(flow(1), large))
    assert assess(facts, HOUSE, ON).inherent == assess(replace(facts, flows=(large, flow(1))), HOUSE, ON).inherent
    assert assess(facts, HOUSE, ON + timedelta(days=1)).inherent < assess(facts, HOUSE, ON).inherent


@pytest.mark.parametrize(("business", "expected", "tier"), [
    (("critical_or_important", "none", "full"), Fraction(4), Tier.T1),
    (("high", "hard", "low"), Fraction(8, 3), Tier.T2),
    (("medium", "medium", "none"), Fraction(5, 3), Tier.T4),
    (("medium", "medium", "low"), Fraction(2), Tier.T3),
])
def test_the_worse_of_two_means_makes_the_tier_exactly_at_its_limits(business, expected, tier):
    criticality, substitutability, reliance = business
    facts = vendor(services=(service(criticality=criticality, substitutability=substitutability, reliance=reliance),))
    assert value(facts) == expected
    assert assess(facts, HOUSE, ON).tier is tier


def test_a_critical_or_important_function_alone_makes_a_vendor_t1():
    facts = vendor(services=(service(1), service(2, "critical_or_important")))
    assert value(facts) == Fraction(10, 3)
    assert assess(facts, HOUSE, ON).tier is Tier.T1


def test_a_sole_source_is_t1_only_where_one_service_is_both_relied_on_and_irreplaceable():
    both = service(1, substitutability="none", reliance="full")
    apart = (service(1, substitutability="none"), service(2, reliance="full"))
    assert assess(vendor(services=(both,)), HOUSE, ON).tier is Tier.T1
    assert assess(vendor(services=apart), HOUSE, ON).tier is not Tier.T1


def test_special_data_and_privileged_access_are_at_least_t2():
    assert assess(vendor(flows=(flow(elements=("religion",)),)), HOUSE, ON).tier is Tier.T2
    assert assess(vendor(accesses=(access(privilege="admin"),)), HOUSE, ON).tier is Tier.T2


def test_a_revoked_access_no_longer_counts():
    revoked = access(privilege="admin", revoked_on=ON)
    assert assess(vendor(accesses=(revoked,)), HOUSE, ON - timedelta(days=1)).tier is Tier.T2
    assert assess(vendor(accesses=(revoked,)), HOUSE, ON).tier is Tier.T4


@pytest.mark.parametrize(("better", "worse"), [
    (flow(people=999), flow(people=1000)), (flow(elements=("name",)), flow(elements=("name", "password"))),
    (flow(countries=("FR",)), flow(countries=("FR", "JP"))),
    (flow(countries=("JP",)), flow(countries=("US",), transfer_mechanism="dpf")),
    (flow(countries=("US",), transfer_mechanism="scc_2"), flow(countries=("US",), transfer_mechanism="none")),
    (flow(), flow(confidentiality=4)),
])
def test_people_kind_of_data_country_and_confidentiality_each_count(better, worse):
    assert assess(vendor(flows=(worse,)), HOUSE, ON).inherent > assess(vendor(flows=(better,)), HOUSE, ON).inherent


def test_a_vendor_with_nothing_known_is_unassessed_and_never_low():
    result = assess(vendor(services=(), flows=(), accesses=()), HOUSE, ON)
    assert (result.tier, result.level, result.residual, result.inherent) == (Tier.UNASSESSED, RiskLevel.UNASSESSED, None, None)
    assert (result.residual_low, result.residual_high) == (0, 100)
    assert result.missing


def test_a_service_of_unknown_criticality_alone_leaves_a_vendor_unassessed():
    assert assess(vendor(services=(service(criticality=None),), flows=(), accesses=(access(),)), HOUSE, ON).tier is Tier.UNASSESSED


def test_a_word_this_program_does_not_know_is_unknown_and_not_harmless():
    known = assess(vendor(), HOUSE, ON)
    odd = assess(vendor(services=(service(criticality="SUPERHIGH"),)), HOUSE, ON)
    assert odd.inherent > known.inherent
    assert odd.inherent_low < odd.inherent < odd.inherent_high


def test_what_is_missing_is_named_and_widens_the_range():
    result = assess(vendor(flows=(flow(people=None),), accesses=()), HOUSE, ON)
    words = [text.render("en") for text in result.missing]
    assert "How many people 'Flow 1' concerns" in words
    assert any("reaches our systems" in text for text in words)
    assert result.inherent_low < result.inherent < result.inherent_high


def test_a_fully_known_vendor_has_no_range():
    result = assess(vendor(), HOUSE, ON)
    assert result.inherent_low == result.inherent == result.inherent_high


def test_a_service_not_yet_in_force_does_not_count():
    coming = service(2, "critical_or_important", valid_from=date(2026, 1, 1))
    assert assess(vendor(services=(service(), coming)), HOUSE, ON).tier is Tier.T4
