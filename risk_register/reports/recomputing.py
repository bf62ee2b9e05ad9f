"""A report checked by its own facts: what a PDF carries inside is judged anew and compared with what it prints."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from risk_register.errors import RegisterError
from risk_register.model.facts import VendorFacts
from risk_register.reports.embedding.document import FILE_NAME, SCHEMA
from risk_register.reports.embedding.plain import plain, revived
from risk_register.risk import Method, assess, load_method, parse_method
from risk_register.risk.result import Assessment
from risk_register.texts import Language, Text, number

_FIGURES: dict[str, Text] = {
    "tier": Text("tier"),
    "level": Text("level"),
    "inherent": Text("inherent risk"),
    "control_effectiveness": Text("control effectiveness"),
    "residual": Text("residual risk"),
    "residual_low": Text("lowest possible residual risk"),
    "residual_high": Text("highest possible residual risk"),
    "answer_ratio": Text("good answers"),
    "completeness": Text("completeness"),
    "next_review_on": Text("next review"),
}
_MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What came of it: how many values were compared, and each that is not as printed."""

    compared: int
    differences: tuple[Text, ...]
    notes: tuple[Text, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything printed is what the facts give."""
        return not self.differences


def recompute(path: Path) -> Recomputed:
    """Judge the facts inside a report anew. Raises `RegisterError` for a file that is no such report or cannot be read."""
    return recompute_and_read(path)[0]


def recompute_and_read(path: Path) -> tuple[Recomputed, dict[str, Any]]:
    """As `recompute`, with the JSON that was read."""
    facts, pages = _opened(path)
    told = _document(facts, path)
    printed = " ".join(" ".join(pages).split())
    digest = hashlib.sha256(facts).hexdigest()
    differences: list[Text] = []
    if digest not in printed:
        differences.append(Text("The facts inside have the SHA-256 {digest}, which the last page does not print.", digest=digest))
    compared = 1
    try:
        notes: tuple[Text, ...] = ()
        if told.get("judged"):
            method, notes = _method(told["method"], printed)
            for vendor in told["judged"]:
                count, found = _compared(vendor, method, printed, told["language"])
                compared += count
                differences += found
    except (KeyError, TypeError, ValueError, InvalidOperation, AttributeError, RecursionError) as error:
        raise _refused(path, Text("{kind} {reason}", kind=type(error).__name__, reason=str(error)[:80])) from None
    return Recomputed(compared, tuple(differences), notes), told


def embedded(path: Path) -> dict[str, Any]:
    """The JSON inside a report. Raises `RegisterError` where there is none."""
    return _document(_opened(path)[0], path)


def _opened(path: Path) -> tuple[bytes, list[str]]:
    import pypdfium2

    if not path.is_file():
        raise RegisterError("There is no file {file}.", file=str(path))
    try:
        with pypdfium2.PdfDocument(path) as document:
            found = _attachment(document)
            pages = [_text(document[index]) for index in range(len(document))] if found is not None else []
    except (pypdfium2.PdfiumError, OSError) as error:
        raise RegisterError("{file} cannot be read as a PDF: {reason}.", file=path.name, reason=str(error).rstrip(".")) from None
    if found is None:
        raise RegisterError("{file} carries no facts: it is no report of this program, or somebody took them out.", file=path.name)
    return found, pages


def _attachment(document: Any) -> bytes | None:
    for index in range(document.count_attachments()):
        attached = document.get_attachment(index)
        if attached.get_name() == FILE_NAME:
            content = bytes(attached.get_data())
            return content if len(content) <= _MOST_BYTES else None
    return None


def _text(page: Any) -> str:
    words = page.get_textpage()
    try:
        return str(words.get_text_bounded())
    finally:
        words.close()
        page.close()


def _document(facts: bytes, path: Path) -> dict[str, Any]:
    try:
        told = json.loads(facts)
    except (ValueError, RecursionError):
        raise _refused(path, Text("they are no JSON")) from None
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise _refused(path, Text("this program reads the schema '{schema}'", schema=SCHEMA))
    return told


def _refused(path: Path, reason: Text) -> RegisterError:
    return RegisterError("The facts inside {file} cannot be read: {reason}. A newer version of the program may have written them, "
                         "or somebody changed them.", file=path.name, reason=reason)


def _method(told: Mapping[str, Any], printed: str) -> tuple[Method, tuple[Text, ...]]:
    """The method as the file carries it, and what is to be said where it is not the one of that name that the program ships."""
    label, text = str(told["label"]), told.get("text")
    name = label.rpartition(" ")[0] or label
    method = parse_method(str(text), name) if text else load_method(name)
    notes = []
    if method.sha256 not in printed:
        notes.append(Text("The method inside has the SHA-256 {digest}, which page 2 does not print.", digest=method.sha256))
    try:
        shipped = load_method(name)
    except RegisterError:
        notes.append(Text("The method {label} is the register's own; it was applied as the file carries it.", label=label))
    else:
        if shipped.sha256 != method.sha256:
            notes.append(Text("The method {label} was applied as the file carries it; the one that this program ships under the "
                              "name is another.", label=label))
    return method, tuple(notes)


def _compared(vendor: Mapping[str, Any], method: Method, printed: str, language: Language) -> tuple[int, list[Text]]:
    told = vendor["printed"]
    facts = revived(VendorFacts, vendor["facts"])
    judged = assess(facts, method, date.fromisoformat(told["on"]), explain="reasons" in told)
    differences = list(_figures(judged, told))
    compared = len(_FIGURES)
    if "reasons" in told:
        compared += 1
        found = [plain(each.points) for each in judged.reasons]
        if found != [each["points"] for each in told["reasons"]]:
            differences.append(Text("{vendor}: the points of the reasons are other ones.", vendor=judged.vendor))
    if told.get("residual") is not None:
        compared += 1
        words = number(Decimal(told["residual"]), language, 2)
        if " ".join(words.split()) not in printed:
            differences.append(Text("{vendor}: the residual risk of {value} is on no page.", vendor=judged.vendor, value=words))
    return compared, differences


def _figures(judged: Assessment, told: Mapping[str, Any]) -> Iterator[Text]:
    for name, words in _FIGURES.items():
        now, before = plain(getattr(judged, name)), told.get(name)
        if now != before:
            yield Text("{vendor}: {what} printed: {before}; computed: {now}.", vendor=judged.vendor, what=words,
                       before=str(before or "—"), now=str(now or "—"))
