"""What supports a vendor's word, what our reviews found, and what is done about it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint

from risk_register.model.base import (
    Draft,
    Moment,
    Record,
    amount,
    at_least,
    in_order,
    moment,
    not_blank,
    prose,
    ref,
    text,
    word,
)
from risk_register.model.vocabulary import (
    AuditOpinion,
    EvidenceKind,
    FindingSeverity,
    FindingState,
    Judgement,
    ReviewConclusion,
    ReviewKind,
    TreatmentKind,
    TreatmentState,
)


class EvidenceDraft(Draft):
    """An artefact that supports a statement. A report has a period; a certificate has issue and expiry dates."""

    vendor_id: int | None = ref("vendor", None)
    kind: EvidenceKind = word()
    title: str = text()
    issuer: str | None = text(None)
    period_from: date | None = None
    period_to: date | None = None
    issued_on: date | None = None
    expires_on: date | None = None
    scope: str | None = prose()
    exclusions: str | None = prose()
    opinion: AuditOpinion | None = word(None)
    exceptions: str | None = prose()
    carve_outs: str | None = prose()
    user_entity_controls: str | None = prose()
    file_name: str | None = text(None, most=255)
    file_sha256: str | None = text(None, most=64)

    date_pairs: ClassVar[Sequence[tuple[str, str]]] = (("period_from", "period_to"), ("issued_on", "expires_on"))


class Evidence(Record, EvidenceDraft, table=True):
    """See `EvidenceDraft`."""

    __tablename__ = "evidence"
    __table_args__ = (not_blank("title"), in_order("period_from", "period_to"), in_order("issued_on", "expires_on"))


class EvidenceLinkDraft(Draft):
    """Evidence supports a record of any kind, named by its table and id."""

    evidence_id: int = ref("evidence")
    noun: str = text(most=60)
    record_id: int


class EvidenceLink(Record, EvidenceLinkDraft, table=True):
    """See `EvidenceLinkDraft`."""

    __tablename__ = "evidence_link"
    __table_args__ = (UniqueConstraint("evidence_id", "noun", "record_id"),)


class EvidenceReviewDraft(Draft):
    """Somebody read a piece of evidence and says what it can be relied on for."""

    evidence_id: int = ref("evidence")
    reader: str = text()
    read_on: date
    relied_on_for: str | None = prose()


class EvidenceReview(Record, EvidenceReviewDraft, table=True):
    """See `EvidenceReviewDraft`."""

    __tablename__ = "evidence_review"


class ReviewDraft(Draft):
    """A dated assessment with scope, conclusion, assessor and a different approver."""

    vendor_id: int = ref("vendor")
    kind: ReviewKind = word()
    scope: str | None = prose()
    inputs: str | None = prose()
    started_on: date | None = None
    completed_on: date | None = None
    score: Decimal | None = amount(least=0, most=100)
    level: str | None = text(None, most=60)
    method: str | None = text(None, most=120)
    conclusion: ReviewConclusion | None = word(None)
    conditions: str | None = prose()
    assessor_id: int | None = ref("person", None)
    approver_id: int | None = ref("person", None)
    approved_on: date | None = None

    date_pairs: ClassVar[Sequence[tuple[str, str]]] = (("started_on", "completed_on"),)


class Review(Record, ReviewDraft, table=True):
    """See `ReviewDraft`."""

    __tablename__ = "review"
    __table_args__ = (
        in_order("started_on", "completed_on"),
        CheckConstraint("assessor_id IS NULL OR approver_id IS NULL OR assessor_id <> approver_id", name="two_people"),
    )


class FindingDraft(Draft):
    """A gap that was found. Likelihood and impact 1 to 5; the planned effect is a percentage off the finding's own figure."""

    vendor_id: int = ref("vendor")
    reference: str | None = text(None, most=60)
    title: str = text()
    description: str | None = prose()
    review_id: int | None = ref("review", None)
    answer_id: int | None = ref("answer", None)
    measurement_id: int | None = ref("sla_measurement", None)
    incident_id: int | None = ref("incident", None)
    contradiction: str | None = text(None, most=60)
    """The rule by which two records were found not to agree, where it came from that."""
    severity: FindingSeverity = word(FindingSeverity.MEDIUM)
    likelihood: int | None = None
    impact: int | None = None
    planned_effect: Decimal | None = amount(None, least=0, most=100)
    treatment: TreatmentKind | None = word(None)
    state: FindingState = word(FindingState.OPEN)
    opened_on: date
    due_on: date | None = None
    closed_on: date | None = None
    owner_id: int | None = ref("person", None)

    date_pairs: ClassVar[Sequence[tuple[str, str]]] = (("opened_on", "closed_on"),)


