"""Exposure as the register has it: what of ours a breach at a vendor or subcontractor hits, and whose would hit most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from risk_register.errors import RegisterError
from risk_register.incidents.exposure import Exposure, elements_of, exposure, first_vendors, is_critical
from risk_register.model import facts
from risk_register.model.nouns import BY_RECORD
from risk_register.model.services import Function, Service, ServiceFunction
from risk_register.model.vocabulary import DataCategory
from risk_register.operations.facts import load_touched
from risk_register.operations.fetch import facts_of, without_collecting
from risk_register.operations.offboarding import holding_vendors
from risk_register.operations.supply_chain import supply_chain
from risk_register.operations.towards import towards
from risk_register.risk.dates import in_force
from risk_register.risk.supply_chain import US, SupplyChain, came_to, reached
from risk_register.risk.supply_chain.chain import categories_of
from risk_register.store import Register


def expose(register: Register, vendor_id: int, *, categories: Sequence[str] = (), since: date | None = None,
           on: date | None = None) -> Exposure:
    """What is hit if that vendor is breached, by what was in force on any day from `since` to `on` (today unless said otherwise).

    `categories` are words of the vocabularies of categories or elements. Raises `RegisterError` for others, and for days
    in the wrong order.
    """
    asked = elements_of(word.strip() for word in categories if word.strip())
    if asked is None:
        raise RegisterError("A category asked about is not known. Known are: {known}; or single data elements.",
                            known=", ".join(each.value for each in DataCategory))
    day = on or register.today()
    first = since or day
    if first > day:
        raise RegisterError("The first day looked at, {first}, lies after the last, {last}. Choose an earlier one.", first=first,
                            last=day)
    with register.read() as connection, without_collecting():
        holding = holding_vendors(connection)
        found = towards(connection, vendor_id, on=day, since=first, holding=holding)
        if vendor_id not in found.chain.parties:
            raise RegisterError("There is no vendor with the id {id} in this register.", id=str(vendor_id))
        reach = reached(found.chain, vendor_id)
        wanted = first_vendors(reach)
        vendors = {each.vendor.id: each for each in load_touched(connection, wanted, found.flows)} if wanted else {}
        return exposure(found.chain, vendor_id, vendors, since=first, asked=asked, holding=holding, reach=reach)


@dataclass(frozen=True, slots=True)
class Drilled:
    """How much a breach at one party would hit."""

    vendor_id: int
    name: str
    direct: bool
    critical_functions: int
    functions: int
    people_low: int | None
    people_high: int | None
    categories: tuple[DataCategory, ...]
    special: bool
    """Whether special categories of data (GDPR Art. 9 and 10) are among them."""
    data_flows: int
    vendors: int
    """Vendors of ours through whom it would hit."""

    @property
    def order(self) -> tuple[int, bool, int, int, int, str]:
        """Most hurtful first: critical or important functions, special categories, people, categories, flows."""
        people = self.people_high or 0
        return -self.critical_functions, not self.special, -people, -len(self.categories), -self.data_flows, self.name


def drill(register: Register, *, on: date | None = None) -> list[Drilled]:
    """What if each of them were breached tomorrow: all vendors and subcontractors, the one that would hurt most first."""
    with register.read() as connection:
        holding = holding_vendors(connection)
    chain = supply_chain(register, on=on, judged=False, holding=holding)
    supported = _supported(register, chain.on)
    ways = _first_vendors_of_all(chain)
    found = []
    for party in ways:
        came = came_to(chain, party)
        elements = {element for _flow, passed in came for element in passed}
        counted = [flow.people for flow, _passed in came if flow.people is not None]
        hit = {function for vendor, services in ways[party].items()
               for service, functions in supported.get(vendor, {}).items() if services is None or service in services
               for function in functions}
        categories = categories_of(elements)
        found.append(Drilled(
            party, chain.name(party), chain.parties[party].direct, sum(is_critical(each) for each in hit), len(hit),
            max(counted, default=None), sum(counted) if counted else None, categories,
            any(each in (DataCategory.HEALTH, DataCategory.SPECIAL, DataCategory.CRIMINAL) for each in categories),
            len(came), len(ways[party])))
    return sorted(found, key=lambda each: each.order)


def _supported(register: Register, day: date) -> dict[int, dict[int, tuple[facts.Function, ...]]]:
    """By vendor, its services in force with the functions of ours that they support."""
    service, pair = BY_RECORD[Service].table, BY_RECORD[ServiceFunction].table
    found: dict[int, dict[int, tuple[facts.Function, ...]]] = {}
    with register.read() as connection:
        functions = {each.id: each for each in facts_of(connection, facts.Function, BY_RECORD[Function].table)}
        of_service: dict[int, list[facts.Function]] = {}
        for row in connection.execute(select(pair.c.service_id, pair.c.function_id, pair.c.valid_from, pair.c.valid_to)):
            if in_force(row.valid_from, row.valid_to, day):
                of_service.setdefault(row.service_id, []).append(functions[row.function_id])
        for row in connection.execute(select(service.c.id, service.c.vendor_id, service.c.valid_from, service.c.valid_to)):
            if in_force(row.valid_from, row.valid_to, day):
                found.setdefault(row.vendor_id, {})[row.id] = tuple(of_service.get(row.id, ()))
    return found


def _first_vendors_of_all(chain: SupplyChain) -> dict[int, dict[int, frozenset[int] | None]]:
    """By party, the vendors of ours through whom one comes to it, each with the services it is used for (None: all)."""
    found: dict[int, dict[int, frozenset[int] | None]] = {}
    for party in chain.parties.values():
        if not party.direct or party.id == US:
            continue
        _add(found.setdefault(party.id, {}), party.id, None)
        waiting = [(link.subcontractor, None if link.service_id is None else frozenset({link.service_id}))
                   for link in chain.below.get(party.id, ()) if not link.objected]
        while waiting:
            target, services = waiting.pop()
            if target != party.id and _add(found.setdefault(target, {}), party.id, services):
                waiting += [(link.subcontractor, services) for link in chain.below.get(target, ()) if not link.objected]
    return found


def _add(known: dict[int, frozenset[int] | None], vendor: int, services: frozenset[int] | None) -> bool:
    """Notes the services of a vendor that are used; whether that says anything new."""
    if vendor not in known:
        known[vendor] = services
        return True
    before = known[vendor]
    if before is None or (services is not None and services <= before):
        return False
    known[vendor] = None if services is None else before | services
    return True
