"""Recording incidents, stamping their moments, taking in later announcements, and what is still due."""

import argparse
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from risk_register.cli.exposure import as_document, say
from risk_register.cli.output import Output, refuse_over_itself
from risk_register.errors import RegisterError, WrongUsage
from risk_register.exchange.breach_log import write_breach_log
from risk_register.exchange.documents import write_drafts
from risk_register.incidents import Clock
from risk_register.incidents.exposure import people_of
from risk_register.incidents.notice import Reading
from risk_register.incidents.situation import DECISIONS
from risk_register.intake.announcements import read_announcement_file
from risk_register.model import incidents as nouns
from risk_register.model.nouns import BY_RECORD
from risk_register.model.vocabulary import (
    ClockState,
    DataElement,
    DecisionKind,
    ExposureState,
    IncidentState,
    StampName,
    TaskState,
    label,
)
from risk_register.operations import incidents as verbs
from risk_register.operations.incidents import recording
from risk_register.operations.moments import refuse_to_come
from risk_register.operations.registers import this_person
from risk_register.operations.trials import tried
from risk_register.operations.vendors import find_vendor, vendor_name
from risk_register.risk.supply_chain.chain import categories_of
from risk_register.store import Register
from risk_register.texts import Text


def record(asked: argparse.Namespace, output: Output) -> None:
    """`incident record`: from an announcement, or by hand for one vendor."""
    if (asked.notice is None) == (asked.vendor is None):
        raise WrongUsage("Give the announcement with --notice, or name the vendor with --vendor.")
    with (Register.open(asked.register, write=not asked.dry_run) as kept,
          tried(kept, trial=asked.dry_run) as register):
        aware = _moment(register, asked.aware)
        if asked.notice is not None:
            told = _told(register, asked, aware)[0]
        else:
            vendor = find_vendor(register, asked.vendor)
            title = asked.title or Text("Incident at {vendor}", vendor=vendor_name(register, vendor)).render(output.language)
            told = verbs.Told(title, aware, (vendor,), vendor, vendor)
        found = verbs.record_incident(register, told, asked.actor or this_person(), language=output.language)
    output.document(_recorded(found, told, output, stored=not asked.dry_run))
    _say_recorded(found, told, output, stored=not asked.dry_run)


def _told(register: Register, asked: argparse.Namespace, aware: datetime | None) -> tuple[verbs.Told, Reading]:
    announcement = read_announcement_file(asked.notice)
    reading = verbs.read(register, announcement)
    proposed = verbs.proposal(reading, announcement)
    stamps = {name: (recording.day_stamp(register, day), day.isoformat()) for name, day in (
        (StampName.OCCURRED, proposed.occurred_on), (StampName.VENDOR_DETECTED, proposed.detected_on),
        (StampName.VENDOR_AWARE, proposed.aware_on), (StampName.VENDOR_NOTIFIED, proposed.notified_on)) if day is not None}
    parties = tuple(key for key in (proposed.announced_by_id, proposed.origin_id) if key is not None)
    return verbs.Told(
        asked.title or proposed.title or announcement.file_name or "", aware, parties, proposed.announced_by_id, proposed.origin_id,
        proposed.elements, stamps, announcement, proposed.published_on, proposed.unknown), reading


def _recorded(found: recording.Recorded, told: verbs.Told, output: Output, *, stored: bool) -> dict[str, Any]:
    judged = found.judged
    return {
        "incident": found.id if stored else None, "stored": stored,
        "title": told.title, "affected": judged.affected, "state": judged.incident["state"],
        "outcome": judged.incident["outcome"], "vendors": [name for _key, name in judged.vendors],
        "announced_by": _name(judged, told.announced_by_id), "origin": _name(judged, told.origin_id),
        "unknown_companies": list(told.unknown), "published_on": told.published_on,
        "categories": [each.value for each in categories_of(judged.asked)],
        "elements": [{"element": element, "state": state, "quotation": words} for element, state, words in judged.elements],
        "exposure": as_document(judged.exposures[0]) if judged.exposures else None,
        "exposures": [as_document(each) for each in judged.exposures],
        "deadlines": [_deadline(each, output) for each in judged.clocks],
        "tasks": [{"id": key if stored else None, "title": title, "due": due} for key, title, due in found.tasks],
        "remarks": [{"rule": each.rule, "text": each.words.render(output.language), "noun": each.noun, "record": each.record,
                     "severity": each.severity.value} for each in judged.remarks],
        "similar_vendors": [name for _key, name in judged.similar],
    }


