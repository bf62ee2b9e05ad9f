"""Headings, paragraphs, lists of facts, statements set apart and headline figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from risk_register.reports import style
from risk_register.reports.cells import LaidCell, LaidRow, Line, lay_row
from risk_register.reports.content import Bullets, Facts, Panel, Prose, Row
from risk_register.reports.layout import BODY_HEIGHT, Flow, Piece
from risk_register.reports.lettering import Lettering
from risk_register.reports.lines import wrap
from risk_register.reports.style import (
    BODY,
    BODY_STRONG,
    HEADING,
    PROSE_FACES,
    SMALL_MUTED,
    SUBHEADING,
    TABLE_TITLE,
    WIDTH,
)
from risk_register.reports.tables import Frame, TablePiece
from risk_register.reports.tagging.canvas import TaggedCanvas
from risk_register.reports.tagging.elements import Element, cell

_FACT_NAME_WIDTH = 132.0
_BULLET_INDENT = 11.0
PANEL_PADDING = 9.0
PANEL_INDENT = PANEL_PADDING + 4
_WIDOW_LINES = 2
_WIDOW_ROWS = 2
_CUT_ABOVE = 200.0
_CUT_ROOM = 80.0


@dataclass(slots=True)
class LinesPiece:
    """Lines of text, with a sign before the first where given."""

    lines: Sequence[Line]
    height: float
    element: Element
    indent: float = 0.0
    sign: str = ""

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """The sign, then the lines."""
        lettering = Lettering(canvas)
        if self.sign:
            lettering.write([(self.sign, self.lines[0][1])], left, top, element=Element("Lbl", self.element.parent))
        lettering.write(self.lines, left + self.indent, top, element=self.element)
        lettering.finish()


@dataclass(slots=True)
class LinesFlow:
    """A paragraph that may break between any two lines but leaves two on either side."""

    lines: Sequence[Line]
    before: float
    keeps_next: bool = False
    indent: float = 0.0
    sign: str = ""
    element: Element = field(default_factory=lambda: Element("P"))

    def least(self) -> float:
        """Its first two lines, or all of a short one."""
        return sum(
            face.leading for _text, face in self.lines[: _WIDOW_LINES + 1 if len(self.lines) == _WIDOW_LINES + 1 else _WIDOW_LINES]
        )

    def take(self, room: float) -> tuple[Piece | None, Flow | None]:
        """As many lines as fit, two left over at least."""
        leading = self.lines[0][1].leading
        fits = int((room + 0.01) // leading)
        if fits >= len(self.lines):
            return LinesPiece(self.lines, leading * len(self.lines), self.element, self.indent, self.sign), None
        fits = min(fits, len(self.lines) - _WIDOW_LINES)
        if fits < _WIDOW_LINES:
            return None, self
        rest = LinesFlow(self.lines[fits:], 0.0, keeps_next=self.keeps_next, indent=self.indent, element=self.element)
        return LinesPiece(self.lines[:fits], leading * fits, self.element, self.indent, self.sign), rest


def paragraph(prose: Prose) -> list[Flow]:
    """A paragraph over the full width of the page."""
    face = PROSE_FACES[prose.tone]
    return [LinesFlow([(line, face) for line in wrap(prose.text, face, WIDTH)], before=5.0)]


def bullets(block: Bullets) -> list[Flow]:
    """Short statements, one under the other."""
    listing = Element("L", more="/A<</O/List/ListNumbering/Disc>>")
    return [
        LinesFlow(
            [(line, BODY) for line in wrap(item, BODY, WIDTH - _BULLET_INDENT)],
            before=3.2 if index else 8.0,
            indent=_BULLET_INDENT,
            sign="•",
            element=Element("LBody", Element("LI", listing)),
        )
        for index, item in enumerate(block.items)
    ]


@dataclass(slots=True)
class HeadingFlow:
    """The title of a section: entered in the outline and reached from the contents by its key."""

    text: str
    key: str
    level: int
    number: str
    before: float = field(init=False)
    keeps_next: bool = True
    lines: list[Line] = field(init=False)

    def __post_init__(self) -> None:
        face = HEADING if self.level == 0 else SUBHEADING
        self.before = 26.0 if self.level == 0 else 15.0
        self.lines = [(line, face) for line in wrap(f"{self.number}  {self.text}".strip(), face, WIDTH)]

    @property
    def height(self) -> float:
        """Its lines and the space under them."""
        return sum(face.leading for _text, face in self.lines) + (5.0 if self.level == 0 else 2.0)

    def least(self) -> float:
        """A heading is never broken."""
        return float(min(self.height, BODY_HEIGHT))

    def take(self, room: float) -> tuple[Piece | None, Flow | None]:
        """All of it, or nothing on this page. One taller than a page is shortened to it: the fact is also in the text."""
        if self.height > room and room < BODY_HEIGHT - 1:
            return None, self
        while self.height > room:
            self.lines.pop()
        return self, None

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Write it, and note its place for links and outline."""
        canvas.bookmarkPage(self.key, fit="XYZ", left=0, top=top + 8, zoom=0)
        canvas.addOutlineEntry(" ".join(f"{self.number} {self.text}".split())[:200], self.key, level=self.level, closed=False)
        lettering = Lettering(canvas)
        lettering.write(self.lines, left, top, element=canvas.structure.heading(self.level))
        lettering.finish()


