"""The elements of a structure tree (ISO 32000-1, 14.7): what a part of the page is, apart from where and how it is drawn.

A block makes its elements when it is laid out and puts content into them when it is drawn, so that a table, a row or a paragraph
that goes on over pages stays one element. Elements live as long as one drawing of one report.
"""

from dataclasses import dataclass, field

from risk_register.texts import Language

MOST_LEVELS = 6
"""Headings are told apart down to H6."""
_PAGE_SHIFT = 20
"""Content is kept as one number: the page above these bits, its number on the page (MCID) below."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page: the number of its object, and the page it lies on, counted from 0."""

    number: int
    page: int


@dataclass(slots=True, eq=False)
class Element:
    """One element. `parent` is the part of the report being drawn where none is named; `more` are its attributes as PDF."""

    tag: str
    parent: "Element | None" = None
    more: str = ""
    kids: "list[Element | Annotation | int]" = field(default_factory=list)
    number: int = 0
    """The number of its object; 0 until it is written."""
    joined: bool = False
    """Whether its parent holds it."""


ARTIFACT = Element("Artifact")
"""What is on a page without being part of what the report says: rules, grounds, leaders."""
REPEATED = Element("Artifact", more="<</Type/Pagination>>")
"""What a page only says again since another page begins: a table's headings, the name of a row that goes on."""


def place(content: int) -> tuple[int, int]:
    """The page, counted from 0, and the number on that page of some content."""
    return content >> _PAGE_SHIFT, content & ((1 << _PAGE_SHIFT) - 1)


def cell(tag: str, row: Element, *, scope: str = "", columns: int = 1) -> Element:
    """A cell of a row; a heading's scope is 'Column' or 'Row'."""
    said = (f"/ColSpan {columns}" if columns > 1 else "") + (f"/Scope/{scope}" if scope else "")
    return Element(tag, row, f"/A<</O/Table{said}>>" if said else "")


def figure(words: str, parent: Element | None = None) -> Element:
    """A picture, with the words that stand for it."""
    return Element("Figure", parent, f"/Alt{text(words)}")


def text(words: str) -> str:
    """A text as PDF writes it, in any script."""
    return f"<feff{words.encode('utf-16-be', 'replace').hex()}>"


class Structure:
    """The tree of one document while its pages are drawn."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.root = Element("Document", joined=True)
        self.page = 0
        """The page being drawn, counted from 0."""
        self.parents: list[list[Element] | Element] = []
        """By key: the elements of a page's content in the order of their numbers, or the element of a link."""
        self.page_keys: dict[int, int] = {}
        self._open = [self.root]
        self._on_page: list[Element] = []

    def section(self, level: int) -> Element:
        """Begin a part of the report at a level from 0; the parts before of that level and deeper are over."""
        del self._open[level + 1 :]
        made = self.join(Element("Sect", self._open[-1]))
        self._open.append(made)
        return made

    def heading(self, level: int) -> Element:
        """Begin a part of the report with its heading."""
        return Element(f"H{min(level + 1, MOST_LEVELS)}", self.section(level))

    def join(self, element: Element) -> Element:
        """The element, made part of the tree where it is not yet."""
        if not element.joined:
            parent = element.parent or self._open[-1]
            element.parent = self.join(parent)
            parent.kids.append(element)
            element.joined = True
        return element

    def mark(self, element: Element) -> str:
        """The operator that begins content of an element on this page."""
        if element is ARTIFACT:
            return "/Artifact BMC"
        if element is REPEATED:
            return f"/Artifact {element.more} BDC"
        self.join(element)
        if not self._on_page:
            self.page_keys[self.page] = len(self.parents)
            self.parents.append(self._on_page)
        number = len(self._on_page)
        self._on_page.append(element)
        element.kids.append(self.page << _PAGE_SHIFT | number)
        return f"/{element.tag} <</MCID {number}>> BDC"

    def turn(self) -> None:
        """The page is full; what comes stands on the next."""
        self.page += 1
        self._on_page = []

    def link_key(self, element: Element) -> int:
        """The key by which a link finds its element."""
        self.parents.append(self.join(element))
        return len(self.parents) - 1
