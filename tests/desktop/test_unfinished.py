"""The window is closed in the middle of an import: the person is asked, and what they say is what is there at the next start."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.window import MainWindow
from risk_register.operations.registers import create_register
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language, Text
from tests.desktop.conftest import WORK
from tests.desktop.test_manners_everywhere import cut_off, nameless

Idle = Callable[[], None]
CHECKOUT = Path(__file__).resolve().parents[2]
VENDORS = 5_000


@pytest.mark.parametrize(("answer", "stored"), [("unfinished_stop", 0), ("unfinished_wait", VENDORS)])
def test_a_window_closed_in_the_middle_of_an_import_leaves_all_of_it_or_nothing(tmp_path: Path, answer: str, stored: int) -> None:
    path, sheet = tmp_path / "closing.riskregister", tmp_path / "many.csv"
    with create_register(path):
        pass
    sheet.write_text("Vendor ID,Vendor,Country\n" + "".join(
        f"V-{number},Vendor number {number},FR\n" for number in range(VENDORS)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.desktop.closing_program", str(path), str(sheet), answer], cwd=CHECKOUT, check=False,
        capture_output=True, encoding="utf-8", timeout=120, env={
            **os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(tmp_path / "settings"),
            "XDG_DATA_HOME": str(tmp_path / "data")})
    said = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert (done.returncode, said) == (0, [])
    with Register.open(path) as register, register.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM vendor").scalar() == stored
    with sqlite3.connect(path) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_can_be_answered_by_staying(opened: MainWindow, qtbot: QtBot, idle: Idle, language: Language) -> None:
    opened.desk.speak(language)
    held = True

    def wait(_register: object, work: object) -> None:
        while held:
            if work.cancelled():  # type: ignore[attr-defined]
                return

    opened.desk.gateway.change_long(Text("Importing {file}", file="many.csv"), wait)
    opened.close()
    assert opened.isVisible()
    box = opened.findChild(QMessageBox, "unfinished")
    QApplication.processEvents()
    assert "many.csv" in box.text()
    assert (cut_off(box), nameless(box)) == ([], [])
    box.findChild(QPushButton, "unfinished_stay").click()
    assert opened.isVisible()
    opened.close()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in opened.findChildren(QMessageBox, "unfinished")), timeout=WORK)
    held = False
    idle()
    assert opened.isVisible(), "the work came to its end meanwhile, and nobody said to close"
    assert not any(each.isVisible() for each in opened.findChildren(QMessageBox, "unfinished"))
