"""What was agreed: contracts with their clauses, service levels and measurements, subcontractors allowed."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint

from risk_register.model.base import (
    Draft,
    Record,
    Validity,
    amount,
    at_least,
    in_order,
    not_blank,
    prose,
    ref,
    text,
    word,
)
from risk_register.model.vocabulary import (
    AuthorisationMode,
    BreachNoticeFrom,
    ClauseState,
    ClauseTopic,
    ContractEnd,
    ContractKind,
    ContractSide,
    CountryUse,
    CreditState,
    DataElement,
    LinkConfidence,
    MeasurementWindow,
    NoticeCountedFrom,
    Renewal,
    SlaDirection,
    SlaMetric,
    SlaUnit,
    SubcontractorDecision,
)


class ContractDraft(Draft):
    """A contractual arrangement with a vendor. An end date is the last day in force.

    Notice periods are in days or in calendar months, whichever the contract says; where both are given, both must have passed.
    Notice is ours where we give it, theirs where the vendor does.
    """

    reference: str = text(most=100)
    vendor_id: int = ref("vendor")
    title: str | None = text(None)
    kind: ContractKind = word(ContractKind.STANDALONE)
    overarching_id: int | None = ref("contract", None)
    starts_on: date | None = None
    ends_on: date | None = None
    renewal: Renewal | None = word(None)
    renewal_months: int | None = None
    notice_days_ours: int | None = None
    notice_days_theirs: int | None = None
    notice_months_ours: int | None = None
    notice_months_theirs: int | None = None
    notice_form_ours: str | None = text(None)
    notice_form_theirs: str | None = text(None)
    notice_address_ours: str | None = prose()
    """Where notice to us must be received; `notice_address_theirs` is where ours to the vendor goes."""
    notice_address_theirs: str | None = prose()
    notice_counted_from_ours: NoticeCountedFrom | None = word(None)
    notice_counted_from_theirs: NoticeCountedFrom | None = word(None)
    governing_law: str | None = text(None, most=100)
    annual_cost: Decimal | None = amount(least=0)
    currency: str | None = text(None, most=3)
    ended_on: date | None = None
    end_reason: ContractEnd | None = word(None)
    document_id: int | None = ref("evidence", None)

    date_pairs: ClassVar[Sequence[tuple[str, str]]] = (("starts_on", "ends_on"), ("starts_on", "ended_on"))


class Contract(Record, ContractDraft, table=True):
    """See `ContractDraft`."""

    __tablename__ = "contract"
    __table_args__ = (
        not_blank("reference"), UniqueConstraint("reference"), in_order("starts_on", "ends_on"), in_order("starts_on", "ended_on"),
        at_least("notice_days_ours", 0), at_least("notice_days_theirs", 0), at_least("renewal_months", 1),
        at_least("notice_months_ours", 0), at_least("notice_months_theirs", 0),
    )


class ContractSignerDraft(Draft):
    """Who signed, for which side."""

    contract_id: int = ref("contract")
    side: ContractSide = word()
    name: str = text()
    own_entity_id: int | None = ref("own_entity", None)
    signed_on: date | None = None


class ContractSigner(Record, ContractSignerDraft, table=True):
    """See `ContractSignerDraft`."""

    __tablename__ = "contract_signer"


class ContractEntityDraft(Validity):
    """An own entity that makes use of what a contract provides."""

    contract_id: int = ref("contract")
    own_entity_id: int = ref("own_entity")


class ContractEntity(Record, ContractEntityDraft, table=True):
    """See `ContractEntityDraft`."""

    __tablename__ = "contract_entity"
    __table_args__ = (UniqueConstraint("contract_id", "own_entity_id"), in_order("valid_from", "valid_to"))


class ContractServiceDraft(Validity):
    """A service is provided under a contract."""

    contract_id: int = ref("contract")
    service_id: int = ref("service")


class ContractService(Record, ContractServiceDraft, table=True):
    """See `ContractServiceDraft`."""

    __tablename__ = "contract_service"
    __table_args__ = (UniqueConstraint("contract_id", "service_id"), in_order("valid_from", "valid_to"))


class ClauseDraft(Validity):
    """What a reading of a contract found for one entry of the clause checklist."""

    contract_id: int = ref("contract")
    topic: ClauseTopic = word()
    state: ClauseState = word(ClauseState.NOT_READ)
    document_id: int | None = ref("evidence", None)
    page: str | None = text(None, most=40)
    wording: str | None = prose()
    hours: int | None = None
    """For breach notification: the hours promised."""
    hours_from: BreachNoticeFrom | None = word(None)
    read_by: str | None = text(None)
    read_on: date | None = None


class Clause(Record, ClauseDraft, table=True):
    """See `ClauseDraft`."""

    __tablename__ = "clause"
    __table_args__ = (at_least("hours", 0), in_order("valid_from", "valid_to"))


class SlaTermDraft(Validity):
    """One measurable promise of a contract. Percentages are written as 99.5, credit caps as percent of the fee."""

    contract_id: int = ref("contract")
    service_id: int | None = ref("service", None)
    metric: SlaMetric = word()
    name: str | None = text(None)
    target: Decimal = amount(..., least=0)
    unit: SlaUnit = word()
    direction: SlaDirection = word(SlaDirection.AT_LEAST)
    window: MeasurementWindow = word(MeasurementWindow.MONTH)
    exclusions: str | None = prose()
    credit_scale: str | None = prose()
    credit_cap: Decimal | None = amount(least=0, most=100)
    claim_days: int | None = None
    termination_trigger: str | None = prose()


class SlaTerm(Record, SlaTermDraft, table=True):
    """See `SlaTermDraft`."""

    __tablename__ = "sla_term"
    __table_args__ = (at_least("claim_days", 0), in_order("valid_from", "valid_to"))


class SlaCreditStepDraft(Draft):
    """One step of a credit scale: where a window's measurement is beyond a value, so many percent of the window's fee are due.

    Beyond is below where the term promises at least, above where it promises at most; of several steps the largest counts.
    """

    sla_term_id: int = ref("sla_term")
    beyond: Decimal = amount(..., least=0)
    credit: Decimal = amount(..., least=0, most=100)


class SlaCreditStep(Record, SlaCreditStepDraft, table=True):
    """See `SlaCreditStepDraft`."""

    __tablename__ = "sla_credit_step"
    __table_args__ = (UniqueConstraint("sla_term_id", "beyond"),)


class SlaMeasurementDraft(Draft):
    """What was measured against a term in one window; no value means that nothing was measured, which is no miss."""

    sla_term_id: int = ref("sla_term")
    starts_on: date
    ends_on: date
    value: Decimal | None = amount(least=0)
    source: str | None = text(None)

    date_pairs: ClassVar[Sequence[tuple[str, str]]] = (("starts_on", "ends_on"),)


class SlaMeasurement(Record, SlaMeasurementDraft, table=True):
    """See `SlaMeasurementDraft`."""

    __tablename__ = "sla_measurement"
    __table_args__ = (in_order("starts_on", "ends_on"),)


class CreditClaimDraft(Draft):
    """A service credit asked for a missed term."""

    sla_term_id: int = ref("sla_term")
    measurement_id: int | None = ref("sla_measurement", None)
    asked_on: date
    asked: Decimal = amount(..., least=0)
    granted: Decimal | None = amount(least=0)
    currency: str = text("EUR", most=3)
    state: CreditState = word(CreditState.ASKED)
    invoice: str | None = text(None, most=100)


class CreditClaim(Record, CreditClaimDraft, table=True):
    """See `CreditClaimDraft`."""

    __tablename__ = "credit_claim"


class SubcontractorListDraft(Draft):
    """A vendor's list of subcontractors as it came, and what we decided about it. Earlier versions stay beside it.

    The listing holds one subcontractor a line: name, what for, countries (two letters, comma between), address, with tabs between.
    """

    provider_id: int = ref("vendor")
    name: str | None = text(None)
    version: str | None = text(None, most=60)
    received_on: date
    announced_on: date | None = None
    effective_on: date | None = None
    objection_until: date | None = None
    decision: SubcontractorDecision = word(SubcontractorDecision.NONE)
    decision_reason: str | None = prose()
    decided_by: str | None = text(None)
    decided_on: date | None = None
    listing: str = prose("")
    source: str | None = prose()
    file_name: str | None = text(None, most=255)
    file_sha256: str | None = text(None, most=64)


class SubcontractorList(Record, SubcontractorListDraft, table=True):
    """See `SubcontractorListDraft`."""

    __tablename__ = "subcontractor_list"


class SubcontractorLinkDraft(Validity):
    """A third party uses another for what it does for us: a sub-processor where personal data passes."""

    provider_id: int = ref("vendor")
    subcontractor_id: int = ref("vendor")
    contract_id: int | None = ref("contract", None)
    service_id: int | None = ref("service", None)
    flow_id: int | None = ref("data_flow", None)
    purpose: str | None = prose()
    supports_critical_function: bool | None = None
    address: str | None = prose()
    contact: str | None = text(None)
    authorisation: AuthorisationMode | None = word(None)
    announced_on: date | None = None
    objection_until: date | None = None
    decision: SubcontractorDecision = word(SubcontractorDecision.NONE)
    list_id: int | None = ref("subcontractor_list", None)
    list_name: str | None = text(None)
    list_version: str | None = text(None, most=60)
    confidence: LinkConfidence = word(LinkConfidence.ASSUMED)
    passes_all_elements: bool = True
    """True where it is not known which elements are passed on: then all of the flow's are assumed to be."""


class SubcontractorLink(Record, SubcontractorLinkDraft, table=True):
    """See `SubcontractorLinkDraft`."""

    __tablename__ = "subcontractor_link"
    __table_args__ = (
        CheckConstraint("provider_id <> subcontractor_id", name="not_its_own_subcontractor"), in_order("valid_from", "valid_to"),
    )


class LinkElementDraft(Draft):
    """A data element that is passed on to a subcontractor."""

    link_id: int = ref("subcontractor_link")
    element: DataElement = word()


class LinkElement(Record, LinkElementDraft, table=True):
    """See `LinkElementDraft`."""

    __tablename__ = "link_element"
    __table_args__ = (UniqueConstraint("link_id", "element"),)


class LinkCountryDraft(Draft):
    """A country in which a subcontractor works on what is ours."""

    link_id: int = ref("subcontractor_link")
    country: str = text(most=2)
    use: CountryUse = word(CountryUse.PROCESSING)


class LinkCountry(Record, LinkCountryDraft, table=True):
    """See `LinkCountryDraft`."""

    __tablename__ = "link_country"
    __table_args__ = (UniqueConstraint("link_id", "country", "use"),)
