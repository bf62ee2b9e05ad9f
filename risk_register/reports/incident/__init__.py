"""One incident: what happened, what it touches of ours, what had to be done, and what was."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from risk_register.reports.assembly import assembled, history_section
from risk_register.reports.audiences import Audience, Matter, tells
from risk_register.reports.content import ReportContent, Section
from risk_register.reports.files import write
from risk_register.reports.incident.drafts import drafts
from risk_register.reports.incident.duties import announcements, clocks, decisions, notifications, promises, tasks, timeline
from risk_register.reports.incident.exposed import elements, exposure
from risk_register.reports.incident.inputs import IncidentInputs
from risk_register.reports.incident.summary import cover, standing, summary
from risk_register.texts import Language, tr

if TYPE_CHECKING:
    from risk_register.store import Register

__all__ = ["IncidentInputs", "build", "incident_content", "write"]

_LINES_OF_HISTORY = 400
_LETTERS_TO_VENDORS = 12
"""A hub shared by thousands of vendors would fill a book; all letters are written as files by `incident letters`."""


def incident_content(inputs: IncidentInputs, language: Language) -> ReportContent:
    """What the report says, in one language. Pure: the same inputs give the same content."""
    return assembled(
        "incident",
        tr(language, "Incident: {title}", title=inputs.title),
        inputs.basis,
        language,
        cover(inputs, language),
        standing(inputs, language),
        (
            summary(inputs, language),
            timeline(inputs, language),
            elements(inputs, language),
            exposure(inputs, language),
            clocks(inputs, language),
            promises(inputs, language),
            tasks(inputs, language),
            notifications(inputs, language),
            decisions(inputs, language),
            announcements(inputs, language),
            *drafts(inputs, language),
            *_history(inputs, language),
        ),
    )


def _history(inputs: IncidentInputs, language: Language) -> tuple[Section, ...]:
    said = tr(
        language,
        "The newest changes of the journal that touch this incident. Changes are only ever added to the journal, each chained to "
        "the one before by its hash.",
    )
    return history_section(tr(language, "History"), said, inputs.history, inputs.basis, language)


def build(
    register: "Register",
    incident_id: int,
    *,
    language: Language,
    as_of: date | None = None,
    preparer: str = "",
    audience: Audience = Audience.AUDITOR,
) -> ReportContent:
    """One incident, as of now or as known at the end of a day. Raises `RegisterError` where there is no such incident."""
    from risk_register.operations.looking_back import looking_back

    with looking_back(register, as_of) as then:
        return incident_content(_gathered(then, incident_id, language, preparer, audience), language)


def _gathered(register: "Register", incident_id: int, language: Language, preparer: str,
              audience: Audience) -> IncidentInputs:
    from risk_register.operations.incidents import all_incidents, judge, letters
    from risk_register.operations.incidents import timeline as timeline_of
    from risk_register.operations.incidents.letters import vendors_to_write_to
    from risk_register.operations.journal import history
    from risk_register.operations.records import records
    from risk_register.operations.scoring import method_in_force
    from risk_register.reports.gathering import basis_of, names_of_parties, whole_changes

    judged = judge(register, incident_id, now=_moment(register))
    rows = {
        noun: tuple(records(register, noun, incident_id=incident_id))
        for noun in ("incident_notice", "task", "decision", "notification", "incident_stamp", "incident_element")
    }
    asked = judged.is_open and judged.affected and tells(audience, Matter.DRAFTS)
    written = letters(register, incident_id, language, judged=judged, vendors=_LETTERS_TO_VENDORS) if asked else []
    ids = [incident_id, *(row["id"] for group in rows.values() for row in group)]
    return IncidentInputs(
        basis_of(register, method_in_force(register), language, preparer=preparer, audience=audience),
        judged,
        tuple(timeline_of(register, incident_id)),
        rows["incident_notice"],
        rows["task"],
        rows["decision"],
        rows["notification"],
        whole_changes(history(register, records=ids, limit=_LINES_OF_HISTORY), _LINES_OF_HISTORY),
        names_of_parties(register),
        len(all_incidents(register)),
        tuple(written),
        max(0, len(vendors_to_write_to(judged)) - _LETTERS_TO_VENDORS) if asked else 0,
    )


def _moment(register: "Register") -> datetime | None:
    """At which duties are judged: the last second of the day looked back to; of today, now."""
    if register.day is None:
        return None
    return datetime.combine(register.day + timedelta(days=1), datetime.min.time(), register.time_zone()) - timedelta(seconds=1)
