"""What vendors do for us and what of ours they reach."""

from dataclasses import dataclass
from datetime import date


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
