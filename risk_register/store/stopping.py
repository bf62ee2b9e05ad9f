"""Stopping work that only reads: a statement that takes long is broken off in its midst, and loops ask between two of their steps.

The wish holds for whatever the thread that listens to it reads, so that it need not be handed down to each loader.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import Connection

from risk_register.store import sqlite

_WISH: ContextVar[Callable[[], bool] | None] = ContextVar("the wish to stop", default=None)
_STEPS = 50_000
"""Steps of SQLite's machine between two looks: some milliseconds, and asking takes nothing beside them."""


@contextmanager
def stoppable(cancelled: Callable[[], bool] | None) -> Iterator[None]:
    """Whatever is read within raises `Cancelled` soon after `cancelled` says so; None leaves it as it is without."""
    if cancelled is None:
        yield
        return
    before = _WISH.set(cancelled)
    try:
        yield
    finally:
        _WISH.reset(before)


def stop_if_wished() -> None:
    """What a loop asks at each step that reads nothing. Raises `Cancelled`."""
    wish = _WISH.get()
    if wish is not None and wish():
        raise sqlite.stopped()


@contextmanager
def listening(connection: Connection) -> Iterator[None]:
    """Breaks off the statement that runs on a connection once the wish is there: the driver then fails with an interruption."""
    wish, driver = _WISH.get(), connection.connection.driver_connection
    if wish is None or driver is None:
        yield
        return
    driver.set_progress_handler(wish, _STEPS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)
