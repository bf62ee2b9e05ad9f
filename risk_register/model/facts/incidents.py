"""Incidents that concern a vendor."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident that concerns a vendor."""

    id: int
    title: str
    state: str
    severity: str | None = None
    received_on: date | None = None
    stamps: tuple[tuple[str, datetime], ...] = ()
    """Moments by name, in the organisation's time zone, whose days are its own."""
