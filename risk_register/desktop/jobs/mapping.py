"""In how many ways a vendor's file can be read, and how it would be read as a person says; in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from risk_register.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from risk_register.intake.values import Sheet, Source, Workbook
    from risk_register.model.vocabulary import Verdict
    from risk_register.operations.returns import Arrival
    from risk_register.questionnaires import Account, Candidate, ReadAnswer
    from risk_register.questionnaires.mapping import SavedMapping
    from risk_register.store import Register

_ROWS_LOOKED_AT, _MOST_COLUMNS, _SAMPLES, _MOST_SHOWN = 300, 60, 3, 200
_LONGEST_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """How the person said that a file is to be read: one of the ways offered, or a mapping made by hand, perhaps to be kept."""

    way: Candidate | None = None
    mapping: SavedMapping | None = None
    learn: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as opened once: every way to read it, the best first, and what it says read in the likeliest, or why it was not."""

    source: Source
    ways: tuple[Candidate, ...]
    arrival: Arrival | None
    why: RegisterError | None = None


@dataclass(frozen=True, slots=True)
class MapColumn:
    """A column of a sheet as the person meets it."""

    column: int
    letters: str
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """The first rows as a mapping reads them, the words of all answers with their count and meaning, and where all rows go."""

    rows: tuple[ReadAnswer, ...] = ()
    words: tuple[tuple[str, int, Verdict], ...] = ()
    account: Account | None = None
    why: RegisterError | None = None


def look(register: Register, path: Path, cancelled: Callable[[], bool]) -> Looked:
    """Opens a vendor's file and recognises it; nothing is stored. Raises `RegisterError` for a file that cannot be opened."""
    from risk_register.intake.sources import read_source
    from risk_register.operations.question_mappings import learned
    from risk_register.operations.returns import arrived
    from risk_register.questionnaires import recognise

    source = read_source(path, cancelled=cancelled)
    with register.read() as connection:
        known = learned(connection)
    ways = tuple(recognise(source, known))
    try:
        return Looked(source, ways, arrived(register, source))
    except RegisterError as error:
        return Looked(source, ways, None, error)


def read_as(register: Register, source: Source, reading: Reading) -> Arrival:
    """The file read as the person said. Raises `RegisterError` where it holds no answers so read."""
    from risk_register.operations.returns import arrived

    return arrived(register, source, mapping=reading.mapping, way=reading.way)


def workbook_of(source: Source) -> Workbook:
    """The file's tables as the wizard shows them."""
    from risk_register.intake.values import Document

    return source.as_workbook() if isinstance(source, Document) else source


def proposal(source: Source, name: str) -> tuple[Workbook, SavedMapping]:
    """The file's tables, and what a person would probably say of them."""
    from risk_register.questionnaires.mapping import propose

    workbook = workbook_of(source)
    return workbook, propose(workbook, name)


def columns(sheet: Sheet, heading_row: int) -> tuple[MapColumn, ...]:
    """The sheet's columns that hold something, with their headings and a few different examples from the rows below."""
    from risk_register.intake.values import column_letters
    from risk_register.questionnaires.cells import words

    samples: dict[int, list[str]] = {}
    for row in sheet.rows[max(heading_row, 0):_ROWS_LOOKED_AT + max(heading_row, 0)]:
        for column, value in enumerate(row):
            if value is not None and value != "":
                samples.setdefault(column, []).append(" ".join(words(value).split())[:_LONGEST_SAMPLE])
    headings = {column: " ".join(words(sheet.value(heading_row, column)).split()) for column in samples} if heading_row >= 0 else {}
    return tuple(
        MapColumn(column, column_letters(column), headings.get(column, ""),
                  tuple(dict.fromkeys(found[1:] if headings.get(column) else found))[:_SAMPLES])
        for column, found in sorted(samples.items())[:_MOST_COLUMNS])


def tried(workbook: Workbook, mapping: SavedMapping) -> Tried:
    """How the workbook would be read so; why not, where the mapping does not fit."""
    from risk_register.questionnaires.mapping import answer_words, read_mapped

    if not mapping.tables:
        return Tried()
    try:
        read = read_mapped(workbook, mapping)
        return Tried(read.answers[:_MOST_SHOWN], tuple(answer_words(workbook, mapping)), read.account)
    except RegisterError as error:
        return Tried(why=error)