def _name(judged: verbs.Judged, key: int | None) -> str | None:
    return next((name for vendor, name in judged.vendors if vendor == key), None)


def _deadline(clock: Clock, output: Output) -> dict[str, Any]:
    language = output.language
    return {
        "rule": clock.rule, "recipient": _words(clock.to, output), "recipient_kind": clock.recipient.value, "entity": clock.entity,
        "duty": _words(clock.duty, output), "due": clock.due.written if clock.due else None, "state": clock.state.value,
        "basis": clock.basis.render(language), "reason": clock.reason.render(language), "stage": clock.stage.value,
        "done_at": clock.done_at, "late_hours": round(clock.late_by.total_seconds() / 3600, 2) if clock.late_by else None,
        "moved_past": [name for _day, name in clock.due.moved_past] if clock.due else [],
    }


def _words(words: Any, output: Output) -> str:
    if isinstance(words, str):
        return words
    return str(words.render(output.language) if isinstance(words, Text) else words.label(output.language))


def _say_recorded(found: recording.Recorded, told: verbs.Told, output: Output, *, stored: bool) -> None:
    judged = found.judged
    if stored:
        output.say(Text("Incident {id}: {title}", id=str(found.id), title=told.title))
    else:
        output.say(Text("Nothing was stored: this was a trial."))
    if not judged.affected:
        output.say(Text("{outcome}", outcome=judged.incident["outcome"] or ""))
        return
    for element, state, _quotation in judged.elements:
        output.say(Text("  {element}: {state}", element=DataElement.parse(element) or element,
                        state=ExposureState.parse(state) or state))
    for each in judged.exposures:
        say(each, output)
    _say_clocks(judged, output)
    for remark in judged.remarks:
        output.say(Text("  To be looked into: {words}.", words=remark.words))
    if judged.similar:
        names = ", ".join(name for _key, name in judged.similar)
        output.say(Text("  Vendors with services of the same kind: {names}", names=names))
    zone = judged.situation.entities[0].zone if judged.situation.entities else UTC
    for _key, title, due in found.tasks:
        output.say(Text("  To do by {moment}: {task}", moment=due.astimezone(zone) if due else "—", task=title))


def _say_clocks(judged: verbs.Judged, output: Output) -> None:
    for clock in judged.clocks:
        if clock.state is not ClockState.NOT_TRIGGERED:
            output.say(Text("  {state}: {duty} ({recipient}), due {due}. {basis}. {reason}.", state=clock.state, duty=clock.duty,
                            recipient=clock.to, due=_due(clock), basis=clock.basis, reason=clock.reason))


def _due(clock: Clock) -> Any:
    if clock.due is None:
        return "—"
    return clock.due.at.date() if clock.due.whole_day else clock.due.at


def stamp(asked: argparse.Namespace, output: Output) -> None:
    """`incident stamp`: a moment, from which deadlines are counted anew."""
    name = recording.stamp_named(asked.name)
    with Register.open(asked.register) as register:
        incident = find_incident(register, asked.incident)
        at = _moment(register, asked.at)
        assert at is not None
        verbs.stamp(register, incident, name, at, asked.actor or this_person(), source=asked.source)
        judged = verbs.judge(register, incident)
        zone = register.time_zone()
    output.document({"incident": incident, "stamp": name.value, "at": at,
                     "deadlines": [_deadline(each, output) for each in judged.clocks]})
    output.say(Text("{stamp}: {moment}", stamp=name, moment=at.astimezone(zone)))
    _say_clocks(judged, output)


def decide(asked: argparse.Namespace, output: Output) -> None:
    """`incident decide`: what a person found, and why."""
    kind = DecisionKind.parse(asked.what)
    assert kind is not None
    if kind is not DecisionKind.NOT_REQUIRED and asked.value not in DECISIONS[kind]:
        raise WrongUsage("'{value}' is not a decision on that. Known are: {known}.", value=asked.value,
                         known=", ".join(DECISIONS[kind]))
    with Register.open(asked.register) as register:
        incident = find_incident(register, asked.incident)
        verbs.decide(register, incident, kind, asked.value, asked.reason, asked.actor or this_person())
        _say_judged(register, incident, output)


def sent(asked: argparse.Namespace, output: Output) -> None:
    """`incident sent`: a duty is fulfilled."""
    with Register.open(asked.register) as register:
        incident = find_incident(register, asked.incident)
        verbs.record_sent(register, incident, asked.rule, asked.actor or this_person(), at=_moment(register, asked.at),
                          recipient=asked.recipient, receipt=asked.receipt)
        _say_judged(register, incident, output)


