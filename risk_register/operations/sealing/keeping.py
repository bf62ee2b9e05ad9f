"""The register's key for signing reports: made, brought in, shown, unlocked, forgotten."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from risk_register.errors import RegisterError
from risk_register.intake.files import read_bytes, refuse_no_file
from risk_register.operations.sealing.certificates import Described, SigningKey, as_pem, describe, make_key, read_pkcs12
from risk_register.operations.sealing.wrapping import damaged, unwrap, wrap
from risk_register.store import Register
from risk_register.store.sealing_keys import KeptKey, forget_keys, keep_key, kept_keys
from risk_register.system_reasons import reason_of
from risk_register.texts import Text

_LARGEST = 1_000_000
"""Bytes of a PKCS#12 file."""


@dataclass(frozen=True, slots=True)
class KeyShown:
    """The key in force, without anything secret. `warnings` are to be read by whoever signs with it."""

    certificate: Described
    own: bool
    kept: KeptKey = field(repr=False)
    warnings: tuple[Text, ...] = ()


def shown_key(register: Register) -> KeyShown | None:
    """The key that reports are signed with; None where there is none."""
    kept = next((each for each in kept_keys(register) if each.wrapped is not None), None)
    if kept is None:
        return None
    described = describe(kept.certificate)
    return KeyShown(described, kept.made, kept, validity_warnings(described, register))


def validity_warnings(certificate: Described, register: Register) -> tuple[Text, ...]:
    """What is to be said where a certificate is not, or no longer, valid today."""
    now = register.clock()
    if certificate.expired(now):
        return (Text("The certificate of {holder} ended on {day}. Who checks a report signed with it will be told so.",
                     holder=certificate.holder, day=certificate.ends.date()),)
    if now < certificate.begins:
        return (Text("The certificate of {holder} is valid from {day} on only.", holder=certificate.holder,
                     day=certificate.begins.date()),)
    return ()


def make_own_key(register: Register, passphrase: str) -> KeyShown:
    """Make a key in the organisation's name and keep it under the passphrase.

    Raises `RegisterError` where there is a key already, no organisation is recorded, or the passphrase is too short.
    """
    from risk_register.operations.facts import organisation

    _refuse_a_second(register)
    name = organisation(register).name.strip()
    if not name:
        raise RegisterError("The register does not say whose it is yet, and a key is made in the organisation's name. Record the "
                            "organisation in the settings first.")
    return _keep(register, make_key(name, register.clock()), passphrase)


def bring_in_key(register: Register, path: Path, file_passphrase: str, passphrase: str) -> KeyShown:
    """Keep the key of a PKCS#12 file under a passphrase. Raises `RegisterError` as `read_pkcs12` and `make_own_key` do."""
    _refuse_a_second(register)
    return _keep(register, read_key_file(path, file_passphrase), passphrase)


def read_key_file(path: Path, passphrase: str) -> SigningKey:
    """The key of a PKCS#12 file. Raises `RegisterError`."""
    return read_pkcs12(read_bytes(path, _LARGEST), passphrase, path.name)


def unlocked_key(register: Register, passphrase: str) -> SigningKey:
    """The register's key, ready to sign with. Raises `WrongPassphrase`, and `RegisterError` where there is no key."""
    found = shown_key(register)
    if found is None or found.kept.wrapped is None:
        raise RegisterError("The register has no key to sign with. Make one, or bring one in from a PKCS#12 file.")
    kept = found.kept
    private = unwrap(found.kept.wrapped, passphrase, _purpose(kept.certificate_sha256, kept.source))
    return SigningKey(private, kept.certificate, kept.chain, kept.made)


def forget_key(register: Register) -> Described:
    """Remove the private key for good; its certificate stays, by which reports signed with it are known again.

    Raises `RegisterError` where there is none.
    """
    found = shown_key(register)
    if found is None:
        raise RegisterError("The register has no key to forget.")
    forget_keys(register)
    return found.certificate


def save_certificate(register: Register, path: Path) -> Described:
    """Write the certificate as PEM, for auditors to compare with. Raises `RegisterError` where there is none, or no room."""
    found = shown_key(register)
    if found is None:
        raise RegisterError("The register has no key, so it has no certificate either. Make a key first.")
    refuse_no_file(path)
    partial = path.with_name(f"{path.name}.partial")
    try:
        partial.write_bytes(as_pem(found.kept.certificate))
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise RegisterError("{file} could not be written: {reason}. Choose another folder or name.", file=path.name,
                            reason=reason_of(error)) from None
    return found.certificate


def known_certificates(register: Register) -> frozenset[str]:
    """The fingerprints of all certificates that the register signs or signed with."""
    return frozenset(each.certificate_sha256 for each in kept_keys(register))


def _refuse_a_second(register: Register) -> None:
    if shown_key(register) is not None:
        raise RegisterError("The register has a key already. Forget that one first; what was signed with it can be checked all the "
                            "same.")


def _keep(register: Register, key: SigningKey, passphrase: str) -> KeyShown:
    described = describe(key.certificate)
    source = "made" if key.own else "imported"
    wrapped = wrap(key.private, passphrase, _purpose(described.sha256, source))
    keep_key(register, KeptKey(described.sha256, key.certificate, key.chain, source, register.clock(), wrapped))
    found = shown_key(register)
    if found is None:
        raise damaged()
    return found


def _purpose(sha256: str, source: str) -> bytes:
    """What the wrapping is bound to, so that a key cannot be passed off under another certificate, nor one made here as issued."""
    return f"risk-register sealing key {source} {sha256}".encode()
