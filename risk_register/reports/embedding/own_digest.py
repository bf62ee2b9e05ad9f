"""A file's fingerprint printed inside the file itself: SHA-256 of all its bytes, with zeros where its own digits stand.

The digits are drawn from a form of their own that is not compressed, so that they stand in the file as they are read on the page,
always 64 of them, and can be put in once everything else is written. Whoever holds the file can blank them again and recompute.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from risk_register.reports.content import OwnDigest, Panel
from risk_register.reports.layout import Flow, Piece
from risk_register.reports.lettering import Lettering
from risk_register.reports.lines import Cut
from risk_register.reports.prose import PANEL_INDENT, PANEL_PADDING, PanelFlow, panel_lines
from risk_register.reports.style import BODY, WIDTH
from risk_register.reports.tagging.canvas import TaggedCanvas
from risk_register.reports.tagging.elements import Element

DIGITS = 64
_BLANK = "0" * DIGITS
_FORM = "own-digest"
_PLACE = re.compile(rb"/FormType 1\b(?:(?!endobj).)*?\(([0-9a-f]{64})\) Tj", re.DOTALL)
_END = b"%%EOF\n"


@dataclass(slots=True)
class OwnDigestFlow(PanelFlow):
    """A statement set apart whose last line is the file's own fingerprint; short, and never broken."""

    @property
    def height(self) -> float:
        """One line more than its words."""
        return sum(face.leading for _text, face in self.lines) + 2 * PANEL_PADDING + BODY.leading

    def least(self) -> float:
        """All of it."""
        return self.height

    def take(self, room: float) -> tuple[Piece | None, Flow | None]:
        """All of it, or nothing on this page."""
        return (self, None) if self.height <= room else (None, self)

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Ground, rule, words, and zeros that the fingerprint takes the place of."""
        PanelFlow.draw(self, canvas, left, top)
        baseline = top - self.height + PANEL_PADDING
        compressed = canvas._pageCompression  # noqa: SLF001 - the library offers no other way to ask
        canvas.beginForm(_FORM, left, baseline, left + WIDTH, baseline + BODY.leading)
        canvas.setPageCompression(0)
        lettering = Lettering(canvas)
        lettering.write([(Cut(_BLANK), BODY)], left + PANEL_INDENT, baseline + BODY.leading)
        lettering.finish()
        canvas.endForm()
        canvas.setPageCompression(compressed)
        with canvas.content(Element("P")):
            canvas.doForm(_FORM)


def own_digest(block: OwnDigest) -> list[Flow]:
    """The statement with the fingerprint under it."""
    return [OwnDigestFlow(panel_lines(Panel(block.title, block.text)))]


def write_with_digest(pieces: Iterable[bytes], target: IO[bytes]) -> None:
    """Write a document's objects to a file that can be gone back in, then its fingerprint in the place kept for it."""
    digest, place, written = hashlib.sha256(), None, target.tell()
    for piece in pieces:
        if place is None and (found := _PLACE.search(piece)) and found[1] == _BLANK.encode():
            place = written + found.start(1)
        digest.update(piece)
        target.write(piece)
        written += len(piece)
    if place is not None:
        target.seek(place)
        target.write(digest.hexdigest().encode())
        target.seek(written)


@dataclass(frozen=True, slots=True)
class Own:
    """The fingerprint that a file prints of itself, and which of its bytes give it."""

    digest: str
    end: int
    """Where the bytes end that it is of; 0 where no bytes give it."""

    @property
    def holds(self) -> bool:
        """Whether the file's bytes, up to some version of it, give the fingerprint."""
        return self.end > 0


def read_own_digest(content: bytes) -> Own | None:
    """The fingerprint that a file prints of itself as it was before anything was appended; None where it prints none."""
    found = [*_PLACE.finditer(content)]
    for end in _ends(content):
        for each in found:
            if each.end() <= end and _without(content, each.start(1), end) == each[1].decode():
                return Own(each[1].decode(), end)
    return Own(found[0][1].decode(), 0) if found else None


def _ends(content: bytes) -> Iterator[int]:
    """Where each version of a file ends that was appended to."""
    place = content.find(_END)
    while place >= 0:
        yield place + len(_END)
        place = content.find(_END, place + 1)


def _without(content: bytes, start: int, end: int) -> str:
    digest = hashlib.sha256(memoryview(content)[:start])
    digest.update(_BLANK.encode())
    digest.update(memoryview(content)[start + DIGITS:end])
    return digest.hexdigest()
