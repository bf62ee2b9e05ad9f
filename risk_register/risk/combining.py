"""How methods other than the house's put exposure, controls and what went wrong together: by published tables, or as a ratio.

Each comes to its risk in three stages: before controls, with controls, and with what went wrong since. No stage but the second ever
lowers it, so that the points of the three add up to the residual risk.
"""

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction

from risk_register.risk.exposure import Exposure
from risk_register.risk.inherent import Inherent
from risk_register.risk.method import Matrix, Ratio

_ACCESS, _LOCATION = 5, 6
_MOST = Fraction(100)
_VERY_HIGH = 4
_BUSINESS_FLOORS = ("critical_function", "sole_source")
_DATA_FLOORS = ("special_data", "privileged_access")


@dataclass(frozen=True, slots=True)
class MatrixReading:
    """Levels of 0 to 4 as looked up: likelihood of an attempt, of harm from it, both together, impact, and the risk."""

    attempt: int
    harm: int
    overall: int
    impact: int
    risk: int


@dataclass(frozen=True, slots=True)
class RatioReading:
    """Whole numbers of 1 to 4, and the threat level they give."""

    dependency: int
    penetration: int
    maturity: int
    trust: int
    threat: Fraction


@dataclass(frozen=True, slots=True)
class Stages:
    """Risk of 0 to 100 before controls, with controls, and with what went wrong since; and how each was read."""

    inherent: Fraction
    controlled: Fraction
    residual: Fraction
    readings: tuple[MatrixReading, ...] | tuple[RatioReading, ...]


def combine(rules: Matrix | Ratio, exposure: Exposure, inherent: Inherent, share: Fraction, added: Fraction,
            reading: int) -> Stages:
    """The three stages by one reading of what is open. `share` is what controls take off, `added` the points of what went wrong."""
    if isinstance(rules, Matrix):
        return _by_matrix(rules, exposure, inherent, share, added, reading)
    return _by_ratio(rules, exposure, inherent, share, added, reading)


def _by_matrix(rules: Matrix, exposure: Exposure, inherent: Inherent, share: Fraction, added: Fraction, reading: int) -> Stages:
    grades = [exposure.grades[place][reading] for place in rules.attempt]
    attempt = Fraction(100 * (sum(grades) - len(grades)), 3 * len(grades))
    impact = rules.level(inherent.figure)

    def read(likely: Fraction, harm: int) -> MatrixReading:
        first = rules.level(min(_MOST, likely))
        overall = rules.overall[first][harm]
        return MatrixReading(first, harm, overall, impact, rules.risk[overall][impact])

    harm = rules.level(100 * (1 - share))
    readings = (read(attempt, _VERY_HIGH), read(attempt, harm), read(attempt + added, harm))
    inherent_risk, controlled, residual = (rules.values[each.risk] for each in readings)
    return Stages(inherent_risk, controlled, residual, readings)


def _by_ratio(rules: Ratio, exposure: Exposure, inherent: Inherent, share: Fraction, added: Fraction, reading: int) -> Stages:
    business = max(inherent.business, *(inherent.floors.get(name, 0) for name in _BUSINESS_FLOORS))
    data = max(inherent.data, *(inherent.floors.get(name, 0) for name in _DATA_FLOORS))
    dependency = 1 + bisect_right(rules.dependency_from, business)
    penetration = max(1 + bisect_right(rules.penetration_from, data), exposure.grades[_ACCESS][reading])
    maturity = 1 + bisect_right(rules.maturity_from, share)
    trust = 5 - exposure.grades[_LOCATION][reading]
    lost = max(1, trust - bisect_right(rules.trust_lost_at, added))
    readings = tuple(
        RatioReading(dependency, penetration, mature, trusted, rules.threat(dependency, penetration, mature, trusted))
        for mature, trusted in ((1, trust), (maturity, trust), (maturity, lost))
    )
    inherent_risk, controlled, residual = (rules.figure(each.threat) for each in readings)
    return Stages(inherent_risk, controlled, residual, readings)
