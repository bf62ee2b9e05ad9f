"""Child processes that are kept for the next file: starting one takes longer than reading a small questionnaire.

Where the system cannot make a process of a running one, none is kept and each file has one started for it.
"""

import atexit
import contextlib
import io
import os
import selectors
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence

from risk_register.intake.nursery import head

CAN_KEEP = hasattr(os, "fork")
_PIECE, _CODE = 1 << 18, 32
_LET_GO = 2.0
"""Seconds a child that nobody asks any more has for ending by itself."""
_idle: "list[Kept]" = []
_lock = threading.Lock()


class Gone(Exception):
    """The child ended before it had said how reading went; `code` is how the system says that it ended."""

    def __init__(self, code: int, answer: bytes) -> None:
        super().__init__(code)
        self.code, self.answer = code, answer


class Kept:
    """One child, for one file at a time. It and whatever it made are a group of processes, ended together."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self._number = 0
        self._told, others = os.pipe()
        self._process = subprocess.Popen(  # noqa: S603 - our own program, with fixed arguments
            [*command, str(others)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            env=environment, pass_fds=(others,), start_new_session=True)
        os.close(others)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._answer = self._process.stdin, self._process.stdout
        for end in (self._to.fileno(), self._answer.fileno(), self._told):
            os.set_blocking(end, False)

    @property
    def alive(self) -> bool:
        """Whether it waits for a file."""
        return self._process.poll() is None

    def ask(self, data: bytes, kind: str, look: Callable[[], None], look_every: float) -> tuple[int, bytes]:
        """Have one file read: how its process ended, and its answer. `look` is called now and then and may raise.

        Raises `Gone` where the child itself ended. Whatever is raised, it must be ended.
        """
        self._number += 1
        waiting = [memoryview(head(len(data), kind, self._number)), memoryview(data)]
        answer = io.BytesIO()
        next_look = time.monotonic() + look_every
        with selectors.DefaultSelector() as ends:
            ends.register(self._to, selectors.EVENT_WRITE)
            ends.register(self._answer, selectors.EVENT_READ)
            ends.register(self._told, selectors.EVENT_READ)
            while True:
                for key, _events in ends.select(look_every):
                    if key.fileobj is self._to and not _send(self._to.fileno(), waiting):
                        ends.unregister(self._to)
                    elif key.fileobj is self._answer and not _take(self._answer.fileno(), answer):
                        ends.unregister(self._answer)
                    elif key.fileobj == self._told and (code := self._code(answer)) is not None:
                        return self._ended(code, answer, sent=not waiting)
                if time.monotonic() > next_look:
                    look()
                    next_look = time.monotonic() + look_every

    def _code(self, answer: io.BytesIO) -> int | None:
        """How the process of this file ended; None where what is said is of one before, which ended otherwise than it had said."""
        said = os.read(self._told, _CODE).split()
        if not said:
            _take_all(self._answer.fileno(), answer)
            raise Gone(self.end(), answer.getvalue())
        own = str(self._number).encode()
        # Where it said itself that it is through, that counts, however the system then ended it.
        return next((int(code) for number, code in zip(said[::2], said[1::2], strict=True) if number == own), None)

    def _ended(self, code: int, answer: io.BytesIO, *, sent: bool) -> tuple[int, bytes]:
        """All that was answered, once the file's process has said that it is through: it is in the pipe by then."""
        _take_all(self._answer.fileno(), answer)
        if not sent:  # what it did not take would be the beginning of the next file
            self.end()
        return code, answer.getvalue()

    def end(self) -> int:
        """End it at once with what it made; how the system says that it ended."""
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):  # ended this moment
                os.killpg(self._process.pid, signal.SIGKILL)
        code = self._process.wait()
        self._close()
        return code

    def let_go(self) -> None:
        """Let it end by itself, as it does where nobody can ask any more."""
        self._to.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_LET_GO)
        self.end()

    def _close(self) -> None:
        self._to.close()
        self._answer.close()
        if self._told >= 0:
            os.close(self._told)
            self._told = -1


def _send(end: int, waiting: list[memoryview]) -> bool:
    """Send a piece of what waits; whether more does. A child that is gone is noticed where it should have answered."""
    try:
        sent = os.write(end, waiting[0][:_PIECE])
    except BlockingIOError:
        return True
    except OSError:
        return False
    waiting[0] = waiting[0][sent:]
    if not waiting[0]:
        del waiting[0]
    return bool(waiting)


def _take(end: int, answer: io.BytesIO) -> bool:
    """Take a piece of the answer; whether there was one."""
    try:
        return answer.write(os.read(end, _PIECE)) > 0
    except BlockingIOError:
        return False


def _take_all(end: int, answer: io.BytesIO) -> None:
    while _take(end, answer):
        pass


def taken(command: Sequence[str], environment: dict[str, str]) -> Kept:
    """A child that waits for a file: one of those kept, else a new one. Give it back once it has answered."""
    with _lock:
        while _idle:
            found = _idle.pop()
            if found.alive:
                return found
            found.end()
    return Kept(command, environment)


def given_back(child: Kept) -> None:
    """Keep a child for the next file."""
    with _lock:
        _idle.append(child)


@atexit.register
def let_go() -> None:
    """Let all children go that wait for a file."""
    with _lock:
        while _idle:
            _idle.pop().let_go()
