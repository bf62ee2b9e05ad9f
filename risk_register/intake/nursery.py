"""The child process that stays: for each file it makes a process of its own, which has what reading needs loaded already.

Nothing of a file comes into this process, so that none can reach the next: the one made for it reads it from the pipe, holds the
limits, answers and ends.
"""

import os
from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO

KEEP = "--keep"
"""What a child is started with to stay; the end of a pipe follows, on which it says how each reading ended."""
HEAD = 64
"""Bytes before a file: its size and, for a document, its kind."""

_NEEDED = {
    "": ("xlsx", "ods"), "docx": ("document_child", "docx"), "pdf": ("document_child", "pdf_forms"),
    "announcement": ("document_child", "announcement"), "xml": ("document_child", "tree_builder", "xml_tree"),
    "json": ("document_child", "tree_builder", "json_tree"), "yaml": ("document_child", "tree_builder", "yaml_tree"),
}
"""The modules that reading each kind needs: loaded here, they need not be loaded again for each file."""

Reader = Callable[[BinaryIO, int, str, BinaryIO], None]
"""Reads so many bytes of a file of a kind from one stream and writes the answer to another."""


def head(size: int, kind: str) -> bytes:
    """What is sent before a file."""
    return f"{size} {kind}".encode().ljust(HEAD)


def serve(told: int, read: Reader) -> int:
    """Have each file that comes in read in a process of its own; how that one ended is written to `told` as a line.

    Ends when whoever asks is gone.
    """
    _load("")
    while (said := _head()) is not None:
        size, kind = said
        _load(kind)
        reader = os.fork()
        if reader == 0:
            os.close(told)
            _read_one(size, kind, read)
        ended = os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1])
        os.write(told, f"{ended}\n".encode())
    return 0


def _head() -> tuple[int, str] | None:
    """The next file's size and kind; None where no more is to come. No byte behind it is taken, for that is the file's."""
    data = b""
    while len(data) < HEAD:
        piece = os.read(0, HEAD - len(data))
        if not piece:
            return None
        data += piece
    size, _, kind = data.decode().strip().partition(" ")
    return int(size), kind


def _load(kind: str) -> None:
    for name in _NEEDED.get(kind, ()):
        import_module(f"risk_register.intake.{name}")


def _read_one(size: int, kind: str, read: Reader) -> None:
    """All that the process made for one file does. It never returns, whatever happens: above it stands another's work."""
    code = 1
    try:
        with open(0, "rb", closefd=False) as file, open(1, "wb", closefd=False) as answer:
            read(file, size, kind, answer)
        code = 0
    finally:
        os._exit(code)
