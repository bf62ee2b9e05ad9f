"""Many vendors' files at once: each with what it holds and whose it probably is, shown before they are stored or stored at once."""

import os
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from risk_register.errors import Cancelled, RegisterError
from risk_register.model.names import fold
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Vendor, VendorName
from risk_register.model.questionnaires import Questionnaire
from risk_register.operations.question_mappings import learned
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.reading_ahead import Came, read_in_order
from risk_register.operations.rows import ImportOutcome
from risk_register.questionnaires import ReadQuestionnaire
from risk_register.store import Register
from risk_register.texts import Text

_VENDOR, _NAME, _ROUND = (BY_RECORD[record].table for record in (Vendor, VendorName, Questionnaire))
_SHORTEST_NAME = 4
"""Letters of a vendor's name below which finding it in a file's name says nothing."""
_MOST_FILES = 2_000
Progress = Callable[[int, int, Text], None]
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


def look_through(register: Register, paths: Sequence[Path], *, progress: Progress | None = None,
                 cancelled: Callable[[], bool] | None = None) -> list[BatchFile]:
    """Reads all files; nothing is stored. A file that cannot be read is one of the list. Raises `Cancelled` when asked to stop."""
    found: list[Came] = []
    with closing(_read(register, paths, cancelled)) as read:
        for path, came in zip(paths, read, strict=True):
            found.append(came)
            if progress is not None:
                progress(len(found), len(paths), Text("{file}", file=path.name))
    names, rounds = _names(register), _rounds(register)
    return [_matched(path, came, names, rounds) for path, came in zip(paths, found, strict=True)]


def _read(register: Register, paths: Sequence[Path], cancelled: Callable[[], bool] | None) -> Generator[Came, None, None]:
    with register.read() as connection:
        mappings = learned(connection)
    yield from read_in_order(paths, mappings, cancelled)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: what was stored of it (would be, on trial), or why nothing was."""

    file: BatchFile
    outcome: ImportOutcome | None = None
    why: Text | None = None


def take_in(register: Register, paths: Sequence[Path], actor: str, *, create: bool = False, dry_run: bool = False,
            progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> list[Taken]:
    """Reads the files and stores each as a change of its own, in their order, while those behind it are being read.

    A file goes to the vendor that it or its name tells; with `create`, a vendor that it names and the register does not have is
    added. Stopping keeps what was stored until then; files that were not come to are not among what is returned.
    """
    names, rounds, store = _names(register), _rounds(register), Storing(register, actor, dry_run=dry_run)
    taken: list[Taken] = []
    with closing(_read(register, paths, cancelled)) as read:
        for path in paths:
            try:
                file = _matched(path, next(read), names, rounds)
            except Cancelled:
                break
            if progress is not None:
                progress(len(taken), len(paths), Text("Importing {file}", file=path.name))
            taken.append(_taken(store, file, create=create))
    return taken


def _taken(store: "Storing", file: BatchFile, *, create: bool) -> Taken:
    if file.why is not None:
        return Taken(file, why=file.why)
    if file.vendor_id is None and not (create and file.vendor):
        return Taken(file, why=Text("Neither {file} nor its name says which vendor of the register it is from.",
                                    file=file.path.name))
    try:
        return Taken(file, store(file))
    except RegisterError as error:
        return Taken(file, why=error.text)


class Storing:
    """Stores one file after the other, each as a change of its own. A new vendor named by several of them is added once."""

    def __init__(self, register: Register, actor: str, *, dry_run: bool = False) -> None:
        self._register, self._actor, self._dry_run = register, actor, dry_run
        self._added: dict[str, int] = {}

    def __call__(self, file: BatchFile) -> ImportOutcome:
        """Raises `RegisterError` where the file cannot be stored."""
        vendor_id = file.vendor_id if file.vendor_id is not None else self._added.get(fold(file.vendor))
        outcome = import_questionnaire(
            self._register, file.path, vendor_id=vendor_id, new_vendor=None if vendor_id else file.vendor, actor=self._actor,
            read_before=file.read, dry_run=self._dry_run)
        if outcome.vendor_id is not None:
            self._added[fold(file.vendor)] = outcome.vendor_id
        return outcome


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


def _matched(path: Path, came: Came, names: Mapping[str, tuple[int, str]],
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
