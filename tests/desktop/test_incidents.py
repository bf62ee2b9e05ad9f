"""Breach day in the window: an announcement is pasted, confirmed, and becomes deadlines, what is hit, and things to do."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from risk_register.desktop.dialogs.announcement import AnnouncementDialog
from risk_register.desktop.dialogs.incident_decision import IncidentDecisionDialog
from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.incident_columns import left
from risk_register.desktop.pages.incidents import IncidentsPage
from risk_register.desktop.window import MainWindow
from risk_register.model.vocabulary import ClockState
from risk_register.store import Register

Idle = Callable[[], None]
LETTER = """Our provider Mixpanel told us on 26 November 2025 of an incident.

OpenAI has confirmed that the following data was exposed:
• Email address
• API keys

Passwords were not affected.
"""

TITLE = "Our provider Mixpanel told us on 26 November 2025 of an incident."


@pytest.fixture
def page(opened: MainWindow, idle: Idle) -> IncidentsPage:
    opened.go("incidents")
    idle()
    return cast("IncidentsPage", opened.page("incidents"))


def dialog_of(window: MainWindow) -> AnnouncementDialog:
    return next(each for each in window.findChildren(AnnouncementDialog) if each.isVisible())


def record(window: MainWindow, idle: Idle, qtbot: QtBot, text: str = LETTER) -> None:
    window.actions_["read_announcement"].trigger()
    dialog = dialog_of(window)
    dialog.words.setPlainText(text)
    qtbot.mouseClick(dialog.read, Qt.MouseButton.LeftButton)
    idle()
    qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    idle()


def shown(page: IncidentsPage, idle: Idle, title: str) -> None:
    """Waits until the page has come to the incident that was recorded."""
    for _ in range(6):
        idle()
    assert page.view.sheet is not None
    assert page.view.sheet.judged.incident["title"] == title


def states(page: IncidentsPage) -> dict[str, ClockState]:
    return {line.clock.rule: line.clock.state for line in page.view.clocks.rows.rows}


def test_a_pasted_announcement_becomes_an_incident_once_it_is_confirmed(
    page: IncidentsPage, opened: MainWindow, idle: Idle, qtbot: QtBot, demonstration: Path
) -> None:
    before = page.model.rowCount()
    opened.actions_["read_announcement"].trigger()
    dialog = dialog_of(opened)
    assert not dialog.store_button.isEnabled()
    qtbot.keyClicks(dialog.words, "x")
    dialog.words.setPlainText(LETTER)
    qtbot.mouseClick(dialog.read, Qt.MouseButton.LeftButton)
    idle()
    assert dialog.announcer.currentText() == "OpenAI"
    assert dialog.origin.currentText() == "Mixpanel"
    said = {
        dialog.elements.item(row, 0).text(): cast("QComboBox", dialog.elements.cellWidget(row, 1)).currentText()
        for row in range(dialog.elements.rowCount())
    }
    assert said == {"E-mail address": "Said to be exposed", "API key": "Said to be exposed", "Password": "Said not to be exposed"}
    with Register.open(demonstration, write=False) as register:
        head = register.head()[0]
    dialog.elements.item(2, 0).setCheckState(Qt.CheckState.Unchecked)
    dialog.title.setText("Breach at the analytics provider")
    qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    idle()
    with Register.open(demonstration, write=False) as register:
        assert register.head()[0] == head + 1
    assert page.model.rowCount() == before + 1
    shown(page, idle, "Breach at the analytics provider")
    assert page.view.sheet is not None
    assert [element for element, _state, _words in page.view.sheet.judged.elements] == ["email", "password"]
    assert states(page)["gdpr-33-1"] == ClockState.RUNNING
    assert any("Demand the facts" in str(row.values["title"]) for row in page.view.tasks.model.rows)
    assert next(way.names for way in page.view.ways.rows.rows) == ("OpenAI", "Mixpanel")


def test_undone_it_is_gone(page: IncidentsPage, opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    before = page.model.rowCount()
    record(opened, idle, qtbot)
    assert page.model.rowCount() == before + 1
    opened.actions_["undo"].trigger()
    idle()
    assert page.model.rowCount() == before


def test_a_decision_with_its_reason_ends_a_duty_and_is_undone(
    page: IncidentsPage, opened: MainWindow, idle: Idle, qtbot: QtBot
) -> None:
    record(opened, idle, qtbot)
    shown(page, idle, TITLE)
    page.view.clocks.select(next(line.key for line in page.view.clocks.rows.rows if line.clock.rule == "gdpr-33-1"))
    page.view.deeds["not_required"].trigger()
    dialog = opened.findChild(IncidentDecisionDialog)
    assert dialog is not None
    assert not dialog.store_button.isEnabled(), "a decision needs its reason"
    qtbot.keyClicks(dialog.reason, "All of it was encrypted")
    qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    idle()
    assert states(page)["gdpr-33-1"] == ClockState.WAIVED
    opened.actions_["undo"].trigger()
    idle()
    assert states(page)["gdpr-33-1"] == ClockState.RUNNING


def test_a_message_sent_fulfils_its_duty(page: IncidentsPage, opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    record(opened, idle, qtbot)
    shown(page, idle, TITLE)
    page.view.clocks.select(next(line.key for line in page.view.clocks.rows.rows if line.clock.rule == "gdpr-33-1"))
    page.view.deeds["mark_sent"].trigger()
    idle()
    form = next(each for each in opened.findChildren(RecordForm) if each.isVisible())
    form.save()
    idle()
    assert states(page)["gdpr-33-1"] == ClockState.DONE
    assert any("CNIL" in moment.words for moment in page.view.moments.rows.rows)


def test_a_dropped_file_is_read_as_an_announcement(page: IncidentsPage, opened: MainWindow, idle: Idle, tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(LETTER, encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    page.dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    )
    idle()
    dialog = dialog_of(opened)
    assert dialog.origin.currentText() == "Mixpanel"
    dialog.reject()


def test_what_cannot_be_read_is_said_in_the_dialog_and_nothing_is_lost(
    page: IncidentsPage, opened: MainWindow, idle: Idle, qtbot: QtBot, tmp_path: Path
) -> None:
    del page
    opened.actions_["read_announcement"].trigger()
    dialog = dialog_of(opened)
    qtbot.mouseClick(dialog.read, Qt.MouseButton.LeftButton)
    idle()
    assert "empty" in dialog.error.text()
    file = tmp_path / "notice.bin"
    file.write_bytes(b"\x7fELF" + bytes(range(256)) * 9)
    dialog.read_file(file)
    idle()
    assert "notice.bin" in dialog.error.text()
    assert dialog.read.isEnabled()
    dialog.reject()


def test_by_hand_without_any_announcement(page: IncidentsPage, opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    opened.actions_["record_incident"].trigger()
    idle()
    dialog = dialog_of(opened)
    qtbot.keyClicks(dialog.title, "Outage at the payment provider")
    dialog.origin.setEditText("Stripe")
    dialog.aware_time.setText("25:99")
    qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    assert "25:99" in dialog.error.text()
    dialog.aware_time.setText("09:30")
    qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    idle()
    shown(page, idle, "Outage at the payment provider")
    assert page.view.sheet is not None
    assert page.view.sheet.judged.vendors[0][1] == "Stripe"
    assert states(page)["dora-initial"] == ClockState.DECISION_NEEDED


def test_looking_back_the_time_left_is_counted_from_that_day_and_stands_still(
        page: IncidentsPage, opened: MainWindow, idle: Idle) -> None:
    opened.desk.gateway.look_back(date(2025, 4, 20))  # the incident is closed in May
    for _ in range(6):
        idle()
    model = page.view.clocks.rows

    def lefts() -> list[str]:
        return [left(line.due, line.now, "en") for line in model.everything if line.due is not None and line.clock.state.is_open]

    told = lefts()
    assert told
    assert "overdue by 4 d 12 h" in told
    assert all(words.startswith("overdue by") for words in told)
    page.view.tick()
    assert lefts() == told


def test_the_list_judges_no_incident_that_is_closed(
        page: IncidentsPage, opened: MainWindow, idle: Idle, monkeypatch: pytest.MonkeyPatch) -> None:
    from risk_register.desktop.jobs.incidents import incident_list
    from risk_register.operations import incidents

    judged: list[int] = []
    monkeypatch.setattr(incidents, "judge", lambda _register, key: judged.append(key))
    found: list[list[str]] = []
    opened.desk.gateway.ask(lambda register: [row.state for row in incident_list(register)], found.append)
    idle()
    assert found == [["closed"]]
    assert judged == []


def test_deadlines_and_timeline_are_told_in_the_organisations_time_zone(
        page: IncidentsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        model = page.view.clocks.rows
        assert "2025-04-16 11:45" in [model.data(model.index(row, 1)) for row in range(model.rowCount())]
        assert page.view.sheet is not None
        assert {str(each.at.tzinfo) for each in page.view.sheet.moments if not each.whole_day} == {"Europe/Paris"}
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_page_is_said_in_french(page: IncidentsPage, opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    record(opened, idle, qtbot)
    shown(page, idle, TITLE)
    opened.desk.speak("fr")
    idle()
    model = page.view.clocks.rows
    assert {"En retard", "En cours"} <= {model.data(model.index(row, 0)) for row in range(model.rowCount())}
    assert page.view.tabs.tabText(0) == "Délais"


@pytest.mark.parametrize(
    ("minutes", "english", "french"),
    [
        (71 * 60 + 30, "2 d 23 h left", "reste 2 j 23 h"),
        (90, "1 h 30 min left", "reste 1 h 30 min"),
        (5, "5 min left", "reste 5 min"),
        (-61, "overdue by 1 h 1 min", "en retard de 1 h 1 min"),
        (-3 * 24 * 60, "overdue by 3 d 0 h", "en retard de 3 j 0 h"),
    ],
)
def test_the_time_left_is_told_in_its_two_largest_units(minutes: int, english: str, french: str) -> None:
    from datetime import UTC, datetime, timedelta

    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert left(now + timedelta(minutes=minutes), now, "en") == english
    assert left(now + timedelta(minutes=minutes), now, "fr").replace("\N{NO-BREAK SPACE}", " ") == french
