"""The worked case of an organisation whose analytics vendor is breached: what must be found, in two variants."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.incidents import Clock
from risk_register.model import assurance, contracts, flows, parties, services
from risk_register.model.vocabulary import ClockState, ContractEnd, DecisionKind, ExposureState, StampName
from risk_register.operations.facts import all_facts
from risk_register.operations.incidents import (
    Judged,
    Told,
    close_incident,
    decide,
    judge,
    letters,
    record_incident,
    stamp,
    update_incident,
)
from risk_register.operations.incidents.letters import LetterKind
from risk_register.operations.journal import history
from risk_register.operations.records import records
from risk_register.operations.registers import create_register
from risk_register.risk import assess, load_method
from risk_register.risk.result import Assessment
from risk_register.store import Register
from risk_register.store.change import ChangeDoor

NOTIFIED_A = datetime(2025, 11, 25, 16, tzinfo=UTC)
NOTIFIED_B = datetime(2025, 11, 12, 16, tzinfo=UTC)
DETECTED = datetime(2025, 11, 9, tzinfo=UTC)
OFFICER = "Data protection officer"
ELEMENTS = ("name", "email", "coarse_location", "user_agent", "account_id")


class Case:
    """The register of the case, with the ids of what is in it."""

    def __init__(self, register: Register) -> None:
        self.register = register
        with register.change("Set up", OFFICER) as change:
            self.dublin = self._entity(change, "Northwind Ireland Ltd", "IE", "Europe/Dublin", ["gdpr"])
            self.vendor = change.add(parties.Vendor, legal_name="Example Analytics Inc.", country="US", stage="active")
            self.other = change.add(parties.Vendor, legal_name="Example Metrics Ltd", country="IE", stage="active")
            service = change.add(services.Service, vendor_id=self.vendor, name="Web analytics", kind="data_analysis")
            change.add(services.Service, vendor_id=self.other, name="Product metrics", kind="data_analysis")
            self.contract = change.add(contracts.Contract, reference="CTR-0003", vendor_id=self.vendor, starts_on=date(2024, 1, 1))
            change.add(contracts.ContractService, contract_id=self.contract, service_id=service)
            change.add(
                contracts.Clause,
                contract_id=self.contract,
                topic="breach_notice",
                state="present",
                hours=72,
                hours_from="detection",
            )
            self.flow = change.add(
                flows.DataFlow,
                name="Use of the platform's site",
                to_vendor_id=self.vendor,
                own_entity_id=self.dublin,
                service_id=service,
                our_role="controller",
                their_role="processor",
                valid_from=date(2024, 1, 1),
            )
            for element in ELEMENTS:
                change.add(flows.FlowElement, flow_id=self.flow, element=element)
            for region, count in (("IE", 12_000), ("US-CA", 3_000), ("US-NY", 900)):
                change.add(flows.FlowPopulation, flow_id=self.flow, subject="business_user", region=region, count=count)
            change.add(flows.FlowCountry, flow_id=self.flow, country="US", use="storage")

    @staticmethod
    def _entity(change: ChangeDoor, name: str, country: str, zone: str, regimes: list[str]) -> int:
        made: int = change.add(
            parties.OwnEntity,
            legal_name=name,
            country=country,
            time_zone=zone,
            kind="non_financial",
            lead_data_protection_authority="Data Protection Commission",
        )
        for regime in regimes:
            change.add(parties.Regime, own_entity_id=made, regime=regime)
        return made

    def record(self, *, aware: datetime | None, notified: datetime) -> int:
        told = Told(
            "Breach at the analytics vendor",
            aware,
            (self.vendor,),
            self.vendor,
            self.vendor,
            tuple((element, ExposureState.EXPOSED, None) for element in ELEMENTS),
            {StampName.VENDOR_DETECTED: (DETECTED, None), StampName.VENDOR_NOTIFIED: (notified, None)},
        )
        return record_incident(self.register, told, OFFICER).id


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    clock = datetime(2025, 11, 26, 18, tzinfo=UTC)
    with create_register(tmp_path / "case.riskregister", organisation=None, actor=OFFICER, clock=lambda: clock) as register:
        yield Case(register)


def clock(judged: Judged, rule: str) -> Clock:
    return next(each for each in judged.clocks if each.rule.startswith(rule))


def test_the_authority_is_due_72_hours_after_awareness(case: Case) -> None:
    found = clock(judge(case.register, case.record(aware=NOTIFIED_A, notified=NOTIFIED_A)), "gdpr-33-1")
    assert found.due is not None
    assert found.due.at == datetime(2025, 11, 28, 16, tzinfo=UTC)
    assert found.state == ClockState.RUNNING
    assert found.to == "Data Protection Commission"


def test_awareness_decided_earlier_makes_it_overdue(case: Case) -> None:
    incident = case.record(aware=NOTIFIED_B, notified=NOTIFIED_B)
    found = clock(judge(case.register, incident, now=datetime(2025, 11, 26, tzinfo=UTC)), "gdpr-33-1")
    assert found.due is not None
    assert found.due.at == datetime(2025, 11, 15, 16, tzinfo=UTC)
    assert found.state == ClockState.OVERDUE


def test_without_awareness_the_clock_has_not_started(case: Case) -> None:
    judged = judge(case.register, case.record(aware=None, notified=NOTIFIED_B))
    assert clock(judged, "gdpr-33-1").state == ClockState.NOT_STARTED
    assert StampName.VENDOR_NOTIFIED in judged.stamps


def test_a_high_risk_is_a_persons_decision(case: Case) -> None:
    incident = case.record(aware=NOTIFIED_A, notified=NOTIFIED_A)
    assert clock(judge(case.register, incident), "gdpr-34-1").state == ClockState.DECISION_NEEDED
    decide(case.register, incident, DecisionKind.RISK, "risk", "No credentials among the data; phishing is possible.", OFFICER)
    assert clock(judge(case.register, incident), "gdpr-34-1").state == ClockState.NOT_TRIGGERED


@pytest.mark.parametrize(("aware", "notified"), [(NOTIFIED_A, NOTIFIED_A), (NOTIFIED_B, NOTIFIED_B), (None, NOTIFIED_B)])
def test_the_breach_log_is_owed_in_every_variant(case: Case, aware: datetime | None, notified: datetime) -> None:
    found = clock(judge(case.register, case.record(aware=aware, notified=notified)), "gdpr-33-5")
    assert found.state in (ClockState.NO_PERIOD, ClockState.NOT_STARTED)


def test_the_promise_of_the_contract_was_broken_by_328_hours(case: Case) -> None:
    found = clock(judge(case.register, case.record(aware=NOTIFIED_A, notified=NOTIFIED_A)), "contract-sla")
    assert found.due is not None
    assert found.due.at == datetime(2025, 11, 12, tzinfo=UTC)
    assert found.state == ClockState.LATE
    assert found.late_by is not None
    assert found.late_by.total_seconds() / 3600 == 328


def test_state_laws_are_not_triggered_by_these_elements(case: Case) -> None:
    judged = judge(case.register, case.record(aware=NOTIFIED_A, notified=NOTIFIED_A))
    for rule in ("us-ca-residents", "us-ny-residents"):
        found = clock(judged, rule)
        assert found.state == ClockState.NOT_TRIGGERED
        assert "data elements do not match" in found.reason.render("en")


def test_regimes_that_nobody_is_under_bring_nothing(case: Case) -> None:
    rules = {each.rule for each in judge(case.register, case.record(aware=NOTIFIED_A, notified=NOTIFIED_A)).clocks}
    assert not rules & {"us-hipaa-ind", "us-nydfs-72", "us-sec-8k", "dora-initial"}


def test_a_bank_as_customer_is_asked_for_its_classification(case: Case) -> None:
    with case.register.change("A bank", OFFICER) as change:
        change.add(parties.Regime, own_entity_id=case.dublin, regime="dora")
    judged = judge(case.register, case.record(aware=NOTIFIED_A, notified=NOTIFIED_A))
    assert clock(judged, "dora-initial").state == ClockState.DECISION_NEEDED
    assert clock(judged, "dora-intermediate").state == ClockState.NOT_STARTED


def test_what_is_hit_names_the_transfer_without_a_mechanism(case: Case) -> None:
    (exposed,) = judge(case.register, case.record(aware=NOTIFIED_A, notified=NOTIFIED_A)).exposures
    assert exposed.people_high == 15_900
    (hit,) = exposed.flows
    assert hit.flow.transfer_mechanism is None
    assert [place.country for place in hit.flow.countries] == ["US"]


def test_a_wider_announcement_reopens_the_incident_and_keeps_the_first_clock_in_the_history(case: Case) -> None:
    incident = case.record(aware=NOTIFIED_A, notified=NOTIFIED_A)
    close_incident(case.register, incident, "Authority notified; the vendor is out of production.", OFFICER)
    wider = Told(
        "Update", None, (case.vendor,), case.vendor, case.vendor, (("support_tickets", ExposureState.EXPOSED, "tickets too"),)
    )
    updated = update_incident(case.register, incident, wider, OFFICER)
    assert updated.elements == (("support_tickets", None, "exposed"),)
    assert judge(case.register, incident).incident["state"] == "open"
    case.register.clock = lambda: datetime(2025, 12, 19, 11, tzinfo=UTC)
    stamp(case.register, incident, StampName.AWARE, datetime(2025, 12, 19, 10, tzinfo=UTC), OFFICER)
    found = clock(judge(case.register, incident), "gdpr-33-1")
    assert found.due is not None
    assert found.due.at == datetime(2025, 12, 22, 10, tzinfo=UTC)
    told = [each.after for each in history(case.register) if each.field == "at" and each.after and "2025" in str(each.after)]
    assert any("2025-11-25" in str(each) for each in told)
    assert any("2025-12-19" in str(each) for each in told)


def test_a_decision_without_a_reason_is_refused(case: Case) -> None:
    incident = case.record(aware=NOTIFIED_A, notified=NOTIFIED_A)
    with pytest.raises(RegisterError, match="needs its reason"):
        decide(case.register, incident, DecisionKind.RISK, "unlikely", "  ", OFFICER)


def test_gaps_that_it_brings_to_light_are_named(case: Case) -> None:
    judged = judge(case.register, case.record(aware=NOTIFIED_A, notified=NOTIFIED_A))
    found = {each.rule: each for each in judged.remarks}
    assert set(found) == {"transfer-without-mechanism", "identifiers-to-analytics", "clauses-open", "notice-late"}
    assert "328 hours later than it promised" in found["notice-late"].words.render("en")
    assert "US" in found["transfer-without-mechanism"].words.render("en")
    assert found["transfer-without-mechanism"].record == case.flow
    assert "7 clauses" in found["clauses-open"].words.render("en"), "breach notification alone was read"
    assert found["identifiers-to-analytics"].vendor_id == case.vendor


def test_vendors_with_services_of_the_same_kind_are_named_for_review(case: Case) -> None:
    judged = judge(case.register, case.record(aware=NOTIFIED_A, notified=NOTIFIED_A))
    assert judged.similar == ((case.other, "Example Metrics Ltd"),)


def score(case: Case) -> Assessment:
    (facts,) = all_facts(case.register, [case.vendor])
    return assess(facts, load_method("house"), date(2025, 11, 26))


def test_the_score_rises_with_the_incident_and_again_with_the_broken_promise_and_says_why(case: Case) -> None:
    before = score(case)
    incident = case.record(aware=NOTIFIED_A, notified=NOTIFIED_A)
    with_incident = score(case)
    remark = next(each for each in judge(case.register, incident).remarks if each.rule == "notice-late")
    with case.register.change("Record the finding", OFFICER) as change:
        change.add(assurance.Finding, vendor_id=case.vendor, title=remark.words.render("en")[:300], severity=remark.severity,
                   opened_on=date(2025, 11, 26))
    with_promise = score(case)
    assert before.residual is not None
    assert with_incident.residual is not None
    assert with_promise.residual is not None
    assert before.residual < with_incident.residual < with_promise.residual
    said = " ".join(each.text.render("en") for each in with_promise.reasons)
    assert "Breach at the analytics vendor" in said
    assert "328 hours later" in said
    assert with_promise.tier == before.tier, "neither makes what is at stake larger"


def test_the_ended_contract_keeps_its_end_and_its_reason_and_still_counts_for_the_days_of_the_breach(case: Case) -> None:
    incident = case.record(aware=NOTIFIED_A, notified=NOTIFIED_A)
    with case.register.change("End it for its weaknesses", OFFICER) as change:
        change.update(contracts.Contract, case.contract, ended_on=date(2025, 11, 26), end_reason=ContractEnd.DATA_SECURITY)
    (kept,) = records(case.register, "contract")
    assert (kept["reference"], kept["ended_on"], kept["end_reason"]) == ("CTR-0003", date(2025, 11, 26), "data_security")
    judged = judge(case.register, incident)
    assert [one.reference for each in judged.exposures for one in each.contracts] == ["CTR-0003"]
    assert clock(judged, "contract-sla").state == ClockState.LATE


def test_variant_b_warns_that_an_enquiry_is_open_while_nobody_decided_on_awareness(case: Case) -> None:
    judged = judge(case.register, case.record(aware=None, notified=NOTIFIED_B))
    found = clock(judged, "gdpr-33-1")
    assert found.state == ClockState.NOT_STARTED
    assert "It starts with 'We became aware', which is not recorded" in found.reason.render("en")
    owed = clock(judged, "vendor-gdpr-33-2")
    assert "88 hours after 'Detected by the vendor'" in owed.reason.render("en")
    (open_,) = [each for each in judged.remarks if each.rule == "enquiry-open"]
    assert "12 November 2025" in open_.words.render("en")


def test_after_the_end_the_certificate_of_deletion_is_open(case: Case) -> None:
    with case.register.change("End it", OFFICER) as change:
        change.update(parties.Vendor, case.vendor, stage="offboarding")
        change.add(assurance.Offboarding, vendor_id=case.vendor, started_on=date(2025, 11, 26))
    found = {each.rule: each for each in judge(case.register, case.record(aware=NOTIFIED_A, notified=NOTIFIED_A)).remarks}
    assert found["deletion-open"].vendor_id == case.vendor
    assert "28(3)(g)" in found["deletion-open"].words.render("en")


def test_a_late_notification_is_asked_for_its_reasons(case: Case) -> None:
    incident = case.record(aware=NOTIFIED_B, notified=NOTIFIED_B)
    to_authority = next(each for each in letters(case.register, incident, "en") if each.kind == LetterKind.AUTHORITY)
    assert "later than 72 hours after awareness, the reasons" in to_authority.body
