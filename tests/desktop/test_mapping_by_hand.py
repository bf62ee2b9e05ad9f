"""A file that no family fits is mapped by hand in the window, remembered, and known when its like comes again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.dialogs.import_questionnaire import ImportDialog
from risk_register.desktop.dialogs.mapping.dialog import MappingDialog
from risk_register.desktop.pages.settings_parts.headings import HeadingsTab
from risk_register.desktop.window import MainWindow
from risk_register.operations import facts
from risk_register.operations.question_mappings import keep_mapping, kept_mappings
from risk_register.operations.vendors import find_vendor
from risk_register.questionnaires.mapping import SavedMapping, TableMapping
from risk_register.store import Register
from tests.desktop.conftest import WORK
from tests.questionnaires.two_forms import two_forms

Idle = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton
ROWS = (["Skjema for leverandører"], ["Kode", "Spørsmål", "Svar", "Vurdering"], ["a", "Har dere dette", "Ja", "grønn"],
        ["b", "Har dere hint", "Nei", "rød"], ["c", "Og dette", "Vet ikke", None], ["d", "Og mer", None, None])


def written(path: Path, sheet: str = "Ark1") -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in ROWS:
        book.active.append(row)
    book.save(path)
    return path


def dialog(window: MainWindow, kind: type[QDialog], qtbot: QtBot) -> Any:
    """The dialog of that kind, once it is there."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=WORK)
    return next(each for each in window.findChildren(kind) if each.isVisible())


def settled(wizard: MappingDialog, qtbot: QtBot, idle: Idle) -> None:
    """Waits until the rows were read as last said."""
    qtbot.waitUntil(lambda: not wizard._pause.isActive(), timeout=WORK)
    idle()


def say(table: Any, identity: object, choice: str, qtbot: QtBot) -> None:
    """Stands on a row and chooses for it, as one does with keys."""
    table.table.select(identity)
    place = table.choice.findData(choice)
    assert place >= 0, choice
    table.choice.setCurrentIndex(place)
    table.choice.activated.emit(place)


def mapped(window: MainWindow, path: Path, qtbot: QtBot, idle: Idle, name: str) -> Any:
    """Opens the file and maps its columns and words by hand."""
    window.verbs.import_file(path)
    idle()
    taken = dialog(window, ImportDialog, qtbot)
    assert "holds no answers" in taken._error.text() or "ne contient" in taken._error.text()
    assert not taken.findChild(QPushButton, "import_button").isEnabled()
    qtbot.mouseClick(taken.way.hand, LEFT)
    wizard = dialog(window, MappingDialog, qtbot)
    idle()
    settled(wizard, qtbot, idle)
    wizard.heading_row.setValue(2)
    settled(wizard, qtbot, idle)
    assert [row.heading for row in wizard.columns.model.rows] == list(ROWS[1])
    for column, role in enumerate(("id", "question", "answer", "notes")):
        say(wizard.columns, column, role, qtbot)
    settled(wizard, qtbot, idle)
    assert [(row.cell, row.question_id, row.answer) for row in wizard.preview.rows][:2] == [("C3", "a", "Ja"), ("C4", "b", "Nei")]
    assert [(word, count) for word, count, _ in wizard.answers.model.rows] == [("Ja", 1), ("Nei", 1), ("Vet ikke", 1)]
    say(wizard.answers, "Vet ikke", "not_evaluated", qtbot)
    settled(wizard, qtbot, idle)
    assert wizard.preview.rows[2].verdict.word == "not_evaluated"
    wizard.name.setText(name)
    return taken, wizard


