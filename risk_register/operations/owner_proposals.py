"""What an owner's sheet proposes, line by line, before anything of it is stored."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from risk_register.intake.values import CellValue, Sheet
from risk_register.operations import owner_sheets as asked
from risk_register.questionnaires.cells import words
from risk_register.store import Register
from risk_register.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that an owner's sheet would change, beside what the register holds now."""

    id: int
    """Its place among the sheet's proposals."""
    vendor: str
    noun: str
    record_id: int | None
    """None for what would be added."""
    field: str
    label: str
    current: str
    proposed: str
    who: str
    sheet: str
    row: int
    """As the spreadsheet counts."""
    value: Any = None
    vendor_id: int | None = None
    sent: str | None = None
    """What the register held when the sheet was sent, where it holds something else now: the two must be weighed."""
    problem: Text | None = None
    """Why it cannot be accepted as it stands."""
    note: Text | None = None

    @property
    def conflict(self) -> bool:
        """Whether the register changed since the sheet was sent."""
        return self.sent is not None

    @property
    def acceptable(self) -> bool:
        """Whether it can be accepted."""
        return self.problem is None


@dataclass(frozen=True, slots=True)
class Returned:
    """A sheet that came back, read; nothing of it is stored."""

    kind: str
    file_name: str
    sha256: str
    language: Language
    proposals: tuple[Proposal, ...]
    confirmed: int = 0
    """Facts that owners said are right."""
    unanswered: int = 0
    unknown: tuple[str, ...] = ()
    """Cells whose line is about nothing that the register has."""


@dataclass(slots=True)
class Gathering:
    """Proposals as they are found."""

    register: Register
    language: Language
    found: list[Proposal] = field(default_factory=list)
    confirmed: int = 0
    unanswered: int = 0
    unknown: list[str] = field(default_factory=list)

    def add(self, **values: Any) -> None:
        """One more proposal."""
        self.found.append(Proposal(id=len(self.found), **values))


def lines_of(sheet: Sheet) -> Iterator[tuple[int, str, CellValue]]:
    """The rows of a sheet that carry a key, with the key and the answer's cell; rows counted from 0."""
    for row in range(4, len(sheet.rows)):
        if key := words(sheet.value(row, asked.KEY)):
            yield row, key, sheet.value(row, asked.ANSWER)
