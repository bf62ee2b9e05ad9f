"""Running clocks: notifications that are owed and tasks that are open in incidents that are."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from risk_register.model.items import Item
from risk_register.model.vocabulary import IncidentState, NotificationStage, TaskState, TodayKind
from risk_register.operations.today_sources.base import Asked, named, table
from risk_register.texts import Text


def running(asked: Asked) -> Iterable[Item]:
    """Unsent notifications with the moment their rule's task gives, then the tasks that belong to none of them."""
    incident, task, notification = table("incident"), table("task"), table("notification")
    where = _vendors(asked)
    opened = select(incident.c.id).where(incident.c.state != IncidentState.CLOSED.value)
    tasks = asked.connection.execute(
        select(task, incident.c.title.label("incident")).join(incident, incident.c.id == task.c.incident_id)
        .where(task.c.incident_id.in_(opened), task.c.state == TaskState.OPEN.value).order_by(task.c.id)).all()
    due = {(row.incident_id, row.rule): row.due_at for row in tasks if row.rule and row.due_at}
    owed = asked.connection.execute(
        select(notification, incident.c.title.label("incident")).join(incident, incident.c.id == notification.c.incident_id)
        .where(notification.c.incident_id.in_(opened), notification.c.sent_at.is_(None)).order_by(notification.c.id)).all()
    said = {(row.incident_id, row.rule) for row in owed if row.rule}
    for row in owed:
        stage = named(NotificationStage, row.stage)
        yield Item(TodayKind.CLOCK.value, Text("Notify {recipient}: {stage}", recipient=row.recipient, stage=stage), "notification",
                   row.id, **_whose(asked, where.get(row.incident_id)), **_moment(asked, due.get((row.incident_id, row.rule))),
                   detail=Text("{words}", words=row.incident))
    for row in tasks:
        if row.rule and (row.incident_id, row.rule) in said:
            continue
        kind = TodayKind.CLOCK if row.rule and row.due_at else TodayKind.TASK
        yield Item(kind.value, Text("{words}", words=row.title), "task", row.id,
                   **_whose(asked, where.get(row.incident_id), asked.people.get(row.owner_id or 0)), **_moment(asked, row.due_at),
                   detail=Text("{words}", words=row.incident))


def _vendors(asked: Asked) -> dict[int, int]:
    """The vendor an incident is looked up under: who announced it, else the first that it concerns."""
    incident, link = table("incident"), table("incident_vendor")
    first = select(link.c.incident_id, func.min(link.c.id).label("first")).group_by(link.c.incident_id).subquery()
    found = {row.incident_id: row.vendor_id for row in asked.connection.execute(
        select(link.c.incident_id, link.c.vendor_id).join(first, first.c.first == link.c.id))}
    announced = select(incident.c.id, incident.c.announced_by_id).where(incident.c.announced_by_id.is_not(None))
    return found | {row.id: row.announced_by_id for row in asked.connection.execute(announced)}


def _whose(asked: Asked, vendor_id: int | None, owner: str | None = None) -> dict[str, Any]:
    vendor = asked.vendors.get(vendor_id or 0)
    return {"vendor_id": vendor_id, "vendor": vendor.name if vendor else "", "owner": owner or (vendor.owner if vendor else None)}


def _moment(asked: Asked, due_at: datetime | None) -> dict[str, Any]:
    if due_at is None:
        return {}
    local = due_at.astimezone(asked.now.tzinfo or UTC)
    return {"due_at": due_at, "due_on": local.date()}