def test_what_was_mapped_by_hand_is_stored_remembered_and_known_again(
        opened: MainWindow, demonstration: Path, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    taken, wizard = mapped(opened, written(tmp_path / "norsk.xlsx"), qtbot, idle, "Norsk skjema")
    assert wizard.account.text().startswith("Questions found: 4. Answered: 3; blank by the form's own rules: 0; blank: 1.")
    qtbot.mouseClick(wizard.findChild(QPushButton, "mapping_read"), LEFT)
    idle()
    assert taken.way.ways.currentText() == "By hand: Norsk skjema"
    assert taken.findChild(QLabel, "import_account").text().startswith("Questions found: 4. Answered: 3;")
    assert taken._error.text() == ""
    taken.vendor.setEditText("Alder Cloud")
    qtbot.mouseClick(taken.findChild(QPushButton, "import_button"), LEFT)
    idle()
    with Register.open(demonstration, write=False) as register:
        [stored] = facts.rounds(register, find_vendor(register, "Alder Cloud"))
        assert [answer.words for answer in facts.answers(register, stored.id)] == ["Ja", "Nei", "Vet ikke", ""]
        assert [kept.mapping.name for kept in kept_mappings(register)] == ["Norsk skjema"]
    opened.verbs.import_file(written(tmp_path / "neste.xlsx", "2027"))
    idle()
    again = dialog(opened, ImportDialog, qtbot)
    assert again._error.text() == ""
    assert "Norsk skjema" in again._why.text()
    again.reject()
    opened.go("vendors")  # the vendor that was added goes with the change
    idle()
    opened.actions_["undo"].trigger()
    idle()
    with Register.open(demonstration, write=False) as register:
        assert kept_mappings(register) == []


def test_a_mapping_without_a_name_is_used_once_and_forgotten(
        opened: MainWindow, demonstration: Path, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    taken, wizard = mapped(opened, written(tmp_path / "norsk.xlsx"), qtbot, idle, "")
    qtbot.mouseClick(wizard.findChild(QPushButton, "mapping_read"), LEFT)
    idle()
    taken.vendor.setEditText("Alder Cloud")
    qtbot.mouseClick(taken.findChild(QPushButton, "import_button"), LEFT)
    idle()
    with Register.open(demonstration, write=False) as register:
        assert facts.rounds(register, find_vendor(register, "Alder Cloud"))
        assert kept_mappings(register) == []


def test_closing_the_wizard_leaves_the_import_as_it_was(opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    taken, wizard = mapped(opened, written(tmp_path / "norsk.xlsx"), qtbot, idle, "Norsk skjema")
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    idle()
    assert not taken.findChild(QPushButton, "import_button").isEnabled()
    taken.reject()


@pytest.mark.parametrize(("language", "sheet"), [("en", "&Sheet:"), ("fr", "&Feuille\N{NO-BREAK SPACE}:")])
def test_the_wizard_speaks_both_languages_and_names_every_control(
        opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle, language: str, sheet: str) -> None:
    opened.desk.speak(language)  # type: ignore[arg-type]
    idle()
    opened.verbs.import_file(written(tmp_path / "norsk.xlsx"))
    idle()
    taken = dialog(opened, ImportDialog, qtbot)
    qtbot.mouseClick(taken.way.hand, LEFT)
    wizard = dialog(opened, MappingDialog, qtbot)
    settled(wizard, qtbot, idle)
    assert wizard._sheet_label.text() == sheet
    assert wizard.columns.choice.accessibleName()
    wizard.reject()
    taken.reject()


def test_a_known_form_is_shown_with_its_score_and_the_other_ways_to_read_it(
        opened: MainWindow, shared: Path, qtbot: QtBot, idle: Idle) -> None:
    opened.verbs.import_file(shared / "questionnaires/caiq-4.0.3-answered/instructure-caiq-4.0.3.xlsx")
    taken = dialog(opened, ImportDialog, qtbot)
    button = taken.findChild(QPushButton, "import_button")
    qtbot.waitUntil(button.isEnabled, timeout=WORK)
    ways = [taken.way.ways.itemText(place) for place in range(taken.way.ways.count())]
    assert "CAIQ" in ways[0]
    assert "of 100 (CAIQv4.0.3)" in ways[0]
    assert taken.way.ways.currentIndex() == 0
    assert taken.findChild(QLabel, "import_account").text().startswith("Questions found: 261. Answered: 261;")
    if len(ways) > 1:
        taken.way.ways.setCurrentIndex(1)
        taken.way.ways.activated.emit(1)
        idle()
        assert "CAIQ" not in taken._why.text().splitlines()[0]
    taken.reject()


def test_of_two_ways_equally_likely_none_is_chosen_for_the_person(
        opened: MainWindow, demonstration: Path, shared: Path, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    opened.verbs.import_file(two_forms(shared, tmp_path / "both.xlsx"))
    idle()
    taken = dialog(opened, ImportDialog, qtbot)
    button = taken.findChild(QPushButton, "import_button")
    assert "more than one way" in taken._error.text()
    assert taken.way.ways.currentIndex() == -1
    assert not button.isEnabled()
    place = next(place for place in range(taken.way.ways.count()) if "CAIQ" in taken.way.ways.itemText(place))
    taken.way.ways.setCurrentIndex(place)
    taken.way.ways.activated.emit(place)
    idle()
    assert taken._error.text() == ""
    assert taken.findChild(QLabel, "import_account").text().startswith("Questions found: 261. Answered: 261;")
    taken.vendor.setEditText("Alder Cloud")
    qtbot.mouseClick(button, LEFT)
    idle()
    with Register.open(demonstration, write=False) as register:
        [stored] = facts.rounds(register, find_vendor(register, "Alder Cloud"))
        assert (stored.family, len(facts.answers(register, stored.id))) == ("caiq", 261)


def test_a_way_of_reading_that_was_said_wrong_is_forgotten_in_the_settings(
        opened: MainWindow, demonstration: Path, qtbot: QtBot, idle: Idle) -> None:
    mapping = SavedMapping("Norsk skjema", (TableMapping("Ark1", 1, {"question": 1, "answer": 2}, {1: "Spørsmål"}),))
    opened.desk.gateway.change(lambda register: keep_mapping(register, mapping, "Compliance officer"))
    opened.go("settings")
    idle()
    [tab] = opened.findChildren(HeadingsTab)
    tab.refresh()
    idle()
    [row] = [row for row in tab.model.rows if row.heading == "Norsk skjema"]
    tab.table.select(row.id)
    tab.forget.click()
    idle()
    with Register.open(demonstration, write=False) as register:
        assert kept_mappings(register) == []
    opened.actions_["undo"].trigger()
    idle()
    with Register.open(demonstration, write=False) as register:
        assert [kept.mapping for kept in kept_mappings(register)] == [mapping]
