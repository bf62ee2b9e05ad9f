"""The structure of a PDF read back with another library, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

_PAINTS = frozenset({*b"Tj TJ ' \" S s f F f* B B* b b* Do sh".split(), b"INLINE IMAGE"})
_LEVELS = {f"H{level}": level for level in range(1, 7)}
_INSIDE = {
    "Table": {"Caption", "TR"}, "TR": {"TH", "TD"}, "L": {"LI"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOCI"}, "TOCI": {"Reference"},
    "Document": {"Sect"},
}
"""What may stand in elements that hold nothing else."""


@dataclass(slots=True)
class Node:
    """An element with its content: pages counted from 0 with numbers on them; links by the numbers of their objects."""

    tag: str
    attributes: dict[str, Any]
    alternative: str
    kids: "list[Node]" = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    number: int = 0

    def walk(self) -> "Iterator[Node]":
        """It and all inside it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


class Tagged:
    """A PDF with its structure."""

    def __init__(self, path: Path) -> None:
        self.reader = PdfReader(path)
        self.catalog: Any = self.reader.trailer["/Root"]
        self.pages = {page.indirect_reference.idnum: index for index, page in enumerate(self.reader.pages)}  # type: ignore[union-attr]
        self.tree: Any = self.catalog["/StructTreeRoot"]
        self.root = self._node(self.tree["/K"])
        self.nodes = list(self.root.walk())
        self.marked: list[Counter[int]] = []
        self.texts: dict[tuple[int, int], str] = {}
        self.loose: list[str] = []
        """What is drawn outside every mark, or marked within a mark."""
        for index in range(len(self.reader.pages)):
            self._read(index)

    def _node(self, found: Any) -> Node:
        element = found.get_object()
        attributes = element.get("/A", {})
        node = Node(element["/S"][1:], dict(attributes.get_object() if attributes else {}), str(element.get("/Alt", "")))
        node.number = getattr(found, "idnum", 0)
        kids = element.get("/K", [])
        own = self.pages.get(element.raw_get("/Pg").idnum) if "/Pg" in element else None
        for kid in kids if isinstance(kids, list) else [kids]:
            self._take(node, kid, own)
        return node

    def _take(self, node: Node, kid: Any, page: int | None) -> None:
        held = kid.get_object()
        if isinstance(held, int):
            assert page is not None
            node.content.append((page, held))
        elif held.get("/Type") == "/OBJR":
            node.links.append(held.raw_get("/Obj").idnum)
        elif held.get("/Type") == "/MCR":
            node.content.append((self.pages[held.raw_get("/Pg").idnum], held["/MCID"]))
        else:
            node.kids.append(self._node(kid))

    def _read(self, index: int) -> None:
        page, marks, seen = self.reader.pages[index], [], Counter[int]()
        for operands, operator in ContentStream(page["/Contents"], self.reader).operations:
            if operator in (b"BDC", b"BMC"):
                if marks:
                    self.loose.append(f"page {index + 1}: {operands} within {marks[-1]}")
                number = operands[1].get("/MCID") if operator == b"BDC" else None
                if number is not None:
                    seen[number] += 1
                marks.append((operands[0], number))
            elif operator == b"EMC":
                marks.pop()
            elif operator in _PAINTS and not marks:
                self.loose.append(f"page {index + 1}: {operator!r} {operands}")
        self.marked.append(seen)


def faults(tagged: Tagged) -> list[str]:
    """All that is wrong with a structure by the rules of ISO 14289-1 that a program can check."""
    checks = (_content, _parents, _nesting, _headings, _tables, _links)
    return [*tagged.loose, *(fault for check in checks for fault in check(tagged))]


def _content(tagged: Tagged) -> Iterator[str]:
    in_tree = Counter(place for node in tagged.nodes for place in node.content)
    on_pages = Counter({(page, number): count for page, seen in enumerate(tagged.marked) for number, count in seen.items()})
    if in_tree != on_pages or any(count != 1 for count in in_tree.values()):
        yield f"content that is not marked and in the tree exactly once: {in_tree - on_pages} {on_pages - in_tree}"
    read = [place for node in tagged.nodes for place in node.content if node.tag not in ("TD", "TH")]
    if read != sorted(read):
        yield "the tree is read in another order than the pages"


def _parents(tagged: Tagged) -> Iterator[str]:
    numbers = tagged.tree["/ParentTree"]["/Nums"]
    keys = numbers[::2]
    if keys != sorted(keys) or tagged.tree["/ParentTreeNextKey"] != len(keys):
        yield "the parent tree is not in order"
    owners = dict(zip(keys, numbers[1::2], strict=True))
    where = {place: node.number for node in tagged.nodes for place in node.content}
    for index, page in enumerate(tagged.reader.pages):
        if page["/Tabs"] != "/S":
            yield f"page {index + 1}: no order for the tabulator key"
        held = owners[page["/StructParents"]].get_object() if tagged.marked[index] else []
        if [each.idnum for each in held] != [where[index, number] for number in range(len(held))]:
            yield f"page {index + 1}: the parent tree names other elements"


def _nesting(tagged: Tagged) -> Iterator[str]:
    for node in tagged.nodes:
        wrong = {kid.tag for kid in node.kids} - _INSIDE.get(node.tag, {kid.tag for kid in node.kids})
        if wrong or (node.tag in _INSIDE and node.content):
            yield f"{node.tag} holds {wrong or 'content of its own'}"
        if node.tag == "Figure" and not node.alternative:
            yield "a picture without words"


def _headings(tagged: Tagged) -> Iterator[str]:
    level = 0
    for node in tagged.nodes:
        if node.tag in _LEVELS:
            if _LEVELS[node.tag] > level + 1:
                yield f"{node.tag} after H{level}"
            level = _LEVELS[node.tag]


def _tables(tagged: Tagged) -> Iterator[str]:
    for table in (node for node in tagged.nodes if node.tag == "Table"):
        rows = [kid for kid in table.kids if kid.tag == "TR"]
        widths = {sum(each.attributes.get("/ColSpan", 1) for each in row.kids) for row in rows}
        if len(widths) != 1:
            yield f"a table whose rows have {widths} cells"
        heads = [each for row in rows for each in row.kids if each.tag == "TH"]
        if not heads or any(each.attributes.get("/Scope") not in ("/Column", "/Row") for each in heads):
            yield "a table without headings, or a heading without its scope"
        if any(kid.tag == "Caption" for kid in table.kids[1:]):
            yield "a caption that is not first"


def _links(tagged: Tagged) -> Iterator[str]:
    in_tree = {number: node for node in tagged.nodes for number in node.links}
    owners = dict(zip(tagged.tree["/ParentTree"]["/Nums"][::2], tagged.tree["/ParentTree"]["/Nums"][1::2], strict=True))
    for index, page in enumerate(tagged.reader.pages):
        for reference in page.get("/Annots", []):
            note, node = reference.get_object(), in_tree.get(reference.idnum)
            if node is None or node.tag != "Link" or not note.get("/Contents"):
                yield f"page {index + 1}: a link that is not in the tree, or has no words"
            elif owners[note["/StructParent"]].idnum != node.number:
                yield f"page {index + 1}: the parent tree names another element for a link"
