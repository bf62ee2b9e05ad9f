"""From facts to grades of 1 to 4: what each service, flow and access in force says for each factor of inherent risk.

Of several records the worst counts, factor by factor, whatever their order. What a record leaves open is a range.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from risk_register.model.facts import Access, DataFlow, Service, VendorFacts
from risk_register.model.vocabulary import Criticality, Privilege, Reliance, Substitutability
from risk_register.risk.dates import in_force
from risk_register.risk.method import Grade, Scales

BUSINESS = slice(0, 3)
DATA = slice(3, 7)
NOTHING_RECORDED: Grade = (1, 1, 4)
"""Adds nothing to the figure, so that recording something can never lower it, and spans the whole range."""

CRITICAL_FUNCTION = "critical_function"
_CRITICAL = Criticality.CRITICAL_OR_IMPORTANT.value
_NO_SUBSTITUTE = Substitutability.NONE.value
_FULL = Reliance.FULL.value
_ADMIN = Privilege.ADMIN.value
_NO_ACCESS = Privilege.NONE.value


@dataclass(frozen=True, slots=True)
class InForce:
    """The records of a vendor that hold on a day."""

    services: tuple[Service, ...]
    flows: tuple[DataFlow, ...]
    accesses: tuple[Access, ...]


@dataclass(frozen=True, slots=True)
class Exposure:
    """The worst grade by factor, in the order of `loading.FACTORS`, and which conditions hold for certain or may hold."""

    grades: tuple[Grade, ...]
    certain: frozenset[str]
    possible: frozenset[str]
    known: bool
    """Whether enough is known for a judgement at all."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The highest needs over flows, graded 0 to 4; None where no flow states one."""

    confidentiality: int | None
    integrity: int | None
    availability: int | None


def records_in_force(facts: VendorFacts, on: date) -> InForce:
    """What holds on that day. An end date is the last day in force; an access ends on the day it is revoked."""
    return InForce(
        tuple(service for service in facts.services if in_force(service.valid_from, service.valid_to, on)),
        tuple(flow for flow in facts.flows if in_force(flow.valid_from, flow.valid_to, on)),
        tuple(
            access for access in facts.accesses
            if (access.granted_on is None or access.granted_on <= on) and (access.revoked_on is None or on < access.revoked_on)
        ),
    )


def needs(flows: Iterable[DataFlow], on: date) -> Needs:
    """The highest confidentiality, integrity and availability needed by any flow in force on that day."""
    active = [flow for flow in flows if in_force(flow.valid_from, flow.valid_to, on)]
    return Needs(
        max((flow.confidentiality for flow in active if flow.confidentiality is not None), default=None),
        max((flow.integrity for flow in active if flow.integrity is not None), default=None),
        max((flow.availability for flow in active if flow.availability is not None), default=None),
    )


def expose(records: InForce, country: str | None, scales: Scales) -> Exposure:
    """The grades and conditions of a vendor with these records and this country of seat."""
    services = [service_grades(service, scales) for service in records.services]
    flows = [flow_grades(flow, scales) for flow in records.flows]
    accesses = [scales.access.get(access.privilege, scales.unknown) for access in records.accesses]
    if not flows:
        flows = [(NOTHING_RECORDED, NOTHING_RECORDED, NOTHING_RECORDED)]
    if not services:
        services = [(NOTHING_RECORDED, NOTHING_RECORDED, NOTHING_RECORDED)]
    criticality, substitutability, reliance = zip(*services, strict=True)
    data, people, location = zip(*flows, strict=True)
    grades = (
        worst(criticality), worst(substitutability), worst(reliance), worst(data), worst(people),
        worst(accesses or (NOTHING_RECORDED,)), worst((seat_grade(country, scales), *location)),
    )
    certain, possible = _conditions(records, scales)
    stated = any(f.criticality in scales.criticality and f.criticality for s in records.services for f in s.functions)
    return Exposure(grades, frozenset(certain), frozenset(possible), stated or bool(records.flows) or "access" in certain)


def worst(grades: Iterable[Grade]) -> Grade:
    """The highest at best, as counted, and at worst."""
    lows, counted, highs = zip(*grades, strict=True)
    return max(lows), max(counted), max(highs)


def service_grades(service: Service, scales: Scales) -> tuple[Grade, Grade, Grade]:
    """Criticality of the functions it supports, substitutability, reliance."""
    unknown = scales.unknown
    criticality = [scales.criticality.get(function.criticality, unknown) for function in service.functions]
    return (
        worst(criticality) if criticality else unknown,
        scales.substitutability.get(service.substitutability, unknown),
        scales.reliance.get(service.reliance, unknown),
    )


