"""Reviews that are due, closely watched vendors that were never reviewed, and yearly confirmations by their owners."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, select

from risk_register.model.items import Item
from risk_register.model.vocabulary import Stage, Tier, TodayKind
from risk_register.operations.today_sources.base import Asked, of_vendor, table
from risk_register.risk.dates import add_months
from risk_register.texts import Text

_CLOSELY_WATCHED = frozenset({Tier.T1.value, Tier.T2.value})
_YEAR = 12


def due(asked: Asked) -> Iterable[Item]:
    """Vendors whose next review falls due, by the rule that scores use."""
    reviewed = _last_by_vendor(asked, "review", "completed_on")
    for vendor in asked.vendors.values():
        if not vendor.in_scope or vendor.stage == Stage.TERMINATED:
            continue
        tier, last = Tier.parse(vendor.tier) or vendor.tier, reviewed.get(vendor.id)
        if vendor.next_review_on is not None:
            if vendor.next_review_on <= asked.until:
                detail = (Text("{tier}; last reviewed on {day}", tier=tier, day=last) if last
                          else Text("{tier}; never reviewed so far", tier=tier))
                yield Item(TodayKind.REVIEW.value, Text("Review the vendor"), "vendor", vendor.id, **of_vendor(vendor),
                           due_on=vendor.next_review_on, detail=detail)
        elif vendor.stage == Stage.ACTIVE and vendor.tier in _CLOSELY_WATCHED and last is None:
            yield Item(TodayKind.REVIEW.value, Text("Review the vendor for the first time"), "vendor", vendor.id,
                       **of_vendor(vendor), detail=Text("{tier} and active, never reviewed so far", tier=tier))


def confirmations(asked: Asked) -> Iterable[Item]:
    """Vendors whose owner confirmed what the register says a year ago. Where nobody ever did, nobody is waited for."""
    for vendor_id, last in _last_by_vendor(asked, "vendor_confirmation", "confirmed_on").items():
        vendor, again = asked.served_by(vendor_id), add_months(last, _YEAR)
        if vendor is not None and again <= asked.until:
            yield Item(TodayKind.CONFIRMATION.value, Text("Ask the owner to confirm what is recorded"), "vendor", vendor_id,
                       **of_vendor(vendor), due_on=again, detail=Text("Last confirmed on {day}", day=last))


def _last_by_vendor(asked: Asked, noun: str, column: str) -> Mapping[int, date]:
    source = table(noun)
    query = select(source.c.vendor_id, func.max(source.c[column])).where(source.c[column] <= asked.today)
    return {row[0]: row[1] for row in asked.connection.execute(query.group_by(source.c.vendor_id)) if row[1] is not None}
