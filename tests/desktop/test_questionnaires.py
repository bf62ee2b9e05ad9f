"""A questionnaire's way through the window: sent, returned, taken in, reviewed by single keys, each step undone."""

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.dialogs.import_questionnaire import ImportDialog
from risk_register.desktop.dialogs.issue import IssueDialog
from risk_register.desktop.grid.preview import PreviewDialog
from risk_register.desktop.outside import forget_copies
from risk_register.desktop.pages.questionnaires import QuestionnairesPage
from risk_register.desktop.window import MainWindow
from tests.desktop.conftest import WORK
from tests.exchange.filling import fill

Idle = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that the system was asked to open."""
    found: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(Path(QUrl(url).toLocalFile())) or True)
    return found


def page_of(window: MainWindow, idle: Idle) -> QuestionnairesPage:
    window.go("questionnaires")
    idle()
    page = window.page("questionnaires")
    assert isinstance(page, QuestionnairesPage)
    return page


def dialog(window: MainWindow, kind: type[QDialog]) -> Any:
    return next(each for each in window.findChildren(kind) if each.isVisible())


def keys(qtbot: QtBot, page: QuestionnairesPage, text: str, idle: Idle) -> None:
    page.window().activateWindow()
    page.review.table.setFocus()
    qtbot.waitUntil(page.review.table.hasFocus)
    for letter in text:
        qtbot.keyClick(page.review.table, letter)
    idle()


def test_sent_filled_taken_in_reviewed_and_all_of_it_undone(
        opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle, handed: list[Path]) -> None:
    page = page_of(opened, idle)
    before = opened.desk.gateway.standing
    opened.actions_["issue_questionnaire"].trigger()
    idle()
    asked = dialog(opened, IssueDialog)
    asked.vendors.filter.setText("openai")
    qtbot.keyClick(asked.vendors.filter, Qt.Key.Key_Down)
    asked.vendors.table.select(asked.vendors.model.rows[0].id)
    qtbot.keyClick(asked.vendors.table, Qt.Key.Key_Space)
    asked.scope.setCurrentIndex(asked.scope.findData("short"))
    qtbot.waitUntil(lambda: asked.model.total == 18, timeout=WORK)
    idle()
    assert "OpenAI" in asked._asked_title.text()
    qtbot.mouseClick(asked.findChild(QPushButton, "issue_send"), LEFT)
    idle()
    letter = message_from_bytes(handed[0].read_bytes(), policy=default)
    [attached] = letter.iter_attachments()
    back = fill(attached.get_content(), tmp_path / "back.xlsx", {"GOV-01": ("Yes", "p. 3"), "CMP-01": ("No", None)})
    page.standings.buttons["sent"].click()
    [sent] = [row for row in page.model.rows if row.vendor == "OpenAI"]
    opened.verbs.import_file(back)
    idle()
    taken = dialog(opened, ImportDialog)
    assert taken.vendor.currentText() == "OpenAI"
    assert not taken.vendor.isEnabled()
    qtbot.mouseClick(taken.findChild(QPushButton, "import_button"), LEFT)
    idle()
    page_of(opened, idle)
    page.standings.buttons["received"].click()
    page.table.select(sent.id)
    idle()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    idle()
    assert page.in_review
    review = page.review
    assert review._progress.text() == "0 of 18 reviewed"
    first = review.current
    assert first is not None
    keys(qtbot, page, "1", idle)
    assert review._progress.text() == "1 of 18 reviewed"
    assert review.current is not None
    assert review.current.id != first.id
    keys(qtbot, page, "4", idle)
    assert review._progress.text() == "2 of 18 reviewed"
    opened.actions_["undo"].trigger()
    idle()
    assert review._progress.text() == "1 of 18 reviewed"
    review.kind.setCurrentIndex(3)
    assert [row.answer.question_id for row in review.model.rows] == ["CMP-01"]
    qtbot.mouseClick(review.finish, LEFT)
    idle()
    assert not page.in_review
    page.standings.buttons["reviewed"].click()
    assert sent.id in {row.id for row in page.model.rows}
    for _ in range(4):
        opened.actions_["undo"].trigger()
        idle()
    page.standings.buttons[""].click()
    assert sent.id not in {row.id for row in page.model.rows}
    standing = opened.desk.gateway.standing
    assert before is not None
    assert standing is not None
    assert standing.undo == before.undo
    forget_copies()


def reviewing(opened: MainWindow, idle: Idle) -> QuestionnairesPage:
    """The review of a round that has one before it."""
    page = page_of(opened, idle)
    row = next(row for row in page.model.rows if row.vendor == "Paieclair Exemple SAS" and row.round.received_on)
    page.open_review(row.id)
    idle()
    return page


def test_last_time_stands_beside_and_what_changed_can_be_shown_alone(opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    page = reviewing(opened, idle)
    review = page.review
    assert review._sheet is not None
    assert review._sheet.before is not None
    review.kind.setCurrentIndex(2)
    assert review.model.rows
    assert all(row.changed for row in review.model.rows)
    review.table.select(review.model.rows[0].id)
    line = review.current
    assert line is not None
    assert line.before is not None
    assert review.card.now.notes.text() == line.answer.notes
    assert review.card.before.notes.text() == line.before.notes
    assert "has changed" in review.card.before.more.text()


def test_a_note_typed_before_the_judgement_waits_for_it_and_goes_with_it(opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    page = reviewing(opened, idle)
    review = page.review
    first = review.model.rows[0].id
    review.table.select(first)
    qtbot.keyClicks(review.card.note, "no date on it 1")
    review.table.select(review.model.rows[3].id)
    assert review.card.note.text() != "no date on it 1"
    review.table.select(first)
    assert review.card.note.text() == "no date on it 1"
    qtbot.mouseClick(review.card.verdicts[list(review.card.verdicts)[1]], LEFT)
    idle()
    line = next(row for row in review.model.rows if row.id == first)
    assert (line.answer.reviewer_verdict, line.answer.reviewer_note) == ("partial", "no date on it 1")


def test_a_finding_takes_two_keystrokes(opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    page = reviewing(opened, idle)
    line = page.review.current
    assert line is not None
    before = opened.desk.gateway.standing
    keys(qtbot, page, "f", idle)
    form = next(each for each in opened.findChildren(QDialog, "form_finding") if each.isVisible())
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    idle()
    register = opened.desk.gateway._register
    assert register is not None
    from risk_register.operations.records import records

    assert opened.desk.gateway.standing != before
    [found] = records(register, "finding", answer_id=line.id)
    assert found["title"].startswith(line.answer.question_id)


def test_judgements_are_pasted_into_the_table_as_one_change(opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    page = reviewing(opened, idle)
    review = page.review
    rows = [row.id for row in review.model.rows[:2]]
    QApplication.clipboard().setText("Satisfactory\tfine\nTo be followed up\tsince when?")
    review.table.select(rows[0], 5)
    assert review.model.headerData(5, Qt.Orientation.Horizontal) == "Judgement"
    qtbot.keyClick(review.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    idle()
    preview = dialog(opened, PreviewDialog)
    assert [(cell.typed, str(cell.problem)) for cell in preview.plan.refused] == []
    qtbot.keyClick(preview, Qt.Key.Key_Return)
    idle()
    found = {row.id: (row.answer.reviewer_verdict, row.answer.reviewer_note) for row in review.model.rows}
    assert [found[key] for key in rows] == [("satisfactory", "fine"), ("follow_up", "since when?")]
    opened.actions_["undo"].trigger()
    idle()
    found = {row.id: row.answer.reviewer_note for row in review.model.rows}
    assert [found[key] for key in rows] != ["fine", "since when?"]


def test_many_vendors_get_their_letters_in_a_folder(opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    page_of(opened, idle)
    opened.actions_["issue_questionnaire"].trigger()
    idle()
    asked = dialog(opened, IssueDialog)
    qtbot.mouseClick(asked.vendors.none, LEFT)
    for row in asked.vendors.model.rows[:3]:
        asked.vendors._toggle(row.id)
    idle()
    assert not asked.recipient.isEnabled()
    asked.due.line.setText("nonsense")
    qtbot.mouseClick(asked.send, LEFT)
    assert asked._error.isVisible()
    asked.due.line.setText("2099-12-31")
    qtbot.mouseClick(asked.send, LEFT)
    idle()
    chooser = dialog(opened, QFileDialog)
    folder = tmp_path / "letters"
    chooser.fileSelected.emit(str(folder))
    chooser.reject()
    idle()
    assert len(list(folder.glob("*.eml"))) == 3


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_control_of_the_dialog_and_the_review_has_a_name(
        opened: MainWindow, idle: Idle, qtbot: QtBot, language: Any) -> None:
    from tests.desktop.test_manners import spoken

    opened.desk.speak(language)
    page = reviewing(opened, idle)
    opened.actions_["issue_questionnaire"].trigger()
    idle()
    asked = dialog(opened, IssueDialog)
    for root in (page.review, asked):
        for widget in root.findChildren(QLineEdit) + root.findChildren(QPushButton):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.objectName().startswith("qt_"):
                assert spoken(widget) or spoken(widget.parentWidget()), widget.objectName()
    asked.reject()
    idle()
