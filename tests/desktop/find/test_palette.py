"""The search over everything, by keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from risk_register.desktop.find.commands import key_of
from risk_register.desktop.find.palette import Palette
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.window import MainWindow

Idle = Callable[[], None]
KEY = Qt.Key


@pytest.fixture
def palette(opened: MainWindow, idle: Idle) -> Palette:
    opened.actions_["find_anything"].trigger()
    idle()
    found = opened.findChild(Palette)
    assert isinstance(found, Palette)
    return found


def lines(palette: Palette) -> list[str]:
    return [entry.name for entry in palette.model.entries if entry.target is not None]


def headings(palette: Palette) -> list[str]:
    return [entry.name for entry in palette.model.entries if entry.target is None]


def typed(palette: Palette, words: str, qtbot: QtBot, idle: Idle) -> None:
    palette.field.clear()
    qtbot.keyClicks(palette.field, words)
    idle()


def test_a_few_letters_and_enter_lead_to_the_vendor(opened: MainWindow, palette: Palette, qtbot: QtBot, idle: Idle) -> None:
    typed(palette, "openai", qtbot, idle)
    assert lines(palette)[0] == "OpenAI"
    qtbot.keyClick(palette.field, KEY.Key_Return)
    idle()
    assert not palette.isVisible()
    assert opened.current == "vendor"
    assert opened.findChild(QWidget, "vendor_name").text() == "OpenAI"  # type: ignore[attr-defined]


def test_down_goes_past_the_headings_and_up_comes_back(palette: Palette, qtbot: QtBot, idle: Idle) -> None:
    typed(palette, "host", qtbot, idle)
    seen = []
    for _ in lines(palette):
        assert palette.chosen is not None
        seen.append(palette.chosen.name)
        qtbot.keyClick(palette.field, KEY.Key_Down)
    assert seen == lines(palette)
    qtbot.keyClick(palette.field, KEY.Key_Up)
    assert palette.chosen is not None
    assert palette.chosen.name == seen[-2]
    palette.reject()


def test_a_contract_is_gone_to_in_its_tab_and_row(opened: MainWindow, palette: Palette, qtbot: QtBot, idle: Idle) -> None:
    typed(palette, "hosting agreement", qtbot, idle)
    assert palette.chosen is not None
    wanted = palette.chosen.target.record  # type: ignore[attr-defined]
    qtbot.keyClick(palette.field, KEY.Key_Return)
    for _ in range(4):
        idle()
    page = opened.page("vendor")
    assert isinstance(page, VendorPage)
    assert [each for each in page.tabs.currentWidget().findChildren(QWidget) if getattr(each, "current", None) == wanted]


def test_a_command_is_carried_out_and_shows_its_key(opened: MainWindow, palette: Palette, qtbot: QtBot, idle: Idle) -> None:
    typed(palette, "history", qtbot, idle)
    entry = next(each for each in palette.model.entries if each.name == "History")
    assert entry.beside == key_of(opened.actions_["go_history"])
    while palette.chosen is not None and palette.chosen.name != "History":
        qtbot.keyClick(palette.field, KEY.Key_Down)
    qtbot.keyClick(palette.field, KEY.Key_Return)
    qtbot.waitUntil(lambda: opened.current == "history")
    idle()


def test_what_cannot_be_done_now_is_not_offered(opened: MainWindow, palette: Palette, qtbot: QtBot, idle: Idle) -> None:
    opened.actions_["redo"].setEnabled(False)
    typed(palette, "redo", qtbot, idle)
    assert "Redo" not in lines(palette)
    palette.reject()


def test_an_answer_that_comes_too_late_is_dropped(palette: Palette, qtbot: QtBot, idle: Idle) -> None:
    qtbot.keyClicks(palette.field, "hosting")
    palette.field.setText("zzzz")
    idle()
    assert lines(palette) == []
    assert "zzzz" in palette._hint.text()
    palette.reject()


def test_escape_closes_and_leaves_all_as_it_was(opened: MainWindow, palette: Palette, qtbot: QtBot, idle: Idle) -> None:
    before = opened.current
    typed(palette, "aws", qtbot, idle)
    qtbot.keyClick(palette.field, KEY.Key_Escape)
    assert not palette.isVisible()
    assert opened.current == before


def test_what_is_marked_is_read_out_though_the_keys_stay_in_the_field(palette: Palette, qtbot: QtBot, idle: Idle) -> None:
    typed(palette, "host", qtbot, idle)
    assert palette.chosen is not None
    assert palette.field.accessibleDescription() == palette.chosen.spoken
    assert "contract" in palette.chosen.spoken
    palette.reject()


def test_it_speaks_french(opened: MainWindow, palette: Palette, qtbot: QtBot, idle: Idle) -> None:
    opened.desk.speak("fr")
    typed(palette, "historique", qtbot, idle)
    assert "Historique" in lines(palette)
    assert headings(palette) == ["Commandes"]
    palette.reject()


def test_it_finds_commands_without_any_register(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["find_anything"].trigger()
    palette = window.findChild(Palette)
    assert isinstance(palette, Palette)
    qtbot.keyClicks(palette.field, "demonstration")
    assert lines(palette) == ["See the demonstration"]
    palette.reject()
