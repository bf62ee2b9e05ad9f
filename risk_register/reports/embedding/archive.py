"""What makes a PDF one for archives (ISO 19005-3, PDF/A-3a) and for all readers (ISO 14289-1, PDF/UA-1): what it says of itself.

Output intent, XMP metadata, the file inside, the sign that its structure is marked. Written with the PDF library's own objects, so
that nothing is parsed again. Which checks were made of it, and that no official validator was among them, the README says.
"""

import re
from datetime import date
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress

from risk_register import resources
from risk_register.reports.embedding.deflated import Deflated
from risk_register.reports.embedding.document import FILE_NAME
from risk_register.reports.tagging.canvas import Packed, TaggedCanvas
from risk_register.texts import Language

VERSION = (1, 7)
TREE = "StructTreeRoot"
"""The name of the object that the structure's root is written over."""
_EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
"""What an archive asks for of a property that it does not know itself (ISO 19005-3, 6.6.2.3)."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make_archivable(canvas: TaggedCanvas, *, title: str, author: str, subject: str, language: Language, day: date, tool: str,
                    producer: str, facts: Deflated) -> None:
    """Add to an unsaved document what an archive asks for, and the facts as an associated file.

    The metadata must say what the document's own properties say; its day is that of the content.
    """
    document = canvas._doc  # noqa: SLF001 - the library offers no other way to its catalogue
    catalog = document.Catalog
    more = ("OutputIntents", "AF")
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.StructTreeRoot = document.Reference(PDFDictionary({}), TREE)
    catalog.__NoDefault__ = [*catalog.__NoDefault__, *more]
    catalog.__Refs__ = catalog.__NoDefault__
    xmp = _metadata(title, author, subject, language, day, tool, producer)
    catalog.Metadata = Packed(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), xmp)
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


def _attached(document: object, facts: Deflated, day: date) -> PDFDictionary:
    moment = PDFString(f"D:{day:%Y%m%d}000000+00'00'")
    kept = Packed(
        PDFDictionary({
            "Filter": PDFName("FlateDecode"),
            "Type": PDFName("EmbeddedFile"),
            "Subtype": "/application#2Fjson",  # the library would leave the slash as it is
            "Params": PDFDictionary({"ModDate": moment, "Size": facts.size}),
        }),
        facts.packed,
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
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{told(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{told(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{told(subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{told(producer)}</pdf:Producer><pdf:Keywords></pdf:Keywords>
<xmp:CreatorTool>{told(tool)}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description>
{_EXTENSION}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
    return packet.encode()
