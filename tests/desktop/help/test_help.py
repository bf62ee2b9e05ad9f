"""The help: there for each page in both languages, with links that lead somewhere and keys that are in force."""

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from risk_register.desktop.actions import Actions
from risk_register.desktop.find.commands import key_of
from risk_register.desktop.help import texts
from risk_register.desktop.help.window import HelpWindow
from risk_register.desktop.places import PLACES
from risk_register.desktop.window import MainWindow
from risk_register.texts import LANGUAGES, Language

MADE = {texts.GLOSSARY, texts.KEYBOARD}
EVERY = [(language, name) for language in LANGUAGES for name in texts.page_names(language)]


def no_key(_verb: str) -> str:
    return "F12"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [place.name for place in PLACES])
def test_each_page_of_the_window_has_its_help(place: str, language: Language) -> None:
    assert place in texts.page_names(language)


def test_both_languages_have_the_same_pages_with_the_same_parts() -> None:
    assert texts.page_names("en") == texts.page_names("fr")
    for name in texts.page_names("en"):
        parts = [re.findall(r"^#+ ", texts.page(name, language, no_key), re.MULTILINE) for language in LANGUAGES]
        assert parts[0] == parts[1], name


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_each_link_leads_to_a_page_of_the_help(language: Language, name: str) -> None:
    known = {f"{page}{texts.ENDING}" for page in (*texts.page_names(language), *MADE)}
    assert set(texts.links(texts.page(name, language, no_key))) <= known


@pytest.mark.parametrize(("language", "name"), EVERY)
def test_no_mark_of_markdown_is_left_to_the_reader(language: Language, name: str) -> None:
    document = QTextDocument()
    document.setMarkdown(texts.page(name, language, no_key))
    words = document.toPlainText()
    assert not re.search(r"\*|\[|\]|`|^#|\{|\}", words, re.MULTILINE), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_key_named_is_one_of_the_windows(language: Language, window: MainWindow) -> None:
    known = {verb.name for verb in Actions(window).verbs}
    wanted: list[str] = []

    def note(verb: str) -> str:
        wanted.append(verb)
        return "F12"

    for name in texts.page_names(language):
        texts.page(name, language, note)
    assert set(wanted) <= known


@pytest.mark.parametrize("name", texts.page_names("fr"))
def test_french_signs_stand_off_from_their_words(name: str) -> None:
    assert not re.search(r"[\w»)] [:;?!»]|« ", texts.page(name, "fr", no_key))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_says_of_each_word_what_it_means_and_where_it_comes_from(language: Language) -> None:
    terms = texts.terms(language)
    assert len(terms) > 80
    assert all(term.name and term.other and term.means.endswith((".", ").")) and term.source for term in terms)
    assert len({term.name for term in terms}) == len(terms)


def test_french_never_says_tier_or_evidence_in_english() -> None:
    words = " ".join(f"{term.name} {term.means}" for term in texts.terms("fr"))
    assert not re.search(r"\b(tier|évidence|compliance|breach)\b", words, re.IGNORECASE)


@pytest.fixture
def help_window(opened: MainWindow) -> HelpWindow:
    opened.go("vendors")
    opened.actions_["help"].trigger()
    found = opened.findChild(HelpWindow)
    assert isinstance(found, HelpWindow)
    return found


def test_f1_shows_the_help_of_the_page_and_escape_comes_back(help_window: HelpWindow, qtbot: QtBot) -> None:
    assert help_window.name == "vendors"
    assert help_window.browser.toPlainText().startswith("Vendors")
    assert key_of(help_window.window_.actions_["add_vendor"]) in help_window.browser.toPlainText()
    qtbot.keyClick(help_window.browser, Qt.Key.Key_Escape)
    assert not help_window.isVisible()


def test_a_link_leads_on_and_back_comes_back(help_window: HelpWindow) -> None:
    help_window.browser.anchorClicked.emit(QUrl("bringing.md"))
    assert help_window.name == "bringing"
    help_window.go_back()
    assert help_window.name == "vendors"
    help_window.close()


def test_nothing_outside_is_ever_opened(help_window: HelpWindow) -> None:
    help_window.browser.anchorClicked.emit(QUrl("https://example.org/bringing.md"))
    assert help_window.name == "vendors"
    assert not help_window.browser.openExternalLinks()
    help_window.close()


def test_a_word_is_found_in_pages_and_glossary(help_window: HelpWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(help_window.search, "notice period")
    words = help_window.browser.toPlainText()
    assert "préavis" in words
    assert "Today" in words
    qtbot.keyClicks(help_window.search, "qqqq")
    assert help_window.browser.toPlainText() == "Nothing in the help holds these words."
    help_window.close()


def test_all_keys_of_the_menus_are_listed(opened: MainWindow, help_window: HelpWindow) -> None:
    opened.actions_["keyboard"].trigger()
    words = help_window.browser.toPlainText()
    for verb in opened.actions_.verbs:
        assert key_of(opened.actions_[verb.name]) in words, verb.name
    help_window.close()


def test_the_help_follows_the_language(opened: MainWindow, help_window: HelpWindow) -> None:
    opened.desk.speak("fr")
    assert help_window.browser.toPlainText().startswith("Prestataires")
    assert help_window.windowTitle() == "Aide"
    help_window.close()
