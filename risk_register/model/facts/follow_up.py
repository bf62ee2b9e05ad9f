"""What was done about a vendor: treatments of findings, readings of evidence, plans to leave it, the end of the relation.

No score reads these, so that they are no part of `VendorFacts`, which is loaded for every vendor at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from risk_register.texts import Text


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is done about a finding; `owner` is a name."""

    id: int
    finding_id: int
    kind: str
    description: str
    state: str
    due_on: date | None = None
    done_on: date | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceReview:
    """Somebody read a piece of evidence; `reader` is None where its readers are not told who."""

    id: int
    evidence_id: int
    read_on: date
    reader: str | None = None
    relied_on_for: str | None = None


@dataclass(frozen=True, slots=True)
class ExitPlan:
    """How to leave a vendor, or one of its services, without disruption, and whether that was tried."""

    id: int
    service_id: int | None = None
    triggers: str | None = None
    alternatives: str | None = None
    cost: Decimal | None = None
    currency: str | None = None
    tested_on: date | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Offboarding:
    """How far the end of a relation has come; `certificate_id` is the evidence that deletion was certified with."""

    id: int
    started_on: date | None = None
    access_off_on: date | None = None
    data_returned_on: date | None = None
    certificate_id: int | None = None
    certificate_on: date | None = None
    certificate_signatory: str | None = None
    certificate_scope: str | None = None
    backups_included: bool | None = None
    subcontractors_included: bool | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """All of it for one vendor."""

    treatments: tuple[Treatment, ...] = ()
    evidence_reviews: tuple[EvidenceReview, ...] = ()
    user_controls: Mapping[int, str] = field(default_factory=dict)
    """By the evidence's id: what its report assumes that we do ourselves (complementary user entity controls)."""
    exit_plans: tuple[ExitPlan, ...] = ()
    offboarding: Offboarding | None = None
    holds: Text | None = None
    """Why the vendor may still hold data of ours though the relation ends or is over; None where it does not."""
