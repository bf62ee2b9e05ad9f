"""What comes after the first day: later announcements, the end, and rules that were corrected meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.incidents import Rules
from risk_register.intake.announcements import pasted
from risk_register.model.vocabulary import ClockState, ExposureState, StampName
from risk_register.operations.incidents import (
    Fate,
    Judged,
    Told,
    add_named,
    close_incident,
    differences,
    judge,
    left_open,
    only_what_is_missing,
    record_sent,
    rule_texts,
    stamp,
    take_rules,
    timeline,
    update_incident,
)
from risk_register.operations.journal import undo
from risk_register.operations.records import records
from risk_register.operations.registers import create_register
from risk_register.reports import write_report
from risk_register.reports.audiences import Audience
from tests.operations.incidents.test_analytics_vendor import DETECTED, NOTIFIED_A, OFFICER, Case
from tests.reports import reading


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    clock = datetime(2025, 12, 19, 12, tzinfo=UTC)
    with create_register(tmp_path / "case.riskregister", organisation=None, actor=OFFICER, clock=lambda: clock) as register:
        yield Case(register)


@pytest.fixture
def incident(case: Case) -> int:
    return case.record(aware=NOTIFIED_A, notified=NOTIFIED_A)


def told(case: Case, **values: object) -> Told:
    said = {"title": "Update", "announced_by_id": case.vendor, "origin_id": case.vendor, **values}
    return Told(**said)  # type: ignore[arg-type]


def states(judged: Judged) -> dict[str, ClockState]:
    return {each.rule: each.state for each in judged.clocks}


# A later announcement


def test_what_it_says_otherwise_is_told_field_by_field_and_the_rest_as_the_same(case: Case, incident: int) -> None:
    wider = told(
        case, origin_id=case.other, elements=(("email", ExposureState.EXPOSED, "again"), ("name", ExposureState.DENIED, "no names"),
                                              ("password", ExposureState.POSSIBLE, "perhaps")),
        stamps={StampName.OCCURRED: (datetime(2025, 11, 8, tzinfo=UTC), "2025-11-08")})
    found = differences(judge(case.register, incident), wider)
    assert found.parties == {"origin_id": (case.vendor, case.other)}
    assert found.moments == {StampName.OCCURRED: (None, datetime(2025, 11, 8, tzinfo=UTC))}
    assert [(name, was, now.value) for name, was, now, _words in found.elements] == [
        ("name", "exposed", "denied"), ("password", None, "possible")]
    assert found.same == ("email",)
    assert found.any


def test_a_day_without_its_time_changes_no_moment_of_that_day(case: Case, incident: int) -> None:
    midnight = datetime(2025, 11, 25, tzinfo=UTC)
    day_only = told(case, stamps={StampName.VENDOR_NOTIFIED: (midnight, "2025-11-25")})
    assert not differences(judge(case.register, incident), day_only).any
    another = told(case, stamps={StampName.VENDOR_NOTIFIED: (midnight, "said on the phone")})
    assert differences(judge(case.register, incident), another).any


def test_it_changes_exposure_clocks_and_tasks_in_one_undoable_change(case: Case, incident: int) -> None:
    before = len(records(case.register, "task", incident_id=incident))
    head = case.register.head()[0]
    found = update_incident(case.register, incident, told(
        case, elements=(("user_agent", ExposureState.DENIED, None), ("password", ExposureState.EXPOSED, "passwords too")),
        stamps={StampName.AWARE: (datetime(2025, 12, 19, 10, tzinfo=UTC), None)}, announcement=pasted("Passwords too.")), OFFICER)
    assert "user_agent" in found.before.exposures[0].elements
    assert "user_agent" not in found.after.exposures[0].elements
    was, now = next(pair for pair in found.clocks if pair[1].rule == "gdpr-33-1")
    assert was is not None
    assert was.due is not None
    assert now.due is not None
    assert (was.due.at, now.due.at) == (datetime(2025, 11, 28, 16, tzinfo=UTC), datetime(2025, 12, 22, 10, tzinfo=UTC))
    assert (was.state, now.state) == (ClockState.OVERDUE, ClockState.RUNNING)
    assert any("rotate" in each.lower() for each in found.tasks), "credentials are among the data now"
    assert len(records(case.register, "task", incident_id=incident)) == before + len(found.tasks)
    assert case.register.head()[0] == head + 1
    undo(case.register, OFFICER)
    assert len(records(case.register, "task", incident_id=incident)) == before
    assert [each.words.render("en") for each in timeline(case.register, incident)].count("We became aware") == 1


def test_where_nobody_confirms_recorded_parties_stay(case: Case, incident: int) -> None:
    other = told(case, announced_by_id=case.other, origin_id=case.other)
    kept = only_what_is_missing(judge(case.register, incident), other)
    assert (kept.announced_by_id, kept.origin_id) == (None, None)
    update_incident(case.register, incident, kept, OFFICER)
    assert judge(case.register, incident).incident["origin_id"] == case.vendor
    update_incident(case.register, incident, other, OFFICER)
    assert judge(case.register, incident).incident["origin_id"] == case.other


def test_a_company_that_nobody_knew_is_taken_in_and_the_incident_reaches_us_through_its_provider(case: Case, incident: int) -> None:
    new = add_named(case.register, "Newcomer Hosting", case.vendor, OFFICER)
    found = update_incident(case.register, incident, told(case, origin_id=new), OFFICER)
    assert [way.names for each in found.after.exposures for way in each.ways] == [("Example Analytics Inc.", "Newcomer Hosting")]
    assert [way.confidence for each in found.after.exposures for way in each.ways] == ["assumed"]


# The end


def test_closing_asks_about_the_duties_of_ours_that_nobody_recorded(case: Case, incident: int) -> None:
    record_sent(case.register, incident, "gdpr-33-1", OFFICER, at=datetime(2025, 11, 27, tzinfo=UTC), receipt="R-1")
    asked = {each.rule for each in left_open(judge(case.register, incident))}
    assert "gdpr-33-1" not in asked
    assert {"gdpr-34-1", "gdpr-33-5"} <= asked
    assert not any(rule.startswith(("contract-sla", "vendor-")) for rule in asked)


def test_what_is_said_of_them_is_recorded_with_the_end_and_the_rest_reads_as_not_recorded(case: Case, incident: int) -> None:
    head = case.register.head()[0]
    left = close_incident(case.register, incident, "Dealt with.", OFFICER, fates={
        "gdpr-33-1": Fate(done_at=datetime(2025, 11, 27, 9, tzinfo=UTC)),
        "gdpr-34-1": Fate(reason="No high risk: no credentials.")})
    assert case.register.head()[0] == head + 1
    judged = judge(case.register, incident)
    found = states(judged)
    assert found["gdpr-33-1"] == ClockState.DONE
    assert found["gdpr-34-1"] == ClockState.WAIVED
    assert found["gdpr-33-5"] == ClockState.UNRECORDED
    assert "gdpr-33-5" in {each.rule for each in left}
    assert ClockState.OVERDUE not in {state for rule, state in found.items() if not rule.startswith("contract")}
    assert not any(each.state.is_open for each in judged.clocks)


@pytest.mark.parametrize(
    ("fates", "words"),
    [({"gdpr-99": Fate(reason="no")}, "no open duty 'gdpr-99'"), ({"gdpr-34-1": Fate(reason="  ")}, "needs its reason")])
def test_a_word_that_cannot_stand_leaves_the_incident_open(case: Case, incident: int, fates: dict[str, Fate], words: str) -> None:
    head = case.register.head()
    with pytest.raises(RegisterError) as refused:
        close_incident(case.register, incident, "Dealt with.", OFFICER, fates=fates)
    assert words in refused.value.render("en")
    assert case.register.head() == head


def test_what_a_vendor_owed_us_is_no_message_of_ours(case: Case, incident: int) -> None:
    with pytest.raises(RegisterError, match="is owed to us by"):
        record_sent(case.register, incident, f"vendor-gdpr-33-2:{case.vendor}", OFFICER)


def test_the_report_has_the_drafts_of_the_letters_and_what_was_sent_with_its_receipt(
        case: Case, incident: int, tmp_path: Path) -> None:
    record_sent(case.register, incident, "gdpr-33-1", OFFICER, at=datetime(2025, 11, 27, 9, tzinfo=UTC), receipt="R-2025-1127")
    write_report(case.register, "incident", tmp_path / "open.pdf", incident_id=incident)
    text = " ".join(reading.text(tmp_path / "open.pdf").split())
    assert "Annex: drafts of letters" in text
    assert "To Example Analytics Inc.: Security incident: demand for information" in text
    assert "Under contract CTR-0003 you promised to tell us of a breach within 72 hours." in text
    assert "you owe us word of a breach without undue delay" in text
    assert "R-2025-1127" in text
    assert "Told us 400 hours after 'Detected by the vendor'" in text
    write_report(case.register, "incident", tmp_path / "board.pdf", incident_id=incident, audience=Audience.BOARD)
    assert "demand for information" not in reading.text(tmp_path / "board.pdf")
    close_incident(case.register, incident, "Dealt with.", OFFICER)
    write_report(case.register, "incident", tmp_path / "closed.pdf", incident_id=incident)
    text = " ".join(reading.text(tmp_path / "closed.pdf").split())
    assert "no drafts are printed" in text
    assert "Duties not recorded as done when the incident was closed" in text
    assert "R-2025-1127" in text


def test_each_line_of_the_lessons_becomes_a_finding_about_the_vendor(case: Case, incident: int) -> None:
    close_incident(case.register, incident, "Dealt with.", OFFICER, lessons="- Ask for notice in 24 h\n\n2. Send no names",
                   findings=True)
    found = records(case.register, "finding", incident_id=incident)
    assert [(each["title"], each["vendor_id"]) for each in found] == [
        ("Ask for notice in 24 h", case.vendor), ("Send no names", case.vendor)]


# Rules that were corrected


@pytest.fixture
def corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later program whose rules give the authority 96 hours, and one duty less."""
    text, _sha, rules = rule_texts._shipped()
    longer = replace(rules.clocks["gdpr-33-1"], hours=96, checked=date(2027, 1, 1))
    newer = {**rules.clocks, "gdpr-33-1": longer}
    del newer["sg-pdpa"]
    monkeypatch.setattr(rule_texts, "_shipped", lambda: (text + " ", "f" * 64, Rules(newer)))


