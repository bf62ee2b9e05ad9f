"""What holds on every page the window knows, in every form and dialog, in both languages and both themes."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCommandLinkButton,
    QDialog,
    QGroupBox,
    QLabel,
    QTabWidget,
    QToolButton,
    QWidget,
)

from risk_register.desktop import theme
from risk_register.desktop.dialogs.announcement import AnnouncementDialog
from risk_register.desktop.dialogs.dropped_table import DroppedTableDialog
from risk_register.desktop.dialogs.later_announcement import LaterAnnouncementDialog
from risk_register.desktop.forms import open_record_form
from risk_register.desktop.forms.layouts import LAYOUTS
from risk_register.desktop.pages.incidents import IncidentsPage
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.pages.vendor_tabs import VendorTab
from risk_register.desktop.places import PLACES
from risk_register.desktop.window import MainWindow
from risk_register.texts import LANGUAGES, Language
from tests.desktop.test_manners import controls, spoken

Idle = Callable[[], None]
NAMES = [place.name for place in PLACES]
SLACK = 2
"""Pixels by which a style may count a text's width differently from how it lays it out."""


def show(window: MainWindow, name: str, idle: Idle) -> QWidget:
    if name == "vendor":
        window.go("vendors")
        idle()
        rows = window.page("vendors").model.rows  # type: ignore[attr-defined]
        window.open_vendor(next(row.id for row in rows if row.name == "OpenAI"))
    else:
        window.go(name)
    idle()
    return window.page(name)


def with_each_tab(root: QWidget, idle: Idle) -> Iterator[str]:
    """Shows each tab in turn, and the page once where there are none."""
    tabs = next((each for each in root.findChildren(QTabWidget) if each.isVisible()), None)
    for number in range(tabs.count() if tabs is not None else 1):
        if tabs is not None:
            tabs.setCurrentIndex(number)
            idle()
        QApplication.processEvents()
        yield tabs.tabText(number) if tabs is not None else ""


def cut_off(root: QWidget) -> list[tuple[str, str, int, int]]:
    """Labels and buttons that are narrower, or lower, than their words."""
    cut = []
    for each in (*root.findChildren(QLabel), *root.findChildren(QAbstractButton), *root.findChildren(QGroupBox)):
        if not each.isVisible() or each.visibleRegion().isEmpty() or isinstance(each, QCommandLinkButton):
            continue
        words = each.title() if isinstance(each, QGroupBox) else each.text()
        if not words or (isinstance(each, QToolButton) and each.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly):
            continue
        if isinstance(each, QLabel) and each.wordWrap():
            if (needed := each.heightForWidth(each.width())) > each.height() + SLACK:
                cut.append((each.objectName(), words, needed, each.height()))
        elif each.sizeHint().width() > each.width() + SLACK:
            cut.append((each.objectName(), words, each.sizeHint().width(), each.width()))
    return cut


