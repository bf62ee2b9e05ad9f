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
        self.longest_own = 0.0
        """Seconds, less what other programs had of the processors meanwhile: no more than this process computed in that time."""
        self._last = self._computed = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begins to watch."""
        self.longest = self.longest_own = 0.0
        self._last, self._computed = time.perf_counter(), time.process_time()
        self._timer.start()

    def stop(self) -> float:
        """Ends it; the longest time in seconds that the window stood still."""
        self._tick()
        self._timer.stop()
        return self.longest

    def _tick(self) -> None:
        now, computed = time.perf_counter(), time.process_time()
        late = now - self._last - TICK / 1000
        self.longest = max(self.longest, late)
        self.longest_own = max(self.longest_own, min(late, computed - self._computed))
        self._last, self._computed = now, computed


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
