"""Data flows typed and pasted in their table, as in a spreadsheet: each paste one change that is undone as one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from risk_register.desktop.data_flow_columns import COUNTRIES, NAME, RECEIVER, SENDER
from risk_register.desktop.grid.preview import PreviewDialog
from risk_register.desktop.jobs.data_flows import FlowRow
from risk_register.desktop.pages.data_flows import DataFlowsPage
from risk_register.desktop.window import MainWindow
from risk_register.operations.supply_chain import supply_chain
from risk_register.risk.supply_chain import US, Flow
from risk_register.store import Register

Key = Qt.Key
Idle = Callable[[], None]


@pytest.fixture
def page(opened: MainWindow, idle: Idle) -> DataFlowsPage:
    opened.go("data_flows")
    idle()
    found = opened.page("data_flows")
    assert isinstance(found, DataFlowsPage)
    found.as_table.click()
    return found


def flows(file: Path) -> dict[str, Flow]:
    with Register.open(file, write=False) as register:
        return {flow.name: flow for flow in supply_chain(register, judged=False).flows}


def changes(file: Path) -> int:
    with Register.open(file, write=False) as register:
        return register.head()[0]


def stand(page: DataFlowsPage, fact: Callable[[FlowRow], bool], column: int) -> FlowRow:
    row = next(each for each in page.model.rows if fact(each))
    page.table.select(row.key, column)
    page.table.setCurrentIndex(page.model.index(page.model.rows.index(row), column))
    page.table.setFocus()
    return row


def named(page: DataFlowsPage, name: str) -> int:
    return next(key for key, item in page.map.parties.items() if item.party.name == name)


def preview(window: MainWindow) -> PreviewDialog:
    [found] = [each for each in window.findChildren(PreviewDialog) if each.isVisible()]
    return found


def test_a_flow_is_named_anew_and_its_countries_told_in_the_cell(page: DataFlowsPage, demonstration: Path, idle: Idle) -> None:
    row = stand(page, lambda each: each.flow is not None, NAME)
    QTest.keyClick(page.table, Key.Key_F2)
    assert page.table.editor is not None
    page.table.editor.setText("Named anew")
    QTest.keyClick(page.table.editor, Key.Key_Return)
    idle()
    stand(page, lambda each: each.key == row.key, COUNTRIES)
    QTest.keyClick(page.table, Key.Key_F2)
    assert page.table.editor is not None
    page.table.editor.setText("Belgium, FR")
    QTest.keyClick(page.table.editor, Key.Key_Return)
    idle()
    assert set(flows(demonstration)["Named anew"].countries) == {"BE", "FR"}


def test_a_block_from_a_spreadsheet_is_shown_first_and_adds_flows_in_one_change(
        page: DataFlowsPage, opened: MainWindow, demonstration: Path, qtbot: QtBot, idle: Idle) -> None:
    before, changed = flows(demonstration), changes(demonstration)
    assert page.drawn is not None
    us = page.drawn.whole.name(US)
    QGuiApplication.clipboard().setText(
        "Sent by\tReceived by\tData flow or purpose\tCountries\n"
        f"{us}\tSalesforce\tLeads of the fair\tFrance; IE\n"
        "Salesforce\t\tReports on leads\t\n"
        f"{us}\tNobody we know\tLost\tFrance\n"
        f"{us}\t{us}\tTo ourselves\t\n")
    stand(page, lambda each: each.flow is not None, SENDER)
    QTest.keyClick(page.table, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    idle()
    preview(opened).as_new.click()
    idle()
    plan = preview(opened).plan
    assert plan.added == 2
    assert {cell.typed for cell in plan.refused} >= {"Nobody we know"}
    assert flows(demonstration) == before
    preview(opened).button.click()
    idle()
    after = flows(demonstration)
    assert set(after) - set(before) == {"Leads of the fair", "Reports on leads"}
    assert (after["Leads of the fair"].sender, after["Leads of the fair"].countries) == (US, ("FR", "IE"))
    assert (after["Reports on leads"].sender, after["Reports on leads"].receiver) == (named(page, "Salesforce"), US)
    assert changes(demonstration) == changed + 1
    opened.actions_["undo"].trigger()
    idle()
    assert flows(demonstration) == before


def test_of_a_subcontractors_line_only_the_purpose_is_typed(page: DataFlowsPage, idle: Idle) -> None:
    row = stand(page, lambda each: each.link is not None, NAME)
    index = page.model.index(page.model.rows.index(row), NAME)
    assert page.table.may_edit(index)
    assert not page.table.may_edit(page.model.index(index.row(), RECEIVER))
    QTest.keyClick(page.table, Key.Key_F2)
    assert page.table.editor is not None
    page.table.editor.setText("Cold storage")
    QTest.keyClick(page.table.editor, Key.Key_Return)
    idle()
    again = next(each for each in page.model.rows if each.key == row.key)
    assert again.link is not None
    assert again.link.purpose == "Cold storage"


def test_an_edit_leaves_the_picture_where_the_person_had_moved_it(page: DataFlowsPage, idle: Idle) -> None:
    page.as_table.click()
    page.map.zoom(1.4)
    scale = page.map.transform().m11()
    page.as_table.click()
    row = stand(page, lambda each: each.flow is not None, NAME)
    QTest.keyClick(page.table, Key.Key_F2)
    assert page.table.editor is not None
    page.table.editor.setText("Another name")
    QTest.keyClick(page.table.editor, Key.Key_Return)
    idle()
    assert next(each for each in page.model.rows if each.key == row.key).flow is not None
    assert page.map.transform().m11() == scale


def test_a_vendor_without_flows_has_a_line_that_is_not_typed_in(page: DataFlowsPage) -> None:
    row = next((each for each in page.model.rows if each.flow is None and each.link is None), None)
    assert row is not None
    index = QPersistentModelIndex(page.model.index(page.model.rows.index(row), NAME))
    assert not page.table.may_edit(index)
