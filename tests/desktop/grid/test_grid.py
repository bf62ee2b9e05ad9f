"""Entering vendors in their list as in a spreadsheet, with the keys a person would use, and what is in the register then."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.grid.change_many import ChangeManyDialog
from risk_register.desktop.grid.editor import CellLine
from risk_register.desktop.grid.preview import PreviewDialog
from risk_register.desktop.models.vendors import COUNTRY, CRITICALITY, NAME, OWNER, REFERENCE, RESIDUAL, REVIEW, STAGE
from risk_register.desktop.pages.vendors import VendorsPage
from risk_register.desktop.window import MainWindow
from risk_register.model.parties import Person, Vendor
from risk_register.operations.records import records
from risk_register.operations.registers import create_register
from risk_register.store import Register

Idle = Callable[[], None]
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A register with the three vendors of the worked case."""
    path = tmp_path / "three.riskregister"
    officer = "Compliance officer"
    with create_register(path, organisation="Northwind", actor=officer) as register, register.change("Add", officer) as change:
        head = change.add(Person, name="Head of IT")
        for reference, name in (("V-1", "Alder"), ("V-2", "Birch"), ("V-3", "Cedar")):
            change.add(Vendor, legal_name=name, reference=reference, owner_id=head, stage="active", country="FR")
    return path


@pytest.fixture
def page(window: MainWindow, file: Path, idle: Idle) -> VendorsPage:
    """The list of these vendors, by name."""
    window.desk.gateway.open(file)
    idle()
    window.go("vendors")
    idle()
    made = window.page("vendors")
    assert isinstance(made, VendorsPage)
    made.table.sort_by(NAME, Qt.SortOrder.AscendingOrder)
    made.table.setFocus()
    return made


def stand(page: VendorsPage, row: int, column: int) -> None:
    # Said outright, since the view would ask which keys are held, and an earlier test's shift key may still count as such.
    page.table.selectionModel().setCurrentIndex(page.model.index(row, column), QItemSelectionModel.SelectionFlag.ClearAndSelect)


def select(page: VendorsPage, first: tuple[int, int], last: tuple[int, int]) -> None:
    stand(page, *first)
    block = QItemSelection(page.model.index(*first), page.model.index(*last))
    page.table.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def editor(page: VendorsPage) -> CellLine:
    line = page.table.editor
    assert line is not None
    return line


def type_in(page: VendorsPage, text: str, qtbot: QtBot) -> None:
    """The first key opens the editor, which has the focus then."""
    qtbot.keyClicks(page.table, text[0])
    qtbot.keyClicks(editor(page), text[1:])


def stored(file: Path, field: str) -> dict[str, Any]:
    with Register.open(file, write=False) as register:
        return {row["legal_name"]: row[field] for row in records(register, "vendor")}


def changes(file: Path) -> int:
    with Register.open(file, write=False) as register:
        return register.head()[0]


