"""Missed service levels whose credit can still be claimed."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from risk_register.model import facts
from risk_register.model.items import Item
from risk_register.model.vocabulary import SlaMetric, TodayKind
from risk_register.operations.fetch import as_recorded, facts_of, grouped
from risk_register.operations.today_sources.base import Asked, named, of_vendor, table
from risk_register.risk.sla import credit_percent, current, is_missed
from risk_register.texts import Text


def credits_to_claim(asked: Asked) -> Iterable[Item]:
    """Windows that are over and were missed, of terms with a deadline for claims that has not passed, not claimed so far."""
    term, contract, measured = table("sla_term"), table("contract"), table("sla_measurement")
    with_deadline = term.c.claim_days.is_not(None)
    longest = asked.connection.execute(select(func.max(term.c.claim_days))).scalar()
    if longest is None:
        return
    since = asked.today - timedelta(days=longest)
    recent = facts_of(asked.connection, facts.SlaMeasurement, measured, measured.c.ends_on >= since,
                      measured.c.ends_on < asked.today, measured.c.sla_term_id.in_(select(term.c.id).where(with_deadline)))
    if not recent:
        return
    by_term = grouped(as_recorded(asked.connection, recent), lambda item: item.sla_term_id)
    step, claim = table("sla_credit_step"), table("credit_claim")
    steps = grouped(facts_of(asked.connection, facts.SlaCreditStep, step), lambda item: item.sla_term_id)
    claimed = set(asked.connection.execute(select(claim.c.measurement_id)).scalars())
    vendor_of = {row.id: row.vendor_id for row in asked.connection.execute(
        select(term.c.id, contract.c.vendor_id).join(contract, contract.c.id == term.c.contract_id).where(with_deadline))}
    for each in facts_of(asked.connection, facts.SlaTerm, term, with_deadline, more=lambda key: {
            "measurements": tuple(by_term.get(key, ())), "credit_steps": tuple(steps.get(key, ()))}):
        if each.measurements and each.target is not None:
            yield from _of_term(asked, each, vendor_of.get(each.id), claimed)


def _of_term(asked: Asked, term: facts.SlaTerm, vendor_id: int | None, claimed: set[Any]) -> Iterable[Item]:
    vendor = asked.served_by(vendor_id)
    done = {(each.starts_on, each.ends_on) for each in term.measurements if each.id in claimed}
    for measurement in current(term) if vendor is not None else ():
        by = measurement.ends_on + timedelta(days=term.claim_days or 0)
        if (measurement.starts_on, measurement.ends_on) in done or not asked.today <= by <= asked.until:
            continue
        if not is_missed(term, measurement.value):
            continue
        if term.credit_steps and not credit_percent(term, measurement.value):
            continue
        detail = Text("{metric}, {start} to {end}: measured {value}, promised {target}", metric=term.name or named(
            SlaMetric, term.metric), start=measurement.starts_on, end=measurement.ends_on, value=measurement.value,
            target=term.target)
        assert vendor is not None
        yield Item(TodayKind.CREDIT.value, Text("Claim the service credit"), "sla_measurement", measurement.id,
                   **of_vendor(vendor), due_on=by, detail=detail)
