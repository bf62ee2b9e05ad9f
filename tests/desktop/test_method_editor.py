"""A method of one's own made in the window: a copy edited field by field, judged by as it is typed, used in one change."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from risk_register import resources
from risk_register.desktop.dialogs.method_editor import MethodEditor
from risk_register.desktop.jobs import method_editor as jobs
from risk_register.desktop.method_sheet import MethodSheet
from risk_register.desktop.method_steps import Steps
from risk_register.desktop.method_words import method_markdown
from risk_register.desktop.pages.settings import SettingsPage
from risk_register.desktop.pages.settings_parts.method import MethodTab
from risk_register.desktop.tasks import Work
from risk_register.desktop.widgets.word_choices import WordChecks
from risk_register.desktop.window import MainWindow
from risk_register.model.vocabulary import Confidence, ControlDomain
from risk_register.operations.journal import history
from risk_register.operations.method_drafts import begin_draft, problem_of, with_values
from risk_register.operations.method_texts import method_in_force
from risk_register.operations.methods import use_method
from risk_register.risk import Method, load_method, parse_method
from risk_register.risk.soundness import sound_method
from risk_register.risk.toml_places import TomlText
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


def saved_and_read(editor: MethodEditor, tab: MethodTab, idle: Idle, path: Path) -> Method:
    """The method as it comes back from the file that the editor saved, once the editor is closed."""
    editor.save.click()
    choose_file(editor, path)
    idle()
    editor.reject()
    tab.chooser.read(path)
    idle()
    assert tab.chooser.chosen is not None
    return tab.chooser.chosen


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
    read_back = saved_and_read(editor, tab, idle, tmp_path / "sent.toml")
    assert read_back.label == "house-own 1.0"


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
def test_every_value_of_a_method_can_be_typed_back_and_is_the_same_method(name: str, language: Language) -> None:
    method = load_method(name)
    sheet = MethodSheet(method.text, language)
    for path in sheet.fields:
        sheet.typed[path] = sheet.now(path)
        assert sheet.wrong(path) is None, path
    unchanged = parse_method(with_values(sheet.text, {path: value for path, value in sheet.changes().items()
                                                      if value is not None and not path.startswith(("name", "changed"))}), name)
    assert replace(unchanged, text=method.text, sha256=method.sha256) == method
    assert all(part.title(language) and all(field.label(language) for field in part.fields) for part in sheet.parts)


@pytest.mark.parametrize("name", METHODS)
def test_every_rule_of_a_method_has_its_field_but_for_what_the_arithmetic_rests_on(name: str) -> None:
    text = load_method(name).text
    fixed = {path for path in TomlText(text).values if path[-1] == "group" or path == ("kind",)}
    rules = {".".join(path) for path in leaves(tomllib.loads(text)) if path not in fixed}
    assert rules <= MethodSheet(text, "en").fields.keys()


def leaves(table: Mapping[str, Any], at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from leaves(value, (*at, key))
        else:
            yield (*at, key)


def test_what_a_method_older_than_a_rule_does_not_say_is_shown_as_it_is_judged_and_may_be_said() -> None:
    text = load_method("house").text
    for path in ("additions.findings.before_due", "additions.clauses.unread", "evidence.unstated", "controls.rounds",
                 "confidence.high.months_over"):
        text = with_values(text, {path: None})
    sheet = MethodSheet(text, "en")
    assert parse_method(text, "older").controls.by_round is False
    assert [sheet.now(path) for path in ("additions.findings.before_due", "additions.clauses.unread", "evidence.unstated",
                                         "controls.rounds", "confidence.high.months_over")] == [
        "0", "ignored", "document", "together", ""]
    sheet.type("controls.rounds", "each")
    sheet.type("confidence.high.months_over", "3")
    said = parse_method(with_values(text, sheet.changes()), "older")
    assert said.controls.by_round
    assert said.confidence[Confidence.HIGH].months_over == 3


def test_a_kind_of_evidence_is_taken_up_and_another_counts_for_nothing_any_more() -> None:
    text = load_method("house").text
    sheet = MethodSheet(text, "en")
    assert sheet.says_nothing("evidence.kinds.bridge_letter.domains")
    sheet.type("evidence.kinds.bridge_letter.worth", "document")
    sheet.type("evidence.kinds.bridge_letter.domains", "governance privacy")
    sheet.type("evidence.kinds.iso27001.worth", "")
    sheet.type("evidence.kinds.iso27001.domains", "privacy")
    kinds = sound_method(with_values(text, sheet.changes()), "x").evidence.kinds
    assert kinds["bridge_letter"] == ("document", (int(ControlDomain.GOVERNANCE), int(ControlDomain.PRIVACY)))
    assert "iso27001" not in kinds
    assert len(kinds) == len(load_method("house").evidence.kinds)


def ticked(editor: MethodEditor, path: str, word: str) -> None:
    editor.go_to(path)
    control = editor._forms[editor.list.currentRow()].controls[path]
    assert isinstance(control, WordChecks)
    control.boxes[word].setFocus()
    QTest.keyClick(control.boxes[word], Qt.Key.Key_Space)


def said_before(editor: MethodEditor, path: str) -> str:
    return editor._forms[editor.list.currentRow()].befores[path].text()


def test_clauses_severities_and_covered_domains_are_ticked_by_key_and_judged_by_and_saved(
        editor: MethodEditor, tab: MethodTab, qtbot: QtBot, idle: Idle, tmp_path: Path) -> None:
    type_into(editor, "changed.why.en", "Fewer rules")
    for topic in load_method("house").additions.clause_topics:
        ticked(editor, "additions.clauses.topics", topic)
    ticked(editor, "additions.clauses.topics", "liability")
    assert "Added: Liability and insurance." in said_before(editor, "additions.clauses.topics")
    ticked(editor, "floor_of_residual.open_incident.severities", "high")
    assert said_before(editor, "floor_of_residual.open_incident.severities") == "Taken out: High."
    ticked(editor, "evidence.kinds.iso27701.domains", "governance")
    judged(editor, qtbot)
    assert any(row.moved for row in editor.moved.model.everything)
    read_back = saved_and_read(editor, tab, idle, tmp_path / "fewer.toml")
    method = parse_method(read_back.text, "fewer")
    assert method.additions.clause_topics == {"liability"}
    assert method.incident_floor_severities == {"critical"}
    assert method.evidence.kinds["iso27701"][1] == (int(ControlDomain.PRIVACY), int(ControlDomain.GOVERNANCE))


def test_a_kind_of_evidence_that_covers_nothing_is_said_at_its_domains(editor: MethodEditor, qtbot: QtBot, idle: Idle) -> None:
    type_into(editor, "changed.why.en", "Tried")
    type_into(editor, "evidence.kinds.bridge_letter.worth", "document")
    qtbot.waitUntil(lambda: "at least one" in said_at(editor, "evidence.kinds.bridge_letter.domains").lower(), timeout=WORK)
    assert not editor.use.isEnabled()
    ticked(editor, "evidence.kinds.bridge_letter.domains", "privacy")
    judged(editor, qtbot)
    assert said_at(editor, "evidence.kinds.bridge_letter.domains") == ""
    assert editor.use.isEnabled()
    editor.reject()


def test_no_factor_for_the_likelihood_of_an_attempt_is_refused_and_another_one_may_be_chosen(
        tab: MethodTab, qtbot: QtBot, idle: Idle) -> None:
    tab.chooser.box.setCurrentIndex(next(place for place, each in enumerate(tab.chooser.choices) if each.name == "nist-800-30"))
    editor = edit(tab, idle)
    type_into(editor, "changed.why.en", "Tried")
    for factor in ("access", "location"):
        ticked(editor, "matrix.attempt.factors", factor)
    qtbot.waitUntil(lambda: "at least one" in said_at(editor, "matrix.attempt.factors").lower(), timeout=WORK)
    ticked(editor, "matrix.attempt.factors", "criticality")
    judged(editor, qtbot)
    assert editor.outcome is not None
    assert editor.outcome.choice is not None
    assert parse_method(editor.outcome.choice.text, "x").combination.attempt == (0,)  # type: ignore[union-attr]
    editor.reject()


def test_each_step_is_taken_back_and_brought_in_again_by_key_even_while_a_field_has_the_cursor(
        editor: MethodEditor, qtbot: QtBot) -> None:
    type_into(editor, "controls.cap", "0.5")
    ticked(editor, "floor_of_residual.open_incident.severities", "high")
    assert editor.sheet is not None
    editor.go_to("controls.partial")
    control = editor._forms[editor.list.currentRow()].controls["controls.partial"]
    QTest.keyClick(control, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "floor_of_residual.open_incident.severities" not in editor.sheet.typed
    field = editor._forms[editor.list.currentRow()].controls["floor_of_residual.open_incident.severities"]
    assert isinstance(field, WordChecks)
    assert field.boxes["high"].isChecked()
    while editor.undo.isEnabled():
        editor.undo.click()
    assert editor.sheet.typed == {}
    editor.go_to("controls.cap")
    cap = editor._forms[editor.list.currentRow()].controls["controls.cap"]
    assert isinstance(cap, QLineEdit)
    assert cap.text() == "0.9"
    while editor.redo.isEnabled():
        editor.redo.click()
    assert cap.text() == "0.5"
    assert editor.sheet.typed["floor_of_residual.open_incident.severities"] == "critical"
    editor.anew.click()
    assert editor.sheet.typed == {}
    editor.undo.click()
    assert cap.text() == "0.5"
    judged(editor, qtbot)
    assert any(row.moved for row in editor.moved.model.everything)
    editor.reject()


def test_letters_without_a_pause_are_one_step_and_those_after_a_pause_another() -> None:
    now = [100.0]
    steps = Steps(lambda: now[0])
    for before, after in (("", "a"), ("a", "ab"), ("ab", "abc")):
        steps.note("name", before, after, letters=True)
    now[0] += 5
    steps.note("name", "abc", "abcd", letters=True)
    steps.note("level.low", "0", "1", letters=True)
    assert [steps.undo(), steps.undo(), steps.undo()] == [{"level.low": "0"}, {"name": "abc"}, {"name": ""}]
    assert not steps.can_undo
    assert steps.redo() == {"name": "abc"}
    steps.note("name", "abc", "x", letters=True)
    assert not steps.can_redo
    assert steps.undo() == {"name": "abc"}


def test_the_page_of_the_rules_says_what_evidence_covers_which_clauses_are_asked_for_and_what_is_grave() -> None:
    words = method_markdown(load_method("nist-800-30").text, "en")
    assert "| ISO/IEC 27701 certificate | a certificate | Privacy and data protection |" in words
    assert "| Clauses asked for | Breach notification, Audit right" in words
    assert "| An open incident is grave at severity | High and Critical |" in words
    assert "Access to our systems and Countries and transfers" in words


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
