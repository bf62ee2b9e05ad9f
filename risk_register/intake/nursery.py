"""The child process that stays: for each file it makes a process of its own, which has what reading needs loaded already.

Nothing of a file comes into this process, so that none can reach the next: the one made for it reads it from the pipe, holds the
limits, answers and ends.
"""

import os
import select
from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO, NamedTuple

KEEP = "--keep"
"""What a child is started with to stay; the end of a pipe follows, on which it says how each reading ended."""
HEAD = 64
"""Bytes before a file: its size, its number and, for a document, its kind."""
_PIPE = 1 << 16
"""Bytes of an answer written at once, as many as a pipe holds: whoever asked is then woken once for a small file."""

_AT_LEISURE = 0.02
"""Seconds without a file after which a process rehearses: where many come one after the other, it would take them time."""

_NEEDED = {
    "": ("xlsx", "ods"), "docx": ("document_child", "docx"), "pdf": ("document_child", "pdf_forms"),
    "announcement": ("document_child", "announcement"), "xml": ("document_child", "tree_builder", "xml_tree"),
    "json": ("document_child", "tree_builder", "json_tree"), "yaml": ("document_child", "tree_builder", "yaml_tree"),
}
"""The modules that reading each kind needs: loaded here, they need not be loaded again for each file."""

Reader = Callable[[BinaryIO, int, str, BinaryIO], None]
"""Reads so many bytes of a file of a kind from one stream and writes the answer to another."""


class Work(NamedTuple):
    """What a process made for a file does."""

    read: Reader
    get_ready: Callable[[], None]
    """What comes before anything else: it holds itself to the limits."""
    rehearse: Callable[[], None]
    """Reads something of our own, so that what is made or copied at the first reading is there when the file comes."""


def head(size: int, kind: str, number: int) -> bytes:
    """What is sent before a file."""
    return f"{size} {number} {kind}".encode().ljust(HEAD)


def serve(told: int, work: Work) -> int:
    """Have each file that comes in read in a process of its own, made before the file comes.

    How reading ended is written to `told` as a line: the number that the file came with, and how its process ended. Ends when
    whoever asks is gone.
    """
    loaded: set[str] = set()
    _load("", loaded)
    work.rehearse()
    waiting = _Waiting(told, work)
    while (said := _head(0)) is not None:
        if _load(said[1], loaded):
            waiting.end()
            waiting = _Waiting(told, work)
        code = waiting.read(*said)
        if code:
            os.write(told, f"{said[2]} {code}\n".encode())
        waiting = _Waiting(told, work)
    return 0


class _Waiting:
    """A process that waits for one file."""

    def __init__(self, told: int, work: Work) -> None:
        begins, self._begin = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(self._begin)
            _read_one(begins, told, work)
        os.close(begins)

    def read(self, size: int, kind: str, number: int) -> int:
        """Let it read the file that comes next; how it ended."""
        os.write(self._begin, head(size, kind, number))
        return self.end()

    def end(self) -> int:
        """It ends once it is told nothing more."""
        os.close(self._begin)
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])


def _head(end: int) -> tuple[int, str, int] | None:
    """The next file's size, kind and number; None where no more is to come. No byte behind it is taken, for that is the file's."""
    data = b""
    while len(data) < HEAD:
        piece = os.read(end, HEAD - len(data))
        if not piece:
            return None
        data += piece
    size, number, *kind = data.decode().split()
    return int(size), "".join(kind), int(number)


def _load(kind: str, loaded: set[str]) -> bool:
    """Load what reading such a file needs; whether it was not there before."""
    if kind in loaded:
        return False
    loaded.add(kind)
    for name in _NEEDED.get(kind, ()):
        import_module(f"risk_register.intake.{name}")
    return True


def _read_one(begins: int, told: int, work: Work) -> None:
    """All that the process made for one file does. It never returns, whatever happens: above it stands another's work.

    It says itself that all went well, so that nobody waits until the system has taken it apart.
    """
    code = 1
    try:
        work.get_ready()
        with open(0, "rb", closefd=False) as file, open(1, "wb", _PIPE, closefd=False) as answer:
            if not select.select([begins], [], [], _AT_LEISURE)[0]:
                work.rehearse()
            if (said := _head(begins)) is not None:
                size, kind, number = said
                work.read(file, size, kind, answer)
                answer.flush()
                os.write(told, f"{number} 0\n".encode())
        code = 0
    finally:
        os._exit(code)
