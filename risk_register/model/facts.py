"""The frozen facts that judgements and reports read. They come from the store, or from the JSON inside a PDF, and know neither.

Vocabulary fields hold the stored value as text (`flow.their_role == ProcessingRole.PROCESSOR` holds all the same), so that
an unknown value from a newer program travels to the reader instead of stopping a list.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Vendor:
    """A third party; `owner` is the name behind `owner_id`."""

    id: int
    legal_name: str
    reference: str | None = None
    relation: str = "direct"
    country: str | None = None
    parent_id: int | None = None
    ultimate_parent_id: int | None = None
    stage: str = "prospect"
    owner_id: int | None = None
    website: str | None = None
    description: str | None = None
    scope_decision: str = "in_scope"
    scope_reason: str | None = None
    next_review_on: date | None = None
    since: date | None = None
    archived_on: date | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """A business activity of ours. RTO and RPO in hours."""

    id: int
    reference: str
    name: str
    criticality: str | None = None
    criticality_reason: str | None = None
    assessed_on: date | None = None
    rto_hours: int | None = None
    rpo_hours: int | None = None
    stop_effect: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """What a vendor provides, with the functions of ours that it supports."""

    id: int
    vendor_id: int
    name: str
    kind: str | None = None
    description: str | None = None
    reliance: str | None = None
    substitutability: str | None = None
    substitutability_reason: str | None = None
    reintegration: str | None = None
    alternatives: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    functions: tuple[Function, ...] = ()


@dataclass(frozen=True, slots=True)
class Access:
    """What of ours a vendor reaches."""

    id: int
    vendor_id: int
    system: str
    privilege: str
    service_id: int | None = None
    integration: str | None = None
    credential: str | None = None
    granted_on: date | None = None
    reviewed_on: date | None = None
    revoked_on: date | None = None


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
    governing_law: str | None = None
    annual_cost: Decimal | None = None
    currency: str | None = None
    ended_on: date | None = None
    end_reason: str | None = None
    clauses: tuple[Clause, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Population:
    """How many people of one kind, in one country or US state, a flow concerns."""

    id: int
    flow_id: int
    subject: str
    count: int
    region: str | None = None
    exact: bool = False
    counted_on: date | None = None


@dataclass(frozen=True, slots=True)
class FlowCountry:
    """A country in which a flow's data is stored, processed or reached from afar."""

    id: int
    flow_id: int
    country: str
    use: str


@dataclass(frozen=True, slots=True)
class DataFlow:
    """Data going from one party to another; an end without a vendor is ourselves. Needs are graded 0 to 4."""

    id: int
    name: str
    from_vendor_id: int | None = None
    to_vendor_id: int | None = None
    service_id: int | None = None
    activity_id: int | None = None
    our_role: str | None = None
    their_role: str | None = None
    customers: str | None = None
    customer_notice_hours: int | None = None
    purpose: str | None = None
    legal_basis: str | None = None
    confidentiality: int | None = None
    integrity: int | None = None
    availability: int | None = None
    transfer_mechanism: str | None = None
    transfer_checked_on: date | None = None
    transfer_assessed_on: date | None = None
    in_transit: str | None = None
    at_rest: str | None = None
    pseudonymised: bool | None = None
    retention: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    elements: tuple[str, ...] = ()
    populations: tuple[Population, ...] = ()
    countries: tuple[FlowCountry, ...] = ()

    @property
    def people(self) -> int | None:
        """How many people the flow concerns; None where nobody counted."""
        return sum(population.count for population in self.populations) if self.populations else None


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
    list_name: str | None = None
    list_version: str | None = None
    confidence: str = "assumed"
    passes_all_elements: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    elements: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One questionnaire round of a vendor, with the question set it answers."""

    id: int
    vendor_id: int
    state: str
    family: str = ""
    version: str = ""
    title: str | None = None
    sent_on: date | None = None
    due_on: date | None = None
    received_on: date | None = None
    completed_on: date | None = None
    file_name: str | None = None
    file_sha256: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with its question and place. Verdict, domain and polarity are the vocabulary's numbers."""

    id: int
    questionnaire_id: int
    question_id: str
    question: str
    section: str | None
    verdict: int
    domain: int
    weight: int
    polarity: int
    words: str
    notes: str
    sheet: str
    cell: str
    extra: str | None = None
    occurrence: int = 1
    reviewer_verdict: str | None = None
    reviewer_note: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers of a round that share domain, polarity and verdict: how many, and the sum of their weights."""

    domain: int
    polarity: int
    verdict: int
    count: int
    weight: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """An artefact that supports a statement; a report has a period, a certificate issue and expiry dates."""

    id: int
    kind: str
    title: str
    vendor_id: int | None = None
    issuer: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    issued_on: date | None = None
    expires_on: date | None = None
    scope: str | None = None
    exclusions: str | None = None
    opinion: str | None = None
    exceptions: str | None = None
    carve_outs: str | None = None
    file_name: str | None = None
    file_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A dated assessment; `assessor` and `approver` are names."""

    id: int
    vendor_id: int
    kind: str
    scope: str | None = None
    started_on: date | None = None
    completed_on: date | None = None
    score: Decimal | None = None
    level: str | None = None
    method: str | None = None
    conclusion: str | None = None
    conditions: str | None = None
    assessor: str | None = None
    approver: str | None = None
    approved_on: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap that was found. Likelihood and impact 1 to 5; planned effect a percentage off the finding's own figure."""

    id: int
    vendor_id: int
    title: str
    severity: str
    state: str
    opened_on: date
    reference: str | None = None
    description: str | None = None
    answer_id: int | None = None
    likelihood: int | None = None
    impact: int | None = None
    planned_effect: Decimal | None = None
    treatment: str | None = None
    due_on: date | None = None
    closed_on: date | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class RiskAcceptance:
    """A dated decision to live with a risk until a named day; `approver` is a name."""

    id: int
    vendor_id: int
    reason: str
    accepted_on: date
    expires_on: date
    finding_id: int | None = None
    accepted_score: Decimal | None = None
    approver: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident that concerns a vendor."""

    id: int
    title: str
    state: str
    severity: str | None = None
    received_on: date | None = None
    stamps: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to reach at a vendor, and what for."""

    id: int
    vendor_id: int
    purpose: str
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    last_verified_on: date | None = None


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
    """Of the latest received round of each family, taken together."""
    evidence: tuple[Evidence, ...] = ()
    reviews: tuple[Review, ...] = ()
    findings: tuple[Finding, ...] = ()
    acceptances: tuple[RiskAcceptance, ...] = ()
    incidents: tuple[Incident, ...] = ()
    names: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """Our own side, as reports name it."""

    name: str = ""
    country: str | None = None
    time_zone: str = "UTC"
    address: str | None = None
    data_protection_officer: str | None = None
