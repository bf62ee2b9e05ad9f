"""Worked cases as a person meets them in forms: C27, C45, C46, C48 and C49."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.forms.section import RecordSection
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.pages.vendor_tabs import ContactsTab, ReviewsTab, ServicesTab
from risk_register.desktop.window import MainWindow
from risk_register.exchange.facts_json import export_facts
from risk_register.operations import records
from risk_register.operations.today import items
from risk_register.operations.vendors import find_vendor
from tests.desktop.conftest import WORK
from tests.desktop.forms.filling import asked, box, form, line, save, undo

Idle = Callable[[], None]
OFFICER = "Compliance officer"


@pytest.fixture
def vendor(opened: MainWindow, qtbot: QtBot) -> int:
    """A vendor of the demonstration."""
    return int(asked(opened, qtbot, lambda register: find_vendor(register, "Deskline")))


def at(window: MainWindow, day: int) -> None:
    """Turns the register's clock to a day of April 2026."""
    register = window.desk.gateway._register
    assert register is not None
    register.clock = lambda: datetime(2026, 4, day, 10, tzinfo=UTC)


def tab(page: VendorPage, kind: type[QWidget], idle: Idle) -> Any:
    place = next(number for number in range(page.tabs.count()) if isinstance(page.tabs.widget(number), kind))
    page.tabs.setCurrentIndex(place)
    idle()
    return page.tabs.widget(place)


def header(page: VendorPage) -> str:
    return " ".join(label.text() for label in page._facts.findChildren(QLabel))


