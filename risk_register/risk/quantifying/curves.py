"""What played years amount to: the mean, how much is lost in a bad year, and how often more than an amount is lost."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import fsum, sqrt

_PERIODS = (2, 5, 10, 20, 50, 100, 200, 500)
_POINTS = 40


@dataclass(frozen=True, slots=True)
class Figures:
    """What yearly losses come to, in whole units of money."""

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


@dataclass(frozen=True, slots=True)
class Losses(Figures):
    """The same with how often how much is lost. `exceeded` holds (years, amount): once in so many years more than that is lost."""

    exceeded: tuple[tuple[int, Decimal], ...]
    curve: tuple[tuple[Decimal, Decimal], ...]
    """(amount, percent of years in which more than it is lost), in rising amounts."""


def figures(yearly: Iterable[float], years: int) -> Figures:
    """The figures of so many years, of which those without a loss may be left out."""
    return Figures(**_figures(_lost(yearly), years))


def losses(yearly: Iterable[float], years: int) -> Losses:
    """The same, with the loss-exceedance curve."""
    lost = _lost(yearly)
    exceeded = tuple((period, _whole(_at(lost, years, 1 - 1 / period))) for period in _PERIODS if period <= years)
    return Losses(**_figures(lost, years), exceeded=exceeded, curve=_curve(lost, years))


def _lost(yearly: Iterable[float]) -> list[float]:
    return sorted(value for value in yearly if value > 0)


def _figures(lost: list[float], years: int) -> dict[str, Decimal]:
    # Sums are exact before they are rounded, so that no version of Python adds up otherwise.
    mean = fsum(lost) / years
    variance = (fsum(value * value for value in lost) - years * mean * mean) / (years - 1) if years > 1 else 0.0
    deviation = sqrt(max(0.0, variance))
    shares = {"p50": 0.5, "p90": 0.9, "p95": 0.95, "p99": 0.99}
    return {
        "mean": _whole(mean), "error": _whole(deviation / sqrt(years)), "deviation": _whole(deviation),
        **{name: _whole(_at(lost, years, share)) for name, share in shares.items()},
        "worst": _whole(lost[-1] if lost else 0.0), "years_with_loss": _percent(len(lost), years),
    }


def _at(lost: list[float], years: int, share: float) -> float:
    """The loss not exceeded in that share of the years."""
    place = min(years - 1, int(share * years)) - (years - len(lost))
    return lost[place] if place >= 0 else 0.0


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
