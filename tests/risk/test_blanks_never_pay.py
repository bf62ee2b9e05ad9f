"""Leaving blank what counts against a vendor, or having no record to hold it, never makes the vendor look better."""

from dataclasses import replace
from datetime import date

import pytest

from risk_register.model.facts import Clause, Contract, Finding
from risk_register.model.vocabulary import ClauseState, ClauseTopic
from risk_register.risk import assess, load_method, parse_method
from tests.risk.making import all_yes, report, service, vendor

ON = date(2025, 11, 20)
METHODS = [load_method(name) for name in ("house", "ebios-rm", "nist-800-30")]
HOUSE = METHODS[0]
OPEN = Finding(id=1, vendor_id=1, title="Restore never tried", severity="critical", state="open", opened_on=date(2025, 1, 1),
               due_on=date(2025, 6, 1))
SERVICES = (service(criticality="critical_or_important"),)
ENDLESS = report(kind="iso27001", opinion=None, period_from=None, period_to=None, issued_on=date(2025, 10, 1))
"""A certificate of which nobody recorded when it expires."""


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_a_finding_without_a_day_counts_no_less_than_one_past_its_day(method):
    late = assess(vendor(services=SERVICES, findings=(OPEN,)), method, ON)
    undated = assess(vendor(services=SERVICES, findings=(replace(OPEN, due_on=None),)), method, ON)
    assert undated.residual == late.residual


def test_a_finding_whose_term_runs_still_counts_half():
    due = assess(vendor(services=SERVICES, findings=(replace(OPEN, due_on=date(2026, 6, 1)),)), HOUSE, ON)
    late = assess(vendor(services=SERVICES, findings=(OPEN,)), HOUSE, ON)
    none = assess(vendor(services=SERVICES), HOUSE, ON)
    assert (due.residual - none.residual) * 2 == late.residual - none.residual


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_a_vendor_without_a_contract_may_turn_out_no_better_than_one_whose_contract_nobody_read(method):
    unread = Contract(id=1, vendor_id=1, reference="C-1", starts_on=date(2024, 1, 1))
    without = assess(vendor(services=SERVICES), method, ON)
    nobody_read = assess(vendor(services=SERVICES, contracts=(unread,)), method, ON)
    ended = assess(vendor(services=SERVICES, contracts=(replace(unread, ended_on=date(2025, 1, 1)),)), method, ON)
    assert without.residual == nobody_read.residual == ended.residual
    assert without.residual_high == nobody_read.residual_high == ended.residual_high
    assert any("contract" in str(text).lower() for text in without.missing)


def test_a_contract_with_every_clause_narrows_what_may_turn_out():
    clauses = tuple(Clause(id=number, contract_id=1, topic=topic.value, state=ClauseState.PRESENT)
                    for number, topic in enumerate(ClauseTopic, 1))
    read = Contract(id=1, vendor_id=1, reference="C-1", starts_on=date(2024, 1, 1), clauses=clauses)
    assert assess(vendor(services=SERVICES, contracts=(read,)), HOUSE, ON).residual_high < assess(
        vendor(services=SERVICES), HOUSE, ON).residual_high


def test_a_text_kept_from_before_goes_on_judging_as_it_did():
    text = HOUSE.text
    for key in ("undated", "no_contract", "unstated"):
        text = "\n".join(line for line in text.splitlines() if not line.startswith(f"{key} = "))
    before = parse_method(text, "house")
    undated = vendor(services=SERVICES, findings=(replace(OPEN, due_on=None),))
    assert assess(undated, before, ON).residual < assess(undated, HOUSE, ON).residual
    assert assess(undated, before, ON).residual_high < assess(undated, HOUSE, ON).residual_high
    held = vendor(services=SERVICES, tallies=all_yes(), evidence=(ENDLESS,))
    assert assess(held, before, ON).residual < assess(held, HOUSE, ON).residual


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize(("blank", "bad"), [
    (ENDLESS, replace(ENDLESS, issued_on=date(2022, 10, 1), expires_on=date(2025, 9, 30))),
    (report(opinion=None), report(opinion="adverse")),
    (report(kind="soc1_type2", opinion=None), report(kind="soc1_type2", opinion="disclaimer")),
    (report(kind="soc2_type1", opinion=""), report(kind="soc2_type1", opinion="adverse")),
    (replace(report(), period_to=None, issued_on=ON), report(period_to=date(2018, 1, 1))),
], ids=["no expiry", "no opinion", "no opinion on finances", "no opinion on design", "no period"])
def test_evidence_counts_no_more_with_a_blank_than_with_the_worst_that_could_stand_there(blank, bad, method):
    judged = [assess(vendor(services=SERVICES, tallies=all_yes(), evidence=(each,)), method, ON) for each in (blank, bad)]
    assert judged[0].residual >= judged[1].residual
    assert judged[0].control_effectiveness <= judged[1].control_effectiveness
    assert any("names no expiry, opinion or period" in str(text) for text in judged[0].missing)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_evidence_of_which_all_is_stated_still_counts(method):
    word = assess(vendor(services=SERVICES, tallies=all_yes()), method, ON).control_effectiveness
    for stated in (report(), report(opinion="qualified"), replace(ENDLESS, expires_on=date(2028, 9, 30)),
                   replace(ENDLESS, kind="penetration_test")):
        assert assess(vendor(services=SERVICES, tallies=all_yes(), evidence=(stated,)), method, ON).control_effectiveness > word
