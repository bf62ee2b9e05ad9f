"""Work off the window's thread: one worker owns the register, and results come home by a queued signal."""

import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from risk_register.texts import Text

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

_PROGRESS_INTERVAL = 0.05
"""Seconds between two reports: more often than the eye follows would only keep the window from painting."""
_TURN = 0.0005
"""Seconds after which the worker lets the window have the interpreter. Painting asks for it at every cell, so that Python's own
5 ms would add up to a window that stands still while the worker computes."""


def bring_home(receiver: Callable[[T], object] | None, value: T) -> None:
    """Gives a result to who asked for it, unless that widget was closed and is gone meanwhile."""
    owner = getattr(receiver, "__self__", None)
    if receiver is None or (isinstance(owner, QObject) and not isValid(owner)):
        return
    receiver(value)


class Work(QObject):
    """One long job as the status bar shows it: what it is, how far it has come, and the wish to stop it."""

    progressed = Signal(object, object, object)
    """Steps done, steps in all (0 while unknown), and a Text saying what is being done."""

    def __init__(self, label: Text, parent: QObject | None = None, *, can_cancel: bool = True, changes: bool = False) -> None:
        super().__init__(parent)
        self.label = label
        self.can_cancel = can_cancel
        self.changes = changes
        self._stop = threading.Event()
        self._last = 0.0

    def cancel(self) -> None:
        """Asks the job to stop at its next step; nothing of it is kept."""
        self._stop.set()

    def cancelled(self) -> bool:
        """What the job asks at each step, from its own thread."""
        return self._stop.is_set()

    def progress(self, done: int, total: int, text: Text) -> None:
        """What the job calls as it goes, from its own thread."""
        now = time.monotonic()
        if done < total and now - self._last < _PROGRESS_INTERVAL:
            return
        self._last = now
        self.progressed.emit(done, total, text)


class TaskRunner(QObject):
    """The one thread that touches the register. A job gets values and gives values; it never sees a widget."""

    failed = Signal(object)
    """An exception that no caller handled."""
    started = Signal(object)
    """The long `Work` that is now to be shown."""
    finished = Signal(object)
    """The long `Work` that has come home, whatever its end."""
    _done = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._works: list[Work] = []
        self._waiting: set[Future[Any]] = set()
        self._ended = False
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(self, job: Callable[[], T], then: Callable[[T], None] | None = None,
               on_error: Callable[[Exception], None] | None = None) -> "Future[T]":
        """Runs `job` in the worker, after those before it; `then` or `on_error` runs in the window's thread."""
        if self._ended:
            return _never()
        from risk_register.desktop.collecting import uncollected

        future = self._worker().submit(uncollected, job)
        self._waiting.add(future)
        future.add_done_callback(lambda done: self._done.emit(done, then, on_error))
        return future

    def run_long(self, label: Text, job: Callable[[Work], T], then: Callable[[T], None] | None = None,
                 on_error: Callable[[Exception], None] | None = None, *, can_cancel: bool = True,
                 changes: bool = False) -> Work:
        """Runs a job that reports its progress to the `Work` it is given, and may be stopped through it.

        `changes` says whether it changes the register: a window that is closed meanwhile asks what is to become of it.
        """
        work = Work(label, self, can_cancel=can_cancel, changes=changes)
        self._works.append(work)

        def come_home(result: T) -> None:
            self._finish(work)
            bring_home(then, result)

        def fail(error: Exception) -> None:
            self._finish(work)
            bring_home(on_error or self.failed.emit, error)

        self.started.emit(work)
        self.submit(lambda: job(work), come_home, fail)
        return work

    def _worker(self) -> "ThreadPoolExecutor":
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # brings logging with it, which the first painting need not wait for

            sys.setswitchinterval(_TURN)
            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="register")
        return self._pool

    def _finish(self, work: Work) -> None:
        self._works.remove(work)
        self.finished.emit(work)
        work.deleteLater()

    @Slot(object, object, object)
    def _deliver(self, future: "Future[Any]", then: Any, on_error: Any) -> None:
        self._waiting.discard(future)
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            bring_home(then, future.result())
        elif isinstance(error, Exception):
            bring_home(on_error or self.failed.emit, error)
        else:
            raise error

    def shutdown(self, last: Callable[[], None] | None = None) -> None:
        """Stops what runs, drops what waits, runs `last` in the worker and ends it; to be called before any widget dies."""
        if self._ended:
            return
        self._ended = True
        for work in self._works:
            work.cancel()
        for future in list(self._waiting):
            future.cancel()
        if last is not None:
            self._worker().submit(last)
        if self._pool is not None:
            self._pool.shutdown(wait=True)


def _never() -> "Future[Any]":
    """What is asked of a worker that has ended: a job that will not run, as when a timer fires while the window closes."""
    from concurrent.futures import Future

    future: Future[Any] = Future()
    future.cancel()
    return future
