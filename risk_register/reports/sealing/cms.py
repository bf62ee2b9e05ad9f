"""Signatures as CMS objects (RFC 5652) hold them: whether one holds, and whether it is written as the program writes it."""

from asn1crypto import cms, core, x509
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

MALFORMED = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, NotImplementedError, RecursionError,
             UnsupportedAlgorithm, CMSExtractionError, CMSStructuralError, SignatureValidationError)
"""What the libraries raise for bytes that somebody changed."""


def certificate_of(signed: cms.SignedData, signer: cms.SignerInfo) -> x509.Certificate | None:
    """The certificate that a signer names among those that come along."""
    sid = signer["sid"].chosen
    for each in signed["certificates"]:
        certificate = each.chosen
        if isinstance(sid, cms.IssuerAndSerialNumber):
            if certificate.serial_number == sid["serial_number"].native and certificate.issuer.dump() == sid["issuer"].dump():
                return certificate
        elif certificate.key_identifier == sid.native:
            return certificate
    return None


def holds(signer: cms.SignerInfo, certificate: x509.Certificate, kind: str, digest: bytes) -> bool:
    """Whether the signature is of content of that kind with that digest, made with the certificate's key."""
    intact, valid = validate_sig_integrity(signer, certificate, kind, digest)
    return bool(intact and valid)


def named(certificate: x509.Certificate) -> str:
    """What the holder of a certificate is called."""
    subject = certificate.subject.native
    return str(subject.get("common_name") or subject.get("organization_name") or certificate.subject.human_friendly)


def written_anew(info: cms.ContentInfo, certificate: x509.Certificate) -> bytes:
    """The object as the program writes one around this signature.

    A signature does not cover the object around it; whatever there is not as it must be was changed by somebody.
    """
    signed = info["content"]
    signer = signed["signer_infos"][0]
    algorithm = cms.DigestAlgorithm({"algorithm": "sha256"})
    built = cms.SignerInfo({
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(
            {"issuer": certificate.issuer, "serial_number": certificate.serial_number})}),
        "digest_algorithm": algorithm,
        "signature_algorithm": signer["signature_algorithm"],
        "signed_attrs": signer["signed_attrs"],
        "signature": signer["signature"],
        **({"unsigned_attrs": signer["unsigned_attrs"]} if signer["unsigned_attrs"] is not core.VOID else {}),
    })
    whole = cms.SignedData({
        "version": "v1",
        "digest_algorithms": cms.DigestAlgorithms((algorithm,)),
        "encap_content_info": {"content_type": "data"},
        "certificates": signed["certificates"],
        "signer_infos": [built],
    })
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": whole}).dump(force=True))
