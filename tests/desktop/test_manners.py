"""What holds everywhere in the window: names for every control, no shortcut twice, two languages, no text cut off."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from risk_register.desktop.actions import EDIT, FILE, GO, TASTE, THEMES
from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.models.vendors import RESIDUAL
from risk_register.desktop.pages.history import HistoryPage
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.pages.vendors import VendorsPage
from risk_register.desktop.widgets.badge import badge_width
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.window import MainWindow
from risk_register.model.vocabulary.risk import RiskLevel
from risk_register.texts import Language

Idle = Callable[[], None]
PAGES = ("welcome", "vendors", "vendor", "questionnaires", "reports", "history")


def show(window: MainWindow, name: str, idle: Idle) -> QWidget:
    if name == "vendor":
        rows = window.page("vendors").model.rows  # type: ignore[attr-defined]
        window.open_vendor(next(row.id for row in rows if row.name == "OpenAI"))
    else:
        window.go(name)
    idle()
    return window.page(name)


def spoken(widget: QWidget) -> str:
    buddies = [label.text() for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    own = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or own or "".join(buddies)


def controls(root: QWidget) -> list[QWidget]:
    inner = (QScrollBar, QTabBar)
    return [each for each in root.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(each, inner) and each.isVisibleTo(root)
            and not (isinstance(each, QLineEdit) and each.parent().inherits("QComboBox"))
            and not each.objectName().startswith("qt_")]


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name_that_is_read_out(opened: MainWindow, idle: Idle, name: str) -> None:
    page = show(opened, name, idle)
    assert [(each.metaObject().className(), each.objectName()) for each in controls(page) if not spoken(each)] == []


def test_every_control_of_the_form_has_a_name_that_is_read_out(opened: MainWindow, idle: Idle) -> None:
    opened.actions_["add_vendor"].trigger()
    idle()
    form = next(each for each in opened.findChildren(RecordForm) if each.isVisible())
    assert [each.objectName() for each in controls(form) if not spoken(each)] == []
    form.reject()


def test_no_two_actions_share_a_shortcut(window: MainWindow) -> None:
    keys = [window.actions_[verb.name].shortcut().toString() for verb in (*FILE, *EDIT, *GO, *TASTE, *THEMES)]
    used = [key for key in keys if key]
    assert len(used) == len(set(used))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_two_entries_of_a_menu_share_their_letter(window: MainWindow, language: Language) -> None:
    window.desk.speak(language)
    within = [window.menuBar()]
    while within:
        menu = within.pop()
        within.extend(action.menu() for action in menu.actions() if action.menu() is not None)
        letters = [action.text().replace("&&", "").partition("&")[2][:1].casefold() for action in menu.actions()]
        marked = [letter for letter in letters if letter]
        assert len(marked) == len(set(marked)), [action.text() for action in menu.actions()]


def words_of(root: QWidget) -> set[str]:
    found = {each.text() for each in root.findChildren(QLabel) if each.isVisibleTo(root)}
    found |= {each.text() for each in root.findChildren(QAbstractButton) if each.isVisibleTo(root)}
    for table in root.findChildren(RecordTable):
        model: RowTableModel = table.rows  # type: ignore[type-arg]
        found |= {str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(model.columnCount())}
    return {text for text in found if any(letter.isalpha() for letter in text)}


SAME = {"Description"}
"""Words that records may hold too, so that a page may show them in any language."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_the_language_it_is_turned_to_while_shown(opened: MainWindow, idle: Idle, name: str) -> None:
    page = show(opened, name, idle)
    english = words_of(page)
    opened.desk.speak("fr")
    idle()
    french = words_of(page)
    ours = _our_english()
    assert english & french & ours <= SAME
    opened.desk.speak("en")
    idle()
    assert words_of(page) & ours >= english & ours


def _our_english() -> set[str]:
    import json

    from risk_register import resources
    entries = json.loads(resources.read_text("translations", "fr", "desktop.json"))
    return {english for english, french in entries.items() if english != french}


