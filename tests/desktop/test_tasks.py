"""Work off the window's thread: it comes home, it fails, it is stopped, and it never meets a dead widget."""

import threading

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from risk_register.desktop.tasks import TaskRunner, Work
from risk_register.errors import Cancelled
from risk_register.texts import Text


@pytest.fixture
def runner(qtbot: QtBot):
    made = TaskRunner()
    yield made
    made.shutdown()


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []

    @Slot(object)
    def take(self, value: object) -> None:
        self.got.append(value)


def test_a_result_comes_home_to_the_windows_thread(runner: TaskRunner, qtbot: QtBot) -> None:
    seen: list[tuple[str, str]] = []
    runner.submit(lambda: threading.current_thread().name, lambda name: seen.append((name, threading.current_thread().name)))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("register")
    assert seen[0][1] == threading.main_thread().name


def test_jobs_run_one_after_the_other(runner: TaskRunner, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(20):
        runner.submit(lambda number=number: order.append(number))
    runner.submit(lambda: None, lambda _: order.append(99))
    qtbot.waitUntil(lambda: 99 in order)
    assert order == [*range(20), 99]


def test_a_failure_nobody_handles_is_announced(runner: TaskRunner, qtbot: QtBot) -> None:
    def fail() -> None:
        raise ValueError("no")

    with qtbot.waitSignal(runner.failed) as failed:
        runner.submit(fail)
    assert isinstance(failed.args[0], ValueError)


def test_a_long_job_tells_how_far_it_is_and_stops_when_told(runner: TaskRunner, qtbot: QtBot) -> None:
    steps: list[int] = []
    ends: list[Exception] = []
    go = threading.Event()

    def job(work: Work) -> None:
        work.progress(1, 3, Text("Reading the file"))
        go.wait(5)
        if work.cancelled():
            raise Cancelled("The import was stopped. Nothing was stored.")

    runner.started.connect(lambda begun: begun.progressed.connect(lambda done, _total, _text: steps.append(done)))
    work = runner.run_long(Text("Reading the file"), job, on_error=ends.append)
    qtbot.waitUntil(lambda: steps == [1])
    work.cancel()
    go.set()
    qtbot.waitUntil(lambda: bool(ends))
    assert isinstance(ends[0], Cancelled)


def test_a_result_for_a_widget_that_is_gone_is_dropped(runner: TaskRunner, qtbot: QtBot) -> None:
    receiver, go, done = Receiver(), threading.Event(), []
    runner.submit(lambda: go.wait(5), receiver.take)
    delete(receiver)
    go.set()
    runner.submit(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert receiver.got == []


def test_what_waits_is_dropped_at_the_end_and_the_last_deed_is_done(qtbot: QtBot) -> None:
    runner, order, go = TaskRunner(), [], threading.Event()
    runner.submit(lambda: (order.append("running"), go.wait(5)))
    runner.submit(lambda: order.append("never"))
    threading.Timer(0.05, go.set).start()
    runner.shutdown(lambda: order.append("closed"))
    assert order == ["running", "closed"]