def test_an_incident_stays_judged_by_the_rules_it_was_recorded_under(
        case: Case, incident: int, corrected: None, tmp_path: Path) -> None:
    del corrected
    judged = judge(case.register, incident)
    assert judged.judged_by is not None
    assert judged.judged_by.remembered
    assert set(judged.judged_by.changed) == {"gdpr-33-1", "sg-pdpa"}
    due = next(each.due for each in judged.clocks if each.rule == "gdpr-33-1")
    assert due is not None
    assert due.at == datetime(2025, 11, 28, 16, tzinfo=UTC)
    write_report(case.register, "incident", tmp_path / "incident.pdf", incident_id=incident)
    text = " ".join(reading.text(tmp_path / "incident.pdf").split())
    assert "This program's rules say something else by now of: " in text
    assert "sg-pdpa" in text


def test_a_person_may_take_the_newer_rules_which_is_a_change_like_any_other(case: Case, incident: int, corrected: None) -> None:
    del corrected
    take_rules(case.register, incident, "Breach", OFFICER)
    judged = judge(case.register, incident)
    assert judged.judged_by is not None
    assert judged.judged_by.changed == ()
    due = next(each.due for each in judged.clocks if each.rule == "gdpr-33-1")
    assert due is not None
    assert due.at == datetime(2025, 11, 29, 16, tzinfo=UTC)
    undo(case.register, OFFICER)
    assert judge(case.register, incident).judged_by.changed  # type: ignore[union-attr]


