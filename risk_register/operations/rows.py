"""The frozen rows that lists show, in window and command line alike."""

from dataclasses import dataclass
from datetime import datetime

from risk_register.model.rows import VendorRow as VendorRow
from risk_register.questionnaires.reading import Account
from risk_register.texts import Text


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
    """'do', 'undo' or 'redo'; 'base' for what a new register begins with."""
    done: str = "changed"
    """What happened to the record: 'added', 'changed' or 'removed'."""
    before_name: str | Text | None = None
    after_name: str | Text | None = None
    """What the record is called that the field refers to, where it is a reference; what kind it is of, where it has no name."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import of a questionnaire stored (or would store)."""

    vendor_id: int | None
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
    skipped: tuple[tuple[Text, int], ...] = ()
    """What was left out on purpose, and how many of it: blank rows, section titles."""
    remarks: tuple[Text, ...] = ()
    """Which round it answers, and what in the form is not as it was sent."""
    account: Account | None = None
    """Where all rows of the file went."""
