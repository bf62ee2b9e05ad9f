"""When a vendor is to be reviewed next. Only completing a review moves the date; no edit does."""

from datetime import date

from risk_register.model.facts import VendorFacts
from risk_register.model.vocabulary import Stage, Tier
from risk_register.risk.dates import add_months
from risk_register.risk.method import Method


def last_review(facts: VendorFacts, on: date) -> date | None:
    """The day the latest completed review was completed."""
    return max((r.completed_on for r in facts.reviews if r.completed_on and r.completed_on <= on), default=None)


def next_review(facts: VendorFacts, method: Method, tier: Tier, on: date) -> date | None:
    """The date set by hand, until a review was completed on or after it; else the tier's months after the last completed one.

    None where neither is known, and once the relation is over.
    """
    if facts.vendor.stage == Stage.TERMINATED:
        return None
    last, by_hand = last_review(facts, on), facts.vendor.next_review_on
    if by_hand and (last is None or last < by_hand):
        return by_hand
    return add_months(last, method.review_months[tier]) if last else None


def overdue_days(due: date | None, on: date) -> int:
    """Full days past the due day; 0 on the day itself and before."""
    return max(0, (on - due).days) if due else 0
