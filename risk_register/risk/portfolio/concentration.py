"""Where risk gathers: services of critical functions that end at the same provider, subcontractor or country.

A critical service 'ends at' its vendor and at every subcontractor it may pass through, whatever the number of steps.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from risk_register.model.countries import Countries
from risk_register.model.facts import VendorFacts
from risk_register.model.vocabulary import Criticality, Substitutability
from risk_register.risk.dates import in_force
from risk_register.risk.exposure import is_critical
from risk_register.risk.points import hundredths, percent_of
from risk_register.risk.supply_chain import US, SupplyChain
from risk_register.texts import Text

_HARD = frozenset({Substitutability.HARD.value, Substitutability.NONE.value})
_CRITICAL = Criticality.CRITICAL_OR_IMPORTANT.value
_SCALE = 10_000


@dataclass(frozen=True, slots=True)
class Dependence:
    """A service in force that a critical or important function depends on, with where its data goes."""

    service_id: int
    service: str
    vendor_id: int
    vendor: str
    functions: tuple[int, ...]
    function_names: tuple[str, ...]
    substitutability: str | None
    countries: tuple[str, ...]


Ends = Callable[[Dependence], Mapping[str, str | Countries]]
"""Where a service ends: names by key."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A provider, subcontractor or country and the critical services that end there; `share` in percent of them."""

    key: str
    name: str | Countries
    services: int
    functions: int
    vendors: int
    share: Decimal
    direct: bool = True


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """What many critical services have in common, or a critical function with one provider that is hard to replace."""

    kind: str
    text: Text
    key: str


@dataclass(frozen=True, slots=True)
class Herfindahl:
    """The sum of squared shares, 0 to 10,000, and its meaning in a sentence."""

    of: str
    index: int
    text: Text


@dataclass(frozen=True, slots=True)
class Concentration:
    """Where the services of critical functions gather, and which subcontractors vendors share, the most first."""

    services: int
    functions: int
    providers: tuple[Ending, ...]
    shared_subcontractors: tuple[Ending, ...]
    countries: tuple[Ending, ...]
    single_points: tuple[SinglePoint, ...]
    herfindahl: tuple[Herfindahl, ...]


def dependences(facts: VendorFacts, on: date) -> list[Dependence]:
    """A vendor's services in force that a critical or important function depends on."""
    found = []
    for service in facts.services:
        if is_critical(service) and in_force(service.valid_from, service.valid_to, on):
            critical = [function for function in service.functions if function.criticality == _CRITICAL]
            reached = {place.country for flow in facts.flows if flow.service_id in (service.id, None)
                       and in_force(flow.valid_from, flow.valid_to, on) for place in flow.countries}
            seat = {facts.vendor.country} if facts.vendor.country else set()
            found.append(Dependence(
                service.id, service.name, facts.vendor.id, facts.vendor.legal_name, tuple(each.id for each in critical),
                tuple(each.name for each in critical), service.substitutability, tuple(sorted(reached or seat))))
    return found


def concentration(depending: Sequence[Dependence], chain: SupplyChain) -> Concentration:
    """Where the given services gather, by the supply chain on its day."""
    below = {each.service_id: _below(each, chain) for each in depending}
    providers = _endings(depending, lambda each: {str(each.vendor_id): each.vendor})
    subcontractors = _endings(
        depending, lambda each: {str(party): chain.name(party) for party in below[each.service_id]}, direct=False)
    countries = _endings(depending, lambda each: {code: Countries((code,)) for code in each.countries})
    return Concentration(
        len(depending), len({function for each in depending for function in each.functions}), providers,
        _shared(chain, depending, below), countries,
        (*_gathering(depending, (*providers, *subcontractors)), *_without_another(depending)),
        tuple(index for index in (_herfindahl("providers", providers), _herfindahl("countries", countries)) if index),
    )


def behind_vendors(chain: SupplyChain) -> dict[int, set[int]]:
    """By subcontractor, the vendors of ours it is behind, directly or through others."""
    behind: dict[int, set[int]] = {}
    for vendor in (party.id for party in chain.parties.values() if party.direct and party.id != US):
        first = [link.subcontractor for link in chain.below.get(vendor, ()) if not link.objected]
        for other in _reached(chain, vendor, first):
            behind.setdefault(other, set()).add(vendor)
    return behind


