"""Documents of a vendor: kept in the register under their fingerprint, as evidence of the kind their name tells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.intake.files import read_bytes
from risk_register.model.assurance import Evidence
from risk_register.model.contracts import Contract
from risk_register.model.names import fold_accents
from risk_register.model.nouns import BY_RECORD
from risk_register.model.vocabulary import EvidenceKind
from risk_register.operations.vendors import vendor_name
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Text

LARGEST_DOCUMENT = 60_000_000
"""Bytes: a scanned contract of some hundred pages. More makes the register a thing that no longer goes by mail."""
_EVIDENCE = BY_RECORD[Evidence].table


@dataclass(frozen=True, slots=True)
class Guess:
    """What a document seems to be, by its name; the person says whether it is."""

    path: Path
    kind: EvidenceKind
    title: str


def guess(path: Path) -> Guess:
    """The kind and title that a file's name suggests: 'SOC2_Type-II_2025.pdf' is a SOC 2 report of type 2."""
    words = f" {' '.join(re.findall(r'[a-z]+|[0-9]+', fold_accents(path.stem)))} "
    known = (kind for kind, signs in _signs() if any(sign.search(words) for sign in signs))
    kind = next((found for each in known if (found := EvidenceKind.parse(each)) is not None), EvidenceKind.OTHER)
    title = " ".join(re.sub(r"[_]+", " ", path.stem).split()) or path.name
    return Guess(path, kind, title[:300])


def attach(register: Register, vendor_id: int, documents: Iterable[tuple[Path, Mapping[str, Any]]], actor: str, *,
           contract_id: int | None = None) -> list[int]:
    """Keep documents with a vendor, all in one change; each with the evidence's fields, `kind` and `title` among them.

    With `contract_id` the first becomes that contract's document. Returns the evidence's ids. A document that the vendor has
    already is not attached twice. Raises `RegisterError` for what cannot be read or is too large.
    """
    read = [(path, read_bytes(path, LARGEST_DOCUMENT), values) for path, values in documents]
    if not read:
        raise RegisterError("No document was chosen. Choose at least one file.")
    if empty := next((path.name for path, content, _ in read if not content), None):
        raise RegisterError("{file} is empty. Attach the document itself.", file=empty)
    words = Text("Attach {count} documents to {vendor}", count=len(read), vendor=vendor_name(register, vendor_id))
    with register.change(words if len(read) > 1 else Text("Attach {file} to {vendor}", file=read[0][0].name,
                                                          vendor=vendor_name(register, vendor_id)), actor) as change:
        ids = [_keep(change, vendor_id, path.name, content, values) for path, content, values in read]
        if contract_id is not None:
            change.update(Contract, contract_id, document_id=ids[0])
    return ids


def _keep(change: ChangeDoor, vendor_id: int, name: str, content: bytes, values: Mapping[str, Any]) -> int:
    sha256 = change.keep_file(content, name)
    known = change.connection.execute(select(_EVIDENCE.c.id).where(
        _EVIDENCE.c.vendor_id == vendor_id, _EVIDENCE.c.file_sha256 == sha256)).scalar()
    if known is not None:
        change.update(Evidence, known, **values)
        return int(known)
    return change.add(Evidence, vendor_id=vendor_id, file_name=name, file_sha256=sha256, **values)


@cache
def _signs() -> Sequence[tuple[str, list[re.Pattern[str]]]]:
    """What in a file's name tells which kind, in the order in which they are tried."""
    listed = resources.read_toml("names", "documents.toml")["kind"]
    return [(entry["is"], [re.compile(sign) for sign in entry["signs"]]) for entry in listed]
