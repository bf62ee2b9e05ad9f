"""A time-stamp token put into a signed report: over its signature, in the room kept beside it (PAdES B-T).

The token is no part of what is signed, so it can be attached at any later time, also one that came on a stick.
"""

from pathlib import Path
from typing import IO

from asn1crypto import cms

from risk_register.errors import RegisterError
from risk_register.intake.files import read_bytes
from risk_register.reports.files import written_whole
from risk_register.reports.sealing.cms import MALFORMED
from risk_register.reports.sealing.found import FoundSignature, find_signature
from risk_register.reports.sealing.token import Stamp, ask, check_token, read_token, request_for
from risk_register.texts import Text

_LARGEST = 1_000_000_000
_ATTRIBUTE = "signature_time_stamp_token"


def signature_value(found: FoundSignature) -> bytes:
    """What a token is asked for: the signature's own value. Raises `RegisterError` where it cannot be read."""
    return bytes(_read(found)["content"]["signer_infos"][0]["signature"].native)


def token_request(content: bytes) -> bytes:
    """The request that an authority is to be sent for a signed report. Raises `RegisterError` for one that is not signed."""
    return request_for(signature_value(_signature(content)), nonce=False)


def stamp_in_place(file: IO[bytes], address: str) -> tuple[Text, ...]:
    """Ask an authority and attach its token; a note says where that did not work, and the report is left signed."""
    file.seek(0)
    content = file.read()
    try:
        answer = ask(address, request_for(signature_value(_signature(content)), nonce=True))
        start, room, _stamp = attached(content, answer)
    except RegisterError as error:
        return (Text("{reason} The report is signed, without a time stamp; one can be attached later.", reason=error.text),)
    file.seek(start)
    file.write(room)
    return ()


def attach_token(path: Path, answer: bytes, target: Path) -> Stamp:
    """Write a signed report with a token in it, whole or not at all. Raises `RegisterError` as `attached` does, or for no room."""
    content = read_bytes(path, _LARGEST)
    start, room, stamp = attached(content, answer)
    with written_whole(target) as file:
        file.write(content)
        file.seek(start)
        file.write(room)
    return stamp


def attached(content: bytes, answer: bytes) -> tuple[int, bytes, Stamp]:
    """Where in a signed report the signature stands, what it is with a token in it, and what the token says.

    Raises `RegisterError` for a token that is of something else or does not fit.
    """
    found = _signature(content)
    info = _read(found)
    signer = info["content"]["signer_infos"][0]
    token = read_token(answer)
    stamp = check_token(token, signer["signature"].native)
    if stamp is None:
        raise RegisterError("The time-stamp token is of something else than this report's signature, or was changed. Ask for one "
                            "with the request made for this very file.")
    signer["unsigned_attrs"] = cms.CMSAttributes([cms.CMSAttribute({"type": _ATTRIBUTE, "values": [token]})])
    der = cms.ContentInfo({"content_type": "signed_data", "content": info["content"].copy()}).dump(force=True)
    room = found.stop - found.start - 2
    if 2 * len(der) > room:
        raise RegisterError("The time-stamp token is larger than the room kept for it in the report.")
    return found.start + 1, der.hex().upper().encode().ljust(room, b"0"), stamp


def _signature(content: bytes) -> FoundSignature:
    found = find_signature(content)
    if found is None or found.beyond:
        raise RegisterError("The file is no report that carries a signature, so there is nothing to be stamped. Make the report "
                            "with a signature first.")
    return found


def _read(found: FoundSignature) -> cms.ContentInfo:
    try:
        info = cms.ContentInfo.load(found.der)
        info["content"]["signer_infos"][0]["signature"].native  # noqa: B018 - reading it is what may fail
    except MALFORMED:
        raise RegisterError("The report's signature cannot be read: somebody changed it.") from None
    return info
