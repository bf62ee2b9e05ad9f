"""What the page on incidents asks of the register, in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from risk_register.incidents import Clock
    from risk_register.incidents.notice import Reading
    from risk_register.intake.announcements import Announcement
    from risk_register.model.rows import VendorRow
    from risk_register.model.vocabulary import DecisionKind, ExposureState, StampName
    from risk_register.operations.incidents import Fate, Judged
    from risk_register.operations.incidents.reading import Proposal
    from risk_register.store import Register
    from risk_register.texts import Language


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the list: where it stands and what is due first."""

    id: int
    title: str
    state: str
    received_on: date | None
    overdue: int
    running: int
    next_due: datetime | None


@dataclass(frozen=True, slots=True)
class IncidentSheet:
    """All that the page shows of one incident, but the records with sections of their own."""

    judged: Judged
    moments: tuple[Moment, ...]
    now: datetime
    """The moment it is judged at, in the organisation's time zone, as all moments shown."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline."""

    at: datetime
    whole_day: bool
    kind: str
    """'stamp', 'notice', 'decision', 'task' or 'message'."""
    words: str
    detail: str
    key: tuple[str, int]


@dataclass(frozen=True, slots=True)
class ReadAnnouncement:
    """An announcement with what was found in it, and the vendors that may be chosen instead."""

    announcement: Announcement
    reading: Reading
    proposal: Proposal
    vendors: Sequence[VendorRow]
    related: tuple[tuple[int, str], ...] = ()
    """Open incidents at the same parties, of which this may be a later announcement: ids and titles."""


def incident_list(register: Register) -> list[IncidentRow]:
    """All incidents, open ones first, the newest first.

    Only open ones are judged: years of closed ones among thousands of vendors would take a minute, and nothing of them runs.
    """
    from risk_register.model.vocabulary import IncidentState
    from risk_register.operations.incidents import all_incidents, judge
    from risk_register.operations.records import records

    rows = {row["id"]: row for row in records(register, "incident")}
    found = []
    for key in all_incidents(register):
        if rows[key]["state"] == IncidentState.CLOSED.value:
            found.append(_row(rows[key], ()))
        else:
            found.append(_row(rows[key], judge(register, key).clocks))
    return found


def _row(incident: Mapping[str, Any], clocks: Sequence[Clock]) -> IncidentRow:
    from risk_register.model.vocabulary import ClockState

    running = [each for each in clocks if each.state is ClockState.RUNNING]
    overdue = [each for each in clocks if each.state is ClockState.OVERDUE]
    due = [each.due.at for each in (*overdue, *running) if each.due is not None]
    return IncidentRow(incident["id"], str(incident["title"]), str(incident["state"]), incident["received_on"], len(overdue),
                       len(running), min(due, default=None))


def incident_sheet(register: Register, incident_id: int, language: Language) -> IncidentSheet:
    """One incident as it stands now."""
    from risk_register.operations.incidents import judge, timeline

    zone = register.time_zone()
    moments = tuple(Moment(each.at if each.whole_day else each.at.astimezone(zone), each.whole_day, each.kind,
                           each.words.render(language), each.detail, each.key)
                    for each in timeline(register, incident_id))
    return IncidentSheet(judge(register, incident_id), moments, register.now().astimezone(zone))


def read_words(register: Register, text: str) -> ReadAnnouncement:
    """What a pasted announcement says. Raises `RegisterError` where it says nothing."""
    from risk_register.intake.announcements import pasted

    return _read(register, pasted(text))


def read_file(register: Register, path: Path, cancelled: Callable[[], bool] | None = None) -> ReadAnnouncement:
    """What the announcement in a file says. Raises `RegisterError` where it cannot be read, `Cancelled` where it was stopped."""
    from risk_register.intake.announcements import read_announcement_file

    return _read(register, read_announcement_file(path, cancelled=cancelled))


def _read(register: Register, announcement: Announcement) -> ReadAnnouncement:
    from risk_register.operations.incidents import open_incidents_at, proposal, read
    from risk_register.operations.vendors import list_vendors

    reading = read(register, announcement)
    proposed = proposal(reading, announcement)
    named = {key for key in (proposed.origin_id, proposed.announced_by_id) if key is not None}
    return ReadAnnouncement(announcement, reading, proposed, list_vendors(register, include_indirect=True),
                            tuple(open_incidents_at(register, named)))


def without_announcement(register: Register) -> list[VendorRow]:
    """The vendors and subcontractors at which an incident may be recorded by hand."""
    from risk_register.operations.vendors import list_vendors

    return list_vendors(register, include_indirect=True)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a person confirmed in the window: an incident to be recorded. Days without a time begin the day."""

    title: str
    aware: datetime | None
    announced_by_id: int | None
    origin_id: int | None
    elements: tuple[tuple[str, ExposureState, str | None], ...]
    published_on: date | None
    days: Mapping[StampName, date]
    announcement: Announcement | None
    unknown: tuple[str, ...] = ()
    added: tuple[Added, ...] = ()
    """Companies named that are to be taken into the register first."""


@dataclass(frozen=True, slots=True)
class Added:
    """A company named in an announcement that the register is to know: whose subcontractor it is, whether it happened there."""

    name: str
    provider_id: int | None
    is_origin: bool


def record(register: Register, said: Confirmed, actor: str, language: Language) -> int:
    """Records an incident; its id."""
    from risk_register.operations.incidents import Told, add_named, record_incident
    from risk_register.operations.incidents.recording import day_stamp, refuse_told_to_come

    stamps = {name: (day_stamp(register, day), day.isoformat()) for name, day in said.days.items()}
    refuse_told_to_come(register, Told(said.title, said.aware, stamps=stamps))  # before a company is taken in for it
    origin = said.origin_id
    for each in said.added:
        key = add_named(register, each.name, each.provider_id, actor)
        origin = key if each.is_origin and origin in (None, each.provider_id) else origin
    vendors = tuple(dict.fromkeys(key for key in (said.announced_by_id, origin) if key is not None))
    told = Told(said.title, said.aware, vendors, said.announced_by_id, origin, said.elements, stamps, said.announcement,
                said.published_on, said.unknown)
    return record_incident(register, told, actor, language=language).id


def decide(register: Register, incident_id: int, kind: DecisionKind, value: str, reason: str, actor: str) -> int:
    """Records a decision; its id."""
    from risk_register.operations.incidents import decide as record_decision

    return record_decision(register, incident_id, kind, value, reason, actor)


def write_letters(register: Register, incident_id: int, folder: Path, language: Language) -> list[str]:
    """Writes all drafts of an incident into a folder; their names."""
    from risk_register.exchange.documents import write_drafts
    from risk_register.operations.incidents import letters

    return [path.name for path in write_drafts(letters(register, incident_id, language), folder, "docx")]


def write_breach_log(register: Register, path: Path, language: Language) -> int:
    """Writes the log of breaches; how many there are."""
    from risk_register.exchange.breach_log import write_breach_log as write

    return write(register, path, language)


def close(register: Register, incident_id: int, outcome: str, lessons: str | None, fates: Mapping[str, Fate], actor: str, *,
          findings: bool) -> None:
    """Ends an incident, with a word on the duties that were open; the lessons become findings where that is wanted."""
    from risk_register.operations.incidents import close_incident

    close_incident(register, incident_id, outcome, actor, lessons=lessons, fates=fates, findings=findings)


def take_rules(register: Register, incident_id: int, title: str, actor: str) -> None:
    """Judges an incident by this program's rules from now on."""
    from risk_register.operations.incidents import take_rules as take

    take(register, incident_id, title, actor)
