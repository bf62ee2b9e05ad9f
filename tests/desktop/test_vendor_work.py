"""Documents, lists of subcontractors and the end of a relation, as a person does them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from risk_register.desktop.deeds import documents, subcontractors
from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.deletion_certificate import DeletionCertificateDialog
from risk_register.desktop.dialogs.documents import DocumentsDialog
from risk_register.desktop.dialogs.subcontractor_decision import SubcontractorDecisionDialog
from risk_register.desktop.dialogs.subcontractor_list import SubcontractorListDialog
from risk_register.desktop.jobs import vendor_work as jobs
from risk_register.desktop.widgets.offboarding_steps import OffboardingSteps
from risk_register.desktop.window import MainWindow
from risk_register.model import facts
from risk_register.operations.facts import vendor_facts
from risk_register.operations.offboarding import Checklist
from risk_register.operations.vendors import find_vendor
from tests.desktop.conftest import WORK

LIST = "Name\tPurpose\tLocation\nAlder Cloud SAS\tHosting\tFrance\nBirch Mail Ltd\tE-mail\tUnited States\n"


def known(window: MainWindow, qtbot: QtBot, name: str) -> facts.VendorFacts:
    """What the register knows of a vendor now."""
    found: list[facts.VendorFacts] = []
    window.desk.gateway.ask(lambda register: vendor_facts(register, find_vendor(register, name)), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WORK)
    return found[0]


def child(parent: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = parent.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def shown(window: MainWindow, qtbot: QtBot, kind: type[QWidget]) -> QWidget:
    """The dialog of that kind, once it is there."""
    qtbot.waitUntil(lambda: bool(window.findChildren(kind)), timeout=WORK)
    return window.findChildren(kind)[0]


def press(qtbot: QtBot, dialog: QWidget, name: str) -> None:
    qtbot.mouseClick(child(dialog, QPushButton, name), Qt.MouseButton.LeftButton)


def test_documents_are_attached_to_the_vendor_in_view(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = opened
    vendor = known(window, qtbot, "Deskline").vendor
    paths = [tmp_path / "ISO27001 certificate.pdf", tmp_path / "<b>DPA.pdf"]
    for path in paths:
        path.write_bytes(b"%PDF-1.7 " + path.name.encode())
    window.open_vendor(vendor.id)
    documents.attach(window, paths)
    dialog = shown(window, qtbot, DocumentsDialog)
    assert child(dialog, QComboBox, "kind_0").currentData() == "iso27001"  # type: ignore[attr-defined]
    expires = child(dialog, QLineEdit, "expires_0")
    expires.setText("31/31/2027")  # type: ignore[attr-defined]
    press(qtbot, dialog, "documents_keep")
    assert "is no day" in child(dialog, QWidget, "documents_error").text()  # type: ignore[attr-defined]
    expires.setText("31/03/2027")  # type: ignore[attr-defined]
    press(qtbot, dialog, "documents_keep")
    qtbot.waitUntil(lambda: not window.findChildren(DocumentsDialog), timeout=WORK)
    evidence = {each.file_name: each for each in known(window, qtbot, "Deskline").evidence if each.file_sha256}
    assert {"ISO27001 certificate.pdf", "<b>DPA.pdf"} <= set(evidence)
    assert str(evidence["ISO27001 certificate.pdf"].expires_on) == "2027-03-31"


def test_a_pasted_list_is_compared_kept_and_decided_about(opened: MainWindow, qtbot: QtBot) -> None:
    window = opened
    vendor = known(window, qtbot, "Deskline").vendor
    window.open_vendor(vendor.id)
    subcontractors.new_list(window)
    dialog = shown(window, qtbot, SubcontractorListDialog)
    assert isinstance(dialog, SubcontractorListDialog)
    child(dialog, QPlainTextEdit, "pasted_list").setPlainText(LIST)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: any(row.name == "Birch Mail Ltd" for row in dialog.rows.rows), timeout=WORK)
    assert {row.way for row in dialog.rows.rows if row.name in LIST} == {"added"}
    child(dialog, QLineEdit, "list_objection_until").setText("2026-12-31")  # type: ignore[attr-defined]
    press(qtbot, dialog, "keep_list")
    qtbot.waitUntil(lambda: not window.findChildren(SubcontractorListDialog), timeout=WORK)
    links = {link.subcontractor: link for link in known(window, qtbot, "Deskline").subcontractors}
    assert str(links["Birch Mail Ltd"].objection_until) == "2026-12-31"
    subcontractors.decide(window)
    decision = shown(window, qtbot, SubcontractorDecisionDialog)
    box = child(decision, QComboBox, "decision")
    box.setCurrentIndex(box.findData("objected"))  # type: ignore[attr-defined]
    press(qtbot, decision, "record_decision")
    assert window.findChildren(SubcontractorDecisionDialog), "an objection without its reason is not taken"
    child(decision, QPlainTextEdit, "decision_reason").setPlainText("No adequacy decision")  # type: ignore[attr-defined]
    press(qtbot, decision, "record_decision")
    qtbot.waitUntil(lambda: not window.findChildren(SubcontractorDecisionDialog), timeout=WORK)
    links = {link.subcontractor: link for link in known(window, qtbot, "Deskline").subcontractors}
    assert links["Birch Mail Ltd"].decision == "objected"


def steps_of(desk: Desk, qtbot: QtBot, vendor_id: int, steps: OffboardingSteps) -> Callable[[], None]:
    def read() -> None:
        found: list[Checklist] = []
        desk.gateway.ask(lambda register: jobs.checklist(register, vendor_id), found.append)
        qtbot.waitUntil(lambda: bool(found), timeout=WORK)
        steps.show_checklist(found[0])

    return read


def test_leaving_a_vendor_goes_step_by_step_and_says_what_it_may_still_hold(opened: MainWindow, qtbot: QtBot) -> None:
    window = opened
    vendor = known(window, qtbot, "Deskline").vendor
    steps = OffboardingSteps(window.desk)
    qtbot.addWidget(steps)
    steps.resize(700, 300)
    steps.show()
    read = steps_of(window.desk, qtbot, vendor.id, steps)
    read()
    warning = child(steps, QWidget, "may_still_hold")
    assert not warning.isVisible()
    for button, said in (("do_begin", "Access is not recorded as off"), ("do_access", "not recorded as returned"),
                         ("do_data", "deletion is not certified"), ("do_finish", "deletion is not certified")):
        with qtbot.waitSignal(window.desk.gateway.changed, timeout=WORK):
            press(qtbot, steps, button)
        read()
        assert said in warning.text()  # type: ignore[attr-defined]
        assert not child(steps, QPushButton, button).isVisible()
    with qtbot.waitSignal(steps.certificate_wanted):
        press(qtbot, steps, "do_certificate")
    dialog = DeletionCertificateDialog(window.desk, vendor.id, "Deskline", date(2025, 11, 20))
    qtbot.addWidget(dialog)
    dialog.open()
    child(dialog, QLineEdit, "signatory").setText("Head of operations")  # type: ignore[attr-defined]
    with qtbot.waitSignal(window.desk.gateway.changed, timeout=WORK):
        dialog.save()
    read()
    assert not warning.isVisible()
