"""Findings and treatments that are due, those set aside whose risk is accepted."""

from collections.abc import Iterable

from sqlalchemy import select

from risk_register.model.items import Item
from risk_register.model.vocabulary import FindingSeverity, FindingState, TodayKind, TreatmentKind, TreatmentState
from risk_register.operations.fetch import grouped
from risk_register.operations.today_sources.base import Asked, named, of_vendor, table
from risk_register.risk.accepting import risk_standing
from risk_register.texts import Text

_ENDED = (TreatmentState.DONE.value, TreatmentState.ABANDONED.value)


def findings(asked: Asked) -> Iterable[Item]:
    """Open findings by the day their risk is due, which an acceptance that ran out moves."""
    source, acceptance = table("finding"), table("risk_acceptance")
    given = grouped(
        (row for row in asked.connection.execute(
            select(acceptance.c.finding_id, acceptance.c.accepted_on, acceptance.c.expires_on)
            .where(acceptance.c.finding_id.is_not(None))) if row.accepted_on and row.expires_on),
        lambda row: row.finding_id)
    for row in asked.connection.execute(select(source).where(source.c.state != FindingState.CLOSED.value).order_by(source.c.id)):
        vendor = asked.served_by(row.vendor_id)
        if vendor is None or row.opened_on is None:
            continue
        standing = risk_standing(row.opened_on, row.due_on, given.get(row.id, ()), asked.today)
        if standing.accepted_until is not None or (standing.due_on is not None and standing.due_on > asked.until):
            continue
        severity = named(FindingSeverity, row.severity)
        if standing.reopened_on:
            detail = Text("{severity}; open again since {day}, when its acceptance had run out", severity=severity,
                          day=standing.reopened_on)
        else:
            detail = Text("{severity}; found on {day}", severity=severity, day=row.opened_on)
        yield Item(TodayKind.FINDING.value, Text("{words}", words=row.title), "finding", row.id,
                   **of_vendor(vendor, asked.people.get(row.owner_id or 0)), due_on=standing.due_on, detail=detail)


def treatments(asked: Asked) -> Iterable[Item]:
    """What was to be done about findings by a day, and is not."""
    source, finding = table("treatment"), table("finding")
    rows = asked.connection.execute(
        select(source, finding.c.vendor_id, finding.c.title).join(finding, finding.c.id == source.c.finding_id)
        .where(source.c.state.not_in(_ENDED), source.c.due_on <= asked.until, finding.c.state != FindingState.CLOSED.value)
        .order_by(source.c.id))
    for row in rows:
        vendor = asked.served_by(row.vendor_id)
        if vendor is not None and row.done_on is None:
            text = Text("{kind}: {finding}", kind=named(TreatmentKind, row.kind), finding=row.title)
            yield Item(TodayKind.TREATMENT.value, text, "treatment", row.id,
                       **of_vendor(vendor, asked.people.get(row.owner_id or 0)), due_on=row.due_on,
                       detail=Text("{words}", words=row.description) if row.description else None)
