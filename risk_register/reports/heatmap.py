"""Charts drawn as vectors: the heat map of counts and the scale of 0 to 100. Every colour has its word beside it."""

from dataclasses import dataclass, field
from decimal import Decimal

from risk_register.reports import style
from risk_register.reports.cells import Line
from risk_register.reports.content import HeatMap, Marker, Scale
from risk_register.reports.layout import BODY_HEIGHT, Flow, Piece
from risk_register.reports.lettering import Lettering, swatch
from risk_register.reports.lines import shortened, text_width, wrap
from risk_register.reports.style import COLUMN_TITLE, SMALL, SMALL_MUTED, SMALL_STRONG, WIDTH, Face
from risk_register.reports.tagging.canvas import TaggedCanvas
from risk_register.reports.tagging.elements import Element, cell, figure
from risk_register.reports.wording import named
from risk_register.texts import Language, number, tr

_ROW_LABEL = 92.0
_TIER_LABEL = 92.0
_CELL_HEIGHT = 34.0
_HEAD = 34.0
_COLUMN = Face(style.BOLD, 7.4, 10.8, style.INK)
_SCALE_BAND = 13.0
_MARKER_ROW = 27.0


@dataclass(slots=True)
class HeatMapFlow:
    """A grid of counts: the column gives the level and its colour, each count says its word below it."""

    block: HeatMap
    before: float = 9.0
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """Titles, headings and rows."""
        return _HEAD + _CELL_HEIGHT * len(self.block.rows) + 8

    def least(self) -> float:
        """A chart is never broken."""
        return self.height

    def take(self, room: float) -> tuple[Piece | None, Flow | None]:
        """All or nothing."""
        return (self, None) if self.height <= room or room >= BODY_HEIGHT - 1 else (None, self)

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """The cells, then the words: to those who cannot see it, a table like others."""
        lettering = Lettering(canvas)
        table = Element("Table")
        with canvas.artifact():
            self._draw_titles(canvas, lettering, table, left, top)
            self._draw_grid(canvas, lettering, table, left, top - _HEAD)
        lettering.finish()

    def _draw_titles(self, canvas: TaggedCanvas, lettering: Lettering, table: Element, left: float, top: float) -> None:
        block, row = self.block, Element("TR", table)
        width = (WIDTH - _TIER_LABEL) / len(block.columns)
        lettering.write([(block.column_title, COLUMN_TITLE)], left + _TIER_LABEL, top, element=Element("Caption", table))
        lettering.write([(block.row_title, COLUMN_TITLE)], left, top - 16, element=cell("TH", row, scope="Column"))
        for column, (label, level) in enumerate(zip(block.columns, block.levels, strict=True)):
            x = left + _TIER_LABEL + column * width
            swatch(canvas, level, x, top - 25.5, 7.4)
            title = f"{label} · {block.totals[column]}"
            words = [(shortened(title, _COLUMN, width - 13), _COLUMN)]
            lettering.write(words, x + 11.5, top - 16, element=cell("TH", row, scope="Column"))

    def _draw_grid(self, canvas: TaggedCanvas, lettering: Lettering, table: Element, left: float, grid: float) -> None:
        block = self.block
        width = (WIDTH - _TIER_LABEL) / len(block.columns)
        for row, (label, counts) in enumerate(zip(block.rows, block.counts, strict=True)):
            y, laid = grid - row * _CELL_HEIGHT, Element("TR", table)
            first, *others = wrap(label, SMALL_STRONG, _TIER_LABEL - 10)
            words = [(first, SMALL_STRONG), *((line, SMALL_MUTED) for line in others)]
            lettering.write(words, left, y - 6, element=cell("TH", laid, scope="Row"))
            for column, count in enumerate(counts):
                place = (left + _TIER_LABEL + column * width, y, width)
                self._draw_cell(canvas, lettering, place, count, column, cell("TD", laid))

    def _draw_cell(
        self,
        canvas: TaggedCanvas,
        lettering: Lettering,
        place: tuple[float, float, float],
        count: int,
        column: int,
        element: Element,
    ) -> None:
        x, y, width = place
        level = self.block.levels[column]
        canvas.setFillColor(style.LEVEL_FILL.get(level, style.WHITE) if count else style.PANEL)
        canvas.setStrokeColor(style.HAIRLINE)
        canvas.setLineWidth(0.6)
        canvas.rect(x, y - _CELL_HEIGHT + 3, width - 3, _CELL_HEIGHT - 3, stroke=1, fill=1)
        colour = style.level_ink(level) if count else style.MUTED
        figures = Face(style.BOLD if count else style.REGULAR, 12, 15, colour)
        word = Face(style.REGULAR, 6.4, 8, colour)
        _centred(lettering, str(count), figures, x, width - 3, y - (3 if count else 8.5), element)
        if count:
            _centred(lettering, shortened(self.block.columns[column], word, width - 8), word, x, width - 3, y - 18, element)


