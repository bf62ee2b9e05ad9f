"""What a decision about a risk was decided by: the method with its version and the figure it gave, noted as the decision is stored.

A later method, or a later version of it, gives another figure; without this nobody could say which one was agreed to.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from risk_register.model.nouns import BY_TABLE
from risk_register.operations.scoring import assess
from risk_register.risk.result import Assessment
from risk_register.store import Register

DECISION_DAYS = {"review": "completed_on", "risk_acceptance": "accepted_on", "override": "made_on"}
"""Decisions that rest on a figure, and the day on which each was taken."""
_HUNDREDTH = Decimal("0.01")


def with_method(register: Register, noun: str, record_id: int | None, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of a record to be saved, with method and figure where a decision is taken by it and they are left blank.

    A review is decided on when it is completed; an acceptance and an override when they are first stored.
    """
    field = DECISION_DAYS.get(noun)
    day = given.get(field) if field is not None else None
    if not isinstance(day, date):
        return given
    before = _before(register, noun, record_id)
    vendor = given.get("vendor_id") or before.get("vendor_id")
    if vendor is None or (record_id is not None and (noun != "review" or before.get("completed_on") == day)):
        return given
    found = assess(register, [vendor], on=day, explain=False)
    noted = _noted(noun, found[0]) if found else {}
    return {**given, **{name: value for name, value in noted.items() if given.get(name) is None and before.get(name) is None}}


def _before(register: Register, noun: str, record_id: int | None) -> Mapping[str, Any]:
    table = BY_TABLE[noun].table
    with register.read() as connection:
        row = connection.execute(select(table).where(table.c.id == record_id)).mappings().first()
    return dict(row or {})


def _noted(noun: str, found: Assessment) -> dict[str, Any]:
    figure = None if found.residual is None else found.residual.quantize(_HUNDREDTH)
    if noun == "review":
        return {"method": found.method, "score": figure, "level": found.level.value}
    return {"method": found.method, "accepted_score": figure} if noun == "risk_acceptance" else {"method": found.method}
