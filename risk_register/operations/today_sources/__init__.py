"""Where Today's items come from: one module for each subject, one line here for each source."""

from risk_register.operations.today_sources import (
    acceptances,
    completeness,
    contracts,
    endings,
    evidence,
    findings,
    incidents,
    questionnaires,
    reviews,
    service_levels,
    subcontractors,
)
from risk_register.operations.today_sources.base import Asked as Asked
from risk_register.operations.today_sources.base import Source as Source
from risk_register.operations.today_sources.base import VendorLine as VendorLine

SOURCES: tuple[Source, ...] = (
    incidents.running, reviews.due, reviews.confirmations, questionnaires.waiting, evidence.running_out, acceptances.acceptances,
    acceptances.overrides, contracts.terms, findings.findings, findings.treatments, subcontractors.objections,
    service_levels.credits_to_claim, endings.offboarding, endings.accesses, completeness.unmatched,
)
