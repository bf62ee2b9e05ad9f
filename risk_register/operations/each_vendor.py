"""What is worked out of each vendor's facts, of many vendors by several processes: one judges 10,000 in seconds."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from risk_register.errors import Cancelled, RegisterError
from risk_register.model.facts import VendorFacts
from risk_register.operations.facts import ids_of, loaded
from risk_register.operations.fetch import without_collecting
from risk_register.store import Register
from risk_register.store.journal import head as head_of

T = TypeVar("T")
Do = Callable[[VendorFacts], T]
"""Something worked out of one vendor's facts alone. Another process must be able to take it over: a function of a module, or
`partial` of one, whose result can be sent back."""

_PIECE = 1000
_SHARED_PIECE = 250
"""Vendors taken at once where others work too: few, so that none waits long for the last piece."""
_WORTH_A_PROCESS = 2500
"""Vendors below which another process takes longer to start than it saves."""
_MOST_PROCESSES = 4
_AHEAD = 3
"""Pieces handed to each other process: the one it works on, and enough that it never waits for this one to look up."""
_LOOK_EVERY = 0.1
"""Seconds between two looks at whether somebody stopped the work."""


def of_each(register: Register, do: Do[T], vendor_ids: Sequence[int] | None = None, *, stopped: Callable[[], None] | None = None,
            processes: int | None = None) -> Iterator[list[T]]:
    """What comes of the given vendors, or of all of ours, some at a time in the order of their ids, by facts without what no
    score reads (`all_facts` says which).

    `stopped` is called between pieces, and raises what is to be raised where the work is to end. Of many vendors other processes
    take the last, while this one takes the first; what these could not do, since one died or the register has been changed
    meanwhile, is done here.
    """
    with register.read() as connection:
        ids = ids_of(connection, vendor_ids)
        count = processes or min(_MOST_PROCESSES, os.cpu_count() or 1, 1 + len(ids) // _WORTH_A_PROCESS)
        if register.day is not None:  # a look back stands in files that only this process can read
            count = 1
        size = _PIECE if count == 1 else max(1, min(_SHARED_PIECE, len(ids) // (2 * count)))
        waiting = deque(ids[first:first + size] for first in range(0, len(ids), size))
        with _others(register, do, count - 1, head_of(connection)) as others:
            while waiting:
                others.take_from(waiting)
                if stopped is not None:
                    stopped()
                if waiting:
                    with without_collecting():
                        found = [do(facts) for facts in loaded(connection, waiting.popleft(), to_judge=True)]
                    yield found
            for piece, came in others.given_back(stopped):
                with without_collecting():
                    yield came if came is not None else [do(facts) for facts in loaded(connection, piece, to_judge=True)]


def stop_scoring_if(cancelled: Callable[[], bool] | None) -> None:
    """Raises `Cancelled` where somebody asked for it."""
    if cancelled is not None and cancelled():
        raise Cancelled("The scoring was stopped; nothing was changed.")


class _Others:
    """Other processes that take pieces from the end, while this one takes them from the beginning."""

    def __init__(self, pool: ProcessPoolExecutor | None, most: int) -> None:
        self._pool, self._most = pool, most
        self._taken: dict[Future[Any], list[int]] = {}

    def take_from(self, waiting: deque[list[int]]) -> None:
        """Hands on so many pieces that no process runs out of them; one piece is left to whoever asks."""
        handed = sum(not future.done() for future in self._taken)
        while self._pool is not None and handed < self._most and len(waiting) > 1:
            piece = waiting.pop()
            try:
                self._taken[self._pool.submit(_of_piece, piece)] = piece
            except (BrokenExecutor, OSError):  # none can be started, or one died: the work is done without them
                waiting.append(piece)
                self._pool = None
            handed += 1

    def given_back(self, stopped: Callable[[], None] | None) -> Iterator[tuple[list[int], list[Any] | None]]:
        """Each piece that was handed on, in the order of ids, with what came of it; None where nothing did."""
        for future, piece in reversed(self._taken.items()):
            while not wait([future], timeout=_LOOK_EVERY).done:
                if stopped is not None:
                    stopped()
            try:
                yield piece, future.result()
            except (BrokenExecutor, RegisterError):
                yield piece, None


@contextmanager
def _others(register: Register, do: Do[Any], count: int, head: tuple[int, str]) -> Iterator[_Others]:
    if not count:
        yield _Others(None, 0)
        return
    pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=_begin, initargs=(str(register.path), do, head))
    try:
        yield _Others(pool, count * _AHEAD)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_BEGUN: list[tuple[Register, Do[Any], tuple[int, str]]] = []
"""What a process that was started for this reads, from its first piece to its end; what it does with it; and the journal's head
at which the others read."""


def _begin(path: str, do: Do[Any], head: tuple[int, str]) -> None:
    _BEGUN.append((Register.open(Path(path), write=False), do, head))


def _of_piece(vendor_ids: list[int]) -> list[Any] | None:
    """None where the register is no longer as it was when the work began."""
    register, do, head = _BEGUN[-1]
    with register.read() as connection, without_collecting():
        if head_of(connection) != head:
            return None
        return [do(facts) for facts in loaded(connection, vendor_ids, to_judge=True)]
