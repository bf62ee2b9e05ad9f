"""A Word document's text, tables and form controls, from its XML: plain lists for the process that asked.

Deleted text is left out, inserted text taken. A form control that nobody filled is empty, whatever it shows as a hint.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from risk_register.characters import clean_text
from risk_register.intake import limits
from risk_register.intake.docx_grid import Cell, laid_out
from risk_register.intake.docx_runs import Inline, Piece, attribute, child, control_kind, local, shown
from risk_register.intake.packed import look_inside, read_part
from risk_register.intake.refusals import OtherKind, Reason, Refused
from risk_register.intake.ticks import apart, without_boxes

_MAIN = "word/document.xml"
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice", "body"})
_CONTENTS = ("TOC", "VERZEICHNIS", "TM", "TDC", "CONTENTS")
"""How office programs call the numbered styles of a table of contents, which repeats the headings."""
_DEEPEST = 60


def read_docx(data: bytes) -> dict[str, Any]:
    """The document's blocks, tables and comments, as `documents` unpacks them. Raises Refused for what is no such document."""
    _refuse_other(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
        main = _MAIN if _MAIN in names else next((name for name in sorted(names) if name.endswith("/document.xml")), "")
        if not main:
            raise Refused(Reason.DAMAGED)
        root = _parsed(archive, main)
        styles = _heading_styles(_parsed(archive, "word/styles.xml")) if "word/styles.xml" in names else frozenset()
        reader = _Reader(styles)
        for part in root:
            if local(part) == "body":
                reader.blocks_of(part, 0)
        comments = _comments(_parsed(archive, "word/comments.xml")) if "word/comments.xml" in names else []
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, ET.ParseError, ValueError) as error:
        raise Refused(Reason.DAMAGED) from error
    return reader.found(comments)


def _refuse_other(data: bytes) -> None:
    """The guard of packed files judges it first; that it is no workbook is what we want to hear."""
    try:
        look_inside(data)
    except Refused as refusal:
        if refusal.values.get("kind") != OtherKind.WORD:
            raise
    else:
        raise Refused(Reason.OTHER_KIND, kind=OtherKind.ARCHIVE)


def _parsed(archive: zipfile.ZipFile, name: str) -> ET.Element:
    if archive.getinfo(name).file_size > limits.LARGEST_PROSE:
        raise Refused(Reason.TOO_MUCH_TEXT)
    data = read_part(archive, name)
    if data.count(b"<") > limits.MOST_MARKUP:
        raise Refused(Reason.TOO_MUCH_TEXT)
    if b"\0" in data[:200]:  # in UTF-16 a declaration would pass unseen; no office program writes it
        raise Refused(Reason.DAMAGED)
    return ET.fromstring(data)  # noqa: S314 - a part that declares a document type or entities was refused above


def _heading_styles(root: ET.Element) -> frozenset[str]:
    """The styles that have a level of outline, whatever they are called in the writer's language."""
    return frozenset(
        attribute(style, "styleId") for style in root
        if local(style) == "style" and (any(local(part) == "outlineLvl" and attribute(part, "val") != "9" for part in style.iter())
                                        or _named_heading(style)))


def _named_heading(style: ET.Element) -> bool:
    name = child(style, "name")
    return name is not None and attribute(name, "val").lower().startswith(("heading", "title"))


def _comments(root: ET.Element) -> list[str]:
    found = []
    for comment in root:
        text = "\n".join(Inline().read(part).text for part in comment.iter() if local(part) == "p").strip()
        if text:
            found.append(clean_text(text)[0])
    return found


