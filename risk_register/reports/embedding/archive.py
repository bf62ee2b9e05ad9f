"""What makes a PDF one for archives (ISO 19005-3, PDF/A-3b): output intent, XMP metadata, the file inside, line ends.

Written with the PDF library's own objects, so that nothing is parsed again. The checks that a validator would make beyond these are
named in the tests of this module.
"""

import re
from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from risk_register import resources
from risk_register.reports.embedding.document import FILE_NAME
from risk_register.texts import Language

VERSION = (1, 7)
_OBJECT = re.compile(rb"(\d{10}) (\d{5}) n")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Plain(PDFStream):  # type: ignore[misc]  # the library has no types
    """A stream that is written as it is."""

    def format(self, document: object) -> bytes:
        """Dictionary and content, without a filter."""
        self.dictionary["Length"] = len(self.content)
        head = bytes(self.dictionary.format(document))
        return head + b"\nstream\n" + bytes(self.content) + b"\nendstream\n"


def make_archivable(canvas: Canvas, *, title: str, author: str, subject: str, language: Language, day: date, tool: str,
                    producer: str, facts: bytes) -> None:
    """Add to an unsaved document what an archive asks for, and the facts as an associated file.

    The metadata must say what the document's own properties say; its day is that of the content.
    """
    document = canvas._doc  # noqa: SLF001 - the library offers no other way to its catalogue
    catalog = document.Catalog
    more = ("OutputIntents", "AF")
    catalog.__NoDefault__ = [*catalog.__NoDefault__, *more]
    catalog.__Refs__ = catalog.__NoDefault__
    xmp = _metadata(title, author, subject, language, day, tool, producer)
    catalog.Metadata = _Plain(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), xmp)
    catalog.OutputIntents = PDFArray([document.Reference(PDFDictionary(_intent(document)))])
    attached = document.Reference(_attached(document, facts, day))
    catalog.AF = PDFArray([attached])
    files = PDFDictionary({"Names": PDFArray([PDFString(FILE_NAME), attached])})
    catalog.Names = PDFDictionary({"EmbeddedFiles": document.Reference(files)})


def _intent(document: object) -> dict[str, object]:
    profile = PDFStream(PDFDictionary({"N": 3}), resources.resource("colour", "srgb.icc").read_bytes(), [PDFZCompress])
    return {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
        "Info": PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": document.Reference(profile),  # type: ignore[attr-defined]
    }


def _attached(document: object, facts: bytes, day: date) -> PDFDictionary:
    moment = PDFString(f"D:{day:%Y%m%d}000000+00'00'")
    kept = PDFStream(
        PDFDictionary({
            "Type": PDFName("EmbeddedFile"),
            "Subtype": "/application#2Fjson",  # the library would leave the slash as it is
            "Params": PDFDictionary({"ModDate": moment, "Size": len(facts)}),
        }),
        facts,
        [PDFZCompress],
    )
    reference = document.Reference(kept)  # type: ignore[attr-defined]
    return PDFDictionary({
        "Type": PDFName("Filespec"),
        "F": PDFString(FILE_NAME),
        "UF": PDFString(FILE_NAME),
        "Desc": PDFString("The content of this report and the facts that its scores rest on, as JSON"),
        "AFRelationship": PDFName("Data"),
        "EF": PDFDictionary({"F": reference, "UF": reference}),
    })


def _metadata(title: str, author: str, subject: str, language: Language, day: date, tool: str, producer: str) -> bytes:
    def told(text: str) -> str:
        return escape(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text))

    moment = f"{day.isoformat()}T00:00:00+00:00"
    packet = f"""<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{told(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{told(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{told(subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{told(producer)}</pdf:Producer><pdf:Keywords></pdf:Keywords>
<xmp:CreatorTool>{told(tool)}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
    return packet.encode()


def with_line_ends(data: bytes) -> Iterator[bytes]:
    """The same document with a line end before each `endstream`, as archives ask for and the library does not write.

    Only whole objects move, so that the table of their places is counted anew and nothing inside one is touched.
    """
    table = data.rindex(b"\nxref\n") + 1
    places = [int(found[1]) for found in _OBJECT.finditer(data, table)]
    starts = sorted(set(places))
    moved: dict[int, int] = {}
    written = starts[0] if starts else table
    yield data[:written]
    for start, end in zip(starts, [*starts[1:], table], strict=True):
        moved[start] = written
        piece = _ended(data[start:end])
        written += len(piece)
        yield piece
    yield _OBJECT.sub(lambda found: b"%010d %s n" % (moved[int(found[1])], found[2]),
                      data[table:data.rindex(b"startxref")])
    yield b"startxref\n%d\n%%%%EOF\n" % written


def _ended(piece: bytes) -> bytes:
    end = piece.rfind(b"endstream\nendobj")
    if end < 1 or piece[end - 1:end] == b"\n":
        return piece
    return piece[:end] + b"\n" + piece[end:]