def dialog(window: MainWindow, kind: type) -> Any:
    found = [each for each in window.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_typing_over_a_cell_and_enter_stores_it_and_goes_down(page: VendorsPage, file: Path, qtbot: QtBot, idle: Idle) -> None:
    stand(page, 0, REFERENCE)
    page.columns.show_column(REFERENCE, shown=True)
    type_in(page, "K-7", qtbot)
    qtbot.keyClick(editor(page), Key.Key_Return)
    assert page.model.index(0, REFERENCE).data() == "K-7"  # at once, before the register answered
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (1, REFERENCE)
    idle()
    assert stored(file, "reference")["Alder"] == "K-7"


def test_f2_edits_escape_restores_and_enter_without_an_editor_opens_the_vendor(
        page: VendorsPage, file: Path, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    stand(page, 1, NAME)
    before = changes(file)
    qtbot.keyClick(page.table, Key.Key_F2)
    line = editor(page)
    assert line.text() == "Birch"
    qtbot.keyClicks(line, "wood")
    qtbot.keyClick(line, Key.Key_Escape)
    assert not page.table.is_editing
    idle()
    assert changes(file) == before
    qtbot.keyClick(page.table, Key.Key_Return)
    assert window.current == "vendor"


def test_a_word_of_a_list_is_completed_from_its_beginning_in_either_language(
        page: VendorsPage, file: Path, qtbot: QtBot, idle: Idle) -> None:
    stand(page, 0, STAGE)
    type_in(page, "off", qtbot)
    qtbot.keyClick(editor(page), Key.Key_Return)
    stand(page, 1, COUNTRY)
    qtbot.keyClick(page.table, Key.Key_F2)
    editor(page).selectAll()
    qtbot.keyClicks(editor(page), "belgique")
    qtbot.keyClick(editor(page), Key.Key_Return)
    idle()
    assert stored(file, "stage") == {"Alder": "offboarding", "Birch": "active", "Cedar": "active"}
    assert stored(file, "country")["Birch"] == "BE"
    assert page.model.index(1, COUNTRY).data() == "Belgium"


def test_tab_goes_on_through_the_cells_that_can_be_edited_and_enter_comes_back_below_the_first(
        page: VendorsPage, file: Path, qtbot: QtBot, idle: Idle) -> None:
    stand(page, 0, OWNER)
    type_in(page, "head of sales", qtbot)
    qtbot.keyClick(editor(page), Key.Key_Tab)
    assert page.table.currentIndex().column() == REVIEW
    qtbot.keyClick(page.table, Key.Key_Tab)
    assert page.table.currentIndex().column() == STAGE
    qtbot.keyClick(page.table, Key.Key_Backtab)
    assert page.table.currentIndex().column() == REVIEW
    type_in(page, "31/03/27", qtbot)
    qtbot.keyClick(editor(page), Key.Key_Return)
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (1, OWNER)
    idle()
    assert stored(file, "next_review_on")["Alder"] == date(2027, 3, 31)
    with Register.open(file, write=False) as register:
        assert {row["name"] for row in records(register, "person")} == {"Head of IT", "head of sales"}


def test_a_value_that_cannot_stand_keeps_its_editor_with_the_reason_beside(page: VendorsPage, file: Path, qtbot: QtBot) -> None:
    stand(page, 0, STAGE)
    before = changes(file)
    type_in(page, "banana", qtbot)
    qtbot.keyClick(editor(page), Key.Key_Return)
    assert page.table.is_editing
    assert editor(page).text() == "banana"
    words = page.table.viewport().findChild(object, "cell_problem")
    assert words.isVisible()  # type: ignore[attr-defined]
    assert "'banana' is not one of: Prospect" in words.text()  # type: ignore[attr-defined]
    assert "banana" in editor(page).accessibleDescription()
    qtbot.keyClick(editor(page), Key.Key_Escape)
    assert page.model.index(0, STAGE).data() == "Active"
    assert changes(file) == before


def test_a_name_that_another_vendor_has_comes_back_with_the_reason(page: VendorsPage, file: Path, qtbot: QtBot, idle: Idle) -> None:
    stand(page, 0, NAME)
    type_in(page, "Birch", qtbot)
    qtbot.keyClick(editor(page), Key.Key_Return)
    idle()
    assert page.table.is_editing
    assert editor(page).text() == "Birch"
    assert "Another record has the same already" in page.table.refusals[0][1]
    editor(page).selectAll()
    qtbot.keyClicks(editor(page), "Alder SA")
    qtbot.keyClick(editor(page), Key.Key_Return)
    idle()
    assert sorted(stored(file, "id")) == ["Alder SA", "Birch", "Cedar"]


def test_fill_down_copies_the_first_row_over_the_selection_in_one_change(
        page: VendorsPage, file: Path, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    stand(page, 0, STAGE)
    type_in(page, "term", qtbot)
    qtbot.keyClick(editor(page), Key.Key_Return)
    select(page, (0, STAGE), (2, STAGE))
    before = changes(file)
    qtbot.keyClick(page.table, Key.Key_D, CONTROL)  # the value just typed, whether stored yet or not
    idle()
    assert set(stored(file, "stage").values()) == {"terminated"}
    assert changes(file) <= before + 2
    window.actions_["undo"].trigger()
    idle()
    assert stored(file, "stage") == {"Alder": "terminated", "Birch": "active", "Cedar": "active"}


def test_a_single_cell_fills_from_the_one_above(page: VendorsPage, file: Path, qtbot: QtBot, idle: Idle) -> None:
    stand(page, 0, COUNTRY)
    type_in(page, "DE", qtbot)
    qtbot.keyClick(editor(page), Key.Key_Return)
    idle()
    qtbot.keyClick(page.table, Key.Key_D, CONTROL)
    idle()
    assert stored(file, "country") == {"Alder": "DE", "Birch": "DE", "Cedar": "FR"}


def test_delete_empties_the_selected_cells_and_says_which_must_stand(
        page: VendorsPage, file: Path, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    select(page, (0, COUNTRY), (1, COUNTRY))
    qtbot.keyClick(page.table, Key.Key_Delete)
    idle()
    assert stored(file, "country") == {"Alder": None, "Birch": None, "Cedar": "FR"}
    select(page, (0, STAGE), (0, STAGE))
    qtbot.keyClick(page.table, Key.Key_Delete)
    preview = dialog(window, PreviewDialog)
    assert len(preview.plan.refused) == 1
    assert not preview.button.isEnabled()
    preview.reject()


def test_a_block_is_copied_as_spreadsheets_take_it_and_pasted_back_changes_nothing(
        page: VendorsPage, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    select(page, (0, OWNER), (1, COUNTRY))
    qtbot.keyClick(page.table, Key.Key_C, CONTROL)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0].split("\t") == ["Head of IT", "Not set", "Active", "France"]
    select(page, (0, STAGE), (1, COUNTRY))
    qtbot.keyClick(page.table, Key.Key_C, CONTROL)
    qtbot.keyClick(page.table, Key.Key_V, CONTROL)
    idle()
    preview = dialog(window, PreviewDialog)
    assert preview.plan.cells == ()
    preview.reject()


def test_a_pasted_block_is_shown_first_its_wrong_cells_are_named_and_the_rest_is_one_change(
        page: VendorsPage, file: Path, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    QGuiApplication.clipboard().setText("Due diligence\tBelgium\nbanana\tNarnia\nTerminated\tDE\n")
    select(page, (0, STAGE), (0, STAGE))
    before = changes(file)
    qtbot.keyClick(page.table, Key.Key_V, CONTROL)
    idle()
    preview = dialog(window, PreviewDialog)
    assert changes(file) == before
    refused = [(cell.typed, cell.problem.render("en")) for cell in preview.plan.refused if cell.problem]
    assert [typed for typed, _ in refused] == ["banana", "Narnia"]
    assert "is not one of" in refused[0][1]
    assert "is no country" in refused[1][1]
    assert "4" in preview.told.text()
    qtbot.keyClick(preview, Key.Key_Return)
    idle()
    assert stored(file, "stage") == {"Alder": "due_diligence", "Birch": "active", "Cedar": "terminated"}
    assert stored(file, "country") == {"Alder": "BE", "Birch": "FR", "Cedar": "DE"}
    assert changes(file) == before + 1
    window.actions_["undo"].trigger()
    idle()
    assert set(stored(file, "stage").values()) == {"active"}


def test_lines_beyond_the_last_row_become_new_vendors(
        page: VendorsPage, file: Path, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    QGuiApplication.clipboard().setText("Cedar SA\nDogwood\nElm\nAlder\n")
    select(page, (2, NAME), (2, NAME))
    qtbot.keyClick(page.table, Key.Key_V, CONTROL)
    idle()
    preview = dialog(window, PreviewDialog)
    assert preview.plan.added == 2
    assert [cell.typed for cell in preview.plan.refused] == ["Alder"]
    qtbot.keyClick(preview, Key.Key_Return)
    idle()
    assert sorted(stored(file, "id")) == ["Alder", "Birch", "Cedar SA", "Dogwood", "Elm"]


def test_a_block_with_headings_finds_its_columns_and_may_be_added_as_new_rows(
        page: VendorsPage, file: Path, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    QGuiApplication.clipboard().setText("Stage\tPrestataire\nActive\tDogwood\nProspect\tElm\n")
    qtbot.keyClick(page.table, Key.Key_V, CONTROL)
    idle()
    preview = dialog(window, PreviewDialog)
    preview.as_new.click()
    idle()
    again = next(each for each in window.findChildren(PreviewDialog) if each.isVisible())
    assert again.plan.added == 2
    again.button.click()
    idle()
    assert {name: stage for name, stage in stored(file, "stage").items() if name in {"Dogwood", "Elm"}} == {
        "Dogwood": "active", "Elm": "prospect"}


def test_one_cell_on_the_clipboard_goes_into_every_selected_cell(
        page: VendorsPage, file: Path, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    QGuiApplication.clipboard().setText("Italy")
    select(page, (0, COUNTRY), (2, COUNTRY))
    qtbot.keyClick(page.table, Key.Key_V, CONTROL)
    idle()
    dialog(window, PreviewDialog).button.click()
    idle()
    assert set(stored(file, "country").values()) == {"IT"}


def test_an_action_hits_the_selected_records_and_not_the_rows_where_they_stood(
        page: VendorsPage, file: Path, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    page.table.sort_by(NAME, Qt.SortOrder.DescendingOrder)
    stand(page, 0, NAME)
    qtbot.keyClick(page.table, Key.Key_Down, SHIFT)
    page.table.sort_by(NAME, Qt.SortOrder.AscendingOrder)
    page.table.sort_by(NAME, Qt.SortOrder.DescendingOrder)
    window.actions_["archive_vendors"].trigger()
    idle()
    assert {name for name, day in stored(file, "archived_on").items() if day} == {"Birch", "Cedar"}
    assert [row.name for row in page.model.rows] == ["Alder"]
    window.actions_["undo"].trigger()
    idle()
    assert not any(stored(file, "archived_on").values())
    page.columns.show_column(CRITICALITY, shown=True)
    qtbot.keyClicks(page.filter, "bir")
    stand(page, 0, CRITICALITY)
    page.table.setFocus()
    type_in(page, "high", qtbot)
    qtbot.keyClick(editor(page), Key.Key_Return)
    idle()
    assert stored(file, "stated_criticality") == {"Alder": None, "Birch": "high", "Cedar": None}


def test_the_selection_follows_its_records_through_sorting_filtering_and_reading_anew(
        page: VendorsPage, idle: Idle) -> None:
    select(page, (1, NAME), (2, NAME))
    chosen = page.selected_vendors
    page.table.sort_by(NAME, Qt.SortOrder.DescendingOrder)
    assert set(page.selected_vendors) == set(chosen)
    page.refresh()
    idle()
    assert set(page.selected_vendors) == set(chosen)


@pytest.mark.parametrize("way", ["close", "other page", "other row", "filter"])
def test_a_cell_still_typed_in_is_stored_when_the_person_goes_elsewhere(
        page: VendorsPage, file: Path, window: MainWindow, qtbot: QtBot, idle: Idle, way: str) -> None:
    stand(page, 0, NAME)
    type_in(page, "Partial", qtbot)
    if way == "close":
        window.close()
        assert window.isVisible()  # until the entry is in the register
        qtbot.waitUntil(lambda: not window.isVisible())
    elif way == "other page":
        window.go("reports")
    elif way == "other row":
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton,
                         pos=page.table.visualRect(page.model.index(2, NAME)).center())
    else:
        qtbot.mouseClick(page.filter, Qt.MouseButton.LeftButton)
        page.filter.setFocus()
    if way != "close":
        idle()
    assert "Partial" in stored(file, "id")


@pytest.mark.parametrize("way", ["close", "other page"])
def test_an_entry_that_cannot_be_stored_is_asked_about_and_can_be_gone_back_to(
        page: VendorsPage, file: Path, window: MainWindow, qtbot: QtBot, idle: Idle, way: str) -> None:
    stand(page, 0, STAGE)
    type_in(page, "banana", qtbot)
    if way == "close":
        window.close()
    else:
        window.go("reports")
        idle()
    box = dialog(window, QMessageBox)
    assert "banana" in box.text()
    assert window.isVisible()
    back = next(each for each in box.findChildren(QPushButton) if each.text() == "Go back to the cell")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert window.current == "vendors"
    assert editor(page).text() == "banana"
    page.table.discard()
    idle()
    assert stored(file, "stage")["Alder"] == "active"


def test_a_list_read_anew_does_not_take_away_the_cell_that_is_typed_in(
        page: VendorsPage, file: Path, qtbot: QtBot, idle: Idle) -> None:
    stand(page, 0, NAME)
    type_in(page, "Par", qtbot)
    page.refresh()
    idle()
    qtbot.keyClicks(editor(page), "tial")
    qtbot.keyClick(editor(page), Key.Key_Return)
    idle()
    assert "Partial" in stored(file, "id")


def test_a_column_that_is_worked_out_is_not_typed_in(page: VendorsPage, qtbot: QtBot) -> None:
    stand(page, 0, RESIDUAL)
    qtbot.keyClicks(page.table, "5")
    assert not page.table.is_editing


def test_many_vendors_are_changed_at_once_and_taken_back_at_once(
        page: VendorsPage, file: Path, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    select(page, (0, NAME), (1, NAME))
    before = changes(file)
    window.actions_["change_many"].trigger()
    form = dialog(window, ChangeManyDialog)
    qtbot.keyClicks(form.rows["owner_id"].line, "Head of sales")
    qtbot.keyClicks(form.rows["stage"].line, "nonsense")
    form.accept_button = form.findChildren(QPushButton)[0]
    qtbot.keyClick(form, Key.Key_Return)
    assert form.isVisible()
    assert "is not one of" in form.rows["stage"].error.text()
    form.rows["stage"].line.clear()
    qtbot.keyClicks(form.rows["stage"].line, "offboarding")
    form.rows["country"].box.setChecked(True)
    qtbot.keyClick(form, Key.Key_Return)
    idle()
    assert stored(file, "stage") == {"Alder": "offboarding", "Birch": "offboarding", "Cedar": "active"}
    assert stored(file, "country") == {"Alder": None, "Birch": None, "Cedar": "FR"}
    assert changes(file) == before + 1
    window.actions_["undo"].trigger()
    idle()
    assert set(stored(file, "stage").values()) == {"active"}


def test_archived_vendors_are_found_by_the_filter_and_restored(
        page: VendorsPage, file: Path, window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    stand(page, 0, NAME)
    window.actions_["archive_vendors"].trigger()
    idle()
    assert [row.name for row in page.model.rows] == ["Birch", "Cedar"]
    qtbot.keyClicks(page.filter, "archived:yes")
    assert [row.name for row in page.model.rows] == ["Alder"]
    window.actions_["restore_vendors"].trigger()
    idle()
    page.filter.clear()
    assert [row.name for row in page.model.rows] == ["Alder", "Birch", "Cedar"]


def test_deleted_vendors_come_back_by_undo(page: VendorsPage, file: Path, window: MainWindow, idle: Idle) -> None:
    select(page, (0, NAME), (1, NAME))
    window.actions_["delete_vendors"].trigger()
    idle()
    assert sorted(stored(file, "id")) == ["Cedar"]
    window.actions_["undo"].trigger()
    idle()
    assert sorted(stored(file, "id")) == ["Alder", "Birch", "Cedar"]


def test_a_vendor_is_duplicated_under_a_name_of_its_own(page: VendorsPage, file: Path, window: MainWindow, idle: Idle) -> None:
    stand(page, 0, NAME)
    window.actions_["duplicate_vendor"].trigger()
    asked = dialog(window, QInputDialog)
    asked.setTextValue("Alder Deux")
    asked.accept()
    idle()
    assert stored(file, "country")["Alder Deux"] == "FR"
    assert page.current_vendor == stored(file, "id")["Alder Deux"]


def test_a_name_typed_below_the_table_adds_a_vendor_and_one_that_is_taken_stays(
        page: VendorsPage, file: Path, qtbot: QtBot, idle: Idle) -> None:
    line = page.new_line.line
    qtbot.keyClicks(line, "Dogwood")
    qtbot.keyClick(line, Key.Key_Return)
    idle()
    assert line.text() == ""
    assert "Dogwood" in stored(file, "id")
    qtbot.keyClicks(line, "Alder")
    qtbot.keyClick(line, Key.Key_Return)
    idle()
    assert line.text() == "Alder"
    assert "Another record has the same already" in page.new_line.error.text()


def test_columns_are_chosen_from_a_menu_and_remembered(page: VendorsPage, window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["choose_columns"].trigger()
    menu = next(each for each in page.findChildren(QMenu, "column_menu") if each.isVisible())
    entry = next(action for action in menu.actions() if action.text() == "Town")
    entry.trigger()
    menu.close()
    header = page.table.horizontalHeader()
    header.moveSection(header.visualIndex(STAGE), 1)
    header.resizeSection(OWNER, 222)
    again = VendorsPage(window.desk, window.actions_)
    qtbot.addWidget(again)
    shown = [again.model.columns[place].name for place in again.table.visible_columns()]
    assert shown == ["legal_name", "stage", "tier", "residual", "owner", "review", "country", "town"]
    assert again.table.columnWidth(OWNER) == 222
    again.columns.start_over()
    assert "town" not in [again.model.columns[place].name for place in again.table.visible_columns()]


def test_filters_are_saved_by_name(page: VendorsPage, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.filter, "bir")
    window.actions_["save_filter"].trigger()
    asked = dialog(window, QInputDialog)
    asked.setTextValue("Birches")
    asked.accept()
    assert page.saved.saved == {"Birches": "bir"}
    page.filter.clear()
    page.saved._fill()
    entry = next(action for action in page.saved.menu().actions() if action.text() == "Birches")
    entry.trigger()
    assert [row.name for row in page.model.rows] == ["Birch"]


def test_the_value_of_a_field_is_completed_in_the_filter(page: VendorsPage, qtbot: QtBot) -> None:
    page.filter.setFocus()
    qtbot.keyClicks(page.filter, "owner:he")
    popup = page.filter.completer().popup()
    assert popup.isVisible()
    assert popup.model().index(0, 0).data() == 'owner:"Head of IT" '
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    assert page.filter.text() == 'owner:"Head of IT" '
    assert len(page.model.rows) == 3


def test_nothing_is_typed_into_a_register_that_cannot_be_changed(
        page: VendorsPage, window: MainWindow, qtbot: QtBot) -> None:
    assert page.table.may_edit(page.model.index(0, NAME))
    window.desk.gateway.standing = None
    stand(page, 0, NAME)
    qtbot.keyClicks(page.table, "x")
    assert not page.table.is_editing


def test_the_menu_of_the_list_holds_what_can_be_done_to_its_vendors(page: VendorsPage, qtbot: QtBot) -> None:
    page.table.customContextMenuRequested.emit(QPoint(20, 20))
    menu = next(each for each in page.findChildren(QMenu, "vendor_menu") if each.isVisible())
    names = {action.objectName() for action in menu.actions()}
    assert {"change_many", "archive_vendors", "restore_vendors", "delete_vendors", "duplicate_vendor", "fill_down"} <= names
    menu.close()
