"""Many files dropped at once: shown in one table, put right, stored one change each, and undone one by one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from risk_register.desktop.deeds.dropped import take
from risk_register.desktop.dialogs.question_batch import QuestionBatchDialog
from risk_register.desktop.jobs import dropped as jobs_dropped
from risk_register.desktop.window import MainWindow
from risk_register.operations import facts
from risk_register.operations.vendors import find_vendor
from risk_register.store import Register
from risk_register.texts import Language
from tests.desktop.conftest import WORK
from tests.questionnaires.short_form import form

Idle = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    form(tmp_path / "in/deskline 2026.xlsx", "Yes", "No")
    form(tmp_path / "in/unknown.xlsx", "Yes", "Yes")
    form(tmp_path / "in/blank.xlsx", None, None)
    return tmp_path / "in"


def shown(window: MainWindow, folder: Path, qtbot: QtBot, idle: Idle) -> Any:
    """The dialog once the dropped folder was read."""
    take(window, [folder])
    idle()
    [dialog] = [each for each in window.findChildren(QuestionBatchDialog) if each.isVisible()]
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3, timeout=WORK)
    return dialog


def states(dialog: Any) -> dict[str, str]:
    return {line.file.path.name: str(line.state()) for line in dialog.model.rows}


def test_a_folder_is_shown_put_right_stored_and_undone(
        opened: MainWindow, demonstration: Path, folder: Path, qtbot: QtBot, idle: Idle) -> None:
    dialog = shown(opened, folder, qtbot, idle)
    said = states(dialog)
    assert (said["deskline 2026.xlsx"], said["unknown.xlsx"]) == ("Ready", "Say whose it is")
    assert "blank form" in said["blank.xlsx"]
    assert dialog.store.text() == "&Import 1"
    dialog.table.select(folder / "unknown.xlsx")
    idle()
    dialog.vendor.setFocus()
    dialog.vendor.setEditText("Alder Cloud")
    qtbot.keyClick(dialog.vendor.lineEdit(), Qt.Key.Key_Return)
    idle()
    assert states(dialog)["unknown.xlsx"] == "Ready; the vendor is new"
    assert dialog.isVisible()  # Enter in the field says the vendor; it does not close the dialog
    qtbot.mouseClick(dialog.store, LEFT)
    idle()
    assert [states(dialog)[name] for name in ("deskline 2026.xlsx", "unknown.xlsx")] == ["Imported", "Imported"]
    assert not dialog.store.isEnabled()
    with Register.open(demonstration, write=False) as register:
        [stored] = facts.rounds(register, find_vendor(register, "Alder Cloud"))
        assert stored.file_name == "unknown.xlsx"
        before = len(facts.rounds(register, find_vendor(register, "Deskline")))
    qtbot.mouseClick(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Cancel), LEFT)
    opened.go("vendors")
    idle()
    for _ in range(2):
        opened.actions_["undo"].trigger()
        idle()
    with Register.open(demonstration, write=False) as register:
        assert len(facts.rounds(register, find_vendor(register, "Deskline"))) == before - 1


def test_a_file_left_out_is_not_stored(opened: MainWindow, folder: Path, qtbot: QtBot, idle: Idle) -> None:
    dialog = shown(opened, folder, qtbot, idle)
    dialog.table.select(folder / "deskline 2026.xlsx")
    idle()
    dialog.wanted.click()
    assert states(dialog)["deskline 2026.xlsx"] == "Left out"
    assert not dialog.store.isEnabled()
    dialog.reject()


def test_why_a_file_cannot_be_taken_in_is_said_whole(opened: MainWindow, folder: Path, qtbot: QtBot, idle: Idle) -> None:
    dialog = shown(opened, folder, qtbot, idle)
    dialog.table.select(folder / "blank.xlsx")
    idle()
    assert dialog.state.text().startswith("“blank.xlsx” holds no answers")
    assert not dialog.vendor.isEnabled()
    dialog.reject()


def test_a_folder_with_nothing_in_it_is_told_in_a_sentence(opened: MainWindow, tmp_path: Path, idle: Idle) -> None:
    (tmp_path / "empty").mkdir()
    take(opened, [tmp_path / "empty"])
    idle()
    [dialog] = [each for each in opened.findChildren(QuestionBatchDialog) if each.isVisible()]
    assert "There is no file in empty." in dialog._told.text()
    dialog.reject()


def test_a_folder_dropped_where_nothing_can_be_changed_is_refused(tmp_path: Path) -> None:
    [found] = jobs_dropped.recognise([tmp_path])
    assert "is a folder" in str(found.why)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_table_speaks_the_language_of_the_window(
        opened: MainWindow, folder: Path, qtbot: QtBot, idle: Idle, language: Language) -> None:
    opened.desk.speak(language)
    idle()
    dialog = shown(opened, folder, qtbot, idle)
    assert dialog.windowTitle() == {"en": "Several questionnaires", "fr": "Plusieurs questionnaires"}[language]
    assert dialog.table.accessibleName() == dialog.windowTitle()
    dialog.reject()
