"""The list of what needs somebody: its order, how far it looks, the day it goes by, and what is kept of it for the next start."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from risk_register.model.items import Item, packed, unpacked
from risk_register.model.vocabulary import Stage, TodayKind, Urgency
from risk_register.operations import today
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.records import add_record, edit_record, record
from risk_register.operations.registers import create_register
from risk_register.operations.today_sources import SOURCES
from risk_register.store import Register
from risk_register.store.quick_items import first_items
from risk_register.texts import Text

ME = "Compliance officer"
DUE = date(2026, 4, 30)


class Clock:
    """Tells the time it was set to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 2, 9, tzinfo=UTC))


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    with create_register(tmp_path / "own.register", organisation="Northwind", actor=ME, clock=clock) as made:
        yield made


@pytest.fixture
def alder(register: Register) -> int:
    return add_record(register, "vendor", {"legal_name": "Alder", "stage": "active"}, ME)


def finding(register: Register, vendor: int, due: date | None, title: str = "No log") -> int:
    return add_record(register, "finding", {"vendor_id": vendor, "title": title, "opened_on": date(2026, 1, 5), "due_on": due}, ME)


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Lets a test say in which time zone the reader's computer is."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be set here")
@pytest.mark.parametrize(("zone", "moment", "urgency"), [
    ("UTC-2", datetime(2026, 4, 30, 21, 30, tzinfo=UTC), Urgency.WEEK),  # 23:30 there; the sign is POSIX's
    ("UTC+4", datetime(2026, 5, 1, 0, 25, tzinfo=UTC), Urgency.WEEK),  # 20:25 on 30 April there
    ("UTC-2", datetime(2026, 4, 30, 22, 10, tzinfo=UTC), Urgency.OVERDUE),  # 00:10 on 1 May there
])
def test_what_is_due_today_is_late_only_on_the_readers_own_next_day(
        register: Register, alder: int, clock: Clock, in_zone: pytest.MonkeyPatch, zone: str, moment: datetime,
        urgency: Urgency) -> None:
    finding(register, alder, DUE)
    in_zone.setenv("TZ", zone)
    time.tzset()
    clock.now = moment
    [item] = today.items(register)
    assert (item.due_on, item.urgency) == (DUE, urgency)


def test_running_clocks_come_first_then_what_is_late_then_what_comes_and_last_what_waits(
        register: Register, alder: int, clock: Clock) -> None:
    birch = add_record(register, "vendor", {"legal_name": "Birch", "stage": "active"}, ME)
    for vendor, due in ((birch, date(2026, 3, 1)), (alder, date(2026, 3, 1)), (alder, date(2026, 2, 1)), (alder, date(2026, 3, 9)),
                        (alder, date(2026, 3, 10)), (alder, None), (alder, date(2026, 3, 2))):
        finding(register, vendor, due)
    incident = add_record(register, "incident", {"title": "Ransomware", "announced_by_id": birch}, ME)
    for hours in (70, 3):
        add_record(register, "task", {"incident_id": incident, "title": "Notify", "rule": f"rule-{hours}",
                                      "due_at": clock.now + timedelta(hours=hours)}, ME)
    found = today.items(register)
    assert [item.urgency for item in found] == ["running"] * 2 + ["overdue"] * 3 + ["week"] * 2 + ["later", "waiting"]
    assert [item.due_at for item in found[:2]] == [clock.now + timedelta(hours=hours) for hours in (3, 70)]
    assert [(item.due_on, item.vendor) for item in found[2:5]] == [
        (date(2026, 2, 1), "Alder"), (date(2026, 3, 1), "Alder"), (date(2026, 3, 1), "Birch")]
    assert [item.due_on for item in found[5:7]] == [date(2026, 3, 2), date(2026, 3, 9)]


def test_what_lies_beyond_the_time_looked_ahead_comes_when_its_time_comes(register: Register, alder: int, clock: Clock) -> None:
    finding(register, alder, date(2026, 3, 2) + timedelta(days=today.DAYS_AHEAD))
    finding(register, alder, date(2026, 3, 3) + timedelta(days=today.DAYS_AHEAD), "Later still")
    assert [str(item.text) for item in today.items(register)] == ["No log"]
    assert len(today.items(register, days=today.DAYS_AHEAD + 1)) == 2
    assert today.items(register, days=0) == []
    clock.now += timedelta(days=1)
    assert len(today.items(register)) == 2


def test_what_is_late_stays_however_late_it_is(register: Register, alder: int, clock: Clock) -> None:
    finding(register, alder, date(2026, 3, 2))
    clock.now += timedelta(days=4000)
    assert [item.urgency for item in today.items(register, days=0)] == ["overdue"]


def test_with_a_relation_that_is_over_or_a_vendor_set_aside_nothing_is_left_to_do(register: Register, alder: int) -> None:
    finding(register, alder, DUE)
    edit_record(register, "vendor", alder, {"stage": Stage.TERMINATED.value}, ME)
    assert today.items(register) == []
    register.undo(ME)
    edit_record(register, "vendor", alder, {"archived_on": date(2026, 3, 2)}, ME)
    assert today.items(register) == []


def test_a_look_back_goes_by_its_own_day(register: Register, alder: int, clock: Clock) -> None:
    finding(register, alder, date(2026, 3, 3))
    clock.now += timedelta(days=30)
    assert today.items(register)[0].urgency == "overdue"
    with register.as_of(date(2026, 3, 2)) as past:
        assert today.today_of(past) == date(2026, 3, 2)
        assert today.items(past)[0].urgency == "week"


def test_the_first_lines_are_kept_for_the_next_start_and_read_in_either_language(
        register: Register, alder: int, clock: Clock) -> None:
    finding(register, alder, DUE, title="Žluťoučký <b>kůň</b> & {braces}")
    today.refresh_items(register)
    found = today.items(register)
    path = register.path
    register.close()
    items, counts, has_vendors = first_items(path)
    assert (counts, has_vendors) == ({"later": 1}, True)
    for language in ("en", "fr"):
        assert [(item.key, item.text.render(language), item.detail and item.detail.render(language)) for item in items] == [
            (item.key, item.text.render(language), item.detail and item.detail.render(language)) for item in found]


def test_every_kind_of_value_in_a_text_is_packed_and_unpacked(clock: Clock) -> None:
    text = Text("{a}{b}{c}{d}{e}{f}", a=DUE, b=clock.now, c=Decimal("99.90"), d=TodayKind.CREDIT, e=Text("Owner: {name}", name="x"),
                f=3)
    again = unpacked(packed(text))
    assert again == text
    assert unpacked(packed(None)) is None


def test_the_demonstration_has_work_for_a_day_and_each_of_it_names_a_record_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "demonstration.register"
    make_demonstration(path)
    with Register.open(path, clock=lambda: datetime(2025, 11, 24, 9, tzinfo=UTC)) as register:
        found = today.items(register)
        assert {item.kind for item in found} >= {"review", "evidence", "contract", "finding", "acceptance"}
        assert len({item.key for item in found}) == len(found)
        for item in found:
            assert record(register, item.noun, item.record_id)
            assert item.vendor or item.noun == "supplier_ledger"


def test_sources_are_all_asked_and_none_twice() -> None:
    assert len(set(SOURCES)) == len(SOURCES) == 15


def test_an_item_is_the_same_thing_after_its_day_moved() -> None:
    first = Item("finding", Text("{words}", words="No log"), "finding", 7, due_on=DUE)
    assert first.key == Item("finding", Text("{words}", words="No logs"), "finding", 7).key