def nameless(root: QWidget) -> list[tuple[str, str]]:
    found = [each for each in controls(root) if each.isVisible() and not spoken(each)]
    return [(each.metaObject().className(), each.objectName()) for each in found
            if not (isinstance(each.parent(), QAbstractScrollArea) and each.parent().viewport() is each)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_page_is_cut_off(opened: MainWindow, idle: Idle, name: str, language: Language) -> None:
    opened.desk.speak(language)
    page = show(opened, name, idle)
    assert [(tab, cut) for tab in with_each_tab(page, idle) if (cut := cut_off(page))] == []


SMALL = (1024, 700)
"""Pixels of the smallest window that is promised to be whole."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_into_a_small_window(opened: MainWindow, idle: Idle, name: str, language: Language) -> None:
    opened.resize(*SMALL)
    opened.desk.speak(language)
    page = show(opened, name, idle)
    least = page.minimumSizeHint()
    assert least.width() <= SMALL[0] - opened.navigation.minimumSizeHint().width()
    assert least.height() <= SMALL[1] - opened.menuBar().height() - opened.status.height()
    assert (opened.width(), opened.height()) == SMALL
    assert [(tab, cut) for tab in with_each_tab(page, idle) if (cut := cut_off(page))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tabs_of_a_vendor_stand_in_one_line_in_a_small_window(opened: MainWindow, idle: Idle, language: Language) -> None:
    opened.resize(*SMALL)
    opened.desk.speak(language)
    page = show(opened, "vendor", idle)
    assert isinstance(page, VendorPage)
    bar = page.tabs.tabBar()
    assert bar.sizeHint().width() <= page.width()
    opened.resize(1700, 900)
    QApplication.processEvents()
    titles = [tab.title.render(language) for tab in page.findChildren(VendorTab)]
    assert sorted(bar.tabText(number) for number in range(bar.count())) == sorted(titles)


@pytest.mark.parametrize("name", NAMES)
def test_every_control_of_a_page_has_a_name_that_is_read_out(opened: MainWindow, idle: Idle, name: str) -> None:
    page = show(opened, name, idle)
    assert [(tab, those) for tab in with_each_tab(page, idle) if (those := nameless(page))] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("noun", sorted(LAYOUTS))
def test_no_text_of_a_form_is_cut_off_and_every_field_has_a_name(opened: MainWindow, idle: Idle, noun: str,
                                                                 language: Language) -> None:
    opened.desk.speak(language)
    opened.go("vendors")
    idle()
    vendor = opened.page("vendors").model.rows[0].id  # type: ignore[attr-defined]
    open_record_form(opened.desk, noun, opened, values={"vendor_id": vendor})
    idle()
    form = next((each for each in opened.findChildren(QDialog) if each.isVisible()), None)
    assert form is not None
    QApplication.processEvents()
    cut, unnamed, twice = cut_off(form), nameless(form), letters_twice(form)
    form.reject()
    assert cut == []
    assert unnamed == []
    assert twice == []


def letters_twice(root: QWidget) -> list[str]:
    """Letters that Alt would take to two places at once."""
    texts = [each.text() for each in (*root.findChildren(QLabel), *root.findChildren(QAbstractButton)) if each.isVisible()
             and not (isinstance(each, QLabel) and each.buddy() is None)]
    letters = [text.replace("&&", "").partition("&")[2][:1].casefold() for text in texts]
    return sorted({letter for letter in letters if letter and letters.count(letter) > 1})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_letter_of_a_page_is_also_that_of_a_menu(opened: MainWindow, idle: Idle, name: str, language: Language) -> None:
    opened.desk.speak(language)
    page = show(opened, name, idle)
    menus = {action.text().partition("&")[2][:1].casefold() for action in opened.menuBar().actions()}
    shown = [each for each in (*page.findChildren(QLabel), *page.findChildren(QAbstractButton)) if each.isVisible()]
    meant = [each.text() for each in shown if not (isinstance(each, QLabel) and each.buddy() is None)]
    assert [text for text in meant if text.replace("&&", "").partition("&")[2][:1].casefold() in menus - {""}] == []
    assert letters_twice(page) == []


WITH_A_DIALOG = ("look_back", "add_vendor", "find_anything", "help", "glossary", "keyboard", "your_name", "issue_questionnaire",
                 "change_many", "duplicate_vendor", "merge_vendors", "new_list", "read_announcement",
                 "record_incident", "record_finding")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verb", WITH_A_DIALOG)
def test_no_text_of_a_dialog_is_cut_off_and_every_control_has_a_name(opened: MainWindow, idle: Idle, verb: str,
                                                                     language: Language) -> None:
    opened.desk.speak(language)
    idle()
    before = set(QApplication.topLevelWidgets())
    opened.actions_[verb].trigger()
    idle()
    made = [each for each in QApplication.topLevelWidgets() if each not in before and each.isVisible() and each.width() > SLACK]
    assert made
    cut, unnamed, twice = cut_off(made[0]), nameless(made[0]), letters_twice(made[0])
    made[0].close()
    assert cut == []
    assert unnamed == []
    assert twice == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("deed", ["mark_sent", "not_required", "decide", "close", "read", "later"])
def test_the_dialogs_of_breach_day_are_whole_and_named(opened: MainWindow, idle: Idle, deed: str, language: Language) -> None:
    opened.desk.speak(language)
    page = show(opened, "incidents", idle)
    assert isinstance(page, IncidentsPage)
    if deed in page.view.deeds:
        page.view.deeds[deed].trigger()
    else:
        verbs = {"close": "close_incident", "read": "read_announcement", "later": "later_announcement"}
        opened.actions_[verbs[deed]].trigger()
    idle()
    dialog = next(each for each in opened.findChildren(QDialog) if each.isVisible())
    if isinstance(dialog, (AnnouncementDialog, LaterAnnouncementDialog)):
        dialog.read_words("OpenAI told us on 26 November 2025 that email addresses were exposed.")
        for _ in range(3):
            idle()
    QApplication.processEvents()
    cut, unnamed, twice = cut_off(dialog), nameless(dialog), letters_twice(dialog)
    dialog.close()
    assert cut == []
    assert unnamed == []
    assert twice == []


def test_a_long_file_name_is_shown_whole(opened: MainWindow, tmp_path: Path) -> None:
    dialog = DroppedTableDialog(opened.desk, tmp_path / f"{'a long name ' * 12}.csv", opened, may_attach=True)
    dialog.show()
    QApplication.processEvents()
    assert cut_off(dialog) == []
    assert nameless(dialog) == []
    dialog.reject()


ROLE = QPalette.ColorRole
WRITTEN = (
    (ROLE.WindowText, ROLE.Window), (ROLE.Text, ROLE.Base), (ROLE.Text, ROLE.AlternateBase), (ROLE.ButtonText, ROLE.Button),
    (ROLE.PlaceholderText, ROLE.Base), (ROLE.PlaceholderText, ROLE.Window), (ROLE.HighlightedText, ROLE.Highlight),
    (ROLE.ToolTipText, ROLE.ToolTipBase), (ROLE.Link, ROLE.Base), (ROLE.Link, ROLE.Window),
)


@pytest.mark.parametrize("dress", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WRITTEN)
def test_what_is_written_stands_out_from_its_ground(dress: str, ink: QPalette.ColorRole, ground: QPalette.ColorRole) -> None:
    palette = theme.own_palette(dress)
    assert theme.contrast(palette.color(ink), palette.color(ground)) >= 4.5


@pytest.mark.parametrize("dress", ["light", "dark"])
def test_plates_alarm_and_accent_stand_out(dress: str) -> None:
    palette = theme.own_palette(dress)
    for pair in (theme.LIGHT if dress == "light" else theme.DARK).values():
        assert theme.contrast(QColor(pair.ground), QColor(pair.ink)) >= 4.5
    for ground in (ROLE.Window, ROLE.Base):
        assert theme.contrast(theme.alarm(palette), palette.color(ground)) >= 4.5
        assert theme.contrast(theme.accent(palette), palette.color(ground)) >= 4.5


@pytest.mark.parametrize("dress", ["light", "dark"])
def test_the_notice_of_a_past_day_is_readable_in_the_theme(opened: MainWindow, idle: Idle, dress: str) -> None:
    opened.desk.dress(dress)
    opened.desk.gateway.look_back(date(2025, 3, 31))
    for _ in range(2):
        idle()
    palette = opened.notices.past.words.palette()
    assert theme.contrast(palette.color(ROLE.WindowText), palette.color(ROLE.Window)) >= 4.5
    assert cut_off(opened.notices) == []
