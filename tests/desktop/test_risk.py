"""The Risk page as a person goes through it; choosing another method; what stands beside a vendor's score."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.jobs import risk as jobs
from risk_register.desktop.method_words import method_markdown
from risk_register.desktop.pages.risk import RiskPage
from risk_register.desktop.pages.risk_parts.heat import HeatTab
from risk_register.desktop.pages.risk_parts.lists import ActionsTab, ConcentrationTab, UnknownsTab
from risk_register.desktop.pages.risk_parts.losses import LossesTab
from risk_register.desktop.pages.risk_parts.over_time import OverTimeTab
from risk_register.desktop.pages.risk_parts.spread import SpreadTab
from risk_register.desktop.pages.settings import SettingsPage
from risk_register.desktop.pages.settings_parts.method import MethodTab
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.theme import THEMES, contrast, level_pair, own_palette
from risk_register.desktop.widgets.loss_curve import ticks
from risk_register.desktop.window import MainWindow
from risk_register.errors import RegisterError
from risk_register.model.vocabulary.risk import RiskLevel
from risk_register.operations.contradictions import find_contradictions
from risk_register.operations.methods import use_method
from risk_register.operations.portfolio import portfolio
from risk_register.operations.records import edit_record
from risk_register.operations.scoring import method_in_force
from risk_register.operations.vendors import find_vendor, list_vendors
from risk_register.risk import load_method
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.desktop.conftest import WORK

Idle = Callable[[], None]
DOWN, RIGHT, LEFT, ENTER = Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return


@pytest.fixture
def page(opened: MainWindow, idle: Idle) -> RiskPage:
    QTest.keyClick(opened, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    idle()
    found = opened.page("risk")
    assert isinstance(found, RiskPage)
    assert opened.current == "risk"
    return found


def stand_in(widget: object, qtbot: QtBot) -> None:
    widget.window().activateWindow()  # type: ignore[attr-defined]
    widget.setFocus()  # type: ignore[attr-defined]
    qtbot.waitUntil(widget.hasFocus, timeout=WORK)  # type: ignore[attr-defined]


def asked(window: MainWindow, qtbot: QtBot, question: Callable[[Register], object]) -> object:
    found: list[object] = []
    window.desk.gateway.ask(question, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WORK)
    return found[0]


def test_the_map_counts_every_vendor_of_the_list_once_and_so_does_the_table(
        page: RiskPage, opened: MainWindow, qtbot: QtBot) -> None:
    rows = asked(opened, qtbot, list_vendors)
    assert isinstance(rows, list)
    assert page.part(HeatTab).by_inherent.isChecked()
    assert sum(sum(row.counts) for row in page.part(HeatTab).cross.rows) == len(rows)
    page.part(HeatTab).by_tier.click()
    for row in page.part(HeatTab).cross.rows:
        tier = page.part(HeatTab)._bands()[row.row].value
        assert row.counts == tuple(sum(each.tier == tier and each.level == level for each in rows) for level in RiskLevel)


def test_arrow_keys_go_through_the_map_and_enter_to_the_vendors_of_the_cell_and_to_their_page(
        page: RiskPage, opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    heat = page.part(HeatTab)
    stand_in(heat.map, qtbot)
    heat.map.stand_on("critical", "low")
    QTest.keyClick(heat.map, RIGHT)
    assert heat.map.current == ("critical", "moderate")
    assert f"Vendors: {len(heat.vendors.rows)}" in heat.map.accessibleDescription()
    assert {row.level for row in heat.vendors.rows} == {"moderate"}
    assert {row.inherent_level for row in heat.vendors.rows} == {"critical"}
    QTest.keyClick(heat.map, ENTER)
    assert heat.vendor_table.hasFocus()
    first = heat.vendor_table.current
    QTest.keyClick(heat.vendor_table, ENTER)
    idle()
    assert opened.current == "vendor"
    vendor = opened.page("vendor")
    assert isinstance(vendor, VendorPage)
    assert vendor.vendor_id == first


def test_a_click_on_a_cell_shows_its_vendors(page: RiskPage) -> None:
    heat = page.part(HeatTab)
    before = heat.map.current
    place = next((row, column) for row in range(5) for column in range(5)
                 if heat.map._count((row, column)) and heat.map._place != (row, column))
    QTest.mouseClick(heat.map, Qt.MouseButton.LeftButton, pos=heat.map.cell_area(place).center().toPoint())
    assert heat.map.current != before
    assert len(heat.vendors.rows) == heat.map._count(place)


def test_the_map_as_a_table_shows_the_vendors_of_a_row(page: RiskPage) -> None:
    page.part(HeatTab).as_table.click()
    page.part(HeatTab).cross_table.select(0)
    assert len(page.part(HeatTab).vendors.rows) == sum(page.part(HeatTab).cross.rows[0].counts)


def test_an_unassessed_vendor_is_never_among_the_low(page: RiskPage) -> None:
    page.part(HeatTab).map.stand_on("unassessed", "unassessed")
    page.part(HeatTab)._show_vendors()
    assert page.part(HeatTab).vendors.rows
    assert all(row.residual is None and row.inherent is None for row in page.part(HeatTab).vendors.rows)


def test_the_distribution_says_each_bar_in_words(page: RiskPage, qtbot: QtBot) -> None:
    page.show_part(SpreadTab)
    stand_in(page.part(SpreadTab).bars, qtbot)
    assert page.part(SpreadTab).bars.accessibleDescription().startswith("T1. Vendors: ")
    QTest.keyClick(page.part(SpreadTab).bars, DOWN)
    assert page.part(SpreadTab).bars.accessibleDescription().startswith("T2. Vendors: ")
    *tiers, everything = page.part(SpreadTab).cross.rows
    assert everything.counts == tuple(map(sum, zip(*(row.counts for row in tiers), strict=True)))


def test_what_would_lower_risk_most_is_what_the_portfolio_says_and_enter_opens_the_vendor(
        page: RiskPage, opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    found = asked(opened, qtbot, portfolio)
    assert page.part(ActionsTab).model.rows == list(found.drivers)  # type: ignore[attr-defined]
    assert len(page.part(ActionsTab).model.rows) == 10
    drops = [row.drop for row in page.part(ActionsTab).model.rows]
    assert drops == sorted(drops, reverse=True)
    page.show_part(ActionsTab)
    row = page.part(ActionsTab).model.rows[0]
    page.part(ActionsTab).table.select(page.part(ActionsTab).model.identity_of(row))
    QTest.keyClick(page.part(ActionsTab).table, ENTER)
    idle()
    assert opened.page("vendor").vendor_id == row.vendor_id  # type: ignore[attr-defined]


def test_concentration_says_its_index_in_a_sentence_and_lists_parties_and_countries(page: RiskPage) -> None:
    assert "Herfindahl index" in page.part(ConcentrationTab).told.text()
    assert "As concentrated as if" in page.part(ConcentrationTab).told.text()
    assert {row.kind for row in page.part(ConcentrationTab).model.rows} == {"provider", "subcontractor", "country"}


def test_unknowns_say_the_level_now_and_at_worst(page: RiskPage) -> None:
    model = page.part(UnknownsTab).model
    assert model.rows
    for number, row in enumerate(model.rows[:5]):
        assert row.worst_level.rank > row.level.rank
        assert model.index(number, 3).data(Qt.ItemDataRole.AccessibleTextRole).endswith(row.worst_level.label("en"))


def test_of_many_vendors_the_portfolio_is_worked_out_only_when_asked_for(
        opened: MainWindow, idle: Idle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "QUICK", 3)
    monkeypatch.setattr(jobs, "PROMPT", 3)
    opened.go("risk")
    idle()
    page = opened.page("risk")
    assert isinstance(page, RiskPage)
    assert page.part(ActionsTab).is_waiting
    assert not page.part(HeatTab).by_inherent.isEnabled()
    assert sum(sum(row.counts) for row in page.part(HeatTab).cross.rows) > 3
    page.show_part(ActionsTab)
    page.part(ActionsTab).start.click()
    assert not page.part(ActionsTab).start.isEnabled()
    idle()
    assert not page.part(ActionsTab).is_waiting
    assert page.part(HeatTab).by_inherent.isChecked()
    opened.go("vendors")
    opened.go("risk")
    idle()
    assert not page.part(ActionsTab).is_waiting


def test_of_some_hundred_vendors_the_portfolio_is_worked_out_by_itself_while_the_map_shows(
        opened: MainWindow, qtbot: QtBot, idle: Idle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "QUICK", 3)
    opened.go("risk")
    page = opened.page("risk")
    assert isinstance(page, RiskPage)
    qtbot.waitUntil(lambda: page.work is not None, timeout=WORK)
    assert page.sheet is not None
    assert page.sheet.portfolio is None
    assert sum(sum(row.counts) for row in page.part(HeatTab).cross.rows) > 3
    opened.go("vendors")
    idle()
    assert page.sheet.portfolio is None
    opened.go("risk")
    idle()
    assert not page.part(ActionsTab).is_waiting


def test_the_work_can_be_stopped_and_asked_for_again(opened: MainWindow, idle: Idle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "QUICK", 3)
    monkeypatch.setattr(jobs, "PROMPT", 3)
    opened.go("risk")
    idle()
    page = opened.page("risk")
    assert isinstance(page, RiskPage)
    page.work_out()
    assert page.work is not None
    page.work.cancel()
    idle()
    assert page.part(ActionsTab).is_waiting
    assert page.part(ActionsTab).start.isEnabled()


def test_the_levels_of_each_month_are_drawn_said_and_tabled_and_end_with_today(
        page: RiskPage, opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    tab = page.show_part(OverTimeTab)
    qtbot.waitUntil(lambda: len(tab.months) == 12 and tab.work is None, timeout=4 * WORK)
    rows = tab.model.rows
    assert len(rows) == 13
    assert page.sheet is not None
    assert rows[-1].vendors == len(page.sheet.rows)
    assert rows[-1].day == page.sheet.day
    assert not tab.start.isVisible()
    stand_in(tab.bars, qtbot)
    QTest.keyClick(tab.bars, DOWN)
    assert "Vendors: " in tab.bars.accessibleDescription()
    tab.as_table.click()
    assert tab.table.isVisible()
    assert "high or critical" in tab.told.text()


def test_of_many_vendors_the_months_are_worked_out_only_when_asked_for_and_can_be_stopped(
        page: RiskPage, opened: MainWindow, qtbot: QtBot, idle: Idle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "QUICK", 3)
    tab = page.show_part(OverTimeTab)
    idle()
    assert tab.months == {}
    assert tab.start.isVisible()
    tab.start.click()
    assert tab.work is not None
    tab.work.cancel()
    qtbot.waitUntil(lambda: tab.work is None, timeout=WORK)
    assert tab.start.isVisible()
    assert len(tab.months) < 12


def test_no_tab_makes_the_window_higher_than_a_small_screen_with_a_notice_above(
        window: MainWindow, idle: Idle, tmp_path: Path) -> None:
    window.desk.gateway.create(tmp_path / "new.riskregister", "Compliance officer")
    idle()
    window.go("risk")
    idle()
    page = window.page("risk")
    assert isinstance(page, RiskPage)
    assert window.notices.nameless.isVisible()
    for kind in (HeatTab, SpreadTab, OverTimeTab, ActionsTab, ConcentrationTab, UnknownsTab):
        page.show_part(kind)
        idle()
    losses = page.show_part(LossesTab)
    losses.play.click()
    idle()
    window.resize(1024, 700)
    assert (window.width(), window.height()) == (1024, 700)
    assert losses.sentence.text() == "In nineteen years of twenty, nothing is lost."
    assert not losses.curve.isVisible()


def test_the_longest_word_above_the_map_is_whole_however_narrow_its_column(page: RiskPage) -> None:
    drawn = page.part(HeatTab).map
    drawn.resize(drawn.minimumSizeHint())
    room = drawn.cell_area((0, 0)).width()
    assert QFontMetricsF(drawn.font()).horizontalAdvance("Unassessed") > room
    assert QFontMetricsF(drawn._heading_font()).horizontalAdvance("Unassessed") <= room + 1


def test_leaving_the_settings_stops_judging_by_another_method(method: MethodTab, opened: MainWindow, idle: Idle) -> None:
    method.chooser.box.setCurrentIndex(next(place for place, each in enumerate(method.chooser.choices) if not each.in_force))
    method.chooser.compare.click()
    work = method.chooser.work
    assert work is not None
    opened.go("vendors")
    assert work.cancelled()
    idle()
    opened.go("settings")
    idle()
    assert method.chooser.compare.isEnabled()
    assert not method.chooser.use.isEnabled()


def test_a_vendor_in_the_archive_says_so_beside_its_stage_and_its_summary_is_as_wide_as_its_room(
        opened: MainWindow, idle: Idle) -> None:
    vendor = opened.page("vendors").model.rows[0].id  # type: ignore[attr-defined]
    opened.desk.speak("fr")
    opened.desk.gateway.change(lambda register: edit_record(
        register, "vendor", vendor, {"archived_on": date(2025, 3, 1)}, "Compliance officer"))
    idle()
    opened.open_vendor(vendor)
    opened.resize(1024, 700)
    idle()
    page = opened.page("vendor")
    assert isinstance(page, VendorPage)
    assert any("aux archives depuis le 1 mars 2025" in label.text().replace("1er", "1") for label in page.findChildren(QLabel))
    right = page.overview._missing_title.parentWidget()
    area = right
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    assert right.width() <= area.viewport().width()


def test_leaving_the_page_stops_the_month_in_hand_and_coming_back_goes_on(
        page: RiskPage, opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    tab = page.show_part(OverTimeTab)
    qtbot.waitUntil(lambda: tab.work is not None, timeout=WORK)
    opened.go("vendors")
    qtbot.waitUntil(lambda: tab.work is None, timeout=WORK)
    known = len(tab.months)
    idle()
    assert len(tab.months) == known < 12
    opened.go("risk")
    qtbot.waitUntil(lambda: len(tab.months) == 12, timeout=4 * WORK)


def test_leaving_the_page_stops_what_is_worked_out_and_the_playing_of_years(
        page: RiskPage, opened: MainWindow, qtbot: QtBot, idle: Idle, monkeypatch: pytest.MonkeyPatch) -> None:
    losses = page.show_part(LossesTab)
    page.work_out()
    losses.play.click()
    works = [page.work, losses.work]
    assert not losses.play.isEnabled()
    assert all(work is not None and not work.cancelled() for work in works)
    opened.go("vendors")
    assert all(work is not None and work.cancelled() for work in works)
    idle()
    assert (page.work, losses.work, losses.found) == (None, None, None)
    assert losses.play.isEnabled()


def test_a_page_that_was_left_before_it_was_read_is_read_when_it_is_looked_at_again(opened: MainWindow, idle: Idle) -> None:
    opened.go("risk")
    opened.go("vendors")
    idle()
    page = opened.page("risk")
    assert isinstance(page, RiskPage)
    assert page.sheet is None
    opened.go("risk")
    idle()
    assert page.sheet is not None
    assert len(page.sheet.rows) > 20


def test_reading_that_was_stopped_can_be_asked_for_again(opened: MainWindow, idle: Idle) -> None:
    opened.go("risk")
    page = opened.page("risk")
    assert isinstance(page, RiskPage)
    opened.status._cancel.click()
    idle()
    assert page.sheet is None
    assert page.anew.isVisible()
    page.anew.click()
    idle()
    assert page.sheet is not None
    assert not page.anew.isVisible()


def test_losses_are_played_when_asked_for_and_said_in_a_sentence_a_curve_and_a_table(
        page: RiskPage, qtbot: QtBot, idle: Idle) -> None:
    losses = page.show_part(LossesTab)
    assert losses.found is None
    losses.play.click()
    idle()
    assert losses.found is not None
    sentence = losses.sentence.text()
    assert sentence.startswith("In one year in twenty, more than ")
    assert "EUR" in sentence
    stand_in(losses.curve, qtbot)
    assert losses.curve.accessibleDescription().startswith("One year in 20: more than ")
    QTest.keyClick(losses.curve, RIGHT)
    assert losses.curve.accessibleDescription().startswith("One year in 50: more than ")
    QTest.keyClick(losses.curve, Qt.Key.Key_Home)
    amounts = [row.amount for row in losses.years.rows]
    assert amounts == sorted(amounts)
    assert next(row.amount for row in losses.years.rows if row.years == 20) == losses.found.total.p95


def test_ranges_of_ones_own_are_used_and_named(page: RiskPage, idle: Idle, tmp_path: Path) -> None:
    file = tmp_path / "ranges.toml"
    file.write_text('version = "own"\ncurrency = "CHF"\n', encoding="utf-8")
    page.part(LossesTab)._play(file)
    idle()
    assert "CHF" in page.part(LossesTab).sentence.text()
    assert "ranges.toml" in page.part(LossesTab).told.text()


@pytest.mark.parametrize("most", [0.4, 1.0, 7.0, 89.9, 1234.0, 13_444_257.0])
def test_an_axis_has_few_round_marks_from_zero(most: float) -> None:
    marks = ticks(most)
    assert marks[0] == 0
    assert 2 <= len(marks) <= 7
    assert marks[-1] <= most


@pytest.mark.parametrize("theme", [theme for theme in THEMES if theme != "system"])
def test_figures_in_the_map_can_be_read_in_both_themes(theme: str) -> None:
    palette = own_palette(theme)
    for level in RiskLevel:
        pair = level_pair(level, palette)
        assert contrast(QColor(pair.ground), QColor(pair.ink)) >= 4.5
    quiet, base = palette.color(QPalette.ColorRole.PlaceholderText), palette.color(QPalette.ColorRole.Base)
    assert contrast(quiet, base) >= 4.5


def test_the_page_is_said_in_french_and_fits_a_narrow_window(page: RiskPage, opened: MainWindow, idle: Idle) -> None:
    opened.resize(1024, 700)
    opened.desk.speak("fr")
    idle()
    assert [page.tabs.tabText(place) for place in (2, 3)] == ["Au fil du temps", "Ce qui le réduirait"]
    assert "Prestataires\N{NO-BREAK SPACE}:" in page.part(HeatTab).map.accessibleDescription()
    assert opened.width() == 1024
    assert page.tabs.tabBar().sizeHint().width() <= page.width()


def test_the_page_follows_when_facts_change(page: RiskPage, opened: MainWindow, idle: Idle) -> None:
    first = page.sheet
    assert first is not None
    opened.desk.gateway.change(lambda register: use_method(register, load_method("nist-800-30"), "Compliance officer"))
    idle()
    assert page.sheet is not None
    assert page.sheet.changes > first.changes
    assert "nist" in page._told.text().lower()


def test_looking_back_the_page_shows_the_vendors_as_they_stood(page: RiskPage, opened: MainWindow, idle: Idle) -> None:
    assert page.sheet is not None
    day = page.sheet.day - timedelta(days=400)
    opened.desk.gateway.look_back(day)
    idle()
    assert page.sheet is not None
    assert page.sheet.day == day
    assert page.sheet.portfolio is not None
    assert all(each.on == day for each in page.sheet.portfolio.assessments)
    opened.desk.gateway.look_back(None)
    idle()


# The method


@pytest.fixture
def method(opened: MainWindow, idle: Idle) -> MethodTab:
    opened.go("settings")
    idle()
    settings = opened.page("settings")
    assert isinstance(settings, SettingsPage)
    tab = next(part for part in settings.parts if isinstance(part, MethodTab))
    settings.tabs.setCurrentWidget(tab)
    return tab


def choose(tab: MethodTab, name: str) -> None:
    tab.chooser.box.setCurrentIndex(next(place for place, each in enumerate(tab.chooser.choices) if each.name == name))


def test_another_method_is_used_only_after_its_effect_was_seen_and_undo_brings_the_old_one_back(
        method: MethodTab, opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    chooser = method.chooser
    assert "(in force)" in chooser.box.currentText()
    assert not chooser.compare.isEnabled()
    choose(method, "ebios-rm")
    assert "EBIOS RM" in method.browser.toPlainText()
    assert chooser.compare.isEnabled()
    assert not chooser.use.isEnabled()
    chooser.compare.click()
    idle()
    vendors = asked(opened, qtbot, list_vendors)
    assert chooser.table.isVisible()
    assert chooser.model.total == len(vendors)  # type: ignore[arg-type]
    before = {row.id: row.residual for row in vendors}  # type: ignore[attr-defined]
    for row in chooser.model.rows:
        assert (row.residual is None) == (before[row.id] is None)
        assert row.residual is None or abs(row.residual - before[row.id]) < Decimal("0.01")
    assert chooser.use.isEnabled()
    chooser.use.click()
    idle()
    assert asked(opened, qtbot, lambda register: method_in_force(register).name) == "ebios-rm"
    assert "EBIOS" in chooser.box.currentText()
    assert "(in force)" in chooser.box.currentText()
    opened.actions_["undo"].trigger()
    idle()
    assert asked(opened, qtbot, lambda register: method_in_force(register).name) == "house"


def test_looking_at_another_method_changes_nothing(method: MethodTab, opened: MainWindow, idle: Idle) -> None:
    standing = opened.desk.gateway.standing
    choose(method, "nist-800-30")
    method.chooser.compare.click()
    idle()
    choose(method, "house")
    assert opened.desk.gateway.standing == standing
    assert not method.chooser.use.isEnabled()
    assert not method.chooser.table.isVisible()


def test_a_method_of_ones_own_is_read_from_a_file_compared_and_used(
        method: MethodTab, opened: MainWindow, qtbot: QtBot, idle: Idle, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(load_method("house").text.replace("House method", "Our method"), encoding="utf-8")
    method.chooser.read(file)
    idle()
    assert "Our method" in method.chooser.box.currentText()
    assert "Our method" in method.browser.toPlainText()
    method.chooser.compare.click()
    idle()
    assert not any(row.moved for row in method.chooser.model.everything)
    method.chooser.use.click()
    idle()
    assert "Our method" in method.chooser.box.currentText()
    assert "(in force)" in method.chooser.box.currentText()
    choose(method, "house")
    method.chooser.compare.click()
    idle()
    method.chooser.use.click()
    idle()
    assert asked(opened, qtbot, lambda register: method_in_force(register).title.label("en")) == "House method"


def test_a_file_that_is_no_method_is_refused_by_its_name(
        method: MethodTab, opened: MainWindow, idle: Idle, tmp_path: Path) -> None:
    refused: list[RegisterError] = []
    opened.desk.gateway.refused.disconnect()
    opened.desk.gateway.refused.connect(refused.append)
    file = tmp_path / "ours.toml"
    file.write_text(load_method("house").text.replace("[cadence]", "[cadense]"), encoding="utf-8")
    method.chooser.read(file)
    idle()
    assert "ours.toml" in refused[0].render("en")
    assert "(in force)" in method.chooser.box.currentText()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["nist-800-30", "ebios-rm"])
def test_a_published_methods_tables_and_criteria_can_be_read(name: str, language: Language) -> None:
    text = load_method(name).text
    rules, words = tomllib.loads(text), method_markdown(text, language).replace("\\", "")
    stages = rules.get("matrix") or rules["ratio"]
    for stage in (*stages.values(), rules["unknown"], rules["unassessed"]):
        assert stage["why"][language] in words
    for row in stages.get("overall", {}).values():
        if isinstance(row, list):
            titles = [stages["scale"][level]["title"][language] for level in row]
            assert f"| {' | '.join(titles)} |" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_of_a_tab_is_also_that_of_a_menu(
        page: RiskPage, method: MethodTab, opened: MainWindow, idle: Idle, language: Language) -> None:
    opened.desk.speak(language)
    idle()
    menus = {action.text().partition("&")[2][:1].casefold() for action in opened.menuBar().actions()}
    tabs = [page.part(kind) for kind in (HeatTab, OverTimeTab, ActionsTab, LossesTab)]
    for tab in (*tabs, method):
        tab.retranslate()
        letters = [each.text().partition("&")[2][:1].casefold() for each in tab.findChildren(QAbstractButton) if "&" in each.text()]
        assert letters
        assert len(set(letters)) == len(letters)
        assert not menus & set(letters)


# Beside a vendor's score


def vendor_page(opened: MainWindow, qtbot: QtBot, idle: Idle, name: str) -> VendorPage:
    opened.open_vendor(asked(opened, qtbot, lambda register: find_vendor(register, name)))  # type: ignore[arg-type]
    idle()
    found = opened.page("vendor")
    assert isinstance(found, VendorPage)
    return found


def test_records_that_do_not_agree_are_listed_and_f_records_a_finding_about_them(
        opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    page = vendor_page(opened, qtbot, idle, "Datalac Exemple SAS")
    panel = page.overview.contradictions
    assert panel.isVisible()
    assert [row.record_id for row in panel.model.rows]
    stand_in(panel.table, qtbot)
    QTest.keyClick(panel.table, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in opened.findChildren(RecordForm)), timeout=WORK)
    before = len(page.overview.findings.model.rows)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, ENTER)
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in opened.findChildren(RecordForm)), timeout=WORK)
    idle()
    assert len(page.overview.findings.model.rows) == before + 1
    opened.actions_["undo"].trigger()
    idle()
    assert len(page.overview.findings.model.rows) == before


def test_a_vendor_whose_records_agree_has_no_such_list(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    found = asked(opened, qtbot, find_contradictions)
    vendors = asked(opened, qtbot, list_vendors)
    with_some = {each.vendor_id for each in found}  # type: ignore[attr-defined]
    page = vendor_page(opened, qtbot, idle, next(row.name for row in vendors if row.id not in with_some))  # type: ignore[attr-defined]
    assert not page.overview.contradictions.isVisible()
    assert page.overview.findings.isVisible()


def test_the_score_over_a_year_is_drawn_when_asked_for_and_says_what_moved_it(
        opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    page = vendor_page(opened, qtbot, idle, "Datalac Exemple SAS")
    trend = page.overview.trend
    assert trend.year.isEnabled()
    trend.year.click()
    assert not trend.year.isEnabled()
    qtbot.waitUntil(trend.year.isEnabled, timeout=WORK * 5)
    assert trend.line.isVisibleTo(page)
    last = trend.line.current
    assert last is not None
    assert page._sheet is not None
    assert last.value == page._sheet.assessment.residual
    assert " points: " in trend._why.text()
    stand_in(trend.line, qtbot)
    QTest.keyClick(trend.line, LEFT)
    assert trend.line.current != last


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_score_says_in_a_narrow_window_how_its_acceptance_stands_and_which_unknown_would_raise_it(
        opened: MainWindow, qtbot: QtBot, idle: Idle, language: Language) -> None:
    opened.desk.speak(language)
    opened.resize(1024, 700)
    vendor = asked(opened, qtbot, lambda register: find_vendor(register, "Mutuelle Exemple du Personnel"))
    opened.open_vendor(vendor)
    idle()
    page = opened.page("vendor")
    assert isinstance(page, VendorPage)
    assert opened.width() == 1024
    table = page.overview.reasons.reason_table
    assert table.height() >= 6 * table.verticalHeader().defaultSectionSize()
    said = "\n".join(label.text() for label in page.overview.findChildren(QLabel) if label.isVisibleTo(page))
    assert "house 1.2" in said
    opened.open_vendor(asked(opened, qtbot, lambda register: find_vendor(register, "Télécom Exemple SA")))
    idle()
    assert {"en": "then Critical", "fr": "alors Critique"}[language] in page.overview._unknown.text()
