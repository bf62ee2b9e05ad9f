"""Facts as an audience may have them: what it is not told is taken out before a word of a report is written.

Pages ask `Basis.tells` as well, so that they do not print 'nothing is recorded' of what was taken out here.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from risk_register.model.facts import Answer, DataFlow, Finding, Round, Service, SubcontractorLink, VendorFacts
from risk_register.model.facts.follow_up import FollowUp
from risk_register.model.vocabulary import LinkConfidence, ScopeDecision
from risk_register.operations.reviewing import ReviewSheet
from risk_register.reports.audiences import Audience, Matter, tells
from risk_register.risk.supply_chain import US, SupplyChain


def for_readers(facts: VendorFacts, audience: Audience) -> VendorFacts:
    """One vendor's facts without what the audience is not told."""
    for matter, taken_out in _TAKEN_OUT.items():
        if not tells(audience, matter):
            facts = taken_out(facts)
    return facts


def follow_up_for_readers(found: FollowUp, audience: Audience) -> FollowUp:
    """What was done about a vendor without what the audience is not told. The end of the relation is told to all: its steps are
    the vendor's own duties.
    """
    if not tells(audience, Matter.DEPENDENCE):
        found = replace(found, exit_plans=())
    if not tells(audience, Matter.REVIEWS):
        found = replace(found, evidence_reviews=())
    if not tells(audience, Matter.TREATMENT):
        found = replace(found, treatments=())
    if tells(audience, Matter.STAFF):
        return found
    return replace(
        found,
        treatments=tuple(replace(each, owner=None) for each in found.treatments),
        evidence_reviews=tuple(replace(each, reader=None) for each in found.evidence_reviews),
    )


def answers_for_readers(found: tuple[Answer, ...], audience: Audience) -> tuple[Answer, ...]:
    """Answers without what our reviewers made of them, where the audience is not told of that."""
    if tells(audience, Matter.REMARKS):
        return found
    return tuple(answer_alone(each) for each in found)


def sheet_for_readers(sheet: ReviewSheet, facts: VendorFacts, audience: Audience) -> ReviewSheet:
    """A round without what our reviewers made of it; evidence by the titles of the vendor's own."""
    found = sheet.round if tells(audience, Matter.STAFF) else replace(sheet.round, reviewer=None)
    if tells(audience, Matter.REMARKS):
        return replace(sheet, round=found)
    own = {each.title for each in facts.evidence}
    lines = tuple(
        replace(
            line,
            answer=answer_alone(line.answer),
            before=answer_alone(line.before) if line.before else None,
            evidence=tuple(title for title in line.evidence if title in own),
        )
        for line in sheet.lines
    )
    return replace(sheet, round=_without_note(replace(found, reviewed_on=None, reviewer=None)), lines=lines)


def answer_alone(answer: Answer) -> Answer:
    """What the vendor said, without our verdict and note."""
    return replace(answer, reviewer_verdict=None, reviewer_note=None)


def chain_for_readers(chain: SupplyChain, facts: VendorFacts, audience: Audience) -> SupplyChain:
    """The supply chain as the audience may see it; a vendor sees ourselves, itself, and the subcontractors that it named."""
    if tells(audience, Matter.OTHERS):
        return chain
    links = {each.id for each in facts.subcontractors}
    near = chain.only({facts.vendor.id, *(each.subcontractor_id for each in facts.subcontractors)})
    kept = tuple(replace(link, critical=False) for link in near.links if link.id in links)
    flows = {each.id for each in facts.flows}
    return SupplyChain(near.parties, tuple(flow for flow in near.flows if flow.id in flows), kept, near.on)


def names_for_readers(names: Mapping[int, str], facts: VendorFacts, audience: Audience) -> Mapping[int, str]:
    """The names of parties and people that may be printed."""
    if tells(audience, Matter.OTHERS):
        return names
    told = {facts.vendor.id, *(each.subcontractor_id for each in facts.subcontractors)}
    return {key: name for key, name in names.items() if key in told}


