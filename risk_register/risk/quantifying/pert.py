"""PERT distributions: a range of three points as a beta distribution, drawn by its inverse from one random number.

With least a, most likely m and most b, the mean is (a + 4m + b) / 6; the shape is the beta distribution with parameters
1 + 4(m - a)/(b - a) and 1 + 4(b - m)/(b - a) stretched from a to b.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from math import fsum

_STEPS = 1024
"""Points of the inverse's table; between them it is read in straight lines."""
_FINE = 2
"""Steps of the sum behind each of them."""
_MODES = 128
"""Tables are worked out for so many places of the most likely point; between two, what both say is read in straight lines."""
_DIGITS = 12


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
        least, span = self.least, self.most - self.least
        if not span:
            return (least,) * (_STEPS + 1)
        place = (self.likely - least) / span * _MODES
        low = min(int(place), _MODES - 1)
        below, above, share = _unit_table(low), _unit_table(low + 1), place - low
        return tuple([least + span * (at + (to - at) * share) for at, to in zip(below, above, strict=True)])


@cache
def _unit_table(number: int) -> tuple[float, ...]:
    """The inverse for a range from 0 to 1 with its most likely point at so many parts of it."""
    mode = number / _MODES
    a, b = 4 * mode, 4 * (1 - mode)
    count = _STEPS * _FINE
    points = [(number + 0.5) / count for number in range(count)]
    weights = [x**a * (1 - x) ** b for x in points]
    total, reached = fsum(weights), 0.0
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
        # Rounded, so that the last digit of some machine's powers changes no year that is played.
        table.append(round((place - 1 + ((wanted - before) / (after - before) if after > before else 1.0)) / count, _DIGITS))
    return (*table, 1.0)