def test_qts_own_buttons_are_french_in_french(opened: MainWindow, idle: Idle) -> None:
    opened.desk.speak("fr")
    opened.actions_["add_vendor"].trigger()
    idle()
    form = next(each for each in opened.findChildren(RecordForm) if each.isVisible())
    assert {"Enregistrer", "Annuler"} == {each.text().replace("&", "") for each in form.findChildren(QAbstractButton)
                                          if each.parent().inherits("QDialogButtonBox")}
    form.reject()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_no_label_or_button_is_narrower_than_its_words(opened: MainWindow, idle: Idle, name: str, language: Language) -> None:
    opened.desk.speak(language)
    page = show(opened, name, idle)
    QApplication.processEvents()
    cut = []
    for each in (*page.findChildren(QLabel), *page.findChildren(QAbstractButton)):
        wraps = isinstance(each, QLabel) and (each.wordWrap() or not each.pixmap().isNull())
        if wraps or not each.isVisible() or not each.text():
            continue
        if each.sizeHint().width() > each.width() + 1:
            cut.append((each.text(), each.sizeHint().width(), each.width()))
    assert cut == []


def test_the_window_remembers_language_and_theme(opened: MainWindow) -> None:
    opened.actions_.languages["fr"].trigger()
    opened.actions_["theme_dark"].trigger()
    assert opened.desk.settings.language == "fr"
    assert opened.desk.settings.theme == "dark"
    assert opened.actions_["theme_dark"].isChecked()
    opened.actions_["theme_system"].trigger()


def test_the_tabs_of_a_vendor_are_reached_by_keyboard(opened: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    page = show(opened, "vendor", idle)
    assert isinstance(page, VendorPage)
    bar = page.tabs.tabBar()
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert page.tabs.currentIndex() == 1


READ = {
    "vendors": ["vendor_filter", "vendor_filter_saved", "Columns", "Add a vendor", "Import a questionnaire", "vendor_table",
                "new_vendor", "vendor_summary", "summary_open", "summary_export"],
    "questionnaires": ["Send a questionnaire", "Import a questionnaire", "Remind of late questionnaires", "standing_all",
                       "standing_to_send", "standing_sent", "standing_late", "standing_received", "standing_reviewed",
                       "table_rounds", "round_review", "round_changes", "round_letter", "round_file", "round_vendor",
                       "answer_filter", "only_adverse", "table_answers", "answer_below"],
    "reports": ["report_kind", "report_vendor", "report_audience", "report_contacts", "report_language", "report_as_of",
                "report_as_of_calendar", "report_note", "report_sign", "report_export", "report_export_all", "report_check",
                "pdf_previous", "pdf_next", "pdf_fit", "pdf_smaller", "pdf_larger", "pdf_scroll"],
    "history": ["history_filter", "Undo", "Redo", "undo_change", "as_it_stood", "history_who", "history_kind", "history_vendor",
                "history_since", "history_since_calendar", "history_until", "history_until_calendar", "history_whole",
                "table_history"],
}


@pytest.mark.parametrize("name", READ)
def test_the_tab_key_goes_through_a_page_as_it_is_read(opened: MainWindow, idle: Idle, name: str) -> None:
    page = show(opened, name, idle)
    found = set(controls(page))
    chain, each = [], page.nextInFocusChain()
    while each is not page:
        if each in found:
            chain.append(each.objectName() or each.text().partition(":")[0].replace("&", "").rstrip("…"))
        each = each.nextInFocusChain()
    first = chain.index(READ[name][0])
    assert [*chain[first:], *chain[:first]] == READ[name]


def test_down_in_the_filter_goes_on_to_the_list(opened: MainWindow, qtbot: QtBot) -> None:
    page = opened.page("vendors")
    with qtbot.waitSignal(page.filter.left_downwards):  # type: ignore[attr-defined]
        qtbot.keyClick(page.filter, Qt.Key.Key_Down)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_plate_of_every_level_fits_into_its_column(opened: MainWindow, idle: Idle, language: Language) -> None:
    opened.desk.speak(language)
    opened.resize(1280, 800)
    idle()
    page = opened.page("vendors")
    assert isinstance(page, VendorsPage)
    letter = page.table.fontMetrics().averageCharWidth()
    room = page.table.columnWidth(RESIDUAL) - letter * 5
    assert all(badge_width(level.label(language), page.table.font()) <= room for level in RiskLevel)
    assert page.table.horizontalScrollBar().maximum() == 0


def test_a_page_that_was_not_seen_speaks_the_new_language_when_it_is(opened: MainWindow, idle: Idle) -> None:
    opened.go("history")
    idle()
    opened.go("vendors")
    opened.desk.speak("fr")
    opened.go("history")
    idle()
    page = opened.page("history")
    assert isinstance(page, HistoryPage)
    assert page.table.accessibleName() == "Modifications de ce registre"
