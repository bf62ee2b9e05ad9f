"""Everything an incident report is made from, gathered before a word of it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from risk_register.operations.incidents import Judged, Letter
from risk_register.operations.incidents.listing import Line
from risk_register.operations.rows import HistoryRow
from risk_register.reports.wording import Basis

Stored = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class IncidentInputs:
    """One incident as it stood at a moment, with what was done about it; rows as the register holds them."""

    basis: Basis
    judged: Judged
    timeline: tuple[Line, ...] = ()
    notices: tuple[Stored, ...] = ()
    tasks: tuple[Stored, ...] = ()
    decisions: tuple[Stored, ...] = ()
    messages: tuple[Stored, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    parties: Mapping[int, str] = field(default_factory=dict)
    """Names of vendors and people that rows point to."""
    incidents: int = 1
    """How many incidents the register holds."""
    letters: tuple[Letter, ...] = ()
    """Drafts to be printed; of an incident that is closed none."""
    letters_left_out: int = 0

    @property
    def title(self) -> str:
        """What the incident is called."""
        return str(self.judged.incident["title"])

    def party(self, key: int | None) -> str | None:
        """A vendor's or person's name; None where none is meant."""
        return None if key is None else self.parties.get(key, str(key))
