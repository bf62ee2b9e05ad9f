"""Own side and third parties: entities, people, vendors with their names, identifiers and contacts."""

from datetime import date
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy import UniqueConstraint

from risk_register.model.base import (
    Draft,
    Record,
    Validity,
    at_least,
    in_order,
    name_of_a_vendor,
    not_blank,
    prose,
    ref,
    text,
    word,
)
from risk_register.model.vocabulary import (
    ApprovalScope,
    ContactPurpose,
    EntityKind,
    IdentifierKind,
    RegimeName,
    ScopeDecision,
    Stage,
    StatedCriticality,
    VendorRelation,
)


class OwnEntityDraft(Draft):
    """A legal person of our own side."""

    legal_name: str = text()
    lei: str | None = text(None, most=20)
    country: str | None = text(None, most=2)
    parent_id: int | None = ref("own_entity", None)
    kind: EntityKind | None = word(None)
    authorities: str | None = prose()
    time_zone: str = text("Europe/Paris", most=60)
    lead_data_protection_authority: str | None = text(None)
    data_protection_officer: str | None = text(None)
    address: str | None = prose()


class OwnEntity(Record, OwnEntityDraft, table=True):
    """See `OwnEntityDraft`."""

    __tablename__ = "own_entity"
    __table_args__ = (not_blank("legal_name"),)


class BranchDraft(Draft):
    """An establishment of an own entity without legal personality."""

    own_entity_id: int = ref("own_entity")
    name: str = text()
    country: str = text(most=2)
    identification_code: str | None = text(None, most=60)


class Branch(Record, BranchDraft, table=True):
    """See `BranchDraft`."""

    __tablename__ = "branch"
    __table_args__ = (not_blank("name"),)


class RegimeDraft(Validity):
    """A body of rules an own entity is under, since when and why."""

    own_entity_id: int = ref("own_entity")
    regime: RegimeName = word()
    reason: str | None = prose()


class Regime(Record, RegimeDraft, table=True):
    """See `RegimeDraft`."""

    __tablename__ = "regime"
    __table_args__ = (in_order("valid_from", "valid_to"),)


class InsurancePolicyDraft(Validity):
    """A cyber-insurance policy and the notice it asks for."""

    own_entity_id: int = ref("own_entity")
    insurer: str = text()
    policy_number: str | None = text(None, most=100)
    notice_hours: int | None = None
    notice_contact: str | None = text(None)
    conditions: str | None = prose()


class InsurancePolicy(Record, InsurancePolicyDraft, table=True):
    """See `InsurancePolicyDraft`."""

    __tablename__ = "insurance_policy"
    __table_args__ = (at_least("notice_hours", 0), in_order("valid_from", "valid_to"))


class PersonDraft(Draft):
    """Somebody of ours who owns, reviews or approves."""

    name: str = text()
    role: str | None = text(None)
    email: str | None = text(None)
    phone: str | None = text(None, most=60)


class Person(Record, PersonDraft, table=True):
    """See `PersonDraft`."""

    __tablename__ = "person"
    __table_args__ = (not_blank("name"),)


class PersonApprovalDraft(Draft):
    """One kind of decision that a person may approve."""

    person_id: int = ref("person")
    scope: ApprovalScope = word()


class PersonApproval(Record, PersonApprovalDraft, table=True):
    """See `PersonApprovalDraft`."""

    __tablename__ = "person_approval"
    __table_args__ = (UniqueConstraint("person_id", "scope"),)


class VendorDraft(Draft):
    """A third party: a vendor of ours, or a subcontractor known only through others (one record however many use it)."""

    legal_name: str = name_of_a_vendor()
    reference: str | None = text(None, most=60)
    relation: VendorRelation = word(VendorRelation.DIRECT)
    country: str | None = text(None, most=2)
    parent_id: int | None = ref("vendor", None)
    ultimate_parent_id: int | None = ref("vendor", None)
    stage: Stage = word(Stage.PROSPECT)
    owner_id: int | None = ref("person", None)
    stated_criticality: StatedCriticality | None = word(None)
    """What the business says; the tier is judged from facts."""
    town: str | None = text(None, most=120)
    address: str | None = prose()
    website: str | None = text(None)
    description: str | None = prose()
    scope_decision: ScopeDecision = word(ScopeDecision.IN_SCOPE)
    scope_reason: str | None = prose()
    scope_decided_by: str | None = text(None)
    scope_decided_on: date | None = None
    designated_critical_on: date | None = None
    """Since when authorities hold it for a provider critical to a whole sector (DORA Art. 31): no word of ours on it."""
    designated_critical_by: str | None = text(None)
    next_review_on: date | None = None
    """Set by hand; where it is empty the method's cadence says when."""
    since: date | None = None
    archived_on: date | None = None


class Vendor(Record, VendorDraft, table=True):
    """See `VendorDraft`."""

    __tablename__ = "vendor"
    __table_args__ = (not_blank("legal_name"), UniqueConstraint("legal_name"))


class VendorNameDraft(Draft):
    """Another name by which a vendor is known: a brand, a former name, a short form."""

    vendor_id: int = ref("vendor")
    name: str = name_of_a_vendor()


class VendorName(Record, VendorNameDraft, table=True):
    """See `VendorNameDraft`."""

    __tablename__ = "vendor_name"
    __table_args__ = (not_blank("name"), UniqueConstraint("vendor_id", "name"))


class IdentifierDraft(Draft):
    """A registration number of a vendor, always text, digit for digit."""

    vendor_id: int = ref("vendor")
    kind: IdentifierKind = word()
    value: str = text(most=100)


class Identifier(Record, IdentifierDraft, table=True):
    """See `IdentifierDraft`."""

    __tablename__ = "identifier"
    __table_args__ = (not_blank("value"), UniqueConstraint("vendor_id", "kind", "value"))


class ContactDraft(Draft):
    """Whom to reach at a vendor, and what for."""

    vendor_id: int = ref("vendor")
    purpose: ContactPurpose = word()
    name: str | None = text(None)
    email: str | None = text(None)
    phone: str | None = text(None, most=60)
    address: str | None = prose()
    last_verified_on: date | None = None


class Contact(Record, ContactDraft, table=True):
    """See `ContactDraft`."""

    __tablename__ = "contact"


class CustomFieldDraft(Draft):
    """A column of somebody's spreadsheet that the register has no noun for, kept with its heading."""

    vendor_id: int = ref("vendor")
    name: str = text(most=120)
    value: Annotated[str, StringConstraints(strip_whitespace=False)] = prose("")
    """To the letter, spaces and tabs at its ends included: it is nothing of ours to judge."""


class CustomField(Record, CustomFieldDraft, table=True):
    """See `CustomFieldDraft`."""

    __tablename__ = "custom_field"
    __table_args__ = (UniqueConstraint("vendor_id", "name"),)


class VendorConfirmationDraft(Draft):
    """A business owner confirmed what the register says of a vendor, on a sheet that was sent out for that."""

    vendor_id: int = ref("vendor")
    confirmed_by: str = text()
    confirmed_on: date
    person_id: int | None = ref("person", None)
    remarks: str | None = prose()
    file_name: str | None = text(None, most=255)
    file_sha256: str | None = text(None, most=64)


class VendorConfirmation(Record, VendorConfirmationDraft, table=True):
    """See `VendorConfirmationDraft`."""

    __tablename__ = "vendor_confirmation"
    __table_args__ = (not_blank("confirmed_by"),)
