"""Running the child that reads a file: fed, watched, and ended when it takes too long or too much."""

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

from risk_register.intake import kept, limits
from risk_register.intake.nursery import KEEP

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
    """Have the bytes read in a process of their own and give back what it answers; `kind` names a document that is no workbook.

    Raises ChildStopped, ChildTooSlow, ChildDied or ChildFailed. No process that has had a file is left behind in any case; one
    that has had none is kept for the next.
    """
    until = time.monotonic() + limits.SECONDS
    code, answer = (_by_one_kept if kept.CAN_KEEP else _by_one_started)(data, cancelled, kind or "", until)
    if code == _GAVE_UP:
        raise ChildFailed
    if code == _OUT_OF_TIME:
        raise ChildTooSlow
    if code != 0:
        raise ChildDied
    return answer


def make_ready() -> None:
    """Start a child ahead of the file that is about to come: it takes some 80 ms beside whatever goes on."""
    if kept.CAN_KEEP:
        with contextlib.suppress(OSError):  # where none can be started, the file that comes will say so
            kept.given_back(kept.taken(_keeping(), _environment()))


def _by_one_kept(data: bytes, cancelled: Callable[[], bool] | None, kind: str, until: float) -> tuple[int, bytes]:
    child = kept.taken(_keeping(), _environment())
    try:
        code, answer = child.ask(data, kind, lambda: _look(cancelled, until), _LOOK_EVERY)
    except kept.Gone as gone:
        return gone.code, gone.answer
    except BaseException:
        child.end()
        raise
    if code == 0:
        kept.given_back(child)
    else:
        child.end()
    return code, answer


def _keeping() -> list[str]:
    return [*_command(), KEEP]


def _look(cancelled: Callable[[], bool] | None, until: float) -> None:
    if cancelled is not None and cancelled():
        raise ChildStopped
    if time.monotonic() > until:
        raise ChildTooSlow


def _by_one_started(data: bytes, cancelled: Callable[[], bool] | None, kind: str, until: float) -> tuple[int, bytes]:
    with subprocess.Popen(  # noqa: S603 - our own program, with fixed arguments
        [*_command(), *([kind] if kind else [])], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=_environment(), creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
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
    return child.returncode, answer


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError), pipe:  # a child that refuses early does not read to the end
        pipe.write(data)


def _answer(child: subprocess.Popen[bytes], until: float, cancelled: Callable[[], bool] | None) -> bytes:
    while True:
        try:
            return child.communicate(timeout=_LOOK_EVERY)[0]
        except subprocess.TimeoutExpired:
            _look(cancelled, until)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, MARK]
    return [sys.executable, "-m", "risk_register.intake.child"]


def _environment() -> dict[str, str]:
    path = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(_PACKAGE_HOME), *([path] if path else [])])}
