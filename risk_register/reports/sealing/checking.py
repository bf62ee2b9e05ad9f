"""What a report's signature shows: who made it, when by whose clock, and whether a single byte is another one since.

The whole file is looked at as bytes. A signature that a PDF program would still call valid does not do here if anything was added
to the file, or to the object around the signature, which it does not cover itself.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, core, x509

from risk_register.operations.sealing.certificates import Described, describe
from risk_register.reports.sealing.cms import MALFORMED, certificate_of, holds, written_anew
from risk_register.reports.sealing.found import FoundSignature, find_signature
from risk_register.reports.sealing.token import Stamp, check_token
from risk_register.texts import Text


@dataclass(frozen=True, slots=True)
class SealShown:
    """A signature as it was found. `problems` is empty where the file is, to the byte, what was signed."""

    certificate: Described | None
    declared: datetime | None
    """When it was signed, by the clock of the computer that signed it."""
    stamp: Stamp | None = None
    """When it existed at the latest, by the word of a time-stamp authority."""
    problems: tuple[Text, ...] = ()
    own: bool = False
    """Whether nobody but its holder vouches for the certificate."""


def check_seal(content: bytes) -> SealShown | None:
    """What the signature of a file shows; None where it has none."""
    found = find_signature(content)
    if found is None:
        return None
    problems: list[Text] = []
    if found.beyond:
        problems.append(Text("Something was added to the file after it was signed ({count} bytes). What a reader's program shows "
                             "may be other than what was signed.", count=len(content) - found.end))
    if found.count > 1:
        problems.append(Text("The file carries {count} signatures, and a report carries one: somebody signed it again.",
                             count=found.count))
    try:
        info = cms.ContentInfo.load(found.der)
        signed = info["content"]
        signer = signed["signer_infos"][0]
        certificate = certificate_of(signed, signer)
        if certificate is None:
            return SealShown(None, found.declared, problems=(*problems, _unreadable()))
        problems += _faults(content, found, info, certificate)
        stamp, told = _stamp(signer)
        problems += told
        return SealShown(describe(certificate.dump()), found.declared, stamp, tuple(problems),
                         own=certificate.issuer.dump() == certificate.subject.dump())
    except MALFORMED:
        return SealShown(None, found.declared, problems=(*problems, _unreadable()))


def _faults(content: bytes, found: FoundSignature, info: cms.ContentInfo, certificate: x509.Certificate) -> Iterator[Text]:
    signer = info["content"]["signer_infos"][0]
    digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native, memoryview(content)[:found.start])
    digest.update(memoryview(content)[found.stop:found.end])
    if not holds(signer, certificate, "data", digest.digest()):
        yield Text("The file was changed since it was signed: its bytes are not those that the signature is of.")
        return
    der = written_anew(info, certificate)
    room = found.stop - found.start - 2
    if content[found.start + 1:found.stop - 1] != der.hex().upper().encode().ljust(room, b"0"):
        yield Text("The file is what was signed, but what surrounds the signature was changed or was not written by this program.")
    yield from _chain_faults(info["content"], certificate)


def _chain_faults(signed: cms.SignedData, certificate: x509.Certificate) -> Iterator[Text]:
    """Issuers' certificates that come along are covered by no signature but their issuers'."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.x509 import load_der_x509_certificate

    every = [load_der_x509_certificate(each.chosen.dump()) for each in signed["certificates"]]
    own = certificate.dump()
    for each in every:
        if load_der_x509_certificate(own) == each:
            continue
        for issuer in every:
            try:
                each.verify_directly_issued_by(issuer)
                break
            except (InvalidSignature, ValueError, TypeError):
                continue
        else:
            yield Text("A certificate that comes along with the signature cannot be traced to an issuer that comes along too.")


def _stamp(signer: cms.SignerInfo) -> tuple[Stamp | None, tuple[Text, ...]]:
    if signer["unsigned_attrs"] is core.VOID or not len(signer["unsigned_attrs"]):
        return None, ()
    bad = (Text("The time-stamp token is of something else than this signature, or was changed."),)
    attributes = list(signer["unsigned_attrs"])
    if len(attributes) != 1 or attributes[0]["type"].native != "signature_time_stamp_token":
        return None, bad
    stamp = check_token(attributes[0]["values"][0], signer["signature"].native)
    return stamp, () if stamp is not None else bad


def _unreadable() -> Text:
    return Text("The signature cannot be read: it was damaged or changed.")
