"""Signing reports: the key, time stamps, and what a report's signature shows."""

import argparse
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from risk_register.cli import passphrases
from risk_register.cli.output import Output, refuse_over_itself
from risk_register.errors import RegisterError, WrongUsage
from risk_register.intake.files import read_bytes
from risk_register.store import Register
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.operations.sealing.certificates import Described
    from risk_register.operations.sealing.keeping import KeyShown
    from risk_register.reports.sealing.checking import SealShown
    from risk_register.reports.sealing.sealer import Sealer

_LARGEST = 1_000_000_000
_LARGEST_TOKEN = 1_000_000
_NEW_PROMPT = Text("A passphrase for the key in the register:")
_KEY_PROMPT = Text("Passphrase of the key in the register:")


def sealer(asked: argparse.Namespace, register: Register, output: Output) -> "Sealer | None":
    """What a report is to be signed with, unlocked; None where no signature was asked for."""
    if not asked.seal and asked.key_file is None:
        if asked.time_stamp:
            raise WrongUsage("--time-stamp is for a report that is signed: add --seal.")
        return None
    from risk_register.operations.sealing.address import refuse_no_address
    from risk_register.operations.sealing.certificates import describe
    from risk_register.operations.sealing.keeping import read_key_file, shown_key, unlocked_key, validity_warnings
    from risk_register.reports.sealing.sealer import Sealer

    refuse_no_address(asked.time_stamp)  # before anybody is asked for a passphrase
    if asked.key_file is not None:
        words = passphrases.passphrase(asked.key_passphrase_file, passphrases.KEY,
                                       Text("Passphrase of {file}:", file=asked.key_file.name), output)
        made = Sealer(read_key_file(asked.key_file, words), asked.time_stamp)
    else:
        if shown_key(register) is None:
            raise RegisterError("The register has no key to sign with. Make one, or bring one in from a PKCS#12 file.")
        words = passphrases.passphrase(asked.key_passphrase_file, passphrases.KEY, _KEY_PROMPT, output)
        made = Sealer(unlocked_key(register, words), asked.time_stamp)
    for warning in validity_warnings(describe(made.key.certificate), register):
        output.progress(warning)
    return made


def make(asked: argparse.Namespace, output: Output) -> None:
    """`seal make-key`."""
    from risk_register.operations.sealing.keeping import make_own_key

    with Register.open(asked.register) as register:
        words = passphrases.passphrase(asked.key_passphrase_file, passphrases.KEY, _NEW_PROMPT, output, twice=True)
        _tell(make_own_key(register, words), output)


def bring_in(asked: argparse.Namespace, output: Output) -> None:
    """`seal import-key`."""
    from risk_register.operations.sealing.keeping import bring_in_key

    with Register.open(asked.register) as register:
        opening = passphrases.passphrase(asked.file_passphrase_file, passphrases.FILE,
                                         Text("Passphrase of {file}:", file=asked.file.name), output)
        words = passphrases.passphrase(asked.key_passphrase_file, passphrases.KEY, _NEW_PROMPT, output, twice=True)
        _tell(bring_in_key(register, asked.file, opening, words), output)


def show(asked: argparse.Namespace, output: Output) -> None:
    """`seal show`."""
    from risk_register.operations.sealing.keeping import shown_key

    with Register.open(asked.register, write=False) as register:
        found = shown_key(register)
        if found is None:
            output.document({"key": None})
            output.say(Text("The register has no key to sign with. Make one, or bring one in from a PKCS#12 file."))
            return
        _tell(found, output)


def forget(asked: argparse.Namespace, output: Output) -> None:
    """`seal forget`."""
    from risk_register.operations.sealing.keeping import forget_key

    with Register.open(asked.register) as register:
        gone = forget_key(register)
    output.document({"forgotten": gone.sha256})
    output.say(Text("The key of {holder} is forgotten. Reports signed with it can be checked all the same; copies of the register "
                    "made before may still hold it, under its passphrase.", holder=gone.holder))


def certificate(asked: argparse.Namespace, output: Output) -> None:
    """`seal certificate`."""
    from risk_register.operations.sealing.keeping import save_certificate

    refuse_over_itself(asked.register, asked.output)
    with Register.open(asked.register, write=False) as register:
        saved = save_certificate(register, asked.output)
    output.document({"file": str(asked.output), "certificate_sha256": saved.sha256})
    output.say(Text("Wrote the certificate of {holder} to {file}. SHA-256: {sha256}", holder=saved.holder, file=str(asked.output),
                    sha256=saved.sha256))


