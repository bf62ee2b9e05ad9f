"""Service levels as a person works on them: figures typed and pasted, a miss that becomes a finding, a credit that is claimed."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from risk_register.desktop.grid.editor import CellLine
from risk_register.desktop.grid.preview import PreviewDialog
from risk_register.desktop.pages.today import TodayPage
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.pages.vendor_tabs import OverviewTab, SlaTab
from risk_register.desktop.pages.vendor_tabs.sla.measuring import FROM, MEASURED, SOURCE, TO
from risk_register.desktop.widgets.sla_other_days import OtherDaysDialog
from risk_register.desktop.widgets.trend import Mark, Point, Trend
from risk_register.desktop.window import MainWindow
from risk_register.model.items import Item
from risk_register.operations.demonstration import make_demonstration
from risk_register.risk.result import FactRef
from risk_register.risk.sla import WindowState
from risk_register.texts import Language
from tests.desktop.conftest import WORK
from tests.desktop.test_findings import F, Idle, form, known, no_form, open_tab, press, stand_in

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


@pytest.fixture(scope="session")
def demonstration_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration register with its year ending today, so that credits can still be claimed."""
    path = tmp_path_factory.mktemp("today") / "demonstration.riskregister"
    make_demonstration(path, on=date.today())  # noqa: DTZ011  # the window's own day
    return path


@pytest.fixture
def levels(opened: MainWindow, qtbot: QtBot, idle: Idle) -> SlaTab:
    """The service levels of a vendor with two months not measured and a miss whose credit was not claimed."""
    page = open_tab(opened, qtbot, idle, "Deskline", SlaTab)
    tab = page.tabs.currentWidget()
    assert isinstance(tab, SlaTab)
    qtbot.waitUntil(lambda: bool(tab.table.rows.rows), timeout=WORK)
    stand_in(tab.table, qtbot)
    return tab


def state_of(tab: SlaTab, name: str) -> tuple[WindowState, Decimal | None]:
    row = next(row for row in tab.table.rows.rows if name in tab.table.rows._cells(row)[0])
    return row.window.state, row.window.value


def missed(tab: SlaTab) -> object:
    return [row.key for row in tab.table.rows.rows if row.window.state is WindowState.MISSED][-1]


def credits_on_today(window: MainWindow, idle: Idle, vendor: str) -> list[Item]:
    window.go("today")
    idle()
    page = window.page("today")
    assert isinstance(page, TodayPage)
    return [line for line in page.model.rows if isinstance(line, Item) and line.kind == "credit" and line.vendor.startswith(vendor)]


def type_in(tab: SlaTab, qtbot: QtBot, words: str, key: Qt.Key) -> None:
    """Types into the cell in hand, as one would: the first letter opens the cell."""
    qtbot.keyClick(tab.table, words[0])
    line = tab.table.editor
    assert isinstance(line, CellLine)
    qtbot.keyClicks(line, words[1:])
    qtbot.keyClick(line, key)


def test_one_stands_on_the_first_period_that_nobody_measured(levels: SlaTab) -> None:
    row = levels.table.in_hand
    assert row is not None
    assert row.window.state is WindowState.NOT_MEASURED
    assert levels.table.currentIndex().column() == MEASURED
    assert "2" in levels.terms.model._cells(levels.terms.model.rows[0])[5]


def test_figures_are_typed_one_after_another_and_each_is_undone(opened: MainWindow, levels: SlaTab, qtbot: QtBot,
                                                                idle: Idle) -> None:
    first = levels.table.in_hand
    assert first is not None
    type_in(levels, qtbot, "99,95 %", ENTER)
    type_in(levels, qtbot, "0.991", ENTER)
    qtbot.waitUntil(lambda: levels.table.writing == 0, timeout=WORK)
    idle()
    measured = [row.window for row in levels.table.rows.rows if row.window.starts_on >= first.window.starts_on][:2]
    assert [(window.state, window.value) for window in measured] == [
        (WindowState.KEPT, Decimal("99.95")), (WindowState.MISSED, Decimal("99.1"))]
    for _ in range(2):
        opened.actions_["undo"].trigger()
        idle()
    again = [row.window for row in levels.table.rows.rows if row.window.starts_on >= first.window.starts_on][:2]
    assert [window.state for window in again] == [WindowState.NOT_MEASURED] * 2


