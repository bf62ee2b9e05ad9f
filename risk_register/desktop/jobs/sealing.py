"""What the window asks about signing reports and about the signatures of others, in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from risk_register.texts import Text

if TYPE_CHECKING:
    from pathlib import Path

    from risk_register.operations.sealing.keeping import KeyShown
    from risk_register.reports.content import Seal, Written
    from risk_register.reports.sealing.checking import SealShown
    from risk_register.reports.sealing.sealer import Sealer
    from risk_register.reports.verifying import Verified
    from risk_register.store import Register

GOOD, UNSURE, BAD = "good", "unsure", "bad"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A key that is ready to sign with, and how a report names it. It lives in memory until another register is opened."""

    sealer: Sealer
    seal: Seal


@dataclass(frozen=True, slots=True)
class Checked:
    """What a person is told of a report: how it stands, in one sentence; who signed it and when; what is wrong; how far it goes."""

    standing: str
    """'good', 'unsure' or 'bad'."""
    verdict: Text
    signed: tuple[Text, ...]
    problems: tuple[Text, ...]
    notes: tuple[Text, ...]


def key(register: Register) -> KeyShown | None:
    """The key in force."""
    from risk_register.operations.sealing.keeping import shown_key

    return shown_key(register)


def make(register: Register, passphrase: str) -> None:
    """Makes a key."""
    from risk_register.operations.sealing.keeping import make_own_key

    make_own_key(register, passphrase)


def bring_in(register: Register, path: Path, file_passphrase: str, passphrase: str) -> None:
    """Keeps the key of a PKCS#12 file."""
    from risk_register.operations.sealing.keeping import bring_in_key

    bring_in_key(register, path, file_passphrase, passphrase)


def forget(register: Register) -> None:
    """Removes the key."""
    from risk_register.operations.sealing.keeping import forget_key

    forget_key(register)


def save_certificate(register: Register, path: Path) -> None:
    """Writes the certificate as PEM."""
    from risk_register.operations.sealing.keeping import save_certificate as save

    save(register, path)


def unlock(register: Register, passphrase: str) -> Unlocked:
    """Opens the key. Raises `RegisterError` for a wrong passphrase."""
    from risk_register.operations.sealing.keeping import unlocked_key
    from risk_register.reports.sealing.sealer import Sealer

    sealer = Sealer(unlocked_key(register, passphrase))
    return Unlocked(sealer, sealer.seal)


def sign_copy(source: Path, target: Path, sealer: Sealer) -> Written:
    """Saves a signed copy of a previewed report."""
    from risk_register.reports.files import seal_copy

    return seal_copy(source, target, sealer)


def check(path: Path, register: Register | None) -> Checked:
    """Whether a report is what was signed, and whether the open register is its source."""
    from risk_register.reports.verifying import verify_report
    from risk_register.store import Register

    if register is not None and register.day is not None:
        # a look back ends where it looks, and the report may have been made since
        with Register.open(register.path, write=False) as whole:
            return _checked(verify_report(path, whole), compared=True)
    return _checked(verify_report(path, register), compared=register is not None)


def _checked(found: Verified, *, compared: bool) -> Checked:
    if found.ok:
        standing, verdict = _well(found.seal, compared=compared)
    elif found.unsigned:
        standing, verdict = UNSURE, Text("This report was made without a signature, so nobody can tell whether it was changed.")
    elif not found.kind and found.seal is None:
        standing, verdict = UNSURE, Text("This is no report of this program that can be checked.")
    else:
        standing, verdict = BAD, Text("Do not rely on this report: something is not as it was made, or it comes from elsewhere.")
    return Checked(standing, verdict, _signed(found.seal), found.problems, found.notes)


def _well(seal: SealShown | None, *, compared: bool) -> tuple[str, Text]:
    if compared:
        return GOOD, Text("This report is exactly what was signed, with a key of this register, which still holds its source.")
    if seal is not None and seal.own:
        return UNSURE, Text("This report is exactly what was signed. Whose key it was is for you to compare.")
    return GOOD, Text("This report is exactly what was signed.")


def _signed(seal: SealShown | None) -> tuple[Text, ...]:
    if seal is None or seal.certificate is None:
        return ()
    told = [Text("Signed with the certificate of {holder}, issued by {issuer}", holder=seal.certificate.holder,
                 issuer=seal.certificate.issuer) if not seal.own else
            Text("Signed with a certificate of {holder} that nobody else vouches for", holder=seal.certificate.holder)]
    if seal.declared is not None:
        told.append(Text("Signed on {at}, by the clock of the computer that signed", at=seal.declared))
    if seal.stamp is not None:
        told.append(Text("Existed on {at}, by the word of {authority}", at=seal.stamp.at, authority=seal.stamp.authority))
    return (*told, Text("SHA-256 of the certificate: {sha256}", sha256=seal.certificate.grouped))
