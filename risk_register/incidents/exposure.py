"""What is hit if a vendor or subcontractor is breached: of ours, through whom, which data, about whom, what was promised.

Everything rests on flows, links, services and contracts as recorded; a judgement, made from facts, for a period of days.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from risk_register.model import facts
from risk_register.model.vocabulary import (
    Criticality,
    DataCategory,
    DataElement,
    LinkConfidence,
    ProcessingRole,
)
from risk_register.risk.supply_chain import US, Reach, SupplyChain, reached
from risk_register.risk.supply_chain.chain import categories_of

DIRECT = "direct"
"""The confidence of a way without any subcontractor link: the vendor is our own."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way from us to the origin: the vendor of ours first, the origin last."""

    parties: tuple[int, ...]
    names: tuple[str, ...]
    confidence: str
    """`direct`, or the weakest of its links' (`LinkConfidence`)."""
    held: bool = False
    """The relation has ended; the vendor may still hold data of ours."""
    links: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HitFlow:
    """One data flow of ours that the origin may have had, with the elements of it that are in question."""

    flow: facts.DataFlow
    elements: tuple[str, ...]
    vendors: tuple[int, ...]
    """The vendors of ours at its ends."""
    held: bool = False

    @property
    def categories(self) -> tuple[DataCategory, ...]:
        """The categories of the elements in question."""
        return categories_of(self.elements)


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a breach at one party hits. People are a range: the largest single flow (all the same persons) to the sum of all."""

    origin: int
    name: str
    since: date
    on: date
    asked: tuple[str, ...]
    """The elements asked about; empty: all."""
    ways: tuple[Way, ...]
    more_ways: bool
    flows: tuple[HitFlow, ...]
    vendors: tuple[facts.VendorFacts, ...]
    """The vendors of ours on the ways, those with flows first."""
    services: tuple[facts.Service, ...]
    contracts: tuple[facts.Contract, ...]
    sla_terms: tuple[facts.SlaTerm, ...]
    accesses: tuple[facts.Access, ...]
    countries: tuple[str, ...]
    people_low: int | None
    people_high: int | None
    uncounted: int
    """Flows hit whose people nobody counted."""

    @property
    def affected(self) -> bool:
        """Whether anything of ours is hit, or may be."""
        return bool(self.ways)

    @property
    def elements(self) -> tuple[str, ...]:
        """All elements in question, in the vocabulary's order."""
        found = {element for each in self.flows for element in each.elements}
        return tuple(element.value for element in DataElement if element.value in found)

    @property
    def categories(self) -> tuple[DataCategory, ...]:
        """Their categories."""
        return categories_of(self.elements)

    @property
    def functions(self) -> tuple[facts.Function, ...]:
        """Business functions of ours that the services support, critical or important ones first."""
        found = {function.id: function for service in self.services for function in service.functions}
        return tuple(sorted(found.values(), key=lambda each: (not is_critical(each), each.name, each.id)))

    @property
    def critical_functions(self) -> tuple[facts.Function, ...]:
        """Those that are critical or important."""
        return tuple(each for each in self.functions if is_critical(each))


def is_critical(function: facts.Function) -> bool:
    """Whether a function is critical or important (DORA Art. 3(22))."""
    return function.criticality == Criticality.CRITICAL_OR_IMPORTANT


def elements_of(words: Iterable[str]) -> tuple[str, ...] | None:
    """The data elements that categories or elements name, by their stored words; None where one is not known."""
    found: set[str] = set()
    for word in words:
        if (category := DataCategory.parse(word)) is not None:
            found |= {element.value for element in DataElement if element.category == category}
        elif (element := DataElement.parse(word)) is not None:
            found.add(element.value)
        else:
            return None
    return tuple(element.value for element in DataElement if element.value in found)


def first_vendors(reach: Reach) -> tuple[int, ...]:
    """The vendors of ours whose facts an exposure needs: those at the first step of every way, and those at the ends of flows."""
    ends = [end for each in reach.flows for end in each.flow.ends if end != US]
    return tuple(dict.fromkeys([*reach.via, *ends]))


