"""A later announcement of an incident: what it says otherwise, field by field, and what follows once a person has confirmed it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from risk_register.incidents import Clock
from risk_register.incidents.exposure import Exposure
from risk_register.incidents.playbook import tasks_for
from risk_register.model import incidents
from risk_register.model.nouns import BY_RECORD
from risk_register.model.vocabulary import ExposureState, IncidentState, StampName
from risk_register.operations.exposure import expose
from risk_register.operations.incidents.judging import IN_QUESTION, Judged, judge, period_of
from risk_register.operations.incidents.recording import Told, notice_values, refuse_told_to_come
from risk_register.operations.incidents.rule_texts import remember
from risk_register.operations.moments import is_day
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Language, Text

PARTIES = ("announced_by_id", "origin_id")


@dataclass(frozen=True, slots=True)
class Differences:
    """What a later announcement says otherwise than the incident so far: each as it was (None: nothing) and as it is now said."""

    parties: Mapping[str, tuple[int | None, int]]
    """`announced_by_id` and `origin_id`, by vendors' ids."""
    moments: Mapping[StampName, tuple[datetime | None, datetime]]
    elements: tuple[tuple[str, str | None, ExposureState, str | None], ...]
    """Element, what was said of it, what is said now, the words for it."""
    same: tuple[str, ...]
    """Elements of which it says what was said before."""

    @property
    def any(self) -> bool:
        """Whether it says anything otherwise."""
        return bool(self.parties or self.moments or self.elements)


def differences(before: Judged, told: Told) -> Differences:
    """What `told` says otherwise than an incident so far. Days without a time that name the day known change nothing."""
    known = {element: state for element, state, _words in before.elements}
    party = {name: (before.incident[name], said) for name in PARTIES
             if (said := getattr(told, name)) is not None and said != before.incident[name]}
    moments = {name: (before.stamps.get(name), at) for name, (at, source) in told.stamps.items()
               if not _is_known(before.stamps.get(name), at, source)}
    return Differences(
        party, moments,
        tuple((name, known.get(name), state, words) for name, state, words in told.elements if known.get(name) != state.value),
        tuple(name for name, state, _words in told.elements if known.get(name) == state.value))


def _is_known(known: datetime | None, said: datetime, source: str | None) -> bool:
    """A moment is known already; of a day without its time (its source is the day itself), where the day is."""
    if known is None:
        return False
    return known == said or (is_day(source) and 0 <= (known - said).total_seconds() < 86_400)


@dataclass(frozen=True, slots=True)
class Updated:
    """What a later announcement changed, and what followed from it."""

    elements: tuple[tuple[str, str | None, str], ...]
    """Element, what was said before (None: nothing), what is said now."""
    vendors: tuple[int, ...]
    """The vendors that it came to concern."""
    before: Judged
    after: Judged
    tasks: tuple[str, ...] = ()
    """What is to be done beside what was."""

    @property
    def clocks(self) -> list[tuple[Clock | None, Clock]]:
        """The duties that stand otherwise than before: as they were (None: there was none) and as they are."""
        was = {(each.rule, each.entity_id): each for each in self.before.clocks}
        return [(was.get((each.rule, each.entity_id)), each) for each in self.after.clocks
                if not _same(was.get((each.rule, each.entity_id)), each)]


def _same(before: Clock | None, now: Clock) -> bool:
    return before is not None and (before.due, before.state) == (now.due, now.state)


