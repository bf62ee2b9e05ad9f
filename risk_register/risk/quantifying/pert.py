"""PERT distributions: a range of three points as a beta distribution, drawn by its inverse from one random number.

With least a, most likely m and most b, the mean is (a + 4m + b) / 6; the shape is the beta distribution with parameters
1 + 4(m - a)/(b - a) and 1 + 4(b - m)/(b - a) stretched from a to b.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

_STEPS = 1024
"""Points of the inverse's table; between them it is read in straight lines."""
_FINE = 2
"""Steps of the sum behind each of them."""


@dataclass(frozen=True, slots=True)
class Pert:
    """A range: least, most likely and most, with 0 <= least <= most likely <= most."""

    least: float
    likely: float
    most: float

    def __post_init__(self) -> None:
        """Refuses points out of order or below 0 (`ValueError`)."""
        if not 0 <= self.least <= self.likely <= self.most:
            raise ValueError("least <= likely <= most")

    @property
    def mean(self) -> float:
        """The mean of the distribution."""
        return (self.least + 4 * self.likely + self.most) / 6

    @property
    def variance(self) -> float:
        """The variance of the distribution."""
        return (self.mean - self.least) * (self.most - self.mean) / 7

    def table(self) -> tuple[float, ...]:
        """The inverse of the distribution at even steps from 0 to 1."""
        return _table(self.least, self.likely, self.most)


@lru_cache(maxsize=4096)
def _table(least: float, likely: float, most: float) -> tuple[float, ...]:
    span = most - least
    if not span:
        return (least,) * (_STEPS + 1)
    return tuple(least + span * unit for unit in _unit_table((likely - least) / span))


@lru_cache(maxsize=4096)
def _unit_table(mode: float) -> tuple[float, ...]:
    """The inverse for a range from 0 to 1 with its most likely point at `mode`."""
    a, b = 4 * mode, 4 * (1 - mode)
    count = _STEPS * _FINE
    points = [(number + 0.5) / count for number in range(count)]
    weights = [x**a * (1 - x) ** b for x in points]
    total, reached = sum(weights), 0.0
    summed = [0.0]
    for weight in weights:
        reached += weight / total
        summed.append(reached)
    summed[-1] = 1.0
    table = [0.0]
    for step in range(1, _STEPS):
        wanted = step / _STEPS
        place = bisect_left(summed, wanted)
        before, after = summed[place - 1], summed[place]
        table.append((place - 1 + ((wanted - before) / (after - before) if after > before else 1.0)) / count)
    return (*table, 1.0)
