"""Recording an incident, one undoable change a step: from an announcement or by hand, moments, decisions, messages, its end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select

from risk_register.errors import RegisterError
from risk_register.incidents.exposure import Exposure
from risk_register.incidents.playbook import tasks_for
from risk_register.intake.announcements import Announcement
from risk_register.model import incidents
from risk_register.model.nouns import BY_RECORD
from risk_register.model.vocabulary import (
    DecisionKind,
    ExposureState,
    IncidentState,
    StampName,
)
from risk_register.operations.exposure import expose
from risk_register.operations.fetch import without_collecting
from risk_register.operations.incidents.judging import IN_QUESTION, Judged, judge
from risk_register.operations.incidents.rule_texts import remember
from risk_register.operations.moments import is_day, refuse_to_come
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Language, Text

_ALIASES = {
    "controller_aware": "aware", "fe_aware": "aware", "entity_aware": "aware", "entity_aware_significant": "significant",
    "classified_major": "classified", "material_determined": "material", "high_risk_decided": "high_risk",
    "nis2_notification_submitted": "nis2_submitted", "consumers_notified": "people_told",
}
"""Other names under which the moments are known, without '_at'."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a person confirmed of an incident. `vendors` are those it concerns; without any, the check of it is recorded."""

    title: str
    aware: datetime | None = None
    vendors: tuple[int, ...] = ()
    announced_by_id: int | None = None
    origin_id: int | None = None
    elements: tuple[tuple[str, ExposureState, str | None], ...] = ()
    stamps: Mapping[StampName, tuple[datetime, str | None]] = field(default_factory=dict)
    announcement: Announcement | None = None
    published_on: date | None = None
    unknown: tuple[str, ...] = ()
    """Companies named that the register does not know: what was searched for, where nothing was found."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An incident as it was recorded, with what follows from it."""

    id: int
    judged: Judged
    tasks: tuple[tuple[int, str, datetime | None], ...]


def record_incident(register: Register, told: Told, actor: str, *, language: Language = "en") -> Recorded:
    """Records the incident with its tasks; where nothing of ours is hit, that it was checked and what was searched for.

    Raises `RegisterError` for an incident without a title, one that names nobody to search for, and a moment that has not come.
    """
    if not told.title.strip():
        raise RegisterError("An incident needs a title. Say in a few words what happened.")
    if told.origin_id is None and not told.vendors and not any(each.strip() for each in told.unknown):
        # An auditor would read 'checked, nothing of ours is hit' where nothing was looked for.
        raise RegisterError("No company is named, known to the register or not, so that nothing could be searched for. Name the "
                            "vendor or subcontractor where it happened.")
    refuse_told_to_come(register, told)
    with without_collecting():
        return _recorded(register, told, actor, language)


def refuse_told_to_come(register: Register, told: Told) -> None:
    """Raises `RegisterError` where a moment that was told has not come yet."""
    refuse_to_come(register, told.aware)
    for moment, source in told.stamps.values():
        refuse_to_come(register, moment, whole_day=is_day(source))


def _recorded(register: Register, told: Told, actor: str, language: Language) -> Recorded:
    exposures = _exposures(register, told)
    hit = any(each.affected for each in exposures)
    aware = told.aware or register.clock()
    announced = tuple(element for element, state, _words in told.elements if state in IN_QUESTION)
    tasks = tasks_for(exposures, announced, aware, language) if hit else []
    with register.change(Text("Record the incident '{title}'", title=told.title), actor) as change:
        incident = change.add(
            incidents.Incident, title=told.title, announced_by_id=told.announced_by_id, origin_id=told.origin_id,
            received_on=aware.astimezone(register.time_zone()).date(), state=IncidentState.OPEN if hit else IncidentState.CLOSED,
            outcome=None if hit else _not_affected(register, told, exposures, language))
        # Those on the ways are concerned too: an open incident weighs on every vendor through whom it may reach us.
        concerned = dict.fromkeys([*told.vendors, *(way.parties[0] for each in exposures for way in each.ways)])
        change.add_many(incidents.IncidentVendor, [{"incident_id": incident, "vendor_id": each} for each in concerned])
        if told.announcement is not None:
            change.add(incidents.IncidentNotice, incident_id=incident, **notice_values(register, told, told.announcement))
        _elements(change, incident, told.elements)
        for name, (moment, source) in _stamps(told, aware, hit=hit).items():
            change.add(incidents.IncidentStamp, incident_id=incident, name=name, at=moment, source=source)
        if hit:
            remember(change, register, incident)
        added = change.add_many(incidents.Task, [
            {"incident_id": incident, "title": each.title, "due_at": each.due_at, "rule": f"playbook:{each.id}"} for each in tasks])
    return Recorded(incident, judge(register, incident, exposures=exposures),
                    tuple((key, each.title, each.due_at) for key, each in zip(added, tasks, strict=True)))


