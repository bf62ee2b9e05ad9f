"""Draws a map of the supply chain on a page, as vectors. Kinds of lines differ by their dashes, so that a grey print tells them."""

from dataclasses import dataclass

from risk_register.reports import style
from risk_register.reports.content import ChainMap, MapBox, MapLine
from risk_register.reports.layout import BODY_HEIGHT, Flow, Piece
from risk_register.reports.lettering import Lettering, swatch
from risk_register.reports.lines import shortened, wrap
from risk_register.reports.style import Face
from risk_register.reports.tagging.canvas import TaggedCanvas
from risk_register.reports.tagging.elements import figure
from risk_register.texts import listed, tr

_NAME = Face(style.BOLD, 7.2, 8.8, style.INK)
_WORDS = Face(style.REGULAR, 6.4, 8.2, style.MUTED)
_ON_LINE = Face(style.REGULAR, 6.2, 7.4, style.MUTED)
_INSIDE = 5.0
_ROUND, _HEAD = 3.0, 4.2
_DASHES = {"flow": (), "link": (3.0, 2.0), "bare": (0.8, 2.0)}


def draw_map(canvas: TaggedCanvas, picture: ChainMap, left: float, top: float) -> None:
    """Draws the map with its upper left corner there; lines first, so that boxes stand before them."""
    canvas.saveState()
    lettering = Lettering(canvas)
    for line in picture.lines:
        _draw_line(canvas, lettering, line, left, top)
    for box in picture.boxes:
        _draw_box(canvas, lettering, box, (picture.box_width, picture.box_height), left + box.x, top - box.y)
    lettering.finish()
    canvas.restoreState()


def _draw_line(canvas: TaggedCanvas, lettering: Lettering, line: MapLine, left: float, top: float) -> None:
    points = [(left + x, top - y) for x, y in line.points]
    canvas.setStrokeColor(style.MUTED)
    canvas.setLineWidth(0.7)
    canvas.setDash(*_DASHES[line.kind]) if line.kind != "flow" else canvas.setDash()
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setDash()
    canvas.setFillColor(style.MUTED)
    if line.ahead:
        _draw_head(canvas, points[-2], points[-1])
    if line.back:
        _draw_head(canvas, points[1], points[0])
    x, y = left + line.label[0], top - line.label[1]
    if line.above:
        lettering.write([(shortened(line.above, _ON_LINE, line.room), _ON_LINE)], x, y + _ON_LINE.leading + 0.6)
    if line.below:
        lettering.write([(shortened(line.below, _ON_LINE, line.room), _ON_LINE)], x, y - 1.8)


def _draw_head(canvas: TaggedCanvas, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A head on a level line."""
    back = end[0] - _HEAD if end[0] >= start[0] else end[0] + _HEAD
    path = canvas.beginPath()
    path.moveTo(*end)
    path.lineTo(back, end[1] + _HEAD / 2)
    path.lineTo(back, end[1] - _HEAD / 2)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _draw_box(canvas: TaggedCanvas, lettering: Lettering, box: MapBox, size: tuple[float, float], x: float, top: float) -> None:
    width, height = size
    canvas.setFillColor(style.PANEL if box.main else style.WHITE)
    canvas.setStrokeColor(style.ACCENT if box.main else style.RULE)
    canvas.setLineWidth(1.4 if box.main else 0.7)
    if box.distant:
        canvas.setDash(3, 2)
    canvas.roundRect(x, top - height, width, height, _ROUND, stroke=1, fill=1)
    canvas.setDash()
    room = width - 2 * _INSIDE
    names = wrap(box.name, _NAME, room)
    if len(names) > 2:
        names = [names[0], shortened(" ".join(names[1:]), _NAME, room)]
    above = (height - len(names) * _NAME.leading - _WORDS.leading) / 2
    lettering.write([(name, _NAME) for name in names], x + _INSIDE, top - above)
    below = top - above - len(names) * _NAME.leading
    indent = 0.0
    if box.level is not None:
        swatch(canvas, box.level, x + _INSIDE, below - _WORDS.leading + 1.6, 5.2)
        indent = 8.0
    lettering.write([(shortened(box.words, _WORDS, room - indent), _WORDS)], x + _INSIDE + indent, below)


@dataclass(slots=True)
class ChainMapFlow:
    """The map as a block among others."""

    block: ChainMap
    before: float = 10.0
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """The map, and air below it."""
        return self.block.height + 8

    def least(self) -> float:
        """A picture is never broken."""
        return self.height

    def take(self, room: float) -> tuple[Piece | None, Flow | None]:
        """All or nothing."""
        return (self, None) if self.height <= room or room >= BODY_HEIGHT - 1 else (None, self)

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draws it where it was laid."""
        language = canvas.structure.language
        parties = listed((f"{box.name} ({box.words})" for box in self.block.boxes), language)
        with canvas.content(figure(tr(language, "Map of the supply chain: {parties}", parties=parties))):
            draw_map(canvas, self.block, left, top)
