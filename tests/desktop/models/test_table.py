"""Tables: order, blanks, filters, and selections that follow their records."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from risk_register.desktop.models.table import Column, RowTableModel, in_two_lines, plain_tip
from risk_register.desktop.models.vendor_filter import keep_matching
from risk_register.desktop.models.vendors import NAME, RESIDUAL, TIER, VENDOR_COLUMNS
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.model.names import fold_accents
from risk_register.model.rows import VendorRow
from risk_register.model.sorting import natural_key
from risk_register.texts import Text

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True)
class Fruit:
    id: int
    name: str
    weight: int | None


COLUMNS = (
    Column(Text("Vendor"), lambda row, _: row.name, lambda row: natural_key(row.name)),
    Column(Text("Points"), lambda row, _: str(row.weight), lambda row: row.weight, right=True),
)
FRUITS = [Fruit(1, "V-1", 10), Fruit(2, "V-10", 2), Fruit(3, "V-2", None), Fruit(4, "V-100", 9)]


@pytest.fixture
def model() -> RowTableModel[Fruit]:
    made = RowTableModel(COLUMNS, lambda row: row.id)
    made.set_rows(FRUITS)
    return made


def ids(model: RowTableModel[Fruit]) -> list[int]:
    return [row.id for row in model.rows]


def test_the_model_keeps_qts_rules_sorted_filtered_and_empty(qtmodeltester: ModelTester, model: RowTableModel[Fruit]) -> None:
    qtmodeltester.check(model)
    model.sort(1, DESCENDING)
    model.set_filter(lambda row: row.weight is not None)
    model.set_language("fr")
    model.set_rows([])
    model.set_rows(FRUITS)


def test_references_sort_as_people_count(model: RowTableModel[Fruit]) -> None:
    model.sort(0, ASCENDING)
    assert [row.name for row in model.rows] == ["V-1", "V-2", "V-10", "V-100"]


@pytest.mark.parametrize(("order", "expected"), [(ASCENDING, [2, 4, 1, 3]), (DESCENDING, [1, 4, 2, 3])])
def test_blanks_stay_last_in_both_directions(model: RowTableModel[Fruit], order: Qt.SortOrder, expected: list[int]) -> None:
    model.sort(1, order)
    assert ids(model) == expected


def test_new_rows_take_the_order_and_filter_in_force(model: RowTableModel[Fruit]) -> None:
    model.sort(1, DESCENDING)
    model.set_filter(lambda row: row.id != 4)
    model.set_rows([*FRUITS, Fruit(5, "V-3", 99)])
    assert ids(model) == [5, 1, 2, 3]
    assert model.total == 5


def test_headings_change_with_the_language(model: RowTableModel[Fruit]) -> None:
    model.set_language("fr")
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Prestataire"


def test_the_selection_follows_its_record_when_the_order_changes(qtbot: QtBot, model: RowTableModel[Fruit]) -> None:
    table: RecordTable[Fruit] = RecordTable(model, "fruits")
    qtbot.addWidget(table)
    table.select(4)
    table.sort_by(0, DESCENDING)
    assert table.current == 4
    assert table.currentIndex().row() == 0
    table.sort_by(0, ASCENDING)
    assert table.current == 4
    assert table.selectionModel().selectedRows()[0].row() == 3


def test_two_selected_records_stay_selected_when_the_order_changes(qtbot: QtBot, model: RowTableModel[Fruit]) -> None:
    table: RecordTable[Fruit] = RecordTable(model, "fruits")
    qtbot.addWidget(table)
    table.setSelectionMode(RecordTable.SelectionMode.ExtendedSelection)
    table.sort_by(0, DESCENDING)
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for place in (0, 1):
        table.selectionModel().select(model.index(place, 0), flags)
    chosen = {model.rows[0].id, model.rows[1].id}
    table.sort_by(1, ASCENDING)
    assert {model.identity_at(index.row()) for index in table.selectionModel().selectedRows()} == chosen


def test_the_selection_survives_a_filter_that_keeps_its_record(qtbot: QtBot, model: RowTableModel[Fruit]) -> None:
    table: RecordTable[Fruit] = RecordTable(model, "fruits")
    qtbot.addWidget(table)
    table.select(2)
    model.set_filter(lambda row: row.id in {2, 4})
    assert table.current == 2
    model.set_filter(lambda row: row.id == 4)
    assert table.current is None
    model.set_filter(None)
    assert table.current == 2


def test_a_tip_shows_a_name_that_looks_like_markup_as_it_was_typed() -> None:
    assert plain_tip("Plain Ltd") == "Plain Ltd"
    assert plain_tip("Müller & Söhne <GmbH>") == "<span>Müller &amp; Söhne &lt;GmbH&gt;</span>"


def vendor(number: int, name: str, **more: object) -> VendorRow:
    values: dict[str, object] = {"stage": "active", "tier": "T1", "residual": None, "level": "unassessed", **more}
    return VendorRow(id=number, name=name, search=fold_accents(name), **values)  # type: ignore[arg-type]


def test_tiers_sort_by_rank_with_the_unassessed_last() -> None:
    model = RowTableModel(VENDOR_COLUMNS, lambda row: row.id)
    model.set_rows([vendor(1, "A", tier="T3"), vendor(2, "B", tier="unassessed"), vendor(3, "C", tier="T1")])
    model.sort(TIER, ASCENDING)
    assert [row.id for row in model.rows] == [3, 1, 2]
    model.sort(TIER, DESCENDING)
    assert [row.id for row in model.rows] == [1, 3, 2]


def test_an_unassessed_vendor_has_a_word_and_no_number() -> None:
    model = RowTableModel(VENDOR_COLUMNS, lambda row: row.id)
    model.set_rows([vendor(1, "A")])
    assert model.index(0, RESIDUAL).data() == "Unassessed"


@pytest.mark.parametrize(("typed", "kept"), [
    ("", {1, 2, 3}), ("electrique", {1}), ("ÉLEC", {1}), ("son mul", {2}), ("gmbh", {2, 3}), ("zzz", set()),
])
def test_the_filter_ignores_accents_and_case_and_takes_every_word(typed: str, kept: set[int]) -> None:
    model = RowTableModel(VENDOR_COLUMNS, lambda row: row.id)
    model.set_rows([vendor(1, "Électrique SA"), vendor(2, "Müller & Sons <GmbH>"), vendor(3, "Alder GmbH")])
    model.set_filter(keep_matching(typed))
    assert {row.id for row in model.rows} == kept
    assert model.index(0, NAME).data() == (model.rows[0].name if kept else None)


@pytest.mark.parametrize(("heading", "width", "broken"), [
    ("Niveau de criticité", 9, "Niveau de\ncriticité"), ("Residual risk", 20, "Residual risk"),
    ("Substitutability", 5, "Substitutability"),
    ("Next review", 9, "Next review"), ("Prochaine revue", 9, "Prochaine\nrevue"),
])
def test_a_heading_longer_than_its_column_takes_two_lines(heading: str, width: int, broken: str) -> None:
    assert in_two_lines(heading, width) == broken
