"""Where duties stand: stage after stage, by the vendor's role, by what vendors owe us, and once the incident is closed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from risk_register.incidents import (
    Decided,
    Entity,
    Sent,
    Situation,
    Supplier,
    Touched,
    judge_clocks,
    load_rules,
    owed_to_us,
    when_closed,
)
from risk_register.incidents.clocks import Clock
from risk_register.model.vocabulary import ClockState, DecisionKind, ProcessingRole, StampName

PARIS = ZoneInfo("Europe/Paris")
RULES = load_rules()
AWARE = datetime(2026, 3, 2, 9, tzinfo=PARIS)
NOW = AWARE + timedelta(days=1)


def entity(*regimes: str, country: str = "FR", touched: Touched | None = None) -> Entity:
    ours = Touched(frozenset({"name", "email"}), frozenset({ProcessingRole.CONTROLLER}), (), {"FR": 100}, 100, personal=True)
    return Entity(1, "Northwind", PARIS, country, "credit_institution", frozenset(regimes), touched=touched or ours)


def clocks(own: Entity, **values: object) -> dict[str, Clock]:
    situation = Situation(**{"now": NOW, "entities": (own,), "stamps": {StampName.AWARE: AWARE}, **values})  # type: ignore[arg-type]
    return {each.rule: each for each in [*judge_clocks(situation, RULES), *owed_to_us(situation, RULES)]}


def test_a_stage_begins_when_the_one_before_was_sent_also_where_that_is_recorded_as_a_message() -> None:
    major = Decided(DecisionKind.CLASSIFICATION, "major", AWARE, "Officer", "a critical service")
    stamps = {StampName.AWARE: AWARE, StampName.CLASSIFIED: AWARE}
    waiting = clocks(entity("dora"), decisions=(major,), stamps=stamps)["dora-intermediate"]
    assert waiting.state == ClockState.NOT_STARTED
    sent_at = AWARE + timedelta(hours=3)
    found = clocks(entity("dora"), decisions=(major,), stamps=stamps, sent=(Sent("dora-initial", sent_at),))["dora-intermediate"]
    assert found.due is not None
    assert found.due.at == sent_at + timedelta(hours=72)


def test_cnil_expects_what_was_missing_within_72_hours_of_the_first_notification() -> None:
    assert clocks(entity("gdpr"))["fr-cnil-supplementary"].state == ClockState.NOT_STARTED
    sent_at = AWARE + timedelta(hours=20)
    found = clocks(entity("gdpr"), sent=(Sent("gdpr-33-1", sent_at),))["fr-cnil-supplementary"]
    assert found.state == ClockState.RUNNING
    assert found.due is not None
    assert found.due.at == sent_at + timedelta(hours=72)
    assert "fr-cnil-supplementary" not in clocks(entity("gdpr", country="IE"))
    complete = Decided(DecisionKind.NOT_REQUIRED, "fr-cnil-supplementary", NOW, "Officer", "the first one was complete")
    told = (Sent("gdpr-33-1", sent_at),)
    assert clocks(entity("gdpr"), sent=told, decisions=(complete,))["fr-cnil-supplementary"].state == ClockState.WAIVED


def independent(**values: object) -> Touched:
    return Touched(**{"elements": frozenset({"email"}), "independent": ("Accounts of our developers",), "personal": True,  # type: ignore[arg-type]
                      **values})


def test_the_breach_of_an_independent_controller_is_not_triggered_on_the_recorded_roles_and_a_decision_is_asked() -> None:
    found = clocks(entity("gdpr", touched=independent()))["gdpr-33-1"]
    assert found.state == ClockState.DECISION_NEEDED
    assert found.reason.render("en").startswith("Not triggered on the recorded roles")
    assert "Accounts of our developers" in found.reason.render("en")
    assert found.due is None


@pytest.mark.parametrize(("value", "state"), [("for_us", ClockState.RUNNING), ("not_for_us", ClockState.NOT_TRIGGERED)])
def test_whose_processing_was_breached_is_a_persons_decision(value: str, state: ClockState) -> None:
    said = Decided(DecisionKind.ROLES, value, NOW, "Officer", "by the terms of the contract")
    assert clocks(entity("gdpr", touched=independent()), decisions=(said,))["gdpr-33-1"].state == state


def test_what_the_vendor_processes_for_us_beside_its_own_keeps_our_clock_running() -> None:
    both = independent(roles=frozenset({ProcessingRole.CONTROLLER}))
    assert clocks(entity("gdpr", touched=both))["gdpr-33-1"].state == ClockState.RUNNING


DETECTED = AWARE - timedelta(hours=384)
PROCESSOR = (Supplier(3, "Example Analytics Inc.", 1, processes_for_us=True),)


def test_a_processor_owes_us_word_without_undue_delay_and_the_hours_it_took_are_said() -> None:
    stamps = {StampName.AWARE: AWARE, StampName.VENDOR_DETECTED: DETECTED, StampName.VENDOR_NOTIFIED: AWARE}
    found = clocks(entity("gdpr"), suppliers=PROCESSOR, stamps=stamps)["vendor-gdpr-33-2:3"]
    assert found.to == "Example Analytics Inc."
    assert "Art. 33(2)" in found.basis.render("en")
    assert "384 hours after 'Detected by the vendor'" in found.reason.render("en")
    assert found.state == ClockState.DONE, "no number of hours in the law: nothing is late by computation"


def test_a_processor_that_never_told_us_is_not_excused() -> None:
    stamps = {StampName.AWARE: AWARE, StampName.VENDOR_DETECTED: DETECTED}
    found = clocks(entity("gdpr"), suppliers=PROCESSOR, stamps=stamps)["vendor-gdpr-33-2:3"]
    assert found.state == ClockState.NO_PERIOD
    assert "That it told us is not recorded, 17 days after" in found.reason.render("en")
    assert clocks(entity("gdpr"), suppliers=PROCESSOR)["vendor-gdpr-33-2:3"].state == ClockState.NOT_STARTED


def test_an_independent_controller_owes_us_nothing_under_article_33_2() -> None:
    of_its_own = (Supplier(3, "Example Analytics Inc.", 1, processes_for_us=False),)
    assert "vendor-gdpr-33-2:3" not in clocks(entity("gdpr"), suppliers=of_its_own)
    assert "dora-vendor:3" in clocks(entity("dora"), suppliers=of_its_own)


def test_a_business_associate_has_sixty_days() -> None:
    health = Touched(frozenset({"health_record"}), frozenset(), (), {}, 10, personal=True)
    stamps = {StampName.VENDOR_AWARE: datetime(2026, 1, 1, 12, tzinfo=PARIS), StampName.VENDOR_NOTIFIED: AWARE}
    found = clocks(entity("hipaa_covered", touched=health), suppliers=PROCESSOR, stamps=stamps)["vendor-hipaa:3"]
    assert found.due is not None
    assert found.due.written == "2026-03-02"
    assert found.state == ClockState.DONE


@pytest.mark.parametrize(
    ("closed", "words"),
    [
        (AWARE + timedelta(days=10), "It was due on"),
        (AWARE + timedelta(days=1), "before it was due on"),
    ],
)
def test_of_a_closed_incident_what_nobody_recorded_is_said_to_be_so_and_never_overdue(closed: datetime, words: str) -> None:
    found = when_closed(clocks(entity("gdpr"), now=AWARE + timedelta(days=30))["gdpr-33-1"], closed)
    assert found.state == ClockState.UNRECORDED
    assert found.late_by is None
    assert words in found.reason.render("en")
    assert not found.state.is_open


def test_of_a_closed_incident_what_waited_for_a_decision_stayed_without_and_what_had_not_started_never_will() -> None:
    found = clocks(entity("gdpr", "dora"))
    assert "closed without a decision" in when_closed(found["gdpr-34-1"], NOW).reason.render("en")
    assert when_closed(found["dora-final"], NOW).state == ClockState.NOT_TRIGGERED
    done = clocks(entity("gdpr"), sent=(Sent("gdpr-33-1", NOW),))["gdpr-33-1"]
    assert when_closed(done, NOW) is done


def test_a_moment_is_told_in_the_zone_of_who_owes_the_duty() -> None:
    done = clocks(entity("gdpr"), sent=(Sent("gdpr-33-1", datetime(2026, 3, 2, 23, 30, tzinfo=UTC)),))["gdpr-33-1"]
    assert "3 March 2026" in done.reason.render("en")
