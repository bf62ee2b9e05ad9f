"""Which records give a factor of inherent risk its grade, and in what words."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from risk_register.model.countries import Countries
from risk_register.model.facts import Access, DataFlow, Function, Service
from risk_register.model.vocabulary import Criticality, DataElement, Privilege, Reliance, Substitutability, TransferMechanism
from risk_register.risk.exposure import data_grade, location_grade, people_grade, seat_grade, service_grades
from risk_register.risk.method import Grade, Scales
from risk_register.risk.result import FactRef
from risk_register.risk.steps import Scene
from risk_register.texts import Text

R = TypeVar("R", Service, DataFlow, Access)
Why = tuple[Text, tuple[FactRef, ...]]


def why_grade(factor: str, grade: int, scene: Scene) -> Why:
    """The sentence for a factor's grade, naming the first of the records that give it, and all of those records."""
    scales = scene.method.scales
    if factor in ("criticality", "substitutability", "reliance"):
        index = ("criticality", "substitutability", "reliance").index(factor)
        services = _giving(scene.records.services, grade, lambda service: service_grades(service, scales)[index])
        return _service_why(factor, services, grade, scales)
    if factor == "access":
        accesses = _giving(scene.records.accesses, grade, lambda a: scales.access.get(a.privilege, scales.unknown))
        return _access_why(accesses[0], grade), _refs("access", accesses)
    if factor == "location":
        return _location_why(scene, grade)
    if factor == "data":
        flows = _giving(scene.records.flows, grade, lambda flow: data_grade(flow, scales))
        return _data_why(flows[0], grade, scales), _refs("data_flow", flows)
    flows = _giving(scene.records.flows, grade, lambda flow: people_grade(flow, scales))
    return _people_why(flows[0], grade), _refs("data_flow", flows)


def _giving(records: Iterable[R], grade: int, grade_of: Callable[[R], Grade]) -> list[R]:
    return sorted((record for record in records if grade_of(record)[1] == grade), key=lambda record: record.id)


def _refs(noun: str, records: Iterable[R]) -> tuple[FactRef, ...]:
    return tuple(FactRef(noun, record.id) for record in records)


def _service_why(factor: str, services: list[Service], grade: int, scales: Scales) -> Why:
    service, refs = services[0], _refs("service", services)
    if factor == "criticality":
        functions = _functions_giving(services, grade, scales)
        return _criticality_why(service, functions, grade), refs + tuple(FactRef("function", f.id) for f in functions)
    if factor == "substitutability":
        if known := Substitutability.parse(service.substitutability):
            return Text("Replacing '{service}': {substitutability}", service=service.name, substitutability=known), refs
        text = Text("How hard '{service}' is to replace is not stated: counted {grade} of 4", service=service.name, grade=grade)
        return text, refs
    if reliance := Reliance.parse(service.reliance):
        return Text("Reliance on '{service}': {reliance}", service=service.name, reliance=reliance), refs
    return Text("How far we rely on '{service}' is not stated: counted {grade} of 4", service=service.name, grade=grade), refs


def _functions_giving(services: list[Service], grade: int, scales: Scales) -> list[Function]:
    giving = {
        function.id: function for service in services for function in service.functions
        if scales.criticality.get(function.criticality, scales.unknown)[1] == grade
    }
    return sorted(giving.values(), key=lambda function: (Criticality.parse(function.criticality) is None, function.id))


def _criticality_why(service: Service, functions: list[Function], grade: int) -> Text:
    if not functions:
        return Text("Which function '{service}' supports is not stated: counted {grade} of 4", service=service.name, grade=grade)
    function = functions[0]
    criticality = Criticality.parse(function.criticality)
    if criticality is Criticality.CRITICAL_OR_IMPORTANT:
        return Text("Supports '{function}', a critical or important function", function=function.name)
    if criticality:
        return Text("Supports the function '{function}': {criticality}", function=function.name, criticality=criticality)
    return Text("Supports '{function}', whose criticality is not stated: counted {grade} of 4", function=function.name, grade=grade)


def _access_why(access: Access, grade: int) -> Text:
    if privilege := Privilege.parse(access.privilege):
        return Text("Access to '{system}': {privilege}", system=access.system, privilege=privilege)
    return Text("What the vendor may do in '{system}' is not known: counted {grade} of 4", system=access.system, grade=grade)


def _data_why(flow: DataFlow, grade: int, scales: Scales) -> Text:
    elements = [element for element in flow.elements if scales.elements.get(element) == grade]
    worst = [element for element in DataElement if element.value in elements]
    special = [element for element in worst if element.special]
    if special:
        return Text("'{flow}' carries special-category or criminal data: {element}", flow=flow.name, element=special[0])
    if worst:
        return Text("'{flow}' carries {element} ({category})", flow=flow.name, element=worst[0], category=worst[0].category)
    if flow.confidentiality is not None and scales.confidentiality[min(max(flow.confidentiality, 0), 4)] == grade:
        return Text("'{flow}' needs confidentiality of {need} on a scale of 0 to 4", flow=flow.name, need=flow.confidentiality)
    return Text("What data '{flow}' carries is not fully known: counted {grade} of 4", flow=flow.name, grade=grade)


def _people_why(flow: DataFlow, grade: int) -> Text:
    if flow.people is None:
        return Text("How many people '{flow}' concerns is not stated: counted {grade} of 4", flow=flow.name, grade=grade)
    return Text("'{flow}' concerns {people} people", flow=flow.name, people=flow.people)


def _location_why(scene: Scene, grade: int) -> Why:
    scales, vendor = scene.method.scales, scene.facts.vendor
    flows = _giving(scene.records.flows, grade, lambda flow: location_grade(flow, scales))
    if flows:
        return _flow_location_why(flows[0], grade, scales), _refs("data_flow", flows)
    seat = FactRef("vendor", vendor.id)
    if vendor.country is None or seat_grade(vendor.country, scales)[1] != grade:
        return Text("The vendor's country is not stated: counted {grade} of 4", grade=grade), (seat,)
    return Text("The vendor has its seat in {country}", country=Countries((vendor.country,))), (seat,)


def _flow_location_why(flow: DataFlow, grade: int, scales: Scales) -> Text:
    if not flow.countries:
        return Text("Where the data of '{flow}' goes is not stated: counted {grade} of 4", flow=flow.name, grade=grade)
    reached = sorted({place.country for place in flow.countries})
    elsewhere = [country for country in reached if country not in scales.countries]
    countries = Countries(tuple(elsewhere or reached))
    if not elsewhere:
        return Text("The data of '{flow}' reaches {countries}, under an adequacy decision", flow=flow.name, countries=countries)
    if mechanism := TransferMechanism.parse(flow.transfer_mechanism):
        return Text("The data of '{flow}' reaches {countries}; ground: {mechanism}", flow=flow.name, countries=countries,
                    mechanism=mechanism)
    return Text("The data of '{flow}' reaches {countries} on no recorded ground: counted {grade} of 4", flow=flow.name,
                countries=countries, grade=grade)
