"""What needs somebody: one list from many sources, running clocks first, then what is late, then what comes."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from risk_register.model.items import Item as Item
from risk_register.model.items import packed
from risk_register.model.sorting import natural_key, sorted_in_turns
from risk_register.model.vocabulary import IncidentState, ScopeDecision, TodayKind, Urgency
from risk_register.operations.scoring import refresh_scores
from risk_register.operations.today_sources import SOURCES, Asked, Source, VendorLine
from risk_register.operations.today_sources.base import table
from risk_register.risk.due import own_day
from risk_register.store import Register
from risk_register.store.schema import derived_item, derived_score

if TYPE_CHECKING:
    from risk_register.incidents import Clock

DAYS_AHEAD = 90
"""How far Today looks ahead: a quarter, in which a notice can be prepared and a new certificate asked for."""
_WEEK = timedelta(days=7)
_INCIDENTS = 25
"""Open incidents whose duties are judged, the newest: of others their tasks stand here."""
_RANK = {urgency: urgency.rank for urgency in Urgency}
_FIRST = 60
"""How many items are kept for the first painting of a starting window; more than any screen has lines for."""


def today_of(register: Register) -> date:
    """The reader's own calendar day, on this computer; the day that is shown, where the register is a look back."""
    return register.day or own_day(register.clock().astimezone())


def has_vendors(register: Register) -> bool:
    """Whether there is any vendor yet."""
    with register.read() as connection:
        return connection.execute(select(table("vendor").c.id).limit(1)).first() is not None


def items(register: Register, *, days: int = DAYS_AHEAD, sources: Sequence[Source] = SOURCES) -> list[Item]:
    """All that needs somebody now or within so many days, in the order in which it should be met."""
    unkept = refresh_scores(register)
    now = register.clock().astimezone()
    day = today_of(register)
    scores = None if unkept is None else {score["vendor_id"]: score for score in unkept}
    duties = _duties(register, now if register.day is None else datetime.combine(day, time.max, now.tzinfo))
    with register.read() as connection:
        person = table("person")
        people = {row.id: row.name for row in connection.execute(select(person.c.id, person.c.name))}
        asked = Asked(connection, day, now, day + timedelta(days=days), _vendors(connection, people, scores), people,
                      duties)
        found = [item for source in sources for item in source(asked)]
    return sorted_in_turns([_ranked(item, asked) for item in found])


def _duties(register: Register, moment: datetime) -> dict[int, "tuple[Clock, ...]"]:
    """What the newest open incidents oblige us to, by incident."""
    incident = table("incident")
    with register.read() as connection:
        newest = (select(incident.c.id).where(incident.c.state != IncidentState.CLOSED.value)
                  .order_by(incident.c.received_on.desc(), incident.c.id.desc()).limit(_INCIDENTS))
        opened = connection.execute(newest).scalars().all()
    if not opened:
        return {}
    from risk_register.operations.incidents import judge  # rules and exposure, which a day without an incident does without

    return {key: judge(register, key, now=moment).clocks for key in opened}


def refresh_items(register: Register) -> list[Item]:
    """As `items`; where facts or day have moved, the first ones are kept for the next start of the window."""
    found = items(register)
    key = {"items_head": register.head()[1], "items_day": today_of(register).isoformat()}
    known = {} if register.day is not None else register.derived_from()
    if register.day is None and {name: known.get(name) for name in key} != key:
        counts = Counter(item.urgency for item in found)
        register.derive({**key, "items_counts": json.dumps(counts)}, derived_item,
                        (_row(number, item) for number, item in enumerate(found[:_FIRST])))
    return found


def _vendors(connection: Connection, people: Mapping[int, str],
             scores: Mapping[int, Mapping[str, Any]] | None) -> dict[int, VendorLine]:
    vendor = table("vendor")
    rows = connection.execute(
        select(vendor.c.id, vendor.c.legal_name, vendor.c.stage, vendor.c.scope_decision, vendor.c.owner_id,
               derived_score.c.tier, derived_score.c.next_review_on)
        .join(derived_score, derived_score.c.vendor_id == vendor.c.id, isouter=True).where(vendor.c.archived_on.is_(None)))
    found = {}
    for key, name, stage, scope, owner_id, kept_tier, kept_review in rows:
        tier, review = kept_tier, kept_review
        if scores is not None and key in scores:
            tier, review = scores[key]["tier"], scores[key]["next_review_on"]
        found[key] = VendorLine(key, name, stage, scope == ScopeDecision.IN_SCOPE, people.get(owner_id), tier or "unassessed",
                                date.fromisoformat(review) if review else None)
    return found


def _ranked(item: Item, asked: Asked) -> tuple[tuple[Any, ...], Item]:
    urgency = urgency_of(item, asked.today)
    moment = item.due_at.timestamp() if item.due_at else 0.0
    order = (_RANK[urgency], item.due_on or date.max, moment, natural_key(item.vendor), item.kind, item.record_id, item.part)
    return order, _with_urgency(item, urgency)


def urgency_of(item: Item, today: date) -> Urgency:
    """How soon it needs somebody, as seen on a day; a notification whose clock runs comes before all."""
    if item.kind == TodayKind.CLOCK:
        return Urgency.RUNNING
    if item.due_on is None:
        return Urgency.WAITING
    if item.due_on < today:
        return Urgency.OVERDUE
    return Urgency.WEEK if item.due_on <= today + _WEEK else Urgency.LATER


def _with_urgency(item: Item, urgency: Urgency) -> Item:
    return Item(item.kind, item.text, item.noun, item.record_id, item.vendor_id, item.vendor, item.owner, item.due_on, item.due_at,
                item.detail, urgency.value, item.part)


def _row(number: int, item: Item) -> dict[str, Any]:
    at: datetime | None = item.due_at
    return {
        "n": number, "kind": item.kind, "urgency": item.urgency, "due_on": item.due_on.isoformat() if item.due_on else None,
        "due_at": at.isoformat() if at else None, "words": packed(item.text), "detail": packed(item.detail),
        "vendor_id": item.vendor_id, "vendor": item.vendor, "owner": item.owner, "noun": item.key[1], "record_id": item.record_id,
    }
