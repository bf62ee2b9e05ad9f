"""What a file is, judged by its bytes: the ending of its name is only what somebody called it."""

import re
from pathlib import Path

from risk_register.intake.refusals import OtherKind
from risk_register.intake.values import FileKind

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


_SIGNATURES: tuple[tuple[bytes, OtherKind], ...] = (
    (b"PK\x03\x04", OtherKind.PACKED),
    (b"PK\x05\x06", OtherKind.PACKED),
    (_OLE, OtherKind.OLE),
    (b"%PDF-", OtherKind.PDF),
    (b"{\\rtf", OtherKind.RTF),
    (b"\x89PNG", OtherKind.IMAGE),
    (b"\xff\xd8\xff", OtherKind.IMAGE),
    (b"GIF8", OtherKind.IMAGE),
    (b"SQLite format 3\x00", OtherKind.DATABASE),
    (b"\x1f\x8b", OtherKind.ARCHIVE),
    (b"7z\xbc\xaf", OtherKind.ARCHIVE),
    (b"Rar!", OtherKind.ARCHIVE),
)
_OLE_STREAMS: tuple[tuple[str, OtherKind | FileKind], ...] = (
    ("EncryptedPackage", OtherKind.OLE),
    ("WordDocument", OtherKind.WORD),
    ("PowerPoint Document", OtherKind.SLIDES),
    ("__substg1.0_", OtherKind.MAIL),
    ("Workbook", FileKind.XLS),
    ("Book", FileKind.XLS),
)
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE | re.DOTALL)
_YAML = re.compile(rb"(?:%YAML|---\s*\n|[A-Za-z_][\w-]*:(?: [^,;\t\n]*)?\n(?:[ \t]*(?:#|- |[\w-]+:)[^\n]*\n))")
_MAIL = re.compile(rb"(?:(?:Received|Return-Path|Delivered-To|MIME-Version|Message-ID|From): )", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def sniff(path: Path) -> FileKind | OtherKind:
    """What the file's bytes say it is. A packed file stays PACKED here: its parts are looked at by the reader.

    Raises OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        return kind_of(file.read(_HEAD))


def kind_of(data: bytes) -> FileKind | OtherKind:
    """The same from bytes; a whole file's bytes tell the kinds of older office files apart, its first 4 KB may not."""
    head = data[:_HEAD]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return _within_ole(data) if kind is OtherKind.OLE else kind
    if head.startswith(_UTF16):
        return FileKind.CSV
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        return OtherKind.EMPTY if len(data) <= _HEAD else FileKind.CSV
    if _BINARY.search(_without_stray_controls(text)):
        return OtherKind.UNKNOWN
    return _kind_of_text(text)


def is_protected(data: bytes) -> bool:
    """Whether these are the bytes of an office document that was encrypted with a password."""
    return data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data


def _within_ole(data: bytes) -> FileKind | OtherKind:
    for name, kind in _OLE_STREAMS:
        if name.encode("utf-16-le") in data:
            return kind
    return OtherKind.OLE


def _kind_of_text(text: bytes) -> FileKind | OtherKind:
    if _HTML.match(text):
        return OtherKind.HTML
    if text.startswith(b"<?xml"):
        return OtherKind.XML
    if re.match(rb'[{\[]\s*(?:["{\[\]}]|-?\d|true|false|null)', text):
        return OtherKind.JSON
    if _MAIL.match(text):
        return OtherKind.MAIL
    if _YAML.match(text):
        return OtherKind.YAML
    return FileKind.CSV


def _without_stray_controls(text: bytes) -> bytes:
    """A table may hold a control character somebody pasted; a file that is full of them is no text."""
    return text if len(_BINARY.findall(text)) * 50 > len(text) else b""
