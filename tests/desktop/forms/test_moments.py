"""Moments typed in the organisation's time zone and kept as the instants they are (case C29)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from risk_register.desktop.forms.layouts import COLUMNS
from risk_register.desktop.forms.moments import Moments
from risk_register.desktop.forms.section import RecordSection
from risk_register.desktop.grid.kinds import Asked, CellRefusal
from risk_register.desktop.window import MainWindow
from risk_register.operations import records
from tests.desktop.conftest import WORK
from tests.desktop.forms.filling import asked, form, line, said, save, undo

PARIS, NEW_YORK = Moments(ZoneInfo("Europe/Paris")), Moments(ZoneInfo("America/New_York"))
EN, FR = Asked("en"), Asked("fr")


@pytest.mark.parametrize("typed", ["2026-03-31 23:30", "31/03/2026 23:30", "31/03/26 23h30", "31.03.2026 à 23h30",
                                   "2026-03-31T23:30", "2026-03-31 21:30Z", "2026-03-31 17:30 -04:00"])
def test_day_and_time_are_read_as_people_write_them(typed: str) -> None:
    assert PARIS.read(typed, EN) == datetime(2026, 3, 31, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["2026-03-31", "23:30", "31/03/2026 25:00", "31/13/2026 10:00", "soon", "2026-03-31 10:99"])
def test_what_is_no_moment_is_refused_in_words(typed: str) -> None:
    with pytest.raises(CellRefusal) as refused:
        PARIS.read(typed, EN)
    assert typed in refused.value.text.render("en")


def test_an_hour_that_the_clocks_skip_or_repeat_is_asked_about() -> None:
    with pytest.raises(CellRefusal) as skipped:
        PARIS.read("2026-03-29 02:30", EN)
    assert "put forward" in skipped.value.text.render("en")
    with pytest.raises(CellRefusal) as repeated:
        PARIS.read("2026-10-25 02:30", EN)
    assert "+02:00 or +01:00" in repeated.value.text.render("en")
    assert PARIS.read("2026-10-25 02:30 +01:00", EN) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_yesterday_in_new_york_is_today_in_paris() -> None:
    instant = datetime(2026, 4, 1, 4, 30, tzinfo=UTC)
    assert NEW_YORK.read("2026-03-31 23:30 -05:00", EN) == instant
    assert PARIS.shown(instant, EN) == "2026-04-01 06:30"
    assert PARIS.shown(instant, FR) == "01/04/2026 06:30"


@given(st.datetimes(min_value=datetime(2000, 1, 2), max_value=datetime(2090, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
       st.sampled_from([PARIS, NEW_YORK, Moments(ZoneInfo("Asia/Kolkata"))]), st.sampled_from([EN, FR]))
def test_what_a_form_shows_reads_back_as_the_same_minute(moment: datetime, kind: Moments, asked_in: Asked) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert kind.read(kind.shown(minute, asked_in), asked_in) == minute


def in_zone(window: MainWindow, qtbot: QtBot, zone: str) -> None:
    """Moves the organisation to another time zone."""
    def move(register: Any) -> None:
        [first, *_] = records.records(register, "own_entity")
        records.edit_record(register, "own_entity", first["id"], {"time_zone": zone}, "Compliance officer")

    with qtbot.waitSignal(window.desk.gateway.changed, timeout=WORK):
        window.desk.gateway.change(move)


def test_c29_a_moment_logged_in_new_york_stands_a_day_later_in_paris(opened: MainWindow, qtbot: QtBot, demonstration: Path) -> None:
    in_zone(opened, qtbot, "Etc/GMT+5")
    dialog = form(opened, qtbot, "incident")
    line(dialog, "title").setText("Breach at the mail provider")
    line(dialog, "received_on").setText("2026-03-31")
    save(opened, qtbot, dialog)
    [incident] = asked(opened, qtbot, lambda register: records.records(register, "incident", title="Breach at the mail provider"))
    for title, typed in (("Tell the customers", "2026-03-31 23:30"), ("Tell the authority", "2026-04-01 00:10")):
        task = form(opened, qtbot, "task", values={"incident_id": incident["id"]})
        line(task, "title").setText(title)
        line(task, "due_at").setText(typed)
        save(opened, qtbot, task)
    in_zone(opened, qtbot, "Europe/Paris")
    tasks = asked(opened, qtbot, lambda register: records.records(register, "task", incident_id=incident["id"]))
    assert [each["due_at"] for each in tasks] == [datetime(2026, 4, 1, 4, 30, tzinfo=UTC), datetime(2026, 4, 1, 5, 10, tzinfo=UTC)]
    for zone, shown in (("Etc/GMT+5", ["2026-03-31 23:30", "2026-04-01 00:10"]),
                        ("Europe/Paris", ["2026-04-01 06:30", "2026-04-01 07:10"])):
        in_zone(opened, qtbot, zone)
        section = RecordSection(opened.desk, "task", {"incident_id": incident["id"]}, opened)
        section.refresh()
        qtbot.waitUntil(lambda section=section: section.model.total == 2, timeout=WORK)
        place = COLUMNS["task"].index("due_at")
        section.table.sort_by(place, Qt.SortOrder.DescendingOrder)
        assert [section.model.index(row, place).data() for row in (0, 1)] == shown[::-1]
    again = form(opened, qtbot, "task", record_id=tasks[0]["id"])
    assert line(again, "due_at").text() == "2026-04-01 06:30"
    assert "Europe/Paris" in line(again, "due_at").placeholderText()
    again.reject()
    received = form(opened, qtbot, "incident", record_id=incident["id"])
    assert line(received, "received_on").text() == "2026-03-31"
    received.reject()


def test_a_moment_that_is_none_is_told_beside_its_field_and_can_be_emptied_again(opened: MainWindow, qtbot: QtBot) -> None:
    [incident, *_] = asked(opened, qtbot, lambda register: records.records(register, "incident"))
    dialog = form(opened, qtbot, "task", values={"incident_id": incident["id"]})
    line(dialog, "title").setText("Ask for the log")
    line(dialog, "due_at").setText("tomorrow")
    dialog.save()
    assert "no day with its time" in said(dialog, "due_at")
    line(dialog, "due_at").setText("31/03/2026 23h30")
    save(opened, qtbot, dialog)
    [task] = asked(opened, qtbot, lambda register: records.records(register, "task", title="Ask for the log"))
    edited = form(opened, qtbot, "task", record_id=task["id"])
    line(edited, "due_at").setText("")
    save(opened, qtbot, edited)
    assert asked(opened, qtbot, lambda register: records.record(register, "task", task["id"]))["due_at"] is None
    undo(opened, qtbot)
    assert asked(opened, qtbot, lambda register: records.record(register, "task", task["id"]))["due_at"] == task["due_at"]
