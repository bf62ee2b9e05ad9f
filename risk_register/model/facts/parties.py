"""Vendors with their contacts, and our own side as reports name it."""

from dataclasses import dataclass
from datetime import date


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
    designated_critical_on: date | None = None
    designated_critical_by: str | None = None
    next_review_on: date | None = None
    since: date | None = None
    archived_on: date | None = None
    owner: str | None = None
    stated_criticality: str | None = None
    town: str | None = None
    address: str | None = None
    scope_decided_by: str | None = None
    scope_decided_on: date | None = None


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
class Organisation:
    """Our own side, as reports name it."""

    name: str = ""
    country: str | None = None
    time_zone: str = "UTC"
    address: str | None = None
    data_protection_officer: str | None = None
