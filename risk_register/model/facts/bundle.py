"""All that is known of one vendor, as one value."""

from dataclasses import dataclass

from risk_register.model.facts.agreements import Contract, SlaTerm, SubcontractorLink
from risk_register.model.facts.assurance import Evidence, Finding, Override, Review, RiskAcceptance, Round, Tally
from risk_register.model.facts.flows import DataFlow
from risk_register.model.facts.incidents import Incident
from risk_register.model.facts.parties import Contact, Vendor
from risk_register.model.facts.services import Access, Service


@dataclass(frozen=True, slots=True)
class VendorFacts:
    """All that is known of one vendor: what a judgement is made from and a dossier is printed from."""

    vendor: Vendor
    services: tuple[Service, ...] = ()
    accesses: tuple[Access, ...] = ()
    contracts: tuple[Contract, ...] = ()
    sla_terms: tuple[SlaTerm, ...] = ()
    flows: tuple[DataFlow, ...] = ()
    subcontractors: tuple[SubcontractorLink, ...] = ()
    rounds: tuple[Round, ...] = ()
    """Newest first."""
    tallies: tuple[Tally, ...] = ()
    """Of the latest received round of each family."""
    evidence: tuple[Evidence, ...] = ()
    reviews: tuple[Review, ...] = ()
    findings: tuple[Finding, ...] = ()
    acceptances: tuple[RiskAcceptance, ...] = ()
    overrides: tuple[Override, ...] = ()
    incidents: tuple[Incident, ...] = ()
    names: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    contacts: tuple[Contact, ...] = ()
