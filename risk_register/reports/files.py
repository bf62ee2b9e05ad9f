"""A report written to disk whole or not at all."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from risk_register.errors import RegisterError
from risk_register.reports.content import Panel, ReportContent, Section, Written
from risk_register.reports.drawing import Progress, draw
from risk_register.reports.embedding.document import document
from risk_register.reports.glyphs import printable
from risk_register.reports.integrity import with_integrity
from risk_register.texts import Text, tr


def write(
    content: ReportContent, path: Path | str, *, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> Written:
    """Save the report's PDF under that name, through a temporary one beside it.

    Raises `RegisterError` where the place cannot be written; whatever stood there before is then still there.
    """
    target = Path(path)
    if target.is_dir():
        raise RegisterError("{file} is a folder; give the report a file name.", file=str(target))
    if not target.parent.is_dir():
        raise RegisterError(
            "There is no folder {folder} to put the report in; make it, or choose another place.", folder=str(target.parent)
        )
    facts = document(content)
    content = replace(content, source=b"")  # of ten thousand vendors it is large, and the document holds it from here on
    legible, notes = printable(content)
    if notes:
        legible = _with_notes(legible, notes)
    legible = with_integrity(legible, facts)
    try:
        pages, digest = _write_whole(legible, facts, target, progress, cancelled)
    except OSError as error:
        raise _refusal(target, error) from error
    return Written(str(target), pages, digest, notes)


def _write_whole(
    content: ReportContent, facts: bytes, target: Path, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> tuple[int, str]:
    temporary = ""
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=".report-", suffix=".part", delete=False) as file:
            temporary = file.name
            pages = draw(content, file, progress, cancelled, facts)
            file.flush()
            os.fsync(file.fileno())
        digest = hashlib.sha256(Path(temporary).read_bytes()).hexdigest()
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise
    return pages, digest


def _refusal(target: Path, error: OSError) -> RegisterError:
    if isinstance(error, PermissionError):
        return RegisterError(
            "{file} cannot be written: it is open in another program, or you may not write there. Close it, "
            "or choose another place.",
            file=str(target),
        )
    return RegisterError(
        "{file} could not be written ({reason}); nothing was left there. Make room, or choose another place.",
        file=str(target),
        reason=error.strerror or type(error).__name__,
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
