"""A dossier with 300 answers, from its facts to the file on disk."""

import io
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any
from xml.sax.saxutils import escape

from risk_register.reports.content import Cell, CellContent, ReportContent, Section, Table
from risk_register.reports.dossier import RoundAnswers, dossier_content, write
from tests.reports import samples

WHAT = "dossier PDF of a vendor with 300 answers"
BASELINE = "reportlab drawing the same tables with Paragraph cells, a table a page, nothing else"
AIM = 1.5
RUNS = 5
ROWS_A_PAGE = 12


def run() -> tuple[float, float]:
    """Median seconds of writing the dossier, and of merely drawing its tables."""
    import reportlab.platypus  # noqa: F401 - neither side pays for the import

    inputs = samples.dossier_inputs(answers=(RoundAnswers(samples.vendor_facts().rounds[0], samples.answers(300)),))
    tables = list(_tables(dossier_content(inputs, "en")))
    ours, baseline = [], []
    with tempfile.TemporaryDirectory() as folder:
        write(dossier_content(inputs, "en"), Path(folder) / "dossier.pdf")
        for _ in range(RUNS):
            begun = time.perf_counter()
            write(dossier_content(inputs, "en"), Path(folder) / "dossier.pdf")
            ours.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            _draw_with_paragraphs(tables)
            baseline.append(time.perf_counter() - begun)
    return median(ours), median(baseline)


def _tables(content: ReportContent) -> Iterator[Table]:
    for section in content.sections:
        yield from _tables_of(section)


def _tables_of(section: Section) -> Iterator[Table]:
    yield from (block for block in section.blocks if isinstance(block, Table) and block.rows)
    for below in section.sections:
        yield from _tables_of(below)


def _words(cell: CellContent) -> str:
    return "<br/>".join(escape(words.text) for words in cell.words) if isinstance(cell, Cell) else escape(cell)


def _draw_with_paragraphs(tables: list[Table]) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
    from reportlab.platypus import Table as Drawn

    from risk_register.reports import style

    style.printable()
    plain = ParagraphStyle("cell", fontName=style.REGULAR, fontSize=8, leading=10.8)
    story: list[Any] = []
    for table in tables:
        shares = sum(column.width for column in table.columns)
        widths = [style.WIDTH * column.width / shares for column in table.columns]
        rows = [[Paragraph(_words(cell), plain) for cell in row.cells] for row in table.rows if not row.heading]
        for start in range(0, len(rows), ROWS_A_PAGE):
            story += [Drawn(rows[start : start + ROWS_A_PAGE], colWidths=widths), PageBreak()]
    SimpleDocTemplate(io.BytesIO(), pagesize=A4, initialFontName=style.REGULAR).build(story)
