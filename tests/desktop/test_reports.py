"""The page of reports: every kind seen before it is saved, many at once, and a report checked by the facts inside it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.dialogs.check_report import CheckReportDialog
from risk_register.desktop.pages.reports import ReportsPage
from risk_register.desktop.report_kinds import REPORT_KINDS
from risk_register.desktop.window import MainWindow
from risk_register.reports import ABOUT_A_VENDOR, KINDS, SINCE_A_DAY
from tests.desktop.conftest import choose_file

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
    page.choices.kind.setCurrentIndex(page.choices.kind.findData(kind))


def said(page: ReportsPage) -> str:
    return page.findChild(QLabel, "report_outcome").text()


def test_the_window_offers_every_kind_and_knows_what_each_is_about() -> None:
    assert {each.name for each in REPORT_KINDS} == set(KINDS)
    assert {each.name for each in REPORT_KINDS if each.vendor} == ABOUT_A_VENDOR
    assert {each.name for each in REPORT_KINDS if each.since} == SINCE_A_DAY


@pytest.mark.parametrize("kind", ["incident", "data-flows", "sla", "journal"])
def test_each_kind_is_previewed_with_the_fields_it_needs(opened: MainWindow, qtbot: QtBot, idle: Idle, kind: str) -> None:
    page = shown(opened, idle)
    choose(page, kind)
    qtbot.waitUntil(page.export.isEnabled, timeout=WORK)
    qtbot.waitUntil(lambda: page.preview.pages > 2, timeout=WORK)
    assert page.choices.vendor.isVisible() == (kind in ABOUT_A_VENDOR)
    assert page.export_all.isVisible() == (kind in ABOUT_A_VENDOR)
    assert page.choices.incident.isVisible() == (kind == "incident")
    assert page.choices.since.isVisible() == (kind == "journal")


def test_what_cannot_be_printed_is_said_in_place_of_the_preview(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    page = shown(opened, idle)
    choose(page, "review")
    page.choices.vendor.setCurrentIndex(page.choices.vendor.findText("Microsoft"))
    paper = page.preview.findChild(QLabel, "pdf_paper")
    qtbot.waitUntil(lambda: "Microsoft has no review to print" in paper.text(), timeout=WORK)
    assert not page.export.isEnabled()


def test_all_vendors_are_saved_into_a_folder_and_one_of_them_is_checked(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle
) -> None:
    page = shown(opened, idle)
    choose(page, "review")
    idle()
    page.several.actions()[2].trigger()
    folder = tmp_path / "out"
    folder.mkdir()
    choose_file(page, folder)
    qtbot.waitUntil(lambda: "reports in" in said(page), timeout=3 * WORK)
    files = sorted(folder.iterdir())
    assert f"Saved {len(files)} reports" in said(page)
    assert "has no review to print" in said(page)
    qtbot.mouseClick(page.check, LEFT)
    choose_file(opened, files[0])
    dialog = opened.findChild(CheckReportDialog)
    qtbot.waitUntil(lambda: "made without a signature" in dialog.verdict.text(), timeout=WORK)
    dialog.reject()


def test_a_file_that_is_no_report_is_refused_in_words(opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle) -> None:
    page = shown(opened, idle)
    (tmp_path / "other.pdf").write_text("no PDF")
    qtbot.mouseClick(page.check, LEFT)
    choose_file(opened, tmp_path / "other.pdf")
    dialog = opened.findChild(CheckReportDialog)
    qtbot.waitUntil(lambda: "This is no report of this program" in dialog.verdict.text(), timeout=WORK)
    assert any("cannot be read as a PDF" in each.text() for each in dialog.findChildren(QLabel))
    dialog.reject()


def test_a_report_is_made_for_its_audience_with_a_note_and_without_persons_unless_asked(
    opened: MainWindow, qtbot: QtBot, idle: Idle
) -> None:
    page = shown(opened, idle)
    choose(page, "dossier")
    page.choices.audience.setCurrentIndex(page.choices.audience.findData("vendor"))
    page.choices.note.setPlainText("For the meeting in May")
    qtbot.waitUntil(page.export.isEnabled, timeout=WORK)
    asked = page.choices.asked()
    assert asked is not None
    assert (asked.audience, asked.note, asked.with_contacts) == ("vendor", "For the meeting in May", False)
    choose(page, "register")
    assert not page.choices.contacts.isVisible()
    paper = page.preview.findChild(QLabel, "pdf_paper")
    qtbot.waitUntil(lambda: "is not made for this audience (The vendor itself)" in paper.text(), timeout=WORK)
    assert not page.export.isEnabled()


def test_dossiers_of_the_vendors_behind_critical_functions_become_one_zip_file(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle
) -> None:
    from zipfile import ZipFile

    page = shown(opened, idle)
    choose(page, "review")
    idle()
    page.several.actions()[1].trigger()
    choose_file(page, tmp_path / "reviews.zip")
    qtbot.waitUntil(lambda: "reviews.zip" in said(page), timeout=3 * WORK)
    with ZipFile(tmp_path / "reviews.zip") as archive:
        assert archive.namelist()


def test_the_preview_fits_the_width_until_it_is_enlarged_with_the_keys(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    page = shown(opened, idle)
    qtbot.waitUntil(lambda: page.preview.pages > 2, timeout=WORK)
    paper = page.preview.findChild(QLabel, "pdf_paper")
    scroll = page.preview.findChild(QScrollArea, "pdf_scroll")
    assert abs(paper.pixmap().width() - scroll.viewport().width()) < 40
    page.preview.setFocus()
    before = paper.pixmap().width()
    qtbot.mouseClick(page.preview.findChild(QToolButton, "pdf_larger"), LEFT)
    qtbot.waitUntil(lambda: paper.pixmap().width() > before, timeout=WORK)
    assert not page.preview.findChild(QToolButton, "pdf_fit").isChecked()
    qtbot.mouseClick(page.preview.findChild(QToolButton, "pdf_fit"), LEFT)
    qtbot.waitUntil(lambda: abs(paper.pixmap().width() - before) < 3, timeout=WORK)
    qtbot.keyClick(scroll, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: page.preview.page == 2, timeout=WORK)
