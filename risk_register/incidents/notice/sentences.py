"""An announcement as sentences: each with the line that announced the list it stands in, and in plain letters for the rules."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_BULLET = re.compile(r"\s*(?:[•●▪◦‣*–—-]|\(?\d{1,2}[.)])\s+(?=\S)")
_END = re.compile(r"(?<=[.!?…])[\"»”)]*\s+(?=[\"«“(]?[A-ZÀ-ÖØ-Þ0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Inc|Ltd|Corp|Co|Mr|Ms|Dr|No|Nov|Dec|Oct|Sept|Sep|Aug|Jan|Feb|Mar|Apr|vs|e\.g|i\.e|art|M|Mme|St|env)\.|"
    r"\b[A-Z]\.)$")
_BETWEEN_CELLS = re.compile(r"\t+| \| ?|\|(?= )")
_SHORT = 120
"""Characters up to which a line without an end is a heading."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or entry of a list."""

    words: str
    plain: str
    intro: str = ""
    """In plain letters, the heading, line or question that announced the list or answer this is part of."""
    in_list: bool = False
    is_heading: bool = False
    cells: tuple[str, ...] = ()
    """Of a row of a table, its cells in plain letters."""
    header: tuple[str, ...] = ()
    """The first row of its table; of that row itself, nothing."""


def plain(text: str) -> str:
    """Small letters without accents, one kind of apostrophe, hyphens as spaces: what the rules are written in."""
    folded = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter)).casefold()
    letters = letters.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return re.sub(r"\s+", " ", re.sub(r"(?<=[^\W\d])[-\u2010\u2011](?=\w)", " ", letters)).strip()


def sentences(text: str) -> list[Sentence]:
    """All sentences in order. Entries of a list know what announced them, also over empty lines between them."""
    found: list[Sentence] = []
    intro = ""
    header: tuple[str, ...] = ()
    for line in text.splitlines():
        if not line.strip():
            continue
        if len(cells := _cells(line)) > 1:
            row = tuple(map(plain, cells))
            found.append(Sentence(line.strip(), plain(" | ".join(cells)), intro, cells=row, header=header))
            header = header or row
            continue
        header = ()
        bullet = _BULLET.match(line)
        words = line[bullet.end():] if bullet else line.strip()
        if bullet:
            found += [Sentence(each, plain(each), intro, in_list=True) for each in _split(words)]
            continue
        heading = len(words) <= _SHORT and words[-1] not in ".!;,"
        question = ""
        for each in _split(words):
            found.append(Sentence(each, plain(each), question or ("" if heading else intro), is_heading=heading))
            question = plain(each) if each.endswith("?") else question
        intro = plain(found[-1].words) if words.endswith(":") or heading else ""
    return found


def _cells(line: str) -> list[str]:
    """The cells of a row of a table, as it is pasted from a page or a sheet; of other lines one."""
    if "\t" not in line.strip() and " | " not in line:
        return [line]
    return [each.strip() for each in _BETWEEN_CELLS.split(line.strip().strip("|"))]


def _split(words: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(words):
        if _ABBREVIATED.search(words[start:end.start()].rstrip()):
            continue
        yield words[start:end.end()].strip()
        start = end.end()
    if words[start:].strip():
        yield words[start:].strip()
