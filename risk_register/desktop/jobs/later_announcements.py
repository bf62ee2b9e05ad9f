"""What the window asks of the register about a later announcement of an incident, in the worker.

Nothing of the engine is imported before it is needed: the window stands before the database does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from risk_register.desktop.jobs.incidents import ReadAnnouncement
    from risk_register.incidents import Clock
    from risk_register.model.vocabulary import ExposureState
    from risk_register.operations.incidents import Told
    from risk_register.store import Register
    from risk_register.texts import Language

AWARE_AGAIN = "aware"
"""The key of the line that asks whether the news counts as a new awareness."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of which the announcement says something else than is recorded. `was` is None where nothing was."""

    kind: str
    """'party', 'moment' or 'element'."""
    key: str
    was: Any
    now: Any
    words: str
    """What it rests on."""
    proposed: bool = True
    """Whether it is ticked to begin with."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A later announcement beside an incident as it is recorded; vendors by their names, moments in the organisation's zone."""

    incident_id: int
    title: str
    differences: tuple[Difference, ...]
    same: tuple[str, ...]
    """The elements of which it says what was said before."""
    told: Told


@dataclass(frozen=True, slots=True)
class Changed:
    """What taking an announcement in changed: before and after, in what the incident hits and in its deadlines."""

    incident_id: int
    title: str
    reopened: bool
    people: tuple[tuple[int | None, int | None], tuple[int | None, int | None]]
    elements: tuple[tuple[str, str | None, str], ...]
    ways: tuple[str, ...]
    """Paths that were not there before; `ways_gone` those that are no more."""
    ways_gone: tuple[str, ...]
    flows: tuple[str, ...]
    flows_gone: tuple[str, ...]
    vendors: tuple[str, ...]
    """Vendors that it has come to concern."""
    tasks: tuple[str, ...]
    clocks: tuple[tuple[Clock | None, Clock], ...]
    now: datetime
    """In the organisation's time zone, in which deadlines are told."""


def compare(register: Register, incident_id: int, read: ReadAnnouncement) -> Compared:
    """What an announcement says otherwise than the incident so far."""
    from risk_register.model.vocabulary import StampName
    from risk_register.operations.incidents import differences, judge
    from risk_register.operations.incidents.recording import Told, day_stamp

    before, proposed, reading = judge(register, incident_id), read.proposal, read.reading
    days = {StampName.OCCURRED: proposed.occurred_on, StampName.VENDOR_DETECTED: proposed.detected_on,
            StampName.VENDOR_AWARE: proposed.aware_on, StampName.VENDOR_NOTIFIED: proposed.notified_on}
    told = Told(
        str(before.incident["title"]), None,
        tuple(key for key in (proposed.announced_by_id, proposed.origin_id) if key is not None),
        proposed.announced_by_id, proposed.origin_id, proposed.elements,
        {name: (day_stamp(register, day), day.isoformat()) for name, day in days.items() if day is not None},
        read.announcement, proposed.published_on, proposed.unknown)
    found, zone = differences(before, told), register.time_zone()
    names = {row.id: row.name for row in read.vendors}
    quoted = {each.kind: each.quotation for each in reversed(reading.dates)}
    parties = {"announced_by_id": reading.announcer, "origin_id": reading.origin}
    kinds = {StampName.OCCURRED: "occurred", StampName.VENDOR_DETECTED: "detected", StampName.VENDOR_AWARE: "notified"}
    lines = [Difference("party", name, names.get(was) if was else None, names.get(now, ""),
                        party.quotation if (party := parties[name]) is not None else "", was is None)
             for name, (was, now) in found.parties.items()]
    lines += [Difference("moment", name.value, was.astimezone(zone) if was else None, now.astimezone(zone),
                         quoted.get(kinds.get(name, ""), "")) for name, (was, now) in found.moments.items()]
    aware = before.stamps.get(StampName.AWARE)
    lines.append(Difference("moment", AWARE_AGAIN, aware.astimezone(zone) if aware else None,
                            register.clock().astimezone(zone).replace(second=0, microsecond=0), "", aware is None))
    lines += [Difference("element", name, was, state, words or "") for name, was, state, words in found.elements]
    return Compared(incident_id, told.title, tuple(lines), found.same, told)


def take_in(register: Register, compared: Compared, parties: Collection[str], moments: Collection[str],
            elements: Mapping[str, ExposureState], actor: str, language: Language) -> Changed:
    """Stores what a person confirmed of it: the fields by their keys, the elements with what is said of them."""
    from risk_register.model.vocabulary import StampName
    from risk_register.operations.incidents import update_incident

    told = compared.told
    stamps = {name: said for name, said in told.stamps.items() if name.value in moments}
    again = next((each for each in compared.differences if each.key == AWARE_AGAIN), None)
    if again is not None and AWARE_AGAIN in moments:
        stamps[StampName.AWARE] = again.now, None
    announced, origin = (getattr(told, name) if name in parties else None for name in ("announced_by_id", "origin_id"))
    words = {name: quoted for name, _state, quoted in told.elements}
    confirmed = replace(
        told, announced_by_id=announced, origin_id=origin, vendors=tuple(key for key in (announced, origin) if key is not None),
        elements=tuple((name, state, words.get(name)) for name, state in elements.items()), stamps=stamps)
    found = update_incident(register, compared.incident_id, confirmed, actor, language=language)
    return _changed(register, compared, found)


def _changed(register: Register, compared: Compared, found: Any) -> Changed:
    from risk_register.incidents.exposure import people_of

    before, after = found.before, found.after

    def ways(judged: Any) -> list[str]:
        return [" \N{RIGHTWARDS ARROW} ".join(way.names) for each in judged.exposures for way in each.ways]

    def flows(judged: Any) -> list[str]:
        return list(dict.fromkeys(hit.flow.name for each in judged.exposures for hit in each.flows))

    def more(one: list[str], other: list[str]) -> tuple[str, ...]:
        return tuple(each for each in one if each not in set(other))

    names = dict(after.vendors)
    return Changed(
        compared.incident_id, compared.title, after.is_open and not before.is_open,
        (people_of(before.exposures), people_of(after.exposures)), found.elements, more(ways(after), ways(before)),
        more(ways(before), ways(after)), more(flows(after), flows(before)), more(flows(before), flows(after)),
        tuple(names.get(key, "") for key in found.vendors), found.tasks, tuple(found.clocks),
        register.now().astimezone(register.time_zone()))
