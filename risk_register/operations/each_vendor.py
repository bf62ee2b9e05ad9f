"""What is worked out of each vendor's facts, of many vendors by several processes: one judges 10,000 in seconds."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection

from risk_register.errors import RegisterError
from risk_register.model.facts import VendorFacts
from risk_register.operations.facts import ids_of, loaded
from risk_register.operations.fetch import without_collecting
from risk_register.processes import started
from risk_register.store import Register
from risk_register.store.journal import head as head_of
from risk_register.store.stopping import stop_if_wished, stoppable

T = TypeVar("T")
Do = Callable[[VendorFacts], T]
"""Something worked out of one vendor's facts alone. Another process must be able to take it over: a function of a module, or
`partial` of one, whose result can be sent back."""
_PIECE, _PIECE_BACK = 250, 1000
"""Vendors taken at once: few, so that no process waits long for another's last; more of a look back, whose views over all answers
are gone through for each piece anew."""
_WORTH_A_PROCESS = 2500
"""Vendors below which another process takes longer to start than it saves."""
_MOST_PROCESSES = 4
_AHEAD = 3
"""Pieces handed to each other process: the one it works on, and enough that it never waits for this one to look up."""
_LOOK_EVERY = 0.1
"""Seconds between two looks at whether somebody stopped the work."""


def of_each(register: Register, do: Do[T], vendor_ids: Sequence[int] | None = None, *,
            processes: int | None = None) -> Iterator[list[T]]:
    """What comes of the given vendors, or of all of ours, some at a time in the order of their ids, by facts without what no
    score reads (`all_facts` says which).

    Of many vendors other processes take the last, while this one takes the first; what these could not do, since one died or the
    register has been changed meanwhile, is done here.
    """
    with register.read() as connection:
        ids = ids_of(connection, vendor_ids)
        count = processes or worth_starting(len(ids))
        most = _PIECE if register.day is None else _PIECE_BACK
        size = max(1, min(most, len(ids) // (2 * count))) if count > 1 else most
        waiting = deque(ids[first:first + size] for first in range(0, len(ids), size))
        work = _Work(do, vendor_ids is not None, head_of(connection))
        with _others(register, work, count - 1) as others:
            while waiting:
                others.take_from(waiting)
                yield _worked_out(connection, waiting.popleft(), work)
            for piece, came in others.given_back():
                yield came if came is not None else _worked_out(connection, piece, work)


def worth_starting(vendors: int) -> int:
    """How many processes so many vendors are worth, this one included."""
    return min(_MOST_PROCESSES, os.cpu_count() or 1, 1 + vendors // _WORTH_A_PROCESS)


class _Work(NamedTuple):
    """What is done with each vendor's facts; whether the vendors stand scattered among others; and the journal's head at which
    all processes read.
    """

    do: Do[Any]
    scattered: bool
    head: tuple[int, str]


def _worked_out(connection: Connection, vendor_ids: Sequence[int], work: _Work) -> list[Any]:
    found = []
    with without_collecting():
        for facts in loaded(connection, vendor_ids, to_judge=True, scattered=work.scattered):
            stop_if_wished()
            found.append(work.do(facts))
    return found


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
            except BrokenExecutor:  # one died: the work is done without them
                waiting.append(piece)
                self._pool = None
            handed += 1

    def given_back(self) -> Iterator[tuple[list[int], list[Any] | None]]:
        """Each piece that was handed on, in the order of ids, with what came of it; None where nothing did."""
        for future, piece in reversed(self._taken.items()):
            while not wait([future], timeout=_LOOK_EVERY).done:
                stop_if_wished()
            try:
                yield piece, future.result()
            except (BrokenExecutor, RegisterError):
                yield piece, None


_STOPS: deque[Event] = deque(maxlen=8)
"""The last ones, held on to since a process that is still starting looks for its own, though all of the work was given up."""


@contextmanager
def _others(register: Register, work: _Work, count: int) -> Iterator[_Others]:
    if not count:
        yield _Others(None, 0)
        return
    stop = get_context("spawn").Event()
    _STOPS.append(stop)
    try:
        pool = started(count, _begin, register.opened_again(), work, stop)
    except OSError:
        yield _Others(None, 0)
        return
    try:
        yield _Others(pool, count * _AHEAD)
    finally:
        stop.set()  # whoever stopped the work, or did without the rest, waits for no piece that was begun
        # The files of a look back are deleted as soon as this is over.
        pool.shutdown(wait=register.day is not None, cancel_futures=True)


_BEGUN: list[tuple[Register, _Work, Event]] = []
"""What a process that was started for this reads, from its first piece to its end, what it does with it, and what stops it."""


def _begin(opened_again: Callable[[], Register], work: _Work, stop: Event) -> None:
    _BEGUN.append((opened_again(), work, stop))


def _of_piece(vendor_ids: list[int]) -> list[Any] | None:
    """None where the register is no longer as it was when the work began."""
    register, work, stop = _BEGUN[-1]
    with stoppable(stop.is_set), register.read() as connection:
        return _worked_out(connection, vendor_ids, work) if head_of(connection) == work.head else None
