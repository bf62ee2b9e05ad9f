"""One typographic system for all reports: faces, sizes, spacing and colours."""

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from risk_register import resources
from risk_register.model.vocabulary import RiskLevel
from risk_register.reports.content import Tone

MILLIMETRE = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT = 21 * MILLIMETRE
RIGHT = PAGE_WIDTH - 21 * MILLIMETRE
WIDTH = RIGHT - LEFT
TOP = PAGE_HEIGHT - 30 * MILLIMETRE
BOTTOM = 23 * MILLIMETRE

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic"
SYMBOLS = "DejaVuSans"

INK = HexColor("#1A2430")
MUTED = HexColor("#586573")
HAIRLINE = HexColor("#CFD6DC")
RULE = HexColor("#8896A3")
PANEL = HexColor("#F2F5F7")
ACCENT = HexColor("#163E5C")
ACCENT_SOFT = HexColor("#B9CEDD")
ALERT = HexColor("#8E1B2A")
WHITE = HexColor("#FFFFFF")

LEVEL_FILL: dict[str, Color] = {
    # lightness falls as the risk grows, so that a grey print keeps the order
    RiskLevel.LOW: HexColor("#D9EBDD"),
    RiskLevel.MODERATE: HexColor("#EFC65C"),
    RiskLevel.HIGH: HexColor("#DE8340"),
    RiskLevel.CRITICAL: HexColor("#8E1B2A"),
    RiskLevel.UNASSESSED: WHITE,
}


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface at a size, in points, with the distance between its lines and its colour."""

    font: str
    size: float
    leading: float
    colour: Color


BODY = Face(REGULAR, 9.4, 13.6, INK)
BODY_MUTED = Face(REGULAR, 9.4, 13.6, MUTED)
BODY_STRONG = Face(BOLD, 9.4, 13.6, INK)
BODY_ALERT = Face(BOLD, 9.4, 13.6, ALERT)
BODY_NOTE = Face(ITALIC, 9.4, 13.6, MUTED)
HEADING = Face(BOLD, 17, 22, ACCENT)
SUBHEADING = Face(BOLD, 11.4, 15, ACCENT)
TABLE_TITLE = Face(BOLD, 9.4, 13, INK)
SMALL = Face(REGULAR, 8, 10.8, INK)
SMALL_STRONG = Face(BOLD, 8, 10.8, INK)
SMALL_MUTED = Face(REGULAR, 8, 10.8, MUTED)
SMALL_NOTE = Face(ITALIC, 8, 10.8, MUTED)
SMALL_ALERT = Face(BOLD, 8, 10.8, ALERT)
COLUMN_TITLE = Face(BOLD, 7.4, 9.6, MUTED)
FURNITURE = Face(REGULAR, 7.4, 9.6, MUTED)
FIGURE = Face(BOLD, 19, 23, INK)
CONTENTS = Face(REGULAR, 10, 20, INK)
CONTENTS_MINOR = Face(REGULAR, 9, 15, MUTED)

TABLE_FACES: dict[Tone, Face] = {
    Tone.PLAIN: SMALL,
    Tone.STRONG: SMALL_STRONG,
    Tone.MUTED: SMALL_MUTED,
    Tone.NOTE: SMALL_NOTE,
    Tone.ALERT: SMALL_ALERT,
}
PROSE_FACES: dict[Tone, Face] = {
    Tone.PLAIN: BODY,
    Tone.STRONG: BODY_STRONG,
    Tone.MUTED: BODY_MUTED,
    Tone.NOTE: BODY_NOTE,
    Tone.ALERT: BODY_ALERT,
}


_made_by_the_library = ttfonts.makeToUnicodeCMap
_BEYOND = re.compile(r"(<[0-9A-F]{2}> )<([0-9A-F]{5,6})>")


def unicode_map(name: str, subset: Sequence[int]) -> str:
    """What the glyphs of a face stand for, with signs beyond U+FFFF as the pair of UTF-16 that the format asks for.

    The library writes such a sign as five figures, which readers take for another one: an emoji could be neither found nor copied.
    """
    written = _made_by_the_library(name, subset)
    return _BEYOND.sub(lambda found: f"{found[1]}<{chr(int(found[2], 16)).encode('utf-16-be').hex().upper()}>", written)


ttfonts.makeToUnicodeCMap = unicode_map


@cache
def font(name: str) -> TTFont:
    """One of the embedded faces, registered with the PDF library on first use."""
    made = TTFont(name, io.BytesIO(resources.resource("fonts", f"{name}.ttf").read_bytes()))
    pdfmetrics.registerFont(made)
    return made


@cache
def printable() -> frozenset[int]:
    """The code points that every face used for running text has a glyph for."""
    covered = (frozenset(font(name).face.charToGlyph) for name in (REGULAR, BOLD, ITALIC))
    return frozenset.intersection(*covered)


@cache
def symbols() -> frozenset[int]:
    """The code points that only the face for symbols has, and that can be set sign by sign.

    Scripts written from right to left and combining marks are not: a glyph for each sign would print something else than what
    was written.
    """
    face = font(SYMBOLS).face
    return frozenset(code for code in face.charToGlyph if code not in printable() and _stands_alone(chr(code)))


def _stands_alone(sign: str) -> bool:
    if sign in "\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}":  # ask for a plain or a coloured sign and take no room
        return True
    return unicodedata.category(sign)[0] not in "MC" and unicodedata.bidirectional(sign) not in ("R", "AL", "AN")


@cache
def other_signs() -> re.Pattern[str]:
    """Runs of what the faces for running text have no glyph for."""
    return re.compile(f"([^{''.join(_ranges(sorted(printable())))}]+)")


def _ranges(codes: Sequence[int]) -> Iterator[str]:
    start = last = codes[0]
    for code in (*codes[1:], -1):
        if code != last + 1:
            yield f"{re.escape(chr(start))}-{re.escape(chr(last))}"
            start = code
        last = code


def level_ink(level: str) -> Color:
    """The colour of words on a level's fill: white on the darkest, dark on the others."""
    return WHITE if level == RiskLevel.CRITICAL else INK
