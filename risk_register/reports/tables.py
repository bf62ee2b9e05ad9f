"""Tables that break well: headings repeat, no row is left alone, a row taller than a page goes on over the next.

Drawn here and not by the PDF library's own table, whose time grows with the square of the rows and whose tall cells fail.
Nothing but plain text reaches the page, so no text of the register can be taken for markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from risk_register.reports import style
from risk_register.reports.cells import GUTTER, PADDING_ABOVE, SWATCH, LaidCell, LaidRow, Line, lay_row, widths
from risk_register.reports.content import Table
from risk_register.reports.layout import BODY_HEIGHT, Flow, Piece
from risk_register.reports.lines import runs, text_width, wrap
from risk_register.reports.style import COLUMN_TITLE, SMALL, TABLE_TITLE, WIDTH, Face

_SPLIT_ABOVE = BODY_HEIGHT * 0.2
_SPLIT_ROOM = SMALL.leading * 7
_TITLE_GAP = 4.0
_BAR_HEIGHT = 5.0


class Lettering:
    """Writes lines of text, changing face and colour only where they change."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._text: PDFTextObject = canvas.beginText()
        self._face: Face | None = None

    def write(self, lines: Sequence[Line], left: float, top: float, right: float | None = None) -> None:
        """Lines under one another; against `right` where given."""
        y = top
        for text, face in lines:
            if face is not self._face:
                self._text.setFont(face.font, face.size)
                self._text.setFillColor(face.colour)
                self._face = face
            y -= face.leading
            x = left if right is None else right - text_width(text, face)
            self._text.setTextOrigin(x, y + (face.leading - face.size) / 2 + face.size * 0.2)
            self._write(text, face)

    def _write(self, text: str, face: Face) -> None:
        for piece, name in runs(text, face.font):
            if name != face.font:
                self._text.setFont(name, face.size)
                self._text.textOut(piece)
                self._text.setFont(face.font, face.size)
            else:
                self._text.textOut(piece)

    def finish(self) -> None:
        """Put all that was written on the page."""
        self._canvas.drawText(self._text)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of one table share: columns, headings, words."""

    widths: tuple[float, ...]
    right: tuple[bool, ...]
    titles: tuple[tuple[Line, ...], ...]
    height: float
    title: tuple[Line, ...]

    def edges(self, left: float) -> list[tuple[float, float]]:
        """The left and right edge of each column."""
        edges = []
        for width in self.widths:
            edges.append((left, left + width))
            left += width + GUTTER
        return edges


def frame(table: Table, width: float = WIDTH) -> Frame:
    """Measure a table's columns and headings."""
    columns = widths(table.columns, width)
    titles = tuple(
        tuple((line, COLUMN_TITLE) for line in wrap(column.title, COLUMN_TITLE, w))
        for column, w in zip(table.columns, columns, strict=True)
    )
    height = max(len(lines) for lines in titles) * COLUMN_TITLE.leading + 5
    title = tuple((line, TABLE_TITLE) for line in wrap(table.title, TABLE_TITLE, width)) if table.title else ()
    return Frame(columns, tuple(column.right for column in table.columns), titles, height, title)


@dataclass(slots=True)
class TablePiece:
    """The rows of a table on one page, under its headings."""

    frame: Frame
    rows: list[LaidRow]
    height: float
    titled: bool

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Rules, swatches and bars first, then all words in reading order."""
        lettering = Lettering(canvas)
        if self.titled:
            lettering.write(self.frame.title, left, top)
            top -= _title_height(self.frame)
        edges = self.frame.edges(left)
        for lines, (start, end), right in zip(self.frame.titles, edges, self.frame.right, strict=True):
            spare = self.frame.height - 5 - len(lines) * COLUMN_TITLE.leading
            lettering.write(lines, start, top - spare, end if right else None)
        top -= self.frame.height
        canvas.setStrokeColor(style.RULE)
        canvas.setLineWidth(0.9)
        canvas.line(left, top + 2, edges[-1][1], top + 2)
        for row in self.rows:
            self.draw_row(canvas, lettering, row, edges, top)
            top -= row.height
        lettering.finish()

    def draw_row(self, canvas: Canvas, lettering: Lettering, row: LaidRow, edges: list[tuple[float, float]], top: float) -> None:
        """One row with its upper edge at `top`."""
        left, right = edges[0][0], edges[-1][1]
        bottom = top - row.height
        if row.marked:
            canvas.setFillColor(style.ALERT)
            canvas.rect(left - 6.5, bottom + 1.5, 2.2, row.height - 3, stroke=0, fill=1)
        if not row.goes_on:
            canvas.setStrokeColor(style.RULE if row.heading or row.total else style.HAIRLINE)
            canvas.setLineWidth(0.5)
            canvas.line(left, bottom + 1, right, bottom + 1)
        first_line = top - PADDING_ABOVE - (5 if row.heading else 0)
        if row.heading:
            lettering.write(row.cells[0].lines, left, first_line)
            return
        for cell, (start, end), rightwards in zip(row.cells, edges, self.frame.right, strict=True):
            if cell.level is not None or cell.share is not None:
                _draw_sign(canvas, cell, start, end, first_line)
            lettering.write(cell.lines, start + cell.indent, first_line, end if rightwards else None)


def _draw_sign(canvas: Canvas, cell: LaidCell, start: float, end: float, top: float) -> None:
    if cell.level is not None:
        swatch(canvas, cell.level, start, top - SMALL.leading / 2 - SWATCH / 2 - 0.2, SWATCH)
    if cell.share is not None:
        y = top - SMALL.leading / 2 - _BAR_HEIGHT / 2
        canvas.setFillColor(style.PANEL)
        canvas.setStrokeColor(style.HAIRLINE)
        canvas.setLineWidth(0.4)
        canvas.rect(start, y, end - start, _BAR_HEIGHT, stroke=1, fill=1)
        canvas.setFillColor(style.ACCENT)
        canvas.rect(start, y, (end - start) * float(cell.share) / 100, _BAR_HEIGHT, stroke=0, fill=1)


def swatch(canvas: Canvas, level: str, left: float, bottom: float, size: float) -> None:
    """The small square that repeats a level's colour beside its word; unassessed is an empty, dashed one."""
    known = level in style.LEVEL_FILL and level != "unassessed"
    canvas.setFillColor(style.LEVEL_FILL.get(level, style.WHITE))
    canvas.setStrokeColor(style.MUTED)
    canvas.setLineWidth(0.5)
    if not known:
        canvas.setDash(1.4, 1.2)
    canvas.rect(left, bottom, size, size, stroke=1, fill=1)
    canvas.setDash()


