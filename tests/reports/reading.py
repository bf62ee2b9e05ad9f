"""Reports read back with other people's libraries."""

from pathlib import Path
from typing import Any

from pypdf import PdfReader

from risk_register.reports.style import BOTTOM, TOP


def text(path: Path) -> str:
    """All text of a PDF with its line ends made spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def pages(path: Path) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(path).pages]


def column(path: Path, left: float, right: float) -> list[str]:
    """The lines of the body that begin between two distances from the left edge, over all pages, without heads and feet."""
    lines: list[str] = []

    def visit(words: str, _cm: Any, matrix: Any, _font: Any, _size: Any) -> None:
        if words.strip() and left <= matrix[4] < right and BOTTOM - 2 < matrix[5] < TOP + 2:
            lines.append(words.strip("\n"))

    for page in PdfReader(path).pages:
        page.extract_text(visitor_text=visit)
    return lines


def outline(path: Path) -> list[str]:
    """The titles of the outline, in order, whatever their depth."""

    def flat(entries: Any) -> list[str]:
        return [title for entry in entries for title in (flat(entry) if isinstance(entry, list) else [entry.title])]

    return flat(PdfReader(path).outline)


def rightmost(path: Path) -> float:
    """The rightmost edge of any character on any page, in points. Spaces at the end of a line leave no ink and do not count."""
    import pypdfium2

    edge = 0.0
    document = pypdfium2.PdfDocument(path)
    for page in document:
        words = page.get_textpage()
        for index in range(words.count_chars()):
            right = words.get_charbox(index)[2]
            # each is asked for alone: signs beyond U+FFFF count twice here and once in a text of all of them
            if right > edge and words.get_text_range(index, 1).strip():
                edge = right
    document.close()
    return edge
