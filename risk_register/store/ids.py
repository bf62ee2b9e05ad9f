"""Ids that never meet: 31 random bits drawn at each opening, then a counter of 22 bits, 53 in all.

Two copies of one register can thus be merged without renumbering a journal whose hashes cover the ids; and 53 bits survive
every reader that keeps numbers as floating point.
"""

import secrets
from collections.abc import Callable

COUNTER_BITS = 22
_PREFIX_BITS = 31


class IdAllocator:
    """Hands out ids. `draw` gives the prefixes: random ones, or a fixed series where the same register must come out twice."""

    def __init__(self, draw: Callable[[], int] | None = None) -> None:
        self._draw = draw or (lambda: secrets.randbits(_PREFIX_BITS))
        self._prefix = 0
        self._next = 1 << COUNTER_BITS
        self._known_free = 0

    @classmethod
    def seeded(cls, first: int) -> "IdAllocator":
        """The same ids at every run, as the demonstration needs them."""
        prefixes = iter(range(first, 1 << _PREFIX_BITS))
        return cls(lambda: next(prefixes))

    def take(self, count: int = 1) -> range:
        """`count` ids in a row. Raises `ValueError` for more than one prefix can hold."""
        if count > (1 << COUNTER_BITS):
            raise ValueError(f"at most {1 << COUNTER_BITS} ids in one piece")
        if self._next + count > (1 << COUNTER_BITS):
            # Zero is kept free, so that no id is ever 0.
            self._prefix = max(1, self._draw() & ((1 << _PREFIX_BITS) - 1)) << COUNTER_BITS
            self._next = 0
        first = self._prefix + self._next
        self._next += count
        return range(first, first + count)

    def take_free(self, count: int, is_used: Callable[[range], bool]) -> range:
        """`count` ids in a row, of a prefix that a register was asked about once: whether it has used any id of it before."""
        ids = self.take(count)
        while self._known_free != self._prefix:
            if is_used(range(self._prefix, self._prefix + (1 << COUNTER_BITS))):
                self._next = 1 << COUNTER_BITS
                ids = self.take(count)
            else:
                self._known_free = self._prefix
        return ids
