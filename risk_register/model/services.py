"""What vendors do for us: functions of ours, services that support them, accesses they have."""

from datetime import date

from sqlalchemy import UniqueConstraint

from risk_register.model.base import Draft, Record, Validity, at_least, in_order, not_blank, prose, ref, text, word
from risk_register.model.vocabulary import (
    CredentialKind,
    Criticality,
    IntegrationKind,
    Privilege,
    Reintegration,
    Reliance,
    ServiceKind,
    StopEffect,
    Substitutability,
)


class FunctionDraft(Draft):
    """A business activity of an own entity. RTO and RPO in hours."""

    reference: str = text(most=60)
    name: str = text()
    own_entity_id: int | None = ref("own_entity", None)
    licensed_activity: str | None = text(None)
    criticality: Criticality | None = word(None)
    criticality_reason: str | None = prose()
    assessed_on: date | None = None
    rto_hours: int | None = None
    rpo_hours: int | None = None
    stop_effect: StopEffect | None = word(None)


class Function(Record, FunctionDraft, table=True):
    """See `FunctionDraft`."""

    __tablename__ = "function"
    __table_args__ = (
        not_blank("name"), not_blank("reference"), UniqueConstraint("reference"), at_least("rto_hours", 0),
        at_least("rpo_hours", 0),
    )


class ServiceDraft(Validity):
    """What a vendor provides to us."""

    vendor_id: int = ref("vendor")
    name: str = text()
    kind: ServiceKind | None = word(None)
    description: str | None = prose()
    reliance: Reliance | None = word(None)
    substitutability: Substitutability | None = word(None)
    substitutability_reason: str | None = prose()
    reintegration: Reintegration | None = word(None)
    alternatives: str | None = prose()


class Service(Record, ServiceDraft, table=True):
    """See `ServiceDraft`."""

    __tablename__ = "service"
    __table_args__ = (not_blank("name"), in_order("valid_from", "valid_to"))


class ServiceFunctionDraft(Validity):
    """A service supports a function, since when and until when."""

    service_id: int = ref("service")
    function_id: int = ref("function")


class ServiceFunction(Record, ServiceFunctionDraft, table=True):
    """See `ServiceFunctionDraft`."""

    __tablename__ = "service_function"
    __table_args__ = (UniqueConstraint("service_id", "function_id"), in_order("valid_from", "valid_to"))


class AccessDraft(Draft):
    """What of ours a vendor reaches. The credential's kind is recorded, never its value."""

    vendor_id: int = ref("vendor")
    service_id: int | None = ref("service", None)
    system: str = text()
    privilege: Privilege = word()
    integration: IntegrationKind | None = word(None)
    credential: CredentialKind | None = word(None)
    granted_on: date | None = None
    reviewed_on: date | None = None
    revoked_on: date | None = None


class Access(Record, AccessDraft, table=True):
    """See `AccessDraft`."""

    __tablename__ = "access"
    __table_args__ = (not_blank("system"), in_order("granted_on", "revoked_on"))
