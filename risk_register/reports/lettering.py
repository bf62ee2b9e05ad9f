"""Lines of text put on a page, each a part of what the page says, and the swatch that repeats a level's colour."""

from collections.abc import Sequence

from reportlab.pdfgen.textobject import PDFTextObject

from risk_register.reports import style
from risk_register.reports.cells import Line
from risk_register.reports.lines import Cut, runs, text_width
from risk_register.reports.style import Face
from risk_register.reports.tagging.canvas import TaggedCanvas
from risk_register.reports.tagging.elements import Element


class Lettering:
    """Writes lines of text, changing face and colour only where they change."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self._canvas = canvas
        self._text: PDFTextObject = canvas.beginText()
        self._code: list[str] = self._text._code  # noqa: SLF001 - the library offers no other way to mark part of a text
        self._face: Face | None = None

    def write(
        self, lines: Sequence[Line], left: float, top: float, right: float | None = None, element: Element | None = None
    ) -> None:
        """Lines under one another as content of the element, or of what is drawn around them; against `right` where given.

        A line is followed by the space at which it was broken, so that a program that reads aloud finds the words apart.
        """
        if not lines:
            return
        if element is not None:
            self._code.append(self._canvas.structure.mark(element))
        y = top
        last = len(lines) - 1 if element is not None else -1  # in a picture other words may follow the last line, too
        for index, (text, face) in enumerate(lines):
            if face is not self._face:
                self._text.setFont(face.font, face.size)
                self._text.setFillColor(face.colour)
                self._face = face
            y -= face.leading
            x = left if right is None else right - text_width(text, face)
            self._text.setTextOrigin(x, y + (face.leading - face.size) / 2 + face.size * 0.2)
            self._write(text if index == last or type(text) is Cut else f"{text} ", face)
        if element is not None:
            self._code.append("EMC")

    def _write(self, text: str, face: Face) -> None:
        for piece, name in runs(text, face.font):
            if name != face.font:
                self._text.setFont(name, face.size)
                self._text.textOut(piece)
                self._text.setFont(face.font, face.size)
            else:
                self._text.textOut(piece)

    def join(self, element: Element) -> Element:
        """The element, a part of the report even where it has no content: an empty cell keeps its place in the row."""
        return self._canvas.structure.join(element)

    def finish(self) -> None:
        """Put all that was written on the page."""
        self._canvas.drawText(self._text)


def swatch(canvas: TaggedCanvas, level: str, left: float, bottom: float, size: float) -> None:
    """The small square that repeats a level's colour beside its word; unassessed is an empty, dashed one."""
    known = level in style.LEVEL_FILL and level != "unassessed"
    canvas.setFillColor(style.LEVEL_FILL.get(level, style.WHITE))
    canvas.setStrokeColor(style.MUTED)
    canvas.setLineWidth(0.5)
    if not known:
        canvas.setDash(1.4, 1.2)
    canvas.rect(left, bottom, size, size, stroke=1, fill=1)
    canvas.setDash()