def opened_form(window: MainWindow, qtbot: QtBot) -> RecordForm:
    """The form that a page opened."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(RecordForm)), timeout=WORK)
    return next(each for each in window.findChildren(RecordForm) if each.isVisible())


def test_c27_only_a_completed_review_moves_the_day_of_the_next(window: MainWindow, tmp_path: Path, qtbot: QtBot,
                                                               idle: Idle) -> None:
    window.desk.gateway.create(tmp_path / "own.riskregister", OFFICER)
    idle()
    at(window, 1)

    def set_up(register: Any) -> int:
        vendor_id = records.add_record(register, "vendor", {"legal_name": "Alder", "stage": "active"}, OFFICER)
        records.add_record(register, "contact", {"vendor_id": vendor_id, "purpose": "commercial", "name": "Service desk",
                                                 "phone": "1"}, OFFICER)
        records.add_record(register, "review", {"vendor_id": vendor_id, "kind": "periodic", "completed_on": "2025-03-10"}, OFFICER)
        return vendor_id

    made: list[int] = []
    window.desk.gateway.change(set_up, made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=WORK)
    window.open_vendor(made[0])
    idle()
    page = window.page("vendor")
    assert isinstance(page, VendorPage)

    def new_phone(phone: str) -> None:
        contacts: RecordSection = tab(page, ContactsTab, idle).sections["contact"]
        contacts.table.select(contacts.model.rows[0].id)
        contacts.deeds.edit()
        dialog = opened_form(window, qtbot)
        line(dialog, "phone").setText(phone)
        save(window, qtbot, dialog)
        idle()

    assert "22 days overdue" in header(page)
    new_phone("2")
    assert str(page._sheet.assessment.next_review_on) == "2026-03-10"  # type: ignore[union-attr]
    assert "22 days overdue" in header(page)
    window.actions_["edit_vendor"].trigger()
    dialog = opened_form(window, qtbot)
    line(dialog, "next_review_on").setText("15/05/26")
    save(window, qtbot, dialog)
    idle()
    new_phone("3")
    assert str(page._sheet.assessment.next_review_on) == "2026-05-15"  # type: ignore[union-attr]
    at(window, 2)
    reviews: RecordSection = tab(page, ReviewsTab, idle).sections["review"]
    reviews.deeds.add()
    dialog = opened_form(window, qtbot)
    kind = box(dialog, "kind")
    kind.setCurrentIndex(kind.findData("periodic"))
    line(dialog, "completed_on").setText("2026-04-02")
    save(window, qtbot, dialog)
    idle()
    assert str(page._sheet.assessment.next_review_on) == "2027-04-02"  # type: ignore[union-attr]
    undo(window, qtbot)
    idle()
    assert str(page._sheet.assessment.next_review_on) == "2026-05-15"  # type: ignore[union-attr]


def turn_the_wheel(field: QWidget) -> bool:
    """One notch down with the pointer over a field, and no click; whether the field took it for itself."""
    centre = field.rect().center()
    event = QWheelEvent(QPointF(centre), QPointF(field.mapToGlobal(centre)), QPoint(0, 0), QPoint(0, -120),
                        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # noqa: FBT003
    event.ignore()
    QApplication.sendEvent(field, event)
    return event.isAccepted()


@pytest.mark.parametrize(("noun", "values"), [("vendor", {"stated_criticality": "high"}), ("finding", {"likelihood": 5})])
def test_c45_the_wheel_over_a_form_scrolls_it_and_changes_no_field(opened: MainWindow, qtbot: QtBot, vendor: int, noun: str,
                                                                  values: dict[str, Any]) -> None:
    record_id = vendor
    if noun == "finding":
        record_id = asked(opened, qtbot, lambda register: records.records(register, "finding"))[0]["id"]
    with qtbot.waitSignal(opened.desk.gateway.changed, timeout=WORK):
        opened.desk.gateway.change(lambda register: records.edit_record(register, noun, record_id, values, OFFICER))
    before = opened.desk.gateway.standing
    dialog = form(opened, qtbot, noun, record_id=record_id)
    dialog.resize(dialog.width(), 260)
    texts = dialog.body.texts()
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0, timeout=WORK)
    line(dialog, "legal_name" if noun == "vendor" else "title").setFocus()
    for field in (*dialog.findChildren(QComboBox), *dialog.findChildren(QLineEdit)):
        if not field.hasFocus() and not isinstance(field.parent(), QComboBox):
            assert not turn_the_wheel(field), field.objectName()
            turn_the_wheel(area.viewport())  # where Qt itself leads what a field leaves, for a real wheel alone
    assert dialog.body.texts() == texts
    assert not dialog._typed()
    assert area.verticalScrollBar().value() > 0
    dialog.reject()
    assert opened.desk.gateway.standing == before
    again = form(opened, qtbot, noun, record_id=record_id)
    assert dialog is not again
    assert again.body.texts() == texts
    again.reject()


@pytest.mark.parametrize("way", ["save", "close the window", "another vendor"])
def test_c46_what_is_still_typed_in_is_stored_or_there_again(opened: MainWindow, qtbot: QtBot, vendor: int, way: str) -> None:
    dialog = form(opened, qtbot, "vendor", record_id=vendor)
    site = line(dialog, "website")
    site.setFocus()
    site.selectAll()
    qtbot.keyClicks(site, "Partial")  # without Enter
    key = dialog._keeper._key
    if way == "save":
        save(opened, qtbot, dialog)
        assert asked(opened, qtbot, lambda register: records.record(register, "vendor", vendor))["website"] == "Partial"
        return
    if way == "close the window":
        opened.close()
    else:
        dialog.reject()
        other = form(opened, qtbot, "vendor", record_id=asked(opened, qtbot, lambda register: find_vendor(register, "Stripe")))
        assert line(other, "website").text() != "Partial"
        other.reject()
    assert opened.desk.settings.typed(key)["website"] == "Partial"
    if way == "close the window":
        dialog.reject()


def test_c48_a_decimal_comma_and_a_point_are_the_same_number_and_never_a_hundredfold(
        opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    opened.desk.speak("fr")
    for typed, stored in (("0,25", "0.25"), ("0.25", "0.25"), ("1.234,5", "1234.5")):
        dialog = form(opened, qtbot, "contract", values={"vendor_id": vendor})
        line(dialog, "reference").setText(f"CT {typed}")
        line(dialog, "annual_cost").setText(typed)
        save(opened, qtbot, dialog)
        [found] = asked(opened, qtbot, lambda register, typed=typed: records.records(register, "contract", reference=f"CT {typed}"))
        assert found["annual_cost"] == Decimal(stored)
        again = form(opened, qtbot, "contract", record_id=found["id"])
        assert line(again, "annual_cost").text() == stored.replace(".", ",")
        again.reject()
    undo(opened, qtbot)
    exported = asked(opened, qtbot, export_facts)
    costs = {each["reference"]: each.get("annual_cost") for each in exported["contracts"]}
    assert costs["CT 0,25"] == costs["CT 0.25"] == "0.25"


def test_c49_the_day_nobody_entered_is_empty_and_can_be_emptied_again(opened: MainWindow, qtbot: QtBot, idle: Idle,
                                                                               vendor: int) -> None:
    dialog = form(opened, qtbot, "contract", values={"vendor_id": vendor})
    line(dialog, "reference").setText("CT-49")
    save(opened, qtbot, dialog)

    def contract(register: Any) -> dict[str, Any]:
        [found] = records.records(register, "contract", reference="CT-49")
        return dict(found)

    contract_id = asked(opened, qtbot, contract)["id"]
    assert asked(opened, qtbot, contract)["ends_on"] is None
    for typed, stored in (("2026-12-31", "2026-12-31"), ("", "None"), ("31/03/26", "2026-03-31"), ("", "None")):
        edited = form(opened, qtbot, "contract", record_id=contract_id)
        line(edited, "ends_on").setText(typed)
        save(opened, qtbot, edited)
        assert str(asked(opened, qtbot, contract)["ends_on"]) == stored
    assert asked(opened, qtbot, lambda register: [item for item in items(register) if item.record_id == contract_id]) == []
    opened.open_vendor(vendor)
    idle()
    page = opened.page("vendor")
    assert isinstance(page, VendorPage)
    view = tab(page, ServicesTab, idle).views[1]
    row = next(number for number, each in enumerate(view.model.rows) if each.id == contract_id)
    shown = [str(view.model.headerData(number, Qt.Orientation.Horizontal)) for number in range(view.model.columnCount())]
    assert view.model.index(row, shown.index("To")).data() == "\N{EM DASH}"
    undo(opened, qtbot)
    assert str(asked(opened, qtbot, contract)["ends_on"]) == "2026-03-31"