def _exposures(register: Register, told: Told) -> tuple[Exposure, ...]:
    asked = [element for element, state, _words in told.elements if state in IN_QUESTION]
    origins = [told.origin_id] if told.origin_id is not None else list(told.vendors)
    zone = register.time_zone()
    on = told.aware.astimezone(zone).date() if told.aware else register.today()
    known = [moment.astimezone(zone).date() for moment, _source in told.stamps.values()]
    since = min([on, *known, *([told.published_on] if told.published_on else [])])
    return tuple(expose(register, each, categories=asked, since=since, on=on) for each in dict.fromkeys(origins))


def _not_affected(register: Register, told: Told, exposures: tuple[Exposure, ...], language: Language) -> str:
    """What was checked, so that an auditor can tell that it was: whom, against what, on which day."""
    names = [*(each.name for each in exposures), *told.unknown]
    number, digest = register.head()
    return Text("Checked on {day} against this register as it stood at change {number} ({digest}): nothing of ours is hit, "
                "directly or through subcontractors. Searched for: {names}.", day=register.today(), number=str(number),
                digest=digest[:16], names=", ".join(names) or "—").render(language)


def notice_values(register: Register, told: Told, said: Announcement) -> dict[str, Any]:
    """An announcement as it is kept with its incident."""
    return {"announced_by_id": told.announced_by_id, "published_on": told.published_on, "received_on": register.today(),
            "source": said.sender, "announcement": said.text, "file_name": said.file_name, "file_sha256": said.file_sha256}


def _elements(change: ChangeDoor, incident: int, elements: Iterable[tuple[str, ExposureState, str | None]]) -> None:
    for element, state, words in elements:
        change.add(incidents.IncidentElement, incident_id=incident, element=element, state=state, quotation=words)


def _stamps(told: Told, aware: datetime, *, hit: bool) -> dict[StampName, tuple[datetime, str | None]]:
    stamps = dict(told.stamps)
    if told.aware is not None:
        stamps[StampName.AWARE] = (aware, None)
    elif hit:
        stamps.setdefault(StampName.RECEIVED, (aware, None))
    return stamps


def day_stamp(register: Register, day: date) -> datetime:
    """The beginning of a day in the organisation's zone, for a moment of which only the day was told."""
    return datetime.combine(day, time(), register.time_zone()).astimezone(UTC)


def stamp_named(name: str) -> StampName:
    """The moment of that name; 'controller_aware_at' and the like are understood. Raises `RegisterError` with those known."""
    short = name.strip().lower().removesuffix("_at")
    found = StampName.parse(_ALIASES.get(short, short))
    if found is None or found is StampName.RULES:
        raise RegisterError("'{name}' is not a moment of an incident. Known are: {known}.", name=name,
                            known=", ".join(each.value for each in StampName if each is not StampName.RULES))
    return found


def stamp(register: Register, incident_id: int, name: StampName, at: datetime, actor: str, *, source: str | None = None) -> int:
    """Records a moment. A later one of the same name corrects the earlier, which stays in the history.

    Raises `RegisterError` for one that has not come yet.
    """
    refuse_to_come(register, at)
    title = _title(register, incident_id)
    with register.change(Text("Record '{stamp}' of the incident '{title}'", stamp=name, title=title), actor) as change:
        return change.add(incidents.IncidentStamp, incident_id=incident_id, name=name, at=at, source=source)


def decide(register: Register, incident_id: int, kind: DecisionKind, value: str, reason: str, actor: str, *,
           at: datetime | None = None) -> int:
    """Records what a person decided and answers for: the risk, a classification, that a duty need not be fulfilled."""
    if not reason.strip():
        raise RegisterError("A decision needs its reason: an auditor will ask for it.")
    refuse_to_come(register, at)
    title = _title(register, incident_id)
    with register.change(Text("Decide on the incident '{title}'", title=title), actor) as change:
        return change.add(incidents.Decision, incident_id=incident_id, kind=kind, value=value, author=actor, reason=reason,
                          decided_at=at or register.clock())


def _title(register: Register, incident_id: int) -> str:
    table = BY_RECORD[incidents.Incident].table
    with register.read() as connection:
        title = connection.execute(select(table.c.title).where(table.c.id == incident_id)).scalar()
    if title is None:
        raise RegisterError("There is no incident with the id {id} in this register.", id=str(incident_id))
    return str(title)
