"""What can be told of a report years later: who signed it, whether a byte changed, whether a register still holds its source."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from risk_register.errors import RegisterError
from risk_register.intake.files import read_bytes
from risk_register.operations.journal import hash_of
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.reports.sealing.checking import SealShown
    from risk_register.store import Register

_LARGEST = 1_000_000_000
_BEGINNING = 1024
"""Bytes within which a PDF says that it is one (ISO 32000-1, annex H.3.4.1)."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of it. `notes` are no faults; they say how far what was found can be relied on."""

    problems: tuple[Text, ...]
    notes: tuple[Text, ...] = ()
    seal: "SealShown | None" = None
    kind: str = ""
    """The kind of report; empty where the file is none that can be read."""
    unsigned: bool = False
    """Whether nothing speaks against the file but that it was made without a signature."""

    @property
    def ok(self) -> bool:
        """Whether it is signed, unchanged, and agrees with itself and with whatever it was compared with."""
        return not self.problems


def is_pdf(path: Path) -> bool:
    """Whether a file is to be looked at as a PDF: it begins as one does, or is called one."""
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(_BEGINNING) or path.suffix.lower() == ".pdf"
    except OSError:
        return False


def verify_report(
    path: Path, register: "Register | None" = None, *, certificate: str | None = None, now: datetime | None = None
) -> Verified:
    """Whether a report is what its maker signed, and what of that is known and by whose word. Never raises for what the file holds.

    `register` is asked whether it still holds the change that the report names; `certificate` is the SHA-256 of the certificate
    that the organisation hands out. Raises `RegisterError` where there is no such file or it may not be read.
    """
    # what reads signatures takes a quarter of a second to import, which the check of a register should not pay
    from risk_register.reports.recomputing import recompute_and_read
    from risk_register.reports.sealing.checking import check_seal

    content = read_bytes(path, _LARGEST)
    seal = check_seal(content)
    notes: list[Text] = []
    problems = list(seal.problems) if seal is not None else []
    try:
        found, told = recompute_and_read(path)
    except RegisterError as error:
        return Verified((*problems, error.text), seal=seal)
    problems += found.differences
    notes += found.notes
    problems += _own_digest(content, signed=seal is not None)
    problems += _other_key(told, seal, certificate)
    agrees = not problems
    if unsigned := seal is None and "seal" not in told:
        problems.append(Text("The report carries no seal: whether a byte of it was changed since it was written cannot be told."))
    if register is not None:
        source = [*_missing(told, register), *_unknown_key(seal, register)]
        agrees = agrees and not source
        problems += source
    notes += _how_far(seal, compared=register is not None or certificate is not None, now=now or datetime.now(UTC))
    return Verified(tuple(problems), tuple(notes), seal, str(told.get("kind", "")), unsigned and agrees)


def _own_digest(content: bytes, *, signed: bool) -> list[Text]:
    from risk_register.reports.embedding.own_digest import read_own_digest

    own = read_own_digest(content)
    if own is None:  # a report of an earlier version of the program
        return []
    if not own.holds:
        return [Text("The file's bytes do not give the fingerprint that its last page prints of it: it was changed since it was "
                     "made.")]
    if not signed and own.end < len(content):
        return [Text("Something was added to the file after it was made ({count} bytes). What a reader's program shows may be "
                     "other than what was made.", count=len(content) - own.end)]
    return []


def _other_key(told: dict[str, Any], seal: "SealShown | None", certificate: str | None) -> list[Text]:
    named = told.get("seal")
    expected = str(named.get("certificate_sha256")) if isinstance(named, dict) else None
    if seal is None:
        if expected is not None:
            return [Text("The file says that it is signed, and carries no signature that can be found: somebody took it out or "
                         "damaged it.")]
        return []
    if seal.certificate is None:
        return []
    signed_with = seal.certificate.sha256
    if signed_with != expected:
        return [Text("The file is signed with another certificate (SHA-256 {found}) than it says itself: somebody else signed it.",
                     found=signed_with)]
    if certificate is not None and signed_with != certificate:
        return [Text("The file is signed with another certificate (SHA-256 {found}) than the one it was compared with.",
                     found=signed_with)]
    return []


def _unknown_key(seal: "SealShown | None", register: "Register") -> list[Text]:
    from risk_register.operations.sealing.keeping import known_certificates

    if seal is None or seal.certificate is None or seal.certificate.sha256 in known_certificates(register):
        return []
    return [Text("The register never had the key that the file is signed with (certificate with SHA-256 {found}).",
                 found=seal.certificate.sha256)]


def _missing(told: dict[str, Any], register: "Register") -> list[Text]:
    journal = told.get("journal")
    if not isinstance(journal, dict) or not isinstance(journal.get("change"), int):
        return [Text("The file does not say which change of a journal it was made at.")]
    number, digest = int(journal["change"]), str(journal.get("sha256"))
    held = hash_of(register, number)
    if held == digest:
        return []
    if held is None:
        return [Text("The register's journal has no change no. {number}, which the report names as its last: it is another "
                     "register, or an older copy.", number=str(number))]
    return [Text("Change no. {number} of the register has another hash than the report names: it is another register, or its "
                 "journal was written anew.", number=str(number))]


def _how_far(seal: "SealShown | None", *, compared: bool, now: datetime) -> list[Text]:
    if seal is None or seal.certificate is None or seal.problems:
        return []
    notes = []
    certificate, signed_at = seal.certificate, seal.stamp.at if seal.stamp else seal.declared
    if seal.stamp is not None:
        notes.append(Text("That the signature existed by then is the word of the time-stamp authority {authority}; whether it is "
                          "to be trusted was not checked.", authority=seal.stamp.authority))
    else:
        notes.append(Text("The time is what the clock of the computer said that signed."))
    if signed_at is not None and not certificate.begins <= signed_at <= certificate.ends:
        notes.append(Text("The certificate had ended on {day}, before the file was signed, or had not begun yet.",
                          day=certificate.ends.date()))
    elif certificate.expired(now):
        notes.append(Text("The certificate ended on {day}; it was valid when the file was signed.", day=certificate.ends.date()))
    if not compared:
        notes.append(Text("Whose key it is, the file alone cannot show: compare the SHA-256 of the certificate with the one that "
                          "the organisation hands out."))
    if not seal.own:
        notes.append(Text("Whether the issuer {issuer} is to be trusted was not checked.", issuer=certificate.issuer))
    return notes
