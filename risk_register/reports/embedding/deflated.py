"""Bytes that are packed while they are made: the facts of ten thousand vendors are ninety megabytes of JSON, and ten packed."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator

_PIECE = 2**18
_QUICK, _SMALL = 1, 6


class Deflated:
    """A content in packed form, with its length and fingerprint. `quick` is for what is unpacked again soon."""

    def __init__(self, pieces: Iterable[bytes], *, quick: bool = False) -> None:
        packer, digest, packed, size = zlib.compressobj(_QUICK if quick else _SMALL), hashlib.sha256(), [], 0
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            packed.append(packer.compress(piece))
        packed.append(packer.flush())
        self.packed = b"".join(packed)
        """As zlib and a PDF's FlateDecode know it."""
        self.size = size
        self.sha256 = digest.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        """The content, piece by piece."""
        unpacker, rest = zlib.decompressobj(), self.packed
        while rest:
            yield unpacker.decompress(rest, _PIECE)
            rest = unpacker.unconsumed_tail
        yield unpacker.flush()

    def whole(self) -> bytes:
        """All of the content."""
        return b"".join(self)
