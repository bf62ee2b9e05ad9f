"""The words of an announcement, whatever it came as: text, web page, e-mail, Outlook message, PDF. Runs in the child process.

Scripts of a page are dropped with their text, nothing is fetched, attachments stay shut.
"""

import email
import email.policy
import re
from dataclasses import dataclass, field
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

from risk_register.characters import clean_text
from risk_register.intake import limits
from risk_register.intake.kinds import kind_of
from risk_register.intake.outlook import read_outlook
from risk_register.intake.refusals import OtherKind, Reason, Refused

_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "head"})
_BLOCKS = frozenset({
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer",
    "blockquote", "dd", "dt", "main", "nav", "aside", "figcaption", "title", "td", "th",
})
_CELLS = frozenset({"td", "th"})
_LONGEST_CELL = 160
"""Characters up to which a table's cell holds a value; what is longer is text, and its table only lays a page out."""


def read_announcement(data: bytes) -> dict[str, Any]:
    """What it says as `text`, with `title`, `sender` and `sent` where the file has them. Raises `Refused`."""
    kind = kind_of(data)
    if kind is OtherKind.PDF:
        found = _of_pdf(data)
    elif kind is OtherKind.HTML:
        found = _of_html(_decoded(data))
    elif kind is OtherKind.MAIL and not data.startswith(b"\xd0\xcf"):
        found = _of_mail(data)
    elif kind is OtherKind.MAIL:
        found = read_outlook(data, lambda page: str(_of_html(page)["text"]))
    elif isinstance(kind, OtherKind) and kind not in (OtherKind.JSON, OtherKind.YAML, OtherKind.XML):
        raise Refused(Reason.OTHER_KIND, kind=kind.value)
    elif data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise Refused(Reason.OTHER_KIND, kind=OtherKind.PACKED.value)
    else:
        found = {"text": _decoded(data)}
    text, replaced = clean_text(found["text"])
    if len(text) > limits.LONGEST_ANNOUNCEMENT:
        raise Refused(Reason.TOO_MUCH_TEXT)
    return {**found, "text": _tidy(text), "replaced": replaced}


def _decoded(data: bytes) -> str:
    for codec in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            break
    return data.decode("cp1252", "replace")


def _tidy(text: str) -> str:
    rows = (re.sub(r"(?<=\S) *\t[ \t]*(?=\S)", " | ", line.strip()) for line in text.splitlines())
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in rows]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _of_pdf(data: bytes) -> dict[str, Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(Reason.PROTECTED if "assword" in str(error) else Reason.DAMAGED) from None
    parts = []
    for number in range(min(len(document), limits.MOST_PAGES)):
        page = document[number]
        words = page.get_textpage()
        parts.append(words.get_text_bounded())
        words.close()
        page.close()
    text = "\n".join(parts)
    if not text.strip():
        raise Refused(Reason.NO_TEXT)
    # A line of a PDF ends where the page does, not the sentence.
    return {"text": re.sub(r"(?<![.:;!?•\n])\r?\n(?=[a-zà-ÿ(])", " ", text), "title": document.get_metadata_value("Title") or None}


class _Words(HTMLParser):
    """Collects what a reader of the page would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.title = ""
        self._tables: list[_Table] = []
        self._silent: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """A block begins on a line of its own."""
        if tag == "title":
            self._in_title = True
        if tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" or tag in _CELLS:
            self._end_cell()
            if tag == "tr":
                self._end_row()
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n• " if tag == "li" else "\n")
        if self._tables and tag == "tr":
            self._tables[-1].row = len(self.parts)
        elif self._tables and tag in _CELLS:
            self._tables[-1].cell = len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        """And ends with its line."""
        if tag == "title":
            self._in_title = False
        if tag in self._silent:
            while self._silent and self._silent.pop() != tag:
                pass
        elif tag in _BLOCKS:
            if tag in _CELLS or tag in ("tr", "table"):
                self._end_cell()
            if tag in ("tr", "table"):
                self._end_row()
            if tag == "table" and self._tables:
                self._tables.pop()
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Words, unless of a script or a style."""
        if self._in_title:
            self.title += data
        elif not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _end_cell(self) -> None:
        """A cell ends with its tag, or where the next begins."""
        table = self._tables[-1] if self._tables else None
        if table is not None and table.cell is not None:
            lines = "".join(self.parts[table.cell:]).split("\n")
            table.cells.append(", ".join(" ".join(line.split()) for line in lines if line.strip()))
            table.cell = None

    def _end_row(self) -> None:
        """A row of short cells becomes one line, so that what is said of each thing stays beside it."""
        table = self._tables[-1] if self._tables else None
        if table is None or table.row is None:
            return
        if sum(bool(cell) for cell in table.cells) > 1 and max(map(len, table.cells)) <= _LONGEST_CELL:
            self.parts[table.row:] = ["\n", " | ".join(table.cells)]
        table.row, table.cells = None, []


@dataclass(slots=True)
class _Table:
    """A table that is being read: where its row and its cell began, and the cells of the row so far."""

    row: int | None = None
    cell: int | None = None
    cells: list[str] = field(default_factory=list)


def _of_html(page: str) -> dict[str, Any]:
    words = _Words()
    words.feed(page)
    words.close()
    title = words.title.strip()
    return {"text": f"{title}\n\n{''.join(words.parts)}" if title else "".join(words.parts), "title": title or None}


def _of_mail(data: bytes) -> dict[str, Any]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(preferencelist=("plain", "html"))
    try:
        body = part.get_content() if part is not None else ""
    except (LookupError, UnicodeError, KeyError):
        body = _decoded(part.get_payload(decode=True) or b"") if part is not None else ""  # type: ignore[arg-type]
    if part is not None and part.get_content_type() == "text/html":
        body = _of_html(body)["text"]
    sent = message["Date"]
    subject = str(message["Subject"] or "").strip()
    return {"text": f"{subject}\n\n{body}", "title": subject or None, "sender": str(message["From"] or "") or None,
            "sent": sent.datetime.isoformat() if sent is not None and getattr(sent, "datetime", None) else None}
