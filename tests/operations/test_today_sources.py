"""Each source of Today: what lets something appear, by when it is due, and what makes it go."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from risk_register.errors import RegisterError
from risk_register.model.items import Item
from risk_register.model.vocabulary import ClockState
from risk_register.operations import incidents, offboarding, today
from risk_register.operations.records import add_record, delete_record, edit_record
from risk_register.operations.registers import create_register
from risk_register.store import Register
from risk_register.texts import Text

ME = "Compliance officer"


class Clock:
    """Tells the time it was set to."""

    def __init__(self, day: date) -> None:
        self.set_to(day)

    def set_to(self, day: date, hour: int = 9) -> None:
        self.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(date(2026, 3, 2))


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    with create_register(tmp_path / "own.register", organisation="Northwind", actor=ME, clock=clock) as made:
        yield made


@pytest.fixture
def alder(register: Register) -> int:
    owner = add(register, "person", name="Head of IT")
    return add(register, "vendor", legal_name="Alder", stage="active", owner_id=owner)


def add(register: Register, noun: str, **values: Any) -> int:
    return add_record(register, noun, values, ME)


def edit(register: Register, noun: str, key: int, **values: Any) -> None:
    edit_record(register, noun, key, values, ME)


def found(register: Register, kind: str, days: int = today.DAYS_AHEAD) -> list[Item]:
    return [item for item in today.items(register, days=days) if item.kind == kind]


def the(register: Register, kind: str) -> Item:
    [item] = found(register, kind)
    return item


def said(item: Item) -> str:
    return "; ".join(str(text) for text in (item.text, item.detail) if text)


# Reviews


def test_only_completing_a_review_moves_its_day(register: Register, clock: Clock) -> None:
    clock.set_to(date(2025, 3, 10))
    vendor = add(register, "vendor", legal_name="Alder", stage="active")
    contact = add(register, "contact", vendor_id=vendor, purpose="commercial", name="Service desk", phone="1")
    clock.set_to(date(2026, 4, 1))
    add(register, "review", vendor_id=vendor, kind="periodic", completed_on=date(2025, 3, 10))
    for phone in ("2", "3"):
        assert the(register, "review").due_on == date(2026, 3, 10)
        assert the(register, "review").urgency == "overdue"
        edit(register, "contact", contact, phone=phone)
    edit(register, "vendor", vendor, next_review_on=date(2026, 5, 15))
    edit(register, "contact", contact, phone="4")
    assert the(register, "review").due_on == date(2026, 5, 15)
    clock.set_to(date(2026, 4, 2))
    done = add(register, "review", vendor_id=vendor, kind="periodic", completed_on=date(2026, 4, 2))
    assert found(register, "review", days=364) == []
    assert found(register, "review", days=365)[0].due_on == date(2027, 4, 2)
    edit(register, "vendor", vendor, next_review_on=date(2026, 5, 20))
    edit(register, "review", done, completed_on=date(2026, 4, 2), conclusion="approved")
    assert the(register, "review").due_on == date(2026, 5, 20)  # set after the review, and so it holds
    for _ in range(3):
        register.undo(ME)
    assert the(register, "review").due_on == date(2026, 5, 15)


def test_a_closely_watched_active_vendor_that_was_never_reviewed_waits_without_a_date(register: Register, alder: int) -> None:
    assert found(register, "review") == []
    function = add(register, "function", reference="F-1", name="Payments", criticality="critical_or_important")
    service = add(register, "service", vendor_id=alder, name="Hosting", reliance="full", substitutability="none")
    add(register, "service_function", service_id=service, function_id=function)
    item = the(register, "review")
    assert (item.noun, item.record_id, item.due_on, item.urgency) == ("vendor", alder, None, "waiting")
    assert item.owner == "Head of IT"
    assert "never reviewed" in said(item)


@pytest.mark.parametrize("gone", [{"stage": "terminated"}, {"scope_decision": "goods_only"}, {"archived_on": date(2026, 3, 1)}])
def test_a_vendor_that_is_gone_or_out_of_scope_needs_no_review(register: Register, alder: int, gone: dict[str, Any]) -> None:
    edit(register, "vendor", alder, next_review_on=date(2026, 3, 1))
    assert found(register, "review")
    edit(register, "vendor", alder, **gone)
    assert found(register, "review") == []


def test_a_year_after_an_owner_confirmed_the_facts_the_next_confirmation_is_asked_for(
        register: Register, alder: int, clock: Clock) -> None:
    assert found(register, "confirmation") == []  # where nobody was ever asked, nobody is waited for
    add(register, "vendor_confirmation", vendor_id=alder, confirmed_by="Head of IT", confirmed_on=date(2025, 4, 1))
    assert the(register, "confirmation").due_on == date(2026, 4, 1)
    add(register, "vendor_confirmation", vendor_id=alder, confirmed_by="Head of IT", confirmed_on=date(2026, 3, 1))
    assert found(register, "confirmation") == []


# Questionnaires


def test_a_questionnaire_that_is_out_is_waited_for_until_it_is_back_and_then_until_it_is_reviewed(
        register: Register, alder: int) -> None:
    family = add(register, "question_set", family="house", version="1", title="Our own questions")
    sent = add(register, "questionnaire", vendor_id=alder, question_set_id=family, state="sent", sent_on=date(2026, 2, 1),
               due_on=date(2026, 3, 1))
    item = the(register, "questionnaire")
    assert (item.due_on, item.urgency, item.noun, item.record_id) == (date(2026, 3, 1), "overdue", "questionnaire", sent)
    assert said(item) == "Get the questionnaire back; Our own questions, sent on 1 February 2026"
    edit(register, "questionnaire", sent, reminded_on=date(2026, 3, 2))
    assert "reminded on 2 March 2026" in said(the(register, "questionnaire"))
    edit(register, "questionnaire", sent, state="received", received_on=date(2026, 3, 2))
    assert found(register, "questionnaire") == []
    assert the(register, "answers").due_on is None
    edit(register, "questionnaire", sent, state="reviewed", reviewed_on=date(2026, 3, 2))
    assert found(register, "answers") == []


def test_of_rounds_received_only_the_last_of_each_set_is_to_be_reviewed(register: Register, alder: int) -> None:
    house = add(register, "question_set", family="house", version="1", title="Our own questions")
    caiq = add(register, "question_set", family="caiq", version="4", title="CAIQ")
    rounds = {(family, year): add(register, "questionnaire", vendor_id=alder, question_set_id=family, state="received",
                                  received_on=date(year, 2, 1)) for family in (house, caiq) for year in (2026, 2025)}
    assert {item.record_id for item in found(register, "answers")} == {rounds[house, 2026], rounds[caiq, 2026]}


def test_a_draft_or_a_cancelled_round_is_waited_for_by_nobody(register: Register, alder: int) -> None:
    for state in ("draft", "cancelled"):
        add(register, "questionnaire", vendor_id=alder, state=state, due_on=date(2026, 3, 1))
    assert found(register, "questionnaire") == []


# Evidence


def test_a_certificate_is_asked_for_anew_before_it_expires_unless_a_newer_one_is_there(register: Register, alder: int) -> None:
    add(register, "evidence", vendor_id=alder, kind="iso27001", title="Certificate 2023", expires_on=date(2026, 5, 1))
    assert (the(register, "evidence").due_on, the(register, "evidence").urgency) == (date(2026, 5, 1), "later")
    assert "'Certificate 2023', valid to 1 May 2026" in said(the(register, "evidence"))
    newer = add(register, "evidence", vendor_id=alder, kind="iso27001", title="Certificate 2026", expires_on=date(2029, 5, 1))
    assert found(register, "evidence") == []
    delete_record(register, "evidence", newer, ME)
    assert the(register, "evidence").due_on == date(2026, 5, 1)


def test_a_report_on_a_period_does_not_expire_but_is_asked_for_anew_a_year_after_its_period(register: Register, alder: int) -> None:
    add(register, "evidence", vendor_id=alder, kind="soc2_type2", title="SOC 2", period_from=date(2024, 4, 1),
        period_to=date(2025, 3, 31))
    item = the(register, "evidence")
    assert item.due_on == date(2026, 3, 31)
    assert "covers the time to 31 March 2025" in said(item)


def test_evidence_without_a_date_or_of_no_vendor_asks_for_nothing(register: Register, alder: int) -> None:
    add(register, "evidence", vendor_id=alder, kind="policy", title="Policy")
    add(register, "evidence", kind="insurance", title="Ours", expires_on=date(2026, 3, 3))
    assert found(register, "evidence") == []


# Acceptances and overrides


def test_a_risk_is_open_again_the_day_after_its_acceptance_ran_out_with_its_term_anew(
        register: Register, alder: int, clock: Clock) -> None:
    approver = add(register, "person", name="Chief risk officer")
    finding = add(register, "finding", vendor_id=alder, title="No encryption", opened_on=date(2025, 6, 1),
                  due_on=date(2025, 7, 1), severity="high")
    accepted = {"vendor_id": alder, "finding_id": finding, "approver_id": approver, "reason": "Replaced next year",
                "accepted_on": date(2025, 6, 20)}
    acceptance = add(register, "risk_acceptance", **accepted, expires_on=date(2026, 6, 30))
    clock.set_to(date(2026, 6, 30))
    assert found(register, "finding") == []
    assert (the(register, "acceptance").due_on, the(register, "acceptance").urgency) == (date(2026, 6, 30), "week")
    clock.set_to(date(2026, 7, 1))
    item = the(register, "finding")
    assert (item.due_on, item.urgency) == (date(2026, 7, 31), "later")
    assert "open again since 1 July 2026" in said(item)
    assert the(register, "acceptance").urgency == "overdue"
    clock.set_to(date(2026, 7, 5))
    edit(register, "risk_acceptance", acceptance, expires_on=date(2026, 12, 31))
    assert found(register, "finding") == []
    assert found(register, "acceptance") == []
    with pytest.raises(RegisterError):
        add(register, "risk_acceptance", **accepted)


def test_an_acceptance_given_anew_takes_the_place_of_the_one_before(register: Register, alder: int) -> None:
    approver = add(register, "person", name="Chief risk officer")
    finding = add(register, "finding", vendor_id=alder, title="No encryption", opened_on=date(2025, 6, 1))
    for accepted, expires in ((date(2025, 7, 1), date(2026, 3, 1)), (date(2026, 3, 2), date(2027, 3, 1))):
        add(register, "risk_acceptance", vendor_id=alder, finding_id=finding, approver_id=approver, reason="Replaced soon",
            accepted_on=accepted, expires_on=expires)
    assert found(register, "acceptance") == []


def test_what_ran_out_long_ago_or_whose_finding_is_closed_is_not_held_up(register: Register, alder: int, clock: Clock) -> None:
    approver = add(register, "person", name="Chief risk officer")
    finding = add(register, "finding", vendor_id=alder, title="No encryption", opened_on=date(2025, 6, 1))
    add(register, "risk_acceptance", vendor_id=alder, finding_id=finding, approver_id=approver, reason="Replaced soon",
        accepted_on=date(2025, 7, 1), expires_on=date(2026, 3, 1))
    assert the(register, "acceptance").urgency == "overdue"
    edit(register, "finding", finding, state="closed", closed_on=date(2026, 3, 2))
    assert found(register, "acceptance") == []
    register.undo(ME)
    clock.set_to(date(2026, 7, 1))
    assert found(register, "acceptance") == []
    assert the(register, "finding").due_on is None  # the risk itself stays, until somebody treats it


def test_an_override_is_looked_at_again_when_it_runs_out(register: Register, alder: int) -> None:
    values = {"vendor_id": alder, "judgement": "tier", "author": ME, "reason": "Group-wide use", "made_on": date(2025, 6, 1)}
    override = add(register, "override", **values, value="T1", expires_on=date(2026, 3, 31))
    item = the(register, "override")
    assert (item.due_on, item.owner, item.record_id) == (date(2026, 3, 31), ME, override)
    assert "Tier set to T1 by Compliance officer, until 31 March 2026" in said(item)
    add(register, "override", **{**values, "made_on": date(2026, 3, 2)}, value="T2", expires_on=date(2027, 3, 31))
    assert found(register, "override") == []


# Contracts


def test_notice_is_counted_back_from_the_term_that_runs(register: Register, alder: int, clock: Clock) -> None:
    add(register, "contract", vendor_id=alder, reference="C-24", starts_on=date(2024, 8, 29), ends_on=date(2025, 8, 28),
        renewal="tacit", renewal_months=12, notice_months_ours=2)
    clock.set_to(date(2026, 3, 30))
    item = the(register, "contract")
    assert item.due_on == date(2026, 6, 28)
    assert said(item) == "C-24: give notice, or let it renew; Runs to 28 August 2026; give notice by 28 June 2026"
    clock.set_to(date(2026, 6, 28))
    assert the(register, "contract").due_on == date(2026, 6, 28)
    clock.set_to(date(2026, 6, 29))
    item = the(register, "contract")
    assert (item.due_on, item.urgency) == (date(2026, 8, 29), "later")
    assert "Renews on 29 August 2026 to 28 August 2027; next notice by 28 June 2027" in said(item)


def test_giving_notice_ends_the_contract_and_its_line(register: Register, alder: int, clock: Clock) -> None:
    contract = add(register, "contract", vendor_id=alder, reference="C-1", ends_on=date(2026, 4, 30), renewal="tacit",
                   renewal_months=12, notice_months_ours=1)
    assert the(register, "contract").due_on == date(2026, 3, 30)
    edit(register, "contract", contract, ended_on=date(2026, 4, 30), end_reason="terminated_by_us")
    assert the(register, "contract").due_on == date(2026, 4, 30)
    assert "comes to its end" in said(the(register, "contract"))
    clock.set_to(date(2026, 5, 1))
    assert found(register, "contract") == []


def test_an_end_that_passed_without_a_word_is_asked_about_unless_another_contract_runs(
        register: Register, alder: int, clock: Clock) -> None:
    add(register, "contract", vendor_id=alder, reference="C-1", ends_on=date(2026, 2, 28))
    item = the(register, "contract")
    assert (item.due_on, item.urgency) == (date(2026, 2, 28), "overdue")
    assert said(item).startswith("C-1: record what follows its end")
    add(register, "contract", vendor_id=alder, reference="C-2", starts_on=date(2026, 3, 1))
    assert found(register, "contract") == []


def test_a_contract_without_an_end_asks_for_nothing(register: Register, alder: int) -> None:
    add(register, "contract", vendor_id=alder, reference="C-1", renewal="open_ended", notice_months_ours=3)
    assert found(register, "contract") == []


# Findings and treatments


def test_a_finding_is_due_until_it_is_closed(register: Register, alder: int) -> None:
    analyst = add(register, "person", name="Analyst")
    finding = add(register, "finding", vendor_id=alder, title="No <b>encryption</b>", opened_on=date(2026, 1, 5),
                  due_on=date(2026, 3, 1), severity="critical", owner_id=analyst)
    item = the(register, "finding")
    assert (item.due_on, item.urgency, item.owner, item.record_id) == (date(2026, 3, 1), "overdue", "Analyst", finding)
    assert said(item) == "No <b>encryption</b>; Critical; found on 5 January 2026"
    edit(register, "finding", finding, state="closed", closed_on=date(2026, 3, 2))
    assert found(register, "finding") == []


def test_a_finding_without_a_due_day_waits(register: Register, alder: int) -> None:
    add(register, "finding", vendor_id=alder, title="No log", opened_on=date(2026, 1, 5))
    assert the(register, "finding").urgency == "waiting"


@pytest.mark.parametrize("ended", [{"state": "done", "done_on": date(2026, 3, 2)}, {"state": "abandoned"}])
def test_a_treatment_is_due_until_it_is_done_or_given_up(register: Register, alder: int, ended: dict[str, Any]) -> None:
    finding = add(register, "finding", vendor_id=alder, title="No log", opened_on=date(2026, 1, 5), due_on=date(2027, 1, 1))
    treatment = add(register, "treatment", finding_id=finding, kind="mitigate", description="Keep logs for a year",
                    due_on=date(2026, 3, 5))
    item = the(register, "treatment")
    assert (item.due_on, item.urgency, item.noun) == (date(2026, 3, 5), "week", "treatment")
    assert said(item).endswith("No log; Keep logs for a year")
    edit(register, "treatment", treatment, **ended)
    assert found(register, "treatment") == []


# Subcontractors


def test_a_new_list_of_subcontractors_is_decided_about_by_the_last_day_to_object(register: Register, alder: int) -> None:
    birch = add(register, "vendor", legal_name="Birch", relation="indirect")
    new = add(register, "subcontractor_list", provider_id=alder, received_on=date(2026, 2, 20), objection_until=date(2026, 3, 20))
    add(register, "subcontractor_link", provider_id=alder, subcontractor_id=birch, list_id=new, objection_until=date(2026, 3, 20))
    item = the(register, "subcontractors")  # the list alone, not each of its subcontractors
    assert (item.noun, item.record_id, item.due_on) == ("subcontractor_list", new, date(2026, 3, 20))
    edit(register, "subcontractor_list", new, decision="accepted", decided_on=date(2026, 3, 2))
    assert found(register, "subcontractors") == []


def test_a_single_announced_subcontractor_is_decided_about_too(register: Register, alder: int) -> None:
    birch = add(register, "vendor", legal_name="Birch", relation="indirect")
    link = add(register, "subcontractor_link", provider_id=alder, subcontractor_id=birch, announced_on=date(2026, 2, 20),
               objection_until=date(2026, 3, 4))
    item = the(register, "subcontractors")
    assert (item.noun, item.record_id, item.due_on) == ("subcontractor_link", link, date(2026, 3, 4))
    assert said(item) == "Accept or object to the subcontractor Birch; Announced on 20 February 2026"
    edit(register, "subcontractor_link", link, decision="objected")
    assert found(register, "subcontractors") == []


# Service levels


@pytest.fixture
def missed(register: Register, alder: int) -> tuple[int, int]:
    """A term with a deadline for claims, and a month in which it was missed."""
    contract = add(register, "contract", vendor_id=alder, reference="C-1", starts_on=date(2026, 1, 1), annual_cost=Decimal(12000),
                   currency="EUR")
    term = add(register, "sla_term", contract_id=contract, metric="availability", target=Decimal("99.9"), unit="percent",
               claim_days=30)
    return term, add(register, "sla_measurement", sla_term_id=term, starts_on=date(2026, 2, 1), ends_on=date(2026, 2, 28),
                     value=Decimal("99.2"))


def test_a_missed_service_level_is_claimed_within_the_days_agreed(
        register: Register, missed: tuple[int, int], clock: Clock) -> None:
    item = the(register, "credit")
    assert (item.due_on, item.noun, item.record_id) == (date(2026, 3, 30), "sla_measurement", missed[1])
    assert "Availability, 1 February 2026 to 28 February 2026: measured 99.2, promised 99.9" in said(item)
    claim = add(register, "credit_claim", sla_term_id=missed[0], measurement_id=missed[1], asked_on=date(2026, 3, 2),
                asked=Decimal(50))
    assert found(register, "credit") == []
    delete_record(register, "credit_claim", claim, ME)
    clock.set_to(date(2026, 3, 30))
    assert found(register, "credit")
    clock.set_to(date(2026, 3, 31))
    assert found(register, "credit") == []  # too late to claim


def test_a_miss_that_earns_no_credit_or_was_corrected_is_not_claimed(register: Register, missed: tuple[int, int]) -> None:
    step = add(register, "sla_credit_step", sla_term_id=missed[0], beyond=Decimal(99), credit=Decimal(5))
    assert found(register, "credit") == []  # the scale begins below 99 percent
    edit(register, "sla_credit_step", step, beyond=Decimal("99.5"))
    assert found(register, "credit")
    add(register, "sla_measurement", sla_term_id=missed[0], starts_on=date(2026, 2, 1), ends_on=date(2026, 2, 28),
        value=Decimal("99.95"), source="Corrected")
    assert found(register, "credit") == []


# Endings


def test_a_vendor_that_leaves_may_hold_data_until_its_deletion_is_certified(register: Register, alder: int) -> None:
    add(register, "data_flow", name="Customer files", to_vendor_id=alder)
    assert found(register, "offboarding") == []
    offboarding.begin(register, alder, ME)
    item = the(register, "offboarding")
    assert (item.noun, item.due_on, item.urgency) == ("offboarding", None, "waiting")
    offboarding.finish(register, alder, ME)
    assert the(register, "offboarding").vendor_id == alder  # also when the relation itself is over
    offboarding.file_certificate(register, alder, ME, signed_on=date(2026, 3, 2), signatory="Head of operations",
                                 title="Deletion certificate", backups_included=True, subcontractors_included=True)
    assert found(register, "offboarding") == []
    register.undo(ME)
    assert found(register, "offboarding")


def test_an_access_is_looked_at_a_year_after_it_was_granted_or_last_reviewed(register: Register, alder: int) -> None:
    access = add(register, "access", vendor_id=alder, system="Ticketing", privilege="admin", granted_on=date(2025, 3, 1))
    item = the(register, "access")
    assert (item.due_on, item.urgency) == (date(2026, 3, 1), "overdue")
    assert said(item) == "Review the access to Ticketing; Administrator; granted on 1 March 2025, never reviewed"
    edit(register, "access", access, reviewed_on=date(2025, 4, 1))
    assert the(register, "access").due_on == date(2026, 4, 1)
    edit(register, "access", access, revoked_on=date(2026, 3, 2))
    assert found(register, "access") == []
    add(register, "access", vendor_id=alder, system="Wiki", privilege="none", granted_on=date(2020, 1, 1))
    assert found(register, "access") == []


# Incidents


def test_the_duties_that_an_incident_brings_about_run_until_they_are_done(register: Register, alder: int, clock: Clock) -> None:
    entity = add(register, "own_entity", legal_name="Northwind SA", country="FR", time_zone="Europe/Paris")
    add(register, "regime", own_entity_id=entity, regime="gdpr")
    flow = add(register, "data_flow", name="Customers", to_vendor_id=alder, own_entity_id=entity, our_role="controller")
    add(register, "flow_element", flow_id=flow, element="email")
    add(register, "flow_population", flow_id=flow, subject="customer", region="FR", count=100)
    told = incidents.Told("Ransomware", aware=clock(), vendors=(alder,), announced_by_id=alder)
    made = incidents.record_incident(register, told, ME)
    running = [each for each in made.judged.clocks if each.state == ClockState.RUNNING]
    assert running
    shown = {item.part: item for item in found(register, "clock")}
    for duty in running:
        item = shown[f"{duty.rule}-{duty.entity_id or ''}"]
        assert duty.due is not None
        assert (item.due_at, item.urgency, item.noun, item.record_id) == (duty.due.at, "running", "incident", made.id)
        assert item.vendor == "Alder"
        assert str(item.text) == str(Text("{duty} ({recipient})", duty=duty.duty, recipient=duty.to))
    assert any(item.part.startswith("task-") and item.urgency != "running" for item in found(register, "task"))
    first = running[0]
    incidents.record_sent(register, made.id, first.rule, ME)
    assert f"{first.rule}-{first.entity_id or ''}" not in {item.part for item in found(register, "clock")}
    register.undo(ME)
    assert f"{first.rule}-{first.entity_id or ''}" in {item.part for item in found(register, "clock")}
    edit(register, "incident", made.id, state="closed")
    assert found(register, "clock") == found(register, "task") == []


def test_a_message_prepared_that_no_rule_asks_for_runs_by_its_tasks_clock_until_it_is_sent(
        register: Register, alder: int, clock: Clock) -> None:
    incident = add(register, "incident", title="Ransomware", announced_by_id=alder)
    message = add(register, "notification", incident_id=incident, recipient_kind="insurer", recipient="Insurer", rule="policy")
    task = add(register, "task", incident_id=incident, title="Tell the insurer", rule="policy",
               due_at=clock() + timedelta(hours=70))
    item = the(register, "clock")
    assert (item.noun, item.part, item.due_at, item.urgency) == (
        "incident", f"notification-{message}", clock() + timedelta(hours=70), "running")
    assert (item.vendor, item.due_on) == ("Alder", (clock() + timedelta(hours=70)).astimezone().date())
    assert said(item) == "Notify Insurer: Initial; Ransomware"
    edit(register, "notification", message, sent_at=clock())
    assert the(register, "clock").part == f"task-{task}"  # the task is there until it is done as well
    edit(register, "task", task, state="done", done_at=clock())
    assert found(register, "clock") == []


def test_a_task_without_a_rule_is_no_running_clock_and_goes_when_the_incident_is_closed(
        register: Register, alder: int, clock: Clock) -> None:
    incident = add(register, "incident", title="Ransomware")
    add(register, "incident_vendor", incident_id=incident, vendor_id=alder)
    analyst = add(register, "person", name="Analyst")
    add(register, "task", incident_id=incident, title="Change the passwords", owner_id=analyst, due_at=clock() - timedelta(days=1))
    add(register, "task", incident_id=incident, title="Write it up")
    late, undated = found(register, "task")
    assert (late.urgency, late.owner, late.vendor) == ("overdue", "Analyst", "Alder")
    assert (undated.urgency, undated.owner) == ("waiting", "Head of IT")
    edit(register, "incident", incident, state="closed")
    assert found(register, "task") == []


# Completeness


def test_a_ledger_is_one_line_until_each_supplier_is_a_vendor_or_decided_about(register: Register, alder: int) -> None:
    ledger = add(register, "supplier_ledger", title="Payments 2025", loaded_on=date(2026, 3, 2))
    suppliers = [add(register, "ledger_supplier", ledger_id=ledger, name=name) for name in ("Alder", "Caterer", "Florist")]
    item = the(register, "ledger")
    assert (item.noun, item.record_id, item.vendor_id, item.urgency) == ("supplier_ledger", ledger, None, "waiting")
    assert said(item) == "Decide about suppliers that are paid and not registered: 3; Payments 2025"
    edit(register, "ledger_supplier", suppliers[0], vendor_id=alder)
    edit(register, "ledger_supplier", suppliers[1], scope_decision="no_data_no_dependence", scope_reason="Catering")
    assert said(the(register, "ledger")).startswith("Decide about suppliers that are paid and not registered: 1")
    edit(register, "ledger_supplier", suppliers[2], scope_decision="goods_only", scope_reason="Flowers")
    assert found(register, "ledger") == []
