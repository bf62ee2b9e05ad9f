"""What an incident brings to light beside its deadlines: gaps in contracts, transfers and data sent, to be made findings.

Each is a sentence with the record it rests on; nothing is stored before a person records it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from risk_register.incidents.agreed import CONTRACT
from risk_register.incidents.clocks import Clock
from risk_register.incidents.exposure import Exposure, is_independent
from risk_register.incidents.situation import Promise
from risk_register.model import facts
from risk_register.model.vocabulary import (
    ClauseState,
    ClauseTopic,
    DataElement,
    FindingSeverity,
    ServiceKind,
    StampName,
    TransferMechanism,
)
from risk_register.texts import Text

PROCESSOR_CLAUSES = (
    ClauseTopic.BREACH_NOTICE, ClauseTopic.AUDIT_RIGHT, ClauseTopic.SUBPROCESSOR_AUTHORISATION, ClauseTopic.DELETION_RETURN,
    ClauseTopic.CONFIDENTIALITY, ClauseTopic.SECURITY_MEASURES, ClauseTopic.ASSISTANCE, ClauseTopic.INSTRUCTIONS)
"""What GDPR Art. 28(3) asks of a contract with a processor, as far as the checklist names it."""
_DIRECT_IDENTIFIERS = (DataElement.NAME.value, DataElement.EMAIL.value, DataElement.PHONE.value)
_NO_MECHANISM = (None, TransferMechanism.NONE.value, TransferMechanism.NOT_TRANSFERRED.value)
_UNREAD = (ClauseState.ABSENT.value, ClauseState.NOT_READ.value, ClauseState.PARTIAL.value)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be looked into, with the record it rests on, and how grave it is by our proposal."""

    rule: str
    words: Text
    noun: str
    record: int
    vendor_id: int | None
    severity: FindingSeverity


def remarks(exposure: Exposure, home: Iterable[str]) -> list[Remark]:
    """What the exposure brings to light. `home` are countries to which data goes without further ado (the EEA, adequate ones)."""
    at_home = set(home)
    services = {each.id: each for each in exposure.services}
    found: list[Remark] = []
    for hit in exposure.flows:
        vendor = hit.vendors[0] if hit.vendors else None
        abroad = [place.country for place in hit.flow.countries if place.country not in at_home]
        if abroad and hit.flow.transfer_mechanism in _NO_MECHANISM:
            found.append(Remark(
                "transfer-without-mechanism", Text("'{flow}' goes to {countries} without any transfer mechanism on record (GDPR "
                                                   "Chapter V)", flow=hit.flow.name, countries=", ".join(dict.fromkeys(abroad))),
                "data_flow", hit.flow.id, vendor, FindingSeverity.HIGH))
        service = services.get(hit.flow.service_id or 0)
        sent = [each for each in _DIRECT_IDENTIFIERS if each in hit.flow.elements]
        if sent and service is not None and service.kind == ServiceKind.DATA_ANALYSIS:
            found.append(Remark(
                "identifiers-to-analytics", Text("'{flow}' sends names or addresses of people to an analytics service: are they "
                                                 "needed there? (GDPR Art. 5(1)(c))", flow=hit.flow.name),
                "data_flow", hit.flow.id, vendor, FindingSeverity.MEDIUM))
        if is_independent(hit):
            found.append(Remark(
                "independent-controller",
                Text("The vendor is recorded as an independent controller for '{flow}': the breach is its own to notify, unless it "
                     "is decided otherwise", flow=hit.flow.name),
                "data_flow", hit.flow.id, vendor, FindingSeverity.LOW))
        if hit.held:
            found.append(Remark(
                "data-after-the-end", Text("'{flow}' has ended, and the deletion of its data is not confirmed (GDPR Art. 28(3)(g))",
                                           flow=hit.flow.name), "data_flow", hit.flow.id, vendor, FindingSeverity.HIGH))
    found += [_undeleted(way.parties[0], way.names[0]) for way in exposure.ways if way.held]
    for contract in exposure.contracts:
        found += _of_contract(contract)
    return found


def late_notices(clocks: Iterable[Clock], promises: Iterable[Promise]) -> list[Remark]:
    """Promises to tell us in time that were not kept: what a breach adds to a vendor's score once it is recorded as a finding."""
    broken = {clock.rule: clock for clock in clocks if clock.late_by is not None}
    found = []
    for promise in promises:
        clock = broken.get(f"{CONTRACT}:{promise.contract_id}")
        if clock is not None and clock.late_by is not None:
            words = (Text("Contract {contract}: {vendor} told us of the breach {hours} hours later than it promised",
                          contract=promise.contract, vendor=promise.vendor, hours=int(clock.late_by.total_seconds() // 3600))
                     if clock.done_at is not None else
                     Text("Contract {contract}: that {vendor} told us of the breach is not recorded, and the hours promised have "
                          "passed", contract=promise.contract, vendor=promise.vendor))
            found.append(Remark("notice-late", words, "contract", promise.contract_id, promise.vendor_id, FindingSeverity.MEDIUM))
    return found


def _undeleted(vendor_id: int, vendor: str) -> Remark:
    words = Text("{vendor} may still hold data of ours: no confirmation of its deletion or return is filed (GDPR Art. 28(3)(g))",
                 vendor=vendor)
    return Remark("deletion-open", words, "vendor", vendor_id, vendor_id, FindingSeverity.MEDIUM)


def enquiry_open(incident_id: int, stamps: Mapping[StampName, datetime], zone: tzinfo) -> list[Remark]:
    """That the vendor told us and nobody has decided since when we are aware: an enquiry has to be short (EDPB 9/2022, 33)."""
    told = stamps.get(StampName.VENDOR_NOTIFIED)
    if told is None or StampName.AWARE in stamps:
        return []
    words = Text("The vendor told us on {day}, and since when we are aware is not recorded: an enquiry is open since then and has "
                 "to be short (EDPB Guidelines 9/2022)", day=told.astimezone(zone).date())
    return [Remark("enquiry-open", words, "incident", incident_id, None, FindingSeverity.HIGH)]


def _of_contract(contract: facts.Contract) -> list[Remark]:
    said = {clause.topic: clause.state for clause in contract.clauses}
    open_ = [topic for topic in PROCESSOR_CLAUSES if said.get(topic, ClauseState.NOT_READ.value) in _UNREAD]
    if not open_:
        return []
    words = Text("Contract {contract}: {count} clauses of GDPR Art. 28(3) are absent, partial or not yet read",
                 contract=contract.reference, count=len(open_))
    return [Remark("clauses-open", words, "contract", contract.id, contract.vendor_id, FindingSeverity.MEDIUM)]