def _shared(chain: SupplyChain, depending: Sequence[Dependence], below: Mapping[int, Collection[int]]) -> tuple[Ending, ...]:
    """The subcontractors behind two vendors of ours or more, whatever they do for us, with the critical services among it."""
    found = []
    for party, vendors in behind_vendors(chain).items():
        if len(vendors) > 1:
            ending = [each for each in depending if party in below[each.service_id]]
            share = percent_of(len(ending), len(depending)) if depending else Decimal(0)
            found.append(Ending(str(party), chain.name(party), len(ending), len({f for each in ending for f in each.functions}),
                                len(vendors), share, direct=False))
    return tuple(sorted(found, key=lambda each: (-each.vendors, -each.services, str(each.name), each.key)))


def _below(service: Dependence, chain: SupplyChain) -> Collection[int]:
    """The subcontractors a service may pass through: by links for it or for all services first, then by any."""
    return _reached(chain, service.vendor_id, (link.subcontractor for link in chain.below.get(service.vendor_id, ())
                                               if not link.objected and link.service_id in (None, service.service_id)))


def _reached(chain: SupplyChain, vendor: int, first: Iterable[int]) -> set[int]:
    waiting = list(first)
    seen: set[int] = set()
    while waiting:
        party = waiting.pop()
        if party not in seen and party != vendor:
            seen.add(party)
            waiting += [link.subcontractor for link in chain.below.get(party, ()) if not link.objected]
    return seen


def _endings(depending: Sequence[Dependence], ends: Ends, *, direct: bool = True) -> tuple[Ending, ...]:
    names: dict[str, str | Countries] = {}
    at: dict[str, list[Dependence]] = {}
    for each in depending:
        for key, name in ends(each).items():
            names[key] = name
            at.setdefault(key, []).append(each)
    found = [
        Ending(key, names[key], len(services), len({function for each in services for function in each.functions}),
               len({each.vendor_id for each in services}), percent_of(len(services), len(depending)), direct)
        for key, services in at.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.services, -each.functions, str(each.name), each.key)))


def _gathering(depending: Sequence[Dependence], endings: Iterable[Ending]) -> Iterable[SinglePoint]:
    """Parties at which half of the critical services or more end, where that is more than one."""
    for each in sorted(endings, key=lambda each: -each.services):
        if each.services > 1 and 2 * each.services >= len(depending):
            yield SinglePoint("party", Text("{count} of {total} critical services end at {name}", count=each.services,
                                            total=len(depending), name=each.name), each.key)


def _without_another(depending: Sequence[Dependence]) -> Iterable[SinglePoint]:
    """Critical functions that rest on one vendor alone, whose service is hard or impossible to replace."""
    resting: dict[int, list[Dependence]] = {}
    names: dict[int, str] = {}
    for each in depending:
        for function, name in zip(each.functions, each.function_names, strict=True):
            resting.setdefault(function, []).append(each)
            names[function] = name
    for function, services in sorted(resting.items(), key=lambda item: names[item[0]].lower()):
        vendors = {each.vendor_id for each in services}
        if len(vendors) == 1 and any(each.substitutability in _HARD for each in services):
            yield SinglePoint("function", Text("'{function}' rests on {vendor} alone, which is hard to replace",
                                               function=names[function], vendor=services[0].vendor), str(function))


def _herfindahl(of: str, endings: Sequence[Ending]) -> Herfindahl | None:
    total = sum(each.services for each in endings)
    if not total:
        return None
    index = sum((Fraction(each.services, total) ** 2 for each in endings), Fraction(0))
    equal = Decimal(hundredths(1 / index / 10)).scaleb(-1)
    text = (Text("As concentrated as if {equal} equal providers carried all critical services", equal=equal) if of == "providers"
            else Text("As concentrated as if the data of all critical services lay in {equal} equal countries", equal=equal))
    return Herfindahl(of, int(index * _SCALE + Fraction(1, 2)), text)