def _centred(
    lettering: Lettering, text: str, face: Face, x: float, width: float, top: float, element: Element | None = None
) -> None:
    lettering.write([(text, face)], x + (width - text_width(text, face)) / 2, top, element=element)


@dataclass(slots=True)
class ScaleFlow:
    """Figures of 0 to 100 as points on one line, a bar under each for how far it may be off."""

    block: Scale
    before: float = 11.0
    keeps_next: bool = False
    words: list[Line] = field(init=False)

    def __post_init__(self) -> None:
        text = self.block.description
        self.words = [(line, SMALL_MUTED) for line in wrap(text, SMALL_MUTED, WIDTH)] if text else []

    @property
    def height(self) -> float:
        """Band, markers, axis, description."""
        return _SCALE_BAND + 13 + _MARKER_ROW * len(self.block.markers) + len(self.words) * SMALL_MUTED.leading + 4

    def least(self) -> float:
        """A chart is never broken."""
        return self.height

    def take(self, room: float) -> tuple[Piece | None, Flow | None]:
        """All or nothing."""
        return (self, None) if self.height <= room or room >= BODY_HEIGHT - 1 else (None, self)

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Markers above, the bands with their words, the axis, the description."""
        with canvas.content(figure(self._said(canvas.structure.language))):
            self._draw_scale(canvas, left, top)
        lettering = Lettering(canvas)
        lettering.write(self.words, left, top - self.height + len(self.words) * SMALL_MUTED.leading + 2, element=Element("P"))
        lettering.finish()

    def _said(self, language: Language) -> str:
        """What the picture shows, in words."""
        known = [marker for marker in self.block.markers if marker.value is not None]
        figures = [named(each.label, _ranged(each.text, each.low, each.high, language), language) for each in known]
        figures += [_ranged(word, low, high, language) for _level, word, low, high in self.block.bands]
        return named(tr(language, "Scale of 0 to 100"), "; ".join(figures), language)

    def _draw_scale(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        lettering = Lettering(canvas)
        start, width = left + _ROW_LABEL, WIDTH - _ROW_LABEL - 14
        y = top
        for marker in self.block.markers:
            _draw_marker(canvas, lettering, marker, (left, start, width, y))
            y -= _MARKER_ROW
        for level, word, low, high in self.block.bands:
            x, end = start + width * float(low) / 100, start + width * float(high) / 100
            canvas.setFillColor(style.LEVEL_FILL.get(level, style.WHITE))
            canvas.setStrokeColor(style.WHITE)
            canvas.setLineWidth(1)
            canvas.rect(x, y - _SCALE_BAND, end - x, _SCALE_BAND, stroke=1, fill=1)
            face = Face(style.REGULAR, 6.6, 9, style.level_ink(level))
            _centred(lettering, shortened(word, face, end - x - 3), face, x, end - x, y - 2)
        ticks = (
            sorted({0, 100} | {int(low) for _level, _word, low, _high in self.block.bands})
            if self.block.bands
            else [0, 25, 50, 75, 100]
        )
        for tick in ticks:
            text = str(tick)
            face = Face(style.REGULAR, 6.6, 9, style.MUTED)
            lettering.write([(text, face)], start + width * tick / 100 - text_width(text, face) / 2, y - _SCALE_BAND - 2)
        lettering.finish()


def _ranged(words: str, low: Decimal, high: Decimal, language: Language) -> str:
    return f"{words} ({number(low, language)}\N{EN DASH}{number(high, language)})"


def _draw_marker(canvas: TaggedCanvas, lettering: Lettering, marker: Marker, place: tuple[float, float, float, float]) -> None:
    left, start, width, top = place
    middle = top - _MARKER_ROW / 2
    lettering.write([(line, SMALL) for line in wrap(marker.label, SMALL, _ROW_LABEL - 8)], left, middle + SMALL.leading / 2 + 1)
    canvas.setStrokeColor(style.HAIRLINE)
    canvas.setLineWidth(0.5)
    canvas.line(start, middle, start + width, middle)
    low, high = start + width * float(marker.low) / 100, start + width * float(marker.high) / 100
    canvas.setStrokeColor(style.RULE)
    canvas.setLineWidth(1.2)
    canvas.line(low, middle, high, middle)
    for x in (low, high):
        canvas.line(x, middle - 3.5, x, middle + 3.5)
    if marker.value is not None:
        x = start + width * float(marker.value) / 100
        canvas.setFillColor(style.ACCENT)
        canvas.circle(x, middle, 3.6, stroke=0, fill=1)
        lettering.write([(marker.text, SMALL_STRONG)], x - text_width(marker.text, SMALL_STRONG) / 2, middle + 14)
