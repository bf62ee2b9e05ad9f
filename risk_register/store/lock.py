"""One writer at a time. The lock is the operating system's own, so a crashed program leaves none behind."""

import contextlib
import getpass
import json
import os
import platform
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout


class WriterLock:
    """Held by the program that may change a register; beside it lies a small note for people saying who that is."""

    def __init__(self, path: Path) -> None:
        # One file has one lock, by whatever link it is reached.
        path = path.resolve()
        self._file = path.with_name(f".~{path.name}.lock")
        self._lock = FileLock(self._file, timeout=0)
        self._note = path.with_name(f".~{path.name}.holder")

    def acquire(self, now: datetime) -> bool:
        """Take the lock and say so; False where another program has it. Raises `OSError` where no file can be made."""
        try:
            self._lock.acquire()
        except Timeout:
            return False
        holder = {"user": _user(), "computer": platform.node(), "process": os.getpid(), "since": now.isoformat()}
        # Without its note the lock is as good; the other side then cannot say whose it is.
        with contextlib.suppress(OSError):
            self._note.write_text(json.dumps(holder), encoding="utf-8")
        return True

    def holder(self) -> str:
        """Who has the lock, as far as the note tells: 'anna (LAPTOP-7, 4711)', the last being the process."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return f"{note['user']} ({note['computer']}, {note['process']})"
        except (OSError, ValueError, KeyError, TypeError):
            return "?"

    def release(self) -> None:
        """Give the lock back and tidy up."""
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            if os.name == "posix":
                # Before the lock is given back: who locks a file that has lost its name is told so and tries anew.
                self._file.unlink(missing_ok=True)
            self._lock.release()
            if os.name != "posix":
                with contextlib.suppress(OSError):
                    self._file.unlink(missing_ok=True)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
