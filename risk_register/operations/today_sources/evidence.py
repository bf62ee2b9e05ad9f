"""Evidence that runs out: certificates and policies by their expiry, reports on a period when that is a year old."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from risk_register.model.items import Item
from risk_register.model.vocabulary import EvidenceKind, TodayKind
from risk_register.operations.today_sources.base import Asked, named, of_vendor, table
from risk_register.risk.dates import add_months
from risk_register.texts import Text

_ON_A_PERIOD = frozenset({EvidenceKind.SOC2_TYPE1.value, EvidenceKind.SOC2_TYPE2.value, EvidenceKind.SOC1_TYPE2.value})
_YEAR = 12
"""Months after which a report on a period is asked for anew: auditors report once a year, and letters bridge less."""


def running_out(asked: Asked) -> Iterable[Item]:
    """Of each kind of evidence of a vendor the newest piece, where it has run out or will."""
    source = table("evidence")
    rows = asked.connection.execute(
        select(source.c.id, source.c.vendor_id, source.c.kind, source.c.title, source.c.expires_on, source.c.period_to)
        .where(source.c.vendor_id.is_not(None), or_(source.c.expires_on.is_not(None), source.c.kind.in_(_ON_A_PERIOD)))).all()
    newest: dict[tuple[int, str], tuple[date, Any]] = {}
    for row in rows:
        until = _until(row)
        known = newest.get((row.vendor_id, row.kind))
        if until is not None and (known is None or known[0] < until):
            newest[row.vendor_id, row.kind] = until, row
    for until, row in newest.values():
        vendor = asked.served_by(row.vendor_id)
        if vendor is None or until > asked.until:
            continue
        kind = named(EvidenceKind, row.kind)
        if row.kind in _ON_A_PERIOD:
            text = Text("Ask for the next report: {kind}", kind=kind)
            detail = Text("The last one, '{title}', covers the time to {day}", title=row.title, day=row.period_to)
        else:
            text = Text("Ask for a new one: {kind}", kind=kind)
            detail = Text("'{title}', valid to {day}", title=row.title, day=until)
        yield Item(TodayKind.EVIDENCE.value, text, "evidence", row.id, **of_vendor(vendor), due_on=until, detail=detail)


def _until(row: Any) -> date | None:
    if row.kind in _ON_A_PERIOD:
        return add_months(row.period_to, _YEAR) if row.period_to else None
    until: date | None = row.expires_on
    return until
