"""Documents as their programs write them, made small: Word by its XML, PDF forms by two libraries."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:pPr>'
    '<w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    "</w:styles>"
)


def run(text: str) -> str:
    """Words; line ends become breaks."""
    parts = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{parts}</w:r>"


def paragraph(inner: str, *, heading: bool = False) -> str:
    """A paragraph around runs and controls; plain words are made a run."""
    inner = inner if inner.startswith("<w:") else run(inner)
    return f'<w:p>{"<w:pPr><w:pStyle w:val=" + quoteattr("Titre1") + "/></w:pPr>" if heading else ""}{inner}</w:p>'


def control(text: str, *, kind: str = "<w:text/>", hint: bool = False, alias: str = "") -> str:
    """A content control within a line."""
    named = f"<w:alias w:val={quoteattr(alias)}/>" if alias else ""
    return (f"<w:sdt><w:sdtPr>{named}{'<w:showingPlcHdr/>' if hint else ''}{kind}</w:sdtPr><w:sdtContent>{run(text)}"
            "</w:sdtContent></w:sdt>")


def box(ticked: object) -> str:
    """A check box."""
    return (f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(bool(ticked))}"/></w14:checkbox></w:sdtPr><w:sdtContent>'
            f'{run("☒" if ticked else "☐")}</w:sdtContent></w:sdt>')


def boxes(choices: Mapping[str, bool]) -> str:
    """Check boxes with their words behind them, in one line."""
    return "".join(box(ticked) + run(f" {word}   ") for word, ticked in choices.items())


def drop_down(chosen: str, choices: Sequence[str], *, hint: bool = False) -> str:
    """A drop-down list."""
    items = "".join(f"<w:listItem w:displayText={quoteattr(choice)} w:value={quoteattr(choice)}/>" for choice in choices)
    return control(chosen, kind=f"<w:dropDownList>{items}</w:dropDownList>", hint=hint)


def legacy_text(text: str) -> str:
    """A form field of the older kind."""
    return ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Text1"/><w:textInput/></w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def legacy_box(ticked: object) -> str:
    """A check box of the older kind."""
    return (f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
            f'<w:checked w:val="{int(bool(ticked))}"/>'
            '</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')


def legacy_choice(index: int, choices: Sequence[str]) -> str:
    """A drop-down field of the older kind."""
    entries = "".join(f"<w:listEntry w:val={quoteattr(choice)}/>" for choice in choices)
    return (f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="{index}"/>{entries}</w:ddList></w:ffData>'
            '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')


def cell(inner: str, *, span: int = 1, merge: str = "") -> str:
    """A table's cell around paragraphs; plain words are made one paragraph a line."""
    content = inner if inner.startswith("<w:") else "".join(paragraph(line) for line in inner.split("\n"))
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = {"": "", "begin": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
    return f"<w:tc><w:tcPr>{grid}{merged}</w:tcPr>{content}</w:tc>"


def table(rows: Sequence[Sequence[str]], *, columns: int | None = None, widths: Sequence[int] = ()) -> str:
    """A table; its cells are words or what `cell` made."""
    count = columns or max(map(len, rows))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (widths or [2000] * count))
    made = "".join("<w:tr>" + "".join(part if part.startswith(("<w:tc", "<w:sdt><w:sdtPr><w:cell")) else cell(part) for part in row)
                   + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def document(body: str) -> str:
    """The main part around paragraphs and tables."""
    return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body>{body}'
            "<w:sectPr/></w:body></w:document>")


def docx(path: Path, body: str, *, main: str | bytes | None = None, **parts: str) -> Path:
    """A Word document as a file."""
    path.write_bytes(packed(body, main=main, **parts))
    return path


def packed(body: str, *, main: str | bytes | None = None, **parts: str) -> bytes:
    """A Word document's bytes; two underscores in a further part's name stand for its slash, one for its dot."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        archive.writestr("word/document.xml", document(body) if main is None else main)
        archive.writestr("word/styles.xml", STYLES)
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return held.getvalue()


def pdf(path: Path, draw: object, fill: Mapping[str, str] | None = None) -> Path:
    """A PDF form that `draw` lays out on a canvas; `fill` enters values as a viewer does."""
    from pypdf import PdfReader, PdfWriter
    from reportlab.pdfgen.canvas import Canvas

    held = io.BytesIO()
    canvas = Canvas(held)
    draw(canvas)  # type: ignore[operator]
    canvas.save()
    if not fill:
        path.write_bytes(held.getvalue())
        return path
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(held.getvalue())))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(fill), auto_regenerate=False)
    with path.open("wb") as file:
        writer.write(file)
    return path
