"""Picking from lists as one types, and the checklist of a contract's clauses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from risk_register.desktop.forms.checklist import ChecklistEditor
from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.forms.mnemonics import lettered
from risk_register.desktop.window import MainWindow
from risk_register.model.vocabulary import ClauseTopic
from risk_register.operations import records
from risk_register.operations.vendors import find_vendor
from tests.desktop.forms.filling import asked, box, form, line, save, undo


@pytest.fixture
def vendor(opened: MainWindow, qtbot: QtBot) -> int:
    """A vendor of the demonstration."""
    return int(asked(opened, qtbot, lambda register: find_vendor(register, "Deskline")))


def offered(field: QComboBox, typed: str) -> list[str]:
    """What is offered to complete what was typed."""
    completer = field.completer()
    completer.setCompletionPrefix(typed)
    model = completer.completionModel()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_completion_looks_inside_names_whatever_their_case_and_accents(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = form(opened, qtbot, "vendor")
    assert "Télécom Exemple SA" in offered(box(dialog, "parent_id"), "TELECOM")
    assert "Télécom Exemple SA" in offered(box(dialog, "parent_id"), "exempl")
    assert any("Ivoire" in name for name in offered(box(dialog, "country"), "cote d"))
    assert offered(box(dialog, "parent_id"), "no such name") == []
    dialog.reject()


def test_a_name_in_other_letters_is_the_record_and_is_shown_as_it_was_typed(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "vendor", record_id=vendor)
    box(dialog, "parent_id").setEditText("telecom exemple sa")
    assert box(dialog, "parent_id").currentText() == "telecom exemple sa"
    save(opened, qtbot, dialog)
    parent = asked(opened, qtbot, lambda register: records.record(register, "vendor", vendor))["parent_id"]
    assert parent == asked(opened, qtbot, lambda register: find_vendor(register, "Télécom Exemple SA"))


def test_of_two_records_of_one_name_the_one_that_was_picked_is_stored(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    for _ in range(2):
        dialog = form(opened, qtbot, "service", values={"vendor_id": vendor})
        line(dialog, "name").setText("Twin service")
        kind = box(dialog, "kind")
        kind.setCurrentIndex(max(kind.currentIndex(), 1))
        save(opened, qtbot, dialog)
    first, second = asked(opened, qtbot, lambda register: records.records(register, "service", name="Twin service"))
    for twin in (first, second):
        dialog = form(opened, qtbot, "access", values={"vendor_id": vendor, "service_id": twin["id"]})
        line(dialog, "system").setText(f"System {twin['id']}")
        box(dialog, "privilege").setCurrentIndex(1)
        save(opened, qtbot, dialog)
    made = asked(opened, qtbot, lambda register: records.records(register, "access", vendor_id=vendor))
    assert {row["system"]: row["service_id"] for row in made} | {
        f"System {twin['id']}": twin["id"] for twin in (first, second)} == {row["system"]: row["service_id"] for row in made}


def test_every_field_gets_a_letter_of_its_own_as_far_as_there_are_letters() -> None:
    assert lettered(["Name", "Notes", "R&D", "Name"], ["s"]) == ["&Name", "N&otes", "&R&&D", "N&ame"]
    assert lettered(["É", "S"], ["s"]) == ["É", "S"]


def checklist(dialog: RecordForm) -> ChecklistEditor:
    found = dialog.findChild(ChecklistEditor)
    assert isinstance(found, ChecklistEditor)
    return found


def test_a_contract_shows_every_clause_and_those_nobody_has_read_yet(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "contract", values={"vendor_id": vendor})
    assert len(checklist(dialog).lines()) == len(ClauseTopic)
    assert {texts[0] for _, texts in checklist(dialog).lines()} == {"Not yet read"}
    line(dialog, "reference").setText("CT-910")
    audit = box(dialog, "clause_audit_right_state")
    audit.setCurrentIndex(audit.findData("present"))
    line(dialog, "clause_audit_right_page").setText("12")
    breach = box(dialog, "clause_breach_notice_state")
    breach.setCurrentIndex(breach.findData("partial"))
    line(dialog, "clause_breach_notice_hours").setText("72")
    absent = box(dialog, "clause_exit_support_state")
    absent.setCurrentIndex(absent.findData("absent"))
    save(opened, qtbot, dialog)
    [contract] = asked(opened, qtbot, lambda register: records.records(register, "contract", reference="CT-910"))
    found = asked(opened, qtbot, lambda register: records.records(register, "clause", contract_id=contract["id"]))
    known = {str(row["topic"]): row for row in found}
    assert set(known) == {"audit_right", "breach_notice", "exit_support"}
    assert (str(known["audit_right"]["state"]), known["audit_right"]["page"]) == ("present", "12")
    assert known["breach_notice"]["hours"] == 72
    assert {row["read_by"] for row in found} == {"Compliance officer"}
    undo(opened, qtbot)
    assert asked(opened, qtbot, lambda register: records.records(register, "clause", contract_id=contract["id"])) == []


def test_only_the_clause_that_was_changed_is_recorded_as_read(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    clauses = asked(opened, qtbot, lambda register: records.records(register, "clause"))
    contract = clauses[0]["contract_id"]
    before = {row["id"]: row for row in clauses if row["contract_id"] == contract}
    dialog = form(opened, qtbot, "contract", record_id=contract)
    shown = checklist(dialog)
    assert {record_id for record_id, _ in shown.lines() if record_id is not None} == set(before)
    page = line(dialog, f"clause_{clauses[0]['topic']}_page")
    page.setText("99")
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in opened.findChildren(RecordForm)))
    found = asked(opened, qtbot, lambda register: records.records(register, "clause", contract_id=contract))
    after = {row["id"]: row for row in found}
    assert after[clauses[0]["id"]]["page"] == "99"
    assert after[clauses[0]["id"]]["read_by"] == "Compliance officer"
    assert {key: row for key, row in after.items() if key != clauses[0]["id"]} == {
        key: row for key, row in before.items() if key != clauses[0]["id"]}
