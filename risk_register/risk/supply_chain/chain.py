"""Parties, data flows and subcontractor links as frozen values, and who stands next to whom."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter

from risk_register.model.vocabulary import DataCategory, DataElement

US = 0
"""Our own side, as a party: no record has this id."""


@dataclass(frozen=True, slots=True)
class Party:
    """One end of flows and links. Tier and level as stored values; a subcontractor that is not ours has none of its own."""

    id: int
    name: str
    direct: bool = True
    country: str | None = None
    tier: str = "unassessed"
    level: str = "unassessed"
    stage: str = "active"
    service_kinds: tuple[str, ...] = ()
    functions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """Data going from one party to another."""

    id: int
    name: str
    sender: int
    receiver: int
    service_id: int | None = None
    service: str | None = None
    elements: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    people: int | None = None
    """How many people it concerns; None where nobody counted."""

    @property
    def categories(self) -> tuple[DataCategory, ...]:
        """The categories of its data, in the vocabulary's order."""
        return categories_of(self.elements)

    @property
    def ends(self) -> tuple[int, int]:
        """Both ends."""
        return self.sender, self.receiver


@dataclass(frozen=True, slots=True)
class Link:
    """A provider uses a subcontractor. `elements` None: all that reaches the provider may be passed on."""

    id: int
    provider: int
    subcontractor: int
    service_id: int | None = None
    flow_id: int | None = None
    purpose: str | None = None
    elements: tuple[str, ...] | None = None
    countries: tuple[str, ...] = ()
    objected: bool = False
    """We objected: nothing of ours is to go that way."""
    critical: bool = False
    confidence: str = "assumed"

    def passes(self, flow: Flow) -> bool:
        """Whether what the flow brings to the provider may go on to the subcontractor."""
        if self.objected:
            return False
        if self.flow_id is not None:
            return self.flow_id == flow.id
        return self.service_id is None or flow.service_id is None or self.service_id == flow.service_id


@dataclass(frozen=True, slots=True)
class Edge:
    """All that joins two parties, drawn as one line: from the one nearer to us to the farther one.

    `outward` tells that data goes (or a subcontractor is used) away from us, `inward` that it comes back; `back` that the link
    leads back to a party its own chain came through, so that the chain is a circle.
    """

    near: int
    far: int
    flows: tuple[Flow, ...] = ()
    links: tuple[Link, ...] = ()
    outward: bool = True
    inward: bool = False
    back: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """What makes it the same line."""
        return self.near, self.far

    @property
    def objected(self) -> bool:
        """Whether all of it was objected to."""
        return bool(self.links) and not self.flows and all(link.objected for link in self.links)


@dataclass(frozen=True)
class SupplyChain:
    """The chain as it stands on a day. Our own side is among the parties."""

    parties: Mapping[int, Party]
    flows: tuple[Flow, ...]
    links: tuple[Link, ...]
    on: date

    @cached_property
    def below(self) -> Mapping[int, tuple[Link, ...]]:
        """The links by provider."""
        return _by(self.links, attrgetter("provider"))

    @cached_property
    def above(self) -> Mapping[int, tuple[Link, ...]]:
        """The links by subcontractor."""
        return _by(self.links, attrgetter("subcontractor"))

    @cached_property
    def flows_at(self) -> Mapping[int, tuple[Flow, ...]]:
        """The flows by each of their ends."""
        groups: dict[int, list[Flow]] = defaultdict(list)
        for flow in self.flows:
            groups[flow.sender].append(flow)
            if flow.receiver != flow.sender:
                groups[flow.receiver].append(flow)
        return {key: tuple(group) for key, group in groups.items()}

    def name(self, party: int) -> str:
        """What a party is called."""
        found = self.parties.get(party)
        return found.name if found else str(party)

    def only(self, kept: Iterable[int]) -> "SupplyChain":
        """The chain of these parties alone, and of ourselves."""
        ids = {US, *kept}
        return SupplyChain(
            {key: party for key, party in self.parties.items() if key in ids},
            tuple(flow for flow in self.flows if flow.sender in ids and flow.receiver in ids),
            tuple(link for link in self.links if link.provider in ids and link.subcontractor in ids), self.on)


def categories_of(elements: Iterable[str]) -> tuple[DataCategory, ...]:
    """The categories of data elements, in the vocabulary's order; an element this program does not know has none."""
    found = {known.category for each in elements if (known := DataElement.parse(each))}
    return tuple(category for category in DataCategory if category in found)


def _by(links: Iterable[Link], end: Callable[[Link], int]) -> dict[int, tuple[Link, ...]]:
    groups: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        groups[end(link)].append(link)
    return {key: tuple(group) for key, group in groups.items()}
