"""Headline figures in boxes side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from risk_register.reports import style
from risk_register.reports.cells import SWATCH, Line
from risk_register.reports.content import Tile, Tiles
from risk_register.reports.layout import BODY_HEIGHT, Flow, Piece
from risk_register.reports.lettering import Lettering, swatch
from risk_register.reports.lines import text_width, wrap
from risk_register.reports.style import COLUMN_TITLE, FIGURE, SMALL_MUTED, TABLE_TITLE, WIDTH, Face
from risk_register.reports.tagging.canvas import TaggedCanvas
from risk_register.reports.tagging.elements import Element

_GAP = 9.0
_WORD = re.compile(r"[^\W\d_]{3}")


@dataclass(slots=True)
class TilesFlow:
    """A line of headline figures in boxes of equal width."""

    tiles: Sequence[Tile]
    width: float
    before: float = 9.0
    keeps_next: bool = False
    listing: Element = field(default_factory=lambda: Element("L"))
    """The list that the tiles are, where they take several lines."""
    laid: list[tuple[list[Line], list[Line], list[Line]]] = field(init=False)

    def __post_init__(self) -> None:
        inner = self.width - 18
        self.laid = [
            (
                [(line, COLUMN_TITLE) for line in wrap(tile.label, COLUMN_TITLE, inner)],
                [(line, _fitting(tile.value, inner)) for line in wrap(tile.value, _fitting(tile.value, inner), inner)],
                [(line, SMALL_MUTED) for line in wrap(tile.detail, SMALL_MUTED, inner)] if tile.detail else [],
            )
            for tile in self.tiles
        ]

    @property
    def height(self) -> float:
        """The tallest of its tiles."""
        return max(sum(face.leading for part in tile for _text, face in part) for tile in self.laid) + 20

    def least(self) -> float:
        """Tiles are never broken."""
        return self.height

    def take(self, room: float) -> tuple[Piece | None, Flow | None]:
        """All or nothing."""
        return (self, None) if self.height <= room or room >= BODY_HEIGHT - 1 else (None, self)

    def draw(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Boxes, a level's swatch in the upper corner, words."""
        lettering = Lettering(canvas)
        with canvas.artifact():
            self._draw_tiles(canvas, lettering, left, top)
        lettering.finish()

    def _draw_tiles(self, canvas: TaggedCanvas, lettering: Lettering, left: float, top: float) -> None:
        label_height = max(sum(face.leading for _text, face in tile[0]) for tile in self.laid)
        value_height = max(sum(face.leading for _text, face in tile[1]) for tile in self.laid)
        for tile, (label, value, detail) in zip(self.tiles, self.laid, strict=True):
            canvas.setFillColor(style.PANEL)
            canvas.rect(left, top - self.height, self.width, self.height, stroke=0, fill=1)
            if tile.level is not None:
                swatch(canvas, tile.level, left + self.width - 9 - SWATCH, top - 9 - SWATCH, SWATCH)
            item = Element("LI", self.listing)
            body = Element("LBody", item)
            lettering.write(label, left + 9, top - 8, element=Element("Lbl", item))
            lettering.write(value, left + 9, top - 8 - label_height, element=body)
            lettering.write(detail, left + 9, top - 10 - label_height - value_height, element=body)
            left += self.width + _GAP


def _fitting(value: str, width: float) -> Face:
    """The large face for a figure that fits on a line, a smaller one for words, which would outdo the figures beside them."""
    for size in (13.0, 10.5) if _WORD.search(value) else (FIGURE.size, 13.0, 10.5):
        face = Face(FIGURE.font, size, size * 1.25, FIGURE.colour)
        if text_width(value, face) <= width:
            return face
    return TABLE_TITLE


def tiles(block: Tiles) -> list[Flow]:
    """Headline figures, at most four to a line."""
    per_line = min(len(block.items), 4)
    width = (WIDTH - _GAP * (per_line - 1)) / per_line
    listing = Element("L")
    parts = [block.items[start : start + per_line] for start in range(0, len(block.items), per_line)]
    return [TilesFlow(part, width, listing=listing) for part in parts]
