"""The vendors taken out of the window as a spreadsheet, which comes back in unchanged."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QMessageBox

from risk_register.desktop.window import MainWindow
from risk_register.operations.vendors import list_vendors
from risk_register.store import Register

Idle = Callable[[], None]


def export(window: MainWindow, target: Path, idle: Idle) -> None:
    window.actions_["export_vendors"].trigger()
    dialog = window.findChild(QFileDialog, "export_vendors_file")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(target))
    dialog.close()
    idle()


def test_all_vendors_are_written_where_the_person_says(opened: MainWindow, idle: Idle, demonstration: Path, tmp_path: Path) -> None:
    target = tmp_path / "vendors.xlsx"
    export(opened, target, idle)
    with Register.open(demonstration, write=False) as register:
        names = {row.name for row in list_vendors(register) if row.archived_on is None}
    written = {str(cell.value) for row in load_workbook(target).worksheets[0].iter_rows() for cell in row}
    assert names <= written
    assert "vendors to vendors.xlsx" in opened.status.currentMessage()
    for box in opened.findChildren(QMessageBox):
        box.close()


def test_another_ending_is_refused_in_words(opened: MainWindow, idle: Idle, tmp_path: Path) -> None:
    export(opened, tmp_path / "vendors.pdf", idle)
    box = opened.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert ".xlsx or .csv" in box.text() + box.informativeText()
    box.close()
    assert not (tmp_path / "vendors.pdf").exists()
