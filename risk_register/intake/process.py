"""Running the child that reads a workbook: started, fed, watched, and ended when it takes too long or too much."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from risk_register.intake import limits

MARK = "--intake-child"
"""What our own program is started with, once frozen, to become the child."""

_LOOK_EVERY = 0.05
_PACKAGE_HOME = Path(__file__).resolve().parent.parent.parent


class ChildStopped(Exception):
    """The person asked to stop, and the child was ended."""


class ChildTooSlow(Exception):
    """The child was ended because its time was up."""


class ChildDied(Exception):
    """The child was ended by the system in the middle of its work, which is what a capped memory leads to."""


class ChildFailed(Exception):
    """The child gave up over something in the file that it was not prepared for."""


_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None
"""How the system ends a process that has computed for longer than it was allowed, where it counts."""
_GAVE_UP = 1
"""How Python ends over an exception that nothing caught; the system ends a process in other ways."""


def run_child(data: bytes, cancelled: Callable[[], bool] | None = None, kind: str | None = None) -> bytes:
    """Hand the bytes to a child and give back what it answers; `kind` names a document that is no workbook.

    Raises ChildStopped, ChildTooSlow, ChildDied or ChildFailed; no child is left behind in any case.
    """
    until = time.monotonic() + limits.SECONDS
    with subprocess.Popen(  # noqa: S603 - our own program, with fixed arguments
        [*_command(), *([kind] if kind else [])], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        feeder = threading.Thread(target=_feed, args=(child.stdin, data))
        # communicate() asked again after a time-out forgets what it has not sent yet: it is left the answer alone.
        child.stdin = None
        feeder.start()
        try:
            answer = _answer(child, until, cancelled)
        finally:
            child.kill()
            feeder.join()
    if child.returncode == _GAVE_UP:
        raise ChildFailed
    if child.returncode == _OUT_OF_TIME:
        raise ChildTooSlow
    if child.returncode != 0:
        raise ChildDied
    return answer


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError), pipe:  # a child that refuses early does not read to the end
        pipe.write(data)


def _answer(child: subprocess.Popen[bytes], until: float, cancelled: Callable[[], bool] | None) -> bytes:
    while True:
        try:
            return child.communicate(timeout=_LOOK_EVERY)[0]
        except subprocess.TimeoutExpired:
            if cancelled is not None and cancelled():
                raise ChildStopped from None
            if time.monotonic() > until:
                raise ChildTooSlow from None


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, MARK]
    return [sys.executable, "-m", "risk_register.intake.child"]


def _environment() -> dict[str, str]:
    path = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(_PACKAGE_HOME), *([path] if path else [])])}
