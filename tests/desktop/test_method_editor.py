"""A method of one's own made in the window: a copy edited field by field, judged by as it is typed, used in one change."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from risk_register import resources
from risk_register.desktop.dialogs.method_editor import MethodEditor
from risk_register.desktop.jobs import method_editor as jobs
from risk_register.desktop.method_sheet import MethodSheet
from risk_register.desktop.pages.settings import SettingsPage
from risk_register.desktop.pages.settings_parts.method import MethodTab
from risk_register.desktop.tasks import Work
from risk_register.desktop.window import MainWindow
from risk_register.operations.journal import history
from risk_register.operations.method_drafts import begin_draft, problem_of, with_values
from risk_register.operations.method_texts import method_in_force
from risk_register.operations.methods import use_method
from risk_register.risk import load_method, parse_method
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language, Text
from tests.desktop.conftest import WORK, choose_file

Idle = Callable[[], None]
WHO = "Compliance officer"
METHODS = [name.removesuffix(".toml") for name in resources.names("methods", ending=".toml")]


@pytest.fixture
def tab(opened: MainWindow, idle: Idle) -> MethodTab:
    opened.go("settings")
    idle()
    settings = opened.page("settings")
    assert isinstance(settings, SettingsPage)
    found = next(part for part in settings.parts if isinstance(part, MethodTab))
    settings.tabs.setCurrentWidget(found)
    return found


@pytest.fixture
def editor(tab: MethodTab, idle: Idle, qtbot: QtBot) -> MethodEditor:
    return edit(tab, idle)


def edit(tab: MethodTab, idle: Idle) -> MethodEditor:
    tab.chooser.edit.click()
    idle()
    return tab.window().findChildren(MethodEditor)[-1]


def type_into(editor: MethodEditor, path: str, words: str) -> None:
    editor.go_to(path)
    control = editor._forms[editor.list.currentRow()].controls[path]
    if isinstance(control, QComboBox):
        control.setCurrentIndex(control.findData(words))
        return
    assert isinstance(control, QLineEdit | QPlainTextEdit)
    control.selectAll()
    QTest.keyClicks(control, words) if words else QTest.keyClick(control, Qt.Key.Key_Delete)


def judged(editor: MethodEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: editor.outcome is not None, timeout=WORK)


def said_at(editor: MethodEditor, path: str) -> str:
    error = editor._forms[editor.list.currentRow()].errors[path]
    return error.text() if error.isVisible() else ""


def in_register(window: MainWindow, qtbot: QtBot, question: Callable[[Register], object]) -> object:
    found: list[object] = []
    window.desk.gateway.ask(question, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WORK)
    return found[0]


def test_a_copy_begins_with_what_it_would_change_which_is_nothing_and_cannot_be_used_without_a_reason(
        editor: MethodEditor, qtbot: QtBot) -> None:
    judged(editor, qtbot)
    assert editor.moved.model.total > 20
    assert not any(row.moved for row in editor.moved.model.everything)
    assert not editor.use.isEnabled()
    assert "text is expected" in said_at(editor, "changed.why.en")
    editor.reject()


def test_what_is_typed_is_judged_by_at_once_and_used_in_one_change_that_undo_takes_back(
        editor: MethodEditor, opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    type_into(editor, "changed.why.en", "Controls count for less with us")
    type_into(editor, "controls.cap", "0")
    judged(editor, qtbot)
    rows = editor.moved.model.everything
    assert any(row.moved for row in rows)
    assert rows[0].level != rows[0].then_level
    assert "Level rises: " in editor.told.text()
    assert editor.use.isEnabled()
    then = {row.id: row.then_level for row in rows}
    editor.use.click()
    idle()
    method = in_register(opened, qtbot, method_in_force)
    assert method.label == "house-own 1.0"  # type: ignore[attr-defined]
    assert method.changed.of == "house 1.2"  # type: ignore[attr-defined]
    opened.go("vendors")
    idle()
    from risk_register.operations.vendors import list_vendors

    assert {row.id: row.level for row in in_register(opened, qtbot, list_vendors)} == then  # type: ignore[attr-defined]
    reasons = [str(row.reason) for row in in_register(opened, qtbot, history)]  # type: ignore[attr-defined]
    assert "Judge by the method house-own 1.0 instead of house 1.2: Controls count for less with us" in reasons
    opened.actions_["undo"].trigger()
    idle()
    assert in_register(opened, qtbot, method_in_force).label == "house 1.2"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("path", "words", "told"), [
    ("level.high", "10", "above the one below"), ("controls.cap", "much", "number such as"),
    ("factor.data.weight", "2.5", "whole number"), ("factor.data.weight", "-1", "between 0 and 100"),
    ("factor.people.from", "1000; 10", "3 numbers"), ("tier.T2.review_months", "6", "fewer months"),
    ("factor.criticality.grades.high", "1", "graded better"), ("factor.location.home.countries", "FR, Fr4", "two letters"),
    ("evidence.certificate", "0.7", "worth less"), ("tier.T4.from", "3/2", "left out"), ("name", "my own", "letters, figures"),
])
def test_what_cannot_stand_is_said_at_its_field_and_keeps_the_method_from_use(
        editor: MethodEditor, qtbot: QtBot, idle: Idle, path: str, words: str, told: str) -> None:
    type_into(editor, "changed.why.en", "Tried")
    type_into(editor, path, words)
    qtbot.waitUntil(lambda: told in said_at(editor, path), timeout=WORK)
    assert not editor.use.isEnabled()
    item = editor.list.currentItem()
    assert item is not None
    assert item.text().startswith("\N{WARNING SIGN}")
    editor.reject()


def test_a_version_that_stands_for_another_text_already_is_said_at_the_version(
        tab: MethodTab, opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    text = with_values(load_method("house").text, {"name": "ours", "version": "7", "controls.cap": 0})
    opened.desk.gateway.change(lambda register: use_method(register, parse_method(text, ""), WHO))
    idle()
    editor = edit(tab, idle)
    judged(editor, qtbot)
    assert editor._forms[0].controls["version"].text() == "8"  # type: ignore[attr-defined]
    type_into(editor, "changed.why.en", "Again")
    type_into(editor, "version", "7")
    qtbot.waitUntil(lambda: "another version" in said_at(editor, "version"), timeout=WORK)
    assert not editor.use.isEnabled()
    editor.reject()


def test_what_is_typed_is_there_again_when_the_editor_is_opened_again_and_can_be_given_up(
        editor: MethodEditor, tab: MethodTab, qtbot: QtBot, idle: Idle) -> None:
    type_into(editor, "controls.cap", "0.5")
    editor.reject()
    again = edit(tab, idle)
    again.go_to("controls.cap")
    assert again._forms[again.list.currentRow()].controls["controls.cap"].text() == "0.5"  # type: ignore[attr-defined]
    again.anew.click()
    judged(again, qtbot)
    assert not any(row.moved for row in again.moved.model.everything)
    again.reject()
    idle()
    third = edit(tab, idle)
    assert third.sheet is not None
    assert third.sheet.typed == {}
    third.reject()


def test_typing_on_stops_the_judging_that_went_before(editor: MethodEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(editor, qtbot)
    begun: list[Work] = []
    real = jobs.try_out

    def slowly(register: Register, text: str, changes: dict[str, object], work: Work) -> jobs.Outcome:
        begun.append(work)
        return real(register, text, changes, work)

    monkeypatch.setattr(jobs, "try_out", slowly)
    type_into(editor, "controls.cap", "0.5")
    qtbot.waitUntil(lambda: editor.work is not None, timeout=WORK)
    first = editor.work
    type_into(editor, "controls.cap", "0.4")
    assert first is not None
    assert first.cancelled()
    judged(editor, qtbot)
    assert editor.outcome is not None
    assert str(editor.outcome.changes["controls.cap"]) == "0.4"
    editor.reject()


def test_a_method_made_here_is_saved_as_a_file_and_read_back_as_the_same(
        editor: MethodEditor, tab: MethodTab, opened: MainWindow, qtbot: QtBot, idle: Idle, tmp_path: Path) -> None:
    type_into(editor, "changed.why.en", "Ours")
    type_into(editor, "controls.partial", "0.25")
    judged(editor, qtbot)
    editor.save.click()
    choose_file(editor, tmp_path / "sent.toml")
    idle()
    editor.reject()
    tab.chooser.read(tmp_path / "sent.toml")
    idle()
    assert tab.chooser.chosen is not None
    assert tab.chooser.chosen.label == "house-own 1.0"


def test_a_past_day_can_be_looked_at_but_not_judged_by_another_method(
        tab: MethodTab, opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    from datetime import date, timedelta

    opened.desk.gateway.look_back(date.today() - timedelta(days=40))  # noqa: DTZ011
    idle()
    editor = edit(tab, idle)
    type_into(editor, "changed.why.en", "Ours")
    judged(editor, qtbot)
    assert not editor.use.isEnabled()
    editor.reject()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", METHODS)
def test_every_value_of_a_method_that_is_a_number_or_a_sentence_can_be_edited_and_typed_back(name: str, language: Language) -> None:
    sheet = MethodSheet(load_method(name).text, language)
    for path in sheet.fields:
        now = sheet.now(path)
        sheet.typed[path] = now
        assert sheet.wrong(path) is None, path
    unchanged = with_values(sheet.text, {path: value for path, value in sheet.changes().items() if value is not None and (
        not path.startswith(("name", "changed", "controls.reviewer", "controls.rounds")))})
    assert parse_method(unchanged, name).levels == load_method(name).levels
    assert parse_method(unchanged, name).scales == load_method(name).scales
    assert parse_method(unchanged, name).combination == load_method(name).combination
    assert all(part.title(language) and all(field.label(language) for field in part.fields) for part in sheet.parts)


def test_a_draft_says_what_it_is_a_copy_of_and_keeps_every_remark(demonstration: Path) -> None:
    with Register.open(demonstration) as register:
        house = load_method("house")
        text = with_values(begin_draft(register, house), {"changed.why.en": "Ours", "controls.focus.access.weights.logging": None,
                                                          "controls.focus.access.weights.network": 2})
        assert problem_of(register, text, "") is None
        method = parse_method(text, "")
        assert (method.name, method.changed.of if method.changed else "") == ("house-own", "house 1.2")
        assert text.count("#") == house.text.count("#")
        assert method.changed is not None
        assert method.changed.why.label("fr") == "Ours"
        wrong = problem_of(register, with_values(text, {"version": ""}), "")
        assert wrong is not None
        assert (wrong.key, isinstance(wrong.words, Text)) == ("version", True)
