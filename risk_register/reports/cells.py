"""One row of a table, measured: its cells' lines, its height, and how it is cut where it is taller than the page has room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from risk_register.reports.content import CellContent, Column, Row, Tone
from risk_register.reports.lines import wrap
from risk_register.reports.style import SMALL, SMALL_MUTED, SMALL_STRONG, SUBHEADING, TABLE_FACES, Face

PADDING_ABOVE = 3.6
PADDING_BELOW = 4.6
GUTTER = 9.0
SWATCH = 7.4
_SWATCH_ROOM = SWATCH + 4.5
_GROUP = replace(SMALL_STRONG, size=8.4, leading=11.4, colour=SUBHEADING.colour)

Line = tuple[str, Face]


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell's lines from the top; a level's swatch stands before them, a bar instead of them."""

    lines: tuple[Line, ...]
    level: str | None = None
    share: Decimal | None = None
    repeated: bool = False
    """It only says again what stands on the page before."""

    @property
    def indent(self) -> float:
        """How far its words are moved to the right for the swatch."""
        return _SWATCH_ROOM if self.level is not None else 0.0

    @property
    def height(self) -> float:
        """The height of its lines, without the row's padding."""
        return sum(face.leading for _text, face in self.lines) or (SMALL.leading if self.share is not None else 0.0)

    def cut(self, room: float) -> tuple["LaidCell", "LaidCell"]:
        """Its lines that fit into `room`, and those after."""
        used = 0.0
        for index, (_text, face) in enumerate(self.lines):
            used += face.leading
            if used > room:
                return replace(self, lines=self.lines[:index]), LaidCell(self.lines[index:])
        return self, LaidCell(())


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A measured row."""

    cells: tuple[LaidCell, ...]
    height: float
    heading: bool = False
    marked: bool = False
    total: bool = False
    goes_on: bool = False
    """Its rest stands on the next page, so no line is drawn under it."""
    begun: bool = False
    """Its beginning stands on the page before."""

    def cut(self, room: float, continued: str) -> tuple["LaidRow", "LaidRow"]:
        """The row in two at a line's end. The second part repeats the first cell's first line, `continued` under it."""
        inner = room - PADDING_ABOVE - PADDING_BELOW
        parts = [cell.cut(inner) for cell in self.cells]
        head = tuple(part[0] for part in parts)
        first = self.cells[0]
        tail = [part[1] for part in parts]
        if first.lines and not tail[0].lines:
            tail[0] = LaidCell((first.lines[0], (continued, SMALL_MUTED)), repeated=True)
        rest = replace(self, cells=tuple(tail), height=_height(tail), begun=True)
        return replace(self, cells=head, height=_height(head), goes_on=True), rest


def _height(cells: Sequence[LaidCell]) -> float:
    return PADDING_ABOVE + PADDING_BELOW + max((cell.height for cell in cells), default=0.0)


def widths(columns: Sequence[Column], total: float) -> tuple[float, ...]:
    """The columns' widths in points, gutters left out."""
    shares = sum(column.width for column in columns)
    free = total - GUTTER * (len(columns) - 1)
    return tuple(free * column.width / shares for column in columns)


def lay_row(row: Row, column_widths: Sequence[float]) -> LaidRow:
    """Measure one row of a table with columns of these widths."""
    if row.heading:
        full = sum(column_widths) + GUTTER * (len(column_widths) - 1)
        cells: tuple[LaidCell, ...] = (_lay_cell(row.cells[0], full, _GROUP),)
        return LaidRow(cells, _height(cells) + 5, heading=True)
    plain = SMALL_STRONG if row.total else SMALL
    cells = tuple(_lay_cell(cell, width, plain) for cell, width in zip(row.cells, column_widths, strict=True))
    return LaidRow(cells, _height(cells), marked=row.marked, total=row.total)


def _lay_cell(cell: CellContent, width: float, plain: Face) -> LaidCell:
    if isinstance(cell, str):
        return LaidCell(tuple([(line, plain) for line in wrap(cell, plain, width)]) if cell else ())
    inner = width - (_SWATCH_ROOM if cell.level is not None else 0)
    lines: list[Line] = []
    for words in cell.words:
        face = plain if words.tone is Tone.PLAIN else TABLE_FACES[words.tone]
        lines.extend((line, face) for line in wrap(words.text, face, inner))
    return LaidCell(tuple(lines), cell.level, cell.share)