def flow_grades(flow: DataFlow, scales: Scales) -> tuple[Grade, Grade, Grade]:
    """Kind of data, number of people, countries."""
    return data_grade(flow, scales), people_grade(flow, scales), location_grade(flow, scales)


def data_grade(flow: DataFlow, scales: Scales) -> Grade:
    """The worst element's category, or the stated need for confidentiality where that is graded higher."""
    least = 1 if flow.confidentiality is None else scales.confidentiality[min(max(flow.confidentiality, 0), 4)]
    kinds = [scales.elements.get(element, 0) for element in flow.elements]
    grade = max(least, *kinds) if kinds else least
    if kinds and 0 not in kinds:
        return grade, grade, grade
    return grade, max(grade, scales.unknown[1]), 4


def people_grade(flow: DataFlow, scales: Scales) -> Grade:
    """By how many people the flow concerns; a flow of nothing but business secrets concerns none."""
    if flow.populations:
        grade = bisect_right(scales.people_from, sum([population.count for population in flow.populations])) + 1
        return grade, grade, grade
    if flow.elements and scales.impersonal_elements.issuperset(flow.elements):
        return 1, 1, 1
    return scales.unknown


def location_grade(flow: DataFlow, scales: Scales) -> Grade:
    """By the worst country the data reaches: at home, adequate, or elsewhere by the mechanism on record."""
    if not flow.countries:
        return scales.unknown
    grade, elsewhere = 1, False
    for reached in flow.countries:
        known = scales.countries.get(reached.country)
        if known is None:
            elsewhere = True
        elif known > grade:
            grade = known
    if not elsewhere:
        return grade, grade, grade
    least, counted, most = scales.mechanisms.get(flow.transfer_mechanism) or scales.mechanisms[None]
    return max(least, grade), max(counted, grade), max(most, grade)


def seat_grade(country: str | None, scales: Scales) -> Grade:
    """By the vendor's own country."""
    if country is None:
        return 1, min(scales.unknown[1], scales.elsewhere), scales.elsewhere
    grade = scales.countries.get(country, scales.elsewhere)
    return grade, grade, grade


def is_critical(service: Service) -> bool:
    """Whether a critical or important function depends on the service (DORA Art. 3(22))."""
    return any(function.criticality == _CRITICAL for function in service.functions)


def is_sole_source(service: Service) -> bool:
    """Whether we rely on the service fully and cannot replace it."""
    return service.substitutability == _NO_SUBSTITUTE and service.reliance == _FULL


def _conditions(records: InForce, scales: Scales) -> tuple[set[str], set[str]]:
    certain: set[str] = set()
    possible: set[str] = set()
    _service_conditions(records.services, scales, certain, possible)
    _flow_conditions(records.flows, scales, certain, possible)
    for access in records.accesses:
        if access.privilege == _ADMIN:
            certain |= {"privileged_access", "access"}
        elif _open(access.privilege, scales.access):
            possible |= {"privileged_access", "access"}
        elif access.privilege != _NO_ACCESS:
            certain.add("access")
    if not records.accesses:
        possible |= {"privileged_access", "access"}
    return certain, certain | possible


def _service_conditions(services: Iterable[Service], scales: Scales, certain: set[str], possible: set[str]) -> None:
    none = True
    for service in services:
        none = False
        if is_critical(service):
            certain.add(CRITICAL_FUNCTION)
        elif not service.functions or any(_open(f.criticality, scales.criticality) for f in service.functions):
            possible.add(CRITICAL_FUNCTION)
        if is_sole_source(service):
            certain.add("sole_source")
        elif (service.substitutability == _NO_SUBSTITUTE or _open(service.substitutability, scales.substitutability)) and (
            service.reliance == _FULL or _open(service.reliance, scales.reliance)
        ):
            possible.add("sole_source")
    if none:
        possible |= {CRITICAL_FUNCTION, "sole_source"}


def _flow_conditions(flows: Iterable[DataFlow], scales: Scales, certain: set[str], possible: set[str]) -> None:
    none = True
    for flow in flows:
        none = False
        if not scales.special_elements.isdisjoint(flow.elements):
            certain.add("special_data")
        if flow.populations or any(e in scales.elements and e not in scales.impersonal_elements for e in flow.elements):
            certain.add("personal_data")
        if not flow.elements or any(element not in scales.elements for element in flow.elements):
            possible |= {"special_data", "personal_data"}
    if none:
        possible |= {"special_data", "personal_data"}


def _open(value: str | None, known: dict[str | None, Grade]) -> bool:
    return value is None or value not in known
