"""The form of any record, typed into as a person would: numbers, days, names, what belongs to it, and what is wrong beside it."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from risk_register.desktop.forms import open_record_form
from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.forms.layouts import COLUMNS, LAYOUTS
from risk_register.desktop.forms.parts import PartEditor
from risk_register.desktop.forms.section import RecordSection
from risk_register.desktop.window import MainWindow
from risk_register.model.nouns import BY_TABLE
from risk_register.operations import records
from risk_register.operations.vendors import find_vendor
from tests.desktop.conftest import WORK


def asked(window: MainWindow, qtbot: QtBot, question: Any) -> Any:
    """What the register answers."""
    found: list[Any] = []
    window.desk.gateway.ask(question, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WORK)
    return found[0]


def form(window: MainWindow, qtbot: QtBot, noun: str, **given: Any) -> RecordForm:
    """The form of a noun, once it is there."""
    open_record_form(window.desk, noun, window, **given)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(RecordForm)), timeout=WORK)
    found = next(each for each in window.findChildren(RecordForm) if each.isVisible())
    qtbot.waitExposed(found)
    return found


def box(dialog: QWidget, name: str) -> QComboBox:
    found = dialog.findChild(QComboBox, name)
    assert isinstance(found, QComboBox), name
    return found


def line(dialog: QWidget, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit), name
    return found


def said(dialog: QWidget, name: str) -> str:
    found = dialog.findChild(QLabel, f"{name}_error")
    assert isinstance(found, QLabel), name
    return found.text()


def save(window: MainWindow, qtbot: QtBot, dialog: RecordForm) -> None:
    """Stores with the keys that the form says, and waits until it is gone."""
    with qtbot.waitSignal(dialog.saved, timeout=WORK):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def vendor(opened: MainWindow, qtbot: QtBot) -> int:
    """A vendor of the demonstration."""
    return int(asked(opened, qtbot, lambda register: find_vendor(register, "Deskline")))


@pytest.mark.parametrize("noun", sorted(LAYOUTS))
def test_every_noun_has_a_form_whose_fields_can_be_heard(opened: MainWindow, qtbot: QtBot, vendor: int, noun: str) -> None:
    values = {"vendor_id": vendor} if "vendor_id" in BY_TABLE[noun].draft.model_fields else {}
    dialog = form(opened, qtbot, noun, values=values)
    for kind in (QLineEdit, QComboBox, QPlainTextEdit):
        for widget in dialog.findChildren(kind):
            within = isinstance(widget.parent(), QComboBox) or widget.objectName().startswith("qt_")
            assert widget.accessibleName() or within, (noun, widget.objectName())
    dialog.reject()


def test_a_contract_is_added_with_its_services_and_signers(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "contract", values={"vendor_id": vendor})
    line(dialog, "reference").setText("CT-900")
    line(dialog, "ends_on").setText("31/03/26")
    line(dialog, "annual_cost").setText("1.234,5")
    services = next(part for part in dialog.findChildren(PartEditor) if part.objectName() == "part_contract_service")
    name = asked(opened, qtbot, lambda register: records.choices(register, "service", vendor_id=vendor))[0][1]
    services.add_line({})[0].show_text(name)
    save(opened, qtbot, dialog)
    [found] = asked(opened, qtbot, lambda register: records.records(register, "contract", reference="CT-900"))
    assert str(found["annual_cost"]) == "1234.5"
    assert str(found["ends_on"]) == "2026-03-31"
    assert len(asked(opened, qtbot, lambda register: records.records(register, "contract_service", contract_id=found["id"]))) == 1


def test_a_number_that_may_be_two_is_refused_beside_its_field(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "contract", values={"vendor_id": vendor})
    line(dialog, "reference").setText("CT-901")
    line(dialog, "annual_cost").setText("1,234")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "is no number, or may be two" in said(dialog, "annual_cost"), timeout=WORK)
    assert line(dialog, "annual_cost").text() == "1,234"
    line(dialog, "annual_cost").setText("0,25")
    save(opened, qtbot, dialog)
    [found] = asked(opened, qtbot, lambda register: records.records(register, "contract", reference="CT-901"))
    assert str(found["annual_cost"]) == "0.25"


def test_a_day_that_was_set_can_be_emptied_again(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    for typed, stored in (("2026-12-31", "2026-12-31"), ("", "None")):
        dialog = form(opened, qtbot, "vendor", record_id=vendor)
        line(dialog, "next_review_on").setText(typed)
        save(opened, qtbot, dialog)
        found = asked(opened, qtbot, lambda register: records.record(register, "vendor", vendor))
        assert str(found["next_review_on"]) == stored


def test_the_wheel_over_a_field_without_focus_changes_nothing(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "vendor", record_id=vendor)
    line(dialog, "legal_name").setFocus()
    for field in dialog.findChildren(QComboBox):
        before = field.currentText()
        centre = QPointF(field.rect().center())
        event = QWheelEvent(centre, QPointF(field.mapToGlobal(field.rect().center())), QPoint(0, 120), QPoint(0, 120),
                            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # noqa: FBT003
        QApplication.sendEvent(field, event)
        assert field.currentText() == before, field.objectName()
    dialog.reject()


def test_a_half_filled_form_is_shown_again(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "finding", values={"vendor_id": vendor})
    line(dialog, "title").setText("No test of restore")
    dialog.close = lambda: True  # type: ignore[method-assign]  # as if the program had been killed: nothing is thrown away
    dialog.hide()
    dialog.deleteLater()
    again = form(opened, qtbot, "finding", values={"vendor_id": vendor})
    assert line(again, "title").text() == "No test of restore"
    save(opened, qtbot, again)
    fresh = form(opened, qtbot, "finding", values={"vendor_id": vendor})
    assert line(fresh, "title").text() == ""
    fresh.reject()


def test_an_acceptance_without_an_end_is_refused_at_its_field(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "risk_acceptance", values={"vendor_id": vendor})
    box(dialog, "approver_id").setEditText("Risk lead")
    reason = dialog.findChild(QPlainTextEdit, "reason")
    assert isinstance(reason, QPlainTextEdit)
    reason.setPlainText("Replaced within the year")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(said(dialog, "expires_on")), timeout=WORK)
    assert dialog.isVisible()
    dialog.reject()


def test_a_section_adds_edits_and_deletes_by_keys(opened: MainWindow, qtbot: QtBot, vendor: int, tmp_path: Path) -> None:
    section = RecordSection(opened.desk, "contact", {"vendor_id": vendor})
    section.setParent(opened)
    section.resize(900, 300)
    section.show()
    section.refresh()
    qtbot.waitUntil(lambda: section.model.total >= 0, timeout=WORK)
    section.table.setFocus()
    section.deeds.add()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in opened.findChildren(RecordForm)), timeout=WORK)
    dialog = next(each for each in opened.findChildren(RecordForm) if each.isVisible())
    box(dialog, "purpose").setCurrentIndex(box(dialog, "purpose").findData("security"))
    line(dialog, "email").setText("soc@example.org")
    save(opened, qtbot, dialog)
    section.refresh()
    qtbot.waitUntil(lambda: any(row.values["email"] == "soc@example.org" for row in section.model.rows), timeout=WORK)
    added = next(row.id for row in section.model.rows if row.values["email"] == "soc@example.org")
    assert section.table.select(added)
    with qtbot.waitSignal(opened.desk.gateway.changed, timeout=WORK):
        section.deeds.delete()
    section.refresh()
    qtbot.waitUntil(lambda: all(row.id != added for row in section.model.rows), timeout=WORK)


def test_every_column_of_a_section_is_a_field_of_its_noun() -> None:
    for noun, names in COLUMNS.items():
        assert set(names) <= set(BY_TABLE[noun].draft.model_fields) | {"written_at", "due_at"}, noun
