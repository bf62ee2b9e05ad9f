"""Acceptances and overrides that run out: then the risk is open again, or the computed result counts again."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select

from risk_register.model.items import Item
from risk_register.model.vocabulary import FindingState, Judgement, TodayKind
from risk_register.operations.today_sources.base import Asked, named, of_vendor, table
from risk_register.texts import Text

_SHOWN_AFTER = timedelta(days=90)
"""How long something that ran out is shown: by then somebody has lived with it knowingly."""


def acceptances(asked: Asked) -> Iterable[Item]:
    """The last acceptance of each open risk, shortly before and after it runs out."""
    source, finding = table("risk_acceptance"), table("finding")
    rows = asked.connection.execute(
        select(source.c.id, source.c.vendor_id, source.c.finding_id, source.c.reason, source.c.expires_on, finding.c.title,
               finding.c.state).join(finding, finding.c.id == source.c.finding_id, isouter=True)
        .order_by(source.c.expires_on, source.c.id)).all()
    last = {(row.vendor_id, row.finding_id): row for row in rows}
    for row in last.values():
        vendor = asked.served_by(row.vendor_id)
        if vendor is None or row.state == FindingState.CLOSED or row.expires_on is None:
            continue
        if not asked.today - _SHOWN_AFTER <= row.expires_on <= asked.until:
            continue
        detail = Text("{risk}: accepted until {day}", risk=row.title or row.reason, day=row.expires_on)
        yield Item(TodayKind.ACCEPTANCE.value, Text("Accept the risk again, or treat it"), "risk_acceptance", row.id,
                   **of_vendor(vendor), due_on=row.expires_on, detail=detail)


def overrides(asked: Asked) -> Iterable[Item]:
    """The last override of each judgement, shortly before and after it runs out."""
    source = table("override")
    rows = asked.connection.execute(select(source).order_by(source.c.expires_on, source.c.id)).all()
    last = {(row.vendor_id, row.judgement): row for row in rows}
    for row in last.values():
        vendor = asked.served_by(row.vendor_id)
        if vendor is None or row.expires_on is None or not asked.today - _SHOWN_AFTER <= row.expires_on <= asked.until:
            continue
        detail = Text("{judgement} set to {value} by {author}, until {day}", judgement=named(Judgement, row.judgement),
                      value=row.value, author=row.author, day=row.expires_on)
        yield Item(TodayKind.OVERRIDE.value, Text("Confirm the override, or let the computed result count"), "override", row.id,
                   **of_vendor(vendor, row.author), due_on=row.expires_on, detail=detail)
