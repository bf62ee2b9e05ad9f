"""Findings of a real register: what they begin with, how they move, and what an acceptance of their risk must say."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.model.assurance import Finding, RiskAcceptance, Treatment
from risk_register.model.contracts import Contract, SlaTerm
from risk_register.model.incidents import Incident
from risk_register.model.parties import Person, Vendor
from risk_register.model.validation import DraftError
from risk_register.model.vocabulary import FindingSeverity, FindingState, TreatmentState
from risk_register.operations import today
from risk_register.operations.facts import vendor_facts
from risk_register.operations.findings import (
    acceptance_values,
    contradiction_values,
    due_for,
    finding_values,
    move_finding,
    move_treatment,
    treatment_values,
)
from risk_register.operations.records import add_record, edit_record, records
from risk_register.operations.sla import Measured, record_measurements
from risk_register.risk.accepting import risk_standing
from risk_register.store import Register
from risk_register.texts import Text

OFFICER = "Compliance officer"


@pytest.fixture
def vendor(register: Register) -> int:
    with register.change("Set up", OFFICER) as change:
        owner = change.add(Person, name="Head of IT")
        vendor = change.add(Vendor, legal_name="Alder", owner_id=owner)
        contract = change.add(Contract, reference="CT-1", vendor_id=vendor, starts_on=date(2025, 10, 1))
        change.add(SlaTerm, contract_id=contract, metric="availability", target=Decimal("99.9"), unit="percent")
        change.add(Incident, title="Mailboxes read", announced_by_id=vendor, severity="critical", received_on=date(2026, 2, 20))
    return vendor


def measure(register: Register, *values: str) -> list[int]:
    [term] = records(register, "sla_term")
    months = [(date(2025, 10 + n, 1), date(2025, 10 + n, (31, 30, 31)[n])) for n in range(3)]
    return record_measurements(register, [Measured(term["id"], *days, Decimal(value))
                                          for days, value in zip(months, values, strict=False)], OFFICER)


def test_a_finding_about_a_missed_service_level_says_what_was_missed_and_rests_on_the_measurement(
        register: Register, vendor: int) -> None:
    [measured] = measure(register, "99.2")
    values = finding_values(register, "sla_measurement", measured)
    assert values["title"] == "Availability, October 2025: 99.2\N{NO-BREAK SPACE}%, promised at least 99.9\N{NO-BREAK SPACE}%"
    assert (values["measurement_id"], values["vendor_id"], values["severity"]) == (measured, vendor, FindingSeverity.MEDIUM)
    assert values["owner_id"] == vendor_facts(register, vendor).vendor.owner_id
    assert "octobre 2025" in finding_values(register, "sla_measurement", measured, "fr")["title"]


def test_a_period_without_a_figure_may_be_a_finding_too_and_a_light_one(register: Register, vendor: int) -> None:
    [term] = records(register, "sla_term")
    days = (date(2025, 10, 1), date(2025, 10, 31))
    [measured] = record_measurements(register, [Measured(term["id"], *days, None, "No figure received")], OFFICER)
    values = finding_values(register, "sla_measurement", measured)
    assert (values["title"], values["severity"]) == ("Availability, October 2025: not measured", FindingSeverity.LOW)
    assert finding_values(register, "sla_term", term["id"])["title"] == "Availability"


def test_a_service_level_missed_again_and_again_is_proposed_as_serious(register: Register, vendor: int) -> None:
    measured = measure(register, "99.2", "99.1", "99")
    severities = [finding_values(register, "sla_measurement", each)["severity"] for each in measured]
    assert severities == [FindingSeverity.MEDIUM, FindingSeverity.MEDIUM, FindingSeverity.HIGH]
    assert finding_values(register, "sla_term", records(register, "sla_term")[0]["id"])["measurement_id"] == measured[2]


def test_a_finding_about_an_incident_is_as_serious_as_it(register: Register, vendor: int) -> None:
    [incident] = records(register, "incident")
    values = finding_values(register, "incident", incident["id"])
    assert (values["severity"], values["incident_id"], values["vendor_id"]) == (FindingSeverity.CRITICAL, incident["id"], vendor)
    assert values["title"] == "Incident of 20 February 2026: Mailboxes read"


def test_what_does_not_agree_becomes_a_finding_by_its_rule_and_words(register: Register, vendor: int) -> None:
    values = contradiction_values(register, vendor, "encryption", Text("Says {said}, and the flow is open", said="encrypted"))
    assert (values["contradiction"], values["title"]) == ("encryption", "Says encrypted, and the flow is open")
    add_record(register, "finding", values, OFFICER)
    assert vendor_facts(register, vendor).findings[0].contradiction == "encryption"


def test_the_graver_the_sooner_and_the_more_depends_on_the_vendor_the_sooner() -> None:
    opened = date(2026, 1, 31)
    assert [due_for(opened, severity, 12) for severity in FindingSeverity] == [
        date(2026, 5, 31), date(2026, 4, 1), date(2026, 3, 2), date(2026, 2, 15)]
    assert due_for(opened, FindingSeverity.CRITICAL, 36) == date(2026, 3, 17)


def test_a_finding_is_closed_only_when_its_treatments_are_over(register: Register, vendor: int) -> None:
    finding = add_record(register, "finding", finding_values(register, "vendor", vendor) | {"title": "No plan"}, OFFICER)
    treatment = add_record(register, "treatment", treatment_values(register, finding) | {"kind": "mitigate"}, OFFICER)
    with pytest.raises(RegisterError, match="1 of its treatments"):
        move_finding(register, finding, FindingState.CLOSED, OFFICER)
    move_treatment(register, treatment, TreatmentState.IN_PROGRESS, OFFICER)
    move_treatment(register, treatment, TreatmentState.DONE, OFFICER)
    assert records(register, "treatment")[0]["done_on"] == register.today()
    with pytest.raises(RegisterError, match="already"):
        move_treatment(register, treatment, TreatmentState.DONE, OFFICER)
    move_finding(register, finding, FindingState.CLOSED, OFFICER)
    [closed] = vendor_facts(register, vendor).findings
    assert (closed.state, closed.closed_on) == ("closed", register.today())
    with pytest.raises(RegisterError, match="already"):
        move_finding(register, finding, FindingState.CLOSED, OFFICER)
    register.undo(OFFICER)
    assert vendor_facts(register, vendor).findings[0].closed_on is None
    move_finding(register, finding, FindingState.IN_TREATMENT, OFFICER)
    assert vendor_facts(register, vendor).findings[0].state == "in_treatment"


def test_a_finding_taken_up_again_has_no_closing_day(register: Register, vendor: int) -> None:
    finding = add_record(register, "finding", finding_values(register, "vendor", vendor) | {"title": "No plan"}, OFFICER)
    move_finding(register, finding, FindingState.CLOSED, OFFICER)
    move_finding(register, finding, FindingState.OPEN, OFFICER)
    assert vendor_facts(register, vendor).findings[0].closed_on is None


def test_an_acceptance_that_ran_out_opens_the_risk_again_with_its_term_anew(tmp_path: Path) -> None:
    """C28: opened 2025-06-01 with 30 days, accepted until 2026-06-30, extended on 2026-07-05."""
    now = [datetime(2025, 6, 1, 9, tzinfo=UTC)]
    with Register.create(tmp_path / "c28.riskregister", clock=lambda: now[0]) as register:
        with register.change("Set up", OFFICER) as change:
            head = change.add(Person, name="Head of IT")
            alder = change.add(Vendor, legal_name="Alder")
            finding = change.add(Finding, vendor_id=alder, title="No plan", opened_on=date(2025, 6, 1), due_on=date(2025, 7, 1))
            change.add(Treatment, finding_id=finding, kind="accept")
        now[0] = datetime(2026, 6, 20, 9, tzinfo=UTC)
        accepted = {"approver_id": head, "reason": "Replaced next year"}
        given = add_record(register, "risk_acceptance", acceptance_values(register, finding) | accepted
                           | {"expires_on": date(2026, 6, 30)}, OFFICER)

        def on(day: date) -> tuple[date | None, date | None, int]:
            now[0] = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
            known = vendor_facts(register, alder)
            one = known.findings[0]
            standing = risk_standing(one.opened_on, one.due_on, known.acceptances, day)
            listed = [item.due_on for item in today.items(register) if item.kind == "finding"]
            assert listed == ([] if standing.accepted_until else [standing.due_on])
            return standing.accepted_until, standing.due_on, standing.days_late

        assert on(date(2026, 6, 30)) == (date(2026, 6, 30), None, 0)
        assert on(date(2026, 7, 1)) == (None, date(2026, 7, 31), 0)
        now[0] = datetime(2026, 7, 5, 9, tzinfo=UTC)
        edit_record(register, "risk_acceptance", given, {"expires_on": date(2026, 12, 31)}, OFFICER)
        assert on(date(2026, 7, 5)) == (date(2026, 12, 31), None, 0)
        with pytest.raises(DraftError) as refused:
            add_record(register, "risk_acceptance", acceptance_values(register, finding) | accepted, OFFICER)
        assert [name for name, _ in refused.value.problems] == ["expires_on"]
        assert len(records(register, "risk_acceptance")) == 1


def test_an_acceptance_without_somebody_who_approves_is_refused(register: Register, vendor: int) -> None:
    finding = add_record(register, "finding", finding_values(register, "vendor", vendor) | {"title": "No plan"}, OFFICER)
    with pytest.raises(DraftError) as refused:
        add_record(register, "risk_acceptance", acceptance_values(register, finding)
                   | {"reason": "Small", "expires_on": date(2026, 12, 31)}, OFFICER)
    assert [name for name, _ in refused.value.problems] == ["approver_id"]
    with pytest.raises(RegisterError), register.change("Nobody of ours", OFFICER) as change:
        change.add(RiskAcceptance, vendor_id=vendor, approver_id=vendor, reason="Small", accepted_on=date(2026, 3, 2),
                   expires_on=date(2026, 12, 31))
