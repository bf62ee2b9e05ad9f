"""The organisation's logo on the cover: a picture of pixels as it is, a drawing of lines as lines."""

from functools import lru_cache
from io import BytesIO

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, FILL_NON_ZERO

from risk_register.intake.svg import Drawing, Shape, is_svg, read_svg
from risk_register.reports import style
from risk_register.reports.style import PAGE_HEIGHT, RIGHT
from risk_register.reports.tagging.canvas import TaggedCanvas

WIDTH, HEIGHT, MARGIN = 130.0, 52.0, 8.0
"""The most room that it gets, and the white edge around it."""


def draw_logo(canvas: TaggedCanvas, content: bytes) -> None:
    """The picture on a white plate at the cover's upper right, as large as fits."""
    if is_svg(content):
        _draw_lines(canvas, _read(content))
        return
    picture = _in_screen_colours(content)
    width, height = picture.getSize()
    left, bottom, scale = _plate(canvas, width, height)
    canvas.drawImage(picture, left, bottom, width * scale, height * scale, mask="auto")


_read = lru_cache(maxsize=2)(read_svg)
"""Read once for a batch of reports."""


def _draw_lines(canvas: TaggedCanvas, drawing: Drawing) -> None:
    """The drawing shape by shape, cut off at its own edge."""
    left, bottom, scale = _plate(canvas, drawing.width, drawing.height)
    canvas.saveState()
    canvas.translate(left, bottom + drawing.height * scale)
    canvas.scale(scale, -scale)
    edge = canvas.beginPath()
    edge.rect(0, 0, drawing.width, drawing.height)
    canvas.clipPath(edge, stroke=0, fill=0)
    for shape in drawing.shapes:
        _draw_shape(canvas, shape)
    canvas.restoreState()


def _draw_shape(canvas: TaggedCanvas, shape: Shape) -> None:
    path = canvas.beginPath()
    for kind, at in shape.steps:
        if kind == "M":
            path.moveTo(*at)
        elif kind == "L":
            path.lineTo(*at)
        elif kind == "C":
            path.curveTo(*at)
        else:
            path.close()
    if shape.fill is not None:
        canvas.setFillColorRGB(*(each / 255 for each in shape.fill))
    if shape.stroke is not None:
        canvas.setStrokeColorRGB(*(each / 255 for each in shape.stroke))
        canvas.setLineWidth(shape.stroke_width)
        canvas.setLineCap(shape.cap)
        canvas.setLineJoin(shape.join)
    mode = FILL_EVEN_ODD if shape.even_odd else FILL_NON_ZERO
    canvas.drawPath(path, stroke=shape.stroke is not None, fill=shape.fill is not None, fillMode=mode)


def _plate(canvas: TaggedCanvas, width: float, height: float) -> tuple[float, float, float]:
    """Draws the ground for a picture of that size; where its lower left corner stands, and how much it is enlarged."""
    scale = min(WIDTH / width, HEIGHT / height)
    wide, high = width * scale, height * scale
    left, bottom = RIGHT - wide - MARGIN, PAGE_HEIGHT - 40 - high - MARGIN
    canvas.setFillColor(style.WHITE)
    canvas.roundRect(left - MARGIN, bottom - MARGIN, wide + 2 * MARGIN, high + 2 * MARGIN, 4, stroke=0, fill=1)
    return left, bottom, scale


def _in_screen_colours(content: bytes) -> ImageReader:
    """The picture; one in printing inks turned into red, green and blue, which are all that a file for archives describes."""
    with Image.open(BytesIO(content)) as picture:
        if picture.mode == "CMYK":
            return ImageReader(picture.convert("RGB"))
    return ImageReader(BytesIO(content))
