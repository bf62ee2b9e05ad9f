"""Named bands of a figure. They compare the unrounded value; rounding is for showing only."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")
Exact = Decimal | Fraction | int


@dataclass(frozen=True, slots=True)
class Bands(Generic[T]):
    """Bands in rising order, each with the lowest figure that belongs to it. A figure below all of them is in the first."""

    limits: tuple[tuple[Exact, T], ...]

    def __post_init__(self) -> None:
        """Refuses bands that are none, or that do not rise (`ValueError`)."""
        if not self.limits or any(a >= b for (a, _), (b, _) in pairwise(self.limits)):
            raise ValueError("bands must rise")

    def of(self, figure: Exact) -> T:
        """The band that a figure lies in."""
        for least, name in reversed(self.limits):
            if figure >= least:
                return name
        return self.limits[0][1]

    def least(self, name: T) -> Exact:
        """The lowest figure of a band. Raises `KeyError` for a band that is not there."""
        for least, band in self.limits:
            if band == name:
                return least
        raise KeyError(name)
