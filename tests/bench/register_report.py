"""A register's report in a process of its own, measured once for all benches that ask; and the same rows as a plain LongTable."""

import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fresh import printed

WRITTEN = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from risk_register.operations.sealing.certificates import make_key
from risk_register.reports import Wanted, build_report
from risk_register.reports.files import write
from risk_register.reports.sealing.sealer import Sealer
from risk_register.store import Register

sealer = Sealer(make_key("Any organisation", datetime.now(UTC)))
begun = time.process_time()
with Register.open(Path(sys.argv[1]), write=False) as register:
    content = build_report(register, Wanted("register"))
built = time.process_time()
written = write(content, sys.argv[2], sealer=sealer)
ended = time.process_time()
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")).split()[1]
print(built - begun, ended - built, written.pages, int(peak) / 1024)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of the processor to gather what a report says and to write it, tagged and signed; its pages; the most memory held."""

    gathering: float
    writing: float
    pages: int
    megabytes: float


@cache
def measured(register: Path) -> Measured:
    """The report of a register in a process of its own. Raises `RuntimeError` where it cannot be measured."""
    with tempfile.TemporaryDirectory() as folder:
        gathering, writing, pages, megabytes = printed(WRITTEN, register, Path(folder) / "register.pdf").split()
    return Measured(float(gathering), float(writing), int(pages), float(megabytes))


@cache
def plain_seconds_a_page(register: Path) -> float:
    """Seconds of the processor that one LongTable takes for a page of the rows that list every vendor, as paragraphs that wrap."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    from risk_register.reports import Wanted, build_report, style
    from risk_register.reports.cells import widths
    from risk_register.reports.content import Cell, Table
    from risk_register.store import Register

    style.printable()
    with Register.open(register, write=False) as opened:
        content = build_report(opened, Wanted("register"))
    tables = [block for section in content.sections for block in section.blocks if isinstance(block, Table)]
    table = max(tables, key=lambda each: len(each.rows))
    words = [[[each.text for each in cell.words] if isinstance(cell, Cell) else [cell] for cell in row.cells] for row in table.rows]
    plain = ParagraphStyle("cell", fontName=style.REGULAR, fontSize=8, leading=10.8)
    begun = time.process_time()
    rows: list[list[Any]] = [[column.title for column in table.columns]]
    rows += [[Paragraph("<br/>".join(escape(each) for each in cell), plain) for cell in row] for row in words]
    with tempfile.TemporaryFile() as target:
        drawn = SimpleDocTemplate(target, pagesize=A4, initialFontName=style.REGULAR)
        drawn.build([LongTable(rows, colWidths=widths(table.columns, style.WIDTH), repeatRows=1)])
        pages = drawn.page
    return (time.process_time() - begun) / pages
