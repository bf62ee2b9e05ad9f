"""Risk over all vendors of a register: spread, what would lower it most, where it gathers, which unknowns matter."""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import chain, pairwise

from risk_register.model.facts import VendorFacts
from risk_register.operations.each_vendor import of_each
from risk_register.operations.facts import ours, pieces
from risk_register.operations.scoring import method_in_force
from risk_register.operations.supply_chain import supply_chain
from risk_register.risk import Method
from risk_register.risk import assess as judge
from risk_register.risk.portfolio import (
    Action,
    Concentration,
    Dependence,
    Sensitivity,
    Spread,
    actions_for,
    concentration,
    dependences,
    sensitivities,
    spread,
)
from risk_register.risk.result import Assessment
from risk_register.store import Register
from risk_register.store.stopping import stoppable
from risk_register.texts import Text

DRIVERS = 10
_FIRST = (0, 50, 1000)
"""Where those at the highest risk are parted: what the first 50 and then the first 1,000 bring tells whom it is worth trying."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Risk over all vendors of ours on a day, by a method."""

    method: str
    on: date
    assessments: tuple[Assessment, ...]
    spread: Spread
    drivers: tuple[Action, ...]
    """The actions with the largest drop of residual risk, found by judging anew."""
    concentration: Concentration
    sensitivities: tuple[Sensitivity, ...]


def portfolio(register: Register, *, on: date | None = None, method: Method | None = None, drivers: int = DRIVERS,
              cancelled: Callable[[], bool] | None = None,
              progress: Callable[[int, int, Text], None] | None = None) -> Portfolio:
    """All of it, in one pass over the facts and a second over the vendors whose risk can still fall enough. Raises `Cancelled`."""
    with stoppable(cancelled):
        return _portfolio(register, method or method_in_force(register), on or register.today(), drivers,
                          progress or _unseen)


def _unseen(_done: int, _total: int, _text: Text) -> None:
    """Progress that nobody looks at."""


def _portfolio(register: Register, rule: Method, day: date, drivers: int, progress: Callable[[int, int, Text], None]) -> Portfolio:
    total = ours(register)
    judged: list[Assessment] = []
    depending: list[Dependence] = []
    unknown: list[Sensitivity] = []
    for some in of_each(register, partial(_looked_at, method=rule, on=day)):
        for assessment, dependent, open_to in some:
            judged.append(assessment)
            depending.extend(dependent)
            unknown.extend(open_to)
        progress(len(judged), total, Text("Judging all vendors"))
    progress(0, 0, Text("Looking for what would lower risk most"))
    judged.sort(key=lambda each: (each.vendor.lower(), each.vendor_id))
    unknown.sort(key=lambda each: (-each.worst_level.rank, -each.after, each.vendor.lower(), each.vendor_id, each.unknown))
    links = supply_chain(register, on=day, judged=False)
    lowering = _drivers(register, rule, day, judged, drivers)
    return Portfolio(rule.label, day, tuple(judged), spread(judged), tuple(lowering), concentration(depending, links),
                     tuple(unknown))


def vendor_actions(register: Register, vendor_id: int, *, on: date | None = None) -> list[Action]:
    """What would lower one vendor's risk, the largest drop first."""
    rule, day = method_in_force(register), on or register.today()
    return [action for piece in pieces(register, [vendor_id], to_judge=True) for facts in piece
            for action in actions_for(facts, rule, day)]


def _looked_at(facts: VendorFacts, method: Method, on: date) -> tuple[Assessment, list[Dependence], list[Sensitivity]]:
    return judge(facts, method, on, explain=False), dependences(facts, on), sensitivities(facts, method, on)


def _drivers(register: Register, rule: Method, day: date, judged: Iterable[Assessment], most: int) -> Sequence[Action]:
    """The actions with the largest drop, each found by judging the vendor anew.

    No drop is larger than the residual risk itself: once the vendors of the highest are tried, only those are that may have one
    among the largest.
    """
    ranked = sorted((each for each in judged if each.residual), key=lambda each: (-(each.residual or 0), each.vendor_id))
    best: list[tuple[Fraction, int, int, Action]] = []

    def try_out(some: Sequence[Assessment]) -> None:
        least = best[0][0] if len(best) == most else Fraction(0)
        trying = partial(_largest, method=rule, on=day, least=least, most=most)
        for found in of_each(register, trying, [each.vendor_id for each in some]):
            for entry in chain.from_iterable(found):
                heapq.heappush(best, entry)
                if len(best) > most:
                    heapq.heappop(best)

    for first, last in pairwise((*_FIRST, len(ranked))):
        try_out([each for each in ranked[first:last] if len(best) < most or Fraction(each.residual or 0) > best[0][0]])
    return [action for *_, action in sorted(best, key=lambda entry: (-entry[0], -entry[1], -entry[2]))]


def _largest(facts: VendorFacts, method: Method, on: date, least: Fraction, most: int) -> list[tuple[Fraction, int, int, Action]]:
    """A vendor's actions of at least that drop, ready to be ranked: by drop, then the vendor recorded first, then its own order."""
    return [(action.drop, -action.vendor_id, -number, action)
            for number, action in enumerate(actions_for(facts, method, on)[:most]) if action.drop >= least]
