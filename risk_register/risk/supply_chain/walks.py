"""Walks along the chain: how far parties stand from us, which lines join them, who stands below a vendor. Circles are harmless."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from risk_register.risk.supply_chain.chain import US, Edge, Flow, Link, SupplyChain


@dataclass(frozen=True, slots=True)
class Step:
    """A party met on the walk below a vendor, once. `back_to` names those on the way to it that it leads back to."""

    party: int
    rank: int
    """1 for a subcontractor of the vendor itself."""
    provider: int
    back_to: tuple[int, ...] = ()


def ranks(chain: SupplyChain) -> dict[int, int]:
    """How far each party stands from us: 0 for ourselves, 1 for who deals with us directly. Who is not reached is left out."""
    found = {US: 0}
    first = [party.id for party in chain.parties.values() if party.direct and party.id != US]
    first += [end for flow in chain.flows_at.get(US, ()) for end in flow.ends]
    waiting: deque[int] = deque()
    for party in first:
        if party not in found:
            found[party] = 1
            waiting.append(party)
    while waiting:
        party = waiting.popleft()
        beyond = [link.subcontractor for link in chain.below.get(party, ())]
        beyond += [end for flow in chain.flows_at.get(party, ()) for end in flow.ends]
        for each in beyond:
            if each not in found:
                found[each] = found[party] + 1
                waiting.append(each)
    return found


def below(chain: SupplyChain, origins: Iterable[int]) -> set[int]:
    """All parties below some others, themselves included."""
    return _walk(origins, lambda party: [link.subcontractor for link in chain.below.get(party, ())])


def above(chain: SupplyChain, origins: Iterable[int]) -> set[int]:
    """All parties through which one comes from us to some others, themselves included."""
    return _walk(origins, lambda party: [link.provider for link in chain.above.get(party, ())])


def _walk(origins: Iterable[int], beyond: Callable[[int], Iterable[int]]) -> set[int]:
    found = set(origins)
    waiting = list(found)
    while waiting:
        for each in beyond(waiting.pop()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


def chain_of(chain: SupplyChain, origin: int) -> tuple[Step, ...]:
    """Who stands below a vendor, each party once, a subcontractor's own before the vendor's next one."""
    steps: list[Step] = []
    seen = {origin}
    way = [origin]
    open_links = [iter(_ordered(chain, origin))]
    while open_links:
        link = next((each for each in open_links[-1] if each.subcontractor not in seen), None)
        if link is None:
            open_links.pop()
            way.pop()
            continue
        party = link.subcontractor
        seen.add(party)
        own = _ordered(chain, party)
        back = tuple(dict.fromkeys(each.subcontractor for each in own if each.subcontractor in way))
        steps.append(Step(party, len(way), link.provider, back))
        way.append(party)
        open_links.append(iter(own))
    return tuple(steps)


def _ordered(chain: SupplyChain, party: int) -> list[Link]:
    return sorted(chain.below.get(party, ()), key=lambda link: (chain.name(link.subcontractor).casefold(), link.id))


def edges(chain: SupplyChain, far_from_us: dict[int, int] | None = None) -> tuple[Edge, ...]:
    """The lines to draw: one between any two parties that flows or links join, and one from us to each vendor of ours.

    A pair of the same rank is joined from the provider (or the sender) to the other.
    """
    rank = ranks(chain) if far_from_us is None else far_from_us
    flows: dict[tuple[int, int], list[Flow]] = {}
    links: dict[tuple[int, int], list[Link]] = {}
    for flow in chain.flows:
        if flow.sender != flow.receiver and flow.sender in rank and flow.receiver in rank:
            flows.setdefault(_pair(flow.sender, flow.receiver, rank), []).append(flow)
    for link in chain.links:
        if link.provider in rank and link.subcontractor in rank:
            links.setdefault(_pair(link.provider, link.subcontractor, rank), []).append(link)
    pairs = {(US, key): None for key, each in rank.items() if each == 1} | dict.fromkeys(flows) | dict.fromkeys(links)
    circles = _Circles(chain)
    return tuple(_edge(pair, flows.get(pair, []), links.get(pair, []), circles) for pair in pairs)


def _pair(one: int, other: int, rank: dict[int, int]) -> tuple[int, int]:
    return (one, other) if rank[one] <= rank[other] else (other, one)


def _edge(pair: tuple[int, int], flows: list[Flow], links: list[Link], circles: "_Circles") -> Edge:
    near, far = pair
    outward = any(flow.sender == near for flow in flows) or any(link.provider == near for link in links)
    inward = any(flow.sender == far for flow in flows) or any(link.provider == far for link in links)
    back = any(link.provider == far and circles.holds(link) for link in links)
    return Edge(near, far, tuple(flows), tuple(links), outward or not (flows or links), inward, back)


class _Circles:
    """Tells whether a link lies on a circle: whether its subcontractor leads back to its provider."""

    def __init__(self, chain: SupplyChain) -> None:
        self._chain = chain
        self._below: dict[int, set[int]] = {}

    def holds(self, link: Link) -> bool:
        """Whether one comes from the link's subcontractor back to its provider."""
        if link.subcontractor not in self._below:
            self._below[link.subcontractor] = below(self._chain, [link.subcontractor])
        return link.provider in self._below[link.subcontractor]
