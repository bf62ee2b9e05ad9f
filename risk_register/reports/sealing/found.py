"""The signature of a file, found by its bytes and not through the file's structure, which somebody may have rearranged."""

import re
from binascii import unhexlify
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_NEAR = 4096
"""Bytes after the signature in which its dictionary goes on."""
_HEX = re.compile(rb"[0-9A-Fa-f]+")
_MOMENT = re.compile(rb"/M\s*\(D(?::|\\072)(\d{14})(?:Z|([+-])(\d\d)'(\d\d)'?)\)")


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """A signature and which bytes it is of: all but those from `start` to `stop`, up to `end`."""

    start: int
    stop: int
    end: int
    der: bytes
    """The CMS object (RFC 5652), with what fills the room kept for it."""
    declared: datetime | None
    """When the file was signed by the clock of the computer that signed it."""
    beyond: bool
    """Whether something was added to the file after it."""
    count: int
    """How many signatures the file has."""


def find_signature(content: bytes) -> FoundSignature | None:
    """The first signature of a file; None where it has none."""
    found = [each for each in _RANGE.finditer(content) if _surrounds(content, each)]
    if not found:
        return None
    start, stop, rest = (int(each) for each in found[0].groups())
    return FoundSignature(start, stop, stop + rest, unhexlify(content[start + 1:stop - 1]), _declared(content[stop:stop + _NEAR]),
                          stop + rest < len(content), len(found))


def _surrounds(content: bytes, found: re.Match[bytes]) -> bool:
    start, stop, rest = (int(each) for each in found.groups())
    return (0 < start < stop <= stop + rest <= len(content) and (stop - start) % 2 == 0 and content[start:start + 1] == b"<"
            and content[stop - 1:stop] == b">" and _HEX.fullmatch(content, start + 1, stop - 1) is not None)


def _declared(around: bytes) -> datetime | None:
    found = _MOMENT.search(around)
    if found is None:
        return None
    try:
        moment = datetime.strptime(found[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    if found[2] is None:
        return moment
    offset = timedelta(hours=int(found[3]), minutes=int(found[4]))
    return moment - offset if found[2] == b"+" else moment + offset
