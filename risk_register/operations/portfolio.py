"""Risk over all vendors of a register: spread, what would lower it most, where it gathers, which unknowns matter."""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from risk_register.operations.facts import ours, pieces
from risk_register.operations.fetch import without_collecting
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
from risk_register.store.stopping import stop_if_wished, stoppable
from risk_register.texts import Text

DRIVERS = 10
_AT_ONCE = 50
"""Vendors whose actions are tried together."""


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
    for piece in pieces(register, to_judge=True):
        with without_collecting():
            for facts in piece:
                stop_if_wished()
                judged.append(judge(facts, rule, day, explain=False))
                depending.extend(dependences(facts, day))
                unknown.extend(sensitivities(facts, rule, day))
        progress(len(judged), total, Text("Judging all vendors"))
    progress(0, 0, Text("Looking for what would lower risk most"))
    judged.sort(key=lambda each: (each.vendor.lower(), each.vendor_id))
    unknown.sort(key=lambda each: (-each.worst_level.rank, -each.after, each.vendor.lower(), each.vendor_id, each.unknown))
    chain = supply_chain(register, on=day, judged=False)
    lowering = _drivers(register, rule, day, judged, drivers)
    return Portfolio(rule.label, day, tuple(judged), spread(judged), tuple(lowering), concentration(depending, chain),
                     tuple(unknown))


def vendor_actions(register: Register, vendor_id: int, *, on: date | None = None) -> list[Action]:
    """What would lower one vendor's risk, the largest drop first."""
    rule, day = method_in_force(register), on or register.today()
    return [action for piece in pieces(register, [vendor_id], to_judge=True) for facts in piece
            for action in actions_for(facts, rule, day)]


def _drivers(register: Register, rule: Method, day: date, judged: Iterable[Assessment],
             most: int) -> Sequence[Action]:
    """The actions with the largest drop, each found by judging the vendor anew.

    No drop is larger than the residual risk itself, so vendors are tried from the highest down until none can be among the largest.
    """
    ranked = sorted((each for each in judged if each.residual), key=lambda each: (-(each.residual or 0), each.vendor_id))
    best: list[tuple[Fraction, int, int, Action]] = []
    for first in range(0, len(ranked), _AT_ONCE):
        some = ranked[first:first + _AT_ONCE]
        if len(best) == most and Fraction(some[0].residual or 0) <= best[0][0]:
            break
        for piece in pieces(register, [each.vendor_id for each in some], to_judge=True):
            for facts in piece:
                stop_if_wished()
                for number, action in enumerate(actions_for(facts, rule, day)):
                    heapq.heappush(best, (action.drop, -action.vendor_id, -number, action))
                    if len(best) > most:
                        heapq.heappop(best)
    return [action for *_, action in sorted(best, key=lambda entry: (-entry[0], -entry[1], -entry[2]))]
