"""Exact figures made printable: to decimals, and to points of a hundredth that add up to the printed figure."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import floor

_CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)
"""Named here, so that no other setting of the thread can change a judgement."""


def decimal_of(figure: Fraction) -> Decimal:
    """The figure as a decimal of 28 digits, exact where a decimal can be."""
    return _CONTEXT.divide(Decimal(figure.numerator), Decimal(figure.denominator))


def percent_of(part: int, whole: int) -> Decimal:
    """A part of a whole in percent, as a decimal of 28 digits."""
    return _CONTEXT.divide(Decimal(100 * part), Decimal(whole))


def hundredths(figure: Fraction) -> int:
    """The figure in hundredths, rounded half up, as it is printed."""
    return floor(figure * 100 + Fraction(1, 2))


def apportion(parts: Sequence[Fraction]) -> list[Decimal]:
    """The parts rounded to 0.01 so that they add up to their printed sum: what rounding leaves goes to the largest remainders."""
    cents = [floor(part * 100) for part in parts]
    left = hundredths(sum(parts, Fraction(0))) - sum(cents)
    by_remainder = sorted(range(len(parts)), key=lambda index: cents[index] - parts[index] * 100)
    for index in by_remainder[:left]:
        cents[index] += 1
    return [Decimal(cent).scaleb(-2) for cent in cents]