def test_what_may_mean_two_things_stays_in_its_cell_with_the_reason(levels: SlaTab, qtbot: QtBot) -> None:
    type_in(levels, qtbot, "1", ENTER)
    assert "1 % or all of it" in levels.table.refusals[0][1]
    assert levels.table.is_editing
    levels.table.give_up()


def test_tab_goes_from_the_figure_to_its_source_and_on_to_the_next_period(levels: SlaTab, qtbot: QtBot) -> None:
    place = levels.table.currentIndex().row()
    type_in(levels, qtbot, "99.9", TAB)
    assert levels.table.currentIndex().column() == SOURCE
    type_in(levels, qtbot, "Figures by mail", TAB)
    index = levels.table.currentIndex()
    assert (index.row(), index.column()) == (place + 1, MEASURED)
    qtbot.waitUntil(lambda: levels.table.writing == 0, timeout=WORK)


def test_a_letter_begins_no_figure_and_enter_begins_to_type(levels: SlaTab, qtbot: QtBot) -> None:
    qtbot.keyClick(levels.table, Qt.Key.Key_X)
    assert not levels.table.is_editing
    qtbot.keyClick(levels.table, ENTER)
    assert levels.table.is_editing
    levels.table.give_up()


def test_periods_are_sorted_by_every_column_and_none_gets_lost(levels: SlaTab) -> None:
    keys = {row.key for row in levels.table.rows.rows}
    for column in range(len(levels.table.rows.columns)):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            levels.table.sort_by(column, order)
            rows = levels.table.rows.rows
            assert {row.key for row in rows} == keys
            sought = [row.window.starts_on for row in rows] if column == FROM else []
            sought += [row.window.value for row in rows if column == MEASURED and row.window.value is not None]
            assert sought == sorted(sought, reverse=order is Qt.SortOrder.DescendingOrder)
    terms = {term.id for term in levels.terms.model.rows}
    for column in range(len(levels.terms.model.columns)):
        levels.terms.table.sort_by(column)
        assert {term.id for term in levels.terms.model.rows} == terms


def test_a_source_may_begin_with_a_letter_that_is_a_key_elsewhere(opened: MainWindow, levels: SlaTab, qtbot: QtBot) -> None:
    levels.table.select(levels.table.rows.rows[0].key, SOURCE)
    qtbot.keyClick(levels.table, F)
    assert levels.table.is_editing
    assert levels.table.editor is not None
    assert levels.table.editor.text().casefold() == "f"
    levels.table.give_up()


def paste(tab: SlaTab, qtbot: QtBot, window: MainWindow, text: str) -> PreviewDialog:
    QApplication.clipboard().setText(text)
    tab.table.blocks.paste()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(PreviewDialog)), timeout=WORK)
    [preview] = [each for each in window.findChildren(PreviewDialog) if each.isVisible()]
    return preview


def test_twelve_months_from_excel_land_in_their_own_periods_in_one_change(opened: MainWindow, levels: SlaTab, qtbot: QtBot,
                                                                        idle: Idle) -> None:
    windows = [row.window for row in levels.table.rows.rows if row.window.state is not WindowState.RUNNING][-12:]
    lines = [f"{window.starts_on:%m/%Y}\t99,{70 + n} %\tMonthly report" for n, window in enumerate(windows)]
    levels.table.select(levels.table.rows.rows[-1].key, MEASURED)  # whatever row is in hand
    before = opened.desk.gateway.standing.changes  # type: ignore[union-attr]
    preview = paste(levels, qtbot, opened, "Mois\tTaux\tOrigine\n" + "\n".join(lines) + "\n")
    assert preview.plan.refused == ()
    qtbot.mouseClick(preview.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.desk.gateway.standing.changes == before + 1, timeout=WORK)  # type: ignore[union-attr]
    idle()
    after = {row.window.starts_on: row.window for row in levels.table.rows.rows}
    assert [after[window.starts_on].value for window in windows] == [Decimal(f"99.{70 + n}") for n in range(len(windows))]
    assert {after[window.starts_on].measured.source for window in windows} == {"Monthly report"}  # type: ignore[union-attr]
    opened.actions_["undo"].trigger()
    idle()
    assert [row.window.value for row in levels.table.rows.rows if row.window.state is not WindowState.RUNNING][-12:] == [
        window.value for window in windows]


