"""How a person knows the records of a vendor, so that a reason can name what it rests on."""

from collections.abc import Iterator

from risk_register.desktop.widgets.rounds import family_and_version
from risk_register.desktop.words import term
from risk_register.model.facts import VendorFacts
from risk_register.model.vocabulary import ClauseTopic, SlaMetric
from risk_register.risk.result import FactRef
from risk_register.texts import Language


def record_names(known: VendorFacts, language: Language) -> dict[FactRef, str]:
    """The name of each record of a vendor that a judgement may rest on."""
    return dict(_named(known, language))


def _named(known: VendorFacts, language: Language) -> Iterator[tuple[FactRef, str]]:
    yield FactRef("vendor", known.vendor.id), known.vendor.legal_name
    yield from _dependence(known)
    yield from _contracts(known, language)
    simple = (
        ("access", known.accesses, "system"), ("data_flow", known.flows, "name"),
        ("subcontractor_link", known.subcontractors, "subcontractor"), ("evidence", known.evidence, "title"),
        ("finding", known.findings, "title"), ("risk_acceptance", known.acceptances, "reason"),
        ("incident", known.incidents, "title"),
    )
    for noun, records, field in simple:
        for record in records:
            yield FactRef(noun, record.id), getattr(record, field)
    for each in known.rounds:
        parts = (family_and_version(each.family, each.version, language), each.file_name)
        yield FactRef("questionnaire", each.id), ", ".join(part for part in parts if part)


def _dependence(known: VendorFacts) -> Iterator[tuple[FactRef, str]]:
    for service in known.services:
        yield FactRef("service", service.id), service.name
        for function in service.functions:
            yield FactRef("function", function.id), function.name


def _contracts(known: VendorFacts, language: Language) -> Iterator[tuple[FactRef, str]]:
    for contract in known.contracts:
        yield FactRef("contract", contract.id), contract.title or contract.reference
        for clause in contract.clauses:
            yield FactRef("clause", clause.id), f"{contract.reference}: {term(ClauseTopic, clause.topic, language)}"
    for promise in known.sla_terms:
        name = promise.name or term(SlaMetric, promise.metric, language)
        yield FactRef("sla_term", promise.id), name
        for measured in promise.measurements:
            yield FactRef("sla_measurement", measured.id), name
