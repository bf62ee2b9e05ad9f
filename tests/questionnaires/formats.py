"""Writes grids of cells as files of every kind that is read, so that tests can look at what comes back from real bytes."""

import csv
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
    """The sheets as the file that the path's ending names: xlsx, ods, csv or tsv (one sheet, nothing merged)."""
    if path.suffix == ".xlsx":
        _xlsx(path, sheets)
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
