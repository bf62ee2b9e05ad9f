"""What surrounds the content: cover, contents, running heads and feet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from risk_register.reports import logo, style
from risk_register.reports.cells import Line
from risk_register.reports.content import ReportContent, Tiles
from risk_register.reports.embedding.archive import make_archivable
from risk_register.reports.embedding.deflated import Deflated
from risk_register.reports.lettering import Lettering, swatch
from risk_register.reports.lines import shortened, text_width, wrap
from risk_register.reports.prose import HeadingFlow
from risk_register.reports.style import (
    CONTENTS,
    CONTENTS_MINOR,
    FURNITURE,
    HEADING,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    SMALL,
    SMALL_MUTED,
    TOP,
    WIDTH,
    Face,
)
from risk_register.reports.tagging.canvas import TaggedCanvas
from risk_register.reports.tagging.elements import ARTIFACT, Element, cell, figure
from risk_register.reports.tiles import tiles
from risk_register.texts import day, tr

_BAND_BOTTOM = PAGE_HEIGHT * 0.56
_NAME_SIZES = ((31.0, 2), (24.0, 3), (18.0, 4), (13.0, 6))
_FACT_NAME_WIDTH = 148.0
_ADDRESS = Face(style.REGULAR, 8, 10.8, style.ACCENT_SOFT)
_ADDRESS_LINES = 6
_LABEL = Face(style.BOLD, 7.4, 9.6, style.INK)
_LEGEND_LEADING = 14.0
_FOOT = 46.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: a heading and the page it stands on, counted from 1."""

    heading: HeadingFlow
    page: int


def draw_cover(canvas: TaggedCanvas, content: ReportContent) -> None:
    """A dark band with the subject's name, the headline figures, and what identifies the document."""
    cover = content.cover
    canvas.structure.section(0)
    with canvas.artifact():
        canvas.setFillColor(style.ACCENT)
        canvas.rect(0, _BAND_BOTTOM, PAGE_WIDTH, PAGE_HEIGHT - _BAND_BOTTOM, stroke=0, fill=1)
    lettering = Lettering(canvas)
    pale = Face(style.REGULAR, 11, 15, style.ACCENT_SOFT)
    room = WIDTH - (logo.WIDTH + 3 * logo.MARGIN if content.logo else 0)
    lettering.write(
        [
            (
                shortened(content.organisation, replace(pale, font=style.BOLD), room),
                replace(pale, font=style.BOLD, colour=style.WHITE),
            )
        ],
        LEFT,
        PAGE_HEIGHT - 62,
        element=Element("P"),
    )
    if content.logo is not None:
        said = tr(content.language, "Logo of {organisation}", organisation=content.organisation)
        with canvas.content(figure(said)):
            logo.draw_logo(canvas, content.logo)
    address: list[Line] = [(line, _ADDRESS) for line in wrap(content.address, _ADDRESS, room)[:_ADDRESS_LINES]]
    lettering.write(address, LEFT, PAGE_HEIGHT - 62 - pale.leading - 2, element=Element("P"))
    name = _fitting_name(cover.subject)
    below = _BAND_BOTTOM + 62
    height = sum(face.leading for _text, face in name)
    lettering.write([(cover.kind, pale)], LEFT, below + height + 24, element=Element("P"))
    lettering.write(name, LEFT, below + height, element=Element("P"))
    as_of = tr(content.language, "As of {day}", day=content.as_of)
    lettering.write([(as_of, pale)], LEFT, below - 10, element=Element("P"))
    lettering.finish()
    top = _BAND_BOTTOM - 24
    for flow in tiles(Tiles(cover.headline)) if cover.headline else ():
        piece, _rest = flow.take(PAGE_HEIGHT)
        if piece is not None:
            piece.draw(canvas, LEFT, top)
            top -= piece.height + 9
    _draw_cover_facts(canvas, content, top - 14)
    lettering = Lettering(canvas)
    _write_label(lettering, content, _FOOT - 14, Element("P"))
    lettering.finish()


