"""A canvas that knows what the drawn is: every mark on its pages belongs to an element of the structure or to none on purpose."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from risk_register.reports.tagging.elements import ARTIFACT, Annotation, Element, Structure, text

_PRINTED = 4
"""The flag of an annotation that is printed with its page, as archives ask of each."""


class Packed(PDFStream):  # type: ignore[misc]  # the library has no types
    """A stream that is written as it is, with what its dictionary says of it."""

    def format(self, document: object) -> bytes:
        """Dictionary and content."""
        self.dictionary["Length"] = len(self.content)
        head = bytes(self.dictionary.format(document))
        return head + b"\nstream\n" + bytes(self.content) + b"\nendstream\n"


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """The library's canvas with the structure of what is drawn on it. A page's content is packed as soon as the page is full."""

    def __init__(self, filename: object, structure: Structure, **options: object) -> None:
        self.structure = structure
        super().__init__(filename, **options)

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """All that is drawn meanwhile is content of the element."""
        self._code.append(self.structure.mark(element))
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """All that is drawn meanwhile says nothing: rules, grounds, and what is repeated on each page ('Header', 'Footer')."""
        self._code.append(f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC" if kind else self.structure.mark(ARTIFACT))
        yield
        self._code.append("EMC")

    def link(self, words: str, destination: str, rect: tuple[float, float, float, float], element: Element) -> None:
        """A link to a bookmark, with the words that tell where it leads."""
        document = self._doc
        key = self.structure.link_key(element)
        name = f"Link{key}"
        target = self._bookmarkReference(destination)
        document.addAnnotation(name, PDFDictionary({
            "Type": PDFName("Annot"), "Subtype": PDFName("Link"), "Rect": PDFArray(rect), "Border": "[0 0 0]", "F": _PRINTED,
            "Contents": text(words), "Dest": target, "StructParent": key,
        }))
        self._annotatePage(name)
        number, _version = document.idToObjectNumberAndVersion[document.annotationName(name)]
        element.kids.append(Annotation(number, self.structure.page))

    def showPage(self) -> None:  # noqa: N802 - the library's name
        """Close the page."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        packed = zlib.compress(page.stream.encode("latin-1") if isinstance(page.stream, str) else page.stream)
        page.stream, page.Contents = None, Packed(PDFDictionary({"Filter": PDFName("FlateDecode")}), packed)
        page.Tabs, page.StructParents = PDFName("S"), self.structure.page_keys.get(self.structure.page)
        page.__NoDefault__ = [*page.__NoDefault__, "Tabs", "StructParents"]
        self.structure.turn()

    def page_number(self, page: int) -> int:
        """The number of a page's object; pages are counted from 0."""
        number, _version = self._doc.idToObjectNumberAndVersion[f"Page{page + 1}"]
        return int(number)
