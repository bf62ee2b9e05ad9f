"""All incidents in order, and the timeline of one: moments, announcements, decisions, tasks, messages."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, or_, select

from risk_register.incidents.situation import decided_words
from risk_register.model.nouns import BY_TABLE
from risk_register.model.vocabulary import IncidentState, RecipientKind, StampName
from risk_register.store import Register
from risk_register.texts import Text


def all_incidents(register: Register) -> list[int]:
    """Their ids: open ones first, the newest first."""
    table = BY_TABLE["incident"].table
    with register.read() as connection:
        return list(connection.execute(select(table.c.id).order_by(
            table.c.state == IncidentState.CLOSED.value, table.c.received_on.desc(), table.c.id.desc())).scalars())


def open_incidents_at(register: Register, vendors: Collection[int]) -> list[tuple[int, str]]:
    """Open incidents that concern one of these vendors, or happened at it or were announced by it: ids and titles, newest first."""
    table, link = BY_TABLE["incident"].table, BY_TABLE["incident_vendor"].table
    concerned = select(link.c.incident_id).where(link.c.vendor_id.in_(vendors))
    with register.read() as connection:
        rows = connection.execute(select(table.c.id, table.c.title).where(
            table.c.state == IncidentState.OPEN.value,
            or_(table.c.id.in_(concerned), table.c.origin_id.in_(vendors), table.c.announced_by_id.in_(vendors)),
        ).order_by(table.c.received_on.desc(), table.c.id.desc())).all()
    return [(row.id, row.title) for row in rows]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline. `key` is the record it stands for."""

    at: datetime
    kind: str
    words: Text
    detail: str
    key: tuple[str, int]
    whole_day: bool = False


def timeline(register: Register, incident_id: int) -> list[Line]:
    """What happened and was done, in order of time."""
    zone = register.time_zone()
    with register.read() as connection:
        found = [line for noun, told in _TOLD.items() for row in _rows(connection, noun, incident_id) if (line := told(row))]

    def in_order(line: Line) -> tuple[datetime, tuple[str, int]]:
        return line.at if line.at.tzinfo else line.at.replace(tzinfo=zone), line.key

    return sorted((Line(in_order(each)[0], each.kind, each.words, each.detail, each.key, each.whole_day) for each in found),
                  key=in_order)


def _rows(connection: Connection, noun: str, incident_id: int) -> list[Any]:
    table = BY_TABLE[noun].table
    return list(connection.execute(select(table).where(table.c.incident_id == incident_id).order_by(table.c.id)).all())


def _stamp(row: Any) -> Line | None:
    if row.at is None:
        return None
    return Line(row.at, "stamp", Text("{stamp}", stamp=StampName.parse(row.name) or row.name), row.source or "",
                ("incident_stamp", row.id))


def _notice(row: Any) -> Line | None:
    day: date = row.received_on
    said = Text("Announcement taken in")
    if row.published_on is not None:
        said = Text("Announcement of {day} taken in", day=row.published_on)
    return Line(datetime.combine(day, time()), "notice", said, row.file_name or row.source or "", ("incident_notice", row.id),
                whole_day=True)


def _decision(row: Any) -> Line | None:
    if row.decided_at is None:
        return None
    words = Text("Decided by {author}: {decision}", author=row.author, decision=decided_words(row.kind, row.value))
    return Line(row.decided_at, "decision", words, row.reason, ("decision", row.id))


def _task(row: Any) -> Line | None:
    return None if row.done_at is None else Line(row.done_at, "task", Text("Done: {task}", task=row.title), "", ("task", row.id))


def _message(row: Any) -> Line | None:
    if row.sent_at is None:
        return None
    words = Text("Sent to {recipient} ({kind})", recipient=row.recipient, kind=RecipientKind.parse(row.recipient_kind) or "—")
    return Line(row.sent_at.astimezone(UTC), "message", words, row.receipt_number or "", ("notification", row.id))


_TOLD: dict[str, Callable[[Any], Line | None]] = {
    "incident_stamp": _stamp, "incident_notice": _notice, "decision": _decision, "task": _task, "notification": _message}