def _write_label(lettering: Lettering, content: ReportContent, top: float, element: Element | None = None) -> None:
    """How confidential it is, in the middle of the foot."""
    words = shortened(content.classification, _LABEL, WIDTH / 3)
    if words:
        lettering.write([(words, _LABEL)], (LEFT + RIGHT - text_width(words, _LABEL)) / 2, top, element=element)


def _fitting_name(name: str) -> list[Line]:
    """The name as large as it can be; one too long even for the smallest size is shortened here and whole in the text."""
    flat = " ".join(name.split())
    for size, most in _NAME_SIZES:
        face = Face(style.BOLD, size, size * 1.22, style.WHITE)
        if len(flat) > 600:
            continue
        lines = wrap(flat, face, WIDTH)
        if len(lines) <= most:
            return [(line, face) for line in lines]
    face = Face(style.BOLD, 13, 16, style.WHITE)
    lines = wrap(flat[:600], face, WIDTH)[:5]
    return [(line, face) for line in lines] + [("…", face)]


def _draw_cover_facts(canvas: TaggedCanvas, content: ReportContent, top: float) -> None:
    lettering, table = Lettering(canvas), Element("Table")
    value_width = WIDTH - _FACT_NAME_WIDTH
    for name, value in content.cover.facts:
        lines: list[Line] = [(line, SMALL) for line in wrap(value, SMALL, value_width)[:3]]
        row = Element("TR", table)
        lettering.write([(name, SMALL_MUTED)], LEFT, top, element=cell("TH", row, scope="Row"))
        lettering.write(lines, LEFT + _FACT_NAME_WIDTH, top, element=cell("TD", row))
        top -= len(lines) * SMALL.leading + 3.4
    statement: list[Line] = [(line, SMALL_MUTED) for line in wrap(content.cover.statement, SMALL_MUTED, WIDTH)]
    lettering.write(statement, LEFT, 44 + len(statement) * SMALL_MUTED.leading, element=Element("P"))
    lettering.finish()


