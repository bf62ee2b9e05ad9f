"""Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, a line for each row, quotes where needed."""

import re
from collections.abc import Iterable, Sequence

from risk_register.characters import cleaned

MOST_CELLS = 200_000
"""More cells than this are not taken from the clipboard."""
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")


class TooLarge(ValueError):
    """The clipboard holds more cells than are taken at once."""


def read_block(text: str) -> list[list[str]]:
    """The cells of a text as Excel, LibreOffice and web pages copy them, row by row; none for an empty text.

    A cell is quoted only where the closing quote ends it, so that '"Nimbus" GmbH' keeps its quotes. Raises `TooLarge`.
    """
    text = cleaned(text)
    if not text:
        return []
    rows: list[list[str]] = [[]]
    place, cells = 0, 0
    while True:
        quoted = _QUOTED.match(text, place)
        found = quoted or _PLAIN.match(text, place)
        assert found is not None
        rows[-1].append(quoted[1].replace('""', '"') if quoted else found[0])
        cells += 1
        if cells > MOST_CELLS:
            raise TooLarge
        place = found.end()
        if place >= len(text):
            return rows
        if text[place] == "\n":
            if place + 1 == len(text):
                return rows  # the last line ends too; no empty row follows it
            rows.append([])
        place += 1


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """The text by which spreadsheets take cells in; `read_block` gives the same cells back."""
    return "".join("\t".join(_cell(cell) for cell in row) + "\n" for row in rows)


def _cell(text: str) -> str:
    if "\t" in text or "\n" in text or "\r" in text or text.startswith('"'):
        return '"' + text.replace('"', '""') + '"'
    return text
