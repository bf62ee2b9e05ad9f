"""What has happened has come: a moment that has not is a slip in its year or month, and no deadline may be counted from it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from risk_register.errors import RegisterError
from risk_register.model.nouns import BY_TABLE
from risk_register.model.validation import DraftError
from risk_register.store import Register
from risk_register.texts import Text

_CLOCKS_DIFFER = timedelta(minutes=10)
"""How far this computer's clock may lie behind the one that a moment was read from."""
_ZONES_DIFFER = timedelta(days=1)
"""How far the calendar of whoever told us of a day may lie before ours."""
_HAPPENED: Mapping[str, str] = {"incident_stamp": "at", "notification": "sent_at", "decision": "decided_at"}
"""By noun the field that says when something about an incident happened."""


def refuse_to_come(register: Register, moment: datetime | None, *, whole_day: bool = False) -> None:
    """Raises `RegisterError` for a moment, or with `whole_day` the beginning of a day, that has not come yet."""
    if moment is not None and _is_to_come(register, moment, _ZONES_DIFFER if whole_day else _CLOCKS_DIFFER):
        raise RegisterError("{moment} has not come yet, and deadlines are counted from what has happened. Check the year and the "
                            "month.", moment=moment.astimezone(register.time_zone()))


def refuse_field_to_come(register: Register, noun: str, values: Mapping[str, Any]) -> None:
    """The same for a record about to be saved: raises `DraftError` at the field."""
    field = _HAPPENED.get(noun)
    moment = values.get(field) if field is not None else None
    if field is not None and isinstance(moment, datetime) and moment.tzinfo and _is_to_come(register, moment, _CLOCKS_DIFFER):
        raise DraftError(BY_TABLE[noun], [(field, Text("has not come yet; check the year and the month"))])


def is_day(source: str | None) -> bool:
    """Whether a moment stands for the day that its source names, told without a time."""
    return source is not None and len(source) == len("2025-11-26") and source.count("-") == 2


def _is_to_come(register: Register, moment: datetime, tolerance: timedelta) -> bool:
    return moment > register.clock() + tolerance