def exposure(chain: SupplyChain, origin: int, vendors: Mapping[int, facts.VendorFacts], *, since: date, asked: Sequence[str] = (),
             holding: Collection[int] = (), reach: Reach | None = None) -> Exposure:
    """What a breach at `origin` hits, by the chain as it was from `since` to the chain's day.

    `vendors` has the facts of the vendors of ours on the ways (`first_vendors`); `holding` are those that may still hold data
    though the relation has ended.
    """
    reach = reach or reached(chain, origin)
    known = {flow.id: flow for each in vendors.values() for flow in each.flows}
    wanted = set(asked)
    flows = []
    for each in reach.flows:
        elements = tuple([element for element in each.elements if element in wanted]) if wanted else each.elements
        flow = known.get(each.flow.id)
        if flow is None or not (elements or (not each.elements and not wanted)):
            continue
        held = flow.valid_to is not None and flow.valid_to < since
        flows.append(HitFlow(flow, elements, tuple(end for end in each.flow.ends if end != US), held))
    ways = tuple(_way(chain, path, holding) for path in reach.paths)
    ends = [end for flow in flows for end in flow.vendors]
    through = [vendors[key] for key in dict.fromkeys([*ends, *reach.via]) if key in vendors]
    services = _services(chain, reach, through, since)
    counted = [people for flow in flows if (people := flow.flow.people) is not None]
    contracts = tuple(contract for each in through for contract in each.contracts
                      if in_period(contract.starts_on, contract.ended_on, since, chain.on))
    ids = {contract.id for contract in contracts}
    return Exposure(
        origin, chain.name(origin), since, chain.on, tuple(asked), ways, reach.more_paths, tuple(flows), tuple(through), services,
        contracts, tuple(term for each in through for term in each.sla_terms if term.contract_id in ids
                         and in_period(term.valid_from, term.valid_to, since, chain.on)),
        tuple(access for each in through for access in each.accesses
              if in_period(access.granted_on, access.revoked_on, since, chain.on)),
        _countries(flows, reach), max(counted, default=None), sum(counted) if counted else None, len(flows) - len(counted))


def in_period(start: date | None, end: date | None, first: date, last: date) -> bool:
    """Whether something was in force on any day from `first` to `last`."""
    return (start is None or start <= last) and (end is None or end >= first)


def regions_of(flows: Iterable[HitFlow]) -> dict[str, int]:
    """The most people by country or US state that the flows may concern; the same people in several flows are counted once.

    Flows of one vendor about the same kind of people are taken to be about the same people, so that the largest counts; kinds of
    people add up.
    """
    largest: dict[tuple[str, str], int] = {}
    for each in flows:
        for population in each.flow.populations:
            if population.region:
                key = population.region, population.subject
                largest[key] = max(largest.get(key, 0), population.count)
    found: dict[str, int] = {}
    for (region, _subject), count in largest.items():
        found[region] = found.get(region, 0) + count
        if "-" in region:
            country = region.partition("-")[0]
            found[country] = found.get(country, 0) + count
    return found


def people_of(exposures: Iterable[Exposure]) -> tuple[int | None, int | None]:
    """The range over several parties: the largest of the lows, since the same people may be meant, and the sum of the highs."""
    counted = [each for each in exposures if each.people_high is not None]
    if not counted:
        return None, None
    return max(each.people_low or 0 for each in counted), sum(each.people_high or 0 for each in counted)


def roles_of(flows: Iterable[HitFlow]) -> frozenset[ProcessingRole]:
    """What we are for the flows: controller, joint controller, processor. Where nobody recorded it for one, we may be any."""
    found = [ProcessingRole.parse(each.flow.our_role) for each in flows]
    return frozenset(ProcessingRole if None in found else [each for each in found if each is not None])


def is_independent(hit: HitFlow) -> bool:
    """Whether the vendor decides for itself about the data of a flow, as we do about ours: then its breach is its own."""
    return hit.flow.their_role == ProcessingRole.CONTROLLER and hit.flow.our_role in (None, ProcessingRole.CONTROLLER)


def is_personal(elements: Iterable[str]) -> bool:
    """Whether any element is about people: all but business secrets are."""
    return any(category != DataCategory.BUSINESS_SECRET for category in categories_of(elements))


def _way(chain: SupplyChain, path: tuple[int, ...], holding: Collection[int]) -> Way:
    parties = path[1:]
    weakest, links = DIRECT, []
    ranked = [DIRECT, *(each.value for each in LinkConfidence)]
    for provider, subcontractor in pairwise(parties):
        joining = [link for link in chain.below.get(provider, ()) if link.subcontractor == subcontractor and not link.objected]
        links += [link.id for link in joining]
        best = min((_rank(ranked, link.confidence) for link in joining), default=len(ranked) - 1)
        weakest = ranked[max(ranked.index(weakest), best)]
    names = tuple(chain.name(party) for party in parties)
    return Way(parties, names, weakest, any(party in holding for party in parties), tuple(links))


def _rank(ranked: list[str], confidence: str) -> int:
    return ranked.index(confidence) if confidence in ranked else len(ranked) - 1


def _services(chain: SupplyChain, reach: Reach, through: Sequence[facts.VendorFacts], since: date) -> tuple[facts.Service, ...]:
    """What stops or suffers: all that a breached vendor of ours provides; of others only what the subcontractor is used for."""
    used: dict[int, set[int] | None] = {}
    for path in reach.paths:
        if len(path) == 2:
            used[path[1]] = None
            continue
        for link in chain.below.get(path[1], ()):
            if link.subcontractor == path[2] and not link.objected:
                known = used.get(path[1], set())
                used[path[1]] = None if known is None or link.service_id is None else known | {link.service_id}
    return tuple(
        service for each in through for service in each.services
        if in_period(service.valid_from, service.valid_to, since, chain.on)
        and ((only := used.get(each.vendor.id)) is None or service.id in only))


def _countries(flows: Sequence[HitFlow], reach: Reach) -> tuple[str, ...]:
    own = [place.country for each in flows for place in each.flow.countries]
    return tuple(dict.fromkeys([*own, *reach.countries] if flows else own))
