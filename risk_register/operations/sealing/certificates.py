"""Keys and certificates: made here, read from a PKCS#12 file, described in words."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import pkcs12 as pkcs12_content
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from risk_register.errors import RegisterError

_YEARS = 10
_SHORTEST_RSA = 2048
_DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""RFC 9336."""
_LONGEST_NAME = 64
"""Bytes of a common or organisation name (RFC 5280, upper bounds)."""
_NESTED = 5
_KIND = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key (PKCS#8, DER) with its certificate (DER) and those of its issuers (PEM, one after the other)."""

    private: bytes = field(repr=False)
    certificate: bytes
    chain: bytes = b""
    own: bool = False
    """Whether the program made it."""


@dataclass(frozen=True, slots=True)
class Described:
    """What a certificate says of itself."""

    sha256: str
    holder: str
    issuer: str
    kind: str
    begins: datetime
    ends: datetime

    def expired(self, now: datetime) -> bool:
        """Whether it is past its end."""
        return now > self.ends

    @property
    def grouped(self) -> str:
        """The fingerprint as people compare it, in groups of four."""
        return " ".join(self.sha256[place:place + 4] for place in range(0, len(self.sha256), 4))


def make_key(organisation: str, now: datetime) -> SigningKey:
    """A new key on the curve P-256 with a certificate of its own making, in the organisation's name, for ten years."""
    private = ec.generate_private_key(ec.SECP256R1())
    flat = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", organisation).split())
    name = flat.encode()[:_LONGEST_NAME].decode(errors="ignore").strip()
    subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, name), x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
                          key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False)
    public = private.public_key()
    begins = now.astimezone(UTC).replace(microsecond=0)
    builder = x509.CertificateBuilder(subject, subject, public, x509.random_serial_number(), begins - timedelta(minutes=5),
                                      begins + timedelta(days=365 * _YEARS))
    for extension, critical in ((x509.BasicConstraints(ca=False, path_length=None), True), (usage, True),
                                (x509.ExtendedKeyUsage([_DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]), False),
                                (x509.SubjectKeyIdentifier.from_public_key(public), False)):
        builder = builder.add_extension(extension, critical)
    certificate = builder.sign(private, hashes.SHA256())
    return SigningKey(_pkcs8(private), certificate.public_bytes(serialization.Encoding.DER), own=True)


def read_pkcs12(content: bytes, passphrase: str, name: str) -> SigningKey:
    """The key of a PKCS#12 file. Raises `RegisterError` for another kind of file, a wrong passphrase, or a key that cannot sign."""
    try:
        found = _opened(content, passphrase)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        if isinstance(error, UnicodeError) or "password" in str(error).lower():
            raise RegisterError("The passphrase does not open {file}. Try again.", file=name) from None
        raise RegisterError("{file} is no PKCS#12 file (.p12, .pfx) that can be read. Choose the file that holds certificate and "
                            "private key.", file=name) from None
    if found.key is None or found.cert is None:
        raise RegisterError("{file} holds no private key with its certificate, so nothing can be signed with it.", file=name)
    if (count := _keys_in(content)) > 1:
        raise RegisterError("{file} holds {count} private keys, and nobody said which of them is to sign. Export that one with its "
                            "certificate into a file of its own, and choose it.", file=name, count=count)
    key = found.key
    strong = isinstance(key, rsa.RSAPrivateKey) and key.key_size >= _SHORTEST_RSA
    if not strong and not (isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _KIND):
        raise RegisterError("The key in {file} is none that reports can be signed with: RSA of 2048 bits or more, P-256, P-384 or "
                            "P-521.", file=name)
    if not _may_sign(found.cert.certificate):
        raise RegisterError("The certificate in {file} is not meant for signatures. Ask its issuer for one that is.", file=name)
    certificate = found.cert.certificate.public_bytes(serialization.Encoding.DER)
    chain = b"".join(each.certificate.public_bytes(serialization.Encoding.PEM) for each in found.additional_certs)
    return SigningKey(_pkcs8(key), certificate, chain)  # type: ignore[arg-type]


def _opened(content: bytes, passphrase: str) -> pkcs12.PKCS12KeyAndCertificates:
    """As typed, then with its accents composed: keyboards differ in that, and the file was made at another one."""
    composed = unicodedata.normalize("NFC", passphrase)
    try:
        return pkcs12.load_pkcs12(content, passphrase.encode() if passphrase else None)
    except ValueError:
        if composed == passphrase:
            raise
        return pkcs12.load_pkcs12(content, composed.encode())


def _keys_in(content: bytes) -> int:
    """How many private keys a PKCS#12 file holds, of which reading it gives the first alone.

    Those in a part that is encrypted as a whole, as hardly any program writes them, are not counted.
    """
    try:
        parts = pkcs12_content.Pfx.load(content).authenticated_safe
        return sum(_keys_among(pkcs12_content.SafeContents.load(part["content"].native)) for part in parts
                   if part["content_type"].native == "data")
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return 1


def _keys_among(bags: Iterable[Any], depth: int = 0) -> int:
    kinds = [(bag["bag_id"].native, bag["bag_value"]) for bag in bags]
    inner = sum(_keys_among(value, depth + 1) for kind, value in kinds if kind == "safe_contents" and depth < _NESTED)
    return inner + sum(kind in ("key_bag", "pkcs8_shrouded_key_bag") for kind, _value in kinds)


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    except ValueError:
        return False
    return usage.digital_signature or usage.content_commitment


def _pkcs8(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def describe(certificate: bytes) -> Described:
    """What a certificate (DER) says of itself. Raises `ValueError` for what is none."""
    read = x509.load_der_x509_certificate(certificate)
    public = read.public_key()
    kind = type(public).__name__
    if isinstance(public, ec.EllipticCurvePublicKey):
        kind = _KIND.get(public.curve.name, public.curve.name)
    elif isinstance(public, rsa.RSAPublicKey):
        kind = f"RSA {public.key_size}"
    return Described(read.fingerprint(hashes.SHA256()).hex(), _called(read.subject), _called(read.issuer), kind,
                     read.not_valid_before_utc, read.not_valid_after_utc)


def _called(name: x509.Name) -> str:
    for which in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if found := name.get_attributes_for_oid(which):
            return " ".join(str(found[0].value).split())
    return name.rfc4514_string()


def as_pem(certificate: bytes) -> bytes:
    """A certificate (DER) as the text that other programs read."""
    return x509.load_der_x509_certificate(certificate).public_bytes(serialization.Encoding.PEM)


def fingerprint_in(content: bytes, name: str) -> str:
    """The fingerprint of the first certificate in a PEM or DER file. Raises `RegisterError` where there is none."""
    try:
        if b"-----BEGIN CERTIFICATE-----" in content:
            return x509.load_pem_x509_certificate(content).fingerprint(hashes.SHA256()).hex()
        return x509.load_der_x509_certificate(content).fingerprint(hashes.SHA256()).hex()
    except ValueError:
        raise RegisterError("{file} is no certificate (PEM or DER).", file=name) from None
