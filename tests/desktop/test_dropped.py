"""Files dropped on the window: what each is recognised as, and what is offered."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from risk_register.desktop.deeds.dropped import take
from risk_register.desktop.dialogs.documents import DocumentsDialog
from risk_register.desktop.dialogs.dropped_table import DroppedTableDialog
from risk_register.desktop.dialogs.import_questionnaire import ImportDialog
from risk_register.desktop.jobs import dropped as jobs_dropped
from risk_register.desktop.window import MainWindow
from tests.operations.test_logo import png

Idle = Callable[[], None]
TABLE = "Name;Country;Amount\nAlder;FR;100\nBirch;DE;200\n"


def visible(window: MainWindow) -> list[QDialog]:
    return [each for each in window.findChildren(QDialog) if each.isVisible()]


def close_all(window: MainWindow) -> None:
    for each in visible(window):
        each.reject()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(TABLE)
    return path


def kind_of(path: Path) -> str:
    return jobs_dropped.recognise([path])[0].kind


def test_files_are_recognised_by_what_is_in_them(demonstration: Path, table: Path, tmp_path: Path) -> None:
    disguised = Path(shutil.copy(demonstration, tmp_path / "register.pdf"))
    picture, report, letter = tmp_path / "scan.png", tmp_path / "soc2.bin", tmp_path / "contract.docx"
    picture.write_bytes(png())
    report.write_bytes(b"%PDF-1.7\n")
    letter.write_bytes(b"PK\x03\x04")
    kinds = [kind_of(path) for path in (disguised, picture, report, letter, table)]
    assert kinds == ["register", "document", "document", "document", "table"]


def test_a_real_questionnaire_is_recognised(shared: Path) -> None:
    assert kind_of(shared / "questionnaires" / "caiq-4.0.3-answered" / "instructure-caiq-4.0.3.xlsx") == "questionnaire"


@pytest.mark.parametrize("make", [lambda path: path.write_bytes(b"\0\1\2\3" * 50), lambda path: None])
def test_what_nobody_can_read_is_told_in_a_sentence(opened: MainWindow, tmp_path: Path, idle: Idle,
                                                    make: Callable[[Path], object]) -> None:
    path = tmp_path / "thing"
    make(path)
    take(opened, [path])
    idle()
    box = opened.findChild(QMessageBox, "message")
    assert "thing" in box.text()
    assert "Traceback" not in box.text()
    box.close()


def test_a_register_is_opened(window: MainWindow, demonstration: Path, idle: Idle) -> None:
    take(window, [demonstration])
    idle()
    assert window.desk.gateway.standing is not None
    assert window.desk.gateway.standing.path == demonstration


def test_a_table_asks_what_it_is_and_goes_on_as_told(opened: MainWindow, table: Path, idle: Idle) -> None:
    take(opened, [table])
    idle()
    dialog = opened.findChild(DroppedTableDialog)
    assert isinstance(dialog, DroppedTableDialog)
    dialog.chosen.emit("questionnaire")
    dialog.accept()
    idle()
    assert any(isinstance(each, ImportDialog) for each in visible(opened))
    close_all(opened)


def test_a_ledger_is_shown_on_the_page_of_completeness(opened: MainWindow, table: Path, idle: Idle) -> None:
    take(opened, [table])
    idle()
    dialog = opened.findChild(DroppedTableDialog)
    assert isinstance(dialog, DroppedTableDialog)
    dialog.accept()
    dialog.chosen.emit("ledger")
    idle()
    assert opened.current == "completeness"
    assert any(each.objectName() == "ledger_dialog" for each in visible(opened))
    close_all(opened)
    idle()


def test_without_a_register_one_is_told_to_open_one(window: MainWindow, table: Path, idle: Idle) -> None:
    take(window, [table])
    idle()
    box = window.findChild(QMessageBox, "message")
    assert "list.csv is a table. Open a register first" in box.text()
    box.close()


def test_nothing_is_taken_in_while_looking_back(opened: MainWindow, table: Path, idle: Idle) -> None:
    opened.desk.gateway.look_back(date(2025, 3, 31))
    idle()
    take(opened, [table])
    idle()
    box = opened.findChild(QMessageBox, "message")
    assert "while you look back" in box.text()
    box.close()


def test_documents_on_a_vendors_page_are_attached_together(opened: MainWindow, tmp_path: Path, idle: Idle) -> None:
    opened.go("vendors")
    idle()
    opened.open_vendor(opened.page("vendors").model.rows[0].id)  # type: ignore[attr-defined]
    idle()
    paths = [tmp_path / "SOC2_2025.pdf", tmp_path / "contract.docx"]
    paths[0].write_bytes(b"%PDF-1.7\n")
    paths[1].write_bytes(b"PK\x03\x04")
    take(opened, paths)
    for _ in range(2):
        idle()
    dialog = next(each for each in visible(opened) if isinstance(each, DocumentsDialog))
    assert {"SOC2_2025.pdf", "contract.docx"} <= {label.text() for label in dialog.findChildren(QLabel)}
    dialog.reject()


def test_several_files_are_taken_one_after_the_other(opened: MainWindow, tmp_path: Path, table: Path, qtbot: QtBot,
                                                     idle: Idle) -> None:
    other = tmp_path / "second.csv"
    other.write_text(TABLE)
    take(opened, [table, other])
    idle()
    first = [each for each in visible(opened) if isinstance(each, DroppedTableDialog)]
    assert len(first) == 1
    first[0].reject()
    qtbot.waitUntil(lambda: any(isinstance(each, DroppedTableDialog) for each in visible(opened)), timeout=5000)
    close_all(opened)
