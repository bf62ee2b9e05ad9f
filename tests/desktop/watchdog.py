"""How long the window stands still while it works: the longest time between two turns of its event loop."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer

TICK = 5
"""Milliseconds between two looks; what is shorter than this is not seen."""


class Watchdog(QObject):
    """Ticks in the window's own thread. A tick that comes late tells how long the loop did not turn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest = 0.0
        """Seconds."""
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begins to watch."""
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start()

    def stop(self) -> float:
        """Ends it; the longest time in seconds that the window stood still."""
        self._tick()
        self._timer.stop()
        return self.longest

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last - TICK / 1000)
        self._last = now


@contextmanager
def watched() -> Iterator[Watchdog]:
    """Watches while the body runs; the body lets the loop turn, as `turn_until` does."""
    dog = Watchdog()
    dog.start()
    yield dog
    dog.stop()


def turn_until(fact: Callable[[], bool], seconds: float = 60.0) -> None:
    """Lets the event loop turn until something is so."""
    until = time.perf_counter() + seconds
    while not fact():
        if time.perf_counter() > until:
            raise TimeoutError("the window did not get there in time")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
