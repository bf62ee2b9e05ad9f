"""Outlook messages for the tests, written by hand: compound files [MS-CFB] of the properties a message has [MS-OXMSG]."""

import struct
from collections.abc import Mapping
from datetime import UTC, datetime

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of version 3 with these streams at its root."""
    sectors: list[bytes] = []
    fat: list[int] = []

    def chain(data: bytes) -> int:
        if not data:
            return _END
        first, count = len(sectors), -(-len(data) // _SECTOR)
        padded = data.ljust(count * _SECTOR, b"\0")
        for place in range(count):
            sectors.append(padded[place * _SECTOR : (place + 1) * _SECTOR])
            fat.append(first + place + 1 if place + 1 < count else _END)
        return first

    mini, mini_fat = b"", []
    placed: dict[str, tuple[int, int]] = {}
    for name, data in streams.items():
        if len(data) >= _CUTOFF:
            placed[name] = chain(data), len(data)
            continue
        first, count = len(mini_fat), -(-len(data) // _MINI)
        mini += data.ljust(count * _MINI, b"\0")
        mini_fat += [first + place + 1 if place + 1 < count else _END for place in range(count)]
        placed[name] = (first if count else _END), len(data)
    root_at = chain(mini)
    mini_fat_at = chain(b"".join(struct.pack("<I", each) for each in mini_fat).ljust(-(-len(mini_fat) // 128) * _SECTOR, b"\xff"))
    names = sorted(placed, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", 5, root_at, len(mini), child=1 if names else _FREE)]
    after = [*range(2, len(names) + 1), _FREE]
    entries += [_entry(name, 2, *placed[name], right=following) for name, following in zip(names, after, strict=True)]
    directory_at = chain(b"".join(entries).ljust(-(-len(entries) // 4) * _SECTOR, b"\0"))
    tables = 1
    while len(sectors) + tables > tables * 128:
        tables += 1
    fat += [_FAT] * tables
    packed = b"".join(struct.pack("<I", each) for each in fat).ljust(tables * _SECTOR, b"\xff")
    places = [len(sectors) + each for each in range(tables)]
    numbers = (0, tables, directory_at, 0, _CUTOFF, mini_fat_at, -(-len(mini_fat) // 128), _END, 0, *places)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += b"".join(struct.pack("<I", each) for each in numbers)
    return head.ljust(_SECTOR, b"\xff") + b"".join(sectors) + packed


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    return (wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, _FREE, right, child) + bytes(36)
            + struct.pack("<IQ", start, size))


def message(*, subject: str = "", sender: str = "", address: str = "", sent: datetime | None = None, body: str = "",
            html: bytes = b"", rtf: bytes = b"", narrow: str = "", code_page: int | None = None,
            html_code_page: int | None = None) -> bytes:
    """A message. `narrow` names the codec of its texts; without it they are Unicode. `rtf` is packed as literal bytes."""
    kind, codec = ("001E", narrow) if narrow else ("001F", "utf-16-le")
    texts = {"0037": subject, "0C1A": sender, "0C1F": address, "1000": body}
    streams = {f"__substg1.0_{tag}{kind}": words.encode(codec) for tag, words in texts.items() if words}
    if html:
        streams["__substg1.0_10130102"] = html
    if rtf:
        streams["__substg1.0_10090102"] = packed_rtf(rtf)
    properties = bytes(32)
    if sent is not None:
        ticks = round((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        properties += b"\x40\x00\x39\x00\x06\0\0\0" + struct.pack("<Q", ticks)
    for tag, number in ((b"\x03\x00\xfd\x3f", code_page), (b"\x03\x00\xde\x3f", html_code_page)):
        if number is not None:
            properties += tag + b"\x06\0\0\0" + struct.pack("<II", number, 0)
    return compound({"__properties_version1.0": properties, **streams})


def packed_rtf(text: bytes) -> bytes:
    """Rich text packed the plainest way: eight literal bytes after each flag byte, and an end mark."""
    body = b"".join(b"\0" + text[start : start + 8] for start in range(0, len(text), 8))
    return struct.pack("<II4sI", len(body) + 12, len(text), b"LZFu", 0) + body
