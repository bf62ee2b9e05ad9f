"""What is hit if a vendor or subcontractor is breached, and whose breach would hit most."""

import argparse
from typing import Any

from risk_register.cli.output import Output
from risk_register.errors import WrongUsage
from risk_register.incidents.exposure import DIRECT, Exposure, HitFlow, Way, is_critical
from risk_register.model import facts
from risk_register.model.countries import country_name
from risk_register.model.people import people_words
from risk_register.model.vocabulary import (
    BreachNoticeFrom,
    ClauseTopic,
    DataElement,
    LinkConfidence,
    SlaMetric,
    TransferMechanism,
    label,
)
from risk_register.operations.exposure import Drilled, drill, expose
from risk_register.operations.looking_back import find_vendor_then, looking_back
from risk_register.store import Register
from risk_register.texts import Text, listed, number


def exposure(asked: argparse.Namespace, output: Output) -> None:
    """`exposure`: one party's breach, or with `--drill` a ranking of all."""
    if asked.drill == (asked.vendor is not None):
        raise WrongUsage("Name one vendor, or ask for the ranking of all with --drill.")
    if asked.drill and (asked.categories or asked.since):
        raise WrongUsage("--categories and --since are about the breach of one vendor; the ranking of all takes neither.")
    with Register.open(asked.register, write=False) as register, looking_back(register, asked.as_of, or_ahead=True) as then:
        _exposure(then, None if asked.drill else find_vendor_then(register, then, asked.vendor), asked, output)


def _exposure(register: Register, vendor_id: int | None, asked: argparse.Namespace, output: Output) -> None:
    day = asked.valid_on or asked.as_of
    if vendor_id is None:
        _say_drill(drill(register, on=day), output)
        return
    found = expose(register, vendor_id, categories=(asked.categories or "").split(","), since=asked.since, on=day)
    output.document(as_document(found))
    say(found, output)


def as_document(found: Exposure) -> dict[str, Any]:
    """An exposure as JSON has it."""
    return {
        "vendor": found.name, "id": found.origin, "since": found.since, "on": found.on, "affected": found.affected,
        "paths": [list(way.names) for way in found.ways],
        "path_details": [{"names": list(way.names), "confidence": way.confidence, "may_still_hold": way.held}
                         for way in found.ways],
        "more_paths": found.more_ways,
        "data_flows": [_flow(each) for each in found.flows],
        "categories": [each.value for each in found.categories], "elements": list(found.elements),
        "people": found.people_high, "people_low": found.people_low, "people_high": found.people_high,
        "flows_uncounted": found.uncounted, "countries": list(found.countries),
        "services": [_service(each) for each in found.services],
        "contracts": [_contract(each) for each in found.contracts],
        "sla_terms": [{"id": each.id, "contract_id": each.contract_id, "metric": each.metric, "name": each.name,
                       "target": float(each.target), "unit": each.unit, "window": each.window} for each in found.sla_terms],
        "functions": [{"id": each.id, "reference": each.reference, "name": each.name, "critical": is_critical(each),
                       "rto_hours": each.rto_hours, "rpo_hours": each.rpo_hours} for each in found.functions],
        "accesses": [{"id": each.id, "system": each.system, "privilege": each.privilege, "credential": each.credential}
                     for each in found.accesses],
        "owners": list(dict.fromkeys(each.vendor.owner for each in found.vendors if each.vendor.owner)),
        "contacts": [{"vendor": each.vendor.legal_name, "purpose": contact.purpose, "name": contact.name, "email": contact.email,
                      "phone": contact.phone} for each in found.vendors for contact in each.contacts],
        "evidence": [{"id": piece.id, "vendor": each.vendor.legal_name, "title": piece.title, "sha256": piece.file_sha256}
                     for each in found.vendors for piece in each.evidence],
    }


def _flow(hit: HitFlow) -> dict[str, Any]:
    flow = hit.flow
    return {
        "id": flow.id, "name": flow.name, "elements": list(hit.elements), "categories": [each.value for each in hit.categories],
        "people": flow.people, "countries": list(dict.fromkeys(place.country for place in flow.countries)),
        "transfer_mechanism": flow.transfer_mechanism, "our_role": flow.our_role, "service_id": flow.service_id,
        "customer_notice_hours": flow.customer_notice_hours, "may_still_hold": hit.held,
        "populations": [{"subject": each.subject, "region": each.region, "count": each.count} for each in flow.populations],
    }


