"""Inherent risk: the worse of two means, what stops if the vendor stops and what leaks if it leaks, with its floors."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from risk_register.model.vocabulary import Tier
from risk_register.risk.exposure import BUSINESS, DATA, Exposure
from risk_register.risk.method import InherentRules

AT_BEST, COUNTED, AT_WORST = 0, 1, 2
"""Which of a grade's three readings is meant."""


@dataclass(frozen=True, slots=True)
class Inherent:
    """Inherent risk before any control; values of 1 to 4 in the method's parts."""

    business: int
    data: int
    value: int
    scale: int
    tier: Tier
    conditions: frozenset[str]
    """What holds of the vendor by this reading: which floors and which focuses of controls apply."""
    floors: Mapping[str, int]
    """The floors that apply, in parts."""

    @property
    def figure(self) -> Fraction:
        """0 to 100."""
        return _figure(self.value, self.scale)


@cache
def _figure(value: int, scale: int) -> Fraction:
    return Fraction(100 * (value - scale), 3 * scale)


def inherent_risk(exposure: Exposure, rules: InherentRules, reading: int = COUNTED) -> Inherent:
    """The inherent risk by one reading of what is not known."""
    parts = [share * grade[reading] for share, grade in zip(rules.shares, exposure.grades, strict=True)]
    business, data = sum(parts[BUSINESS]), sum(parts[DATA])
    value = max(business, data)
    conditions = exposure.possible if reading == AT_WORST else exposure.certain
    floors = {name: least for name, least in rules.floors.items() if name in conditions}
    value = max(value, *floors.values()) if floors else value
    return Inherent(business, data, value, rules.scale, rules.tier(value), conditions, floors)
