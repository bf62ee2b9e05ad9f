"""What completing a review does: the day set by hand for it is done with, so that the method's cadence says the next one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from risk_register.model.nouns import BY_TABLE
from risk_register.model.parties import Vendor
from risk_register.store.change import ChangeDoor


def day_by_hand_is_done_with(change: ChangeDoor, review_id: int | None, given: Mapping[str, Any]) -> None:
    """Takes the day set by hand away in the change that is about to complete a review, where none was completed later.

    `review_id` is None for a review that is added. Nothing else that is saved of a review moves the day: one that is set by hand
    afterwards holds.
    """
    review, vendor = BY_TABLE["review"].table, BY_TABLE["vendor"].table
    before = change.connection.execute(select(review.c.vendor_id, review.c.completed_on).where(review.c.id == review_id)).first()
    completed, own = given.get("completed_on"), before.vendor_id if before else given.get("vendor_id")
    if not isinstance(completed, date) or own is None or (before and before.completed_on == completed):
        return
    last = change.connection.execute(
        select(func.max(review.c.completed_on)).where(review.c.vendor_id == own, review.c.id.is_distinct_from(review_id))).scalar()
    by_hand = change.connection.execute(select(vendor.c.next_review_on).where(vendor.c.id == own)).scalar()
    if by_hand is not None and (last is None or last <= completed):
        change.update(Vendor, own, next_review_on=None)
