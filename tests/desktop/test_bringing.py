"""A person brings their spreadsheet: columns, problems, duplicates, counts, one change, one undo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QCommandLinkButton, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.deeds.bringing import bring_spreadsheet
from risk_register.desktop.dialogs.bringing.columns import ColumnsStep
from risk_register.desktop.dialogs.bringing.dialog import BringDialog
from risk_register.desktop.dialogs.bringing.known import KnownStep
from risk_register.desktop.dialogs.bringing.problems import ProblemsStep
from risk_register.desktop.dialogs.dropped_table import DroppedTableDialog
from risk_register.desktop.pages.vendors import VendorsPage
from risk_register.desktop.window import MainWindow
from risk_register.texts import LANGUAGES, Language
from tests.desktop.conftest import WORK, choose_file
from tests.desktop.test_manners_everywhere import cut_off, nameless

Idle = Callable[[], None]
ENTER = Qt.Key.Key_Return


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "vendors.csv"
    rows = ("Fournisseur;Pays;Responsable métier;Couleur", "Alder;DE;Head of IT;blue", "Télécom Exemple;FR;Buyer;red",
            "Cedar;Narnia;;")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def begin(opened: MainWindow, qtbot: QtBot, idle: Idle) -> Callable[[Path], BringDialog]:
    def start(path: Path) -> BringDialog:
        bring_spreadsheet(opened, path)
        qtbot.waitUntil(lambda: opened.findChild(BringDialog) is not None, timeout=WORK)
        dialog = opened.findChild(BringDialog)
        qtbot.waitUntil(lambda: dialog.bringing.plan is not None, timeout=WORK)
        idle()
        return dialog

    return start


def _step(dialog: BringDialog, kind: type) -> object:
    return next(step for step in dialog.steps if isinstance(step, kind))


def _next(dialog: BringDialog) -> QPushButton:
    return dialog.findChild(QPushButton, "bring_next")


def _names(window: MainWindow) -> set[str]:
    page = window.page("vendors")
    assert isinstance(page, VendorsPage)
    return {row.name for row in page.model.everything}


def test_a_spreadsheet_is_brought_by_keyboard_and_taken_back_with_one_undo(
        opened: MainWindow, begin: Callable[[Path], BringDialog], sheet: Path, qtbot: QtBot, idle: Idle) -> None:
    before = _names(opened)
    dialog = begin(sheet)
    columns = _step(dialog, ColumnsStep)
    assert isinstance(columns, ColumnsStep)
    colour = next(column for column in columns.table.rows.rows if column.heading == "Couleur")
    columns.table.select((colour.sheet, colour.column))
    qtbot.keyClick(columns.table, ENTER)
    columns.target.setEditText("")
    qtbot.keyClicks(columns.target.lineEdit(), "leave out")
    qtbot.keyClick(columns.target, ENTER)
    qtbot.waitUntil(lambda: any(column.heading == "Couleur" and column.target == "" for column in dialog.bringing.plan.columns),
                    timeout=WORK)
    idle()
    assert dialog.isVisible(), "Enter in the list does not press the button"
    _next(dialog).click()
    assert any("Narnia" in problem.value for _, problem, _ in _step(dialog, ProblemsStep).table.rows.rows)  # type: ignore[attr-defined]
    _next(dialog).click()
    known = _step(dialog, KnownStep)
    assert isinstance(known, KnownStep)
    assert [row.name for row in known.table.rows.rows] == ["Télécom Exemple"]
    known.table.selectRow(0)
    qtbot.keyClick(known.table, Qt.Key.Key_M)
    idle()
    _next(dialog).click()
    assert "1 added" in dialog.steps[-1].counted.text()  # type: ignore[attr-defined]
    assert "1 merged" in dialog.steps[-1].counted.text()  # type: ignore[attr-defined]
    _next(dialog).click()
    idle()
    assert _names(opened) == before | {"Alder"}
    assert "1 added" in opened.status.currentMessage()
    opened.actions_["undo"].trigger()
    idle()
    assert _names(opened) == before


def test_a_dropped_spreadsheet_is_merged_skipped_and_kept_row_by_row_and_undone_with_one_ctrl_z(
        opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    before, path = _names(opened), tmp_path / "ours.csv"
    path.write_text("Vendor,Country,Colour\nOpen AI,US,blue\nStripe Ltd,IE,red\nStripes Inc,US,\nAlder,FR,green\n",
                    encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    opened.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: opened.findChild(DroppedTableDialog) is not None, timeout=WORK)
    opened.findChild(QCommandLinkButton, "dropped_vendors").click()
    qtbot.waitUntil(lambda: opened.findChild(BringDialog) is not None, timeout=WORK)
    dialog = opened.findChild(BringDialog)
    qtbot.waitUntil(lambda: dialog.bringing.plan is not None, timeout=WORK)
    idle()
    _next(dialog).click()
    known = dialog._stack.currentWidget()
    assert isinstance(known, KnownStep)
    assert [row.name for row in known.table.rows.rows] == ["Open AI", "Stripe Ltd", "Stripes Inc"]
    known.table.select(known.table.rows.identity_at(0))
    for key in (Qt.Key.Key_M, Qt.Key.Key_L, Qt.Key.Key_K):
        qtbot.keyClick(known.table, key)
    idle()
    assert list(dialog.bringing.decisions.rows.values()) == ["merge", "skip", "keep"]
    _next(dialog).click()
    assert dialog.steps[-1].counted.text() == "2 added, 1 merged, 1 left out."  # type: ignore[attr-defined]
    _next(dialog).click()
    qtbot.waitUntil(lambda: "2 added" in opened.status.currentMessage(), timeout=WORK)
    idle()
    assert _names(opened) == before | {"Stripes Inc", "Alder"}
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow, timeout=WORK)
    qtbot.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert _names(opened) == before
    assert opened.desk.gateway.standing is not None
    assert opened.desk.gateway.standing.undo is None or "ours" not in str(opened.desk.gateway.standing.undo)


def test_an_import_that_is_stopped_in_the_middle_leaves_the_register_as_it_was(
        opened: MainWindow, begin: Callable[[Path], BringDialog], tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    path = tmp_path / "many.csv"
    path.write_text("Vendor,Country\n" + "".join(f"Number {number} of many,FR\n" for number in range(3000)), encoding="utf-8")
    before, changes = _names(opened), opened.desk.gateway.standing
    dialog = begin(path)
    while dialog._stack.currentWidget() is not dialog.steps[-1]:
        _next(dialog).click()
    _next(dialog).click()
    dialog.reject()
    idle()
    assert opened.findChild(BringDialog) is None
    assert _names(opened) == before
    assert changes is not None
    assert opened.desk.gateway.standing is not None
    assert opened.desk.gateway.standing.changes == changes.changes


def test_days_that_could_be_two_are_asked_about_before_anything_is_imported(
        begin: Callable[[Path], BringDialog], shared: Path, qtbot: QtBot, idle: Idle) -> None:
    dialog = begin(shared / "cases" / "c10-dates-undecidable.csv")
    _next(dialog).click()
    problems = _step(dialog, ProblemsStep)
    assert isinstance(problems, ProblemsStep)
    assert not _next(dialog).isEnabled()
    problems.day_first.click()
    idle()
    assert _next(dialog).isEnabled()
    assert dialog.bringing.settings.month_first is False
    dialog.reject()


def test_cancelling_stores_nothing(opened: MainWindow, begin: Callable[[Path], BringDialog], sheet: Path, idle: Idle) -> None:
    before = _names(opened)
    begin(sheet).reject()
    idle()
    assert _names(opened) == before


def test_a_file_that_is_no_table_is_refused_in_the_dialog(opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    path = tmp_path / "nothing.csv"
    path.write_text("", encoding="utf-8")
    bring_spreadsheet(opened, path)
    qtbot.waitUntil(lambda: opened.findChild(BringDialog) is not None, timeout=WORK)
    dialog = opened.findChild(BringDialog)
    idle()
    assert "nothing.csv" in dialog._error.text()
    assert not _next(dialog).isEnabled()
    dialog.reject()


def test_without_a_register_one_is_made_first(window: MainWindow, tmp_path: Path, sheet: Path, qtbot: QtBot, idle: Idle) -> None:
    assert not window.actions_["bring_spreadsheet"].isEnabled()
    window.findChild(QCommandLinkButton, "welcome_bring_spreadsheet").click()
    choose_file(window, tmp_path / "new.riskregister")
    idle()
    asked = window.findChild(QFileDialog, "bring_file_dialog")
    asked.fileSelected.emit(str(sheet))
    asked.reject()
    qtbot.waitUntil(lambda: window.findChild(BringDialog) is not None, timeout=WORK)
    dialog = window.findChild(BringDialog)
    qtbot.waitUntil(lambda: dialog.bringing.plan is not None, timeout=WORK)
    idle()
    for _ in dialog._needed():
        _next(dialog).click()
        idle()
    assert _names(window) == {"Alder", "Télécom Exemple"}


def test_every_step_is_said_in_french(opened: MainWindow, begin: Callable[[Path], BringDialog], sheet: Path) -> None:
    opened.desk.speak("fr")
    dialog = begin(sheet)
    assert [step.title() for step in dialog.steps] == [
        "Ce que contiennent les colonnes", "Ce qui n'a pas été compris", "Prestataires peut-être déjà connus",
        "Ce qui sera importé"]
    dialog.reject()


def test_a_file_that_was_cut_or_decoded_wrongly_is_read_anew_as_somebody_says(
        begin: Callable[[Path], BringDialog], tmp_path: Path, idle: Idle) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("Vendor;Town\nAlder, Birch;Malm\x94\n".encode("latin-1"))
    dialog = begin(path)
    assert dialog.cut.isVisible()
    assert (dialog.cut.encoding.currentData(), dialog.cut.sign.currentData()) == ("windows-1252", "semicolon")
    dialog.cut.encoding.setCurrentIndex(dialog.cut.encoding.findData("cp850"))
    dialog.cut.encoding.activated.emit(dialog.cut.encoding.currentIndex())
    idle()
    assert [column.samples for column in dialog.bringing.plan.columns] == [("Alder, Birch",), ("Malmö",)]
    dialog.cut.sign.setCurrentIndex(dialog.cut.sign.findData("comma"))
    dialog.cut.sign.activated.emit(dialog.cut.sign.currentIndex())
    idle()
    assert "holds no table" in dialog._error.text()
    assert not _next(dialog).isEnabled()
    dialog.cut.sign.setCurrentIndex(dialog.cut.sign.findData("semicolon"))
    dialog.cut.sign.activated.emit(dialog.cut.sign.currentIndex())
    idle()
    assert _next(dialog).isEnabled()
    dialog.cut.encoding.setCurrentIndex(dialog.cut.encoding.findData("utf-8"))
    dialog.cut.encoding.activated.emit(dialog.cut.encoding.currentIndex())
    idle()
    assert "is not encoded as utf-8" in dialog._error.text()
    assert dialog.cut.encoding.currentData() == "cp850", "what is shown is how the file was read"
    dialog.reject()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_any_step_is_cut_off_and_every_control_has_a_name(
        opened: MainWindow, begin: Callable[[Path], BringDialog], sheet: Path, language: Language, idle: Idle) -> None:
    opened.desk.speak(language)
    dialog = begin(sheet)
    found = []
    for step in dialog.steps:
        assert dialog._stack.currentWidget() is step
        QApplication.processEvents()
        found.append((step.objectName(), cut_off(dialog), nameless(dialog)))
        if step is not dialog.steps[-1]:
            _next(dialog).click()
    dialog.reject()
    assert [each for each in found if each[1] or each[2]] == []
