"""Writes grids of cells as files of every kind that is read, so that tests can look at what comes back from real bytes."""

import csv
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

Grid = Sequence[Sequence[str]]
"""Rows of texts; '' where a cell holds nothing."""
Merged = Sequence[tuple[int, int, int, int]]

_NAMESPACES = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in (
    ("office", "office"), ("table", "table"), ("text", "text")))


def write(path: Path, sheets: Mapping[str, tuple[Grid, Merged]], *, encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    """The sheets as the file that the path's ending names: xlsx, xls, ods, csv or tsv (one sheet, nothing merged)."""
    if path.suffix == ".xlsx":
        _xlsx(path, sheets)
    elif path.suffix == ".xls":
        path.write_bytes(_container(_biff(sheets)))
    elif path.suffix == ".ods":
        _ods(path, sheets)
    else:
        (grid, _), = sheets.values()
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else delimiter).writerows(grid)
    return path


def _xlsx(path: Path, sheets: Mapping[str, tuple[Grid, Merged]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, (grid, merged) in sheets.items():
            sheet = book.add_worksheet(name)
            for top, left, bottom, right in merged:
                sheet.merge_range(top, left, bottom, right, "")
            for row, values in enumerate(grid):
                for column, value in enumerate(values):
                    if value:
                        sheet.write_string(row, column, value)


def _ods(path: Path, sheets: Mapping[str, tuple[Grid, Merged]]) -> None:
    tables = "".join(f"<table:table table:name={quoteattr(name)}>{_rows(grid, merged)}</table:table>"
                     for name, (grid, merged) in sheets.items())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES}>'
                         f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>")
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
                         'opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type='
                         '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>')


def _rows(grid: Grid, merged: Merged) -> str:
    first = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merged}
    covered = {(row, column) for top, left, bottom, right in merged for row in range(top, bottom + 1)
               for column in range(left, right + 1)} - first.keys()
    rows = []
    for row in range(max(len(grid), *(bottom + 1 for _, _, bottom, _ in merged), 1)):
        values = grid[row] if row < len(grid) else ()
        width = max(len(values), *(column + 1 for at, column in {*covered, *first} if at == row), 0)
        cells = []
        for column in range(width):
            value = values[column] if column < len(values) else ""
            name = "covered-table-cell" if (row, column) in covered else "table-cell"
            down, right = first.get((row, column), (1, 1))
            spans = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{right}"' if down * right > 1 else ""
            body = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n")) if value else ""
            kind = ' office:value-type="string"' if value else ""
            cells.append(f"<table:{name}{spans}{kind}>{body}</table:{name}>")
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return "".join(rows)


def _biff(sheets: Mapping[str, tuple[Grid, Merged]]) -> bytes:
    """The sheets as records of the older Excel format, each cell a label."""
    parts = [_sheet(grid, merged) for grid, merged in sheets.values()]
    names = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name in sheets]
    begin, end = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)), _record(0x000A, b"")
    at = len(begin) + sum(4 + 6 + len(name) for name in names) + len(end)
    bound = b""
    for name, part in zip(names, parts, strict=True):
        bound += _record(0x0085, struct.pack("<IBB", at, 0, 0) + name)
        at += len(part)
    return begin + bound + end + b"".join(parts)


def _sheet(grid: Grid, merged: Merged) -> bytes:
    cells = b"".join(_record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value.encode("utf-16-le")) // 2, 1)
                             + value.encode("utf-16-le"))
                     for row, values in enumerate(grid) for column, value in enumerate(values) if value)
    areas = b"".join(struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in merged)
    return b"".join((
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)),
        _record(0x0200, struct.pack("<IIHHH", 0, len(grid), 0, max([1, *map(len, grid)]), 0)), cells,
        _record(0x00E5, struct.pack("<H", len(merged)) + areas) if merged else b"", _record(0x000A, b"")))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _container(stream: bytes) -> bytes:
    """The stream as the only one, 'Workbook', of a compound file."""
    sectors = max(8, -(-len(stream) // 512))
    tables = -(-(sectors + 2) // 127)
    first = tables + 1
    chain = [0xFFFFFFFD] * tables + [0xFFFFFFFE] + [*range(first + 1, first + sectors), 0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack(
        "<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    difat = [*range(tables), *[0xFFFFFFFF] * (109 - tables)]
    root = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    entries = root + _entry("Workbook", 2, 0xFFFFFFFF, first, sectors * 512) + bytes(256)
    return b"".join((header, struct.pack("<109I", *difat), struct.pack(f"<{len(chain)}I", *chain), entries,
                     stream.ljust(sectors * 512, b"\0")))


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36) \
        + struct.pack("<IQ", start, size)
