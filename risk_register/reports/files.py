"""A report written to disk whole or not at all."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING

from risk_register.errors import RegisterError
from risk_register.intake.files import refuse_no_file
from risk_register.reports.content import Panel, ReportContent, Section, Written
from risk_register.reports.drawing import Progress, draw
from risk_register.reports.embedding.document import document
from risk_register.reports.glyphs import printable
from risk_register.reports.integrity import with_integrity
from risk_register.system_reasons import reason_of
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.reports.sealing.sealer import Sealer

_PIECE = 2**20


def write(
    content: ReportContent,
    path: Path | str,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    sealer: "Sealer | None" = None,
) -> Written:
    """Save the report's PDF under that name, through a temporary one beside it; signed where there is something to sign with.

    Raises `RegisterError` where the place cannot be written; whatever stood there before is then still there.
    """
    target = Path(path)
    if target.is_dir():
        raise RegisterError("{file} is a folder; give the report a file name.", file=str(target))
    if not target.parent.is_dir():
        raise RegisterError(
            "There is no folder {folder} to put the report in; make it, or choose another place.", folder=str(target.parent)
        )
    if sealer is not None:
        content = replace(content, seal=sealer.seal)
    facts = document(content)
    content = replace(content, source=None)  # of ten thousand vendors it is large, and the document holds it from here on
    legible, notes = printable(content)
    if notes:
        legible = _with_notes(legible, notes)
    legible = with_integrity(legible, facts)
    with written_whole(target) as file:
        pages = draw(legible, file, progress, cancelled, facts)
        notes += _signed(file, sealer)
        digest = _digest(file)
    return Written(str(target), pages, digest, notes)


def seal_copy(source: Path, path: Path | str, sealer: "Sealer") -> Written:
    """Save a signed copy of a report that was made to be signed with that key, as a preview was; whole or not at all.

    Raises `RegisterError` as `write` does.
    """
    target = Path(path)
    with written_whole(target) as file:
        with source.open("rb") as unsigned:
            copyfileobj(unsigned, file)
        notes = _signed(file, sealer)
        digest = _digest(file)
    return Written(str(target), 0, digest, notes)


def _signed(file: IO[bytes], sealer: "Sealer | None") -> tuple[Text, ...]:
    if sealer is None:
        return ()
    # what signs takes a quarter of a second to import, which a report without a signature should not pay
    from risk_register.reports.sealing.signing import sign_in_place

    return sign_in_place(file, sealer, datetime.now(UTC))


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


@contextmanager
def written_whole(target: Path) -> Iterator[IO[bytes]]:
    """A file to write and read, which takes the target's place once all went well and leaves nothing behind where it did not.

    Raises `RegisterError` where the place cannot be written.
    """
    refuse_no_file(target)
    try:
        with _beside(target) as file:
            yield file
    except OSError as error:
        raise refusal(target, error) from error


@contextmanager
def _beside(target: Path) -> Iterator[IO[bytes]]:
    temporary = ""
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=".report-", suffix=".part", delete=False) as file:
            temporary = file.name
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise


def refusal(target: Path, error: OSError) -> RegisterError:
    """Why a file could not be written, in words, and what can be done."""
    if isinstance(error, PermissionError):
        return RegisterError(
            "{file} cannot be written: it is open in another program, or you may not write there. Close it, "
            "or choose another place.",
            file=str(target),
        )
    return RegisterError(
        "{file} could not be written ({reason}); nothing was left there. Make room, or choose another place.",
        file=str(target),
        reason=reason_of(error),
    )


def _with_notes(content: ReportContent, notes: tuple[Text, ...]) -> ReportContent:
    """The same content with notes on the document printed in the section meant for them."""
    said = Panel(tr(content.language, "Notes on this document"), "\n".join(note.render(content.language) for note in notes))
    if content.front is not None:
        return replace(content, front=_noted(content.front, said))
    key = content.sections[0].key
    return replace(
        content, sections=tuple(_noted(section, said) if section.key == key else section for section in content.sections)
    )


def _noted(section: Section, said: Panel) -> Section:
    return replace(section, blocks=(*section.blocks, said))
