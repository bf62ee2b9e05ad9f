"""Running clocks: what open incidents oblige us to tell whom by when, what has to be decided for that, and their tasks."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from risk_register.model.items import Item
from risk_register.model.vocabulary import ClockState, IncidentState, NotificationStage, RecipientKind, TaskState, TodayKind
from risk_register.operations.today_sources.base import Asked, named, table
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.incidents import Clock

_OWED = (ClockState.OVERDUE, ClockState.RUNNING, ClockState.NO_PERIOD)
_UNDECIDED = (ClockState.DECISION_NEEDED, ClockState.TO_JUDGE)
_PLAYBOOK = "playbook:"
"""What begins the rule of a task that a playbook set; its time is ours, and no duty's."""


def running(asked: Asked) -> Iterable[Item]:
    """For each open incident its duties, then messages prepared for others that no duty asks for, then the tasks."""
    incident = table("incident")
    titles = {row.id: row.title for row in asked.connection.execute(
        select(incident.c.id, incident.c.title).where(incident.c.state != IncidentState.CLOSED.value).order_by(incident.c.id))}
    if not titles:
        return
    where = _vendors(asked)
    for key, title in titles.items():
        clocks = asked.duties.get(key, ())
        whose, known = _whose(asked, where.get(key)), {clock.rule for clock in clocks}
        yield from _of_clocks(asked, key, title, clocks, whose)
        tasks = _rows(asked, "task", key)
        due = {row.rule: row.due_at for row in tasks if row.rule and row.due_at}
        messages = [row for row in _rows(asked, "notification", key) if row.sent_at is None and row.rule not in known]
        for row in messages:
            text = Text("Notify {recipient}: {stage}", recipient=row.recipient, stage=named(NotificationStage, row.stage))
            yield Item(TodayKind.CLOCK.value, text, "incident", key, **whose, **_moment(asked, due.get(row.rule)),
                       detail=Text("{words}", words=title), part=f"notification-{row.id}")
        said = known | {row.rule for row in messages if row.rule}
        for row in tasks:
            if row.state == TaskState.OPEN.value and row.rule not in said:
                yield _of_task(asked, key, title, row, where.get(key))


def _of_clocks(asked: Asked, incident: int, title: str, clocks: "Iterable[Clock]", whose: Mapping[str, Any]) -> Iterable[Item]:
    undecided = 0
    for clock in clocks:
        undecided += clock.state in _UNDECIDED
        if clock.state not in _OWED or (clock.recipient is RecipientKind.VENDOR and clock.due is None):
            continue  # of what a vendor owes us without a date, nothing is ours to do: the letter to it is a task
        detail = Text("{incident}; for {entity}", incident=title, entity=clock.entity) if clock.entity else Text(
            "{words}", words=title)
        yield Item(TodayKind.CLOCK.value, Text("{duty} ({recipient})", duty=clock.duty, recipient=clock.to), "incident", incident,
                   **whose, **_moment(asked, clock.due.at if clock.due else None), detail=detail,
                   part=f"{clock.rule}-{clock.entity_id or ''}")
    if undecided:
        yield Item(TodayKind.CLOCK.value, Text("Decide which further duties apply: {count}", count=undecided), "incident", incident,
                   **whose, detail=Text("{words}", words=title), part="decisions")


def _of_task(asked: Asked, incident: int, title: str, row: Any, vendor_id: int | None) -> Item:
    kind = TodayKind.CLOCK if row.rule and row.due_at and not row.rule.startswith(_PLAYBOOK) else TodayKind.TASK
    return Item(kind.value, Text("{words}", words=row.title), "incident", incident,
                **_whose(asked, vendor_id, asked.people.get(row.owner_id or 0)), **_moment(asked, row.due_at),
                detail=Text("{words}", words=title), part=f"task-{row.id}")


def _rows(asked: Asked, noun: str, incident: int) -> list[Any]:
    source = table(noun)
    return list(asked.connection.execute(select(source).where(source.c.incident_id == incident).order_by(source.c.id)).all())


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
