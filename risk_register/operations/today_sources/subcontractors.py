"""Announced subcontractors to whom we may still object."""

from collections.abc import Iterable

from sqlalchemy import select

from risk_register.model.items import Item
from risk_register.model.vocabulary import SubcontractorDecision, TodayKind
from risk_register.operations.today_sources.base import Asked, of_vendor, table
from risk_register.texts import Text

_OPEN = SubcontractorDecision.NONE.value


def objections(asked: Asked) -> Iterable[Item]:
    """New lists, and links that came without one, on which nothing is decided; the last day to object is what counts."""
    lists, link = table("subcontractor_list"), table("subcontractor_link")
    for row in asked.connection.execute(select(lists).where(lists.c.decision == _OPEN, lists.c.objection_until <= asked.until)):
        if vendor := asked.served_by(row.provider_id):
            yield Item(TodayKind.SUBCONTRACTORS.value, Text("Accept or object to the new list of subcontractors"),
                       "subcontractor_list", row.id, **of_vendor(vendor), due_on=row.objection_until,
                       detail=Text("Received on {day}", day=row.received_on) if row.received_on else None)
    rows = asked.connection.execute(
        select(link.c.id, link.c.provider_id, link.c.subcontractor_id, link.c.objection_until, link.c.announced_on)
        .where(link.c.decision == _OPEN, link.c.list_id.is_(None), link.c.objection_until <= asked.until).order_by(link.c.id))
    for row in rows:
        vendor, other = asked.served_by(row.provider_id), asked.vendors.get(row.subcontractor_id)
        if vendor is not None:
            yield Item(TodayKind.SUBCONTRACTORS.value,
                       Text("Accept or object to the subcontractor {name}", name=other.name if other else "?"),
                       "subcontractor_link", row.id, **of_vendor(vendor), due_on=row.objection_until,
                       detail=Text("Announced on {day}", day=row.announced_on) if row.announced_on else None)