def test_a_column_of_figures_fills_the_periods_from_the_one_in_hand_down(opened: MainWindow, levels: SlaTab, qtbot: QtBot) -> None:
    preview = paste(levels, qtbot, opened, "99.6\n99.7\n")
    assert [cell.value for cell in preview.plan.accepted] == [Decimal("99.6"), Decimal("99.7")]
    preview.reject()


def test_pasted_days_that_share_days_with_what_is_measured_are_refused_in_words(opened: MainWindow, levels: SlaTab,
                                                                              qtbot: QtBot) -> None:
    window = next(row.window for row in levels.table.rows.rows if row.window.state is WindowState.KEPT)
    preview = paste(levels, qtbot, opened, f"{window.starts_on}\t{window.starts_on.replace(day=9)}\t99.2\n")
    assert ["A day is measured once" in str(cell.problem) for cell in preview.plan.refused] == [True]
    assert not preview.button.isEnabled()
    preview.reject()
    line = f"{window.starts_on:%Y-%m}\t99.{{}}\n"
    preview = paste(levels, qtbot, opened, line.format(1) + line.format(2))
    assert ["twice" in str(cell.problem) for cell in preview.plan.refused] == [True]
    preview.reject()


@pytest.mark.parametrize(("language", "promised"), [("en", "promised at least"), ("fr", "promis au moins")])
def test_a_miss_becomes_a_finding_in_two_keystrokes_and_is_seen_on_today(
        opened: MainWindow, levels: SlaTab, qtbot: QtBot, idle: Idle, language: Language, promised: str) -> None:
    opened.desk.speak(language)
    count = len(known(opened, qtbot, "Deskline").findings)
    levels.table.select(missed(levels), MEASURED)
    press(qtbot, F)
    form(opened, qtbot)
    press(qtbot, ENTER)
    no_form(opened, qtbot)
    idle()
    [*_, finding] = known(opened, qtbot, "Deskline").findings
    assert promised in finding.title
    assert finding.measurement_id is not None
    row = next(row for row in levels.table.rows.rows if row.key == missed(levels))
    assert [each.id for each in row.findings] == [finding.id]
    opened.go("today")
    idle()
    page = opened.page("today")
    assert isinstance(page, TodayPage)
    seen = [line for line in page._items if line.noun == "finding" and line.record_id == finding.id]
    assert [line.due_on for line in seen] == [finding.due_on]
    opened.actions_["undo"].trigger()
    idle()
    assert len(known(opened, qtbot, "Deskline").findings) == count


def test_a_claimed_credit_is_gone_from_today_and_back_after_undo(opened: MainWindow, levels: SlaTab, qtbot: QtBot,
                                                                idle: Idle) -> None:
    [waiting] = credits_on_today(opened, idle, "Deskline")
    open_tab(opened, qtbot, idle, "Deskline", SlaTab)
    levels.table.select(missed(levels), MEASURED)
    stand_in(levels.table, qtbot)
    press(qtbot, Qt.Key.Key_C)
    made = form(opened, qtbot)
    assert made.objectName() == "form_credit_claim"
    qtbot.keyClick(made, ENTER)
    no_form(opened, qtbot)
    idle()
    assert levels.in_hand is not None
    assert levels.in_hand.standing.claimable == ()
    assert credits_on_today(opened, idle, "Deskline") == []
    opened.actions_["undo"].trigger()
    idle()
    assert [each.record_id for each in credits_on_today(opened, idle, "Deskline")] == [waiting.record_id]


