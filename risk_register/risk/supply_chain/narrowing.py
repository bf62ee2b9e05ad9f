"""What part of a large chain is looked at: by category, country, tier, level, function, kind of service, words; or one vendor's."""

from collections.abc import Iterable
from dataclasses import dataclass

from risk_register.model.names import fold_accents
from risk_register.model.vocabulary import RiskLevel, Tier
from risk_register.risk.supply_chain.chain import US, Flow, Link, Party, SupplyChain, categories_of
from risk_register.risk.supply_chain.walks import above, below


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked for; an empty field asks for nothing. `bare` keeps vendors without any flow or subcontractor."""

    category: str = ""
    country: str = ""
    tier: str = ""
    level: str = ""
    function: int = 0
    service_kind: str = ""
    words: str = ""
    bare: bool = True

    @property
    def asks_for_data(self) -> bool:
        """Whether it asks for something that only flows and links have."""
        return bool(self.category or self.country)

    @property
    def asks_for_parties(self) -> bool:
        """Whether it asks for something that parties have."""
        return bool(self.tier or self.level or self.function or self.service_kind or self.words.strip())


def narrowed(chain: SupplyChain, wanted: Narrowing) -> SupplyChain:
    """The chain of the parties that fit, of those on the way from us to them, and of their subcontractors.

    Where data is asked for, only flows and links that carry it stay, and only parties that those touch.
    """
    if wanted.asks_for_data:
        chain = SupplyChain(
            chain.parties, tuple(flow for flow in chain.flows if _carries(flow, wanted)),
            tuple(link for link in chain.links if _passes(link, wanted)), chain.on)
    kept = {party.id for party in chain.parties.values() if party.id != US and _fits(party, wanted)}
    if wanted.asks_for_data:
        touched = {end for flow in chain.flows for end in flow.ends}
        # A link alone brings nobody in but below a vendor whose flow fits, or by countries of its own.
        own = {link.subcontractor for link in chain.links if wanted.country and wanted.country in link.countries}
        kept &= below(chain, touched - {US}) | own if not wanted.country else touched | own
    if wanted.asks_for_parties:
        kept = above(chain, kept) | below(chain, kept)
    elif wanted.asks_for_data:
        kept = above(chain, kept)
    if not wanted.bare:
        kept &= _busy(chain)
    return chain.only(kept)


def foremost(chain: SupplyChain, most: int) -> tuple[SupplyChain, int]:
    """At most so many parties, and how many are left out: vendors by tier, level and people, each with its subcontractors."""
    if len(chain.parties) - 1 <= most:
        return chain, 0
    people: dict[int, int] = {}
    for flow in chain.flows:
        for end in flow.ends:
            people[end] = people.get(end, 0) + (flow.people or 0)
    direct = sorted((party for party in chain.parties.values() if party.direct and party.id != US),
                    key=lambda party: (_tier(party), -_level(party), -people.get(party.id, 0), party.name.casefold(), party.id))
    kept: set[int] = set()
    for party in direct:
        wider = kept | below(chain, [party.id])
        if len(wider) > most:
            break
        kept = wider
    return chain.only(kept), len(chain.parties) - 1 - len(kept)


def surroundings(chain: SupplyChain, vendor_id: int) -> SupplyChain:
    """One vendor with those on the way from us to it, those below it and who shares a flow with it, and only what joins them so."""
    up, down = above(chain, [vendor_id]), below(chain, [vendor_id])
    kept = chain.only(up | down | {end for flow in chain.flows_at.get(vendor_id, ()) for end in flow.ends})
    links = tuple(link for link in kept.links if {link.provider, link.subcontractor} <= up
                  or {link.provider, link.subcontractor} <= down)
    flows = tuple(flow for flow in kept.flows if vendor_id in flow.ends or set(flow.ends) <= up | {US})
    return SupplyChain(kept.parties, flows, links, chain.on)


def _fits(party: Party, wanted: Narrowing) -> bool:
    if wanted.tier and party.tier != wanted.tier:
        return False
    if wanted.level and party.level != wanted.level:
        return False
    if (wanted.tier or wanted.level) and not party.direct:
        return False
    if wanted.function and wanted.function not in party.functions:
        return False
    if wanted.service_kind and wanted.service_kind not in party.service_kinds:
        return False
    return _named(party.name, wanted.words)


def _named(name: str, words: str) -> bool:
    asked = fold_accents(words).split()
    return not asked or all(word in fold_accents(name) for word in asked)


def _carries(flow: Flow, wanted: Narrowing) -> bool:
    if wanted.category and wanted.category not in flow.categories:
        return False
    return not wanted.country or wanted.country in flow.countries


def _passes(link: Link, wanted: Narrowing) -> bool:
    if wanted.category and link.elements is not None and wanted.category not in categories_of(link.elements):
        return False
    return not wanted.country or not link.countries or wanted.country in link.countries


def _busy(chain: SupplyChain) -> set[int]:
    ends: Iterable[int] = (end for flow in chain.flows for end in flow.ends)
    return {*ends, *(end for link in chain.links for end in (link.provider, link.subcontractor))}


def _tier(party: Party) -> int:
    known = Tier.parse(party.tier)
    return known.rank if known else len(Tier)


def _level(party: Party) -> int:
    known = RiskLevel.parse(party.level)
    return known.rank if known else -1
