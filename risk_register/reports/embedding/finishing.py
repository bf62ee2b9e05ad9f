"""The last step to a file: the PDF library's objects with the structure tree beside them, packed, under one table of places.

The library writes no packed objects (ISO 32000-1, 7.5.7), without which the tree of a long register would double its file. Only
whole objects move, so that nothing inside one is touched.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice

_OBJECT = re.compile(rb"(\d{10}) (\d{5}) n")
_TRAILER = re.compile(rb"/ID\s*(\[<\w+><\w+>\]).*?/Info (\d+ 0 R).*?/Root (\d+ 0 R)", re.DOTALL)
_IN_A_PACK = 200
_PLAIN, _PACKED = 1, 2


class Places:
    """Where each object of the file stands: at a place of its own, or in a pack."""

    def __init__(self, count: int) -> None:
        self._entries = [b"\0" * 7] * count
        self._entries[0] = b"\0\0\0\0\0\xff\xff"

    def note(self, number: int, kind: int, where: int, second: int = 0) -> None:
        """Note the place of an object: its offset, or its pack and its number there."""
        while len(self._entries) <= number:
            self._entries.append(b"\0" * 7)
        self._entries[number] = bytes((kind,)) + where.to_bytes(4) + second.to_bytes(2)

    def __len__(self) -> int:
        return len(self._entries)

    def packed(self) -> bytes:
        """All of them in the order of their numbers."""
        return zlib.compress(b"".join(self._entries))


def first_free(data: bytes) -> int:
    """The first object number that the library left free."""
    return len(_OBJECT.findall(data, data.rindex(b"\nxref\n"))) + 1


def finished(data: bytes, others: Iterable[tuple[int, str]], left_out: int) -> Iterator[bytes]:
    """The library's document with a line end before each `endstream`, as archives ask for, and with other objects packed beside it.

    The library's object `left_out` gives its number to one of the others.
    """
    table = data.rindex(b"\nxref\n") + 1
    trailer = _TRAILER.search(data, table)
    if trailer is None:
        raise ValueError("the PDF library ended its document in another way")
    by_number = [int(found[1]) for found in _OBJECT.finditer(data, table)]
    places = Places(len(by_number) + 1)
    starts = sorted(set(by_number))
    ends = dict(zip(starts, [*starts[1:], table], strict=True))
    numbers = {start: number for number, start in enumerate(by_number, start=1)}
    written = starts[0]
    yield data[:written]
    for start in starts:
        if numbers[start] == left_out:
            continue
        places.note(numbers[start], _PLAIN, written)
        piece = _ended(data[start:ends[start]])
        written += len(piece)
        yield piece
    for piece in _packs(others, places, written):
        written += len(piece)
        yield piece
    yield _table(places, written, trailer)
    yield b"\nstartxref\n%d\n%%%%EOF\n" % written


def _packs(others: Iterable[tuple[int, str]], places: Places, written: int) -> Iterator[bytes]:
    """The other objects, some to a pack. The packs are numbered after them."""
    waiting, made = iter(others), []
    while chunk := list(islice(waiting, _IN_A_PACK)):
        for number, _words in chunk:
            places.note(number, _PACKED, 0)
        made.append(([number for number, _words in chunk], *_pack(chunk)))
    for numbers, first, content in made:
        own = len(places)
        for index, number in enumerate(numbers):
            places.note(number, _PACKED, own, index)
        head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(numbers), first, len(content))
        places.note(own, _PLAIN, written)
        piece = _stream(own, head, content)
        written += len(piece)
        yield piece


def _pack(chunk: Iterable[tuple[int, str]]) -> tuple[int, bytes]:
    """Where the objects begin in a pack, and the pack."""
    index, words, offset = [], [], 0
    for number, said in chunk:
        index.append(f"{number} {offset}")
        words.append(said)
        offset += len(said) + 1
    head = " ".join(index) + "\n"
    return len(head), zlib.compress((head + "\n".join(words)).encode("ascii"))


def _table(places: Places, written: int, trailer: re.Match[bytes]) -> bytes:
    own = len(places)
    places.note(own, _PLAIN, written)
    content = places.packed()
    head = b"<</Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s/ID%s/Filter/FlateDecode/Length %d>>" % (
        own + 1, trailer[3], trailer[2], trailer[1], len(content))
    return _stream(own, head, content)


def _stream(number: int, head: bytes, content: bytes) -> bytes:
    return b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, content)


def _ended(piece: bytes) -> bytes:
    end = piece.rfind(b"endstream\nendobj")
    if end < 1 or piece[end - 1:end] == b"\n":
        return piece
    return piece[:end] + b"\n" + piece[end:]