def test_the_register_keeps_the_text_of_each_edition_of_the_rules_once(case: Case, incident: int) -> None:
    case.record(aware=NOTIFIED_A, notified=DETECTED)
    kept = [each for each in records(case.register, "rule_text") if each["kind"] == "rules"]
    assert len(kept) == 1
    assert "gdpr-33-1" in kept[0]["body"]
    assert incident


def test_a_text_that_this_program_no_longer_understands_is_said_and_its_own_rules_are_used(case: Case, incident: int) -> None:
    with case.register.change("As a far older program", OFFICER) as change:
        from risk_register.model import incidents

        change.add(incidents.IncidentStamp, incident_id=incident, name=StampName.RULES, at=case.register.clock(),
                   source="2020-01-01, SHA-256 " + "0" * 64)
    judged = judge(case.register, incident)
    assert judged.judged_by is not None
    assert not judged.judged_by.remembered
    assert states(judged)["gdpr-33-1"] == ClockState.OVERDUE


# Who told us


def test_a_moment_is_that_of_the_vendor_its_source_names_else_of_the_one_that_announced(case: Case, incident: int) -> None:
    with case.register.change("A second vendor on the way", OFFICER) as change:
        from risk_register.model import contracts

        change.add(contracts.SubcontractorLink, provider_id=case.other, subcontractor_id=case.vendor)
        second = change.add(contracts.Contract, reference="CTR-9", vendor_id=case.other, starts_on=date(2024, 1, 1))
        change.add(contracts.Clause, contract_id=second, topic="breach_notice", state="present", hours=24, hours_from="detection")

    def done(rule: int) -> datetime | None:
        return next(each.done_at for each in judge(case.register, incident).clocks if each.rule == f"contract-sla:{rule}")

    assert done(case.contract) == NOTIFIED_A
    assert done(second) is None, "that one vendor told us does not mean that the other did"
    called = datetime(2025, 11, 28, 8, tzinfo=UTC)
    stamp(case.register, incident, StampName.VENDOR_NOTIFIED, called, OFFICER, source="Call from Example Metrics Ltd")
    assert (done(case.contract), done(second)) == (NOTIFIED_A, called)
