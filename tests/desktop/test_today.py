"""The page on which the day begins: what stands on it, what narrows it, and where each line leads."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from risk_register.desktop.models.today import Heading, when_words
from risk_register.desktop.pages import today as module
from risk_register.desktop.pages.questionnaires import QuestionnairesPage
from risk_register.desktop.pages.today import TodayPage
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.window import MainWindow
from risk_register.model.items import Item
from risk_register.model.vocabulary import TodayKind, Urgency
from risk_register.operations import incidents
from risk_register.operations.records import add_record
from risk_register.operations.registers import create_register
from risk_register.operations.vendors import find_vendor
from risk_register.texts import Text
from tests.desktop import filled_today
from tests.desktop.filled_today import ME, Filled, days

Idle = Callable[[], None]
LANDING = {
    "review": ("vendor", "Reviews and findings"), "confirmation": ("vendor", "Overview"), "questionnaire": ("questionnaires", ""),
    "answers": ("questionnaires", ""), "evidence": ("vendor", "Questionnaires and evidence"),
    "acceptance": ("vendor", "Reviews and findings"), "override": ("vendor", "Reviews and findings"),
    "contract": ("vendor", "Services and contracts"), "finding": ("vendor", ""),
    "treatment": ("vendor", "Reviews and findings"), "subcontractors": ("vendor", "Subcontractors"),
    "credit": ("vendor", "Service levels"), "offboarding": ("vendor", "Exit"), "access": ("vendor", "Data and access"),
    "ledger": ("completeness", ""),
}
"""The page, and the tab of the vendor's page, to which a line of each kind leads; '' for whichever tab has its record."""


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    return filled_today.fill(tmp_path / "own.riskregister")


@pytest.fixture
def page(window: MainWindow, filled: Filled, idle: Idle) -> TodayPage:
    """Today, on the register in which each kind of thing needs somebody."""
    window.desk.gateway.open(filled.path)
    idle()
    return today_of(window)


def today_of(window: MainWindow) -> TodayPage:
    found = window.page("today")
    assert isinstance(found, TodayPage)
    return found


def items(page: TodayPage) -> list[Item]:
    return [line for line in page.model.rows if isinstance(line, Item)]


def stand_on(page: TodayPage, kind: str) -> Item:
    item = next(item for item in items(page) if item.kind == kind)
    page.table.select(item.key)
    page.table.setFocus()
    return item


def cells(page: TodayPage) -> list[list[str]]:
    return [[page.model.index(row, column).data() for column in range(4)] for row in range(page.model.rowCount())]


def test_the_window_opens_on_today_with_one_line_of_each_kind(window: MainWindow, page: TodayPage) -> None:
    assert window.current == "today"
    assert {item.kind for item in items(page)} == {kind.value for kind in TodayKind}
    headings = [line.urgency for line in page.model.rows if isinstance(line, Heading)]
    assert headings == [urgency.value for urgency in Urgency]
    assert sum(line.count for line in page.model.rows if isinstance(line, Heading)) == len(items(page))


@pytest.mark.parametrize("kind", [kind.value for kind in TodayKind if kind.value in LANDING])
def test_each_line_leads_to_where_it_is_dealt_with_by_the_enter_key(
        window: MainWindow, page: TodayPage, filled: Filled, idle: Idle, qtbot: QtBot, kind: str) -> None:
    stand_on(page, kind)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    idle()
    idle()
    place, tab = LANDING[kind]
    assert window.current == place
    if place == "vendor":
        vendor = window.page("vendor")
        assert isinstance(vendor, VendorPage)
        assert tab in ("", vendor.tabs.tabToolTip(vendor.tabs.currentIndex()))  # the text may be a shorter word
        assert vendor._name.text() == ("Cedar" if kind == "offboarding" else "Alder")
        if kind not in {"confirmation", "review", "offboarding", "subcontractors", "credit"}:
            assert filled.record[kind] in selected(vendor)
        if kind != "confirmation":
            focused = QApplication.focusWidget()
            assert focused is not None
            assert vendor.tabs.currentWidget().isAncestorOf(focused)
    elif kind == "answers":
        rounds = window.page("questionnaires")
        assert isinstance(rounds, QuestionnairesPage)
        assert rounds.in_review
    elif kind == "questionnaire":
        rounds = window.page("questionnaires")
        assert isinstance(rounds, QuestionnairesPage)
        assert rounds.table.current == filled.record[kind]
    window.actions_["go_back"].trigger()
    assert window.current == "today"


