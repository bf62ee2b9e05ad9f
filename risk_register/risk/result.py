"""What a judgement comes back as: figures, their possible range, and the reasons whose points add up to them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from risk_register.model.vocabulary import Confidence, ControlDomain, Decision, RiskLevel, Tier
from risk_register.risk.accepting import AcceptanceStanding
from risk_register.texts import Text


@dataclass(frozen=True, slots=True)
class FactRef:
    """A record that a reason rests on, by its table's name and its id."""

    noun: str
    id: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a score. `points` (to 0.01) add up exactly to the printed residual over all reasons of an assessment."""

    factor: str
    points: Decimal
    text: Text
    facts: tuple[FactRef, ...] = ()


@dataclass(frozen=True, slots=True)
class DomainScore:
    """How far controls are shown to work in one domain: `effectiveness` 0 to 100, None where nothing can be scored."""

    domain: ControlDomain
    effectiveness: Decimal | None
    questions: int
    answered: int
    adverse: int
    relevance: Decimal


@dataclass(frozen=True, slots=True)
class Assessment:
    """The judgement on one vendor on one day by one method. Figures lie in 0..100 and are unrounded; None: unassessed."""

    vendor_id: int
    vendor: str
    method: str
    on: date
    tier: Tier
    level: RiskLevel
    confidence: Confidence
    inherent: Decimal | None
    inherent_low: Decimal
    inherent_high: Decimal
    control_effectiveness: Decimal | None
    residual: Decimal | None
    residual_low: Decimal
    residual_high: Decimal
    answer_ratio: Decimal | None
    completeness: Decimal | None
    domains: tuple[DomainScore, ...] = ()
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Text, ...] = ()
    """What is not known, in words: what widens the range, and what the figure says nothing of."""
    next_review_on: date | None = None
    review_overdue_days: int = 0
    tier_by_method: Tier | None = None
    """What the method gives, where a person's override says otherwise."""
    level_by_method: RiskLevel | None = None
    decision: Decision = Decision.NONE
    """What was decided about this risk, and whether that still holds for this number."""
    acceptances: tuple[AcceptanceStanding, ...] = ()