def _without_others(facts: VendorFacts) -> VendorFacts:
    """What concerns this vendor and ourselves alone, or those whom it named itself."""
    own = facts.vendor.id
    links = tuple(each for each in facts.subcontractors if each.provider_id == own and each.confidence != LinkConfidence.ASSUMED)
    named = {US, own, *(each.subcontractor_id for each in links)}
    flows = tuple(
        replace(each, customers=None, customer_notice_hours=None)
        for each in facts.flows
        if {each.from_vendor_id or US, each.to_vendor_id or US} <= named
    )
    kept = {each.id for each in flows}
    return replace(
        facts,
        vendor=replace(facts.vendor, parent_id=None, ultimate_parent_id=None),
        subcontractors=tuple(each if each.flow_id in kept else replace(each, flow_id=None) for each in links),
        flows=flows,
    )


def _without_dependence(facts: VendorFacts) -> VendorFacts:
    def service(each: Service) -> Service:
        return replace(each, reliance=None, substitutability=None, substitutability_reason=None, reintegration=None,
                       alternatives=None, functions=())

    def link(each: SubcontractorLink) -> SubcontractorLink:
        return replace(each, supports_critical_function=None)

    def flow(each: DataFlow) -> DataFlow:
        return replace(each, confidentiality=None, integrity=None, availability=None)

    vendor = replace(facts.vendor, stated_criticality=None, designated_critical_on=None, designated_critical_by=None)
    return replace(facts, vendor=vendor, services=tuple(map(service, facts.services)), flows=tuple(map(flow, facts.flows)),
                   subcontractors=tuple(map(link, facts.subcontractors)))


def _without_reviews(facts: VendorFacts) -> VendorFacts:
    vendor = replace(facts.vendor, scope_decision=ScopeDecision.IN_SCOPE.value, scope_reason=None, scope_decided_by=None,
                     scope_decided_on=None, next_review_on=None)
    rounds = tuple(replace(each, reviewed_on=None, reviewer=None) for each in facts.rounds)
    return replace(facts, vendor=vendor, reviews=(), rounds=rounds, overrides=())


def _without_remarks(facts: VendorFacts) -> VendorFacts:
    """Our notes on answers stand with them; here are those on rounds, where a person wrote one in place of the form's own rest."""
    return replace(facts, rounds=tuple(_without_note(each) for each in facts.rounds))


def _without_note(each: Round) -> Round:
    try:
        kept = isinstance(json.loads(each.summary or "null"), dict)
    except ValueError:
        kept = False
    return each if kept else replace(each, summary=None)


def _without_treatment(facts: VendorFacts) -> VendorFacts:
    def finding(each: Finding) -> Finding:
        return replace(each, description=None, contradiction=None, likelihood=None, impact=None, planned_effect=None,
                       treatment=None)

    vendor = replace(facts.vendor, description=None)
    return replace(facts, vendor=vendor, findings=tuple(map(finding, facts.findings)), acceptances=())


def _without_incidents(facts: VendorFacts) -> VendorFacts:
    return replace(facts, incidents=())


def _without_money(facts: VendorFacts) -> VendorFacts:
    return replace(facts, contracts=tuple(replace(each, annual_cost=None, currency=None) for each in facts.contracts))


def _without_staff(facts: VendorFacts) -> VendorFacts:
    contracts = tuple(
        replace(each, clauses=tuple(replace(clause, read_by=None) for clause in each.clauses)) for each in facts.contracts
    )
    return replace(
        facts,
        vendor=replace(facts.vendor, owner=None, owner_id=None, scope_decided_by=None),
        contracts=contracts,
        rounds=tuple(replace(each, reviewer=None) for each in facts.rounds),
        findings=tuple(replace(each, owner=None) for each in facts.findings),
    )


def _without_accountable(facts: VendorFacts) -> VendorFacts:
    return replace(
        facts,
        reviews=tuple(replace(each, assessor=None, approver=None) for each in facts.reviews),
        acceptances=tuple(replace(each, approver=None) for each in facts.acceptances),
        overrides=tuple(replace(each, author="") for each in facts.overrides),
    )


_TAKEN_OUT: Mapping[Matter, Callable[[VendorFacts], VendorFacts]] = {
    Matter.OTHERS: _without_others,
    Matter.DEPENDENCE: _without_dependence,
    Matter.REVIEWS: _without_reviews,
    Matter.REMARKS: _without_remarks,
    Matter.TREATMENT: _without_treatment,
    Matter.INCIDENTS: _without_incidents,
    Matter.MONEY: _without_money,
    Matter.STAFF: _without_staff,
    Matter.ACCOUNTABLE: _without_accountable,
}
