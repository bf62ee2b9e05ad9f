"""The organisation's logo on the cover: a picture of pixels as it is, a drawing of lines as lines."""

from io import BytesIO

from PIL import Image
from reportlab.lib.utils import ImageReader

from risk_register.reports import style
from risk_register.reports.style import PAGE_HEIGHT, RIGHT
from risk_register.reports.tagging.canvas import TaggedCanvas

WIDTH, HEIGHT, MARGIN = 130.0, 52.0, 8.0
"""The most room that it gets, and the white edge around it."""


def draw_logo(canvas: TaggedCanvas, content: bytes) -> None:
    """The picture on a white plate at the cover's upper right, as large as fits."""
    picture = _in_screen_colours(content)
    width, height = picture.getSize()
    left, bottom, scale = _plate(canvas, width, height)
    canvas.drawImage(picture, left, bottom, width * scale, height * scale, mask="auto")


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
