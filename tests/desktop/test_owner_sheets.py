"""An owner's sheet comes back: what it proposes is accepted line by line, stored at once, and undone as one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.deeds.owners import take_returned
from risk_register.desktop.dialogs.proposals import ProposalsDialog
from risk_register.desktop.window import MainWindow
from risk_register.exchange.owner_sheets import write_confirm_sheets, write_request_sheet
from risk_register.operations import records
from risk_register.operations.vendors import find_vendor
from risk_register.store import Register

Idle = Callable[[], None]


def _fill(path: Path, answers: dict[str, str], right: dict[str, str]) -> None:
    book = load_workbook(path)
    page = book.worksheets[0]
    for row in range(1, page.max_row + 1):
        label = page.cell(row, 2).value
        if label in answers:
            page.cell(row, 5).value = answers[label]
        if label in right:
            page.cell(row, 4).value = right[label]
    book.save(path)


@pytest.fixture
def confirmed(opened: MainWindow, tmp_path: Path) -> Path:
    """The sheet on OpenAI, filled in by its owner."""
    path = tmp_path / "confirm.xlsx"
    with Register.open(opened.desk.gateway.path, write=False) as register:
        write_confirm_sheets(register, [find_vendor(register, "OpenAI")], path, "en")
    _fill(path, {"Website": "https://example.org", "Country": "Narnia", "Your name": "Olga Ownerly"}, {"Legal name": "Yes"})
    return path


@pytest.fixture
def dialog(opened: MainWindow, confirmed: Path, idle: Idle) -> ProposalsDialog:
    take_returned(opened, confirmed)
    idle()
    return opened.findChild(ProposalsDialog)


def test_proposals_stand_beside_what_the_register_holds(dialog: ProposalsDialog) -> None:
    told = {row.label: (row.proposed, row.id in dialog.chosen) for row in dialog.table.rows.rows}
    assert told["Website"] == ("https://example.org", True)
    assert told["Country"] == ("Narnia", False), "what is no country cannot be accepted"
    assert "is no country" in dialog.table.rows.index(
        next(number for number, row in enumerate(dialog.table.rows.rows) if row.label == "Country"), 7).data()
    dialog.reject()


def test_space_skips_a_line_and_the_rest_is_stored_and_undone_as_one(
        dialog: ProposalsDialog, opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    confirmation = next(row.id for row in dialog.table.rows.rows if row.noun == "vendor_confirmation")
    dialog.table.select(confirmation)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert confirmation not in dialog.chosen
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    dialog.findChild(QPushButton, "proposals_store").click()
    idle()
    register = opened.desk.gateway._register
    assert register is not None
    vendor = find_vendor(register, "OpenAI")
    assert records.record(register, "vendor", vendor)["website"] == "https://example.org"
    assert [each["confirmed_by"] for each in records.records(register, "vendor_confirmation")] == ["Olga Ownerly"]
    opened.actions_["undo"].trigger()
    idle()
    assert records.record(register, "vendor", vendor)["website"] != "https://example.org"
    assert records.records(register, "vendor_confirmation") == []


def test_a_letter_accepts_none_and_then_nothing_can_be_stored(dialog: ProposalsDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.table, Qt.Key.Key_N)
    assert not dialog.findChild(QPushButton, "proposals_store").isEnabled()
    qtbot.keyClick(dialog.table, Qt.Key.Key_A)
    assert dialog.findChild(QPushButton, "proposals_store").isEnabled()
    dialog.reject()


def test_a_request_adds_a_vendor(opened: MainWindow, tmp_path: Path, idle: Idle) -> None:
    path = tmp_path / "request.xlsx"
    write_request_sheet(path, "en")
    _fill(path, {"The vendor's full name": "Quite New Ltd", "Your name": "Olga Ownerly"}, {})
    take_returned(opened, path)
    idle()
    dialog = opened.findChild(ProposalsDialog)
    dialog.findChild(QPushButton, "proposals_store").click()
    idle()
    assert find_vendor(opened.desk.gateway._register, "Quite New Ltd")


def test_sheets_are_written_where_the_person_says(opened: MainWindow, tmp_path: Path, idle: Idle) -> None:
    opened.actions_["request_sheet"].trigger()
    asked = opened.findChild(QFileDialog, "owner_sheet_dialog")
    asked.fileSelected.emit(str(tmp_path / "ask.xlsx"))
    asked.reject()
    idle()
    assert (tmp_path / "ask.xlsx").exists()
    opened.actions_["owners_sheet"].trigger()
    idle()
    asked = next(each for each in opened.findChildren(QFileDialog, "owner_sheet_dialog") if each.isVisible())
    asked.fileSelected.emit(str(tmp_path / "confirm.xlsx"))
    asked.reject()
    idle()
    assert load_workbook(tmp_path / "confirm.xlsx").worksheets[0].protection.sheet