def contents_pages(count: int) -> int:
    """How many pages the contents take, known before the pages they name."""
    room = TOP - 40 - style.BOTTOM
    return max(1, -(-count * int(CONTENTS.leading) // int(room)))


def draw_contents(
    canvas: TaggedCanvas, content: ReportContent, entries: Sequence[Entry], listing: Element, *, first: bool
) -> None:
    """The headings with dotted leaders to their pages; each line is a link. The listing is the same on all its pages."""
    lettering = Lettering(canvas)
    top = TOP
    if first:
        title = tr(content.language, "Contents")
        canvas.bookmarkPage("contents", fit="XYZ", left=0, top=TOP + 8, zoom=0)
        canvas.addOutlineEntry(title, "contents", level=0)
        lettering.write([(title, HEADING)], LEFT, top, element=canvas.structure.heading(0))
        top -= 34
    for entry in entries:
        top = _draw_entry(canvas, lettering, entry, listing, top)
    lettering.finish()
    if content.legend and top - 60 - len(content.legend) * _LEGEND_LEADING > style.BOTTOM:
        _draw_legend(canvas, content)


def _draw_entry(canvas: TaggedCanvas, lettering: Lettering, entry: Entry, listing: Element, top: float) -> float:
    """One line of the contents, and where the next begins."""
    heading = entry.heading
    face = CONTENTS if heading.level == 0 else CONTENTS_MINOR
    indent = 26.0 if heading.level == 0 else 52.0
    page = str(entry.page)
    title = shortened(heading.text, face, WIDTH - indent - 60)
    link = Element("Link", Element("Reference", Element("TOCI", listing)))
    if heading.number:
        lettering.write([(heading.number, face)], LEFT + indent - 26, top, element=link)
    lettering.write([(title, face)], LEFT + indent, top, element=link)
    _dots(lettering, LEFT + indent + text_width(title, face) + 5, RIGHT - 22, top, face)
    lettering.write([(page, face)], RIGHT - text_width(page, face), top, element=link)
    canvas.link(f"{heading.number} {title}, {page}".strip(), heading.key, (LEFT, top - face.leading, RIGHT, top), link)
    return top - face.leading


def _draw_legend(canvas: TaggedCanvas, content: ReportContent) -> None:
    """The signs, at the foot of the contents."""
    top = style.BOTTOM + len(content.legend) * _LEGEND_LEADING + 34
    lettering, listing = Lettering(canvas), Element("L")
    with canvas.artifact():
        canvas.setStrokeColor(style.RULE)
        canvas.setLineWidth(0.9)
        canvas.line(LEFT, top, RIGHT, top)
        title = tr(content.language, "How to read this report")
        lettering.write([(title, style.TABLE_TITLE)], LEFT, top - 8, element=Element("P"))
        top -= 28
        for each in content.legend:
            item, indent = Element("LI", listing), 0.0
            if each.level is not None:
                swatch(canvas, each.level, LEFT, top - 9.2, 7.4)
                indent = 12.0
            sign = shortened(each.sign, style.SMALL_STRONG, 100)
            lettering.write([(sign, style.SMALL_STRONG)], LEFT + indent, top, element=Element("Lbl", item))
            lettering.write([(shortened(each.meaning, SMALL, WIDTH - 116), SMALL)], LEFT + 116, top, element=Element("LBody", item))
            top -= _LEGEND_LEADING
    lettering.finish()


def _dots(lettering: Lettering, start: float, end: float, top: float, face: Face) -> None:
    step = 4.6
    first = RIGHT - step * int((RIGHT - start) / step)  # leaders of all lines stand under one another
    dotted = Face(style.REGULAR, 8, face.leading, style.RULE)
    x = first
    while x < end:
        lettering.write([(".", dotted)], x, top, element=ARTIFACT)
        x += step


def draw_running(canvas: TaggedCanvas, content: ReportContent, page: int, pages: int) -> None:
    """Head: organisation and subject, as-of day. Foot: register file, page n of m."""
    head = PAGE_HEIGHT - 40
    as_of = tr(content.language, "As of {day}", day=content.as_of)
    room = WIDTH - text_width(as_of, FURNITURE) - 24
    title = f"{content.organisation}   ·   {content.title}" if content.organisation else content.title
    with canvas.artifact("Header"):
        lettering = Lettering(canvas)
        lettering.write([(shortened(title, FURNITURE, room), FURNITURE)], LEFT, head)
        lettering.write([(as_of, FURNITURE)], LEFT, head, RIGHT)
        canvas.setStrokeColor(style.HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.line(LEFT, head - 14, RIGHT, head - 14)
        lettering.finish()
    number = tr(content.language, "Page {page} of {pages}", page=page, pages=pages)
    with canvas.artifact("Footer"):
        lettering = Lettering(canvas)
        canvas.line(LEFT, _FOOT + 5, RIGHT, _FOOT + 5)
        name_room = (WIDTH / 3 if content.classification else WIDTH - 100) - 8
        lettering.write([(shortened(content.register_name, FURNITURE, name_room), FURNITURE)], LEFT, _FOOT)
        _write_label(lettering, content, _FOOT)
        lettering.write([(number, FURNITURE)], LEFT, _FOOT, RIGHT)
        lettering.finish()


def describe(canvas: TaggedCanvas, content: ReportContent, facts: Deflated) -> None:
    """The metadata that a reader's program shows, and what an archive asks for, with the facts inside.

    The dates are those of the content, so that equal content gives equal bytes.
    """
    title, tool, producer = f"{content.title} – {day(content.as_of, content.language)}", "Risk Register", "Risk Register, ReportLab"
    stamp = f"D:{content.prepared_on:%Y%m%d}000000+00'00'"
    canvas.setDateFormatter(lambda *_parts: stamp)
    canvas.setTitle(title)
    canvas.setAuthor(content.organisation)
    canvas.setSubject(content.cover.kind)
    canvas.setCreator(tool)
    canvas.setProducer(producer)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    make_archivable(
        canvas,
        title=title,
        author=content.organisation,
        subject=content.cover.kind,
        language=content.language,
        day=content.prepared_on,
        tool=tool,
        producer=producer,
        facts=facts,
    )
