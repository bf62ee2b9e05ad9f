"""Time-stamp tokens (RFC 3161): asked for, read, and checked against the signature that they are of."""

import hashlib
import os
import time
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from urllib.error import URLError
from urllib.request import Request, urlopen

from asn1crypto import cms, tsp

from risk_register.errors import RegisterError
from risk_register.operations.sealing.address import refuse_no_address
from risk_register.reports.sealing.cms import MALFORMED, certificate_of, holds, named

_LARGEST = 1_000_000
_WAIT = 20
"""Seconds for an answer."""
_PATIENCE = 5
"""Seconds without an answer after which the next reports of a batch do not wait for the same authority again."""
_SULK = 300
"""For how many seconds they do not."""
_silent: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a signature existed at the latest, and by whose word."""

    at: datetime
    authority: str


def request_for(signature: bytes, *, nonce: bool) -> bytes:
    """The request for a token over a signature, as an authority takes it (DER)."""
    asked = {
        "version": 1,
        "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(signature).digest()},
        "cert_req": True,
    }
    if nonce:
        asked["nonce"] = int.from_bytes(os.urandom(8), "big") >> 1
    return bytes(tsp.TimeStampReq(asked).dump())


def read_token(content: bytes) -> cms.ContentInfo:
    """The token in an authority's answer, or by itself. Raises `RegisterError` for what is neither, and for a refusal."""
    try:
        answer = tsp.TimeStampResp.load(content, strict=True)
        status = answer["status"]["status"].native
        token = answer["time_stamp_token"]
    except MALFORMED:
        status, token = "granted", None
    if status not in ("granted", "granted_with_mods"):
        raise RegisterError("The time-stamp authority refused the request ({status}).", status=status)
    try:
        read = token if token is not None and token.native is not None else cms.ContentInfo.load(content, strict=True)
        kind = read["content"]["encap_content_info"]["content_type"].native
    except MALFORMED:
        kind = ""
    if kind != "tst_info":
        raise RegisterError("This is no time-stamp token (RFC 3161).")
    return read


def check_token(token: cms.ContentInfo, signature: bytes) -> Stamp | None:
    """What a token says of a signature; None where it is of another one, or was changed. Whom to believe is not judged here."""
    try:
        signed = token["content"]
        info = signed["encap_content_info"]["content"].parsed
        imprint = info["message_imprint"]
        digest = hashlib.new(imprint["hash_algorithm"]["algorithm"].native, signature).digest()
        signer = signed["signer_infos"][0]
        certificate = certificate_of(signed, signer)
        if imprint["hashed_message"].native != digest or certificate is None or not _may_stamp(certificate):
            return None
        content = signed["encap_content_info"]["content"].contents
        own = hashlib.new(signer["digest_algorithm"]["algorithm"].native, content).digest()
        if not holds(signer, certificate, "tst_info", own):
            return None
        return Stamp(info["gen_time"].native, named(certificate))
    except MALFORMED:
        return None


def _may_stamp(certificate: cms.Certificate) -> bool:
    usage = certificate.extended_key_usage_value
    return usage is not None and "time_stamping" in usage.native


def ask(address: str, request: bytes) -> bytes:
    """An authority's answer. Raises `RegisterError` where it cannot be reached; nothing but the request is sent."""
    refuse_no_address(address)
    if time.monotonic() < _silent.get(address, 0):
        raise RegisterError("The time-stamp authority at {address} did not answer a moment ago and was not asked again.",
                            address=address)
    began = time.monotonic()
    heads = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    asked = Request(address, request, heads)  # noqa: S310 - http or https
    try:
        with urlopen(asked, timeout=_WAIT) as answer:  # noqa: S310 - http or https
            return bytes(answer.read(_LARGEST))
    except (OSError, HTTPException, ValueError) as error:
        if time.monotonic() - began > _PATIENCE:
            _silent[address] = time.monotonic() + _SULK
        reason = error.reason if isinstance(error, URLError) else error
        raise RegisterError("The time-stamp authority at {address} could not be reached ({reason}).", address=address,
                            reason=str(reason)) from None
