"""Which duties run, by regime, role, data, people and decisions; and why others do not."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from risk_register.incidents import (
    Clock,
    Customers,
    Decided,
    Entity,
    Policy,
    Promise,
    Sent,
    Situation,
    Touched,
    agreed_clocks,
    judge_clocks,
    load_rules,
)
from risk_register.model.vocabulary import ClockState, DecisionKind, ProcessingRole, StampName

PARIS = ZoneInfo("Europe/Paris")
RULES = load_rules()
AWARE = datetime(2026, 3, 2, 9, tzinfo=PARIS)
NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
PERSONAL = frozenset({"name", "email"})
CONTROLLER = frozenset({ProcessingRole.CONTROLLER})


def touched(**values: Any) -> Touched:
    return Touched(
        **{"elements": PERSONAL, "roles": CONTROLLER, "people": 1000, "regions": {"FR": 1000}, "personal": True, **values}
    )


def entity(*regimes: str, **values: Any) -> Entity:
    return Entity(
        **{
            "id": 1,
            "name": "Northwind",
            "zone": PARIS,
            "country": "FR",
            "regimes": frozenset(regimes),
            "touched": touched(),
            **values,
        }
    )


def situation(own: Entity, stamps: Mapping[StampName, datetime] | None = None, **values: Any) -> Situation:
    return Situation(**{"now": NOW, "entities": (own,), "stamps": {StampName.AWARE: AWARE} if stamps is None else stamps, **values})


def clocks(own: Entity, stamps: Mapping[StampName, datetime] | None = None, **values: Any) -> dict[str, Clock]:
    return {each.rule: each for each in judge_clocks(situation(own, stamps, **values), RULES)}


def decided(kind: DecisionKind, value: str, reason: str = "as weighed") -> Decided:
    return Decided(kind, value, NOW, "Data protection officer", reason)


def test_only_the_regimes_of_an_entity_bring_duties() -> None:
    manufacturer = {"eu-cra"}  # of anybody in the Union it is only asked whether it applies
    assert set(clocks(entity())) == manufacturer
    of_a_french_entity = {"fr-cnil-supplementary"}
    assert {"gdpr-33-1", "gdpr-34-1", "gdpr-33-5", "gdpr-33-2"} == set(clocks(entity("gdpr"))) - manufacturer - of_a_french_entity
    assert {"nis2-early", "nis2-notification", "nis2-final"} == set(clocks(entity("nis2_important"))) - manufacturer


def test_a_controller_notifies_the_authority_and_a_processor_its_controllers() -> None:
    as_controller = clocks(entity("gdpr"))
    assert as_controller["gdpr-33-1"].state == ClockState.RUNNING
    assert as_controller["gdpr-33-2"].state == ClockState.NOT_TRIGGERED
    as_processor = clocks(entity("gdpr", touched=touched(roles=frozenset({ProcessingRole.PROCESSOR}))))
    assert as_processor["gdpr-33-1"].state == ClockState.NOT_TRIGGERED
    assert as_processor["gdpr-33-2"].state == ClockState.NO_PERIOD
    both = clocks(entity("gdpr", touched=touched(roles=frozenset({ProcessingRole.PROCESSOR, ProcessingRole.JOINT_CONTROLLER}))))
    assert {both["gdpr-33-1"].state, both["gdpr-33-2"].state} == {ClockState.RUNNING, ClockState.NO_PERIOD}


def test_an_unknown_role_excuses_nobody() -> None:
    found = clocks(entity("gdpr", touched=touched(roles=frozenset())))
    assert found["gdpr-33-1"].state == ClockState.RUNNING
    assert found["gdpr-33-2"].state == ClockState.NO_PERIOD


def test_without_awareness_nothing_is_overdue() -> None:
    own = clocks(entity("gdpr"), {StampName.VENDOR_NOTIFIED: AWARE - timedelta(days=30)})
    assert own["gdpr-33-1"].state == ClockState.NOT_STARTED
    assert own["gdpr-33-1"].due is None


def test_past_its_moment_a_duty_is_overdue_by_so_much_and_done_it_is_late() -> None:
    late = clocks(entity("gdpr"), now=AWARE + timedelta(hours=80))["gdpr-33-1"]
    assert (late.state, late.late_by) == (ClockState.OVERDUE, timedelta(hours=8))
    sent = clocks(entity("gdpr"), sent=(Sent("gdpr-33-1", AWARE + timedelta(hours=75)),))["gdpr-33-1"]
    assert (sent.state, sent.late_by) == (ClockState.LATE, timedelta(hours=3))
    in_time = clocks(entity("gdpr"), sent=(Sent("gdpr-33-1", AWARE + timedelta(hours=72)),))["gdpr-33-1"]
    assert (in_time.state, in_time.late_by) == (ClockState.DONE, None)


def test_a_risk_found_unlikely_waives_the_notification_and_a_later_one_revives_it() -> None:
    unlikely = decided(DecisionKind.RISK, "unlikely")
    assert clocks(entity("gdpr"), decisions=(unlikely,))["gdpr-33-1"].state == ClockState.WAIVED
    after = Decided(DecisionKind.RISK, "high", NOW + timedelta(hours=1), "Data protection officer", "more data")
    found = clocks(entity("gdpr"), decisions=(unlikely, after))
    assert found["gdpr-33-1"].state == ClockState.RUNNING
    assert found["gdpr-33-5"].state == ClockState.NO_PERIOD, "the breach log is kept in any case"


def test_a_duty_decided_not_required_says_by_whom_and_why_until_taken_back() -> None:
    not_required = decided(DecisionKind.NOT_REQUIRED, "gdpr-33-1", "all of it was encrypted")
    found = clocks(entity("gdpr"), decisions=(not_required,))["gdpr-33-1"]
    assert found.state == ClockState.WAIVED
    assert "all of it was encrypted" in found.reason.render("en")
    back = Decided(
        DecisionKind.NOT_REQUIRED, "required:gdpr-33-1", NOW + timedelta(hours=1), "Data protection officer", "keys leaked"
    )
    assert clocks(entity("gdpr"), decisions=(not_required, back))["gdpr-33-1"].state == ClockState.RUNNING


def test_people_are_told_once_the_risk_is_found_high() -> None:
    assert clocks(entity("gdpr"))["gdpr-34-1"].state == ClockState.DECISION_NEEDED
    assert clocks(entity("gdpr"), decisions=(decided(DecisionKind.RISK, "risk"),))["gdpr-34-1"].state == ClockState.NOT_TRIGGERED
    stamps = {StampName.AWARE: AWARE, StampName.HIGH_RISK: AWARE}
    assert clocks(entity("gdpr"), stamps)["gdpr-34-1"].state == ClockState.NO_PERIOD


def test_a_major_incident_runs_through_three_reports() -> None:
    own = entity("dora", kind="payment_institution")
    assert clocks(own)["dora-initial"].state == ClockState.DECISION_NEEDED
    not_major = decided(DecisionKind.CLASSIFICATION, "not_major")
    assert clocks(own, decisions=(not_major,))["dora-initial"].state == ClockState.NOT_TRIGGERED
    stamps = {StampName.AWARE: AWARE, StampName.CLASSIFIED: AWARE + timedelta(hours=2)}
    started = clocks(own, stamps)
    assert started["dora-initial"].due is not None
    assert started["dora-initial"].due.at == AWARE + timedelta(hours=6)
    assert started["dora-intermediate"].state == ClockState.NOT_STARTED
    stamps[StampName.INITIAL_SUBMITTED] = AWARE + timedelta(hours=5)
    assert clocks(own, stamps)["dora-initial"].state == ClockState.DONE
    assert clocks(own, stamps)["dora-intermediate"].due is not None


@pytest.mark.parametrize(
    ("kind", "regimes", "hour"),
    [
        ("credit_institution", ("dora",), 2),
        ("payment_institution", ("dora",), 12),
        ("payment_institution", ("dora", "nis2_important"), 2),
    ],
)
def test_the_relief_for_weekends_is_not_for_everybody(kind: str, regimes: tuple[str, ...], hour: int) -> None:
    friday = datetime(2026, 3, 6, 22, tzinfo=PARIS)
    found = clocks(entity(*regimes, kind=kind), {StampName.AWARE: friday, StampName.CLASSIFIED: friday})["dora-initial"]
    assert found.due is not None
    assert found.due.at.hour == hour


def test_state_laws_look_at_the_elements_and_say_which_they_mean() -> None:
    plain = touched(
        elements=frozenset({"name", "email", "coarse_location", "device_id", "account_id"}), regions={"US-CA": 3000, "US-NY": 900}
    )
    found = clocks(entity("gdpr", touched=plain))
    for rule in ("us-ca-residents", "us-ny-residents", "us-ny-agencies", "us-ca-ag"):
        assert found[rule].state == ClockState.NOT_TRIGGERED
    assert "Social security number" in found["us-ca-residents"].reason.render("en")
    assert "Numéro de sécurité sociale" in found["us-ca-residents"].reason.render("fr")
    worse = touched(elements=frozenset({"email", "password"}), regions={"US-CA": 501, "US-TX": 249})
    found = clocks(entity(touched=worse), {StampName.AWARE: AWARE, StampName.PEOPLE_TOLD: AWARE})
    assert found["us-ca-residents"].state == ClockState.RUNNING
    assert found["us-ca-ag"].state == ClockState.RUNNING
    assert found["us-tx-ind"].state == ClockState.RUNNING
    assert found["us-tx-ag"].state == ClockState.NOT_TRIGGERED
    exactly = touched(elements=frozenset({"email", "password"}), regions={"US-CA": 500})
    assert clocks(entity(touched=exactly), {StampName.PEOPLE_TOLD: AWARE})["us-ca-ag"].state == ClockState.NOT_TRIGGERED


def test_a_law_that_was_not_yet_in_force_gives_no_number_of_days() -> None:
    own = entity(touched=touched(elements=frozenset({"email", "password"}), regions={"US-CA": 10}))
    found = clocks(own, {StampName.DISCOVERED: datetime(2025, 12, 20, tzinfo=PARIS)})["us-ca-residents"]
    assert found.state == ClockState.NOT_TRIGGERED
    assert "In force from" in found.reason.render("en")


def test_health_data_under_hipaa_by_the_number_of_people() -> None:
    health = touched(elements=frozenset({"health_record"}), people=499)
    small = clocks(entity("hipaa_covered", touched=health))
    assert small["us-hipaa-hhs-small"].state == ClockState.RUNNING
    assert small["us-hipaa-hhs-500"].state == ClockState.NOT_TRIGGERED
    large = clocks(entity("hipaa_covered", touched=touched(elements=frozenset({"health_record"}), people=500)))
    assert large["us-hipaa-hhs-500"].state == ClockState.RUNNING
    assert clocks(entity("hipaa_covered"))["us-hipaa-ind"].state == ClockState.NOT_TRIGGERED


def test_a_proposal_never_runs_and_what_only_a_person_can_tell_is_asked() -> None:
    assert "eu-omnibus" in RULES.clocks
    assert "eu-omnibus" not in clocks(entity("gdpr"))
    assert clocks(entity("swiss_fadp"))["ch-24-4"].state == ClockState.TO_JUDGE


def test_every_duty_has_its_source_and_says_on_what_it_rests() -> None:
    for rule in RULES.clocks.values():
        assert rule.source
        assert rule.checked >= date(2026, 1, 1)
        assert rule.to.en
        assert rule.to.fr
    found = clocks(entity("gdpr"))["gdpr-33-1"]
    assert found.basis.render("en").startswith("Regulation (EU) 2016/679 (GDPR), Art. 33(1)")
    assert "72 heures" in found.basis.render("fr")


def promise(**values: Any) -> Promise:
    return Promise(
        **{
            "contract_id": 7,
            "contract": "C-7",
            "vendor_id": 3,
            "vendor": "Analytics",
            "state": "present",
            "hours": 72,
            "hours_from": "detection",
            **values,
        }
    )


def test_what_a_vendor_promised_is_held_against_when_it_told_us() -> None:
    detected = datetime(2025, 11, 9, tzinfo=UTC)
    told = datetime(2025, 11, 25, 16, tzinfo=UTC)
    own = situation(entity("gdpr"), {StampName.VENDOR_DETECTED: detected, StampName.VENDOR_NOTIFIED: told}, promises=(promise(),))
    (found,) = agreed_clocks(own)
    assert found.state == ClockState.LATE
    assert found.due is not None
    assert found.due.at == datetime(2025, 11, 12, tzinfo=UTC)
    assert found.late_by == timedelta(hours=328)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "absent", "hours": None}, "promises no notice"),
        ({"state": "not_read", "hours": None}, "not been read"),
        ({"hours": None}, "no number of hours"),
    ],
)
def test_a_promise_that_was_not_made_or_read_is_said(values: dict[str, Any], words: str) -> None:
    (found,) = agreed_clocks(situation(entity("gdpr"), promises=(promise(**values),)))
    assert found.state == ClockState.NOT_TRIGGERED
    assert words in found.reason.render("en")


def test_customers_and_insurers_are_told_within_the_hours_agreed() -> None:
    customers = Customers(5, "Analytics for customers", "Some 140 customers", 36, 1)
    policy = Policy(9, "Insurer", "P-1", 48, 1)
    own = situation(entity("gdpr"), customers=(customers,), policies=(policy,), sent=(Sent("insurer-notice:9", AWARE),))
    to_customers, to_insurer = agreed_clocks(own)
    assert to_customers.due is not None
    assert to_customers.due.at == AWARE + timedelta(hours=36)
    assert to_customers.state == ClockState.RUNNING
    assert to_insurer.state == ClockState.DONE
