"""If this one is breached: which of our flows reach a party, through whom, and how many people they may concern."""

from collections import deque
from dataclasses import dataclass
from itertools import pairwise

from risk_register.model.vocabulary import DataCategory
from risk_register.risk.supply_chain.chain import US, Flow, Link, SupplyChain, categories_of
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
    came = _what_came(chain, origin, way_up)
    found = sorted(came, key=lambda item: (-(item[0].people or 0), item[0].name.casefold(), item[0].id))
    flows = tuple(Reached(flow, elements) for flow, elements in found)
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


def came_to(chain: SupplyChain, origin: int) -> list[tuple[Flow, tuple[str, ...]]]:
    """The flows that come to a party, by themselves or passed on, each with those of its elements that may have come along."""
    return _what_came(chain, origin, _way_up(chain, origin))


def _way_up(chain: SupplyChain, origin: int) -> set[int]:
    objected = [link for link in chain.links if link.objected]
    if not objected:
        return above(chain, [origin])
    kept = SupplyChain(chain.parties, chain.flows, tuple(link for link in chain.links if not link.objected), chain.on)
    return above(kept, [origin])


@dataclass(frozen=True, slots=True)
class _Passage:
    """What gets from one party to the origin along some way: which elements (None: all), of which flow, of which service.

    Links on the way each narrow it. A way on which two links ask for different services lets only flows without one pass.
    """

    elements: frozenset[str] | None = None
    flow_id: int | None = None
    service_id: int | None = None

    def through(self, link: Link) -> "_Passage | None":
        """What is left of it one link farther up; None where nothing is."""
        elements = self.elements
        if link.elements is not None:
            elements = frozenset(link.elements) if elements is None else elements & frozenset(link.elements)
        if link.flow_id is not None:
            if self.flow_id not in (None, link.flow_id):
                return None
            # A link of one flow asks for no service, as `Link.passes` has it.
            return _Passage(elements, link.flow_id, self.service_id)
        service = self.service_id
        if link.service_id is not None:
            service = link.service_id if service in (None, link.service_id) else _NO_SERVICE
        return _Passage(elements, self.flow_id, service)

    def lets(self, flow: Flow) -> bool:
        """Whether a flow gets through at all."""
        if self.flow_id not in (None, flow.id):
            return False
        return self.service_id is None or flow.service_id is None or self.service_id == flow.service_id

    def covers(self, other: "_Passage") -> bool:
        """Whether whatever gets through the other gets through this one."""
        if self.flow_id not in (None, other.flow_id) or self.service_id not in (None, other.service_id):
            return False
        return self.elements is None or (other.elements is not None and other.elements <= self.elements)


_NO_SERVICE = -1


def _what_came(chain: SupplyChain, origin: int, way_up: set[int]) -> list[tuple[Flow, tuple[str, ...]]]:
    """The flows that come to the origin, by themselves or passed on, each with those of its elements that may have come along.

    Found upwards from the origin: each link is gone through once for each way of narrowing it, however many flows there are.
    """
    passages: dict[int, list[_Passage]] = {party: [] for party in way_up}
    passages[origin] = [_Passage()]
    waiting = deque([(origin, passages[origin][0])])
    while waiting:
        party, passage = waiting.popleft()
        for link in chain.above.get(party, ()):
            if link.objected or link.provider not in way_up or link.provider == party:
                continue
            farther = passage.through(link)
            known = passages[link.provider]
            if farther is None or any(each.covers(farther) for each in known):
                continue
            passages[link.provider] = [each for each in known if not farther.covers(each)] + [farther]
            waiting.append((link.provider, farther))
    # By id, since a flow is told from another by all its fields; None where all its elements came.
    came: dict[int, tuple[Flow, frozenset[str] | None]] = {}
    for party, found in passages.items():
        for flow in chain.flows_at.get(party, ()):
            for passage in found:
                if party == origin or passage.lets(flow):
                    came[flow.id] = flow, _either(came[flow.id][1], passage.elements) if flow.id in came else passage.elements
    return [(flow, flow.elements if passed is None else tuple(each for each in flow.elements if each in passed))
            for flow, passed in came.values()]


def _either(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return None if one is None or other is None else one | other


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
