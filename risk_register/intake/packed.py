"""The guard before the workbook reader: what a packed file holds, its limits, and what the reader does not tell.

It goes over the sheets' XML as bytes, a stretch of whole rows at a time, and expands nothing: no entity, no link.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from risk_register.intake import limits
from risk_register.intake.refusals import OtherKind, Reason, Refused

Place = tuple[int, int]

_STRETCH = 1 << 15
"""Bytes of a part that are looked at together: what is found in them is held meanwhile, and takes more room than they do."""
_HEAD = 2_048
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


class SheetDetails:
    """What a sheet's XML says beyond its values: cells without a usable one, and cells shown as percentages.

    `problems` holds a kind and what the cell holds, by place; `percents` holds columns by row; `merged` holds areas as first row,
    first column, last row, last column where the reader does not tell them. (No dataclass: importing
    that module takes as long as reading a questionnaire.)
    """

    __slots__ = ("merged", "percents", "problems")

    def __init__(self) -> None:
        self.problems: dict[Place, tuple[str, str]] = {}
        self.percents: dict[int, list[int]] = {}
        self.merged: list[list[int]] = []


class Details:
    """A packed workbook: its kind, and the details of each of its sheets by name."""

    __slots__ = ("kind", "sheets")

    def __init__(self, kind: str, sheets: dict[str, SheetDetails]) -> None:
        self.kind = kind
        self.sheets = sheets


def look_inside(data: bytes) -> Details:
    """Judge a packed file before anything unpacks it. Raises Refused for what is no workbook or beyond the limits."""
    from risk_register.intake import ods, xlsx

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = _checked_names(archive, len(data))
        _refuse_declarations(archive, names)
        if "xl/workbook.xml" in names or any(name.endswith("/workbook.xml") for name in names):
            return Details("xlsx", xlsx.details(archive))
        if "content.xml" in names and _mimetype(archive, names).endswith(b"spreadsheet"):
            return Details("ods", ods.details(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, ValueError) as error:
        raise Refused(Reason.DAMAGED) from error
    raise Refused(Reason.OTHER_KIND, kind=_kind(archive, names))


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One small part whole, refused where it declares a document type of its own."""
    data = archive.read(name)
    if _DOCTYPE.search(data):
        raise Refused(Reason.DOCTYPE)
    return data


def stretches(archive: zipfile.ZipFile, name: str, end: bytes) -> Iterator[bytes]:
    """A part's bytes, cut only behind `end`, so that no element of that name is in two pieces."""
    with archive.open(name) as part:
        before: list[bytes] = []
        while piece := part.read(_STRETCH):
            cut = piece.rfind(end) + len(end)
            if cut >= len(end):
                yield _without_doctype(b"".join((*before, piece[:cut])))
                before.clear()
                piece = piece[cut:]
            before.append(piece)
        if rest := b"".join(before):
            yield _without_doctype(rest)


def _refuse_declarations(archive: zipfile.ZipFile, names: set[str]) -> None:
    """A document type stands before the first element: the head of each part shows it."""
    for name in names:
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                _without_doctype(part.read(_HEAD))


def _without_doctype(data: bytes) -> bytes:
    if _DOCTYPE.search(data):
        raise Refused(Reason.DOCTYPE)
    return data


def _checked_names(archive: zipfile.ZipFile, size: int) -> set[str]:
    parts = archive.infolist()
    if len(parts) > limits.MOST_PARTS:
        raise Refused(Reason.TOO_MANY_PARTS)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.RATIO_MATTERS_FROM and unpacked > size * limits.STEEPEST_RATIO:
        raise Refused(Reason.BOMB)
    if unpacked > limits.LARGEST_UNPACKED:
        raise Refused(Reason.UNPACKS_TOO_LARGE)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(Reason.PROTECTED)
    names = {part.filename for part in parts}
    if len(names) != len(parts):
        raise Refused(Reason.DAMAGED)
    return names


def _mimetype(archive: zipfile.ZipFile, names: set[str]) -> bytes:
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refused(Reason.PROTECTED)
    return archive.read("mimetype").strip() if "mimetype" in names else b""


def _kind(archive: zipfile.ZipFile, names: set[str]) -> OtherKind:
    mimetype = _mimetype(archive, names)
    if any(name.startswith("word/") for name in names):
        return OtherKind.WORD
    if any(name.startswith("ppt/") for name in names) or mimetype.endswith(b"presentation"):
        return OtherKind.SLIDES
    if "xl/workbook.bin" in names:
        return OtherKind.BINARY_WORKBOOK
    if any(name.endswith(".iwa") for name in names):
        return OtherKind.APPLE
    if mimetype.endswith(b"opendocument.text"):
        return OtherKind.TEXT_DOCUMENT
    return OtherKind.ARCHIVE
