"""What needs somebody, as a script asks for it; and the calendar."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import Run

KEYS = {"kind", "urgency", "due", "due_at", "days_left", "text", "detail", "vendor", "vendor_id", "owner", "noun", "record"}


def test_today_lists_what_needs_somebody_the_most_urgent_first(run: Run, demo: Path) -> None:
    found = run("today", demo, "--json").document
    assert all(set(item) == KEYS for item in found)
    order = ["running", "overdue", "week", "later", "waiting"]
    ranks = [order.index(item["urgency"]) for item in found]
    assert ranks == sorted(ranks)
    today = datetime.now(UTC).astimezone().date()
    for item in found:
        if item["due"] is not None:
            assert item["days_left"] == (date.fromisoformat(item["due"]) - today).days
            assert (item["days_left"] < 0) == (item["urgency"] == "overdue") or item["urgency"] == "running"


def test_today_looks_as_far_ahead_as_asked(run: Run, demo: Path) -> None:
    soon, year = (run("today", demo, "--days", days, "--json").document for days in (1, 365))
    assert len(soon) < len(year)
    assert all(item["days_left"] is None or item["days_left"] <= 1 or item["urgency"] == "running" for item in soon)


@pytest.mark.parametrize(("language", "said"), [("en", "Overdue"), ("fr", "En retard")])
def test_today_is_said_for_a_person_in_either_language(run: Run, demo: Path, language: str, said: str) -> None:
    out = run("today", demo, "--lang", language)
    assert out.code == 0
    assert said in out.out


def test_an_empty_register_needs_nobody(run: Run, empty: Path) -> None:
    assert run("today", empty, "--json").document == []
    assert run("today", empty).out.strip() == "Nothing needs you now, nor in the next 90 days."


def test_the_calendar_is_written_with_as_many_events_as_are_said(run: Run, demo: Path, tmp_path: Path) -> None:
    target = tmp_path / "dates.ics"
    said = run("export", demo, "calendar", "--output", target, "--json")
    assert said.code == 0
    assert said.document == {"file": str(target), "rows": len(Calendar.from_ical(target.read_bytes()).walk("VEVENT"))}
    assert said.document["rows"] > 20
    again = run("export", demo, "calendar", "--output", target)
    assert f"Events: {said.document['rows']}." in again.out


def test_an_empty_register_gives_a_calendar_without_events_and_says_why(run: Run, empty: Path, tmp_path: Path) -> None:
    target = tmp_path / "dates.ics"
    said = run("export", empty, "calendar", "--output", target, "--json")
    assert (said.code, said.document) == (0, {"file": str(target), "rows": 0})
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert "nothing is due within 400 days" in run("export", empty, "calendar", "--output", target).out


def test_the_register_itself_is_never_written_over(run: Run, demo: Path) -> None:
    before = demo.read_bytes()
    said = run("export", demo, "calendar", "--output", demo)
    assert said.code == 1
    assert said.err.strip()
    assert demo.read_bytes() == before
    assert json.loads(run("vendors", demo, "--json").out)
