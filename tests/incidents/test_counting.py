"""Deadlines counted from moments: the published cases, and the corners of the calendar."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.incidents.counting import Due, agreed_hours, count
from risk_register.incidents.rules import ClockRule, load_rules
from risk_register.model.vocabulary import StampName

PARIS, NEW_YORK, SYDNEY = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York"), ZoneInfo("Australia/Sydney")
RULES = load_rules().clocks
STAMPS = {
    "fe_aware_at": StampName.AWARE, "controller_aware_at": StampName.AWARE, "classified_major_at": StampName.CLASSIFIED,
    "initial_submitted_at": StampName.INITIAL_SUBMITTED, "intermediate_submitted_at": StampName.INTERMEDIATE_SUBMITTED,
    "entity_aware_significant_at": StampName.SIGNIFICANT, "nis2_notification_submitted_at": StampName.NIS2_SUBMITTED,
    "material_determined_at": StampName.MATERIAL, "discovered_at": StampName.DISCOVERED,
    "consumers_notified_at": StampName.PEOPLE_TOLD,
    "determined_at": StampName.DETERMINED, "suspected_at": StampName.SUSPECTED, "vendor_detected_at": StampName.VENDOR_DETECTED,
}


def moment(text: str, zone: ZoneInfo) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=zone)


def zone_of(vector: dict[str, Any]) -> ZoneInfo:
    return NEW_YORK if vector["clock"].startswith("us-") else PARIS


def counted(vector: dict[str, Any]) -> Due | None:
    zone, given_ = zone_of(vector), vector["input"]
    stamps = {STAMPS[key]: moment(value, zone) for key, value in given_.items() if key in STAMPS}
    rule = RULES[vector["clock"]]
    relieved = given_.get("relief", given_.get("entity") != "credit institution")
    return count(rule, stamps, zone, relieved=relieved,
                 holidays={date.fromisoformat(day): "holiday" for day in given_.get("holidays", [])})


def test_every_published_case_is_counted_as_published(shared: Path) -> None:
    vectors = json.loads((shared / "regulation" / "clock_vectors.json").read_text(encoding="utf-8"))["vectors"]
    assert len(vectors) == 36
    wrong = []
    for vector in vectors:
        if vector["clock"] == "contract-sla" or vector["expected"] == "not applicable":
            continue  # what is agreed, and what is not triggered, have tests of their own
        due = counted(vector)
        if due is None or due.written != vector["expected"]:
            wrong.append((vector["id"], due and due.written, vector["expected"]))
    assert wrong == []


def test_a_promise_is_late_by_the_hours_that_passed(shared: Path) -> None:
    vectors = json.loads((shared / "regulation" / "clock_vectors.json").read_text(encoding="utf-8"))["vectors"]
    vector = next(each for each in vectors if each["clock"] == "contract-sla")
    detected = datetime.fromisoformat(vector["input"]["vendor_detected_at"])
    due = agreed_hours(vector["input"]["notice_hours"], StampName.VENDOR_DETECTED, {StampName.VENDOR_DETECTED: detected}, PARIS)
    assert due is not None
    assert due.at == datetime.fromisoformat(vector["expected"]["due"])
    told = datetime.fromisoformat(vector["input"]["vendor_notified_at"])
    assert (told - due.at) == timedelta(hours=vector["expected"]["late_hours"])


H, D, M, B = "gdpr-33-1", "us-ca-residents", "nis2-final", "us-sec-8k"
"""Duties counted in hours, days, months and business days."""
S, L, V = "fr-cnil-supplementary", "fr-l12-10-1", "vendor-hipaa"
CORNERS: list[tuple[str, str, str, ZoneInfo]] = [
    # hours over the change to summer time and back, on both sides of the world
    (H, "2025-03-29T12:00", "2025-04-01T13:00+02:00", PARIS),
    (H, "2025-03-30T01:59", "2025-04-02T02:59+02:00", PARIS),
    (H, "2025-03-30T03:00", "2025-04-02T03:00+02:00", PARIS),
    (H, "2025-10-25T12:00", "2025-10-28T11:00+01:00", PARIS),
    (H, "2025-10-26T03:00", "2025-10-29T03:00+01:00", PARIS),
    (H, "2027-03-27T23:30", "2027-03-31T00:30+02:00", PARIS),
    (H, "2027-10-30T23:30", "2027-11-02T22:30+01:00", PARIS),
    (H, "2026-04-03T12:00", "2026-04-06T11:00+10:00", SYDNEY),
    (H, "2026-10-02T12:00", "2026-10-05T13:00+11:00", SYDNEY),
    ("us-bank-36", "2026-10-31T18:00", "2026-11-02T05:00-05:00", NEW_YORK),
    ("us-bank-36", "2026-11-01T00:30", "2026-11-02T11:30-05:00", NEW_YORK),
    ("us-nydfs-72", "2027-03-12T09:00", "2027-03-15T10:00-04:00", NEW_YORK),
    ("us-nydfs-72", "2027-11-05T09:00", "2027-11-08T08:00-05:00", NEW_YORK),
    ("us-nydfs-extortion", "2026-03-07T20:00", "2026-03-08T21:00-04:00", NEW_YORK),
    # hours over a year's and a February's end, weekends and holidays included
    (H, "2025-12-31T23:59", "2026-01-03T23:59+01:00", PARIS),
    (H, "2028-02-27T10:00", "2028-03-01T10:00+01:00", PARIS),
    (H, "2027-02-26T10:00", "2027-03-01T10:00+01:00", PARIS),
    (H, "2025-12-24T18:00", "2025-12-27T18:00+01:00", PARIS),
    (H, "2026-05-13T09:00", "2026-05-16T09:00+02:00", PARIS),
    ("nis2-early", "2026-12-31T12:00", "2027-01-01T12:00+01:00", PARIS),
    ("nis2-notification", "2028-02-28T12:00", "2028-03-02T12:00+01:00", PARIS),
    ("fr-l12-10-1", "2026-07-12T22:00", "2026-07-15T22:00+02:00", PARIS),
    ("in-certin", "2026-12-31T20:00", "2027-01-01T02:00+01:00", PARIS),
    # days, to the end of the day, in the zone of the one who owes it
    (D, "2026-01-31", "2026-03-02", NEW_YORK),
    (D, "2027-01-30", "2027-03-01", NEW_YORK),
    (D, "2028-01-30", "2028-02-29", NEW_YORK),
    (D, "2026-12-15", "2027-01-14", NEW_YORK),
    (D, "2026-02-14T23:59", "2026-03-16", NEW_YORK),
    ("us-fl", "2026-07-04", "2026-08-03", NEW_YORK),
    ("us-oh", "2026-01-01", "2026-02-15", NEW_YORK),
    ("us-vt", "2026-12-01", "2027-01-15", NEW_YORK),
    ("us-de", "2026-01-31", "2026-04-01", NEW_YORK),
    ("us-sd", "2028-01-01", "2028-03-01", NEW_YORK),
    ("us-tx-ind", "2026-11-05", "2027-01-04", NEW_YORK),
    ("us-hipaa-ba", "2027-12-31", "2028-02-29", NEW_YORK),
    ("us-hipaa-hhs-small", "2026-12-31", "2027-03-01", NEW_YORK),
    ("us-hipaa-hhs-small", "2028-01-01", "2029-03-01", NEW_YORK),
    ("sg-pdpa", "2028-02-27", "2028-03-01", PARIS),
    ("au-ndb-assess", "2026-02-27", "2026-03-29", SYDNEY),
    ("us-ca-ag", "2026-12-20", "2027-01-04", NEW_YORK),
    # months keep the day, or take the last of the month
    (M, "2026-01-31", "2026-02-28", PARIS),
    (M, "2028-01-31", "2028-02-29", PARIS),
    (M, "2028-02-29", "2028-03-29", PARIS),
    (M, "2026-08-31", "2026-09-30", PARIS),
    (M, "2026-12-31", "2027-01-31", PARIS),
    (M, "2026-02-28", "2026-03-28", PARIS),
    (M, "2026-10-25T02:30", "2026-11-25", PARIS),
    # business days leave out weekends, federal holidays, and the day itself
    (B, "2026-06-17", "2026-06-24", NEW_YORK),
    (B, "2026-07-01", "2026-07-08", NEW_YORK),
    (B, "2026-11-24", "2026-12-01", NEW_YORK),
    (B, "2026-12-28", "2027-01-04", NEW_YORK),
    (B, "2026-10-08", "2026-10-15", NEW_YORK),
    (B, "2026-11-06", "2026-11-13", NEW_YORK),
    (B, "2026-05-22", "2026-05-29", NEW_YORK),
    (B, "2026-09-04", "2026-09-11", NEW_YORK),
    (B, "2027-02-12", "2027-02-19", NEW_YORK),
    (B, "2026-08-01", "2026-08-06", NEW_YORK),
    (B, "2026-08-02", "2026-08-06", NEW_YORK),
    # what follows the first notification, what has to be done for the insurer, and what vendors owe us
    (S, "2026-03-28T10:00", "2026-03-31T11:00+02:00", PARIS),
    (S, "2026-10-24T12:00", "2026-10-27T11:00+01:00", PARIS),
    (S, "2028-02-27T12:00", "2028-03-01T12:00+01:00", PARIS),
    (L, "2026-12-30T18:00", "2027-01-02T18:00+01:00", PARIS),
    (L, "2027-02-26T23:59", "2027-03-01T23:59+01:00", PARIS),
    (V, "2026-01-01T12:00", "2026-03-02", NEW_YORK),
    (V, "2028-01-01T12:00", "2028-03-01", NEW_YORK),
    (V, "2027-12-31T23:30", "2028-02-29", NEW_YORK),
]


@pytest.mark.parametrize(("duty", "start", "due", "zone"), CORNERS, ids=[f"{each[0]} from {each[1]}" for each in CORNERS])
def test_a_deadline_is_counted_over_the_corners_of_the_calendar(duty: str, start: str, due: str, zone: ZoneInfo) -> None:
    rule = RULES[duty]
    found = count(rule, {rule.starts[0]: moment(start, zone)}, zone)
    assert found is not None
    if found.whole_day:
        assert found.written == due
        assert (found.at.hour, found.at.minute) == (23, 59)
    else:
        assert found.at == datetime.fromisoformat(due)
        assert found.at.isoformat()[:16] == due[:16]


def dora(aware: str, classified: str, **more: Any) -> Due:
    stamps = {StampName.AWARE: moment(aware, PARIS), StampName.CLASSIFIED: moment(classified, PARIS)}
    found = count(RULES["dora-initial"], stamps, PARIS, **more)
    assert found is not None
    return found


def test_the_initial_notification_is_due_four_hours_after_classification_or_a_day_after_awareness() -> None:
    assert dora("2026-03-02T09:00", "2026-03-02T10:00").at == moment("2026-03-02T14:00", PARIS)
    assert dora("2026-03-02T09:00", "2026-03-03T05:00").at == moment("2026-03-03T09:00", PARIS)
    assert dora("2026-03-02T09:00", "2026-03-03T06:00").started_by == StampName.AWARE


def test_classified_later_than_a_day_four_hours_are_left() -> None:
    assert dora("2026-03-02T09:00", "2026-03-03T09:00").at == moment("2026-03-03T09:00", PARIS)
    assert dora("2026-03-02T09:00", "2026-03-03T09:01").at == moment("2026-03-03T13:01", PARIS)


def test_relief_moves_past_the_weekend_and_names_the_holidays_it_passed() -> None:
    holidays = {date(2026, 4, 6): "Lundi de Pâques"}
    due = dora("2026-04-03T18:00", "2026-04-03T22:00", holidays=holidays)
    assert due.at == moment("2026-04-07T12:00", PARIS)
    assert due.moved_past == ((date(2026, 4, 6), "Lundi de Pâques"),)
    assert dora("2026-04-03T18:00", "2026-04-03T22:00", holidays=holidays, relieved=False).at == moment("2026-04-04T02:00", PARIS)


def test_a_duty_whose_moment_is_not_known_is_due_on_no_day() -> None:
    assert count(RULES[H], {StampName.VENDOR_NOTIFIED: moment("2026-01-01", PARIS)}, PARIS) is None
    assert count(RULES["dora-initial"], {StampName.AWARE: moment("2026-01-01", PARIS)}, PARIS) is None
    assert count(RULES["gdpr-33-2"], {StampName.AWARE: moment("2026-01-01", PARIS)}, PARIS) is None


def of(kind: str) -> list[ClockRule]:
    return [rule for rule in RULES.values() if getattr(rule, kind) is not None and rule.counted_from is None and not rule.relief]


@given(rule=st.sampled_from(of("hours")), start=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001
       zone=st.sampled_from([PARIS, NEW_YORK, SYDNEY, ZoneInfo("UTC")]))
def test_hours_are_elapsed_hours_in_every_zone(rule: ClockRule, start: datetime, zone: ZoneInfo) -> None:
    started = start.replace(tzinfo=UTC)
    due = count(rule, {rule.starts[0]: started.astimezone(zone)}, zone)
    assert due is not None
    assert rule.hours is not None
    assert due.at.astimezone(UTC) - started == timedelta(hours=rule.hours)


@given(rule=st.sampled_from(of("days")), start=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001
       zone=st.sampled_from([PARIS, NEW_YORK, SYDNEY]))
def test_days_end_with_the_day_and_never_come_before_that_many_days(rule: ClockRule, start: datetime, zone: ZoneInfo) -> None:
    started = start.replace(tzinfo=UTC).astimezone(zone)
    due = count(rule, {rule.starts[0]: started}, zone)
    assert due is not None
    assert rule.days is not None
    assert due.at.date() - started.date() == timedelta(days=rule.days)
    assert due.at > started
