"""Plain text broken into lines. Text is only ever text here: no markup is understood, so none can be smuggled in."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from risk_register.reports.style import SYMBOLS, Face, font, other_signs

_BREAK_AFTER = frozenset("/?&=-_.,;:@+#%|)]}\u200b")
_CACHED_LENGTH = 40


class Cut(str):
    """A line that ends within a word: the next one goes on without a space."""

    __slots__ = ()


def runs(text: str, name: str) -> list[tuple[str, str]]:
    """The text in pieces, each with the face that has glyphs for it: the one named, or that for symbols."""
    if text.isascii() or other_signs().search(text) is None:
        return [(text, name)]
    pieces = other_signs().split(text)  # every second one is what the face lacks
    return [(piece, SYMBOLS if index % 2 else name) for index, piece in enumerate(pieces) if piece]


def _width(text: str, name: str) -> float:
    return float(sum(font(own).stringWidth(piece, 1.0) for piece, own in runs(text, name)))


_word_width = lru_cache(maxsize=65_536)(_width)


def text_width(text: str, face: Face) -> float:
    """The width of a text set on one line, in points."""
    return (_word_width if len(text) <= _CACHED_LENGTH else _width)(text, face.font) * face.size


def wrap(text: str, face: Face, width: float) -> list[str]:
    """The text's lines within `width`: broken at spaces, and inside a word only where the word alone is too wide."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if text_width(paragraph, face) <= width:
            lines.append(paragraph)
        else:
            _wrap_paragraph(paragraph, face, width, lines)
    return lines


def _wrap_paragraph(paragraph: str, face: Face, width: float, lines: list[str]) -> None:
    space = text_width(" ", face)
    line: list[str] = []
    used = 0.0
    for word in paragraph.split(" "):
        needed = text_width(word, face)
        if line and used + space + needed <= width:
            line.append(word)
            used += space + needed
            continue
        if line:
            lines.append(" ".join(line))
        if needed > width:
            *full, word = _break_word(word, face, width)
            lines.extend(Cut(piece) for piece in full)
            needed = text_width(word, face)
        line, used = [word], needed
    lines.append(" ".join(line))


def _break_word(word: str, face: Face, width: float) -> list[str]:
    """A word too wide for a line in pieces that are not, preferably cut after a sign such as '/' or '-'."""
    reach = list(accumulate(advance * face.size / 1000 for advance in _advances(word, face.font)))
    pieces: list[str] = []
    start = 0
    while start < len(word):
        before = reach[start - 1] if start else 0.0
        end = max(bisect_right(reach, before + width, lo=start), start + 1)
        if end < len(word):
            end = _kind_cut(word, start, end)
        pieces.append(word[start:end])
        start = end
    return pieces


def _advances(word: str, name: str) -> Iterator[float]:
    for piece, own in runs(word, name):
        metrics = font(own).face
        yield from (metrics.charWidths.get(ord(character), metrics.defaultWidth) for character in piece)


def _kind_cut(word: str, start: int, end: int) -> int:
    for cut in range(end, start + (end - start) // 2, -1):
        if word[cut - 1] in _BREAK_AFTER:
            return cut
    return end


def shortened(text: str, face: Face, width: float) -> str:
    """The text on one line, its end replaced by '…' where it is too wide. For furniture only: content is never cut."""
    flat = " ".join(text.split())
    if text_width(flat, face) <= width:
        return flat
    low, high = 0, min(len(flat), int(width))
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(flat[:middle].rstrip() + "…", face) <= width:
            low = middle
        else:
            high = middle - 1
    return flat[:low].rstrip() + "…"
