"""What needs somebody as a calendar file (iCalendar, RFC 5545): one event for each date, with alarms before it.

The file depends on the register, the day and the language alone: exported again on the same day it has the same bytes. Events
keep their UID when their date moves, so that a calendar which takes the file in again moves them; their SEQUENCE grows with
every change of the register and every day.
"""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard

from risk_register.errors import RegisterError
from risk_register.exchange.workbooks import write_whole
from risk_register.model.items import Item
from risk_register.model.vocabulary import TodayKind, label
from risk_register.operations.today import items, today_of
from risk_register.store import Register
from risk_register.texts import Language, Text, tr

DAYS_AHEAD = 400
"""A year and what a year may slip: whatever comes round yearly is in it once."""
_FIRST_DAY = date(2020, 1, 1)
_MORNING = timedelta(hours=9)
_LEADS: dict[str, tuple[int, ...]] = {
    TodayKind.CONTRACT: (30, 7), TodayKind.EVIDENCE: (30,), TodayKind.REVIEW: (14,), TodayKind.ACCEPTANCE: (14,),
    TodayKind.OVERRIDE: (14,), TodayKind.CONFIRMATION: (14,),
}
"""Days before at which is reminded: time to write a notice, to get a certificate, to make a review."""
_USUAL_LEAD = (7,)
_CLOCK_LEADS = (24, 4)
"""Hours before a moment at which is reminded."""


def write_calendar(register: Register, path: Path, language: Language, *, days: int = DAYS_AHEAD) -> int:
    """Write the calendar to a file; returns how many events it has, which may be none.

    Raises `RegisterError` where it cannot be written, and where the register itself stands.
    """
    if path.exists() and path.samefile(register.path):
        raise RegisterError("{file} is the register itself and is not overwritten. Choose another name.", file=path.name)
    dated = [item for item in items(register, days=days) if item.due_on is not None]
    write_whole(path, calendar_of(register, dated, language))
    return len(dated)


def calendar_of(register: Register, dated: list[Item], language: Language) -> bytes:
    """The items as the bytes of a calendar file."""
    number, _ = register.head()
    sequence = number + (today_of(register) - _FIRST_DAY).days
    stamp = datetime.combine(today_of(register), time(), UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//risk-register//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", tr(language, "Risk register: {name}", name=register.path.stem))
    for item in dated:
        calendar.add_component(_event(item, sequence, stamp, language))
    if not dated:
        calendar.add_component(_universal_time())
    return bytes(calendar.to_ical())


def _universal_time() -> Timezone:
    """What a calendar without events holds, since it must hold something (RFC 5545, 3.6)."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  # a zone says its own beginning in its own local time
    for name in ("tzoffsetfrom", "tzoffsetto"):
        standard.add(name, timedelta())
    zone.add_component(standard)
    return zone


def written_words(rows: int, file: str, *, days: int = DAYS_AHEAD) -> Text:
    """What is said of a calendar that was written: how many events it has, or why it has none."""
    if rows:
        return Text("Calendar written to {file}. Events: {rows}.", file=file, rows=rows)
    return Text("Calendar written to {file}. It has no event: nothing is due within {days} days.", file=file, days=days)


def _event(item: Item, sequence: int, stamp: datetime, language: Language) -> Event:
    event = Event()
    words = item.text.render(language)
    summary = tr(language, "{vendor}: {words}", vendor=item.vendor, words=words) if item.vendor else words
    kind, noun, record = item.key
    event.add("uid", f"{kind}-{noun.replace('/', '-')}-{record}@risk-register")
    event.add("dtstamp", stamp)
    event.add("sequence", sequence)
    event.add("summary", summary)
    if described := _described(item, language):
        event.add("description", described)
    event.add("categories", [label(TodayKind, item.kind, language)])
    if item.due_at is not None:
        event.add("dtstart", item.due_at.astimezone(UTC))
        leads = [timedelta(hours=-hours) for hours in _CLOCK_LEADS]
    else:
        assert item.due_on is not None
        event.add("dtstart", item.due_on)
        event.add("dtend", item.due_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        leads = [_MORNING - timedelta(days=days) for days in (*_LEADS.get(item.kind, _USUAL_LEAD), 0)]
    begins = item.due_at or datetime.combine(item.due_on or stamp.date(), time(), UTC)
    for lead in leads:
        if begins + lead >= stamp:  # some programs ring for every alarm that lies behind when a file is taken in
            event.add_component(_alarm(summary, lead))
    return event


def _alarm(summary: str, lead: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", lead)
    return alarm


def _described(item: Item, language: Language) -> str:
    lines = [item.detail.render(language) if item.detail else ""]
    if item.owner:
        lines.append(tr(language, "Owner: {name}", name=item.owner))
    return "\n".join(line for line in lines if line)