class _Reader:
    """Goes through the document once, in order."""

    def __init__(self, heading_styles: frozenset[str]) -> None:
        self._styles = heading_styles
        self._blocks: list[Any] = []
        self._tables: list[dict[str, Any]] = []
        self._paragraphs = 0
        self._characters = self._cells = self._replaced = 0

    def found(self, comments: list[str]) -> dict[str, Any]:
        """What was found."""
        return {"blocks": self._blocks, "tables": self._tables, "comments": comments, "replaced": self._replaced}

    def blocks_of(self, parent: ET.Element, depth: int, control: ET.Element | None = None) -> None:
        """Take in the paragraphs and tables of the body, of a content control or of a text box."""
        if depth > _DEEPEST:
            raise Refused(Reason.TOO_DEEP, line="1")
        for part in parent:
            name = local(part)
            if name == "p":
                self._paragraph(part, depth, control)
            elif name == "tbl":
                self._table(part, depth)
            elif name == "sdt":
                if control_kind(part) != "docPartObj":  # a table of contents
                    self._block_control(part, depth)
            elif name in _WRAPPERS:
                self.blocks_of(part, depth + 1, control)

    def _block_control(self, control: ET.Element, depth: int) -> None:
        content = child(control, "sdtContent")
        if content is None:
            return
        single = not any(local(part) in ("tbl", "sdt") for part in content)
        self.blocks_of(content, depth + 1, control if single else None)

    def _paragraph(self, paragraph: ET.Element, depth: int, control: ET.Element | None) -> None:
        read = Inline().read(paragraph)
        if control is not None:
            read.pieces = [Piece(shown(control, read.text), control=True, label=_label(control))]
        if any(piece.text.strip() or piece.control for piece in read.pieces):
            style = child(child(paragraph, "pPr"), "pStyle")
            name = attribute(style, "val") if style is not None else ""
            if name.rstrip("0123456789").upper() in _CONTENTS and not name.isalpha():
                return
            self._paragraphs += 1
            if self._paragraphs > limits.MOST_BLOCKS:
                raise Refused(Reason.TOO_MUCH_TEXT)
            heading = name in self._styles
            controls = [piece.text.strip() for piece in read.pieces if piece.control]
            label = next((piece.label for piece in read.pieces if piece.label), "")
            fixed, choice = apart("".join(piece.text for piece in read.pieces if not piece.control))
            controls += [] if choice is None else [choice]
            self._blocks.append(["p", self._paragraphs, self._clean(without_boxes(read.text)), heading, self._clean(fixed),
                                 [self._clean(text) for text in controls], self._clean(label)])
        for box in read.boxes:
            self.blocks_of(box, depth + 1)

    def _table(self, table: ET.Element, depth: int) -> None:
        index = len(self._tables)
        self._tables.append({})
        grid = [int(width) if width.isdecimal() else 0
                for width in (attribute(column, "w") for column in (child(table, "tblGrid") or ()) if local(column) == "gridCol")]
        rows = [[self._cell(cell, control, depth) for cell, control in _parts(row, "tc")] for row, _ in _parts(table, "tr")]
        gaps = [_gaps(row) for row, _ in _parts(table, "tr")]
        cells, merged, short = laid_out(grid, rows, gaps)
        self._tables[index] = {"rows": cells, "merged": merged}
        self._blocks.append(["t", index, short])
        for row, _ in _parts(table, "tr"):
            for cell, _ in _parts(row, "tc"):
                for inner in _inner_tables(cell):
                    if depth > _DEEPEST:
                        raise Refused(Reason.TOO_DEEP, line="1")
                    self._table(inner, depth + 1)

    def _cell(self, cell: ET.Element, control: ET.Element | None, depth: int) -> Cell:
        self._cells += 1
        if self._cells > limits.MOST_BLOCKS:
            raise Refused(Reason.TOO_MANY_CELLS)
        texts = [_text(paragraph, inner) for paragraph, inner in _paragraphs(cell, None, depth)]
        text = "\n".join(texts)
        if control is not None:
            text = shown(control, text)
        properties = child(cell, "tcPr")
        span, merge = child(properties, "gridSpan"), child(properties, "vMerge")
        width = attribute(span, "val") if span is not None else ""
        continues = merge is not None and attribute(merge, "val") != "restart"
        return Cell(self._clean(without_boxes(text)), min(max(int(width), 1), 100) if width.isdecimal() else 1, continues)

    def _clean(self, text: str) -> str:
        clean, replaced = clean_text(text)
        self._replaced += replaced
        self._characters += len(clean)
        if self._characters > limits.MOST_TEXT:
            raise Refused(Reason.TOO_MUCH_TEXT)
        return clean


def _label(control: ET.Element) -> str:
    properties = child(control, "sdtPr")
    for name in ("alias", "tag"):
        found = child(properties, name)
        if found is not None and attribute(found, "val"):
            return attribute(found, "val")
    return ""


def _text(paragraph: ET.Element, control: ET.Element | None) -> str:
    read = Inline().read(paragraph)
    inside = [_text(part, None) for box in read.boxes for part in box.iter() if local(part) == "p"]
    text = shown(control, read.text) if control is not None else read.text
    return "\n".join([text, *inside])


def _parts(parent: ET.Element, wanted: str, control: ET.Element | None = None) -> Iterator[tuple[ET.Element, ET.Element | None]]:
    """The rows of a table or the cells of a row, those within content controls with the control."""
    for part in parent:
        name = local(part)
        if name == wanted:
            yield part, control
        elif name == "sdt":
            yield from _parts(part, wanted, part)
        elif name in _WRAPPERS:
            yield from _parts(part, wanted, control)


def _paragraphs(cell: ET.Element, control: ET.Element | None, depth: int) -> Iterator[tuple[ET.Element, ET.Element | None]]:
    if depth > _DEEPEST:
        raise Refused(Reason.TOO_DEEP, line="1")
    for part in cell:
        name = local(part)
        if name == "p":
            yield part, control
        elif name == "sdt":
            yield from _paragraphs(part, part, depth + 1)
        elif name in _WRAPPERS:
            yield from _paragraphs(part, control, depth + 1)


def _inner_tables(cell: ET.Element) -> Iterator[ET.Element]:
    for part in cell:
        if local(part) == "tbl":
            yield part
        elif local(part) in _WRAPPERS:
            yield from _inner_tables(part)


def _gaps(row: ET.Element) -> tuple[int, int]:
    """Grid columns that the row says it leaves out before its first cell and after its last."""
    properties = child(row, "trPr")
    found = [child(properties, name) for name in ("gridBefore", "gridAfter")]
    values = [attribute(gap, "val") if gap is not None else "" for gap in found]
    before, after = (min(int(value), 100) if value.isdecimal() else 0 for value in values)
    return before, after