def close(asked: argparse.Namespace, output: Output) -> None:
    """`incident close`: its outcome, and what is to be learnt."""
    with Register.open(asked.register) as register:
        incident = find_incident(register, asked.incident)
        left = verbs.close_incident(register, incident, asked.outcome, asked.actor or this_person(), lessons=asked.lessons,
                                    fates=_fates(register, asked), findings=asked.findings)
        _say_judged(register, incident, output)
    for clock in left:
        output.say(Text("Not recorded as done: {rule}. Say so with --done {rule}=DATETIME, or --not-required {rule}=REASON, before "
                        "closing.", rule=clock.rule))


def _fates(register: Register, asked: argparse.Namespace) -> dict[str, verbs.Fate]:
    found: dict[str, verbs.Fate] = {}
    for words in asked.done or ():
        rule, _equals, at = words.partition("=")
        found[rule] = verbs.Fate(done_at=_moment(register, at or None) or register.clock())
    for words in asked.not_required or ():
        rule, _equals, reason = words.partition("=")
        found[rule] = verbs.Fate(reason=reason)
    return found


def rules(asked: argparse.Namespace, output: Output) -> None:
    """`incident rules`: by which rules its deadlines are judged, and with `--take` by today's from now on."""
    with Register.open(asked.register, write=asked.take) as register:
        incident = find_incident(register, asked.incident)
        judged = verbs.judge(register, incident)
        if asked.take:
            verbs.take_rules(register, incident, judged.incident["title"], asked.actor or this_person())
            judged = verbs.judge(register, incident)
    by = judged.judged_by
    assert by is not None
    output.document({"incident": incident, "version": by.version, "sha256": by.sha256, "recorded": by.remembered,
                     "of_today": by.is_of_today, "changed": list(by.changed)})
    output.say(Text("Judged by the rules checked on {day} ({digest}).", day=by.version, digest=by.sha256[:16]))
    if not by.remembered:
        output.say(Text("The incident does not say by which rules it was recorded: those of this program are used."))
    for rule in by.changed:
        output.say(Text("  This program's rules differ in: {rule}", rule=rule))


def _say_judged(register: Register, incident: int, output: Output) -> None:
    judged = verbs.judge(register, incident)
    output.document({"incident": incident, "state": judged.incident["state"],
                     "deadlines": [_deadline(each, output) for each in judged.clocks]})
    output.say(Text("Incident {id}: {title}", id=str(incident), title=judged.incident["title"]))
    _say_clocks(judged, output)


def update(asked: argparse.Namespace, output: Output) -> None:
    """`incident update`: a later announcement, and what it changes."""
    with (Register.open(asked.register, write=not asked.dry_run) as kept,
          tried(kept, trial=asked.dry_run) as register):
        incident = find_incident(register, asked.incident)
        before = verbs.judge(register, incident)
        told, reading = _told(register, asked, None)
        if not asked.anyway and not verbs.is_about(register, before, reading):
            raise RegisterError("{file} names none of the parties of the incident '{title}', so it may be about something else "
                                "(found in it: {found}). Record it with `incident record`, or say --anyway.",
                                file=asked.notice.name, found=", ".join(each.name for each in reading.parties) or "—",
                                title=before.incident["title"])
        # Nobody is asked to confirm here, so that parties recorded otherwise stay: the window shows both, and asks.
        told = verbs.only_what_is_missing(before, told)
        found = verbs.update_incident(register, incident, told, asked.actor or this_person(), language=output.language)
    output.document({
        "incident": incident, "stored": not asked.dry_run, "state": found.after.incident["state"],
        "reopened": found.after.is_open and not found.before.is_open,
        "changed": {
            "elements": [{"element": element, "before": was, "now": now} for element, was, now in found.elements],
            "vendors": [name for key, name in found.after.vendors if key in found.vendors],
            "deadlines": [{**_deadline(now, output), "state_before": was.state.value if was else None,
                           "due_before": was.due.written if was and was.due else None} for was, now in found.clocks],
            "people_before": people_of(found.before.exposures)[1], "people": people_of(found.after.exposures)[1],
            "tasks": list(found.tasks),
        },
        "deadlines": [_deadline(each, output) for each in found.after.clocks],
    })
    _say_standing(found, output)
    if asked.dry_run:
        output.say(Text("Nothing was stored: this was a trial."))
    for element, was, now in found.elements:
        output.say(Text("  {element}: {before} → {now}", element=DataElement.parse(element) or element,
                        before=(ExposureState.parse(was) or was) if was else "—", now=ExposureState.parse(now) or now))
    if not found.elements:
        output.say(Text("The announcement says nothing of the data that was not known."))
    _say_clocks(found.after, output)


