"""The page of reports: every kind seen before it is saved, many at once, and a report checked by the facts inside it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from risk_register.desktop.pages.reports import ReportsPage
from risk_register.desktop.report_kinds import REPORT_KINDS
from risk_register.desktop.window import MainWindow
from risk_register.reports import ABOUT_A_VENDOR, BETWEEN_DAYS, KINDS

Idle = Callable[[], None]
WORK = 30_000
LEFT = Qt.MouseButton.LeftButton


def shown(window: MainWindow, idle: Idle) -> ReportsPage:
    window.go("reports")
    idle()
    page = window.page("reports")
    assert isinstance(page, ReportsPage)
    return page


def choose(page: ReportsPage, kind: str) -> None:
    page.kind.setCurrentIndex(page.kind.findData(kind))


def said(page: ReportsPage) -> str:
    return page.findChild(QLabel, "report_outcome").text()


def test_the_window_offers_every_kind_and_knows_what_each_is_about() -> None:
    assert {each.name for each in REPORT_KINDS} == set(KINDS)
    assert {each.name for each in REPORT_KINDS if each.vendor} == ABOUT_A_VENDOR
    assert {each.name for each in REPORT_KINDS if each.since} == BETWEEN_DAYS


@pytest.mark.parametrize("kind", ["incident", "data-flows", "sla", "journal"])
def test_each_kind_is_previewed_with_the_fields_it_needs(opened: MainWindow, qtbot: QtBot, idle: Idle, kind: str) -> None:
    page = shown(opened, idle)
    choose(page, kind)
    qtbot.waitUntil(page.export.isEnabled, timeout=WORK)
    qtbot.waitUntil(lambda: page.preview.pages > 2, timeout=WORK)
    assert page.vendor.isVisible() == (kind in ABOUT_A_VENDOR)
    assert page.export_all.isVisible() == (kind in ABOUT_A_VENDOR)
    assert page.incident.isVisible() == (kind == "incident")
    assert page.since.isVisible() == (kind == "journal")


def test_what_cannot_be_printed_is_said_in_place_of_the_preview(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    page = shown(opened, idle)
    choose(page, "review")
    page.vendor.setCurrentIndex(page.vendor.findText("Microsoft"))
    paper = page.preview.findChild(QLabel, "pdf_paper")
    qtbot.waitUntil(lambda: "Microsoft has no review to print" in paper.text(), timeout=WORK)
    assert not page.export.isEnabled()


def test_all_vendors_are_saved_into_a_folder_and_one_of_them_is_checked(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle
) -> None:
    page = shown(opened, idle)
    choose(page, "review")
    idle()
    qtbot.mouseClick(page.export_all, LEFT)
    chooser = next(each for each in page.findChildren(QFileDialog) if each.isVisible())
    folder = tmp_path / "out"
    folder.mkdir()
    chooser.fileSelected.emit(str(folder))
    chooser.reject()
    qtbot.waitUntil(lambda: "reports in" in said(page), timeout=3 * WORK)
    files = sorted(folder.iterdir())
    assert f"Saved {len(files)} reports" in said(page)
    assert "has no review to print" in said(page)
    qtbot.mouseClick(page.check, LEFT)
    chooser = next(each for each in page.findChildren(QFileDialog) if each.isVisible())
    chooser.fileSelected.emit(str(files[0]))
    chooser.reject()
    qtbot.waitUntil(lambda: "values compared" in said(page), timeout=WORK)


def test_a_file_that_is_no_report_is_refused_in_words(opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    page = shown(opened, idle)
    (tmp_path / "other.pdf").write_text("no PDF")
    qtbot.mouseClick(page.check, LEFT)
    chooser = next(each for each in page.findChildren(QFileDialog) if each.isVisible())
    chooser.fileSelected.emit(str(tmp_path / "other.pdf"))
    chooser.reject()
    qtbot.waitUntil(lambda: "cannot be read as a PDF" in said(page), timeout=WORK)