class Finding(Record, FindingDraft, table=True):
    """See `FindingDraft`."""

    __tablename__ = "finding"
    __table_args__ = (
        not_blank("title"), at_least("likelihood", 1, 5), at_least("impact", 1, 5), in_order("opened_on", "closed_on"),
    )


class TreatmentDraft(Draft):
    """What is done about a finding."""

    finding_id: int = ref("finding")
    kind: TreatmentKind = word()
    description: str = prose("")
    state: TreatmentState = word(TreatmentState.PLANNED)
    owner_id: int | None = ref("person", None)
    due_on: date | None = None
    done_on: date | None = None


class Treatment(Record, TreatmentDraft, table=True):
    """See `TreatmentDraft`."""

    __tablename__ = "treatment"


class RiskAcceptanceDraft(Draft):
    """A dated decision, by somebody entitled, to live with a risk until a day that must be named."""

    vendor_id: int = ref("vendor")
    finding_id: int | None = ref("finding", None)
    approver_id: int = ref("person")
    reason: str = text(most=5000)
    accepted_on: date
    expires_on: date
    accepted_score: Decimal | None = amount(least=0, most=100)
    method: str | None = text(None, most=120)
    """The method and version that gave the accepted score."""

    date_pairs: ClassVar[Sequence[tuple[str, str]]] = (("accepted_on", "expires_on"),)


class RiskAcceptance(Record, RiskAcceptanceDraft, table=True):
    """See `RiskAcceptanceDraft`."""

    __tablename__ = "risk_acceptance"
    __table_args__ = (not_blank("reason"), in_order("accepted_on", "expires_on"))


class OverrideDraft(Draft):
    """A person disagrees with a computed result: what it should be, why, and until when."""

    vendor_id: int = ref("vendor")
    judgement: Judgement = word()
    value: str = text(most=60)
    author: str = text()
    reason: str = text(most=5000)
    made_on: date
    expires_on: date
    method: str | None = text(None, most=120)
    """The method and version whose result it disagrees with."""

    date_pairs: ClassVar[Sequence[tuple[str, str]]] = (("made_on", "expires_on"),)


class Override(Record, OverrideDraft, table=True):
    """See `OverrideDraft`."""

    __tablename__ = "override"
    __table_args__ = (not_blank("reason"), in_order("made_on", "expires_on"))


class ExitPlanDraft(Draft):
    """How to leave a vendor without disruption, and whether that was tried."""

    vendor_id: int = ref("vendor")
    service_id: int | None = ref("service", None)
    triggers: str | None = prose()
    alternatives: str | None = prose()
    cost: Decimal | None = amount(least=0)
    currency: str | None = text(None, most=3)
    tested_on: date | None = None
    result: str | None = prose()


class ExitPlan(Record, ExitPlanDraft, table=True):
    """See `ExitPlanDraft`."""

    __tablename__ = "exit_plan"


class OffboardingDraft(Draft):
    """The end of a relation. Until the deletion certificate is filed, the vendor may still hold data."""

    vendor_id: int = ref("vendor")
    started_on: date | None = None
    access_off_on: date | None = None
    data_returned_on: date | None = None
    certificate_id: int | None = ref("evidence", None)
    certificate_on: date | None = None
    certificate_signatory: str | None = text(None)
    certificate_scope: str | None = prose()
    backups_included: bool | None = None
    subcontractors_included: bool | None = None


class Offboarding(Record, OffboardingDraft, table=True):
    """See `OffboardingDraft`."""

    __tablename__ = "offboarding"


class NoteDraft(Draft):
    """A dated remark about a vendor that is no finding."""

    vendor_id: int = ref("vendor")
    author: str = text()
    written_at: Moment = moment()
    body: str = prose("")


class Note(Record, NoteDraft, table=True):
    """See `NoteDraft`."""

    __tablename__ = "note"
