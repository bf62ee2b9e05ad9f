"""Contracts, service levels with their measurements, subcontractors."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Clause:
    """What a reading of a contract found for one entry of the checklist; `hours` is for breach notification."""

    id: int
    contract_id: int
    topic: str
    state: str
    page: str | None = None
    wording: str | None = None
    hours: int | None = None
    hours_from: str | None = None
    read_by: str | None = None
    read_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """A contractual arrangement. An end date is the last day in force."""

    id: int
    reference: str
    vendor_id: int
    title: str | None = None
    kind: str = "standalone"
    starts_on: date | None = None
    ends_on: date | None = None
    renewal: str | None = None
    renewal_months: int | None = None
    notice_days_ours: int | None = None
    notice_days_theirs: int | None = None
    notice_months_ours: int | None = None
    notice_months_theirs: int | None = None
    notice_counted_from_ours: str | None = None
    document_id: int | None = None
    governing_law: str | None = None
    annual_cost: Decimal | None = None
    currency: str | None = None
    ended_on: date | None = None
    end_reason: str | None = None
    clauses: tuple[Clause, ...] = ()

    def clause(self, topic: str) -> Clause | None:
        """What the reading of the contract found for one entry of the checklist; None where it has not been read for it."""
        return next((each for each in self.clauses if each.topic == topic), None)


@dataclass(frozen=True, slots=True)
class SlaMeasurement:
    """What was measured in one window; no value means that nothing was measured."""

    id: int
    sla_term_id: int
    starts_on: date
    ends_on: date
    value: Decimal | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class SlaCreditStep:
    """So many percent of a window's fee where its measurement is beyond a value."""

    id: int
    sla_term_id: int
    beyond: Decimal
    credit: Decimal


@dataclass(frozen=True, slots=True)
class SlaTerm:
    """One measurable promise, with what was measured against it in time order."""

    id: int
    contract_id: int
    metric: str
    target: Decimal
    unit: str
    direction: str
    window: str
    name: str | None = None
    service_id: int | None = None
    exclusions: str | None = None
    credit_scale: str | None = None
    credit_cap: Decimal | None = None
    claim_days: int | None = None
    termination_trigger: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    measurements: tuple[SlaMeasurement, ...] = ()
    credit_steps: tuple[SlaCreditStep, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditClaim:
    """A service credit asked for a missed term, and what became of it."""

    id: int
    sla_term_id: int
    asked_on: date
    asked: Decimal
    currency: str
    state: str
    measurement_id: int | None = None
    granted: Decimal | None = None
    invoice: str | None = None


@dataclass(frozen=True, slots=True)
class SubcontractorLink:
    """A third party uses another for what it does for us; the names are those of the two vendors."""

    id: int
    provider_id: int
    subcontractor_id: int
    provider: str = ""
    subcontractor: str = ""
    contract_id: int | None = None
    service_id: int | None = None
    flow_id: int | None = None
    purpose: str | None = None
    supports_critical_function: bool | None = None
    authorisation: str | None = None
    announced_on: date | None = None
    objection_until: date | None = None
    decision: str = "none"
    list_id: int | None = None
    list_name: str | None = None
    list_version: str | None = None
    confidence: str = "assumed"
    passes_all_elements: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    elements: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
