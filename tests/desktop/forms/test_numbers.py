"""Registration numbers as they are typed into forms: what cannot be right is said beside the field, in words (case C30)."""

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.forms.parts import PartEditor
from risk_register.desktop.window import MainWindow
from risk_register.operations import records
from risk_register.operations.vendors import find_vendor
from tests.desktop.conftest import WORK
from tests.desktop.forms.filling import asked, box, form, line, said, save, undo

LEI = "9845TESTVENDOR000147"


@pytest.fixture
def vendor(opened: MainWindow, qtbot: QtBot) -> int:
    """A vendor of the demonstration."""
    return int(asked(opened, qtbot, lambda register: find_vendor(register, "Deskline")))


def fill(dialog: RecordForm, kind: str, value: str) -> None:
    box(dialog, "kind").setCurrentIndex(box(dialog, "kind").findData(kind))
    line(dialog, "value").setText(value)


def noted(dialog: QWidget, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def stored(window: MainWindow, qtbot: QtBot, vendor: int) -> set[str]:
    found = asked(window, qtbot, lambda register: records.records(register, "identifier", vendor_id=vendor))
    return {row["value"] for row in found}


def test_c30_each_lei_of_the_case_is_judged_as_it_is_typed(opened: MainWindow, qtbot: QtBot, vendor: int, shared: Path) -> None:
    rows = list(csv.DictReader((shared / "cases" / "c30-lei.csv").read_text(encoding="utf-8").splitlines()))
    dialog = form(opened, qtbot, "identifier", values={"vendor_id": vendor})
    judged: dict[str, str] = {}
    for row in rows:
        fill(dialog, "lei", row["lei"])
        dialog._numbers.check()
        words = said(dialog, "value")
        judged[row["vendor_ref"]] = next((each for each in ("20 characters", "check digits") if each in words), words)
    wrong = {"V-402": "check digits", "V-404": "check digits", "V-406": "20 characters"}
    assert judged == {row["vendor_ref"]: wrong.get(row["vendor_ref"], "") for row in rows}
    dialog.reject()


def test_a_wrong_lei_is_told_after_a_pause_and_is_not_stored(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "identifier", values={"vendor_id": vendor})
    fill(dialog, "lei", "9845TESTVENDORO00147")
    assert said(dialog, "value") == ""
    qtbot.waitUntil(lambda: "letter written for a digit" in said(dialog, "value"), timeout=WORK)
    dialog.save()
    assert dialog.isVisible()
    assert "9845TESTVENDORO00147" not in stored(opened, qtbot, vendor)
    line(dialog, "value").setText(f" {LEI.lower()} ")
    qtbot.waitUntil(lambda: said(dialog, "value") == "", timeout=WORK)
    assert "cannot be known offline" in noted(dialog, "value_note")
    save(opened, qtbot, dialog)
    assert LEI in stored(opened, qtbot, vendor)
    undo(opened, qtbot)
    assert LEI not in stored(opened, qtbot, vendor)


def test_the_same_lei_with_another_vendor_is_told_and_stored(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    other = int(asked(opened, qtbot, lambda register: find_vendor(register, "OpenAI")))
    for owner in (other, vendor):
        dialog = form(opened, qtbot, "identifier", values={"vendor_id": owner})
        fill(dialog, "lei", LEI)
        dialog._numbers.check()
        if owner == vendor:
            qtbot.waitUntil(lambda dialog=dialog: "OpenAI too" in noted(dialog, "value_note"), timeout=WORK)
            assert said(dialog, "value") == ""
        save(opened, qtbot, dialog)
    assert LEI in stored(opened, qtbot, vendor)


@pytest.mark.parametrize(("kind", "wrong", "words"), [
    ("siren", "732 829 321", "check digit of this SIREN"), ("vat", "FR00303265045", "VAT number cannot be right"),
    ("duns", "12345", "nine digits"), ("euid", "FR-7501", "EUID"),
])
def test_another_number_that_looks_wrong_is_stored_once_the_person_insists(
        opened: MainWindow, qtbot: QtBot, vendor: int, kind: str, wrong: str, words: str) -> None:
    dialog = form(opened, qtbot, "identifier", values={"vendor_id": vendor})
    fill(dialog, kind, wrong)
    dialog.save()
    assert dialog.isVisible()
    assert words in said(dialog, "value")
    assert "save again" in said(dialog, "value")
    box(dialog, "kind").setFocus()  # looking elsewhere takes nothing of it away
    qtbot.waitUntil(box(dialog, "kind").hasFocus, timeout=WORK)
    assert "save again" in said(dialog, "value")
    save(opened, qtbot, dialog)
    assert stored(opened, qtbot, vendor) & {wrong, wrong.replace(" ", "")}


def test_a_wrong_number_in_a_line_of_the_vendors_form_is_told_with_its_line(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "vendor", record_id=vendor)
    part = next(each for each in dialog.findChildren(PartEditor) if each.objectName() == "part_identifier")
    number = len(part.lines()) + 1
    kind, value = part.add_line({})
    kind.show_value("lei")
    value.show_text("9845TESTVENDOR001047")
    qtbot.waitUntil(lambda: f"Line {number}" in said(dialog, "part_identifier"), timeout=WORK)
    dialog.save()
    assert dialog.isVisible()
    assert "check digits" in said(dialog, "part_identifier")
    value.show_text(LEI)
    save(opened, qtbot, dialog)
    assert LEI in stored(opened, qtbot, vendor)


def test_our_own_lei_is_looked_at_too(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = form(opened, qtbot, "own_entity")
    line(dialog, "lei").setText("9845")
    dialog._numbers.check()
    assert "has 20 characters, this one has 4" in said(dialog, "lei")
    dialog.reject()
