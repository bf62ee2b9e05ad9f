"""Other processes of our own that share work which is too much for one."""

import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

_MASKS = hasattr(signal, "pthread_sigmask")
"""Not on Windows, where a process that starts can only ignore the key once it runs."""


def started(count: int, begin: Callable[..., None], *given: Any) -> ProcessPoolExecutor:
    """Processes that each begin with `begin(*given)`; what is given goes to them through a pipe, never by a command line or a file.

    Ctrl+C in a terminal reaches every process at once: only the one that asked answers to it, and ends the others.
    Raises `OSError` where none can be started.
    """
    pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=_begun, initargs=(begin, given))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if _MASKS else None
    try:
        pool.submit(bool)  # the first work starts them, and they inherit what this thread has blocked
    except OSError:
        pool.shutdown(wait=False)
        raise
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return pool


def _begun(begin: Callable[..., None], given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    begin(*given)
