"""The Settings page, the first thing an empty register is told, and copies by themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCommandLinkButton, QMessageBox
from pytestqt.qtbot import QtBot

from risk_register.desktop.copy_settings import CopySettings
from risk_register.desktop.dialogs.who_we_are import WhoWeAreDialog, zones_of
from risk_register.desktop.method_words import method_markdown
from risk_register.desktop.pages.settings import SettingsPage
from risk_register.desktop.pages.settings_parts.organisation import OrganisationTab
from risk_register.desktop.window import MainWindow
from risk_register.operations.copies import copies
from risk_register.operations.logo import logo
from risk_register.risk import load_method
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.desktop.conftest import choose_file
from tests.operations.test_logo import png

Idle = Callable[[], None]


@pytest.fixture
def page(opened: MainWindow, idle: Idle) -> SettingsPage:
    opened.go("settings")
    idle()
    found = opened.page("settings")
    assert isinstance(found, SettingsPage)
    return found


def test_the_organisations_facts_are_all_there(page: SettingsPage) -> None:
    shown = {section.noun: section.model.rowCount() for part in page.parts for section in part.sections}
    assert set(shown) == {"own_entity", "branch", "regime", "insurance_policy", "person", "function", "processing_activity"}
    assert all(shown.values())


def test_a_logo_is_chosen_shown_undone(opened: MainWindow, page: SettingsPage, tmp_path: Path, idle: Idle) -> None:
    tab = page.parts[0]
    assert isinstance(tab, OrganisationTab)
    picture = tmp_path / "logo.png"
    picture.write_bytes(png())
    tab.branding.choose.click()
    choose_file(tab, picture)
    idle()
    assert not tab.branding._picture.pixmap().isNull()
    assert tab.branding.remove.isEnabled()
    opened.actions_["undo"].trigger()
    idle()
    assert not tab.branding._picture.isVisible()
    kept: list[bytes | None] = []
    opened.desk.gateway.ask(logo, kept.append)
    idle()
    assert kept == [None]


def test_a_file_that_is_no_picture_is_refused_in_words(opened: MainWindow, page: SettingsPage, tmp_path: Path, idle: Idle) -> None:
    tab = page.parts[0]
    assert isinstance(tab, OrganisationTab)
    (tmp_path / "logo.png").write_text("no picture")
    tab.branding._on_chosen(tmp_path / "logo.png")
    idle()
    box = opened.findChild(QMessageBox, "message")
    assert "is not a PNG, JPEG or SVG picture" in box.text()
    box.close()


def test_language_and_theme_hold_at_once(opened: MainWindow, page: SettingsPage, qtbot: QtBot) -> None:
    tab = page.window_tab
    page.tabs.setCurrentWidget(tab)
    tab.language.setFocus()
    qtbot.keyClick(tab.language, Qt.Key.Key_Down)
    tab.language.activated.emit(tab.language.currentIndex())
    assert opened.desk.language == "fr"
    assert tab.theme.itemText(2) == "Sombre"
    tab.theme.setCurrentIndex(2)
    tab.theme.activated.emit(2)
    assert opened.actions_["theme_dark"].isChecked()


def test_the_name_in_the_journal_is_never_emptied(opened: MainWindow, page: SettingsPage, qtbot: QtBot) -> None:
    tab = page.window_tab
    page.tabs.setCurrentWidget(tab)
    tab.actor.clear()
    qtbot.keyClick(tab.actor, Qt.Key.Key_Return)
    assert tab.actor.text() == "Compliance officer"
    tab.actor.clear()
    qtbot.keyClicks(tab.actor, "Bo Lind")
    qtbot.keyClick(tab.actor, Qt.Key.Key_Return)
    assert opened.desk.settings.actor == "Bo Lind"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_is_readable_with_every_reason_and_source_of_its_file(language: Language) -> None:
    method = load_method("house")
    words = method_markdown(method.text, language).replace("\\", "")
    assert method.title.label(language) in words
    assert all(source in words for source in method.sources)
    assert all(factor.why.label(language) in words and factor.title.label(language) in words for factor in method.factors.values())
    assert all(floor.why.label(language) in words for floor in method.floors.values())
    for sentence in (method.why, method.cadence_why, method.controls_why, method.evidence_why, method.confidence_why):
        assert sentence.label(language) in words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["house", "ebios-rm", "nist-800-30"])
def test_every_figure_that_can_be_edited_can_be_read_with_its_name(name: str, language: Language) -> None:
    text = load_method(name).text.replace("months_to_nothing = 12", "months_to_nothing = 77").replace("cap = 0.9", "cap = 0.83")
    text = text.replace("halved_after_months = 12", "halved_after_months = 17").replace("before_due = 0.5", "before_due = 0.35")
    words = method_markdown(text, language).replace("\\", "")
    shown = [number.replace(".", "," if language == "fr" else ".") for number in ("77", "0.83", "17", "0.35")]
    assert [each for each in shown if f"| {each} |" not in words] == []


def test_the_method_shown_is_the_registers_own(page: SettingsPage, idle: Idle) -> None:
    page.tabs.setCurrentIndex(3)
    idle()
    assert "House method" in page.parts[3].browser.toPlainText()  # type: ignore[attr-defined]


def test_a_copy_is_made_now_and_told(opened: MainWindow, page: SettingsPage, tmp_path: Path, idle: Idle) -> None:
    page.tabs.setCurrentWidget(page.copies)
    page.copies.now.click()
    target = tmp_path / "copy.riskregister"
    choose_file(opened, target)
    idle()
    with Register.open(target, write=False) as copied:
        assert copied.verify() == []
    assert page.copies._last.text().startswith("Last copied from this computer")


def test_a_copy_is_made_by_itself_when_the_register_is_opened(window: MainWindow, demonstration: Path, tmp_path: Path,
                                                             idle: Idle) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    CopySettings().folder = folder
    for _ in range(2):
        window.desk.gateway.open(demonstration)
        idle()
        assert len(copies(demonstration, folder)) == 1


def test_a_missing_drive_does_not_stand_in_the_way(window: MainWindow, demonstration: Path, tmp_path: Path, idle: Idle) -> None:
    CopySettings().folder = tmp_path / "gone"
    window.desk.gateway.open(demonstration)
    idle()
    assert window.desk.gateway.can_change
    assert "is not there" in window.status.currentMessage()


def test_an_empty_register_is_told_whose_it_is(window: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    window.desk.gateway.create(tmp_path / "own.riskregister", "Compliance officer")
    idle()
    assert window.notices.nameless.isVisible()
    window.notices.say_who.click()
    dialog = next(each for each in window.findChildren(WhoWeAreDialog) if each.isVisible())
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    idle()
    assert dialog.isVisible()
    assert dialog._error.text()
    qtbot.keyClicks(dialog.name, "Northwind")
    dialog.country.setCurrentIndex(dialog.country.findData("PT"))
    dialog.zone.setCurrentText("Europe/Lisbon")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    idle()
    assert not window.notices.nameless.isVisible()
    zones: list[str] = []
    window.desk.gateway.ask(lambda register: register.time_zone().key, zones.append)
    idle()
    assert zones == ["Europe/Lisbon"]


def test_it_may_be_put_off(window: MainWindow, tmp_path: Path, idle: Idle) -> None:
    window.desk.gateway.create(tmp_path / "own.riskregister", "Compliance officer")
    idle()
    window.notices.not_now.click()
    idle()
    assert not window.notices.nameless.isVisible()


def test_a_country_brings_its_time_zones() -> None:
    assert zones_of("FR") == ["Europe/Paris"]
    assert "America/New_York" in zones_of("US")
    assert zones_of("") == ["UTC"]


def test_the_demonstration_is_asked_nothing(opened: MainWindow) -> None:
    assert not opened.notices.nameless.isVisible()


def test_the_status_line_says_that_the_file_is_not_encrypted(opened: MainWindow) -> None:
    assert opened.status._open.text() == "Not encrypted"
    assert opened.status._open.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_offers_its_ways_in_either_language(window: MainWindow, language: Language) -> None:
    window.actions_.languages[language].trigger()
    ways = {button.text() for button in window.page("welcome").findChildren(QCommandLinkButton)}
    for words in ("See the demonstration", "Start an empty register", "Bring a spreadsheet"):
        assert (words in ways) is (language == "en")
    assert len(ways) >= 4


def test_a_spreadsheet_may_be_the_beginning_of_a_register(window: MainWindow, tmp_path: Path, idle: Idle) -> None:
    brought: list[bool] = []
    window.actions_["bring_spreadsheet"].triggered.disconnect()
    window.actions_["bring_spreadsheet"].triggered.connect(lambda: brought.append(window.desk.gateway.can_change))
    way = next(button for button in window.page("welcome").findChildren(QCommandLinkButton)
               if button.objectName() == "welcome_bring_spreadsheet")
    way.click()
    choose_file(window, tmp_path / "new.riskregister")
    idle()
    assert brought == [True]
    assert (tmp_path / "new.riskregister").is_file()
