"""That work goes on behind the window and not in it. The figures are the bench's matter: here it only must not stand still."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from risk_register.desktop.jobs import register as jobs
from risk_register.desktop.jobs import reports as jobs_reports
from risk_register.desktop.window import MainWindow
from risk_register.operations.scoring import refresh_scores
from risk_register.texts import Text
from tests.desktop.watchdog import Watchdog, turn_until, watched

GENEROUS = 1.0
"""Seconds: twenty times what is aimed at, for a machine that does something else at the same time."""


def test_the_watchdog_sees_a_window_that_stands_still(qtbot: QtBot) -> None:
    with watched() as dog:
        QTimer.singleShot(10, lambda: time.sleep(0.2))
        until = time.perf_counter() + 0.4
        turn_until(lambda: time.perf_counter() > until)
    assert dog.longest > 0.18


def test_the_watchdog_keeps_still_over_a_window_that_turns(qtbot: QtBot) -> None:
    dog = Watchdog()
    dog.start()
    until = time.perf_counter() + 0.2
    turn_until(lambda: time.perf_counter() > until)
    assert dog.stop() < GENEROUS


@pytest.mark.parametrize("work", ["scoring", "report", "verify", "look back"])
def test_long_work_leaves_the_window_turning(opened: MainWindow, tmp_path: Path, work: str) -> None:
    gateway = opened.desk.gateway
    came: list[object] = []
    starts: dict[str, Callable[[], object]] = {
        "scoring": lambda: gateway.ask(refresh_scores, came.append),
        "report": lambda: gateway.ask_long(Text("Undoing"), lambda register, running: jobs_reports.write_report(
            register, jobs_reports.Asked("register", "en", "Compliance officer"), tmp_path / "register.pdf", running), came.append),
        "verify": lambda: gateway.ask(jobs.verify, came.append),
        "look back": lambda: gateway.look_back(date(2025, 3, 31), came.append),
    }
    with watched() as dog:
        starts[work]()
        turn_until(lambda: bool(came))
    assert dog.longest < GENEROUS
