"""A report's content set on pages: measured, composed, then drawn once, with every page number known."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import IO

from risk_register.reports import style
from risk_register.reports.content import (
    Block,
    Bullets,
    ChainMap,
    Facts,
    HeatMap,
    OwnDigest,
    Panel,
    Prose,
    ReportContent,
    Scale,
    Section,
    Table,
    Tiles,
    Tone,
)
from risk_register.reports.embedding.archive import TREE, VERSION
from risk_register.reports.embedding.deflated import Deflated
from risk_register.reports.embedding.document import document
from risk_register.reports.embedding.finishing import finished, first_free
from risk_register.reports.embedding.own_digest import own_digest, write_with_digest
from risk_register.reports.furniture import Entry, contents_pages, describe, draw_contents, draw_cover, draw_running
from risk_register.reports.heatmap import HeatMapFlow, ScaleFlow
from risk_register.reports.layout import Composer, Flow, Page, PageBreak, stop_if
from risk_register.reports.prose import HeadingFlow, bullets, facts, panel, paragraph
from risk_register.reports.supply_chain.printing import ChainMapFlow
from risk_register.reports.tables import TableFlow
from risk_register.reports.tagging.canvas import TaggedCanvas
from risk_register.reports.tagging.elements import Element, Structure
from risk_register.reports.tagging.writing import objects
from risk_register.reports.tiles import tiles
from risk_register.reports.wording import named
from risk_register.texts import Language, Text, tr

_UNDER_HEADING = 7.0
_ANNOUNCED = (Table, HeatMap, Scale, ChainMap)
"""What a paragraph before it announces, so that no page ends between them."""
Progress = Callable[[int, int, Text], None]


def draw(
    content: ReportContent,
    target: IO[bytes],
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    facts: Deflated | None = None,
) -> int:
    """Write the report's PDF to an open file and return how many pages it has. Raises `Cancelled`.

    `facts` is the JSON embedded in it; the content's own where it is not given.
    """
    front = Composer().compose(list(_front(content)), cancelled)
    pages = Composer().compose(flows(content), cancelled)
    count = len(_headings(front)) + len(_headings(pages))
    listing = contents_pages(count)
    per_page = -(-count // listing)
    before = 1 + len(front) + listing
    entries = [Entry(piece, 1 + number) for number, piece in _headings(front)]
    entries += [Entry(piece, before + number) for number, piece in _headings(pages)]
    total = before + len(pages)
    drawn = BytesIO()
    canvas = TaggedCanvas(
        drawn,
        Structure(content.language),
        pagesize=(style.PAGE_WIDTH, style.PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        initialFontName=_initial_font(),
        lang=content.language,
        pdfVersion=VERSION,
    )
    # the library begins the file's ID with a time that the environment may set; it is to come from the content alone
    canvas._doc.signature = hashlib.md5(usedforsecurity=False)  # noqa: SLF001 - it offers no other way
    describe(canvas, content, document(content) if facts is None else facts)
    draw_cover(canvas, content)
    canvas.showPage()
    _draw_pages(canvas, content, front, 1, total, progress, cancelled)
    toc = Element("TOC")
    for index in range(listing):
        draw_running(canvas, content, 1 + len(front) + index + 1, total)
        draw_contents(canvas, content, entries[index * per_page : (index + 1) * per_page], toc, first=index == 0)
        canvas.showPage()
    _draw_pages(canvas, content, pages, before, total, progress, cancelled)
    canvas.showOutline()
    canvas.save()
    write_with_digest(_tagged(canvas, drawn.getvalue()), target)
    return total


def _tagged(canvas: TaggedCanvas, data: bytes) -> Iterable[bytes]:
    """The file with the structure of its pages in it."""
    root, _version = canvas._doc.idToObjectNumberAndVersion[TREE]  # noqa: SLF001 - it offers no other way
    return finished(data, objects(canvas.structure, first_free(data), root, canvas.page_number), root)


def _front(content: ReportContent) -> Iterable[Flow]:
    if content.front is not None:
        yield PageBreak()
        yield from _section(content.front, "", 0, content.language)


def _headings(pages: Sequence[Page]) -> list[tuple[int, HeadingFlow]]:
    """Every heading with the number of its page among these, from 1."""
    return [
        (number, piece)
        for number, page in enumerate(pages, start=1)
        for piece, _top in page.pieces
        if isinstance(piece, HeadingFlow)
    ]


def _initial_font() -> str:
    for name in (style.REGULAR, style.BOLD, style.ITALIC):
        style.font(name)
    return style.REGULAR


def _draw_pages(
    canvas: TaggedCanvas,
    content: ReportContent,
    pages: Sequence[Page],
    before: int,
    total: int,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    for number, page in enumerate(pages, start=before + 1):
        stop_if(cancelled)
        draw_running(canvas, content, number, total)
        for piece, top in page.pieces:
            piece.draw(canvas, style.LEFT, top)
        canvas.showPage()
        if progress is not None:
            progress(number, total, Text("Page {page} of {pages}", page=number, pages=total))


def flows(content: ReportContent) -> list[Flow]:
    """Everything after the contents, in reading order."""
    laid: list[Flow] = []
    for number, section in enumerate(content.sections, start=1):
        if section.new_page or number == 1:
            laid.append(PageBreak())
        laid.extend(_section(section, str(number), 0, content.language))
    return laid


def _section(section: Section, number: str, level: int, language: Language) -> Iterable[Flow]:
    yield HeadingFlow(section.title, section.key, level, number)
    for index, block in enumerate(section.blocks):
        laid = _block(block, language)
        if index == 0 and laid:
            laid[0].before = min(laid[0].before, _UNDER_HEADING)
        follows = section.blocks[index + 1 : index + 2]
        if laid and isinstance(block, Prose) and any(isinstance(each, _ANNOUNCED) for each in follows):
            laid[-1].keeps_next = True
        yield from laid
    for minor, below in enumerate(section.sections, start=1):
        yield from _section(below, f"{number}.{minor}", level + 1, language)


def _block(block: Block, language: Language) -> list[Flow]:
    if isinstance(block, Table):
        return _table(block, language)
    if isinstance(block, HeatMap):
        return [HeatMapFlow(block)]
    if isinstance(block, Scale):
        return [ScaleFlow(block)]
    if isinstance(block, ChainMap):
        return [ChainMapFlow(block)]
    if isinstance(block, Prose):
        return paragraph(block)
    if isinstance(block, Bullets):
        return bullets(block)
    if isinstance(block, Facts):
        return facts(block)
    if isinstance(block, Panel):
        return panel(block)
    if isinstance(block, OwnDigest):
        return own_digest(block)
    return _tiles(block)


def _tiles(block: Tiles) -> list[Flow]:
    return tiles(block) if block.items else []


def _table(block: Table, language: Language) -> list[Flow]:
    if not block.rows:
        return paragraph(Prose(named(block.title, block.empty, language) if block.title else block.empty, Tone.NOTE))
    return [TableFlow.of(block, tr(language, "(continued)"))]
