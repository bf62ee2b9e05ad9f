"""What the desktop is told of: once a thing a day, at the start and when the day turns, and not where nobody wants it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from risk_register.desktop import notifying
from risk_register.desktop.notifying import Notifier, heading_of, lines_of
from risk_register.desktop.notifying_settings import NotifyingSettings
from risk_register.desktop.window import MainWindow
from risk_register.model.items import Item
from risk_register.operations.records import add_record
from risk_register.operations.registers import create_register
from risk_register.texts import Text

ME = "Compliance officer"
Idle = Callable[[], None]
Said = list[tuple[str, str]]


def today() -> date:
    return datetime.now().astimezone().date()


@pytest.fixture
def dues(tmp_path: Path) -> Path:
    """A register with a finding due today, two that are late, and one of tomorrow."""
    with create_register(tmp_path / "own.riskregister", organisation="Northwind", actor=ME) as register:
        vendor = add_record(register, "vendor", {"legal_name": "Alder", "stage": "active"}, ME)
        for title, days in (("Long ago", -40), ("No backups", 0), ("Yesterday", -1), ("To come", 1)):
            add_record(register, "finding", {"vendor_id": vendor, "title": title, "opened_on": today() - timedelta(days=90),
                                             "due_on": today() + timedelta(days=days)}, ME)
    return tmp_path / "own.riskregister"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """What the system was asked to show, where it has a place for it."""
    shown: Said = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _tray: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _tray, title, words, *_: shown.append((title, words)))
    return shown


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Moves the reader's clock."""
    def move(**later: int) -> None:
        monkeypatch.setattr(notifying, "now", lambda: datetime.now().astimezone() + timedelta(**later))

    return move


@pytest.fixture
def notifier(window: MainWindow, dues: Path, idle: Idle) -> Notifier:
    """The notifier of a window that has its register open."""
    window.desk.gateway.open(dues)
    idle()
    return Notifier(window)


def test_the_start_tells_what_is_due_and_late_and_not_what_is_to_come(notifier: Notifier, said: Said, idle: Idle) -> None:
    notifier.start()
    idle()
    assert said == [("Due today: 1, overdue: 2", "Alder: No backups\nAlder: Yesterday\nAlder: Long ago")]


def test_each_thing_is_told_once_a_day_also_after_the_program_was_started_again(
        notifier: Notifier, window: MainWindow, said: Said, idle: Idle, at: Callable[..., None]) -> None:
    notifier.start()
    idle()
    notifier.on_tick()
    idle()
    Notifier(window).start()
    idle()
    at(hours=2)
    if notifying.now().date() == today():
        notifier.on_tick()
        idle()
    assert len(said) == 1


def test_what_becomes_due_on_the_same_day_is_told_within_the_hour(
        notifier: Notifier, window: MainWindow, said: Said, idle: Idle, at: Callable[..., None]) -> None:
    notifier.start()
    idle()

    def record(register: Any) -> None:
        incident = add_record(register, "incident", {"title": "Ransomware"}, ME)
        add_record(register, "task", {"incident_id": incident, "title": "Notify the authority", "rule": "dora-19",
                                      "due_at": register.clock() + timedelta(hours=4)}, ME)

    window.desk.gateway.change(record)
    idle()
    notifier.on_tick()
    idle()
    assert len(said) == 1
    notifier._looked = notifying.now() - timedelta(hours=1)
    notifier.on_tick()
    idle()
    assert said[1:] == [("Notifications running out: 1", "Notify the authority")]


def test_when_the_day_turns_everything_due_is_told_again(
        notifier: Notifier, said: Said, idle: Idle, at: Callable[..., None]) -> None:
    notifier.start()
    idle()
    at(days=1)
    notifier.on_tick()
    idle()
    assert len(said) == 2
    notifier.on_tick()
    idle()
    assert len(said) == 2


def test_nothing_is_told_to_whom_does_not_want_it_and_the_settings_say_so(
        notifier: Notifier, window: MainWindow, said: Said, idle: Idle, qtbot: QtBot) -> None:
    window.go("settings")
    idle()
    page = window.page("settings")
    page.tabs.setCurrentWidget(page.window_tab)  # type: ignore[attr-defined]
    box = page.findChild(QCheckBox, "settings_notify")
    assert isinstance(box, QCheckBox)
    assert box.isChecked()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not NotifyingSettings().wanted
    notifier.start()
    idle()
    assert said == []


def test_without_a_place_on_the_desktop_a_line_above_the_pages_tells_it_unless_today_is_shown(
        notifier: Notifier, window: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    assert window.current == "today"
    notifier.start()
    idle()
    assert notifier.notice is None
    assert notifier.tray is None
    window.go("vendors")
    NotifyingSettings()._store.clear()
    notifier._looked = None
    notifier.on_tick()
    idle()
    assert notifier.notice is not None
    assert notifier.notice.isVisible()
    assert notifier.notice.words.text() == "Due today: 1, overdue: 2"
    window.desk.speak("fr")
    assert notifier.notice.words.text() == "À échéance aujourd'hui\N{NO-BREAK SPACE}: 1, en retard\N{NO-BREAK SPACE}: 2"
    button = notifier.notice.findChild(QPushButton, "show_due")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.current == "today"
    assert not notifier.notice.isVisible()


def test_a_click_on_the_notification_leads_to_today(notifier: Notifier, window: MainWindow, said: Said, idle: Idle) -> None:
    window.go("vendors")
    notifier.start()
    idle()
    assert notifier.tray is not None
    notifier.tray.messageClicked.emit()
    assert window.current == "today"


def test_a_look_back_and_a_register_on_which_nothing_is_due_tell_nothing(
        notifier: Notifier, window: MainWindow, said: Said, tmp_path: Path, idle: Idle) -> None:
    window.desk.gateway.look_back(today() - timedelta(days=1))
    idle()
    notifier.start()
    idle()
    assert said == []
    window.desk.gateway.create(tmp_path / "other.riskregister", ME)
    idle()
    notifier.on_tick()
    idle()
    assert said == []


def test_of_many_things_three_are_named() -> None:
    items = [Item("finding", Text("{words}", words=f"Finding {number}"), "finding", number, vendor="Alder",
                  due_on=date(2026, 3, number)) for number in range(1, 8)]
    assert heading_of(items, date(2026, 3, 7), "en") == "Due today: 1, overdue: 6"
    assert lines_of(items, date(2026, 3, 7), "en") == "Alder: Finding 7\nAlder: Finding 6\nAlder: Finding 5\nand 4 more"
    assert lines_of(items, date(2026, 3, 7), "fr").endswith("et 4 de plus")


def test_who_was_told_of_very_much_is_told_no_second_time(tmp_path: Path) -> None:
    settings, day = NotifyingSettings(), date(2026, 3, 7)
    items = [Item("finding", Text("{words}", words="x"), "finding", number) for number in range(900)]
    settings.tell(tmp_path, items, day)
    assert settings.untold(tmp_path, [*items, Item("finding", Text("{words}", words="y"), "finding", 901)], day) == []
    assert len(settings.untold(tmp_path, items, day + timedelta(days=1))) == 900
