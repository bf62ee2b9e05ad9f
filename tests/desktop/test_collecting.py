"""When cycles are looked for: not while the worker reads, and what only cycles keep goes when nobody looks."""

import gc
import weakref

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from risk_register.desktop.collecting import Tidying, uncollected


class Knot:
    """What refers to itself, and so stays until a search finds it."""

    def __init__(self) -> None:
        self.itself = self


def test_a_job_runs_without_any_search_and_searches_go_on_after_it() -> None:
    assert uncollected(lambda: gc.isenabled()) is False
    assert gc.isenabled()


def test_searches_go_on_after_a_job_that_failed() -> None:
    with pytest.raises(ZeroDivisionError):
        uncollected(lambda: 1 // 0)
    assert gc.isenabled()


def test_what_a_job_left_in_a_circle_goes_when_the_person_turns_to_another_program(qtbot: QtBot) -> None:
    left: list[weakref.ref[Knot]] = []

    def job() -> None:
        left.append(weakref.ref(Knot()))

    uncollected(job)
    gc.collect()
    assert left[0]() is not None
    owner = QObject()
    tidying = Tidying(owner)
    tidying._on_state_changed(Qt.ApplicationState.ApplicationActive)
    assert left[0]() is not None
    tidying._on_state_changed(Qt.ApplicationState.ApplicationInactive)
    assert left[0]() is None
