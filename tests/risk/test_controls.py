"""Answers, their polarity, their evidence and their age."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from risk_register.model.vocabulary import Confidence, ControlDomain, Polarity, Verdict
from risk_register.risk import add_months, assess, load_method
from risk_register.risk.controls import Answers
from tests.risk.making import ON, all_yes, answers, flow, received, report, service, vendor

HOUSE = load_method("house")
VERDICTS = {"Yes": Verdict.YES, "No": Verdict.NO, "N/A": Verdict.NOT_APPLICABLE, "": Verdict.UNANSWERED}
ACCESS = ControlDomain.ACCESS


def tallies_of(path: Path, domains: dict[str, ControlDomain]):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            answers(domains.get(row.get("section") or "", ACCESS), VERDICTS.get(row["answer"], Verdict.TEXT), 1, int(row["weight"]))
            for row in csv.DictReader(file)
        )


def shown(figure: Decimal | None) -> str:
    return "not scored" if figure is None else f"{figure:.1f}"


def test_not_applicable_leaves_the_bottom_of_the_fraction(shared):
    given = Answers(tallies_of(shared / "cases/c16-fifteen-answers.csv", {}), HOUSE.controls)
    assert (shown(given.answer_ratio), given.completeness) == ("70.0", 100)


def test_a_section_that_is_not_applicable_is_not_scored_and_changes_nothing_else(shared):
    sections = {"Resilience": ControlDomain.CONTINUITY, "Access": ACCESS}
    tallies = tallies_of(shared / "cases/c17-all-not-applicable.csv", sections)
    result = assess(vendor(tallies=tallies), HOUSE, ON)
    by_domain = {score.domain: score for score in result.domains}
    assert by_domain[ControlDomain.CONTINUITY].effectiveness is None
    assert by_domain[ACCESS].effectiveness == 30  # half of the weight is good, on the vendor's word
    assert (result.answer_ratio, shown(result.completeness)) == (50, "66.7")


def test_every_no_stays_a_no_and_a_weightless_comment_does_not_count(shared):
    given = Answers(tallies_of(shared / "cases/c18-yes-no.csv", {}), HOUSE.controls)
    assert (shown(given.answer_ratio), given.completeness) == ("33.3", 100)


def test_no_is_the_good_answer_where_the_question_says_so():
    good = assess(vendor(tallies=(answers(ACCESS, Verdict.NO, polarity=Polarity.NO_IS_GOOD),)), HOUSE, ON)
    bad = assess(vendor(tallies=(answers(ACCESS, Verdict.YES, polarity=Polarity.NO_IS_GOOD),)), HOUSE, ON)
    assert (good.control_effectiveness, bad.control_effectiveness) == (60, 0)
    assert (good.domains[0].adverse, bad.domains[0].adverse) == (0, 1)


def test_a_neutral_question_is_not_scored():
    tallies = (answers(ACCESS, Verdict.YES), answers(ACCESS, Verdict.NO, 9, polarity=Polarity.NEUTRAL))
    assert assess(vendor(tallies=tallies), HOUSE, ON).control_effectiveness == 60


def test_words_to_be_judged_earn_nothing_yet_but_could():
    services = (service(criticality="critical_or_important"),)
    result = assess(vendor(services=services, tallies=(answers(ACCESS, Verdict.YES), answers(ACCESS, Verdict.TEXT))), HOUSE, ON)
    assert result.control_effectiveness == 30
    assert result.residual_low < result.residual
    assert result.residual_high - result.residual == 15  # the clauses of a contract that nobody has recorded, and no more
    assert result.completeness == 100


def test_all_not_applicable_takes_nothing_off_and_is_no_error():
    result = assess(vendor(tallies=(answers(ACCESS, Verdict.NOT_APPLICABLE, 5),)), HOUSE, ON)
    assert (result.control_effectiveness, result.answer_ratio, result.completeness) == (0, None, None)


def test_domains_count_by_relevance_and_not_by_their_number_of_questions():
    tallies = (answers(ControlDomain.GOVERNANCE, Verdict.YES, 90), answers(ControlDomain.OPERATIONS, Verdict.NO, 1))
    assert assess(vendor(tallies=tallies), HOUSE, ON).control_effectiveness == 30


def test_continuity_weighs_more_where_a_critical_function_depends_on_it():
    tallies = (answers(ControlDomain.CONTINUITY, Verdict.NO), answers(ControlDomain.GOVERNANCE, Verdict.YES))
    plain = assess(vendor(tallies=tallies), HOUSE, ON)
    critical = assess(vendor(services=(service(criticality="critical_or_important"),), tallies=tallies), HOUSE, ON)
    assert (plain.control_effectiveness, critical.control_effectiveness) == (30, 15)


def test_a_new_dependence_never_makes_controls_look_better():
    tallies = (answers(ControlDomain.CONTINUITY, Verdict.YES), answers(ControlDomain.GOVERNANCE, Verdict.NO))
    critical = assess(vendor(services=(service(criticality="critical_or_important"),), tallies=tallies), HOUSE, ON)
    assert critical.control_effectiveness == 30


@pytest.mark.parametrize(("evidence", "expected"), [
    ({}, 90),
    ({"opinion": "qualified"}, 80), ({"opinion": None}, 60), ({"opinion": "adverse"}, 60), ({"carve_outs": "Hosting"}, 80),
    ({"exceptions": "Leavers kept access"}, 80), ({"kind": "iso27001", "period_to": None, "expires_on": ON}, 90),
    ({"kind": "iso27001", "period_to": None, "expires_on": ON - timedelta(days=1)}, 60), ({"kind": "bridge_letter"}, 60),
    ({"kind": "soc2_type1"}, 80), ({"period_to": ON + timedelta(days=1)}, 60), ({"kind": "unheard_of"}, 60),
])
def test_an_answer_is_worth_what_supports_it(evidence, expected):
    result = assess(vendor(tallies=all_yes(), evidence=(report(**evidence),)), HOUSE, ON)
    assert result.control_effectiveness == expected


def test_evidence_counts_only_for_the_domains_it_covers():
    result = assess(vendor(tallies=(answers(ControlDomain.PRIVACY, Verdict.YES),), evidence=(report(),)), HOUSE, ON)
    assert result.control_effectiveness == 60


def test_answers_keep_their_worth_for_the_tiers_months_and_then_lose_a_twelfth_a_month():
    figures = [
        assess(vendor(tallies=all_yes(), rounds=(received(add_months(ON, -months)),)), HOUSE, ON).control_effectiveness
        for months in (36, 37, 42, 60)
    ]
    assert figures == [60, 55, 30, 30]


def test_answers_without_a_date_count_as_stale():
    assert assess(vendor(tallies=all_yes(), rounds=(received(None),)), HOUSE, ON).control_effectiveness == 30


def test_answers_received_later_do_not_count_yet():
    result = assess(vendor(tallies=all_yes(), rounds=(received(ON + timedelta(days=1)),)), HOUSE, ON)
    assert (result.control_effectiveness, result.completeness) == (0, None)


def test_confidence_rests_on_completeness_what_is_missing_and_evidence():
    assert assess(vendor(), HOUSE, ON).confidence is Confidence.LOW
    assert assess(vendor(tallies=all_yes()), HOUSE, ON).confidence is Confidence.MEDIUM
    assert assess(vendor(tallies=all_yes(), evidence=(report(),)), HOUSE, ON).confidence is Confidence.HIGH
    assert assess(vendor(tallies=all_yes(), accesses=(), evidence=(report(),)), HOUSE, ON).confidence is Confidence.MEDIUM


def test_an_expired_certificate_is_named_as_no_longer_counting():
    facts = vendor(flows=(flow(),), tallies=all_yes(), evidence=(report(kind="iso27001", expires_on=date(2025, 3, 31)),))
    missing = [str(text) for text in assess(facts, HOUSE, ON).missing]
    assert "ISO/IEC 27001 certificate 'SOC 2' expired on 31 March 2025 and no longer counts" in missing
