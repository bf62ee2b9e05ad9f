"""If this one is breached: which of our flows reach a party, through whom, and how many people they may concern."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from risk_register.model.vocabulary import DataCategory
from risk_register.risk.supply_chain.chain import US, Flow, SupplyChain, categories_of
from risk_register.risk.supply_chain.walks import above

_MOST_PATHS = 200
_MOST_STEPS = 20_000
"""A dense web of subcontractors has more ways than anybody could read, or a program walk."""


@dataclass(frozen=True, slots=True)
class Reached:
    """One flow of ours that reaches the party, with the elements that may have come that far."""

    flow: Flow
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a breach at one party touches.

    `people_low` is the largest of the flows counted (all may concern the same persons), `people_high` their sum; both are None
    where none was counted, and `uncounted` says how many were not.
    """

    origin: int
    flows: tuple[Reached, ...]
    paths: tuple[tuple[int, ...], ...]
    """The ways from us to the party, each by its parties, the shortest first."""
    via: tuple[int, ...]
    """The vendors of ours through whom data comes to it; the party itself where it deals with us."""
    parties: frozenset[int]
    lines: frozenset[tuple[int, int]]
    """The pairs of neighbours on the way, the one nearer to us first."""
    countries: tuple[str, ...]
    people_low: int | None
    people_high: int | None
    uncounted: int
    more_paths: bool = False
    """Whether there are more ways than are listed."""

    @property
    def elements(self) -> tuple[str, ...]:
        """All elements that may be touched."""
        return tuple(dict.fromkeys(element for each in self.flows for element in each.elements))

    @property
    def categories(self) -> tuple[DataCategory, ...]:
        """The categories of those."""
        return categories_of(self.elements)


def reached(chain: SupplyChain, origin: int) -> Reach:
    """What a breach at a party touches, by the flows in force and by what links pass on. Objected links carry nothing."""
    way_up = _way_up(chain, origin)
    came = _what_came(chain, way_up)
    found = sorted(came.get(origin, {}).items(), key=lambda item: (-(item[0].people or 0), item[0].name.casefold(), item[0].id))
    flows = tuple(Reached(flow, tuple(each for each in flow.elements if each in passed)) for flow, passed in found)
    paths, more = _paths(chain, origin, way_up)
    counted = [each.flow.people for each in flows if each.flow.people is not None]
    lines = {pair for path in paths for pair in pairwise(path)}
    if more:  # too many ways to list: mark all neighbours that lie on any
        lines |= {(link.provider, link.subcontractor) for party in way_up for link in chain.above.get(party, ())
                  if not link.objected and link.provider in way_up}
        lines |= {(US, party) for party in way_up if chain.parties[party].direct}
    countries = [country for each in flows for country in each.flow.countries]
    countries += [country for party in sorted(way_up) for link in chain.above.get(party, ()) if not link.objected
                  for country in link.countries]
    return Reach(
        origin, flows, paths, tuple(dict.fromkeys(path[1] for path in paths if len(path) > 1)),
        frozenset(party for pair in lines for party in pair) | {origin}, frozenset(lines), tuple(dict.fromkeys(countries)),
        max(counted, default=None), sum(counted) if counted else None, len(flows) - len(counted), more)


def came_to_all(chain: SupplyChain) -> Mapping[int, dict[Flow, frozenset[str]]]:
    """By party, the flows that come to it, by themselves or passed on, with the elements that may have come along."""
    return _what_came(chain, {party for party in chain.parties if party != US})


def _way_up(chain: SupplyChain, origin: int) -> set[int]:
    objected = [link for link in chain.links if link.objected]
    if not objected:
        return above(chain, [origin])
    kept = SupplyChain(chain.parties, chain.flows, tuple(link for link in chain.links if not link.objected), chain.on)
    return above(kept, [origin])


def _what_came(chain: SupplyChain, parties: set[int]) -> Mapping[int, dict[Flow, frozenset[str]]]:
    """The flows that come to each party, by themselves or passed on, with the elements that may have come along."""
    came: dict[int, dict[Flow, frozenset[str]]] = {
        party: {flow: frozenset(flow.elements) for flow in chain.flows_at.get(party, ())} for party in parties}
    waiting = list(parties)
    while waiting:
        party = waiting.pop()
        for link in chain.below.get(party, ()):
            target = came.get(link.subcontractor)
            if target is None or link.subcontractor == party:
                continue
            grown = False
            for flow, elements in came[party].items():
                if link.passes(flow):
                    passed = elements if link.elements is None else elements & frozenset(link.elements)
                    before = target.get(flow)
                    if before is None or not passed <= before:
                        target[flow] = passed | (before or frozenset())
                        grown = True
            if grown:
                waiting.append(link.subcontractor)
    return came


def _deals_with_us(chain: SupplyChain, party: int) -> bool:
    known = chain.parties.get(party)
    return party != US and ((known is not None and known.direct) or any(US in flow.ends for flow in chain.flows_at.get(party, ())))


def _paths(chain: SupplyChain, origin: int, way_up: set[int]) -> tuple[tuple[tuple[int, ...], ...], bool]:
    """The ways from us to a party without going through anyone twice, found backwards from the party."""
    found: list[tuple[int, ...]] = []
    waiting: deque[tuple[int, ...]] = deque([(origin,)])
    steps = 0
    while waiting and len(found) <= _MOST_PATHS and steps < _MOST_STEPS:
        steps += 1
        path = waiting.popleft()
        party = path[0]
        if _deals_with_us(chain, party):
            found.append((US, *path))
        uses = dict.fromkeys(link.provider for link in chain.above.get(party, ()) if not link.objected and link.provider in way_up)
        waiting += [(provider, *path) for provider in uses if provider not in path]
    return tuple(found[:_MOST_PATHS]), len(found) > _MOST_PATHS or bool(waiting)