def _title_height(measured: Frame) -> float:
    return len(measured.title) * TABLE_TITLE.leading + _TITLE_GAP if measured.title else 0.0


@dataclass(frozen=True, slots=True)
class _Source:
    """What all parts of one table draw from; rows are measured when first needed, and once."""

    table: Table
    frame: Frame
    continued: str
    laid: list[LaidRow]

    def row(self, index: int) -> LaidRow:
        while len(self.laid) <= index:
            self.laid.append(lay_row(self.table.rows[len(self.laid)], self.frame.widths))
        return self.laid[index]


class TableFlow:
    """A table, or what is left of it, on its way over the pages. `cut_row` is the rest of a row begun on the page before."""

    keeps_next = False

    def __init__(self, source: _Source, start: int = 0, cut_row: LaidRow | None = None) -> None:
        self._source = source
        self._start = start
        self._cut_row = cut_row
        self._first = start == 0 and cut_row is None
        self._count = len(source.table.rows)
        self.before = 0.0 if not self._first else 16.0 if source.table.title else 7.0

    @classmethod
    def of(cls, table: Table, continued: str) -> "TableFlow":
        """The whole of a table; `continued`, or '…' in a narrow first column, is said where a row goes on over a page."""
        measured = frame(table)
        fits = text_width(continued, SMALL) <= measured.widths[0]
        return cls(_Source(table, measured, continued if fits else "…", []))

    def least(self) -> float:
        """Headings and the first two rows, the first alone where that is much already, or the beginning of a tall one."""
        height: float = self._overhead()
        ordinary = 0
        for index in range(self._start, self._count):
            row = self._row(index)
            needed = row.height if row.height <= _SPLIT_ABOVE else _SPLIT_ROOM
            if ordinary and height + needed > _SPLIT_ABOVE:
                break
            height += needed
            ordinary += not row.heading
            if ordinary == 2 or row.height > _SPLIT_ABOVE:
                break
        return float(min(height, BODY_HEIGHT))

    def take(self, room: float) -> tuple[Piece | None, Flow | None]:
        """As many rows as fit, by the rules of good breaks."""
        overhead = self._overhead()
        free, count = room - overhead, self._count
        end, used = self._start, 0.0
        while end < count and used + self._row(end).height <= free:
            used += self._row(end).height
            end += 1
        if end == count:
            return self._piece(end, None), None
        tall = self._row(end)
        alone = end == self._start and room >= BODY_HEIGHT - 1
        if (tall.height > _SPLIT_ABOVE and free - used >= _SPLIT_ROOM) or alone:
            head, tail = tall.cut(free - used, self._source.continued)
            return self._piece(end, head), self._rest(end, tail)
        kinder = self._kinder(end)
        if kinder == self._start and room < BODY_HEIGHT - 1:
            return None, self
        end = kinder if kinder > self._start else end
        return self._piece(end, None), self._rest(end, None)

    def _kinder(self, end: int) -> int:
        """Move the break up, so that no group's heading ends a page and no last row stands alone on the next."""
        if self._count - end == 1 and end - self._start > 2 and self._row(end).height < _SPLIT_ABOVE:
            end -= 1
        while end > self._start and self._row(end - 1).heading:
            end -= 1
        return end

    def _row(self, index: int) -> LaidRow:
        return self._cut_row if self._cut_row is not None and index == self._start else self._source.row(index)

    def _overhead(self) -> float:
        return self._source.frame.height + (_title_height(self._source.frame) if self._first else 0.0)

    def _piece(self, end: int, head: LaidRow | None) -> Piece:
        rows = [self._row(index) for index in range(self._start, end)]
        if head is not None:
            rows.append(head)
        titled = self._first and bool(self._source.frame.title)
        return TablePiece(self._source.frame, rows, self._overhead() + sum(row.height for row in rows), titled)

    def _rest(self, start: int, tail: LaidRow | None) -> Flow:
        return TableFlow(self._source, start, tail)
