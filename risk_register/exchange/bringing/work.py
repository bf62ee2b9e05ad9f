"""What is to be done to a register: records to add, fields to change, each with the rows that ask for it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from risk_register.exchange.bringing.groups import Item, Party
from risk_register.exchange.bringing.plan import Place


@dataclass(slots=True, eq=False)
class Addition:
    """A record to be added; `values` may hold other additions where they refer to them."""

    noun: str
    values: dict[str, Any]
    places: tuple[Place, ...]


@dataclass(slots=True)
class Update:
    """Fields of a record to be changed, from what they are to what they become."""

    noun: str
    record_id: int
    changes: dict[str, Any]
    before: dict[str, Any]
    places: tuple[Place, ...]


@dataclass(slots=True)
class Work:
    """Everything that is to be done, and what becomes of each record of the file."""

    additions: dict[str, list[Addition]] = field(default_factory=lambda: defaultdict(list))
    updates: list[Update] = field(default_factory=list)
    became: dict[Item | Party, "int | Addition | None"] = field(default_factory=dict)
    """The record each is: of the register, a new one, or none as it is left out."""
    touched: set[Place] = field(default_factory=set)
    """Rows by which anything is added or changed."""
    added_at: set[Place] = field(default_factory=set)
    restored: set[Party] = field(default_factory=set)
    merged: set[Party] = field(default_factory=set)
    skipped: set[Party] = field(default_factory=set)
    unkept: set[Party] = field(default_factory=set)
    """Vendors that cannot be kept as they are, since another has their name."""
    passed_over: int = 0
    """Rows that somebody left out, which were not looked at any further."""
