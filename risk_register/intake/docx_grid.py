"""A Word table's cells put into columns, which their widths tell: rows are cut by hand and seldom at the same places."""

from dataclasses import dataclass
from itertools import accumulate

_SAME_EDGE = 150
"""Twentieths of a point (2.6 mm) by which two edges may differ and still be one to the eye."""
_DEFAULT_WIDTH = 1_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the file has it: how many grid columns it takes, and whether it goes on from the one above."""

    text: str
    span: int
    continues: bool


Rows = list[list[str]]
Merged = list[tuple[int, int, int, int]]


def laid_out(widths: list[int], rows: list[list[Cell]], gaps: list[tuple[int, int]]) -> tuple[Rows, Merged, list[int]]:
    """The texts in columns, the merged areas, and the rows that have too few cells and do not say where.

    `gaps` holds for each row how many grid columns it says it leaves out before its first cell and after its last.
    """
    spans = [(before + sum(cell.span for cell in row), after) for row, (before, after) in zip(rows, gaps, strict=True)]
    most = max((length + after for length, after in spans), default=0)
    columns = _columns(widths, most)
    if any(_collides(row, before, columns) for row, (before, _) in zip(rows, gaps, strict=True)):
        columns = list(range(most + 1))
    cells: Rows = []
    merged: Merged = []
    above: dict[int, tuple[int, int]] = {}
    """Column -> the row where the area above began, and its last column."""
    for number, (row, (before, _)) in enumerate(zip(rows, gaps, strict=True)):
        texts: list[str] = []
        current: dict[int, tuple[int, int]] = {}
        at = before
        for cell in row:
            first, last = columns[at], max(columns[at], columns[at + cell.span] - 1)
            texts.extend([""] * (first - len(texts)))
            begun, end = above[first] if cell.continues and first in above else (number, last)
            current[first] = begun, max(end, last)
            texts.append(cell.text if begun == number or cell.text else "")
            texts.extend([""] * (last - first))
            at += cell.span
        merged.extend(_ended(above, current, number))
        above = current
        cells.append(texts)
    merged.extend(_ended(above, {}, len(rows)))
    short = [number for number, (length, after) in enumerate(spans) if length + after < most]
    return cells, merged, short


def _columns(widths: list[int], most: int) -> list[int]:
    """The visible column at which each grid column begins; edges that almost meet are one."""
    known = [width or _DEFAULT_WIDTH for width in widths[:most]]
    edges = [0, *accumulate([*known, *([_DEFAULT_WIDTH] * (most - len(known)))])]
    columns, current, at = [], 0, 0
    for edge in edges:
        if edge - at > _SAME_EDGE:
            current, at = current + 1, edge
        columns.append(current)
    return columns


def _collides(row: list[Cell], before: int, columns: list[int]) -> bool:
    """Whether two cells of a row would come to stand in one column."""
    at, seen = before, set()
    for cell in row:
        if columns[at] in seen:
            return True
        seen.add(columns[at])
        at += cell.span
    return False


def _ended(above: dict[int, tuple[int, int]], current: dict[int, tuple[int, int]], row: int) -> Merged:
    """The areas that do not go on in this row, where they cover more than one cell."""
    return [(begun, column, row - 1, last) for column, (begun, last) in above.items()
            if current.get(column, (row, 0))[0] != begun and (begun < row - 1 or last > column)]
