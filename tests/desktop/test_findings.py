"""Findings by keys, where a person meets what is wrong: an answer, a missed service level, an incident, Today."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.pages.questionnaires import QuestionnairesPage
from risk_register.desktop.pages.today import TodayPage
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.pages.vendor_tabs.reviews import ReviewsTab
from risk_register.desktop.widgets.finding_deeds import Contradiction, open_finding
from risk_register.desktop.window import MainWindow
from risk_register.model import facts
from risk_register.model.items import Item
from risk_register.operations.facts import vendor_facts
from risk_register.operations.vendors import find_vendor
from risk_register.texts import Text
from tests.desktop.conftest import WORK

Idle = Callable[[], None]
ENTER, F = Qt.Key.Key_Return, Qt.Key.Key_F


def known(window: MainWindow, qtbot: QtBot, name: str) -> facts.VendorFacts:
    found: list[facts.VendorFacts] = []
    window.desk.gateway.ask(lambda register: vendor_facts(register, find_vendor(register, name)), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WORK)
    return found[0]


def open_tab(window: MainWindow, qtbot: QtBot, idle: Idle, name: str, tab: type) -> VendorPage:
    window.open_vendor(known(window, qtbot, name).vendor.id)
    idle()
    page = window.page("vendor")
    assert isinstance(page, VendorPage)
    page.tabs.setCurrentIndex(next(n for n in range(page.tabs.count()) if isinstance(page.tabs.widget(n), tab)))
    idle()
    return page


def form(window: MainWindow, qtbot: QtBot) -> RecordForm:
    """The form that is open, with the keyboard in it."""
    def there() -> bool:
        return any(each.isVisible() for each in window.findChildren(RecordForm))

    qtbot.waitUntil(there, timeout=WORK)
    [made] = [each for each in window.findChildren(RecordForm) if each.isVisible()]
    return made


def no_form(window: MainWindow, qtbot: QtBot) -> None:
    """Waits until what was typed in the form is stored."""
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(RecordForm)), timeout=WORK)


def stand_in(table: QWidget, qtbot: QtBot) -> None:
    """Gives a table the keyboard, also after a dialog had it."""
    table.window().activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus, timeout=WORK)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """A key, to whatever has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, key)


def fill(made: RecordForm, **values: str) -> None:
    for name, words in values.items():
        made.body.fields[name].show_text(words)


@pytest.fixture
def reviews(opened: MainWindow, qtbot: QtBot, idle: Idle) -> ReviewsTab:
    """The findings of a vendor that has some open ones, the keyboard in them."""
    page = open_tab(opened, qtbot, idle, "Paieclair", ReviewsTab)
    tab = page.tabs.currentWidget()
    assert isinstance(tab, ReviewsTab)
    stand_in(tab.findings.table, qtbot)
    return tab


def select(tab: ReviewsTab, title: str) -> int:
    row = next(row for row in tab.findings.model.rows if title in row.finding.title)
    assert tab.findings.table.select(row.id)
    return row.id


def test_f_on_an_answer_and_enter_record_a_finding(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    opened.go("questionnaires")
    idle()
    page = opened.page("questionnaires")
    assert isinstance(page, QuestionnairesPage)
    table = page.findChild(QTableView, "table_answers")
    assert table is not None
    answer = table.rows.rows[3]  # type: ignore[attr-defined]
    table.select(answer.id)  # type: ignore[attr-defined]
    stand_in(table, qtbot)
    before = opened.desk.gateway.standing.changes  # type: ignore[union-attr]
    press(qtbot, F)
    form(opened, qtbot)
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: opened.desk.gateway.standing.changes == before + 1, timeout=WORK)  # type: ignore[union-attr]
    idle()
    opened.actions_["undo"].trigger()
    idle()
    assert opened.desk.gateway.standing.changes == before + 2  # type: ignore[union-attr]


def test_a_finding_is_treated_and_closed_by_keys_and_all_of_it_is_undone(opened: MainWindow, reviews: ReviewsTab, qtbot: QtBot,
                                                                         idle: Idle) -> None:
    finding = select(reviews, "ISO/IEC 27001")

    def state() -> str:
        return next(each.state for each in known(opened, qtbot, "Paieclair").findings if each.id == finding)

    assert state() == "open"
    press(qtbot, Qt.Key.Key_I)
    idle()
    assert state() == "in_treatment"
    press(qtbot, Qt.Key.Key_T)
    made = form(opened, qtbot)
    fill(made, description="Renewal ordered")
    qtbot.keyClick(made, ENTER)
    no_form(opened, qtbot)
    idle()
    stand_in(reviews.findings.table, qtbot)
    press(qtbot, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: bool(opened.findChildren(QMessageBox)), timeout=WORK)
    [box] = opened.findChildren(QMessageBox)
    assert "cannot be closed yet" in box.text() + box.informativeText()
    box.close()
    assert state() == "in_treatment"
    for _ in range(2):
        opened.actions_["undo"].trigger()
        idle()
    assert state() == "open"
    stand_in(reviews.findings.table, qtbot)
    press(qtbot, Qt.Key.Key_C)
    idle()
    assert state() == "closed"
    assert "Closed on" in next(row for row in reviews.findings.table.rows._cells(
        next(each for each in reviews.findings.model.rows if each.id == finding)) if "Closed" in row)
    press(qtbot, Qt.Key.Key_R)
    idle()
    assert state() == "open"


