"""A person compares finance's ledger with the register, and decides about each difference by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.dialogs.ledger import LedgerDialog
from risk_register.desktop.dialogs.scope import LinkDialog, ScopeDialog
from risk_register.desktop.pages.completeness import CompletenessPage
from risk_register.desktop.window import MainWindow
from tests.desktop.conftest import WORK

Idle = Callable[[], None]
ENTER = Qt.Key.Key_Return


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "paid 2025.csv"
    path.write_text("Fournisseur;Montant (EUR);Service\nTélécom Exemple;12 500,50;IT\nPapeterie du Centre;820,10;SG\n"
                    "Nordlicht Hosting;99;IT\n", encoding="utf-8")
    return path


@pytest.fixture
def page(opened: MainWindow, idle: Idle) -> CompletenessPage:
    opened.go("completeness")
    idle()
    made = opened.page("completeness")
    assert isinstance(made, CompletenessPage)
    return made


@pytest.fixture
def loaded(page: CompletenessPage, ledger: Path, qtbot: QtBot, idle: Idle) -> CompletenessPage:
    """The ledger dropped on the page and loaded by Enter."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(ledger))])
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                              Qt.KeyboardModifier.NoModifier))
    dialog = page.findChild(LedgerDialog)
    button = dialog.findChild(QPushButton, "ledger_load")
    qtbot.waitUntil(button.isEnabled, timeout=WORK)
    qtbot.keyClick(dialog, ENTER)
    idle()
    page.unregistered.setFocus()
    return page


def _names(page: CompletenessPage) -> list[str]:
    return [row.name for row in page.unregistered.rows.rows]


def test_an_empty_page_says_the_first_step(page: CompletenessPage) -> None:
    assert "Drop the list of suppliers" in page.unregistered.accessibleDescription()
    assert not page.decisions["link_supplier"].isEnabled()


def test_a_dropped_ledger_is_shown_then_compared(loaded: CompletenessPage) -> None:
    assert _names(loaded) == ["Télécom Exemple", "Papeterie du Centre", "Nordlicht Hosting"]
    assert ("not registered", "3") in loaded._figures.texts()
    assert loaded.tabs.tabText(0) == "Paid, not registered (3)"


def test_a_letter_and_enter_link_a_supplier_to_the_vendor_suggested(loaded: CompletenessPage, qtbot: QtBot, idle: Idle) -> None:
    loaded.unregistered.select(loaded.unregistered.rows.rows[0].id)
    qtbot.keyClick(loaded.unregistered, Qt.Key.Key_L)
    dialog = loaded.findChild(LinkDialog)
    assert dialog.vendor.currentText() == "Télécom Exemple SA"
    qtbot.keyClick(dialog, ENTER)
    idle()
    assert _names(loaded) == ["Papeterie du Centre", "Nordlicht Hosting"]
    assert [row.name for row in loaded.unregistered.chosen()] == ["Papeterie du Centre"], "the next row takes its place"


def test_several_go_out_of_scope_with_one_reason_and_come_back_with_one_undo(
        loaded: CompletenessPage, opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    loaded.unregistered.select(loaded.unregistered.rows.rows[1].id)
    qtbot.keyClick(loaded.unregistered, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(loaded.unregistered, Qt.Key.Key_O)
    dialog = loaded.findChild(ScopeDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "scope_reason"), "pens")
    qtbot.keyClick(dialog, ENTER)
    idle()
    assert _names(loaded) == ["Télécom Exemple"]
    assert [(row.name, row.reason, row.decided_by) for row in loaded.decided.rows.rows] == [
        ("Papeterie du Centre", "pens", "Compliance officer"), ("Nordlicht Hosting", "pens", "Compliance officer")]
    opened.actions_["undo"].trigger()
    idle()
    assert len(_names(loaded)) == 3


def test_a_supplier_becomes_a_vendor_with_one_letter(loaded: CompletenessPage, qtbot: QtBot, idle: Idle) -> None:
    loaded.unregistered.select(loaded.unregistered.rows.rows[2].id)
    qtbot.keyClick(loaded.unregistered, Qt.Key.Key_A)
    idle()
    assert _names(loaded) == ["Télécom Exemple", "Papeterie du Centre"]
    assert any(row.vendor_stage == "prospect" for row in loaded.decided.rows.rows)


def test_keeping_an_unpaid_vendor_needs_a_reason(loaded: CompletenessPage, qtbot: QtBot, idle: Idle) -> None:
    loaded.tabs.setCurrentIndex(1)
    before = loaded.unpaid.rows.total
    loaded.unpaid.select(loaded.unpaid.rows.rows[0].vendor_id)
    loaded.unpaid.setFocus()
    qtbot.keyClick(loaded.unpaid, Qt.Key.Key_K)
    dialog = loaded.findChild(ScopeDialog)
    qtbot.keyClick(dialog, ENTER)
    assert dialog.isVisible(), "nothing was said yet"
    qtbot.keyClicks(dialog.reason, "free of charge")
    qtbot.keyClick(dialog, ENTER)
    idle()
    assert loaded.unpaid.rows.total == before - 1


def test_a_ledger_whose_headings_say_nothing_is_told_once(page: CompletenessPage, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Wer,Wieviel\nAlder,5\nBirch,7\n", encoding="utf-8")
    page.open_ledger(path)
    idle()
    dialog = page.findChild(LedgerDialog)
    assert not dialog.findChild(QPushButton, "ledger_load").isEnabled()
    box = dialog._boxes["Wer"]
    assert dialog.focusWidget() is box
    box.setCurrentIndex(box.findData("name"))
    idle()
    qtbot.waitUntil(dialog.findChild(QPushButton, "ledger_load").isEnabled, timeout=WORK)
    dialog.findChild(QPushButton, "ledger_load").click()
    idle()
    assert _names(page) == ["Alder", "Birch"]


def test_the_filter_narrows_all_lists_and_french_says_everything(loaded: CompletenessPage, qtbot: QtBot, idle: Idle) -> None:
    qtbot.keyClicks(loaded.filter, "papet")
    assert _names(loaded) == ["Papeterie du Centre"]
    loaded.filter.clear()
    loaded.desk.speak("fr")
    assert loaded.tabs.tabText(0) == "Payés, non enregistrés (3)"
    assert loaded.decisions["link_supplier"].data() == "T"
