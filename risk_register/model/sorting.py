"""The order in which lists stand, the same in the window and in a PDF: references as people count, blanks last."""

import re
from collections.abc import Callable, Iterable
from heapq import merge
from operator import itemgetter
from typing import Any, TypeVar

T = TypeVar("T")
NaturalKey = tuple[tuple[int, int, str], ...]
_DIGITS = re.compile(r"([0-9]+)")


def natural_key(text: str) -> NaturalKey:
    """A key that sorts 'V-2' before 'V-10', whatever the case; the text itself settles what else is equal."""
    parts = (
        (0, int(part), "") if part.isdigit() and part.isascii() else (1, 0, part.casefold())
        for part in _DIGITS.split(text)
        if part
    )
    return (*parts, (-1, 0, text))


def sorted_in_turns(pairs: list[tuple[Any, T]], *, at_once: int = 2_000) -> list[T]:
    """The second of each pair by the first, as `sorted` has them; what is equal keeps its order.

    A single call over many would keep the interpreter from every other thread until it is done, so it sorts some at a time.
    """
    runs = [sorted(pairs[start:start + at_once], key=itemgetter(0)) for start in range(0, len(pairs), at_once)]
    return [item for _, item in merge(*runs, key=itemgetter(0))]


def blanks_last(items: Iterable[T], key: Callable[[T], Any], *, descending: bool = False) -> list[T]:
    """The items by `key`, those whose key is None or '' at the end in both directions. What is equal keeps its order."""
    pairs = [(key(item), item) for item in items]
    # Asked by class, since a decimal compared with a text is a long way round for ten thousand rows.
    known = [pair for pair in pairs if pair[0] is not None and not (pair[0].__class__ is str and not pair[0])]
    blank = [item for value, item in pairs if value is None or (value.__class__ is str and not value)]
    known.sort(key=itemgetter(0), reverse=descending)
    return [item for _, item in known] + blank