def test_how_far_a_treatment_has_come_is_said_by_keys(opened: MainWindow, reviews: ReviewsTab, qtbot: QtBot, idle: Idle) -> None:
    table = reviews.sections["treatment"].table
    [row] = [row for row in table.rows.rows if row.values["state"] == "planned"]
    table.select(row.id)
    stand_in(table, qtbot)

    def now() -> tuple[object, object]:
        values = next(each.values for each in table.rows.rows if each.id == row.id)
        return values["state"], values["done_on"]

    for key, state in ((Qt.Key.Key_P, "in_progress"), (Qt.Key.Key_D, "done")):
        press(qtbot, key)
        idle()
        assert now()[0] == state
    assert now()[1] is not None
    opened.actions_["undo"].trigger()
    idle()
    assert now() == ("in_progress", None)


def test_an_acceptance_without_an_end_is_refused_at_its_field(opened: MainWindow, reviews: ReviewsTab, qtbot: QtBot,
                                                              idle: Idle) -> None:
    """C28: an acceptance that never ends is none."""
    finding = select(reviews, "administration interface")
    press(qtbot, Qt.Key.Key_A)
    made = form(opened, qtbot)
    approver = made.findChild(QComboBox, "approver_id")
    fill(made, reason="Closed to the outside by our own rules", approver_id=approver.itemText(1) if approver else "")
    qtbot.keyClick(made, ENTER)
    qtbot.waitUntil(lambda: bool(made.body.errors["expires_on"].text()), timeout=WORK)
    assert made.body.errors["approver_id"].text() == ""
    assert [each for each in known(opened, qtbot, "Paieclair").acceptances if each.finding_id == finding] == []
    made.reject()


def test_a_finding_on_today_is_dealt_with_there(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    opened.go("today")
    idle()
    page = opened.page("today")
    assert isinstance(page, TodayPage)
    line = next(line for line in page.model.rows if getattr(line, "noun", "") == "finding")
    page.table.select(page.model.identity_of(line))
    stand_in(page.table, qtbot)
    press(qtbot, Qt.Key.Key_T)
    assert form(opened, qtbot).objectName() == "form_treatment"
    form(opened, qtbot).reject()
    assert not any(action.isEnabled() for action in page.table.actions() if action.objectName() == "record_finding")


def test_f_on_a_line_of_today_begins_a_finding_about_what_it_says(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    opened.go("today")
    idle()
    page = opened.page("today")
    assert isinstance(page, TodayPage)
    lines = [line for line in page.model.rows if isinstance(line, Item)]
    review = next(line for line in lines if line.kind == "review")
    page.table.select(page.model.identity_of(review))
    stand_in(page.table, qtbot)
    press(qtbot, F)
    made = form(opened, qtbot)
    assert made.body.fields["title"].text() == ""
    fill(made, title="Reviewed too late")
    qtbot.keyClick(made, ENTER)
    no_form(opened, qtbot)
    idle()
    assert any(isinstance(line, Item) and line.kind == "finding" and line.vendor == review.vendor for line in page.model.rows)


def test_the_menu_records_a_finding_about_the_vendor_in_view(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    open_tab(opened, qtbot, idle, "Deskline", ReviewsTab)
    opened.actions_["record_finding"].trigger()
    made = form(opened, qtbot)
    assert made.body.fields["title"].text() == ""
    assert made.body.fields["due_on"].text() != ""
    fill(made, title="No plan for leaving")
    qtbot.keyClick(made, ENTER)
    no_form(opened, qtbot)
    assert [each.title for each in known(opened, qtbot, "Deskline").findings][-1] == "No plan for leaving"


def test_records_that_do_not_agree_become_a_finding_by_their_rule(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    vendor = known(opened, qtbot, "Deskline").vendor.id
    open_finding(opened.desk, opened, Contradiction(vendor, "encryption", Text("Says {said}; the flow is open", said="encrypted")))
    qtbot.keyClick(form(opened, qtbot), ENTER)
    no_form(opened, qtbot)
    idle()
    finding = known(opened, qtbot, "Deskline").findings[-1]
    assert (finding.title, finding.contradiction) == ("Says encrypted; the flow is open", "encryption")
    page = open_tab(opened, qtbot, idle, "Deskline", ReviewsTab)
    tab = page.tabs.currentWidget()
    assert isinstance(tab, ReviewsTab)
    assert "Records that do not agree" in tab.findings.model._cells(tab.findings.model.rows[-1])


def test_the_menu_says_what_it_needs_where_nothing_is_in_hand(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    opened.go("history")
    idle()
    opened.actions_["record_finding"].trigger()
    qtbot.waitUntil(lambda: bool(opened.findChildren(QMessageBox)), timeout=WORK)
    [box] = opened.findChildren(QMessageBox)
    assert "a finding is about one" in box.text() + box.informativeText()
    box.close()
