"""What the menu does with the vendor in view: documents attached and opened, lists of subcontractors, a letter to the owner."""

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLabel, QLineEdit, QMessageBox, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from risk_register.desktop import outside
from risk_register.desktop.dialogs.documents import DocumentsDialog
from risk_register.desktop.dialogs.subcontractor_decision import SubcontractorDecisionDialog
from risk_register.desktop.dialogs.subcontractor_list import SubcontractorListDialog
from risk_register.desktop.dialogs.subcontractor_versions import SubcontractorVersionsDialog
from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.pages.vendor_tabs import QuestionnairesTab, ServicesTab, SubcontractorsTab
from risk_register.desktop.window import MainWindow
from risk_register.operations import records
from risk_register.operations.vendors import find_vendor
from tests.desktop.conftest import WORK
from tests.desktop.forms.filling import asked, line, undo

Idle = Callable[[], None]
ENTER, LEFT = Qt.Key.Key_Return, Qt.MouseButton.LeftButton
FIRST = "Name\tPurpose\tLocation\nAlder Cloud SAS\tHosting\tFrance\nBirch Mail Ltd\tE-mail\tUnited States\n"
SECOND = "Name\tPurpose\tLocation\nAlder Cloud SAS\tHosting\tGermany\nCedar Pay GmbH\tPayment\tGermany\n"


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that the system was asked to open."""
    found: list[Path] = []

    def take(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


@pytest.fixture
def vendor(opened: MainWindow, qtbot: QtBot, idle: Idle) -> int:
    """A vendor of the demonstration, its page shown."""
    vendor_id = int(asked(opened, qtbot, lambda register: find_vendor(register, "Deskline")))
    opened.open_vendor(vendor_id)
    idle()
    return vendor_id


def tab(window: MainWindow, kind: type, idle: Idle) -> QWidget:
    page = window.page("vendor")
    assert isinstance(page, VendorPage)
    place = next(number for number in range(page.tabs.count()) if isinstance(page.tabs.widget(number), kind))
    page.tabs.setCurrentIndex(place)
    idle()
    return page.tabs.widget(place)


def shown(window: MainWindow, qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=WORK)
    return next(each for each in window.findChildren(kind) if each.isVisible())


def press(qtbot: QtBot, dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton), name
    qtbot.mouseClick(button, LEFT)


def gone(window: MainWindow, qtbot: QtBot, kind: type[QDialog]) -> None:
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(kind)), timeout=WORK)


def attach(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    """A document attached through the menu."""
    window.actions_["attach_documents"].trigger()
    chooser = shown(window, qtbot, QFileDialog)
    chooser.filesSelected.emit([str(path)])  # type: ignore[attr-defined]
    chooser.reject()
    press(qtbot, shown(window, qtbot, DocumentsDialog), "documents_keep")
    gone(window, qtbot, DocumentsDialog)


def stand_in(table: QWidget, qtbot: QtBot) -> None:
    """Gives a table the keyboard."""
    table.window().activateWindow()  # a dialog had the keyboard before
    table.setFocus()
    qtbot.waitUntil(table.hasFocus, timeout=WORK)


def take_in(window: MainWindow, qtbot: QtBot, words: str, received: str) -> None:
    """A list pasted through the menu."""
    window.actions_["new_list"].trigger()
    dialog = shown(window, qtbot, SubcontractorListDialog)
    pasted = dialog.findChild(QPlainTextEdit, "pasted_list")
    assert isinstance(pasted, QPlainTextEdit)
    pasted.setPlainText(words)
    line(dialog, "list_received_on").setText(received)
    keep = dialog.findChild(QPushButton, "keep_list")
    assert isinstance(keep, QPushButton)
    qtbot.waitUntil(keep.isEnabled, timeout=WORK)
    press(qtbot, dialog, "keep_list")
    gone(window, qtbot, SubcontractorListDialog)


def test_a_document_is_attached_by_the_menu_opened_by_enter_and_taken_back(
        opened: MainWindow, qtbot: QtBot, idle: Idle, vendor: int, tmp_path: Path, handed: list[Path]) -> None:
    path = tmp_path / "ISO27001 certificate.pdf"
    path.write_bytes(b"%PDF-1.7 certificate")
    attach(opened, qtbot, path)
    idle()
    evidence = tab(opened, QuestionnairesTab, idle)
    assert isinstance(evidence, QuestionnairesTab)
    view = evidence.views[1]
    row = next(row for row in view.model.rows if row.file_name == path.name)
    view.table.select(row.id)
    qtbot.keyClick(view.table, ENTER)
    qtbot.waitUntil(lambda: bool(handed), timeout=WORK)
    assert handed[0].name == path.name
    assert handed[0].read_bytes() == b"%PDF-1.7 certificate"
    outside.forget_copies()
    stand_in(view.table, qtbot)
    qtbot.keyClick(view.table, ENTER, Qt.KeyboardModifier.ShiftModifier)
    edited = shown(opened, qtbot, RecordForm)
    assert line(edited, "title").text()
    edited.reject()
    undo(opened, qtbot)
    idle()
    assert all(each.id != row.id for each in view.model.rows)


def test_evidence_without_a_document_opens_its_form(opened: MainWindow, qtbot: QtBot, idle: Idle, handed: list[Path]) -> None:
    opened.open_vendor(asked(opened, qtbot, lambda register: find_vendor(register, "Stripe")))
    idle()
    evidence = tab(opened, QuestionnairesTab, idle)
    assert isinstance(evidence, QuestionnairesTab)
    view = evidence.views[1]
    view.table.select(next(row.id for row in view.model.rows if row.file_sha256 is None))
    assert not evidence.document.actions["open_document"].isEnabled()
    qtbot.keyClick(view.table, ENTER)
    shown(opened, qtbot, RecordForm).reject()
    assert handed == []


def test_the_document_of_a_contract_is_opened_by_a_double_click(
        opened: MainWindow, qtbot: QtBot, idle: Idle, vendor: int, tmp_path: Path, handed: list[Path]) -> None:
    path = tmp_path / "Signed contract.pdf"
    path.write_bytes(b"%PDF-1.7 contract")
    attach(opened, qtbot, path)
    [evidence] = asked(opened, qtbot, lambda register: records.records(register, "evidence", file_name=path.name))
    [contract, *_] = asked(opened, qtbot, lambda register: records.records(register, "contract", vendor_id=vendor))
    with qtbot.waitSignal(opened.desk.gateway.changed, timeout=WORK):
        opened.desk.gateway.change(lambda register: records.edit_record(
            register, "contract", contract["id"], {"document_id": evidence["id"]}, "Compliance officer"))
    idle()
    services = tab(opened, ServicesTab, idle)
    assert isinstance(services, ServicesTab)
    table = services.views[1].table
    table.select(contract["id"])
    table.doubleClicked.emit(table.currentIndex())
    qtbot.waitUntil(lambda: bool(handed), timeout=WORK)
    assert handed[0].read_bytes() == b"%PDF-1.7 contract"
    outside.forget_copies()


def test_two_lists_are_taken_in_compared_decided_about_and_all_of_it_is_undone(
        opened: MainWindow, qtbot: QtBot, idle: Idle, vendor: int) -> None:
    take_in(opened, qtbot, FIRST, "2026-01-10")
    take_in(opened, qtbot, SECOND, "2026-04-10")
    idle()
    page = tab(opened, SubcontractorsTab, idle)
    assert isinstance(page, SubcontractorsTab)
    versions = page.versions
    assert [str(row.received_on) for row in versions.rows.rows] == ["2026-04-10", "2026-01-10"]
    versions.table.select(versions.rows.rows[0].id)
    stand_in(versions.table, qtbot)
    qtbot.keyClick(versions.table, Qt.Key.Key_C)
    dialog = shown(opened, qtbot, SubcontractorVersionsDialog)
    assert isinstance(dialog, SubcontractorVersionsDialog)
    qtbot.waitUntil(lambda: bool(dialog.rows.rows), timeout=WORK)
    assert {(row.way, row.name) for row in dialog.rows.rows} == {
        ("added", "Cedar Pay GmbH"), ("removed", "Birch Mail Ltd"), ("changed", "Alder Cloud SAS")}
    with qtbot.waitSignal(dialog.compared, timeout=WORK):
        dialog.after.setCurrentIndex(1)  # the same version twice
    assert {row.way for row in dialog.rows.rows} == {"same"}
    dialog.reject()
    opened.actions_["decide_list"].trigger()
    decision = shown(opened, qtbot, SubcontractorDecisionDialog)
    box = decision.findChild(QComboBox, "decision")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("accepted"))
    press(qtbot, decision, "record_decision")
    gone(opened, qtbot, SubcontractorDecisionDialog)
    idle()
    assert [row.decision for row in versions.rows.rows] == ["accepted", "none"]
    for left in (["none", "none"], ["none"], []):
        undo(opened, qtbot)
        idle()
        assert [row.decision for row in versions.rows.rows] == left


def test_the_owner_is_reminded_by_a_draft_of_what_waits(opened: MainWindow, qtbot: QtBot, idle: Idle, handed: list[Path]) -> None:
    opened.open_vendor(asked(opened, qtbot, lambda register: find_vendor(register, "OpenAI")))
    idle()
    opened.actions_["remind_owner"].trigger()
    qtbot.waitUntil(lambda: bool(handed), timeout=WORK)
    letter = message_from_bytes(handed[0].read_bytes(), policy=default)
    assert letter["X-Unsent"] == "1"
    assert "waiting for you" in letter["Subject"]
    assert "Compliance officer" in letter.get_content()
    outside.forget_copies()


def test_a_vendor_without_an_owner_says_so(opened: MainWindow, qtbot: QtBot, idle: Idle, vendor: int) -> None:
    with qtbot.waitSignal(opened.desk.gateway.changed, timeout=WORK):
        opened.desk.gateway.change(lambda register: records.edit_record(
            register, "vendor", vendor, {"owner_id": None}, "Compliance officer"))
    opened.actions_["remind_owner"].trigger()
    idle()
    box = opened.findChild(QMessageBox, "message")
    assert isinstance(box, QMessageBox)
    assert "has no owner" in box.text()
    box.close()


def test_a_decision_about_no_list_is_refused_in_words(opened: MainWindow, qtbot: QtBot, idle: Idle, vendor: int) -> None:
    opened.actions_["decide_list"].trigger()
    idle()
    box = opened.findChild(QMessageBox, "message")
    assert isinstance(box, QMessageBox)
    assert "waits for a decision" in box.text()
    box.close()


def test_what_the_register_refuses_is_said_in_the_dialog_and_can_be_put_right(
        opened: MainWindow, qtbot: QtBot, idle: Idle, vendor: int, tmp_path: Path) -> None:
    path = tmp_path / "Contract.pdf"
    path.write_bytes(b"%PDF-1.7 contract")
    opened.actions_["attach_documents"].trigger()
    chooser = shown(opened, qtbot, QFileDialog)
    chooser.filesSelected.emit([str(path)])  # type: ignore[attr-defined]
    chooser.reject()
    dialog = shown(opened, qtbot, DocumentsDialog)
    path.unlink()
    press(qtbot, dialog, "documents_keep")
    error = dialog.findChild(QLabel, "documents_error")
    assert isinstance(error, QLabel)
    qtbot.waitUntil(lambda: path.name in error.text(), timeout=WORK)
    title = dialog.findChild(QLineEdit, "title_0")
    assert isinstance(title, QLineEdit)
    assert title.text()
    path.write_bytes(b"%PDF-1.7 contract")
    press(qtbot, dialog, "documents_keep")
    gone(opened, qtbot, DocumentsDialog)
