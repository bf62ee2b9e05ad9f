"""Data flows as a person looks at them: the map, the same as a table, what a breach touches, the picture as a file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from risk_register.desktop.jobs.data_flows import MOST, draw
from risk_register.desktop.pages.data_flows import DataFlowsPage
from risk_register.desktop.theme import contrast, own_palette
from risk_register.desktop.window import MainWindow
from risk_register.risk.supply_chain import US, Narrowing, Party, SupplyChain
from tests.desktop.conftest import WORK


def shown(window: MainWindow, idle: Callable[[], None]) -> DataFlowsPage:
    window.go("data_flows")
    idle()
    page = window.page("data_flows")
    assert isinstance(page, DataFlowsPage)
    return page


def number(page: DataFlowsPage, name: str) -> int:
    return next(key for key, item in page.map.parties.items() if name in item.party.name)


def test_the_map_shows_us_vendors_and_subcontractors_and_the_table_says_the_same(
        opened: MainWindow, idle: Callable[[], None]) -> None:
    page = shown(opened, idle)
    assert page.drawn is not None
    assert set(page.map.parties) == set(page.drawn.layout.boxes)
    assert {item.box.rank for item in page.map.parties.values()} >= {0, 1, 2}
    assert {(row.near, row.far) for row in page.model.rows} == set(page.map.edges)
    assert {row.flow.id for row in page.model.rows if row.flow} <= {flow.id for flow in page.drawn.whole.flows}


def test_names_can_be_read_at_the_first_look_which_begins_at_us(opened: MainWindow, idle: Callable[[], None]) -> None:
    page = shown(opened, idle)
    assert page.map.transform().m11() >= 0.8
    seen = page.map.mapToScene(page.map.viewport().rect()).boundingRect()
    assert seen.contains(page.map.parties[0].sceneBoundingRect())
    assert any(seen.intersects(item.sceneBoundingRect()) for item in page.map.parties.values() if item.box.rank == 1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_who_steps_back_stays_readable(opened: MainWindow, idle: Callable[[], None], theme: str) -> None:
    page = shown(opened, idle)
    page.map.select(number(page, "Deskline"))
    faded = [item for item in page.map.parties.values() if item.faded]
    assert faded
    palette = own_palette(theme)
    assert all(contrast(palette.color(item.ink), palette.base().color()) >= 4.5 for item in faded)


def test_arrow_keys_go_from_us_to_a_vendor_and_enter_to_what_a_breach_there_touches(
        opened: MainWindow, idle: Callable[[], None]) -> None:
    page = shown(opened, idle)
    page.map.setFocus()
    QTest.keyClick(page.map, Qt.Key.Key_Right)
    assert page.map.current == 0
    QTest.keyClick(page.map, Qt.Key.Key_Right)
    first = page.map.current
    assert first is not None
    assert page.map.parties[first].box.rank == 1
    assert page.pane.name.text() == page.map.parties[first].party.name
    assert (0, first) in [key for key, line in page.map.edges.items() if line.marked]
    QTest.keyClick(page.map, Qt.Key.Key_Down)
    assert page.map.current not in (0, first, None)
    QTest.keyClick(page.map, Qt.Key.Key_Return)
    assert opened.current == "data_flows"
    assert opened.focusWidget() is page.pane.open
    assert page.pane.name.text() in page.pane.open.accessibleDescription()
    QTest.keyClick(page.pane.open, Qt.Key.Key_Escape)
    assert opened.focusWidget() is page.map
    QTest.keyClick(page.map, Qt.Key.Key_Home)
    assert page.map.current == 0
    QTest.keyClick(page.map, Qt.Key.Key_Right)
    QTest.keyClick(page.map, Qt.Key.Key_Return)
    QTest.keyClick(page.pane.open, Qt.Key.Key_Return)
    assert opened.current == "vendor"


def test_the_table_has_who_finds_no_place_in_the_picture() -> None:
    vendors = {key: Party(key, f"Vendor {key}") for key in range(1, MOST + 51)}
    drawn = draw(SupplyChain({US: Party(US, "We"), **vendors}, (), (), date(2026, 1, 1)), Narrowing())
    assert len(drawn.layout.boxes) == MOST + 1
    assert drawn.left_out == 50
    assert {row.far for row in drawn.rows} == set(vendors)


def test_a_subcontractor_says_through_whom_it_is_reached(opened: MainWindow, idle: Callable[[], None]) -> None:
    page = shown(opened, idle)
    below = next(key for key, item in page.map.parties.items() if item.box.rank == 2)
    page.map.select(below)
    told = dict(page.pane.facts.texts())
    assert told["Through"]
    assert "\N{RIGHTWARDS ARROW}" in told["Ways"]
    assert told["Ways"].splitlines()[0].endswith(page.map.parties[below].party.name)
    page.map.select(None)
    assert not any(line.faded for line in page.map.edges.values())
    assert page.pane.facts.isHidden()


def test_words_and_a_country_narrow_map_and_table_alike(opened: MainWindow, qtbot: QtBot, idle: Callable[[], None]) -> None:
    page = shown(opened, idle)
    before = len(page.map.parties)
    page.filters.words.setText("deskline")
    qtbot.waitUntil(lambda: 1 < len(page.map.parties) < before, timeout=WORK)
    assert number(page, "Deskline")
    assert {(row.near, row.far) for row in page.model.rows} == set(page.map.edges)
    page.filters.words.setText("nobody is called this")
    qtbot.waitUntil(lambda: not page.map.parties, timeout=WORK)
    assert not page.model.rows
    page.filters.words.clear()
    qtbot.waitUntil(lambda: len(page.map.parties) == before, timeout=WORK)
    country = page.filters.country.itemData(1)
    page.filters.country.setCurrentIndex(1)
    page.filters.country.activated.emit(1)
    qtbot.waitUntil(lambda: len(page.map.parties) < before, timeout=WORK)
    assert all(country in row.flow.countries for row in page.model.rows if row.flow)


def test_a_tier_leaves_its_vendors_and_whom_they_use(opened: MainWindow, qtbot: QtBot, idle: Callable[[], None]) -> None:
    page = shown(opened, idle)
    before = len(page.map.parties)
    at = page.filters.tier.findData("T1")
    page.filters.tier.setCurrentIndex(at)
    page.filters.tier.activated.emit(at)
    qtbot.waitUntil(lambda: 1 < len(page.map.parties) < before, timeout=WORK)
    ours = [item.party for item in page.map.parties.values() if item.party.direct and item.box.rank == 1]
    assert any(party.tier == "T1" for party in ours)
    assert page.filters.tier.currentText() == "Tier T1"


def test_keys_change_the_scale_and_zero_shows_all(opened: MainWindow, idle: Callable[[], None]) -> None:
    page = shown(opened, idle)
    QTest.keyClick(page.map, Qt.Key.Key_0)
    fitted = page.map.transform().m11()
    QTest.keyClick(page.map, Qt.Key.Key_Plus)
    assert page.map.transform().m11() > fitted
    QTest.keyClick(page.map, Qt.Key.Key_Minus)
    QTest.keyClick(page.map, Qt.Key.Key_Minus)
    assert page.map.transform().m11() < fitted
    QTest.keyClick(page.map, Qt.Key.Key_0)
    assert abs(page.map.transform().m11() - fitted) < 0.01


def test_the_picture_is_saved_with_every_name_as_text(opened: MainWindow, qtbot: QtBot, idle: Callable[[], None],
                                                      tmp_path: Path) -> None:
    page = shown(opened, idle)
    page.save_picture(tmp_path / "flows.svg")
    qtbot.waitUntil((tmp_path / "flows.svg").exists, timeout=WORK)
    idle()
    root = ET.fromstring((tmp_path / "flows.svg").read_text("utf-8"))
    texts = {each.text for each in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {item.party.name for item in page.map.parties.values()} <= texts
    assert {line.words.split(" · ")[0] for line in page.map.edges.values() if line.words} <= {
        text.split(" · ")[0].removesuffix("\N{HORIZONTAL ELLIPSIS}") for text in texts if text}
    x, y, width, height = (float(part) for part in root.attrib["viewBox"].split())
    boxes = [each for each in root.iter("{http://www.w3.org/2000/svg}rect") if "rx" in each.attrib]
    assert len(boxes) == len(page.map.parties)
    for box in boxes:
        assert x <= float(box.attrib["x"]) <= x + width - float(box.attrib["width"])
        assert y <= float(box.attrib["y"]) <= y + height - float(box.attrib["height"])
    corners = [tuple(map(float, point.split(","))) for line in root.iter("{http://www.w3.org/2000/svg}polyline")
               for point in line.attrib["points"].split()]
    assert all(x <= left <= x + width and y <= top <= y + height for left, top in corners)


def test_the_map_is_said_in_french(opened: MainWindow, idle: Callable[[], None]) -> None:
    page = shown(opened, idle)
    opened.desk.speak("fr")
    assert page.as_table.text() == "En tableau"
    assert any("Sous-traitant de rang" in item.words for item in page.map.parties.values())