def test_a_corrected_figure_takes_the_credit_back(opened: MainWindow, levels: SlaTab, qtbot: QtBot, idle: Idle) -> None:
    levels.table.select(missed(levels), MEASURED)
    type_in(levels, qtbot, "99.9", ENTER)
    qtbot.waitUntil(lambda: levels.table.writing == 0, timeout=WORK)
    idle()
    assert credits_on_today(opened, idle, "Deskline") == []


def test_today_leads_to_the_period_whose_credit_is_to_be_claimed(opened: MainWindow, levels: SlaTab, qtbot: QtBot,
                                                                idle: Idle) -> None:
    wanted = missed(levels)
    [item] = credits_on_today(opened, idle, "Deskline")
    page = opened.page("today")
    assert isinstance(page, TodayPage)
    page.table.select(page.model.identity_of(item))
    qtbot.keyClick(page.table, ENTER)
    idle()
    vendor = opened.page("vendor")
    assert isinstance(vendor, VendorPage)
    assert vendor.tabs.currentWidget() is levels
    assert levels.table.current == wanted


def test_other_days_are_asked_for_and_refused_beside_their_field(opened: MainWindow, levels: SlaTab, qtbot: QtBot,
                                                                idle: Idle) -> None:
    press(qtbot, Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: bool(opened.findChildren(OtherDaysDialog)), timeout=WORK)
    [asked] = opened.findChildren(OtherDaysDialog)
    asked.value.setText("9995")
    qtbot.keyClick(asked, ENTER)
    assert "decimal mark" in asked.findChild(QLabel, "value_error").text()  # type: ignore[union-attr]
    assert asked.findChild(QLabel, "starts_on_error").text() != ""  # type: ignore[union-attr]
    window = next(row.window for row in levels.table.rows.rows if row.window.state is WindowState.NOT_MEASURED)
    asked.findChild(QLineEdit, "measured_from").setText(window.starts_on.isoformat())  # type: ignore[union-attr]
    asked.findChild(QLineEdit, "measured_to").setText(window.starts_on.replace(day=7).isoformat())  # type: ignore[union-attr]
    asked.value.setText("99,2")
    qtbot.keyClick(asked, ENTER)
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in opened.findChildren(OtherDaysDialog)), timeout=WORK)
    idle()
    days = [(row.window.starts_on, row.window.ends_on) for row in levels.table.rows.rows]
    assert (window.starts_on, window.starts_on.replace(day=7)) in days


def test_the_trend_is_read_by_keys_and_leads_to_the_row(levels: SlaTab, qtbot: QtBot) -> None:
    trend = levels.trend
    stand_in(trend, qtbot)  # type: ignore[arg-type]
    press(qtbot, Qt.Key.Key_Home)
    first = levels.table.rows.rows[0]
    assert trend.current is not None
    assert trend.current.key == first.key
    assert trend.current.words in trend.accessibleDescription()
    assert "Kept: " in trend.accessibleDescription()
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, ENTER)
    assert levels.table.current == levels.table.rows.rows[1].key
    assert levels.table.hasFocus()


def test_a_figure_is_filled_down_and_cleared_each_in_one_change(opened: MainWindow, levels: SlaTab, qtbot: QtBot,
                                                                idle: Idle) -> None:
    rows = [row.key for row in levels.table.rows.rows]
    kept = next(n for n, row in enumerate(levels.table.rows.rows) if row.window.state is WindowState.KEPT)
    before = opened.desk.gateway.standing.changes  # type: ignore[union-attr]
    first, last = levels.table.rows.index(kept, MEASURED), levels.table.rows.index(kept + 2, MEASURED)
    flags = QItemSelectionModel.SelectionFlag
    levels.table.selectionModel().setCurrentIndex(first, flags.ClearAndSelect)
    levels.table.selectionModel().select(QItemSelection(first, last), flags.ClearAndSelect)
    qtbot.keyClick(levels.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: opened.desk.gateway.standing.changes == before + 1, timeout=WORK)  # type: ignore[union-attr]
    idle()
    values = {row.key: row.window.value for row in levels.table.rows.rows}
    assert len({values[key] for key in rows[kept:kept + 3]}) == 1
    levels.table.select(rows[kept], MEASURED)
    qtbot.keyClick(levels.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: opened.desk.gateway.standing.changes == before + 2, timeout=WORK)  # type: ignore[union-attr]
    idle()
    [window] = [row.window for row in levels.table.rows.rows if row.key == rows[kept]]
    assert (window.state, window.value) == (WindowState.NOT_MEASURED, None)
    assert window.corrected


