"""Outlook messages (.msg): a compound file of properties [MS-OXMSG], its words as plain text, HTML or compressed RTF [MS-OXRTFCP].

Attachments stay shut. Runs in the child process.
"""

import io
import struct
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from risk_register.intake import rtf

_SUBJECT, _SENDER, _ADDRESS, _SMTP, _BODY = "0037", "0C1A", "0C1F", "5D01", "1000"
_HTML, _RTF = "1013", "1009"
_PROPERTIES = "__properties_version1.0"
_SENT, _CODE_PAGE, _INTERNET_CODE_PAGE = b"\x40\x00\x39\x00", b"\x03\x00\xfd\x3f", b"\x03\x00\xde\x3f"
_UTF_8 = 65_001


def read_outlook(data: bytes, words_of_page: Callable[[str], str]) -> dict[str, Any]:
    """What it says as `text`, with `title`, `sender` and `sent`. Raises `Refused` where its rich text is damaged."""
    import olefile  # type: ignore[import-untyped]

    with olefile.OleFileIO(io.BytesIO(data)) as store:
        def stream(name: str) -> bytes:
            return store.openstream(name).read() if store.exists(name) else b""

        properties = stream(_PROPERTIES)
        narrow = _codec(_number(properties, _CODE_PAGE))

        def words(tag: str) -> str:
            wide = stream(f"__substg1.0_{tag}001F").decode("utf-16-le", "replace")
            return (wide or stream(f"__substg1.0_{tag}001E").decode(narrow, "replace")).strip("\0")

        subject, body = words(_SUBJECT).strip(), words(_BODY)
        if not body.strip():
            page = stream(f"__substg1.0_{_HTML}0102")
            body = words_of_page(_decoded(page, _number(properties, _INTERNET_CODE_PAGE)) if page else words(_HTML))
        if not body.strip() and (packed := stream(f"__substg1.0_{_RTF}0102")):
            body = rtf.plain(rtf.unpacked(packed))
        sender = _sender(words(_SENDER).strip(), words(_SMTP).strip() or words(_ADDRESS).strip())
        return {"text": f"{subject}\n\n{body}", "title": subject or None, "sender": sender, "sent": _sent(properties)}


def _sender(name: str, address: str) -> str | None:
    """The name, with the address where it is one: inside an organisation it is a path without '@'."""
    if "@" not in address or address == name:
        return name or None
    return f"{name} <{address}>" if name else address


def _decoded(page: bytes, code_page: int | None) -> str:
    if code_page in (None, _UTF_8):
        try:
            return page.decode("utf-8-sig")
        except UnicodeDecodeError:
            return page.decode(rtf.WESTERN, "replace")
    return page.decode(_codec(code_page), "replace")


def _codec(code_page: int | None) -> str:
    """The codec of a Windows code page."""
    known = {_UTF_8: "utf-8", 20_127: "ascii", 28_591: "latin-1", 28_605: "iso8859-15", 1_200: "utf-16-le"}
    return rtf.known_codec(known.get(code_page or 0, f"cp{code_page}"))


def _number(properties: bytes, tag: bytes) -> int | None:
    found = _value(properties, tag)
    return struct.unpack("<I", found[:4])[0] if found is not None else None


def _sent(properties: bytes) -> str | None:
    """The moment of sending, in steps of 100 ns since 1601."""
    found = _value(properties, _SENT)
    if found is None:
        return None
    try:
        return (datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=struct.unpack("<Q", found)[0] // 10)).isoformat()
    except OverflowError:
        return None


def _value(properties: bytes, tag: bytes) -> bytes | None:
    """A property's eight bytes: entries of sixteen, after a head of thirty-two."""
    for start in range(32, len(properties) - 15, 16):
        if properties[start:start + 4] == tag:
            return properties[start + 8:start + 16]
    return None
