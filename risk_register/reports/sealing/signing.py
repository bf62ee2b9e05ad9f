"""A finished report signed: one more version appended to its bytes, which stay as they are (PAdES B-B, ETSI EN 319 142-1).

The signature is invisible, as a mark on the page could say no more than the last page does, and certifies the document with no
change allowed (DocMDP 1, ISO 32000-2, 12.8.2.2), so that readers' programs warn of any. Imports take most of a second, so this
module is imported when something is signed.
"""

from datetime import UTC, datetime
from typing import IO

from asn1crypto import keys, pem, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from risk_register.operations.sealing.certificates import SigningKey, describe
from risk_register.reports.sealing.sealer import Sealer
from risk_register.reports.sealing.stamping import stamp_in_place
from risk_register.texts import Text

FIELD = "Signature"
_ROOM_FOR_A_TOKEN = 10_000
"""Bytes kept for the signature and a time-stamp token that may be attached later."""


class _Appending(IncrementalPdfFileWriter):
    """A writer that appends the signature alone: the document's own metadata and version stay what its content says."""

    def _update_meta(self) -> None:
        pass

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """An archive's file is of version 1.7, for which the signature's kind is an extension that the library declares."""


class _Signer(PdfSigner):
    """A signer whose time is given, and not looked up in whatever zone the computer is set to."""

    def __init__(self, meta: PdfSignatureMetadata, signer: SimpleSigner, at: datetime) -> None:
        # Off the page: an archive's file may hide nothing, and an accessible one must tag whatever stands on a page.
        away = fields.InvisSigSettings(box_out_of_bounds=True)
        spec = fields.SigFieldSpec(FIELD, invis_sig_settings=away, readable_field_name=FIELD)
        super().__init__(meta, signer, new_field_spec=spec)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        """The library's own, at the given time."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def sign_in_place(file: IO[bytes], sealer: Sealer, at: datetime) -> tuple[Text, ...]:
    """Append a signature to a whole report in a file open for reading and writing; returns what is to be told about it.

    A time-stamp authority that does not answer leaves a report that is signed and not stamped, and a note that says so.
    """
    key = sealer.key
    holder = describe(key.certificate)
    meta = PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, certify=True,
                                docmdp_permissions=fields.MDPPerm.NO_CHANGES, name=holder.holder)
    room = 2 * (_ROOM_FOR_A_TOKEN + 2 * len(key.certificate) + 2 * len(key.chain))
    file.seek(0)
    _Signer(meta, _signer(key), at.astimezone(UTC).replace(microsecond=0)).sign_pdf(_Appending(file), bytes_reserved=room,
                                                                                      in_place=True)
    return stamp_in_place(file, sealer.time_stamp) if sealer.time_stamp else ()


def _signer(key: SigningKey) -> SimpleSigner:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(_chain(key))
    return SimpleSigner(x509.Certificate.load(key.certificate), keys.PrivateKeyInfo.load(key.private), store)


def _chain(key: SigningKey) -> list[x509.Certificate]:
    if not key.chain:
        return []
    return [x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(key.chain, multiple=True)]
