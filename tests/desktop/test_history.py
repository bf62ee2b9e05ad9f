"""The journal on its page, and the window put on a past day."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from risk_register.desktop.dialogs.look_back import LookBackDialog
from risk_register.desktop.pages.history import HistoryPage
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.pages.vendors import VendorsPage
from risk_register.desktop.window import MainWindow
from risk_register.operations.vendors import edit_vendor, list_vendors
from risk_register.store import Register

Idle = Callable[[], None]
CHANGE_VERBS = ("change", "vendor and change")


@pytest.fixture
def page(opened: MainWindow, idle: Idle) -> HistoryPage:
    opened.go("history")
    idle()
    found = opened.page("history")
    assert isinstance(found, HistoryPage)
    return found


def rows(page: HistoryPage) -> list[tuple[str, ...]]:
    return [tuple(str(page.model.index(row, column).data()) for column in range(8)) for row in range(page.model.rowCount())]


def choose(page: HistoryPage, box: str, words: str, idle: Idle) -> None:
    combo = getattr(page.filters, box)
    combo.setCurrentIndex(combo.findText(words))
    idle()


def test_the_journal_is_narrowed_by_who(page: HistoryPage, idle: Idle) -> None:
    choose(page, "who", "Purchasing lead", idle)
    assert {row[2] for row in rows(page)} == {"Purchasing lead"}


def test_the_journal_is_narrowed_by_the_kind_of_record(page: HistoryPage, idle: Idle) -> None:
    choose(page, "kind", "Findings", idle)
    assert rows(page)
    assert all(row[4].startswith("Finding") for row in rows(page))


def test_the_journal_is_narrowed_by_vendor_with_all_that_belongs_to_it(page: HistoryPage, qtbot: QtBot, idle: Idle) -> None:
    line = page.filters.vendor.lineEdit()
    line.setFocus()
    qtbot.keyClicks(line, "OpenAI")
    idle()
    kinds = {row[4].split()[0] for row in rows(page)}
    assert {"Vendor", "Service", "Contract"} <= kinds
    assert not any("Stripe" in row[4] for row in rows(page))


def test_the_journal_is_narrowed_by_days_and_half_a_date_narrows_nothing(page: HistoryPage, qtbot: QtBot, idle: Idle) -> None:
    every = len(rows(page))
    qtbot.keyClicks(page.filters.since.line, "2025-11")
    idle()
    assert len(rows(page)) == every
    qtbot.keyClicks(page.filters.since.line, "-10")
    qtbot.keyClicks(page.filters.until.line, "2025-11-13")
    idle()
    assert {row[1][:10] for row in rows(page)} == {"2025-11-10", "2025-11-13"}


def test_one_line_stands_for_each_change_and_opens_to_its_lines(page: HistoryPage, qtbot: QtBot) -> None:
    page.filters.whole.setChecked(True)
    numbers = [line.row.change for line in page.changes.rows]
    assert len(numbers) == len(set(numbers))
    wanted = page.changes.rows[1]
    page.change_table.select(wanted.row.change)
    qtbot.keyClick(page.change_table, Qt.Key.Key_Return)
    assert not page.filters.whole.isChecked()
    assert page.table.current == (wanted.row.change, 0)


def test_older_lines_come_when_asked_for(opened: MainWindow, idle: Idle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("risk_register.desktop.pages.history._PAGE", 50)
    opened.go("history")
    idle()
    page = opened.page("history")
    assert isinstance(page, HistoryPage)
    assert page.model.total == 50
    assert page.older.isVisible()
    page.older.click()
    idle()
    assert page.model.total == 100


def test_moments_are_told_in_the_organisations_time_zone(page: HistoryPage) -> None:
    # 17 November 2025, 10:30 UTC is 11:30 in Paris, on whatever computer this is read.
    written = next(row for row in rows(page) if row[5] == "Written at" and row[0].strip() == "84")
    assert written[1] == "2025-11-17 11:30"
    assert "11:30 UTC+01:00" in written[7]


def test_a_change_that_a_later_one_covers_is_not_taken_back_and_the_sentence_says_why(
        opened: MainWindow, page: HistoryPage, idle: Idle) -> None:
    def twice(register: Register) -> None:
        vendor = list_vendors(register)[0].id
        edit_vendor(register, vendor, {"town": "Lyon"}, "Compliance officer")
        edit_vendor(register, vendor, {"town": "Nantes"}, "Compliance officer")

    opened.desk.gateway.change(twice)
    idle()
    first = sorted({key[0] for key, _ in page.model.rows})[-2]
    page.table.select((first, 0))
    page.take_back.click()
    idle()
    box = opened.findChild(QMessageBox, "message")
    assert "a later change touches the same fields" in box.text()
    box.close()


# Looking back

def look_back_to(window: MainWindow, day: str, idle: Idle, qtbot: QtBot) -> None:
    window.actions_["look_back"].trigger()
    idle()
    dialog = next(each for each in window.findChildren(LookBackDialog) if each.isVisible())
    dialog.field.line.clear()
    qtbot.keyClicks(dialog.field.line, day)
    qtbot.keyClick(dialog.field.line, Qt.Key.Key_Return)
    for _ in range(3):
        idle()


def test_the_window_shows_a_past_day_and_says_so(opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    opened.go("vendors")
    idle()
    vendors = opened.page("vendors")
    assert isinstance(vendors, VendorsPage)
    now = {row.name: row.stage for row in vendors.model.everything}
    look_back_to(opened, "2025-03-31", idle, qtbot)
    assert {row.name: row.stage for row in vendors.model.everything} != now
    assert opened.desk.gateway.day == date(2025, 3, 31)
    assert opened.notices.past.isVisible()
    assert "31 March 2025" in opened.notices.past.words.text()
    assert "31 March 2025" in opened.windowTitle()
    assert "31 March 2025" in opened.status._mode.text()
    opened.notices.back_to_today.click()
    for _ in range(3):
        idle()
    assert {row.name: row.stage for row in vendors.model.everything} == now
    assert not opened.notices.past.isVisible()


def test_looking_back_can_be_stopped_and_the_window_stays_where_it_was(opened: MainWindow, idle: Idle) -> None:
    gateway = opened.desk.gateway
    for day, stays in ((date(2025, 3, 31), None), (None, None), (date(2025, 6, 30), date(2025, 6, 30))):
        work = gateway.look_back(day)
        if day is None or stays is None:
            work.cancel()
        idle()
        assert gateway.day == stays
    work = gateway.look_back(date(2025, 3, 31))
    assert work.can_cancel
    work.cancel()
    idle()
    assert gateway.day == date(2025, 6, 30)
    assert opened.notices.past.isVisible()


def test_nothing_can_be_changed_while_looking_back(opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    look_back_to(opened, "2025-06-30", idle, qtbot)
    opened.go("vendors")
    idle()
    line = opened.findChild(QLineEdit, "new_vendor")
    assert isinstance(line, QLineEdit)
    assert not line.isEnabled()
    opened.open_vendor(opened.page("vendors").model.rows[0].id)  # type: ignore[attr-defined]
    idle()
    enabled = [verb.name for verb in opened.actions_.verbs
               if verb.needs in CHANGE_VERBS and opened.actions_[verb.name].isEnabled()]
    assert enabled == []
    assert not opened.actions_["undo"].isEnabled()
    assert not opened.actions_["redo"].isEnabled()
    opened.go("history")
    idle()
    page = opened.page("history")
    assert isinstance(page, HistoryPage)
    page.table.select(page.model.rows[0][0])
    assert not page.take_back.isEnabled()
    assert max(key[0] for key, _ in page.model.rows) < 85


def test_a_vendors_page_shows_what_was_known_then(opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    opened.go("vendors")
    idle()
    names = {row.name: row.id for row in opened.page("vendors").model.rows}  # type: ignore[attr-defined]
    opened.open_vendor(names["OpenAI"])
    idle()
    page = opened.page("vendor")
    assert isinstance(page, VendorPage)
    assert page._sheet is not None
    today = len(page._sheet.facts.contracts), len(page._sheet.facts.rounds), page._sheet.assessment.residual
    look_back_to(opened, "2024-12-31", idle, qtbot)
    assert page._sheet.today == date(2024, 12, 31)
    assert (len(page._sheet.facts.contracts), len(page._sheet.facts.rounds), page._sheet.assessment.residual) != today


@pytest.mark.parametrize(("typed", "says"), [
    ("soon", "is no day"), ("2999-01-01", "before today"), ("2001-01-01", "begins on")])
def test_a_day_that_cannot_be_shown_is_told_beside_the_field(
        opened: MainWindow, idle: Idle, qtbot: QtBot, typed: str, says: str) -> None:
    look_back_to(opened, typed, idle, qtbot)
    dialog = next(each for each in opened.findChildren(LookBackDialog) if each.isVisible())
    assert says in dialog._error.text()
    dialog.reject()
    assert opened.desk.gateway.day is None


def test_the_selected_lines_day_is_one_press_away(opened: MainWindow, page: HistoryPage, idle: Idle) -> None:
    wanted = next(key for key, row in page.model.rows if row.at.date() == date(2025, 10, 6))
    page.table.select(wanted)
    assert page.as_it_stood.text() == "As it stood on 6 October 2025"
    page.as_it_stood.click()
    for _ in range(3):
        idle()
    assert opened.desk.gateway.day == date(2025, 10, 6)
    assert max(row.at.date() for _, row in page.model.rows) == date(2025, 10, 6)