def _say_standing(found: verbs.Updated, output: Output) -> None:
    """An incident that was closed is opened again, or stays closed: neither may happen unseen."""
    if found.before.is_open:
        return
    title = found.before.incident["title"]
    if found.after.is_open:
        output.say(Text("The incident '{title}' was closed and is open again: something of ours is hit.", title=title))
    else:
        output.say(Text("The incident '{title}' was closed and stays so: nothing of ours is hit.", title=title))


def letters(asked: argparse.Namespace, output: Output) -> None:
    """`incident letters`: drafts that a person completes and sends."""
    with Register.open(asked.register, write=False) as register:
        incident = find_incident(register, asked.incident)
        drafts = verbs.letters(register, incident, output.language)
    files = write_drafts(drafts, asked.output, asked.ending)
    output.document([{"kind": draft.kind.value, "recipient": draft.recipient, "subject": draft.subject, "file": str(file)}
                     for draft, file in zip(drafts, files, strict=True)])
    for file in files:
        output.say(Text("{file}", file=str(file)))


def breach_log(asked: argparse.Namespace, output: Output) -> None:
    """`export breach-log`: GDPR Art. 33(5)."""
    refuse_over_itself(asked.register, asked.output)
    with Register.open(asked.register, write=False) as register:
        rows = write_breach_log(register, asked.output, output.language)
    output.document({"file": str(asked.output), "rows": rows})
    output.say(Text("{rows} incidents written to {file}.", rows=rows, file=str(asked.output)))


def listed(asked: argparse.Namespace, output: Output) -> None:
    """`incident list`: the incidents and what is still due."""
    table, task = BY_RECORD[nouns.Incident].table, BY_RECORD[nouns.Task].table
    with Register.open(asked.register, write=False) as register:
        with register.read() as connection:
            rows = connection.execute(select(table.c.id).order_by(table.c.received_on.desc(), table.c.id.desc())).scalars().all()
            tasks = connection.execute(select(task).where(task.c.state == TaskState.OPEN).order_by(task.c.due_at, task.c.id)).all()
        judged = [verbs.judge(register, key) for key in rows]
    shown = [(each, [clock for clock in each.clocks if clock.state.is_open] if each.incident["state"] == IncidentState.OPEN else [])
             for each in judged]
    output.document([{
        "id": each.incident["id"], "title": each.incident["title"], "state": each.incident["state"],
        "received_on": each.incident["received_on"], "vendors": [name for _key, name in each.vendors], "affected": each.affected,
        "outcome": each.incident["outcome"], "deadlines": [_deadline(clock, output) for clock in due],
        "tasks": [{"id": row.id, "title": row.title, "due": row.due_at} for row in tasks if row.incident_id == each.incident["id"]],
    } for each, due in shown])
    for each, due in shown:
        output.say(Text("{id}  {title}  ({state})", id=str(each.incident["id"]), title=each.incident["title"],
                        state=label(IncidentState, each.incident["state"], output.language)))
        for clock in due:
            output.say(Text("    {state}: {duty} ({recipient}), due {due}", state=clock.state, duty=clock.duty, recipient=clock.to,
                            due=_due(clock)))


def find_incident(register: Register, words: str) -> int:
    """An incident by its id, its reference or its title. Raises `RegisterError` where none or several are meant."""
    table = BY_RECORD[nouns.Incident].table
    with register.read() as connection:
        rows = connection.execute(select(table.c.id, table.c.title, table.c.reference)).all()
    exact = [row.id for row in rows if words in (str(row.id), row.reference, row.title)]
    found = exact or [row.id for row in rows if words.casefold() in row.title.casefold()]
    if len(found) == 1:
        return int(found[0])
    if not found:
        raise RegisterError("There is no incident '{words}' in this register. `incident list` shows them.", words=words)
    raise RegisterError("'{words}' may be several incidents: {names}. Name one by its id.", words=words,
                        names=", ".join(f"{row.id} {row.title}" for row in rows if row.id in found))


def _moment(register: Register, text: str | None) -> datetime | None:
    """A moment as typed; without an offset it is in the organisation's time zone. Raises `RegisterError` for one to come."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
        found = (found if found.tzinfo else found.replace(tzinfo=register.time_zone())).astimezone(UTC)
    except (ValueError, OverflowError):
        raise RegisterError("'{text}' is not a moment such as 2025-11-26T18:00+01:00.", text=text) from None
    refuse_to_come(register, found)
    return found
