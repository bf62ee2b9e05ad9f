"""What files are that somebody drops on the window, found out in the worker by what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.errors import RegisterError
from risk_register.system_reasons import reason_of
from risk_register.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

REGISTER, QUESTIONNAIRE, TABLE, DOCUMENT, UNKNOWN = "register", "questionnaire", "table", "document", "unknown"
OWNER_REQUEST, OWNER_CONFIRM = "owner_request", "owner_confirm"
REPORT = "report"
WORDS = {
    REGISTER: Text("a register"), QUESTIONNAIRE: Text("a questionnaire"), TABLE: Text("a table"), DOCUMENT: Text("a document"),
    REPORT: Text("a report of this program"),
    OWNER_REQUEST: Text("a request for a new vendor"), OWNER_CONFIRM: Text("an owner's confirmation"),
}
_DOCUMENTS = frozenset({"word", "slides", "text_document", "apple", "pdf", "html", "rtf", "image", "mail"})
_FORMS = frozenset({".docx", ".pdf", ".md"})
_FORM_FROM = 60
"""The score below which a document only resembles a form."""
_PACKED_DOCUMENTS = frozenset({".docx", ".pptx", ".odt", ".odp", ".pages", ".msg", ".eml", ".txt", ".md"})


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file and what it was recognised as; why not, where it was not."""

    path: Path
    kind: str
    why: RegisterError | None = None


def recognise(paths: Sequence[Path]) -> list[Dropped]:
    """Each file by its bytes and by what stands in it, never by its name alone."""
    return [_recognised(path) for path in paths]


def _recognised(path: Path) -> Dropped:
    from risk_register.intake.kinds import sniff
    from risk_register.intake.refusals import OtherKind
    from risk_register.store import sqlite

    if path.is_dir():
        return Dropped(path, UNKNOWN, RegisterError("{file} is a folder. Drop the files in it.", file=path.name))
    try:
        kind = sniff(path)
        if kind is OtherKind.DATABASE:
            sqlite.check_file(path)
            return Dropped(path, REGISTER)
        if str(kind) == "pdf" and _is_report(path):
            return Dropped(path, REPORT)
        if str(kind) in _DOCUMENTS or path.suffix.lower() in _PACKED_DOCUMENTS:
            return Dropped(path, QUESTIONNAIRE if _is_form(path) else DOCUMENT)
        return Dropped(path, _kind_of_table(path))
    except RegisterError as error:
        return Dropped(path, UNKNOWN, error)
    except OSError as error:
        return Dropped(path, UNKNOWN, RegisterError("{file} could not be read: {reason}.", file=path.name,
                                                    reason=reason_of(error)))


def _is_report(path: Path) -> bool:
    """Whether a PDF carries what the program's reports carry inside; also one that was changed or cut off since."""
    return b"(report.json)" in path.read_bytes()


def _is_form(path: Path) -> bool:
    """Whether a document is a form that somebody filled in; contracts and reports are none."""
    from risk_register.intake.sources import read_source
    from risk_register.intake.values import Document
    from risk_register.questionnaires import recognise as families

    if path.suffix.lower() not in _FORMS:
        return False
    try:
        source = read_source(path)
    except RegisterError:
        return False
    return isinstance(source, Document) and any(candidate.score >= _FORM_FROM for candidate in families(source))


def _kind_of_table(path: Path) -> str:
    from risk_register.intake.sources import read_source
    from risk_register.intake.values import Document
    from risk_register.operations.recognising import recognise_workbook
    from risk_register.questionnaires import read_questionnaire
    from risk_register.questionnaires import recognise as families

    source = read_source(path)
    if isinstance(source, Document):
        if not families(source):
            read_questionnaire(source)  # says why it is none
        return QUESTIONNAIRE
    return recognise_workbook(source) or (QUESTIONNAIRE if families(source) else TABLE)