def test_looking_back_shows_what_was_known_then_and_nothing_to_change(opened: MainWindow, levels: SlaTab, qtbot: QtBot,
                                                                      idle: Idle) -> None:
    now = len(levels.table.rows.rows)
    day = date.today() - timedelta(days=120)  # noqa: DTZ011  # the window's own day
    opened.desk.gateway.look_back(day)
    idle()
    open_tab(opened, qtbot, idle, "Deskline", SlaTab)
    assert 0 < len(levels.table.rows.rows) < now
    assert all(row.window.starts_on <= day for row in levels.table.rows.rows)
    assert not any(action.isEnabled() for action in (*levels._deeds.actions.values(), *levels._key.actions.values()))
    assert not levels.table.may_edit(levels.table.rows.index(0, MEASURED))


@pytest.mark.parametrize("values", [(), ("99.9",), (None,), ("99.9", "99.9", None), ("0", "100")])
def test_the_trend_is_drawn_of_whatever_was_measured(qtbot: QtBot, values: tuple[str | None, ...]) -> None:
    trend = Trend("trend")
    qtbot.addWidget(trend)
    trend.say("Trend", "Summary", "Nothing yet", {Mark.KEPT: "Kept", Mark.OPEN: "Not measured"})
    trend.show_points([Point(n, f"Month {n}", None if value is None else Decimal(value), Mark.OPEN if value is None else Mark.KEPT,
                             f"Month {n}: {value}") for n, value in enumerate(values)], Decimal("99.9"), "Promised: 99.9 %")
    trend.resize(400, 160)
    assert not trend.grab().isNull()
    assert (trend.current.words in trend.accessibleDescription()) if trend.current is not None else not values
    qtbot.keyClick(trend, Qt.Key.Key_Left)
    qtbot.keyClick(trend, Qt.Key.Key_Right)


def test_periods_nobody_measured_are_never_said_to_be_kept(levels: SlaTab) -> None:
    for row in levels.table.rows.rows:
        if row.window.value is None:
            assert not any("Kept" in cell for cell in levels.table.rows._cells(row))


def test_days_stand_in_no_cell_but_are_told_by_the_periods_name(levels: SlaTab) -> None:
    assert all(levels.table.isColumnHidden(column) for column in (FROM, TO))
    levels.desk.speak("fr")
    assert levels.table.rows._cells(levels.table.rows.rows[0])[0].split()[-1].isdigit()
    assert levels.table.rows.headerData(MEASURED, Qt.Orientation.Horizontal).strip() == "Mesuré"


def test_f_on_an_incident_begins_a_finding_about_it(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    page = open_tab(opened, qtbot, idle, "Courrier Exemple SARL", OverviewTab)
    overview = page.tabs.currentWidget()
    assert isinstance(overview, OverviewTab)
    incidents = overview.views[1]
    incidents.table.select(incidents.model.rows[0].id)
    stand_in(incidents.table, qtbot)
    press(qtbot, F)
    form(opened, qtbot)
    press(qtbot, ENTER)
    no_form(opened, qtbot)
    finding = known(opened, qtbot, "Courrier Exemple SARL").findings[-1]
    assert (finding.incident_id, "Incident" in finding.title) == (incidents.model.rows[0].id, True)


def test_a_reason_of_the_score_leads_to_the_period_it_rests_on(opened: MainWindow, levels: SlaTab, idle: Idle) -> None:
    page = opened.page("vendor")
    assert isinstance(page, VendorPage)
    row = next(row for row in levels.table.rows.rows if row.key == missed(levels))
    page.tabs.setCurrentIndex(0)
    assert row.window.measured is not None
    page.show_fact(FactRef("sla_measurement", row.window.measured.id))
    assert page.tabs.currentWidget() is levels
    assert levels.table.current == row.key
