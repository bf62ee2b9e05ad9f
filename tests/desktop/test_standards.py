"""Standards in the window: a control's evidence from several forms, walked by keyboard; and what a round says otherwise."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from risk_register.desktop.dialogs.round_changes import RoundChangesDialog
from risk_register.desktop.pages.questionnaires import QuestionnairesPage
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.window import MainWindow
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.vendors import find_vendor
from tests.desktop.conftest import WORK
from tests.desktop.forms.filling import asked

Idle = Callable[[], None]
FORM = "Ref,Question,Answer,Comments\n1,Do you encrypt backups?,{answer},{note}\n2,Describe your logo.,It is blue.,\n"


@pytest.fixture
def vendor(opened: MainWindow, qtbot: QtBot, idle: Idle, tmp_path: Path) -> int:
    """A vendor that answered a form of its own twice, besides what the demonstration holds."""
    vendor_id = int(asked(opened, qtbot, lambda register: find_vendor(register, "OpenAI")))
    for name, answer, note in (("a.csv", "Yes", "Not yet"), ("b.csv", "No", "")):
        path = tmp_path / name
        path.write_text(FORM.format(answer=answer, note=note), encoding="utf-8")
        opened.desk.gateway.change(lambda register, path=path: import_questionnaire(
            register, path, vendor_id=vendor_id, actor="Officer"))
        idle()
    return vendor_id


def page_of(window: MainWindow, vendor_id: int, idle: Idle) -> VendorPage:
    window.open_vendor(vendor_id)
    idle()
    page = window.page("vendor")
    assert isinstance(page, VendorPage)
    return page


def test_a_controls_evidence_is_found_by_keyboard_and_leads_to_its_form(
        opened: MainWindow, vendor: int, qtbot: QtBot, idle: Idle) -> None:
    page = page_of(opened, vendor, idle)
    page.tabs.setCurrentWidget(page.standards)
    idle()
    view = page.standards.view
    assert view.model.total == 93
    view.filter.setText("a.8.24")
    assert [line.control.number for line in view.model.rows] == ["8.24"]
    qtbot.keyClick(view.filter, Qt.Key.Key_Down)
    view.table.select("8.24")
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    said = {(row.family, row.answer.question_id): row.speaks.value for row in view.heard.rows}
    assert said[("plain_table", "1")] == "against"
    assert ("own", "ENC-01") in said
    own = next(row for row in view.heard.rows if row.family == "plain_table")
    view.answers.select(own.answer.id)
    qtbot.keyClick(view.answers, Qt.Key.Key_Return)
    idle()
    assert page.tabs.currentWidget() is page.questionnaires
    assert page.questionnaires.answers.table.current == own.answer.id


def test_gaps_are_shown_alone_and_another_standard_is_read(opened: MainWindow, vendor: int, idle: Idle) -> None:
    page = page_of(opened, vendor, idle)
    page.tabs.setCurrentWidget(page.standards)
    idle()
    view = page.standards.view
    view.kind.setCurrentIndex(view.kind.findData("gap"))
    assert view.model.rows
    assert {line.cover.value for line in view.model.rows} == {"gap"}
    view.kind.setCurrentIndex(0)
    view.standard.setCurrentIndex(view.standard.findData("cis"))
    idle()
    assert view.model.total == 18


def test_changes_since_last_time_stand_with_the_words_before_and_after(
        opened: MainWindow, vendor: int, qtbot: QtBot, idle: Idle) -> None:
    opened.go("questionnaires")
    idle()
    page = opened.page("questionnaires")
    assert isinstance(page, QuestionnairesPage)
    newest = max(row.id for row in page.model.rows if row.round.family == "plain_table")
    page.table.select(newest)
    qtbot.mouseClick(page.deeds.changes, Qt.MouseButton.LeftButton)
    idle()
    dialog = next(each for each in opened.findChildren(RoundChangesDialog) if each.isVisible())
    assert [(row.kind.value, row.before, row.after) for _, row in dialog.rows.rows] == [
        ("answer", "Yes", "No"), ("notes", "Not yet", "")]
    dialog.filter.setText("not yet")
    assert len(dialog.rows.rows) == 1
    dialog.reject()
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in opened.findChildren(RoundChangesDialog)), timeout=WORK)


def test_the_review_shows_doubts_guidance_and_standards(opened: MainWindow, vendor: int, idle: Idle) -> None:
    opened.go("questionnaires")
    idle()
    page = opened.page("questionnaires")
    assert isinstance(page, QuestionnairesPage)
    oldest = min(row.id for row in page.model.rows if row.round.family == "plain_table")
    page.open_review(oldest)
    idle()
    review = page.review
    review.kind.setCurrentIndex(review.kind.findData("doubtful"))
    assert [row.answer.question_id for row in review.model.rows] == ["1"]
    review.table.select(review.model.rows[0].id)
    assert "speaks against" in review.card.now.more.text()
    assert "ISO/IEC 27001:2022" in review.card._bears_on.text()
    review.kind.setCurrentIndex(review.kind.findData("unanswered"))
    assert review.model.rows == []