def request(asked: argparse.Namespace, output: Output) -> None:
    """`seal request`."""
    from risk_register.reports.files import written_whole
    from risk_register.reports.sealing.stamping import token_request

    made = token_request(read_bytes(asked.file, _LARGEST))
    with written_whole(asked.output) as file:
        file.write(made)
    output.document({"file": str(asked.output)})
    output.say(Text("Wrote {file}. Take it to a time-stamp authority, and put its answer into the report with `seal attach`.",
                    file=str(asked.output)))


def attach(asked: argparse.Namespace, output: Output) -> None:
    """`seal attach`."""
    from risk_register.reports.sealing.stamping import attach_token

    target = asked.output or asked.file
    stamp = attach_token(asked.file, read_bytes(asked.token, _LARGEST_TOKEN), target)
    output.document({"file": str(target), "at": stamp.at, "authority": stamp.authority})
    output.say(Text("{file} carries a time stamp of {authority}, {at}.", file=str(target), authority=stamp.authority, at=stamp.at))


def verify_report(asked: argparse.Namespace, output: Output) -> int:
    """`verify` of a report: 1 where it is not all well."""
    from risk_register.operations.sealing.certificates import fingerprint_in
    from risk_register.reports.verifying import verify_report as verified

    pinned = None
    if asked.certificate is not None:
        pinned = fingerprint_in(read_bytes(asked.certificate, _LARGEST_TOKEN), asked.certificate.name)
    with nullcontext() if asked.register is None else Register.open(asked.register, write=False) as register:
        found = verified(asked.file, register, certificate=pinned)
    language = output.language
    output.document({
        "ok": found.ok, "problems": [each.render(language) for each in found.problems],
        "notes": [each.render(language) for each in found.notes], "kind": found.kind or None, "seal": _seal(found.seal),
    })
    for line in (*_signed_by(found.seal), *found.problems, *found.notes):
        output.say(line)
    if found.ok:
        output.say(Text("The file is, to the byte, what was signed."))
    return 0 if found.ok else 1


def _signed_by(seal: "SealShown | None") -> list[Text]:
    if seal is None or seal.certificate is None:
        return []
    told = [Text("Signed with the certificate of {holder} (SHA-256 {sha256}).", holder=seal.certificate.holder,
                 sha256=seal.certificate.sha256)]
    if seal.declared is not None:
        told.append(Text("Signed at {at}, as the signing computer's clock said.", at=seal.declared))
    if seal.stamp is not None:
        told.append(Text("Time stamp of {authority}: {at}.", authority=seal.stamp.authority, at=seal.stamp.at))
    return told


def _seal(seal: "SealShown | None") -> dict[str, Any] | None:
    if seal is None or seal.certificate is None:
        return None
    stamp = None if seal.stamp is None else {"at": seal.stamp.at, "authority": seal.stamp.authority}
    return {**_described(seal.certificate), "issued_by_itself": seal.own, "declared_at": seal.declared, "time_stamp": stamp}


def _described(certificate: "Described") -> dict[str, Any]:
    return {"holder": certificate.holder, "issuer": certificate.issuer, "certificate_sha256": certificate.sha256,
            "kind": certificate.kind, "valid_from": certificate.begins, "valid_to": certificate.ends}


def _tell(found: "KeyShown", output: Output) -> None:
    told = found.certificate
    output.document({"key": {**_described(told), "made_by_the_program": found.own, "kept_at": found.kept.kept_at,
                             "warnings": [each.render(output.language) for each in found.warnings]}})
    if found.own:
        output.say(Text("A key of this program's making in the name of {holder} ({kind}).", holder=told.holder, kind=told.kind))
    else:
        output.say(Text("The key of {holder}, its certificate issued by {issuer} ({kind}).", holder=told.holder, issuer=told.issuer,
                        kind=told.kind))
    output.say(Text("SHA-256 of its certificate: {sha256}", sha256=told.sha256))
    output.say(Text("Valid until {day}.", day=told.ends.date()))
    for warning in found.warnings:
        output.say(warning)
