"""Years played through: events arrive as a Poisson process, each costs what is drawn for it, one event may hit several at once.

How often is itself a range and drawn anew for each year: events are drawn at the range's upper end, and each is kept with the
chance of that year's rate over the upper end, which gives exactly the events of that year's rate.

Who may lose is played one after the other, all years of each, so that however many there are, the losses of one are held and the
years' totals. Of what hits several only the years of its events are kept. Each draws from its own stream of random numbers: what is
estimated of one moves the losses of no other.
"""

from array import array
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from random import Random
from typing import Protocol

_BEFORE_ALL = -1
_KEPT = 64
"""Tables that are kept of rates: they are few and many vendors', while what an event costs is each vendor's own."""


class Drawn(Hashable, Protocol):
    """Anything that stays as it is, with a table of its inverse: values at even steps of probability from 0 to 1."""

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


class Playing:
    """Years to be played through. The same sources, places, years and seed give the same losses.

    Iterating gives the losses of each place in turn: what it lost in which year, years without a loss left out. Once all have come,
    `totals` has what was lost in each year by all of them, and `events` how many there were.
    """

    def __init__(self, sources: Sequence[Source], places: int, years: int, seed: int) -> None:
        self.years, self.events = years, 0
        self.totals = array("d", bytes(years * array("d").itemsize))
        self._seed = seed
        self._own: list[list[Source]] = [[] for _ in range(places)]
        self._shared: list[list[tuple[Hit, array[int]]]] = [[] for _ in range(places)]
        for number, source in enumerate(sources):
            if len(source.hits) == 1:
                self._own[source.hits[0].place].append(source)
                continue
            events = array("i", _event_years(source.rate, years, self._stream("source", number)))
            self.events += len(events)
            for hit in source.hits:
                self._shared[hit.place].append((hit, events))

    def __iter__(self) -> Iterator[dict[int, float]]:
        """What each place lost in which year, in the order of the places."""
        for place, (own, shared) in enumerate(zip(self._own, self._shared, strict=True)):
            random = self._stream("place", place)
            lost: dict[int, float] = {}
            tables: dict[int, Sequence[float]] = {}
            for source in own:
                events = array("i", _event_years(source.rate, self.years, random))
                self.events += len(events)
                _lose(lost, source.hits[0], events, tables, random)
            for hit, events in shared:
                _lose(lost, hit, events, tables, random)
            totals = self.totals
            for year, loss in lost.items():
                totals[year] += loss
            yield lost

    def _stream(self, kind: str, number: int) -> Callable[[], float]:
        # A text is hashed into the generator's state by the library, alike in every process and on every machine.
        return Random(f"{self._seed} {kind} {number}").random  # noqa: S311 - a seed that gives the same draws again is the point


@lru_cache(maxsize=_KEPT)
def _rate_table(rate: Drawn) -> Sequence[float]:
    return rate.table()


def _event_years(rate: Drawn, years: int, random: Callable[[], float]) -> Iterator[int]:
    """The year of each event, in rising order."""
    rates = _rate_table(rate)
    highest, steps = rates[-1], len(rates) - 1
    if highest <= 0:
        return
    year, kept, at = _BEFORE_ALL, 0.0, -log(1.0 - random()) / highest
    while at < years:
        if int(at) != year:
            year = int(at)
            where = random() * steps
            low = int(where)
            kept = (rates[low] + (rates[low + 1] - rates[low]) * (where - low)) / highest
        if random() < kept:
            yield year
        at -= log(1.0 - random()) / highest


def _lose(lost: dict[int, float], hit: Hit, events: Sequence[int], tables: dict[int, Sequence[float]],
          random: Callable[[], float]) -> None:
    """Draws what each event costs. `tables` keeps those of ranges already met: own and shared events have one in common."""
    if not events:
        return
    table = tables.get(id(hit.loss)) or tables.setdefault(id(hit.loss), hit.loss.table())
    steps, share = len(table) - 1, hit.share
    for year in events:
        where = random() * steps
        low = int(where)
        loss = (table[low] + (table[low + 1] - table[low]) * (where - low)) * share
        lost[year] = lost[year] + loss if year in lost else loss
