"""The dialogs of a vendor's documents and lists, in both languages and themes: nothing cut off, everything named and reached."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from risk_register.desktop.dialogs.deletion_certificate import DeletionCertificateDialog
from risk_register.desktop.dialogs.documents import DocumentsDialog
from risk_register.desktop.dialogs.subcontractor_decision import SubcontractorDecisionDialog
from risk_register.desktop.dialogs.subcontractor_list import SubcontractorListDialog
from risk_register.desktop.dialogs.subcontractor_versions import SubcontractorVersionsDialog
from risk_register.desktop.forms.mnemonics import letter_of
from risk_register.desktop.jobs import vendor_work as jobs
from risk_register.desktop.window import MainWindow
from risk_register.operations.subcontractors import read_pasted, take_in
from risk_register.operations.vendors import find_vendor
from risk_register.texts import LANGUAGES, Language
from tests.desktop.forms.filling import asked
from tests.desktop.test_manners_everywhere import cut_off, nameless

LIST = "Name\tPurpose\tLocation\nAlder Cloud SAS\tHosting\tFrance\nBirch Mail Ltd\tE-mail\tUnited States\n"
Make = Callable[[MainWindow, int, jobs.ListSheet, list[Path]], QDialog]
DIALOGS: dict[str, Make] = {
    "documents": lambda window, vendor, _, paths: DocumentsDialog(window.desk, vendor, "Deskline", jobs.guesses(paths), window),
    "list": lambda window, vendor, sheet, _: SubcontractorListDialog(window.desk, vendor, sheet, window),
    "decision": lambda window, _, sheet, __: SubcontractorDecisionDialog(window.desk, "Deskline", sheet.versions[0], window),
    "certificate": lambda window, vendor, _, __: DeletionCertificateDialog(
        window.desk, vendor, "Deskline", date(2026, 4, 1), window),
    "versions": lambda window, _, sheet, __: SubcontractorVersionsDialog(
        window.desk, "Deskline", sheet.versions, sheet.versions[0].id, window),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(DIALOGS))
def test_a_dialog_is_read_and_reached_whole(opened: MainWindow, qtbot: QtBot, tmp_path: Path, idle: Callable[[], None], name: str,
                                            language: Language, theme: str) -> None:
    opened.desk.speak(language)
    opened.desk.dress(theme)
    vendor = int(asked(opened, qtbot, lambda register: find_vendor(register, "Deskline")))
    for day in (1, 2):
        asked(opened, qtbot, lambda register, day=day: take_in(register, vendor, read_pasted(LIST), "Compliance officer",
                                                               received_on=date(2026, 4, day)))
    paths = [tmp_path / f"{'penetration test of the whole platform ' * 3}.pdf", tmp_path / "ISO27001.pdf"]
    for path in paths:
        path.write_bytes(b"%PDF-1.7 " + path.name.encode())
    dialog = DIALOGS[name](opened, vendor, asked(opened, qtbot, lambda register: jobs.list_sheet(register, vendor)), paths)
    dialog.open()
    idle()
    QApplication.processEvents()
    labels = [label for label in dialog.findChildren(QLabel) if label.buddy() is not None]
    letters = [letter_of(each.text()) for each in (*labels, *dialog.findChildren(QAbstractButton))]
    marked = [letter for letter in letters if letter]
    cut, unnamed = cut_off(dialog), nameless(dialog)
    dialog.reject()
    assert cut == []
    assert unnamed == []
    assert len(marked) == len(set(marked))
    assert all(letter_of(label.text()) for label in labels)
