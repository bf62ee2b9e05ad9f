"""A questionnaire sent out from the window in the vendor's language, or with another family's questions; it comes back by drop."""

import io
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.dialogs.import_questionnaire import ImportDialog
from risk_register.desktop.dialogs.issue import IssueDialog
from risk_register.desktop.outside import forget_copies
from risk_register.desktop.pages.questionnaires import QuestionnairesPage
from risk_register.desktop.pages.today import TodayPage
from risk_register.desktop.window import MainWindow
from risk_register.model.vocabulary import RoundState
from risk_register.operations import facts
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.vendors import find_vendor
from risk_register.store import Register
from tests.desktop.conftest import WORK
from tests.exchange.filling import rows_of

Idle = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The files that the system was asked to open."""
    found: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(Path(QUrl(url).toLocalFile())) or True)
    yield found
    forget_copies()


def dialog(window: MainWindow, kind: type[QDialog], qtbot: QtBot) -> Any:
    """The dialog of that kind, once it is there."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=WORK)
    return next(each for each in window.findChildren(kind) if each.isVisible())


def sent_form(window: MainWindow, handed: list[Path], qtbot: QtBot, idle: Idle, *, family: str | None = None,
              scope: str | None = None, language: str | None = None) -> bytes:
    """Sends a questionnaire to Deskline; the form as the letter has it attached."""
    window.go("questionnaires")
    idle()
    window.actions_["issue_questionnaire"].trigger()
    asked = dialog(window, IssueDialog, qtbot)
    qtbot.mouseClick(asked.vendors.none, LEFT)
    asked.vendors.filter.setText("deskline")
    asked.vendors.table.select(asked.vendors.model.rows[0].id)
    qtbot.keyClick(asked.vendors.table, Qt.Key.Key_Space)
    if family is not None:
        asked.set.setCurrentIndex(next(row for row in range(asked.set.count()) if family in asked.set.itemText(row)))
    if scope is not None:
        asked.scope.setCurrentIndex(asked.scope.findData(scope))
    if language is not None:
        asked.spoken.setCurrentIndex(asked.spoken.findData(language))
    idle()
    qtbot.waitUntil(lambda: asked.model.total > 0, timeout=WORK)
    qtbot.mouseClick(asked.findChild(QPushButton, "issue_send"), LEFT)
    idle()
    letter = message_from_bytes(handed[-1].read_bytes(), policy=default)
    [attached] = letter.iter_attachments()
    content = attached.get_content()
    assert isinstance(content, bytes)
    return content


def filled(content: bytes, path: Path, answers: list[str]) -> Path:
    """The form with the first questions answered, as a vendor's spreadsheet program leaves it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Questions"]  # the word is the same in both languages
    for row, answer in zip(rows_of(sheet).values(), answers, strict=False):
        sheet.cell(row, 3).value = answer
    book.save(path)
    return path


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place, copy, no_key = QPoint(300, 300), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(place, copy, data, LEFT, no_key))
    QApplication.sendEvent(window, QDropEvent(QPointF(place), copy, data, LEFT, no_key))


def register_of(window: MainWindow) -> Register:
    register = window.desk.gateway._register
    assert register is not None
    return register


def take_back(window: MainWindow, path: Path, qtbot: QtBot, idle: Idle) -> None:
    """Drops the file that came back, and stores it as the round it was sent for."""
    drop(window, path)
    taken = dialog(window, ImportDialog, qtbot)
    button = taken.findChild(QPushButton, "import_button")
    qtbot.waitUntil(button.isEnabled, timeout=WORK)
    assert taken.vendor.currentText().startswith("Deskline")
    assert not taken.vendor.isEnabled()  # the form knows whose it is
    qtbot.mouseClick(button, LEFT)
    idle()


def newest(window: MainWindow) -> Any:
    register = register_of(window)
    return max(facts.rounds(register, find_vendor(register, "Deskline")), key=lambda each: each.id)


@pytest.mark.parametrize(("language", "answers"), [("en", ["Yes", "No", "Partly"]), ("fr", ["Oui", "Non", "Partiellement"])])
def test_our_questions_go_out_and_come_back_in_the_vendors_language(
        opened: MainWindow, handed: list[Path], tmp_path: Path, qtbot: QtBot, idle: Idle, language: str,
        answers: list[str]) -> None:
    content = sent_form(opened, handed, qtbot, idle, scope="short", language=language)
    round_id = newest(opened).id
    assert newest(opened).state == RoundState.SENT
    take_back(opened, filled(content, tmp_path / "retour.xlsx", answers), qtbot, idle)
    assert (newest(opened).id, newest(opened).state) == (round_id, RoundState.RECEIVED)
    register = register_of(opened)
    given = [each for each in facts.answers(register, round_id) if each.words]
    assert [each.words for each in given] == answers
    assert [each.verdict for each in given] == [1, 3, 2]
    for state in (RoundState.SENT, None):
        opened.actions_["undo"].trigger()
        idle()
        found = [each for each in facts.rounds(register, find_vendor(register, "Deskline")) if each.id == round_id]
        assert [each.state for each in found] == ([state] if state else [])


def test_the_questions_of_an_imported_questionnaire_are_sent_again(
        opened: MainWindow, handed: list[Path], shared: Path, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    register = register_of(opened)
    caiq = next((shared / "questionnaires" / "caiq-4.0.3-answered").glob("*.xlsx"))
    import_questionnaire(register, caiq, vendor_id=find_vendor(register, "OpenAI"), actor="Compliance officer")
    content = sent_form(opened, handed, qtbot, idle, family="CAIQ")
    round_id = newest(opened).id
    take_back(opened, filled(content, tmp_path / "back.xlsx", ["Yes"] * 200 + ["No"] * 10), qtbot, idle)
    got = facts.answers(register, round_id)
    assert len(got) == 261
    assert [sum(each.verdict == verdict for each in got) for verdict in (1, 3)] == [200, 10]
    assert got[0].question_id == "A&A-01.1"
    assert newest(opened).family == "caiq"


def test_what_came_back_is_on_today_and_leads_to_its_review(
        opened: MainWindow, handed: list[Path], tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    content = sent_form(opened, handed, qtbot, idle, scope="short", language="en")
    take_back(opened, filled(content, tmp_path / "back.xlsx", ["Yes"]), qtbot, idle)
    round_id = newest(opened).id
    opened.go("today")
    idle()
    page = opened.page("today")
    assert isinstance(page, TodayPage)
    page.table.select(("answers", "questionnaire", round_id))
    opened.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    idle()
    rounds = opened.page("questionnaires")
    assert isinstance(rounds, QuestionnairesPage)
    assert rounds.in_review
    assert rounds.review._progress.text() == "0 of 18 reviewed"
    qtbot.mouseClick(rounds.review.finish, LEFT)
    idle()
    opened.go("today")
    idle()
    assert ("answers", "questionnaire", round_id) not in {getattr(line, "key", None) for line in page.model.rows}
    opened.actions_["undo"].trigger()
    idle()
    assert ("answers", "questionnaire", round_id) in {getattr(line, "key", None) for line in page.model.rows}
