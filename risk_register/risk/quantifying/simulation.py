"""Years played through: events arrive as a Poisson process, each costs what is drawn for it, one event may hit several at once.

How often is itself a range and drawn anew for each year: events are drawn at the range's upper end, and each is kept with the
chance of that year's rate over the upper end, which gives exactly the events of that year's rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from random import Random
from typing import Protocol

_BEFORE_ALL = -1


class Drawn(Protocol):
    """Anything with a table of its inverse: values at even steps of probability from 0 to 1."""

    def table(self) -> Sequence[float]:
        """The inverse of the distribution at even steps."""
        ...


@dataclass(frozen=True, slots=True)
class Hit:
    """Who loses what when an event comes: a place among those who may lose, the range, and the share of it that is lost."""

    place: int
    loss: Drawn
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Source:
    """Where events come from: how many a year, and whom each one hits."""

    rate: Drawn
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """What was lost in each year, by whom (years without a loss left out) and altogether; how many events there were."""

    years: int
    totals: list[float]
    by_place: list[dict[int, float]]
    events: int


def play(sources: Sequence[Source], places: int, years: int, seed: int) -> Played:
    """Play the years through. The same sources, years and seed give the same losses."""
    random = Random(seed).random  # noqa: S311 - a seed that gives the same draws again is the point here
    totals, by_place, events = [0.0] * years, [dict[int, float]() for _ in range(places)], 0
    for source in sources:
        rates = source.rate.table()
        highest = rates[-1]
        if highest <= 0:
            continue
        steps = len(rates) - 1
        hits = [(by_place[hit.place], hit.loss.table(), hit.share) for hit in source.hits]
        year, kept, at = _BEFORE_ALL, 0.0, -log(1.0 - random()) / highest
        while at < years:
            if int(at) != year:
                year = int(at)
                where = random() * steps
                low = int(where)
                kept = (rates[low] + (rates[low + 1] - rates[low]) * (where - low)) / highest
            if random() < kept:
                events += 1
                for lost, table, share in hits:
                    where = random() * (len(table) - 1)
                    low = int(where)
                    loss = (table[low] + (table[low + 1] - table[low]) * (where - low)) * share
                    lost[year] = lost.get(year, 0.0) + loss
                    totals[year] += loss
            at -= log(1.0 - random()) / highest
    return Played(years, totals, by_place, events)
