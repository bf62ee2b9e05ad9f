"""What a table of cells asks of the register: fields of records to set, rows to add. It imports nothing, as `rows` does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class NewName:
    """A record that is referred to by a name the register may not know yet: then it is added in the same change."""

    noun: str
    name: str


@dataclass(frozen=True, slots=True)
class RowEdit:
    """Fields of one record to be set. Values are as a draft takes them, or a `NewName` where a reference stands."""

    record_id: int | None
    """None for a record that is to be added."""
    values: Mapping[str, Any]