def facts(block: Facts) -> list[Flow]:
    """Names at the left, values at the right, a hairline under each; long values go on over the page."""
    if not block.items:
        return []
    columns = (_FACT_NAME_WIDTH, WIDTH - _FACT_NAME_WIDTH - 9.0)
    rows = [lay_row(Row((name, value)), columns) for name, value in block.items]
    muted = [
        LaidRow((LaidCell(tuple((text, SMALL_MUTED) for text, _face in row.cells[0].lines)), row.cells[1]), row.height)
        for row in rows
    ]
    table, neither = Element("Table"), (False, False)
    return [*_title(block.title, table), _FactsFlow(muted, Frame(columns, neither, ((), ()), 0.0, (), neither), table)]


def _title(text: str, table: Element) -> list[Flow]:
    """A small title that never stands last on a page; none where there is no text."""
    if not text:
        return []
    lines = [(line, TABLE_TITLE) for line in wrap(text, TABLE_TITLE, WIDTH)]
    return [LinesFlow(lines, before=15.0, keeps_next=True, element=Element("Caption", table))]


@dataclass(slots=True)
class _FactsFlow:
    rows: list[LaidRow]
    frame: Frame
    element: Element
    before: float = 6.0
    keeps_next: bool = False

    def least(self) -> float:
        return sum(min(row.height, _CUT_ROOM) for row in self.rows[:2])

    def take(self, room: float) -> tuple[Piece | None, Flow | None]:
        used, end = 0.0, 0
        while end < len(self.rows) and used + self.rows[end].height <= room:
            used += self.rows[end].height
            end += 1
        rows = self.rows[:end]
        rest = self.rows[end:]
        if rest and rest[0].height > _CUT_ABOVE and room - used > _CUT_ROOM:
            head, tail = rest[0].cut(room - used, "…")
            rows, rest = [*rows, head], [tail, *rest[1:]]
        elif len(rest) == 1 and len(rows) > _WIDOW_ROWS:  # the last row never stands alone on a page
            rows, rest = rows[:-1], [rows[-1], *rest]
        if not rows:
            return None, self
        piece = FactsPiece(self.frame, rows, sum(row.height for row in rows), titled=False, element=self.element)
        return piece, _FactsFlow(rest, self.frame, self.element, 0.0) if rest else None


class FactsPiece(TablePiece):
    """A list of facts: a table without headings."""

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """The rows alone."""
        lettering = Lettering(canvas)
        with canvas.artifact():
            self._draw_rows(canvas, lettering, self.frame.edges(left), top)
        lettering.finish()

    def cells_of(self, lettering: Lettering, row: LaidRow) -> list[Element]:
        """A name heads its row."""
        if row.begun:
            return TablePiece.cells_of(self, lettering, row)
        made = Element("TR", self.element)
        return [lettering.join(cell("TH", made, scope="Row")), lettering.join(cell("TD", made))]


@dataclass(slots=True)
class PanelFlow:
    """A statement on a tinted ground with a rule at its left; long ones go on over the page."""

    lines: Sequence[Line]
    before: float = 9.0
    keeps_next: bool = False
    elements: tuple[Element, Element] = field(default_factory=lambda: (Element("P"), Element("P")))
    """Its title and its words."""

    @property
    def height(self) -> float:
        """Its lines and the ground around them."""
        return sum(face.leading for _text, face in self.lines) + 2 * PANEL_PADDING

    def least(self) -> float:
        """All of a small one, part of a long one."""
        return min(self.height, 110.0)

    def take(self, room: float) -> tuple[Piece | None, Flow | None]:
        """All of it where it fits, else as many lines as do."""
        if self.height <= room:
            return self, None
        fits = int((room - 2 * PANEL_PADDING) // BODY.leading)
        if fits < 3:
            return None, self
        return PanelFlow(self.lines[:fits], elements=self.elements), PanelFlow(self.lines[fits:], 0.0, elements=self.elements)

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Ground, rule, words."""
        with canvas.artifact():
            canvas.setFillColor(style.PANEL)
            canvas.rect(left, top - self.height, WIDTH, self.height, stroke=0, fill=1)
            canvas.setFillColor(style.ACCENT)
            canvas.rect(left, top - self.height, 2.4, self.height, stroke=0, fill=1)
        lettering = Lettering(canvas)
        top -= PANEL_PADDING
        for title, element in zip((True, False), self.elements, strict=True):
            lines = [line for line in self.lines if (line[1] is BODY_STRONG) is title]
            lettering.write(lines, left + PANEL_INDENT, top, element=element)
            top -= sum(face.leading for _text, face in lines)
        lettering.finish()


def panel(block: Panel) -> list[Flow]:
    """A statement set apart."""
    return [PanelFlow(panel_lines(block))]


def panel_lines(block: Panel) -> list[Line]:
    """The words of a statement set apart, line by line."""
    inner = WIDTH - 2 * PANEL_PADDING - 4
    title = [(line, BODY_STRONG) for line in wrap(block.title, BODY_STRONG, inner)] if block.title else []
    return [*title, *((line, BODY) for line in wrap(block.text, BODY, inner))]
