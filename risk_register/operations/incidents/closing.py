"""The end of an incident: its outcome and lessons, and a word on each duty that nobody recorded as done."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from risk_register.errors import RegisterError
from risk_register.incidents import Clock
from risk_register.incidents.standing import UNDONE
from risk_register.model import incidents
from risk_register.model.assurance import Finding
from risk_register.model.vocabulary import DecisionKind, IncidentState, RecipientKind, StampName
from risk_register.operations.incidents.judging import Judged, judge
from risk_register.operations.incidents.sending import message_values
from risk_register.operations.moments import refuse_to_come
from risk_register.store import Register
from risk_register.texts import Text

_MARK = re.compile(r"^\s*(?:[-–—•*]|\d{1,2}[.)])\s+")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a duty that nobody had recorded: it was fulfilled at a moment, or was not required, for a reason."""

    done_at: datetime | None = None
    reason: str = ""


def left_open(judged: Judged) -> list[Clock]:
    """The duties of ours on which closing asks a word, one for each rule; what vendors owed us is theirs."""
    found: dict[str, Clock] = {}
    for clock in judged.clocks:
        if clock.state in UNDONE and clock.recipient is not RecipientKind.VENDOR:
            found.setdefault(clock.rule, clock)
    return list(found.values())


def close_incident(register: Register, incident_id: int, outcome: str, actor: str, *, lessons: str | None = None,
                   fates: Mapping[str, Fate] | None = None, findings: bool = False) -> list[Clock]:
    """Ends an incident; what `fates` says of its open duties, by rule, is recorded in the same change.

    With `findings` each line of the lessons becomes a finding about the vendor where it happened, or through whom it reached us.
    Returns the duties that are left without a word: they read 'not recorded as done when closed' from now on.
    Raises `RegisterError` without an outcome, for a duty it does not have open, for one not required without a reason, and for one
    fulfilled at a moment that has not come yet.
    """
    if not outcome.strip():
        raise RegisterError("An incident is closed with its outcome: say what came of it.")
    judged, said = judge(register, incident_id), dict(fates or {})
    open_ = {clock.rule: clock for clock in left_open(judged)}
    for rule, fate in said.items():
        if rule not in open_:
            raise RegisterError("The incident has no open duty '{rule}'. Open are: {known}.", rule=rule,
                                known=", ".join(open_) or "—")
        if fate.done_at is None and not fate.reason.strip():
            raise RegisterError("A duty that was not required needs its reason: an auditor will ask for it.")
        refuse_to_come(register, fate.done_at)
    now = register.clock()
    with register.change(Text("Close the incident '{title}'", title=judged.incident["title"]), actor) as change:
        for rule, fate in said.items():
            if fate.done_at is not None:
                change.add(incidents.Notification, incident_id=incident_id,
                           **message_values(rule, open_[rule]), sent_at=fate.done_at)
            else:
                change.add(incidents.Decision, incident_id=incident_id, kind=DecisionKind.NOT_REQUIRED, value=rule, author=actor,
                           reason=fate.reason, decided_at=now)
        change.update(incidents.Incident, incident_id, state=IncidentState.CLOSED, outcome=outcome, lessons=lessons)
        change.add(incidents.IncidentStamp, incident_id=incident_id, name=StampName.CLOSED, at=now)
        vendor = _about(judged) if findings else None
        if vendor is not None:
            change.add_many(Finding, [{"vendor_id": vendor, "incident_id": incident_id, "title": line,
                                       "opened_on": register.today()} for line in _lines(lessons)])
    return [clock for rule, clock in open_.items() if rule not in said]


def _lines(lessons: str | None) -> list[str]:
    """The lessons one by one, without the marks of a list; what is too long for a title is cut there and whole in the lessons."""
    found = (_MARK.sub("", line).strip() for line in (lessons or "").splitlines())
    return [line if len(line) <= _LONGEST else f"{line[:_LONGEST - 1]}…" for line in found if line]


def _about(judged: Judged) -> int | None:
    """The vendor of ours that the lessons are about: where it happened, else who announced it, else the first it came through."""
    ours = [way.parties[0] for each in judged.exposures for way in each.ways] or [key for key, _name in judged.vendors]
    wanted = (judged.incident["origin_id"], judged.incident["announced_by_id"], *ours)
    return next((key for key in wanted if key in ours), None)
