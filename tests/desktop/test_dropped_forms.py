"""Documents dropped on the window: a form that was filled in is a questionnaire, a letter is a document."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.deeds.dropped import take
from risk_register.desktop.dialogs.import_questionnaire import ImportDialog
from risk_register.desktop.jobs import dropped as jobs_dropped
from risk_register.desktop.window import MainWindow
from risk_register.operations import facts
from risk_register.operations.vendors import find_vendor
from risk_register.store import Register
from tests.questionnaires.documents import making
from tests.questionnaires.documents.making import paragraph, table

Idle = Callable[[], None]
FORM = table([["Question", "Answer"], ["Is data encrypted?", "Yes"], ["Is there a plan?", "No"]])


def kind_of(path: Path) -> str:
    return jobs_dropped.recognise([path])[0].kind


def test_forms_are_told_from_letters_and_reports(tmp_path: Path) -> None:
    form = making.docx(tmp_path / "form.docx", FORM)
    letter = making.docx(tmp_path / "letter.docx", paragraph("Dear Sir or Madam,"))
    report = making.pdf(tmp_path / "report.pdf", lambda canvas: canvas.drawString(50, 700, "A report"))

    def fields(canvas: object) -> None:
        canvas.acroForm.textfield(name="q1", tooltip="Where is data kept?", x=60, y=700)  # type: ignore[attr-defined]
        canvas.showPage()  # type: ignore[attr-defined]

    asked = making.pdf(tmp_path / "form.pdf", fields, {"q1": "France"})
    badge = tmp_path / "badge.json"
    badge.write_text(json.dumps({f"criterion_{number}_status": "Met" for number in range(6)}))
    assert [kind_of(path) for path in (form, letter, report, asked, badge)] == [
        "questionnaire", "document", "document", "questionnaire", "questionnaire"]


@pytest.mark.parametrize("text", ['{"facts": {}}', "{"])
def test_a_data_file_that_is_no_questionnaire_is_told_in_a_sentence(
        opened: MainWindow, tmp_path: Path, idle: Idle, text: str) -> None:
    path = tmp_path / "thing.json"
    path.write_text(text)
    take(opened, [path])
    idle()
    box = opened.findChild(QMessageBox, "message")
    assert "thing.json" in box.text()
    box.close()


def test_a_word_form_goes_from_the_drop_to_a_round(
        opened: MainWindow, demonstration: Path, tmp_path: Path, idle: Idle, qtbot: QtBot) -> None:
    take(opened, [making.docx(tmp_path / "form.docx", paragraph("Company name: Alder Cloud") + FORM)])
    idle()
    [dialog] = [each for each in opened.findChildren(ImportDialog) if each.isVisible()]
    dialog.vendor.setEditText("Alder Cloud")
    qtbot.mouseClick(dialog.findChild(QPushButton, "import_button"), Qt.MouseButton.LeftButton)
    idle()
    with Register.open(demonstration, write=False) as register:
        [stored] = facts.rounds(register, find_vendor(register, "Alder Cloud"))
        assert (stored.file_name, stored.family) == ("form.docx", "word_form")
        assert [answer.words for answer in facts.answers(register, stored.id)] == ["Yes", "No"]