def update_incident(register: Register, incident_id: int, told: Told, actor: str, *, language: Language = "en") -> Updated:
    """Takes in a later announcement: what it says replaces what was said; the earlier ones are kept. Reopens what was closed.

    Tasks of the playbook that fit only now are added, and vendors through whom it has come to reach us are concerned from now on.
    """
    refuse_told_to_come(register, told)
    before = judge(register, incident_id)
    found = differences(before, told)
    asked = _asked_with(before, told)
    exposures = _exposures_with(register, before, told, asked)
    tasks = _new_tasks(register, incident_id, exposures, asked, language)
    element = BY_RECORD[incidents.IncidentElement].table
    words = Text("Take in a later announcement of the incident '{title}'", title=before.incident["title"])
    with register.change(words, actor) as change:
        if told.announcement is not None:
            change.add(incidents.IncidentNotice, incident_id=incident_id, **notice_values(register, told, told.announcement))
        rows = {row.element: row.id for row in change.connection.execute(
            select(element).where(element.c.incident_id == incident_id))}
        for name, _was, state, quoted in found.elements:
            if name in rows:
                change.update(incidents.IncidentElement, rows[name], state=state, quotation=quoted)
            else:
                change.add(incidents.IncidentElement, incident_id=incident_id, element=name, state=state, quotation=quoted)
        new = _concern(change, incident_id, before, told, exposures)
        for name in found.moments:
            moment, source = told.stamps[name]
            change.add(incidents.IncidentStamp, incident_id=incident_id, name=name, at=moment, source=source)
        change.add_many(incidents.Task, tasks)
        if before.judged_by is None or not before.judged_by.remembered:
            remember(change, register, incident_id)
        change.update(incidents.Incident, incident_id, **_values(before, told, exposures))
    return Updated(tuple((name, was, state.value) for name, was, state, _words in found.elements), tuple(new), before,
                   judge(register, incident_id), tuple(str(each["title"]) for each in tasks))


def _asked_with(before: Judged, told: Told) -> tuple[str, ...]:
    """The elements said to be exposed or possibly so once the announcement is taken in."""
    said = {**{element: state for element, state, _words in before.elements},
            **{element: state.value for element, state, _words in told.elements}}
    return tuple(element for element, state in said.items() if state in IN_QUESTION)


def _exposures_with(register: Register, before: Judged, told: Told, asked: tuple[str, ...]) -> tuple[Exposure, ...]:
    """What the incident hits once the announcement is taken in."""
    origin = told.origin_id or before.incident["origin_id"]
    parties = [origin] if origin else [*(key for key, _name in before.vendors), *told.vendors]
    stamps = {**before.stamps, **{name: moment for name, (moment, _source) in told.stamps.items()}}
    published = [day for day in (before.published_on, told.published_on) if day is not None]
    since, on = period_of(register, stamps, before.incident["received_on"], min(published, default=None))
    return tuple(expose(register, key, categories=asked, since=since, on=on) for key in dict.fromkeys(parties))


def _concern(change: ChangeDoor, incident_id: int, before: Judged, told: Told, exposures: Iterable[Exposure]) -> list[int]:
    """Those on the ways are concerned, as when an incident is first recorded."""
    there = {key for key, _name in before.vendors}
    named = [*told.vendors, *(way.parties[0] for each in exposures for way in each.ways)]
    new = [key for key in dict.fromkeys(named) if key not in there]
    change.add_many(incidents.IncidentVendor, [{"incident_id": incident_id, "vendor_id": each} for each in new])
    return new


def _new_tasks(register: Register, incident_id: int, exposures: tuple[Exposure, ...], asked: tuple[str, ...],
               language: Language) -> list[dict[str, Any]]:
    if not any(each.affected for each in exposures):
        return []
    task = BY_RECORD[incidents.Task].table
    with register.read() as connection:
        known = set(connection.execute(select(task.c.rule).where(task.c.incident_id == incident_id)).scalars())
    return [{"incident_id": incident_id, "title": each.title, "due_at": each.due_at, "rule": f"playbook:{each.id}"}
            for each in tasks_for(exposures, asked, register.clock(), language) if f"playbook:{each.id}" not in known]


def _values(before: Judged, told: Told, exposures: Iterable[Exposure]) -> dict[str, Any]:
    """What changes of the incident itself. It is open again where anything of ours is hit."""
    hit = any(each.affected for each in exposures)
    values: dict[str, Any] = {"state": IncidentState.OPEN if hit else before.incident["state"]}
    return values | {name: said for name in PARTIES if (said := getattr(told, name)) is not None}


def only_what_is_missing(before: Judged, told: Told) -> Told:
    """The announcement without what it says of parties that are recorded otherwise: for where nobody is asked to confirm it."""
    return replace(told, announced_by_id=told.announced_by_id if before.incident["announced_by_id"] is None else None,
                   origin_id=told.origin_id if before.incident["origin_id"] is None else None)
