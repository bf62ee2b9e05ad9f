"""What a person does with the window, from the first start to the exported dossier, and back with Ctrl+Z."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCommandLinkButton,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.import_questionnaire import ImportDialog
from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.pages.history import HistoryPage
from risk_register.desktop.pages.questionnaires import QuestionnairesPage
from risk_register.desktop.pages.reports import ReportsPage
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.pages.vendor_tabs.names import record_names
from risk_register.desktop.pages.vendors import VendorsPage
from risk_register.desktop.window import MainWindow
from risk_register.operations.records import add_record
from risk_register.store import Register
from tests.desktop.conftest import WORK, choose_file

Idle = Callable[[], None]
ENTER, LEFT = Qt.Key.Key_Return, Qt.MouseButton.LeftButton


def vendors(window: MainWindow) -> VendorsPage:
    page = window.page("vendors")
    assert isinstance(page, VendorsPage)
    return page


def vendor(window: MainWindow) -> VendorPage:
    page = window.page("vendor")
    assert isinstance(page, VendorPage)
    return page


def dialog(window: MainWindow, kind: type[QDialog]) -> QDialog:
    found = [each for each in window.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def open_vendor(window: MainWindow, name: str, idle: Idle, qtbot: QtBot) -> VendorPage:
    page = vendors(window)
    page.filter.clear()
    qtbot.keyClicks(page.filter, name)
    qtbot.keyClick(page.table, ENTER)
    idle()
    return vendor(window)


def test_a_first_start_leads_to_the_demonstration(window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    button = window.findChild(QCommandLinkButton, "welcome_see_demonstration")
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: window.current == "today", timeout=WORK)
    idle()
    window.go("vendors")
    idle()
    assert len(vendors(window).model.rows) >= 20
    assert window.desk.gateway.path is not None
    qtbot.waitUntil(lambda: window.status.problems == [], timeout=WORK)
    assert window.status.journal.text() == "Journal verified"


def test_the_riskiest_vendor_stands_first_with_number_and_word(opened: MainWindow) -> None:
    rows = [row for row in vendors(opened).model.rows if row.residual is not None]
    assert rows == sorted(rows, key=lambda row: row.residual or 0, reverse=True)
    assert vendors(opened).model.rows[-1].residual is None or len(rows) == len(vendors(opened).model.rows)


def test_typing_narrows_the_list_and_escape_brings_it_back(opened: MainWindow, qtbot: QtBot) -> None:
    page = vendors(opened)
    everything = len(page.model.rows)
    qtbot.keyClicks(page.filter, "telecom")
    assert [row.name for row in page.model.rows] == ["Télécom Exemple SA"]
    assert page.current_vendor == page.model.rows[0].id
    qtbot.keyClick(page.filter, Qt.Key.Key_Escape)
    assert len(page.model.rows) == everything


def test_a_reason_of_the_score_leads_to_the_fact_it_rests_on(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    page = open_vendor(opened, "OpenAI", idle, qtbot)
    qtbot.mouseClick(page.findChild(QPushButton.__base__, "vendor_figure"), LEFT)
    reasons = page.overview.reasons
    assert sum(row.reason.points for row in reasons.reasons.rows) == sum(
        reason.points for reason in page._sheet.assessment.reasons)  # type: ignore[union-attr]
    place = next(row.number for row in reasons.reasons.rows if any(fact.noun == "data_flow" for fact in row.reason.facts))
    reasons.reason_table.select(place)
    flow = next(row.ref for row in reasons.facts.rows if row.ref.noun == "data_flow")
    reasons.fact_table.select(flow)
    qtbot.keyClick(reasons.fact_table, ENTER)
    shown = page.tabs.currentWidget()
    assert page.tabs.tabToolTip(page.tabs.currentIndex()) == "Data and access"
    assert shown.views[0].table.current == flow.id


def test_every_fact_of_every_reason_has_a_name_and_leads_somewhere(opened: MainWindow, idle: Idle) -> None:
    page = vendor(opened)
    for row in vendors(opened).model.everything:
        opened.open_vendor(row.id)
        idle()
        sheet = page._sheet
        assert sheet is not None
        assert sheet.facts.vendor.id == row.id
        names = record_names(sheet.facts, "en")
        refs = {ref for reason in sheet.assessment.reasons for ref in reason.facts}
        assert {ref for ref in refs if not names.get(ref)} == set()
        assert {ref for ref in refs if not any(tab.show_fact(ref) for tab in page._tabs)} == set()


def test_a_vendor_is_added_edited_and_taken_back(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    opened.actions_["add_vendor"].trigger()
    idle()
    form = dialog(opened, RecordForm)
    form.findChild(QLineEdit, "legal_name").setText("Müller & Söhne <GmbH>")  # no test's keyboard has an umlaut
    qtbot.keyClicks(form.findChild(QComboBox, "country").lineEdit(), "DE")
    qtbot.keyClick(form.findChild(QLineEdit, "legal_name"), ENTER)
    idle()
    assert vendors(opened).table.current == vendors(opened).current_vendor
    name = opened.findChild(QLabel, "summary_name")
    assert name.text() == "Müller & Söhne <GmbH>"
    assert opened.actions_["undo"].text() == "&Undo: Add the vendor Müller && Söhne <GmbH>"
    opened.actions_["edit_vendor"].trigger()
    idle()
    form = dialog(opened, RecordForm)
    qtbot.keyClicks(form.findChild(QLineEdit, "reference"), "V-900")
    qtbot.keyClick(form.findChild(QLineEdit, "reference"), ENTER)
    idle()
    added = next(row for row in vendors(opened).model.rows if row.reference == "V-900")
    assert added.country == "DE"
    for _ in range(2):
        opened.actions_["undo"].trigger()
        idle()
    assert all(row.id != added.id for row in vendors(opened).model.everything)
    opened.actions_["redo"].trigger()
    idle()
    assert any(row.id == added.id for row in vendors(opened).model.everything)


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    before = opened.desk.gateway.standing
    opened.actions_["add_vendor"].trigger()
    idle()
    form = dialog(opened, RecordForm)
    qtbot.keyClicks(form.findChild(QLineEdit, "reference"), "V-901")
    qtbot.keyClicks(form.findChild(QLineEdit, "since"), "yesterday")
    save = form.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)
    qtbot.mouseClick(save, LEFT)
    error = form.findChild(QLabel, "since_error")
    assert "2026-03-31" in error.text()
    form.findChild(QLineEdit, "since").setText("20/11/2025")
    qtbot.mouseClick(save, LEFT)
    idle()
    assert form.findChild(QLabel, "legal_name_error").isVisible()
    assert not error.isVisible()
    assert form.findChild(QLineEdit, "reference").text() == "V-901"
    assert opened.desk.gateway.standing == before
    form.reject()


def test_a_dropped_questionnaire_is_recognised_imported_and_shown_with_its_cells(opened: MainWindow, shared: Path, qtbot: QtBot,
                                                                               idle: Idle) -> None:
    page = open_vendor(opened, "OpenAI", idle, qtbot)
    file = next((shared / "questionnaires" / "caiq-4.0.3-answered").glob("*.xlsx"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    place, copy, no_key = QPoint(300, 300), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(opened, QDragEnterEvent(place, copy, data, LEFT, no_key))
    QApplication.sendEvent(opened, QDropEvent(QPointF(place), copy, data, LEFT, no_key))
    idle()
    offered = dialog(opened, ImportDialog)
    facts = {label.text() for label in offered.findChildren(QLabel) if label.isVisible()}
    assert "261" in facts
    assert offered.vendor.currentText() == "OpenAI"  # type: ignore[attr-defined]
    qtbot.mouseClick(offered.findChild(QPushButton, "import_button"), LEFT)
    idle()
    qtbot.waitUntil(lambda: page._sheet is not None and len(page._sheet.facts.rounds) == 2, timeout=WORK)
    assert opened.actions_["undo"].text().startswith(f"&Undo: Import questionnaire {file.name}")
    opened.go("questionnaires")
    idle()
    rounds = opened.page("questionnaires")
    assert isinstance(rounds, QuestionnairesPage)
    newest = next(row for row in rounds.model.rows if row.round.file_name == file.name)
    rounds.table.select(newest.id)
    idle()
    first = rounds.answers.model.rows[0]
    assert (first.question_id, first.sheet) == ("A&A-01.1", "CAIQv4.0.3")
    assert first.cell
    rounds.answers.only_adverse.setChecked(True)
    assert {row.verdict for row in rounds.answers.model.rows} == {3}
    opened.actions_["undo"].trigger()
    idle()
    assert all(row.id != newest.id for row in rounds.model.rows)


def test_a_file_that_is_no_questionnaire_is_refused_in_words(opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    wrong = tmp_path / "holiday.xlsx"
    wrong.write_text("not a workbook")
    opened.verbs.import_file(wrong)
    idle()
    offered = dialog(opened, ImportDialog)
    error = offered.findChild(QLabel, "import_error")
    assert "holiday.xlsx" in error.text()
    assert not offered.findChild(QPushButton, "import_button").isEnabled()
    offered.reject()


def test_a_dossier_is_seen_turned_and_saved(opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    open_vendor(opened, "OpenAI", idle, qtbot)
    opened.actions_["export_dossier"].trigger()
    reports = opened.page("reports")
    assert isinstance(reports, ReportsPage)
    qtbot.waitUntil(lambda: reports.preview.pages > 1, timeout=WORK)
    assert reports.choices.vendor.currentText() == "OpenAI"
    assert not reports.preview.findChild(QLabel, "pdf_paper").pixmap().isNull()
    qtbot.mouseClick(reports.preview.findChild(QPushButton.__base__, "pdf_next"), LEFT)
    idle()
    assert reports.preview.findChild(QLabel, "pdf_where").text().startswith("Page 2 of ")
    qtbot.mouseClick(reports.export, LEFT)
    target = tmp_path / "dossier.pdf"
    choose_file(reports, target)
    assert target.read_bytes().startswith(b"%PDF-")
    assert str(target) in reports.findChild(QLabel, "report_outcome").text()


def test_the_history_tells_who_and_why_and_takes_one_change_back(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    opened.actions_["add_vendor"].trigger()
    idle()
    form = dialog(opened, RecordForm)
    qtbot.keyClicks(form.findChild(QLineEdit, "legal_name"), "Alder Ltd")
    qtbot.keyClick(form.findChild(QLineEdit, "legal_name"), ENTER)
    idle()
    opened.actions_["go_history"].trigger()
    idle()
    page = opened.page("history")
    assert isinstance(page, HistoryPage)
    qtbot.keyClicks(page.filter, "alder")
    idle()
    shown = [[page.model.index(row, column).data() for column in range(8)] for row in range(page.model.rowCount())]
    assert all(row[2] == "Compliance officer" and row[3] == "Add the vendor Alder Ltd" for row in shown)
    assert any(row[5:] == ["Legal name", "—", "Alder Ltd"] for row in shown)
    page.table.select(page.model.rows[0][0])
    qtbot.mouseClick(page.take_back, LEFT)
    idle()
    opened.actions_["go_vendors"].trigger()
    idle()
    assert all(row.name != "Alder Ltd" for row in vendors(opened).model.everything)


def test_an_empty_register_says_what_to_do_first(window: MainWindow, tmp_path: Path, idle: Idle) -> None:
    window.desk.gateway.create(tmp_path / "own.riskregister", "Compliance officer")
    idle()
    assert window.current == "vendors"
    assert "Add the first one" in vendors(window).table.accessibleDescription()
    assert not window.actions_["edit_vendor"].isEnabled()
    assert not window.actions_["export_dossier"].isEnabled()


@pytest.mark.parametrize(("name", "content"), [("notes.riskregister", b"hello"), ("gone.riskregister", None)])
def test_what_is_no_register_is_refused_in_words(window: MainWindow, tmp_path: Path, idle: Idle, name: str,
                                                 content: bytes | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    window.desk.gateway.open(path)
    idle()
    box = window.findChild(QMessageBox, "message")
    assert name in box.text()
    assert "Traceback" not in box.text()
    assert window.current == "welcome"
    box.close()


def test_a_register_held_by_another_is_read_only_and_says_by_whom(opened: MainWindow, desk: Desk, qtbot: QtBot, idle: Idle) -> None:
    from risk_register.desktop.gateway import Gateway
    from risk_register.desktop.settings import Settings
    from risk_register.desktop.tasks import TaskRunner

    other_desk = Desk(Settings(), Gateway(TaskRunner()))
    other = MainWindow(other_desk)
    qtbot.addWidget(other)
    other.show()
    other_desk.gateway.open(desk.gateway.path)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: other_desk.gateway.standing is not None, timeout=WORK)
    assert not other.actions_["add_vendor"].isEnabled()
    assert other.findChild(QLabel, "status_mode").text().startswith("Read only")
    other.close()


def test_the_way_back_leads_to_the_page_before(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    open_vendor(opened, "OpenAI", idle, qtbot)
    opened.actions_["go_back"].trigger()
    assert opened.current == "vendors"


def test_a_new_register_is_made_where_one_says_and_never_over_another(window: MainWindow, tmp_path: Path, idle: Idle) -> None:
    path = tmp_path / "own.riskregister"
    for number in (1, 2):
        window.actions_["new_register"].trigger()
        choose_file(window, path)
        idle()
        boxes = [box for box in window.findChildren(QMessageBox, "message") if box.isVisible()]
        assert len(boxes) == number - 1
    assert "own.riskregister exists already" in boxes[0].text()
    boxes[0].close()
    assert window.desk.gateway.path == path


def test_a_stopped_import_leaves_the_register_as_it_was(opened: MainWindow, shared: Path, qtbot: QtBot, idle: Idle) -> None:
    before = opened.desk.gateway.standing
    file = next((shared / "questionnaires" / "caiq-4.0.3-answered").glob("*.xlsx"))
    opened.verbs.import_file(file)
    offered = dialog(opened, ImportDialog)
    offered.reject()
    idle()
    opened.verbs.import_file(file)
    idle()
    offered = dialog(opened, ImportDialog)
    qtbot.mouseClick(offered.findChild(QPushButton, "import_button"), LEFT)
    offered._work.cancel()  # type: ignore[attr-defined]
    idle()
    offered.reject()
    opened.page("history")
    opened.go("history")
    idle()
    assert opened.desk.gateway.standing == before


def test_a_first_vendor_gets_an_owner_whom_the_register_did_not_know(
        window: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    window.desk.gateway.create(tmp_path / "empty.riskregister", "Compliance officer")
    idle()
    window.actions_["add_vendor"].trigger()
    idle()
    form = dialog(window, RecordForm)
    qtbot.keyClicks(form.findChild(QLineEdit, "legal_name"), "Alder")
    qtbot.keyClicks(form.findChild(QComboBox, "owner_id").lineEdit(), "Head of IT")
    qtbot.keyClick(form.findChild(QLineEdit, "legal_name"), ENTER)
    idle()
    assert [(row.name, row.owner) for row in vendors(window).model.rows] == [("Alder", "Head of IT")]
    window.actions_["edit_vendor"].trigger()
    idle()
    form = dialog(window, RecordForm)
    assert form.findChild(QComboBox, "owner_id").currentText() == "Head of IT"
    form.reject()


def test_a_form_asked_for_twice_in_a_hurry_opens_once(opened: MainWindow, idle: Idle) -> None:
    opened.actions_["add_vendor"].trigger()
    opened.actions_["add_vendor"].trigger()
    idle()
    form = dialog(opened, RecordForm)
    form.reject()
    assert not form.isVisible()


def test_undoing_what_added_the_vendor_in_view_leads_back_to_the_list(opened: MainWindow, idle: Idle) -> None:
    made: list[int] = []

    def add(register: Register) -> int:
        return add_record(register, "vendor", {"legal_name": "Passing Example Ltd", "stage": "active"}, "Compliance officer")

    opened.desk.gateway.change(add, made.append)
    idle()
    opened.open_vendor(made[0])
    idle()
    opened.actions_["undo"].trigger()
    idle()
    idle()
    assert opened.page("vendors").isVisible()
