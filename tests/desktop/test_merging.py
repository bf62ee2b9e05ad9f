"""A person makes one vendor of two: chosen in the list or on a page, field by field, taken back with one undo."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.dialogs.merge import MergeDialog
from risk_register.desktop.pages.vendors import VendorsPage
from risk_register.desktop.window import MainWindow
from risk_register.texts import LANGUAGES, Language
from tests.desktop.conftest import WORK
from tests.desktop.test_manners_everywhere import cut_off, nameless

Idle = Callable[[], None]


def _page(window: MainWindow) -> VendorsPage:
    page = window.page("vendors")
    assert isinstance(page, VendorsPage)
    return page


def _names(window: MainWindow) -> set[str]:
    return {row.name for row in _page(window).model.everything}


def _id(window: MainWindow, name: str) -> int:
    return next(row.id for row in _page(window).model.everything if row.name == name)


def _opened(window: MainWindow, qtbot: QtBot, idle: Idle) -> MergeDialog:
    window.actions_["merge_vendors"].trigger()
    qtbot.waitUntil(lambda: window.findChild(MergeDialog) is not None, timeout=WORK)
    dialog = window.findChild(MergeDialog)
    idle()
    return dialog


@pytest.fixture
def two(opened: MainWindow, qtbot: QtBot, idle: Idle) -> MergeDialog:
    """The dialog about the two vendors selected in the list."""
    page = _page(opened)
    page.select_vendor(_id(opened, "OpenAI"))
    place = page.model.place_of(_id(opened, "Stripe"))
    assert place is not None
    page.table.selectionModel().select(page.model.index(place, 0), QItemSelectionModel.SelectionFlag.Select)
    return _opened(opened, qtbot, idle)


def _do(dialog: MergeDialog) -> QPushButton:
    return dialog.findChild(QPushButton, "merge_do")


def test_two_selected_vendors_become_one_by_keyboard_and_two_again_by_one_undo(
        opened: MainWindow, two: MergeDialog, qtbot: QtBot, idle: Idle) -> None:
    before = _names(opened)
    assert (two.keep.currentText(), two.other.currentText()) == ("OpenAI", "Stripe")
    assert "legal_name" in {row.field for row in two.table.rows.rows}
    assert two.table.hasFocus()
    two.table.select("legal_name")
    qtbot.keyClick(two.table, Qt.Key.Key_T)
    row = next(row for row in two.table.rows.rows if row.field == "legal_name")
    assert two.side(row) == "other"
    assert two.table.rows.index(two.table.currentIndex().row(), 3).data() == "Stripe"
    assert "Contracts" in two.findChild(object, "merge_over").text()  # type: ignore[attr-defined]
    qtbot.keyClick(_do(two), Qt.Key.Key_Return)
    idle()
    assert _names(opened) == before - {"OpenAI"}
    assert _page(opened).current_vendor == _id(opened, "Stripe")
    opened.actions_["undo"].trigger()
    idle()
    assert _names(opened) == before


def test_enter_turns_the_choice_round_and_the_two_can_be_swapped(two: MergeDialog, qtbot: QtBot, idle: Idle) -> None:
    two.table.select("legal_name")
    qtbot.keyClick(two.table, Qt.Key.Key_Return)
    assert two.isVisible()
    row = next(row for row in two.table.rows.rows if row.field == "legal_name")
    assert two.side(row) == "other"
    two.swap.click()
    idle()
    assert (two.keep.currentText(), two.other.currentText()) == ("Stripe", "OpenAI")
    row = next(row for row in two.table.rows.rows if row.field == "legal_name")
    assert (row.keep, row.other, two.side(row)) == ("Stripe", "OpenAI", "keep")
    two.reject()


def test_from_a_vendors_page_the_other_is_asked_for_by_name(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    opened.open_vendor(_id(opened, "OpenAI"))
    idle()
    dialog = _opened(opened, qtbot, idle)
    assert dialog.keep.currentText() == "OpenAI"
    assert not _do(dialog).isEnabled()
    dialog.other.setCurrentIndex(dialog.other.findText("OpenAI"))
    assert "with itself" in dialog._error.text()
    dialog.other.setCurrentIndex(dialog.other.findText("Stripe"))
    idle()
    assert _do(dialog).isEnabled()
    _do(dialog).click()
    idle()
    assert opened.current == "vendor"
    opened.go("vendors")
    idle()
    assert "Stripe" not in _names(opened)
    opened.actions_["undo"].trigger()
    idle()


def test_three_vendors_are_refused_in_words(opened: MainWindow, qtbot: QtBot, idle: Idle, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(opened, "refuse", lambda error: said.append(error.render("en")))
    page = _page(opened)
    page.table.selectAll()
    opened.actions_["merge_vendors"].trigger()
    idle()
    assert said == ["Two vendors can be merged at a time. Select two of them."]
    assert opened.findChild(MergeDialog) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_cut_off_and_every_control_has_a_name(
        opened: MainWindow, qtbot: QtBot, idle: Idle, language: Language) -> None:
    opened.desk.speak(language)
    opened.open_vendor(_id(opened, "OpenAI"))
    idle()
    dialog = _opened(opened, qtbot, idle)
    dialog.other.setCurrentIndex(dialog.other.findText("Stripe"))
    idle()
    QApplication.processEvents()
    cut, unnamed = cut_off(dialog), nameless(dialog)
    dialog.reject()
    assert cut == []
    assert unnamed == []
