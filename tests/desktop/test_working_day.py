"""A morning on Today: what is late, runs out or can be claimed, dealt with by keys; each line goes, and comes back by undo."""

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.outside import forget_copies
from risk_register.desktop.pages.questionnaires import QuestionnairesPage
from risk_register.desktop.pages.today import TodayPage
from risk_register.desktop.window import MainWindow
from risk_register.model.items import Item
from tests.desktop import filled_today
from tests.desktop.conftest import WORK
from tests.desktop.filled_today import Filled, days

Idle = Callable[[], None]
NO, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Morning:
    """A person at the window, who has keys and a mouse."""

    def __init__(self, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
        self.window, self.qtbot, self.idle = window, qtbot, idle

    @property
    def page(self) -> TodayPage:
        found = self.window.page("today")
        assert isinstance(found, TodayPage)
        return found

    def lines(self) -> dict[str, Item]:
        """What stands on Today, by kind."""
        return {line.kind: line for line in self.page.model.rows if isinstance(line, Item)}

    def go_to(self, kind: str) -> QWidget:
        """Goes down to the line with the arrow keys, and follows it with Enter; where the keys go then."""
        table = self.page.table
        self.window.activateWindow()
        table.setFocus()
        self.qtbot.waitUntil(table.hasFocus, timeout=WORK)
        self.qtbot.keyClick(table, Qt.Key.Key_Home, CONTROL)
        for _ in range(len(self.page.model.rows)):
            item = self.page.model.item_at(table.currentIndex())
            if item is not None and item.kind == kind:
                break
            self.qtbot.keyClick(table, Qt.Key.Key_Down)
        else:
            pytest.fail(f"{kind} is not on Today")
        self.qtbot.keyClick(table, Qt.Key.Key_Return)
        self.idle()
        self.idle()
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def form(self, key: Qt.Key, on: QWidget, noun: str) -> RecordForm:
        """Opens a form by a key, and waits until it is there."""
        self.qtbot.keyClick(on, key)
        self.qtbot.waitUntil(lambda: bool(self._forms(noun)), timeout=WORK)
        return self._forms(noun)[0]

    def _forms(self, noun: str) -> list[RecordForm]:
        return [each for each in self.window.findChildren(RecordForm, f"form_{noun}") if each.isVisible()]

    def fill(self, form: RecordForm, **fields: str) -> None:
        """Types into fields; picks in boxes by what is stored."""
        for name, typed in fields.items():
            box = form.findChild(QComboBox, name)
            if isinstance(box, QComboBox) and not box.isEditable():
                box.setCurrentIndex(box.findData(typed))
                continue
            line = form.findChild(QLineEdit, name)
            assert isinstance(line, QLineEdit), name
            line.setFocus()
            line.selectAll()
            self.qtbot.keyClicks(line, typed)
        with self.qtbot.waitSignal(form.saved, timeout=WORK):
            self.qtbot.keyClick(form, Qt.Key.Key_Return, CONTROL)
        self.idle()

    def back(self) -> None:
        """Goes back to Today by its key."""
        self.window.actions_["go_today"].trigger()
        self.idle()
        assert self.window.current == "today"

    def undo(self) -> None:
        """Takes the last change back."""
        self.window.actions_["undo"].trigger()
        self.idle()


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    return filled_today.fill(tmp_path / "own.riskregister")


@pytest.fixture
def morning(window: MainWindow, filled: Filled, qtbot: QtBot, idle: Idle) -> Morning:
    window.desk.gateway.open(filled.path)
    idle()
    assert window.current == "today"
    return Morning(window, qtbot, idle)


def test_an_overdue_review_is_made_and_goes(morning: Morning) -> None:
    assert morning.lines()["review"].urgency == "overdue"
    where = morning.go_to("review")
    form = morning.form(Qt.Key.Key_Insert, where, "review")
    morning.fill(form, kind="periodic", completed_on=days(0).isoformat(), conclusion="approved")
    morning.back()
    assert "review" not in morning.lines()
    morning.undo()
    assert morning.lines()["review"].urgency == "overdue"


def test_a_late_questionnaire_is_reminded_of_by_a_letter_and_the_line_says_so(
        morning: Morning, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: handed.append(Path(QUrl(url).toLocalFile())) or True)
    assert "reminded" not in str(morning.lines()["questionnaire"].detail)
    morning.go_to("questionnaire")
    page = morning.window.page("questionnaires")
    assert isinstance(page, QuestionnairesPage)
    letter = page.findChild(QToolButton, "round_letter")
    assert isinstance(letter, QToolButton)
    assert letter.text() == "&Remind the vendor…"
    qtbot.mouseClick(letter, Qt.MouseButton.LeftButton)
    morning.idle()
    written = message_from_bytes(handed[0].read_bytes(), policy=default)
    assert written["To"] == "security@alder.example"
    assert written["X-Unsent"] == "1"
    morning.back()
    assert "reminded on" in str(morning.lines()["questionnaire"].detail)
    morning.undo()
    assert "reminded" not in str(morning.lines()["questionnaire"].detail)
    forget_copies()


def test_an_acceptance_about_to_run_out_is_given_for_longer_and_goes(morning: Morning) -> None:
    assert morning.lines()["acceptance"].due_on == days(4)
    where = morning.go_to("acceptance")
    form = morning.form(Qt.Key.Key_Return, where, "risk_acceptance")
    morning.fill(form, expires_on=days(300).isoformat())
    morning.back()
    assert "acceptance" not in morning.lines()
    morning.undo()
    assert morning.lines()["acceptance"].due_on == days(4)


def test_notice_is_given_within_its_window_and_the_line_goes(morning: Morning) -> None:
    assert str(morning.lines()["contract"].text) == "C-1: give notice, or let it renew"
    where = morning.go_to("contract")
    form = morning.form(Qt.Key.Key_Return, where, "contract")
    morning.fill(form, ended_on=days(95).isoformat(), end_reason="terminated_by_us")
    morning.back()
    assert "contract" not in morning.lines()
    morning.undo()
    assert morning.lines()["contract"].due_on == days(5)


def test_a_missed_service_levels_credit_is_claimed_and_the_line_goes(morning: Morning) -> None:
    assert morning.lines()["credit"].due_on == days(35)
    where = morning.go_to("credit")
    form = morning.form(Qt.Key.Key_C, where, "credit_claim")
    morning.fill(form, asked="120")
    morning.back()
    assert "credit" not in morning.lines()
    morning.undo()
    assert morning.lines()["credit"].due_on == days(35)


def test_an_access_is_reviewed_a_treatment_done_and_a_list_of_subcontractors_decided_about(morning: Morning) -> None:
    form = morning.form(Qt.Key.Key_Return, morning.go_to("access"), "access")
    morning.fill(form, reviewed_on=days(0).isoformat())
    morning.back()
    assert "access" not in morning.lines()
    form = morning.form(Qt.Key.Key_Return, morning.go_to("treatment"), "treatment")
    morning.fill(form, state="done", done_on=days(0).isoformat())
    morning.back()
    assert "treatment" not in morning.lines()
    form = morning.form(Qt.Key.Key_Return, morning.go_to("evidence"), "evidence")
    morning.fill(form, expires_on=days(400).isoformat())
    morning.back()
    assert "evidence" not in morning.lines()
    for kind in ("evidence", "treatment", "access"):
        morning.undo()
        assert kind in morning.lines()


def test_a_finding_is_closed_on_today_itself(morning: Morning, qtbot: QtBot) -> None:
    table = morning.page.table
    table.select(morning.lines()["finding"].key)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus, timeout=WORK)
    qtbot.keyClick(table, Qt.Key.Key_C)
    morning.idle()
    assert "finding" not in morning.lines()
    morning.undo()
    assert "finding" in morning.lines()


def test_after_all_is_undone_the_morning_looks_as_it_did(morning: Morning) -> None:
    before = list(morning.page.model.rows)
    form = morning.form(Qt.Key.Key_Return, morning.go_to("acceptance"), "risk_acceptance")
    morning.fill(form, expires_on=days(300).isoformat())
    morning.undo()
    morning.back()
    assert [getattr(line, "key", line) for line in morning.page.model.rows] == [getattr(line, "key", line) for line in before]
