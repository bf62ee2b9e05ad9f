"""Which scores changed of late, from what to what, and why."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from risk_register.operations import score_changes as changes
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.records import add_record, edit_record
from risk_register.operations.registers import create_register
from risk_register.operations.score_changes import ScoreChange
from risk_register.operations.scoring import refresh_scores
from risk_register.risk.result import Reason
from risk_register.store import Register
from risk_register.texts import Text

ME = "Compliance officer"


class Clock:
    """Tells the time it was set to."""

    def __init__(self, day: date) -> None:
        self.set_to(day)

    def set_to(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(date(2026, 1, 5))


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    with create_register(tmp_path / "own.register", organisation="Northwind", actor=ME, clock=clock) as made:
        yield made


def add(register: Register, noun: str, **values: Any) -> int:
    return add_record(register, noun, values, ME)


def finding(register: Register, vendor: int, title: str = "No backups", severity: str = "critical") -> int:
    """A finding that should have been dealt with: overdue ones add to the score."""
    return add(register, "finding", vendor_id=vendor, title=title, opened_on=date(2025, 6, 1), due_on=date(2025, 12, 1),
               severity=severity)


def assessed(register: Register, folder: Path, name: str) -> int:
    """A vendor with a service that matters and answers that speak for it."""
    vendor = add(register, "vendor", legal_name=name, stage="active")
    function = add(register, "function", reference=f"F-{name}", name="Payments", criticality="high")
    service = add(register, "service", vendor_id=vendor, name="Hosting", reliance="material", substitutability="hard")
    add(register, "service_function", service_id=service, function_id=function)
    form = folder / f"{name}.csv"
    form.write_text("ID,Question,Answer\nA-1,Do you encrypt data at rest?,Yes\nA-2,Do you log access?,Yes\n", encoding="utf-8")
    import_questionnaire(register, form, vendor_id=vendor, actor=ME)
    return vendor


@pytest.fixture
def alder(register: Register, tmp_path: Path) -> int:
    return assessed(register, tmp_path, "Alder")


def read(register: Register) -> list[ScoreChange]:
    """As Today does: scores first, then what changed."""
    refresh_scores(register)
    return changes.score_changes(register)


def why(change: ScoreChange) -> str:
    return "; ".join(str(text) for text in change.why)


def test_an_overdue_finding_changes_the_score_and_is_named_as_the_reason(register: Register, alder: int, clock: Clock) -> None:
    assert read(register) == []  # a month ago nothing was known of it
    clock.set_to(date(2026, 3, 2))
    assert read(register) == []
    finding(register, alder)
    [change] = read(register)
    assert (change.vendor_id, change.vendor, change.since) == (alder, "Alder", date(2026, 3, 2))
    assert change.before is not None
    assert change.after is not None
    assert change.after > change.before
    assert why(change) == "Add the finding No backups"


def test_a_change_taken_back_is_no_change(register: Register, alder: int, clock: Clock) -> None:
    read(register)
    clock.set_to(date(2026, 3, 2))
    finding(register, alder)
    assert len(read(register)) == 1
    register.undo(ME)
    assert read(register) == []


def test_what_changed_more_than_a_month_ago_is_told_no_more(register: Register, alder: int, clock: Clock) -> None:
    read(register)
    clock.set_to(date(2026, 3, 2))
    finding(register, alder)
    for days, told in ((0, 1), (changes.DAYS_BACK, 1), (changes.DAYS_BACK + 1, 0)):
        clock.set_to(date(2026, 3, 2) + timedelta(days=days))
        assert len(read(register)) == told


def test_of_several_changes_the_score_before_the_first_is_told(register: Register, alder: int, clock: Clock) -> None:
    read(register)
    clock.set_to(date(2026, 3, 2))
    first = finding(register, alder, severity="low")
    [told] = read(register)
    clock.set_to(date(2026, 3, 12))
    edit_record(register, "finding", first, {"severity": "critical"}, ME)
    [change] = read(register)
    assert (change.before, change.since) == (told.before, date(2026, 3, 2))
    assert (change.after or 0) > (told.after or 0)
    assert why(change) == "Edit the finding No backups; Add the finding No backups"


def test_what_time_alone_changed_is_told_with_the_step_of_the_score_that_moved(
        register: Register, alder: int, clock: Clock) -> None:
    add(register, "finding", vendor_id=alder, title="No backups", opened_on=date(2026, 1, 5), due_on=date(2026, 3, 31),
        severity="critical")
    clock.set_to(date(2026, 3, 31))
    assert read(register) == []
    clock.set_to(date(2026, 4, 1))
    [change] = read(register)
    assert (change.after or 0) > (change.before or 0)
    assert why(change).startswith("With time, +")
    assert "No backups" in why(change)


def test_a_small_register_never_looked_at_is_judged_as_it_stood_a_month_ago(
        register: Register, alder: int, clock: Clock) -> None:
    clock.set_to(date(2026, 2, 25))
    finding(register, alder)
    clock.set_to(date(2026, 3, 2))
    [change] = read(register)
    assert change.since == date(2026, 1, 31)
    assert change.before is not None
    assert why(change) == "Add the finding No backups"


def test_of_a_large_register_changes_are_told_from_now_on(
        register: Register, alder: int, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_QUICK_TO_REWIND", 0)
    clock.set_to(date(2026, 2, 25))
    finding(register, alder)
    assert read(register) == []
    finding(register, alder, "No locks")
    assert [change.since for change in read(register)] == [date(2026, 2, 25)]


def test_the_largest_change_stands_first_and_none_is_told_that_nobody_would_notice(
        register: Register, clock: Clock, tmp_path: Path) -> None:
    vendors = [assessed(register, tmp_path, name) for name in ("Alder", "Birch", "Cedar")]
    read(register)
    clock.set_to(date(2026, 3, 2))
    for vendor, severity in zip(vendors, ("medium", "critical", "low"), strict=True):
        finding(register, vendor, severity=severity)
    found = read(register)
    steps = {change.vendor: (change.after or Decimal()) - (change.before or Decimal()) for change in found}
    assert next(iter(steps)) == "Birch"
    assert list(steps.values()) == sorted(steps.values(), reverse=True)
    assert all(step >= 1 for step in steps.values())


def test_a_vendor_set_aside_and_a_look_back_tell_nothing(register: Register, alder: int, clock: Clock) -> None:
    read(register)
    clock.set_to(date(2026, 3, 2))
    finding(register, alder)
    assert read(register)
    with register.as_of(date(2026, 3, 2)) as past:
        assert changes.score_changes(past) == []
    edit_record(register, "vendor", alder, {"archived_on": date(2026, 3, 2)}, ME)
    assert read(register) == []


def test_a_register_that_is_read_only_tells_what_was_kept_and_keeps_nothing(register: Register, alder: int, clock: Clock) -> None:
    read(register)
    clock.set_to(date(2026, 3, 2))
    finding(register, alder)
    told = read(register)
    path = register.path
    register.close()
    before = path.read_bytes()
    with Register.open(path, write=False, clock=clock) as shown:
        assert changes.score_changes(shown) == told
    assert path.read_bytes() == before


def reason(factor: str, points: str, words: str) -> Reason:
    return Reason(factor, Decimal(points), Text(words))


def test_a_step_that_counts_no_longer_is_named_and_figures_are_said_in_the_readers_language() -> None:
    then = SimpleNamespace(reasons=(reason("scale", "20.00", "Large"), reason("sla", "14.96", "Targets missed")))
    now = SimpleNamespace(reasons=(reason("scale", "20.00", "Large"),))
    [told] = changes._moved(then, now)
    assert told.render("en") == "With time, \N{MINUS SIGN}15.0 points: counted no longer: Targets missed"
    assert "\N{MINUS SIGN}15,0" in told.render("fr")
    assert "Targets missed" in told.render("fr")
