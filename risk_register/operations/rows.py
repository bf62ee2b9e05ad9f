"""The frozen rows that lists show, in window and command line alike."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from risk_register.texts import Text


@dataclass(frozen=True, slots=True)
class VendorRow:
    """One line of the list of vendors. Residual risk 0 to 100, None where unassessed; vocabulary as stored values."""

    id: int
    name: str
    stage: str
    tier: str
    residual: Decimal | None
    level: str
    owner: str | None = None
    next_review_on: date | None = None
    country: str | None = None
    reference: str | None = None
    search: str = ""
    """Folded names and reference, for filtering as one types."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One changed field. A batch of inserted rows is one line, with `after` telling how many."""

    change: int
    at: datetime
    actor: str
    reason: Text
    noun: str
    record: int | None
    name: str
    field: str | None
    before: str | None
    after: str | None
    kind: str
    """'do', 'undo' or 'redo'."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import of a questionnaire stored (or would store)."""

    vendor_id: int
    vendor: str
    questionnaire_id: int | None
    family: str
    version: str
    questions: int
    counts: dict[str, int]
    unmapped: tuple[tuple[str, str, str, Text], ...]
    """Sheet, cell, text, reason."""
    file_sha256: str
    changed_since_last: tuple[dict[str, str], ...]
    notes: tuple[Text, ...] = ()