def selected(vendor: VendorPage) -> set[object]:
    """The records that are selected in the tables of the tab in view."""
    found: set[object] = set()
    for table in vendor.tabs.currentWidget().findChildren(QWidget):
        current = getattr(table, "current", None)
        if isinstance(current, int):
            found.add(current)
    return found


@pytest.mark.parametrize("kind", ["clock", "task"])
def test_what_an_incident_asks_for_leads_to_the_incident(
        window: MainWindow, page: TodayPage, filled: Filled, idle: Idle, qtbot: QtBot, kind: str) -> None:
    stand_on(page, kind)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    idle()
    assert window.current == "incidents"
    shown = window.page("incidents")
    assert shown.table.current == filled.record["incident"]  # type: ignore[attr-defined]


def test_a_double_click_leads_there_too_and_a_heading_leads_nowhere(
        window: MainWindow, page: TodayPage, idle: Idle, qtbot: QtBot) -> None:
    view = page.table
    for row, landed in ((0, "today"), (1, "incidents")):
        place = view.visualRect(page.model.index(row, 1)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        idle()
        assert window.current == landed


def test_arrow_keys_pass_over_headings(page: TodayPage, qtbot: QtBot) -> None:
    page.table.select(items(page)[0].key)
    seen = []
    for _ in range(len(items(page)) - 1):
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
        seen.append(page.table.current)
    assert seen == [item.key for item in items(page)[1:]]


def test_what_is_typed_narrows_the_list_whatever_its_accents_and_what_it_is_in(
        window: MainWindow, page: TodayPage, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filter.hasFocus()
    for typed, kinds in (("backups", {"finding", "treatment"}), ("alder notice", {"contract"}), ("cedar", {"offboarding"})):
        page.filter.clear()
        qtbot.keyClicks(page.filter, typed)
        assert {item.kind for item in items(page)} == kinds
    page.filter.clear()
    qtbot.keyClicks(page.filter, "nothing has this in it")
    assert items(page) == []
    assert page.table.accessibleDescription() == "Nothing here matches the filters."
    qtbot.keyClick(page.filter, Qt.Key.Key_Escape)
    assert len({item.kind for item in items(page)}) == len(TodayKind)


def test_buttons_narrow_by_urgency_and_boxes_by_kind_and_owner(window: MainWindow, page: TodayPage, qtbot: QtBot) -> None:
    everything = len(items(page))
    overdue = page.findChild(QToolButton, "today_overdue")
    assert isinstance(overdue, QToolButton)
    late = [item for item in items(page) if item.urgency == "overdue"]
    assert overdue.text() == f"Overdue {len(late)}"
    qtbot.mouseClick(overdue, Qt.MouseButton.LeftButton)
    assert items(page) == late
    qtbot.mouseClick(overdue, Qt.MouseButton.LeftButton)
    page.filters.kind.setCurrentIndex(page.filters.kind.findData("contract"))
    page.filters.kind.activated.emit(page.filters.kind.currentIndex())
    assert {item.kind for item in items(page)} == {"contract"}
    page.filters.kind.setCurrentIndex(0)
    page.filters.owner.setCurrentIndex(page.filters.owner.findText("Mine"))
    page.filters.owner.activated.emit(page.filters.owner.currentIndex())
    mine = items(page)
    assert {item.owner for item in mine} == {ME}
    assert 0 < len(mine) < everything
    page.filters.owner.setCurrentIndex(0)
    page.filters.owner.activated.emit(0)
    assert len(items(page)) == everything


def test_each_line_says_when_what_whose_and_which_kind_in_either_language(window: MainWindow, page: TodayPage, idle: Idle) -> None:
    lines = {item.kind: row for row, item in ((number, page.model.item_at(page.model.index(number, 0)))
                                              for number in range(page.model.rowCount())) if item}
    said = cells(page)
    assert said[lines["finding"]][0].startswith("Overdue by 3 days, ")
    assert said[lines["finding"]][1].startswith("No backups, High; found on ")
    assert said[lines["finding"]][2:] == ["Alder, Compliance officer", "Finding"]
    assert said[lines["clock"]][0].startswith(("29 h left, ", "30 h left, "))
    window.desk.speak("fr")
    idle()
    said = cells(page)
    assert said[lines["finding"]][0].startswith("En retard de 3 jours, ")
    assert said[lines["finding"]][3] == "Constat"
    assert said[0][0].startswith("Délais en cours (")


def test_what_comes_first_is_seen_at_once_unless_the_person_has_moved_on(
        opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    def breach(register: Any) -> None:
        vendor = find_vendor(register, "OpenAI")
        incidents.record_incident(register, incidents.Told("Leak", aware=register.clock(), vendors=(vendor,)), ME)

    opened.go("today")
    idle()
    page = today_of(opened)
    assert items(page)[0].urgency != "running"
    opened.desk.gateway.change(breach)
    idle()
    first = items(page)[0]
    assert (first.urgency, page.table.current) == ("running", first.key)
    assert page.table.rowAt(0) == 0  # nothing is scrolled away above it
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    stood = page.table.current
    opened.actions_["undo"].trigger()
    idle()
    opened.actions_["redo"].trigger()
    idle()
    page.table.select(stood)
    page.refresh()
    idle()
    assert page.table.current == stood


def test_a_duty_without_a_period_is_due_without_delay(page: TodayPage) -> None:
    item = Item("clock", Text("{words}", words="Tell"), "incident", 1)
    assert when_words(item, page.days, "en") == ("Without delay", "")
    assert when_words(item, page.days, "fr") == ("Sans délai", "")


def test_an_empty_register_begins_with_its_vendors_and_today_says_what_will_stand_here(
        window: MainWindow, tmp_path: Path, idle: Idle) -> None:
    window.desk.gateway.create(tmp_path / "own.riskregister", ME)
    idle()
    assert window.current == "vendors"
    window.go("today")
    idle()
    said = today_of(window).table.accessibleDescription()
    assert said.startswith("There are no vendors yet. Add the first one, or bring your spreadsheet")
    assert "contracts" in said


def test_a_register_in_order_says_so(window: MainWindow, tmp_path: Path, idle: Idle) -> None:
    path = tmp_path / "own.riskregister"
    with create_register(path, organisation="Northwind", actor=ME) as register:
        add_record(register, "vendor", {"legal_name": "Alder", "stage": "active"}, ME)
    window.desk.gateway.open(path)
    idle()
    assert window.current == "today"
    assert items(today_of(window)) == []
    assert today_of(window).table.accessibleDescription().startswith("Nothing needs you now")


def test_when_the_day_turns_the_list_is_read_anew(
        window: MainWindow, page: TodayPage, idle: Idle, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + timedelta(days=1)

    read: list[object] = []
    page.items_read.connect(read.append)
    monkeypatch.setattr(module, "datetime", Tomorrow)
    page.on_tick()
    idle()
    assert len(read) == 1
    page.on_tick()
    idle()
    assert len(read) == (2 if page.days.day == filled_today.today() else 1)


def test_looking_back_today_stands_on_that_day(window: MainWindow, page: TodayPage, idle: Idle) -> None:
    window.desk.gateway.look_back(days(-1))
    idle()
    assert page.days.day == days(-1)
    assert items(page) == []  # nothing was recorded yet
    window.desk.gateway.look_back(None)
    idle()
    assert page.days.day == filled_today.today()
    assert len({item.kind for item in items(page)}) == len(TodayKind)


@pytest.mark.parametrize(("language", "said"), [
    ("en", "Calendar written to dates.ics. Events: "), ("fr", "Calendrier écrit dans dates.ics. Événements\N{NO-BREAK SPACE}: ")])
def test_the_dates_are_exported_from_the_menu(
        window: MainWindow, page: TodayPage, tmp_path: Path, idle: Idle, language: Any, said: str) -> None:
    window.desk.speak(language)
    idle()
    window.actions_["export_calendar"].trigger()
    chooser = next(each for each in window.findChildren(QFileDialog) if each.isVisible())
    assert chooser.selectedFiles()[0].endswith("own.ics")
    chooser.fileSelected.emit(str(tmp_path / "dates.ics"))
    chooser.reject()
    idle()
    events = Calendar.from_ical((tmp_path / "dates.ics").read_bytes()).walk("VEVENT")
    dated = [item for item in items(page) if item.due_on]
    assert len(events) >= len(dated)
    assert window.status.currentMessage() == f"{said}{len(events)}."


def test_a_score_that_changed_is_told_with_why_and_leads_to_its_vendor(
        opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    opened.go("today")
    idle()

    def record(register: Any) -> int:
        vendor = find_vendor(register, "OpenAI")
        add_record(register, "finding", {"vendor_id": vendor, "title": "No backups", "opened_on": days(-90), "due_on": days(-30),
                                         "severity": "critical"}, ME)
        return vendor

    known: list[int] = []
    opened.desk.gateway.change(record, known.append)
    idle()
    page = today_of(opened)
    assert page._changes is not None
    row = next(row for row in page._changes.model.rows if row.vendor_id == known[0])
    assert any("No backups" in str(text) for text in row.why)
    page._changes.table.select(known[0])
    qtbot.keyClick(page._changes.table, Qt.Key.Key_Return)
    idle()
    assert opened.current == "vendor"
    assert opened.vendor_in_view == known[0]
