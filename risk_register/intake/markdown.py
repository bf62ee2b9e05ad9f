"""A text in Markdown as paragraphs and tables, in the form that a Word document is read to.

What marks emphasis, links and headings is taken off, and boxes of a list are the boxes they stand for. Lines that end in two spaces
or a backslash stay lines of their own. Source: the rules of GitHub Flavored Markdown, as far as questions and answers need them.
"""

import html
import re
from typing import Any

from risk_register.intake import limits
from risk_register.intake.refusals import Reason, Refused
from risk_register.intake.ticks import TICKED, UNTICKED, without_boxes

_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?)|([^\W\d(]?[^\W\d_].*?|\(.*?))?(?:\s+#+)?\s*$")
"""Also without the space behind the signs, as older texts have it: '##Summary', but not '#1'."""
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})\s*$")
_RULE = re.compile(r" {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELL = re.compile(r"(?<!\\)\|")
_BOX = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\[([ xX✓✔]?)\]\s*(?=\S)")
_BULLET = re.compile(r"\A\s*[-*+]\s+(?=\S)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\S")
_QUOTED = re.compile(r"\A\s{0,3}(?:>\s?)+")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(([^()\s]*)(?:\s+\"[^\"]*\")?\)")
_MARKED = re.compile(r"(\*\*\*|\*\*|__|~~|`+)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_]+?)(?<=\S)_(?![\w_])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")


def read_markdown(text: str) -> dict[str, Any]:
    """The text's blocks, tables and comments. Raises Refused where there are more than anybody writes."""
    comments = [found.strip() for found in _COMMENT.findall(text) if found.strip()]
    reader = _Reader(_COMMENT.sub(_same_lines, text).splitlines())
    reader.read()
    return {"blocks": reader.blocks, "tables": reader.tables, "comments": comments, "replaced": 0}


def _same_lines(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.blocks: list[list[Any]] = []
        self.tables: list[dict[str, Any]] = []
        self._paragraphs = self._cells = 0
        self._words: list[str] = []
        self._boxes: list[str] = []

    def read(self) -> None:
        """Go through the lines once."""
        at = self._front_matter()
        fenced = False
        while at < len(self._lines):
            line = _QUOTED.sub("", self._lines[at], count=1)
            at += 1
            if _FENCE.match(line):
                self._close()
                fenced = not fenced
            elif fenced:
                self._paragraph(line.strip())
            elif "|" in line and at < len(self._lines) and "|" in self._lines[at] and _DIVIDER.match(_unquoted(self._lines[at])):
                self._close()
                at = self._table(line, at + 1)
            else:
                self._line(line)
        self._close()

    def _front_matter(self) -> int:
        """Lines between strokes at the top are labels with values; returns where the text begins."""
        if not self._lines or self._lines[0].strip() != "---":
            return 0
        end = next((number for number, line in enumerate(self._lines[1:], start=1) if line.strip() in ("---", "...")), 0)
        for line in self._lines[1:end]:
            self._paragraph(line.strip().replace('"', ""))
        return end + 1 if end else 0

    def _line(self, line: str) -> None:
        if heading := _HEADING.match(line):
            self._close()
            self._paragraph(_plain(heading[2] or heading[3] or ""), heading=True)
        elif self._words and not self._boxes and _UNDERLINE.match(line):
            title, self._words = " ".join(self._words), []
            self._paragraph(title, heading=True)
        elif not line.strip() or _RULE.match(line):
            # Boxes of a list may stand apart from each other.
            self._close(boxes=bool(line.strip()))
        elif box := _BOX.match(line):
            self._close(boxes=False)
            self._boxes.append(f"{TICKED if box[1].strip() else UNTICKED} {_plain(line[box.end():])}")
        else:
            self._text(line)

    def _text(self, line: str) -> None:
        if _ITEM.match(line) or self._boxes:
            self._close()
        self._words.append(_plain(_BULLET.sub("", line, count=1)))
        if line.endswith(("  ", "\\")):
            self._close()

    def _close(self, *, boxes: bool = True) -> None:
        """End the paragraph that is being read, and the list of boxes."""
        words, self._words = self._words, []
        if words:
            self._paragraph(" ".join(words))
        if boxes and self._boxes:
            choices, self._boxes = self._boxes, []
            self._paragraph("   ".join(choices), boxes=True)

    def _paragraph(self, text: str, *, heading: bool = False, boxes: bool = False) -> None:
        if not text.strip():
            return
        self._paragraphs += 1
        if self._paragraphs > limits.MOST_BLOCKS:
            raise Refused(Reason.TOO_MUCH_TEXT)
        said = without_boxes(text) if boxes else text
        self.blocks.append(["p", self._paragraphs, said, heading, "" if boxes else text, [said] if boxes else [], ""])

    def _table(self, headings: str, at: int) -> int:
        """Take in the table whose headings these are; returns the line below it."""
        rows = [_cells(headings)]
        while at < len(self._lines) and "|" in (line := _unquoted(self._lines[at])):
            rows.append(_cells(line))
            at += 1
        width = max(map(len, rows))
        self._cells += width * len(rows)
        if self._cells > limits.MOST_CELLS:
            raise Refused(Reason.TOO_MANY_CELLS)
        self.blocks.append(["t", len(self.tables), []])
        self.tables.append({"rows": [[*row, *[""] * (width - len(row))] for row in rows], "merged": []})
        return at


def _unquoted(line: str) -> str:
    return _QUOTED.sub("", line, count=1)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [_plain(cell) for cell in _CELL.split(inner)]


def _plain(text: str) -> str:
    """Words without what marks them; a link keeps its address behind its words."""
    text = _LINE_BREAK.sub("\n", text.rstrip("\\"))
    text = _LINK.sub(lambda link: link[2] if link[1] or link[2] == link[3] or not link[3] else f"{link[2]} ({link[3]})", text)
    before = ""
    while before != text:
        before, text = text, _EMPHASIS.sub(lambda mark: mark[1] or mark[2], _MARKED.sub(r"\2", text))
    lines = html.unescape(_TAG.sub("", _ESCAPED.sub(r"\1", text))).split("\n")
    return "\n".join(line.strip() for line in lines).strip()

