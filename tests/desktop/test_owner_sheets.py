"""An owner's sheet comes back: what it proposes is accepted line by line, stored at once, and undone as one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.deeds.owners import take_returned
from risk_register.desktop.dialogs.proposals import ProposalsDialog
from risk_register.desktop.pages.today import TodayPage
from risk_register.desktop.window import MainWindow
from risk_register.errors import RegisterError
from risk_register.exchange.owner_sheets import write_confirm_sheets, write_request_sheet
from risk_register.operations import records
from risk_register.operations.vendors import add_vendor, find_vendor
from risk_register.store import Register
from tests.desktop.conftest import WORK

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
    _fill(path, {"Website": "https://example.org", "Country": "Narnia", "Your name": "Head of IT"}, {"Legal name": "Yes"})
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
    assert [each["confirmed_by"] for each in records.records(register, "vendor_confirmation")] == ["Head of IT"]
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


def test_one_line_alone_is_accepted_by_keys(
        dialog: ProposalsDialog, opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    register = opened.desk.gateway._register
    assert register is not None
    before = records.record(register, "vendor", find_vendor(register, "OpenAI"))
    qtbot.keyClick(dialog.table, Qt.Key.Key_N)
    dialog.table.select(next(row.id for row in dialog.table.rows.rows if row.label == "Website"))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.findChild(QPushButton, "proposals_store"), Qt.MouseButton.LeftButton)
    idle()
    after = records.record(register, "vendor", before["id"])
    assert {name for name in after if after[name] != before[name]} == {"website"}
    assert records.records(register, "vendor_confirmation") == []


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place, copy, no_key = QPoint(300, 300), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(place, copy, data, Qt.MouseButton.LeftButton, no_key))
    QApplication.sendEvent(window, QDropEvent(QPointF(place), copy, data, Qt.MouseButton.LeftButton, no_key))


def asked_for(window: MainWindow) -> set[int]:
    """The vendors whose owners Today wants to be asked."""
    page = window.page("today")
    assert isinstance(page, TodayPage)
    return {item.record_id for item in page.model.rows if getattr(item, "kind", "") == "confirmation"}


@pytest.mark.parametrize(("language", "website", "name", "right", "legal_name"), [
    ("en", "Website", "Your name", "Yes", "Legal name"), ("fr", "Site web", "Votre nom", "Oui", "Raison sociale")])
def test_a_sheet_dropped_on_the_window_is_known_in_either_language_and_todays_line_goes(
        opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle, language: str, website: str, name: str, right: str,
        legal_name: str) -> None:
    register = opened.desk.gateway._register
    assert register is not None
    vendor = find_vendor(register, "OpenAI")
    records.add_record(register, "vendor_confirmation", {"vendor_id": vendor, "confirmed_by": "Head of IT",
                                                         "confirmed_on": date(2024, 1, 1)}, "Compliance officer")
    opened.desk.speak(language)  # type: ignore[arg-type]
    opened.go("today")
    opened.page("today").refresh()
    idle()
    assert vendor in asked_for(opened)
    path = tmp_path / "confirm.xlsx"
    write_confirm_sheets(register, [vendor], path, language)  # type: ignore[arg-type]
    _fill(path, {website: "https://example.org", name: "Head of IT"}, {legal_name: right})
    drop(opened, path)
    qtbot.waitUntil(lambda: bool(opened.findChildren(ProposalsDialog)), timeout=WORK)
    dialog = opened.findChildren(ProposalsDialog)[0]
    assert ("https://example.org", True) in {(row.proposed, row.id in dialog.chosen) for row in dialog.table.rows.rows}
    qtbot.mouseClick(dialog.findChild(QPushButton, "proposals_store"), Qt.MouseButton.LeftButton)
    idle()
    assert records.record(register, "vendor", vendor)["website"] == "https://example.org"
    assert vendor not in asked_for(opened)
    opened.actions_["undo"].trigger()
    idle()
    assert vendor in asked_for(opened)


def test_a_request_adds_a_vendor_and_is_undone_as_one(opened: MainWindow, tmp_path: Path, idle: Idle) -> None:
    path = tmp_path / "request.xlsx"
    write_request_sheet(path, "en")
    _fill(path, {"The vendor's full name": "Quite New Ltd", "Your name": "Head of IT"}, {})
    take_returned(opened, path)
    idle()
    dialog = opened.findChild(ProposalsDialog)
    dialog.findChild(QPushButton, "proposals_store").click()
    idle()
    register = opened.desk.gateway._register
    assert register is not None
    assert find_vendor(register, "Quite New Ltd")
    opened.actions_["undo"].trigger()
    idle()
    with pytest.raises(RegisterError):
        find_vendor(register, "Quite New Ltd")


def test_a_request_for_a_vendor_that_is_there_says_so_before_it_is_stored(
        opened: MainWindow, tmp_path: Path, idle: Idle) -> None:
    register = opened.desk.gateway._register
    assert register is not None
    add_vendor(register, {"legal_name": "Quite New Ltd"}, "Compliance officer")
    path = tmp_path / "request.xlsx"
    write_request_sheet(path, "en")
    _fill(path, {"The vendor's full name": "QUITE NEW Limited", "Your name": "Head of IT"}, {})
    take_returned(opened, path)
    idle()
    dialog = opened.findChild(ProposalsDialog)
    remarks = [dialog.table.rows.index(row, 7).data() for row in range(dialog.table.rows.rowCount())]
    assert any("Quite New Ltd" in remark for remark in remarks)
    dialog.reject()


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
