"""Many vendors' files at once: recognised in as many processes as are worth it, each with whose it probably is."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import select

from risk_register.errors import Cancelled, RegisterError
from risk_register.intake.sources import read_source
from risk_register.model.names import fold
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Vendor, VendorName
from risk_register.model.questionnaires import Questionnaire
from risk_register.operations.question_mappings import learned
from risk_register.questionnaires import ReadQuestionnaire, read_questionnaire
from risk_register.questionnaires.mapping import SavedMapping
from risk_register.store import Register
from risk_register.texts import Text

_VENDOR, _NAME, _ROUND = (BY_RECORD[record].table for record in (Vendor, VendorName, Questionnaire))
_MOST_PROCESSES = 2
_WORTH_A_PROCESS = 16
"""Files below which starting a second process takes longer than it saves."""
_LOOK_EVERY = 0.2
"""Seconds between two looks at whether somebody stopped the batch."""
_SHORTEST_NAME = 4
"""Letters of a vendor's name below which finding it in a file's name says nothing."""
_MOST_FILES = 2_000
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class BatchFile:
    """One file: what it says, or why it cannot be taken in; whose it is, as far as can be told."""

    path: Path
    read: ReadQuestionnaire | None = None
    why: Text | None = None
    vendor_id: int | None = None
    vendor: str = ""
    """The vendor's name; that of a new one where there is no id, empty where nothing tells it."""
    known: bool = False
    """Whether this vendor's rounds hold the very same file already."""


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files themselves and those in folders among them, hidden ones apart. Raises `RegisterError` for far too many."""
    found: dict[Path, None] = {}
    for path in paths:
        for each in _walk(path) if path.is_dir() else [path]:
            found[each] = None
            if len(found) > _MOST_FILES:
                raise RegisterError("These are more than {count} files. Choose a folder that holds questionnaires only.",
                                    count=_MOST_FILES)
    return list(found)


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(files) if not name.startswith((".", "~$")))


def look_through(register: Register, paths: Sequence[Path], *, progress: Callable[[int, int, Text], None] | None = None,
                 cancelled: Callable[[], bool] | None = None, processes: int | None = None) -> list[BatchFile]:
    """Reads all files; nothing is stored. A file that cannot be read is one of the list. Raises `Cancelled` when asked to stop."""
    with register.read() as connection:
        mappings = learned(connection)
    count = processes or min(_MOST_PROCESSES, os.cpu_count() or 1, -(-len(paths) // _WORTH_A_PROCESS))
    done: dict[int, ReadQuestionnaire | Text] = {}
    with (_here if count < 2 else _in_processes)(paths, mappings, count) as found:
        for place, each in found:
            if cancelled is not None and cancelled():
                raise Cancelled("The import was stopped. Nothing was stored.")
            if each is None:
                continue
            done[place] = each
            if progress is not None:
                progress(len(done), len(paths), Text("{file}", file=paths[place].name))
    names, rounds = _names(register), _rounds(register)
    return [_matched(path, done[place], names, rounds) for place, path in enumerate(paths)]


_Results = Iterator[tuple[int, ReadQuestionnaire | Text | None]]
"""The place of a file with what came of it; None where nothing is done yet and the caller may look around."""


@contextmanager
def _here(paths: Sequence[Path], mappings: Sequence[SavedMapping], _count: int) -> Iterator[_Results]:
    yield ((place, _looked(path, mappings)) for place, path in enumerate(paths))


@contextmanager
def _in_processes(paths: Sequence[Path], mappings: Sequence[SavedMapping], count: int) -> Iterator[_Results]:
    pool = ProcessPoolExecutor(count, get_context("spawn"))
    try:
        yield _as_they_come({pool.submit(_looked, path, mappings): place for place, path in enumerate(paths)})
    finally:
        pool.shutdown(cancel_futures=True)


def _as_they_come(waiting: dict[Future[ReadQuestionnaire | Text], int]) -> _Results:
    while waiting:
        finished, _rest = wait(waiting, timeout=_LOOK_EVERY, return_when=FIRST_COMPLETED)
        if not finished:
            yield -1, None
        for each in finished:
            yield waiting.pop(each), each.result()


def _looked(path: Path, mappings: Sequence[SavedMapping]) -> ReadQuestionnaire | Text:
    try:
        return read_questionnaire(read_source(path), learned=mappings)
    except RegisterError as error:
        return error.text
    except OSError as error:
        return Text("{file} could not be read: {reason}.", file=path.name, reason=error.strerror or str(error))


def _names(register: Register) -> dict[str, tuple[int, str]]:
    """Every name of every vendor, folded, with the vendor's id and legal name."""
    with register.read() as connection:
        legal = {row.id: row.legal_name for row in connection.execute(select(_VENDOR.c.id, _VENDOR.c.legal_name))}
        others = connection.execute(select(_NAME.c.vendor_id, _NAME.c.name)).all()
    found = {fold(row.name): (row.vendor_id, legal[row.vendor_id]) for row in others}
    return found | {fold(name): (key, name) for key, name in legal.items()}


def _rounds(register: Register) -> set[tuple[int, str]]:
    with register.read() as connection:
        rows = connection.execute(select(_ROUND.c.vendor_id, _ROUND.c.file_sha256).where(_ROUND.c.file_sha256.is_not(None)))
        return {(row.vendor_id, row.file_sha256) for row in rows}


def _matched(path: Path, came: ReadQuestionnaire | Text, names: Mapping[str, tuple[int, str]],
             rounds: set[tuple[int, str]]) -> BatchFile:
    if isinstance(came, Text):
        return BatchFile(path, why=came)
    vendor_id, vendor = whose(came.vendor_name, path, names)
    return BatchFile(path, came, None, vendor_id, vendor, vendor_id is not None and (vendor_id, came.file_sha256) in rounds)


def whose(said: str, path: Path, names: Mapping[str, tuple[int, str]]) -> tuple[int | None, str]:
    """The vendor that the file names, else one of the register's whose name stands in the file's or its folder's name.

    A vendor that the file names and the register does not have is a new one, unless the file's name tells otherwise.
    """
    if said and (found := names.get(fold(said))):
        return found
    for place in (path.stem, path.parent.name):
        spelled = _spelled(place)
        inside = [name for name in names if len(name) >= _SHORTEST_NAME and _spelled(name) in spelled]
        if inside:
            return names[max(inside, key=len)]
    return None, said


def _spelled(name: str) -> str:
    """A name as words between single spaces, so that one is found within another by whole words only."""
    return f" {' '.join(_WORD.findall(fold(name)))} "


def as_of_vendor(file: BatchFile, vendor_id: int | None, vendor: str, register: Register) -> BatchFile:
    """The file as one of another vendor, as the person said."""
    known = vendor_id is not None and file.read is not None and (vendor_id, file.read.file_sha256) in _rounds(register)
    return replace(file, vendor_id=vendor_id, vendor=vendor, known=known)
