"""What played years amount to: the mean, how much is lost in a bad year, and how often more than an amount is lost."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

_PERIODS = (2, 5, 10, 20, 50, 100, 200, 500)
_POINTS = 40


@dataclass(frozen=True, slots=True)
class Losses:
    """Yearly losses in whole units of money. `exceeded` holds (years, amount): once in so many years more than that is lost."""

    mean: Decimal
    error: Decimal
    """The standard error of the mean: how far other draws would lie."""
    deviation: Decimal
    p50: Decimal
    p90: Decimal
    p95: Decimal
    p99: Decimal
    worst: Decimal
    years_with_loss: Decimal
    """Percent of the years in which anything is lost."""
    exceeded: tuple[tuple[int, Decimal], ...]
    curve: tuple[tuple[Decimal, Decimal], ...]
    """(amount, percent of years in which more than it is lost), in rising amounts."""


def losses(yearly: Iterable[float], years: int) -> Losses:
    """The figures of so many years, of which those without a loss may be left out."""
    lost = sorted(value for value in yearly if value > 0)
    total = sum(lost)
    mean = total / years
    variance = (sum(value * value for value in lost) - years * mean * mean) / (years - 1) if years > 1 else 0.0
    deviation = sqrt(max(0.0, variance))

    def at(share: float) -> float:
        """The loss not exceeded in that share of the years."""
        place = min(years - 1, int(share * years)) - (years - len(lost))
        return lost[place] if place >= 0 else 0.0

    return Losses(
        _whole(mean), _whole(deviation / sqrt(years)), _whole(deviation), _whole(at(0.5)), _whole(at(0.9)), _whole(at(0.95)),
        _whole(at(0.99)), _whole(lost[-1] if lost else 0.0), _percent(len(lost), years),
        tuple((period, _whole(at(1 - 1 / period))) for period in _PERIODS if period <= years),
        _curve(lost, years),
    )


def _curve(lost: list[float], years: int) -> tuple[tuple[Decimal, Decimal], ...]:
    if not lost:
        return ()
    places = sorted({round(number * (len(lost) - 1) / (_POINTS - 1)) for number in range(_POINTS)})
    points = [(_whole(lost[place]), _percent(len(lost) - 1 - place, years)) for place in places]
    return ((Decimal(0), _percent(len(lost), years)), *points)


def _whole(value: float) -> Decimal:
    return Decimal(value).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def _percent(part: int, years: int) -> Decimal:
    return (Decimal(100 * part) / Decimal(years)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
