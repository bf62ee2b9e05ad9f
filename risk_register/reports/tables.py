"""Tables that break well: headings repeat, no row is left alone, a row taller than a page goes on over the next.

Drawn here and not by the PDF library's own table, whose time grows with the square of the rows and whose tall cells fail.
Nothing but plain text reaches the page, so no text of the register can be taken for markup.
"""

from dataclasses import dataclass
from decimal import Decimal

from risk_register.reports import style
from risk_register.reports.cells import GUTTER, PADDING_ABOVE, SWATCH, LaidRow, Line, lay_row, widths
from risk_register.reports.content import Table
from risk_register.reports.layout import BODY_HEIGHT, Flow, Piece
from risk_register.reports.lettering import Lettering, swatch
from risk_register.reports.lines import text_width, wrap
from risk_register.reports.style import COLUMN_TITLE, SMALL, TABLE_TITLE, WIDTH
from risk_register.reports.tagging.canvas import TaggedCanvas
from risk_register.reports.tagging.elements import ARTIFACT, REPEATED, Element, cell

_SPLIT_ABOVE = BODY_HEIGHT * 0.2
_SPLIT_ROOM = SMALL.leading * 7
_TITLE_GAP = 4.0
_BAR_HEIGHT = 5.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of one table share: columns, headings, words."""

    widths: tuple[float, ...]
    right: tuple[bool, ...]
    titles: tuple[tuple[Line, ...], ...]
    height: float
    title: tuple[Line, ...]
    silent: tuple[bool, ...]
    """Columns of air and of bars, which show the figure beside them: they have neither title nor words, and are no cells."""

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
    silent = tuple(not column.title and _wordless(table, index) for index, column in enumerate(table.columns))
    return Frame(columns, tuple(column.right for column in table.columns), titles, height, title, silent)


def _wordless(table: Table, index: int) -> bool:
    cells = (row.cells[index] for row in table.rows if not row.heading)
    return not any(each if isinstance(each, str) else each.words for each in cells)


@dataclass(slots=True)
class TablePiece:
    """The rows of a table on one page, under its headings."""

    frame: Frame
    rows: list[LaidRow]
    height: float
    titled: bool
    element: Element
    """The table, of which the first piece that is drawn makes a part of the report."""

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Rules, swatches and bars first, then all words in reading order."""
        lettering = Lettering(canvas)
        with canvas.artifact():
            if self.titled:
                lettering.write(self.frame.title, left, top, element=Element("Caption", self.element))
                top -= _title_height(self.frame)
            edges = self.frame.edges(left)
            self._draw_titles(lettering, edges, top)
            top -= self.frame.height
            canvas.setStrokeColor(style.RULE)
            canvas.setLineWidth(0.9)
            canvas.line(left, top + 2, edges[-1][1], top + 2)
            self._draw_rows(canvas, lettering, edges, top)
        lettering.finish()

    def _draw_titles(self, lettering: Lettering, edges: list[tuple[float, float]], top: float) -> None:
        """The headings; on a further page they only repeat what the table has said."""
        repeated = any(kid.tag == "TR" for kid in self.element.kids if isinstance(kid, Element))
        row = Element("TR", self.element)
        columns = zip(self.frame.titles, edges, self.frame.right, self.frame.silent, strict=True)
        for lines, (start, end), right, silent in columns:
            spare = self.frame.height - 5 - len(lines) * COLUMN_TITLE.leading
            element = REPEATED if repeated or silent else lettering.join(cell("TH", row, scope="Column"))
            lettering.write(lines, start, top - spare, end if right else None, element)

    def _draw_rows(self, canvas: TaggedCanvas, lettering: Lettering, edges: list[tuple[float, float]], top: float) -> None:
        for row in self.rows:
            self.draw_row(canvas, lettering, row, edges, top)
            top -= row.height

    def cells_of(self, lettering: Lettering, row: LaidRow) -> list[Element]:
        """The row's cells in the structure; of a row that goes on from the page before, those it has."""
        if row.begun:
            above = self.element.kids[-1]
            begun = iter(above.kids if isinstance(above, Element) else ())
            found = [ARTIFACT if silent else next(begun) for silent in self.frame.silent[: 1 if row.heading else None]]
            return [each for each in found if isinstance(each, Element)]
        made = Element("TR", self.element)
        if row.heading:
            return [lettering.join(cell("TD", made, columns=self.frame.silent.count(False)))]
        return [ARTIFACT if silent else lettering.join(cell("TD", made)) for silent in self.frame.silent]

    def draw_row(
        self, canvas: TaggedCanvas, lettering: Lettering, row: LaidRow, edges: list[tuple[float, float]], top: float
    ) -> None:
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
        elements = self.cells_of(lettering, row)
        if row.heading:
            lettering.write(row.cells[0].lines, left, first_line, element=elements[0])
            return
        for laid, (start, end), rightwards, element in zip(row.cells, edges, self.frame.right, elements, strict=True):
            if laid.level is not None:
                swatch(canvas, laid.level, start, first_line - SMALL.leading / 2 - SWATCH / 2 - 0.2, SWATCH)
            if laid.share is not None:
                _draw_bar(canvas, laid.share, start, end, first_line)
            lettering.write(
                laid.lines, start + laid.indent, first_line, end if rightwards else None, REPEATED if laid.repeated else element
            )


def _draw_bar(canvas: TaggedCanvas, part: Decimal, start: float, end: float, top: float) -> None:
    y = top - SMALL.leading / 2 - _BAR_HEIGHT / 2
    canvas.setFillColor(style.PANEL)
    canvas.setStrokeColor(style.HAIRLINE)
    canvas.setLineWidth(0.4)
    canvas.rect(start, y, end - start, _BAR_HEIGHT, stroke=1, fill=1)
    canvas.setFillColor(style.ACCENT)
    canvas.rect(start, y, (end - start) * float(part) / 100, _BAR_HEIGHT, stroke=0, fill=1)


def _title_height(measured: Frame) -> float:
    return len(measured.title) * TABLE_TITLE.leading + _TITLE_GAP if measured.title else 0.0


@dataclass(frozen=True, slots=True)
class _Source:
    """What all parts of one table draw from; rows are measured when first needed, and once."""

    table: Table
    frame: Frame
    continued: str
    laid: list[LaidRow]
    element: Element

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
        self.before = 0.0 if not self._first else 16.0 if source.table.title else 12.0

    @classmethod
    def of(cls, table: Table, continued: str) -> "TableFlow":
        """The whole of a table; `continued`, or '…' in a narrow first column, is said where a row goes on over a page."""
        measured = frame(table)
        fits = text_width(continued, SMALL) <= measured.widths[0]
        return cls(_Source(table, measured, continued if fits else "…", [], Element("Table")))

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
        height = self._overhead() + sum(row.height for row in rows)
        return TablePiece(self._source.frame, rows, height, titled, self._source.element)

    def _rest(self, start: int, tail: LaidRow | None) -> Flow:
        return TableFlow(self._source, start, tail)
