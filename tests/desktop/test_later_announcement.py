"""A later announcement in the window: what it says otherwise field by field, confirmed, and what that changed."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from risk_register.desktop.dialogs.announcement import AnnouncementDialog
from risk_register.desktop.dialogs.incident_changed import IncidentChangedDialog
from risk_register.desktop.dialogs.incident_closing import IncidentClosingDialog
from risk_register.desktop.dialogs.later_announcement import LaterAnnouncementDialog
from risk_register.desktop.pages.incidents import IncidentsPage
from risk_register.desktop.window import MainWindow
from risk_register.model.vocabulary import ClockState
from risk_register.store import Register
from tests.desktop.test_incidents import LETTER, TITLE, dialog_of, record, shown, states

Idle = Callable[[], None]
LATER = """Update on the incident at our provider Mixpanel

OpenAI has confirmed that passwords were exposed as well.
API keys were not affected.
Mixpanel detected the intrusion on 9 November 2025.
"""


@pytest.fixture
def page(opened: MainWindow, idle: Idle, qtbot: QtBot) -> IncidentsPage:
    opened.go("incidents")
    idle()
    record(opened, idle, qtbot)
    found = cast("IncidentsPage", opened.page("incidents"))
    shown(found, idle, TITLE)
    return found


def later(window: MainWindow, idle: Idle, qtbot: QtBot, text: str = LATER) -> LaterAnnouncementDialog:
    window.actions_["later_announcement"].trigger()
    dialog = next(each for each in window.findChildren(LaterAnnouncementDialog) if each.isVisible())
    dialog.came_as.words.setPlainText(text)
    qtbot.mouseClick(dialog.came_as.read, Qt.MouseButton.LeftButton)
    for _ in range(3):
        idle()
    return dialog


def lines(table: QTableWidget) -> dict[str, tuple[str, str]]:
    """Field, what was recorded, what is said now."""
    found = {}
    for row in range(table.rowCount()):
        box = table.cellWidget(row, 2)
        item = table.item(row, 2)
        now = box.currentText() if isinstance(box, QComboBox) else item.text() if item is not None else ""
        found[table.item(row, 0).text()] = (table.item(row, 1).text(), now)
    return found


def test_it_is_shown_field_by_field_confirmed_and_what_changed_is_told(
        page: IncidentsPage, opened: MainWindow, idle: Idle, qtbot: QtBot, demonstration: Path) -> None:
    dialog = later(opened, idle, qtbot)
    said = lines(dialog.changes)
    assert said["Password"] == ("Said not to be exposed", "Said to be exposed")
    assert said["API key"] == ("Said to be exposed", "Said not to be exposed")
    assert said["Detected by the vendor"][0] == "nothing"
    assert "E-mail address" not in said
    again = dialog.changes.findItems("We became aware: count anew from now", Qt.MatchFlag.MatchExactly)
    assert again[0].checkState() == Qt.CheckState.Unchecked, "whether it is news in the law's sense, a person decides"
    with Register.open(demonstration, write=False) as register:
        head = register.head()[0]
    dialog.changes.findItems("API key", Qt.MatchFlag.MatchExactly)[0].setCheckState(Qt.CheckState.Unchecked)
    qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    for _ in range(4):
        idle()
    with Register.open(demonstration, write=False) as register:
        assert register.head()[0] == head + 1
    told = next(each for each in opened.findChildren(IncidentChangedDialog) if each.isVisible())
    words = "\n".join(each.text() for each in told.facts.findChildren(QLabel))
    assert "Password: Said not to be exposed before, Said to be exposed now" in words
    assert "API key" not in words
    told.reject()
    assert page.view.sheet is not None
    recorded = {element: state for element, state, _words in page.view.sheet.judged.elements}
    assert (recorded["password"], recorded["api_key"]) == ("exposed", "exposed")
    opened.actions_["undo"].trigger()
    for _ in range(3):
        idle()
    assert {element: state for element, state, _words in page.view.sheet.judged.elements}["password"] == "denied"


def test_what_says_nothing_new_says_so_and_can_be_kept(
        page: IncidentsPage, opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    del page
    dialog = later(opened, idle, qtbot, LETTER)
    assert "nothing that is not recorded already" in dialog._said.text()
    assert "E-mail address" in dialog._said.text()
    assert dialog.store_button.isEnabled()
    dialog.reject()


def test_an_empty_announcement_is_refused_in_the_dialog(
        page: IncidentsPage, opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    del page
    dialog = later(opened, idle, qtbot, "  ")
    assert "empty" in dialog.error.text()
    assert not dialog.store_button.isEnabled()
    dialog.reject()


def test_reading_one_as_new_offers_the_open_incident_at_the_same_party(
        page: IncidentsPage, opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    del page
    opened.actions_["read_announcement"].trigger()
    dialog = dialog_of(opened)
    dialog.read_words(LATER)
    idle()
    qtbot.mouseClick(dialog.related[0], Qt.MouseButton.LeftButton)
    for _ in range(3):
        idle()
    taken = next(each for each in opened.findChildren(LaterAnnouncementDialog) if each.isVisible())
    assert "Password" in lines(taken.changes)
    taken.reject()


def test_a_company_that_nobody_knew_is_taken_in_as_a_subcontractor_where_that_is_ticked(
        opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    opened.go("incidents")
    idle()
    opened.actions_["read_announcement"].trigger()
    dialog: AnnouncementDialog = dialog_of(opened)
    dialog.read_words("OpenAI has confirmed an incident. Our provider Newcomer Analytics told us that emails were exposed.")
    idle()
    (box, added), = dialog.unknown
    assert box.text() == "Take Newcomer Analytics into the register, as a subcontractor of OpenAI"
    assert added.is_origin
    box.setChecked(True)
    dialog.origin.choose(None)
    qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    page = cast("IncidentsPage", opened.page("incidents"))
    for _ in range(6):
        idle()
    assert next(way.names for way in page.view.ways.rows.rows) == ("OpenAI", "Newcomer Analytics")


def test_closing_asks_what_became_of_open_duties(
        page: IncidentsPage, opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    opened.actions_["close_incident"].trigger()
    dialog = next(each for each in opened.findChildren(IncidentClosingDialog) if each.isVisible())
    qtbot.keyClicks(dialog.outcome, "Dealt with")
    rules = [clock.rule for clock in dialog._duties]

    def choose(rule: str, place: int) -> None:
        cast("QComboBox", dialog.duties.cellWidget(rules.index(rule), 2)).setCurrentIndex(place)

    choose("gdpr-33-1", 1)
    choose("gdpr-34-1", 2)
    qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    assert "why it was not required" in dialog.error.text()
    dialog.reason.setText("No high risk")
    when = dialog.duties.cellWidget(rules.index("gdpr-33-1"), 3)
    when.setText("yesterday")  # type: ignore[attr-defined]
    qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    assert "yesterday" in dialog.error.text()
    when.setText("2025-11-27 10:30")  # type: ignore[attr-defined]
    qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    for _ in range(4):
        idle()
    found = states(page)
    assert found["gdpr-33-1"] in (ClockState.DONE, ClockState.LATE)
    assert found["gdpr-34-1"] == ClockState.WAIVED
    assert ClockState.UNRECORDED in found.values()
    assert ClockState.OVERDUE not in found.values()
