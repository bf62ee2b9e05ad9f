"""The form of any record, typed into as a person would: numbers, days, names, what belongs to it, and what is wrong beside it."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.forms.layouts import COLUMNS, GROWS, LAYOUTS
from risk_register.desktop.forms.mnemonics import letter_of
from risk_register.desktop.forms.nouns import A
from risk_register.desktop.forms.parts import PartEditor
from risk_register.desktop.forms.section import RecordSection
from risk_register.desktop.window import MainWindow
from risk_register.model.nouns import BY_TABLE
from risk_register.operations import records
from risk_register.operations.vendors import find_vendor
from tests.desktop.conftest import WORK
from tests.desktop.forms.filling import asked, box, form, line, said, save, text, undo


@pytest.fixture
def vendor(opened: MainWindow, qtbot: QtBot) -> int:
    """A vendor of the demonstration."""
    return int(asked(opened, qtbot, lambda register: find_vendor(register, "Deskline")))


def assert_letters(dialog: RecordForm) -> None:
    """Every field has a letter, and no two the same; the longest forms have more fields than there are letters."""
    labels = [label for label in dialog.findChildren(QLabel) if label.buddy() is not None]
    letters = [letter_of(label.text()) for label in labels]
    letters += [letter_of(button.text()) for button in dialog.findChildren(QAbstractButton)]
    marked = [letter for letter in letters if letter]
    assert len(marked) == len(set(marked))
    assert [label.text() for label in labels if not letter_of(label.text())] == [] or len(labels) > 20


@pytest.mark.parametrize("noun", sorted(LAYOUTS))
def test_every_noun_has_a_form_whose_fields_can_be_heard_and_reached(opened: MainWindow, qtbot: QtBot, vendor: int,
                                                                     noun: str) -> None:
    values = {"vendor_id": vendor} if "vendor_id" in BY_TABLE[noun].draft.model_fields else {}
    dialog = form(opened, qtbot, noun, values=values)
    for kind in (QLineEdit, QComboBox, QPlainTextEdit):
        for widget in dialog.findChildren(kind):
            within = isinstance(widget.parent(), QComboBox) or widget.objectName().startswith("qt_")
            assert widget.accessibleName() or within, (noun, widget.objectName())
    assert_letters(dialog)
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


def test_an_acceptance_without_an_end_is_refused_at_its_field(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "risk_acceptance", values={"vendor_id": vendor})
    box(dialog, "approver_id").setEditText("Risk lead")
    text(dialog, "reason").setPlainText("Replaced within the year")
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
    for there in (True, False):
        undo(opened, qtbot)
        section.refresh()
        qtbot.waitUntil(lambda there=there: any(row.id == added for row in section.model.rows) is there, timeout=WORK)


def test_every_column_of_a_section_is_a_field_of_its_noun() -> None:
    for noun, names in COLUMNS.items():
        assert set(names) <= set(BY_TABLE[noun].draft.model_fields) | {"written_at", "due_at"}, noun


def test_every_noun_that_a_table_lists_has_a_form_and_is_called_by_a_name() -> None:
    for noun in COLUMNS:
        assert noun in LAYOUTS, noun
        assert noun in A, noun
        assert GROWS.get(noun, COLUMNS[noun][-1]) in COLUMNS[noun], noun
    assert set(A) >= set(LAYOUTS)


def test_own_entities_are_listed_with_their_countries_names(opened: MainWindow, qtbot: QtBot) -> None:
    section = RecordSection(opened.desk, "own_entity")
    section.setParent(opened)
    section.refresh()
    qtbot.waitUntil(lambda: section.model.total > 0, timeout=WORK)
    place = COLUMNS["own_entity"].index("country")
    shown = {str(section.model.index(row, place).data()) for row in range(section.model.rowCount())}
    assert shown
    assert all(len(name) > 2 for name in shown)


@pytest.mark.parametrize("noun", ["contract", "data_flow", "finding", "subcontractor_link", "vendor"])
def test_the_longest_forms_give_each_field_a_letter_in_french_too(opened: MainWindow, qtbot: QtBot, noun: str) -> None:
    opened.desk.speak("fr")
    dialog = form(opened, qtbot, noun)
    assert_letters(dialog)
    dialog.reject()


@pytest.mark.parametrize("noun", ["vendor", "contract", "data_flow", "contact", "incident"])
def test_the_tab_key_goes_through_a_form_as_it_is_read(opened: MainWindow, qtbot: QtBot, vendor: int, noun: str) -> None:
    record_id = vendor if noun == "vendor" else asked(opened, qtbot, lambda register: records.records(register, noun))[0]["id"]
    dialog = form(opened, qtbot, noun, record_id=record_id)
    QApplication.processEvents()
    first = dialog.focusWidget()
    assert first is next(iter(dialog.body.fields.values())).inner
    chain, each = [first], first.nextInFocusChain()
    while each is not first:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and not isinstance(each.parent(), QComboBox):
            chain.append(each)
        each = each.nextInFocusChain()
    within = [each for each in chain if dialog.body.isAncestorOf(each)]
    assert chain[:len(within)] == within
    height = dialog.fontMetrics().height()
    places = [each.mapTo(dialog.body, QPoint(0, each.height() // 2)) for each in within]
    for before, after in pairwise(places):
        assert after.y() > before.y() - height, (before, after)
        assert after.y() > before.y() + height // 2 or after.x() > before.x(), (before, after)
    dialog.reject()


@pytest.mark.parametrize("noun", ["vendor", "contact"])
def test_enter_in_a_field_saves(opened: MainWindow, qtbot: QtBot, vendor: int, noun: str) -> None:
    dialog = form(opened, qtbot, noun, values={"vendor_id": vendor} if noun == "contact" else {})
    name = line(dialog, "name" if noun == "contact" else "legal_name")
    name.setText("Alder")
    with qtbot.waitSignal(dialog.saved, timeout=WORK):
        qtbot.keyClick(name, Qt.Key.Key_Return)


def test_a_letter_leads_to_its_field(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "contact", values={"vendor_id": vendor})
    label = next(each for each in dialog.findChildren(QLabel) if each.buddy() is line(dialog, "email"))
    qtbot.keyClick(dialog, letter_of(label.text()), Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(line(dialog, "email").hasFocus, timeout=WORK)
    dialog.reject()


def test_what_a_subcontractor_receives_is_asked_only_where_it_is_not_everything(opened: MainWindow, qtbot: QtBot,
                                                                                vendor: int) -> None:
    dialog = form(opened, qtbot, "subcontractor_link", values={"provider_id": vendor})
    part = next(each for each in dialog.findChildren(PartEditor) if each.objectName() == "part_link_element")
    assert not part.isVisible()
    everything = box(dialog, "passes_all_elements")
    everything.setCurrentIndex(everything.findData(False))  # noqa: FBT003  # Qt's own signature
    qtbot.waitUntil(part.isVisible, timeout=WORK)
    dialog.reject()


def test_a_person_named_in_a_line_is_added_with_the_record(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "finding", values={"vendor_id": vendor})
    line(dialog, "title").setText("No test of restore")
    part = next(each for each in dialog.findChildren(PartEditor) if each.objectName() == "part_treatment")
    fields = {field.name: field for field in part.add_line({})}
    fields["kind"].show_value("mitigate")
    fields["description"].show_text("Restore once a quarter")
    fields["owner_id"].show_text("Head of backups")
    save(opened, qtbot, dialog)
    [treatment] = asked(opened, qtbot, lambda register: records.records(register, "treatment", kind="mitigate",
                                                                        description="Restore once a quarter"))
    [person] = asked(opened, qtbot, lambda register: records.records(register, "person", name="Head of backups"))
    assert treatment["owner_id"] == person["id"]
    undo(opened, qtbot)
    assert asked(opened, qtbot, lambda register: records.records(register, "person", name="Head of backups")) == []