def _service(service: facts.Service) -> dict[str, Any]:
    return {"id": service.id, "vendor_id": service.vendor_id, "name": service.name, "kind": service.kind,
            "functions": [function.name for function in service.functions]}


def _contract(contract: facts.Contract) -> dict[str, Any]:
    notice = contract.clause(ClauseTopic.BREACH_NOTICE)
    return {
        "id": contract.id, "reference": contract.reference, "title": contract.title, "vendor_id": contract.vendor_id,
        "breach_notice_hours": notice.hours if notice else None, "breach_notice_from": notice.hours_from if notice else None,
        "breach_notice": notice.state if notice else "not_read",
        "audit_right": _state(contract, ClauseTopic.AUDIT_RIGHT), "termination": _state(contract, ClauseTopic.TERMINATION),
    }


def _state(contract: facts.Contract, topic: ClauseTopic) -> str:
    found = contract.clause(topic)
    return found.state if found else "not_read"


def say(found: Exposure, output: Output) -> None:
    """An exposure for a person."""
    language = output.language
    if not found.affected:
        output.say(Text("{name}: nothing of ours is hit, directly or through others, by what this register holds.",
                        name=found.name))
        return
    output.say(Text("If {name} is breached:", name=found.name))
    for way in found.ways:
        output.say(Text("  Path: {names} ({confidence})", names=" → ".join(way.names), confidence=_confidence(way)))
    if found.more_ways:
        output.say(Text("  There are more paths than are listed."))
    for hit in found.flows:
        output.say(Text("  Data flow: {name}", name=hit.flow.name))
        elements = [label(DataElement, each, language) for each in hit.elements]
        output.say(Text("    {elements}", elements=listed(elements, language) or "—"))
        places = _countries([place.country for place in hit.flow.countries], output)
        output.say(Text("    People: {people}; countries: {countries}; transfer: {transfer}",
                        people=people_words(hit.flow.people, hit.flow.people, language), countries=places,
                        transfer=label(TransferMechanism, hit.flow.transfer_mechanism, language)))
    output.say(Text("  People concerned: {people}", people=people_words(found.people_low, found.people_high, language)))
    for service in found.services:
        output.say(Text("  Service: {name} ({functions})", name=service.name,
                        functions=listed([each.name for each in service.functions], language) or "—"))
    for contract in found.contracts:
        output.say(Text("  Contract {reference}: {notice}", reference=contract.reference, notice=_notice(contract)))
    for term in found.sla_terms:
        output.say(Text("  Service level: {metric}, {target}", metric=term.name or label(SlaMetric, term.metric, language),
                        target=number(term.target, language)))


def _confidence(way: Way) -> Text:
    if way.held:
        return Text("ended, may still hold data")
    if way.confidence == DIRECT:
        return Text("our own vendor")
    return Text("{confidence}", confidence=LinkConfidence.parse(way.confidence) or LinkConfidence.ASSUMED)


def _countries(codes: list[str], output: Output) -> str:
    return listed([country_name(code, output.language) for code in dict.fromkeys(codes)], output.language) or "—"


def _notice(contract: facts.Contract) -> Text:
    clause = contract.clause(ClauseTopic.BREACH_NOTICE)
    if clause is None or clause.hours is None:
        return Text("no hours promised for notice of a breach")
    return Text("notice of a breach within {hours} hours from: {event}", hours=clause.hours,
                event=BreachNoticeFrom.parse(clause.hours_from) or "—")


def _say_drill(ranked: list[Drilled], output: Output) -> None:
    output.document([{
        "vendor": each.name, "id": each.vendor_id, "direct": each.direct, "critical_functions": each.critical_functions,
        "functions": each.functions, "people": each.people_high, "people_low": each.people_low, "people_high": each.people_high,
        "categories": [category.value for category in each.categories], "special_categories": each.special,
        "data_flows": each.data_flows, "through": each.vendors} for each in ranked])
    language = output.language
    output.table(
        (Text("Breached"), Text("Critical functions"), Text("People"), Text("Categories of data"), Text("Flows"), Text("Through")),
        [(each.name, str(each.critical_functions), people_words(each.people_low, each.people_high, language),
          str(len(each.categories)), str(each.data_flows), str(each.vendors)) for each in ranked])
