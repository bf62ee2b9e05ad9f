"""What Today asks of the register, in the worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from risk_register.model.items import Item
    from risk_register.operations.score_changes import ScoreChange
    from risk_register.store import Register
    from risk_register.texts import Language, Text


@dataclass(frozen=True, slots=True)
class TodaySheet:
    """All that Today shows. `search` is what a filter looks into, by an item's key: folding it takes a while."""

    items: list[Item]
    day: date
    is_past: bool
    """Whether it is the day of a look back."""
    changes: list[ScoreChange]
    search: dict[tuple[str, str, int], str] = field(default_factory=dict)


def today_sheet(register: Register, language: Language) -> TodaySheet:
    """What needs somebody, and which scores changed of late."""
    from risk_register.model.names import fold_accents
    from risk_register.operations.score_changes import score_changes
    from risk_register.operations.today import refresh_items, today_of

    items = refresh_items(register)
    changes = score_changes(register)
    search = {item.key: fold_accents(" ".join((
        item.text.render(language), item.detail.render(language) if item.detail else "", item.vendor, item.owner or "")))
        for item in items}
    return TodaySheet(items, today_of(register), register.day is not None, changes, search)


def due_now(register: Register) -> list[Item]:
    """What is late or due today, and the notifications that run out within a day."""
    from datetime import timedelta

    from risk_register.operations.today import items, today_of

    day, soon = today_of(register), register.clock() + timedelta(days=1)
    return [item for item in items(register, days=1)
            if item.due_on is not None and (item.due_on <= day or (item.due_at is not None and item.due_at <= soon))]


def has_vendors(register: Register) -> bool:
    """Whether there is any vendor yet: until then there is nothing that could need somebody."""
    from risk_register.operations.today import has_vendors as ask

    return ask(register)


def write_calendar(register: Register, target: Path, language: Language) -> Text:
    """Writes all dates as a calendar file, and says how many there are."""
    from risk_register.exchange.calendar import write_calendar as write
    from risk_register.exchange.calendar import written_words

    return written_words(write(register, target, language), target.name)
