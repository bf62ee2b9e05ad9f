"""A spreadsheet of 10,000 vendors with their contracts and services, from file to one journalled change."""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import VENDORS, median

WHAT = f"import of a spreadsheet of {VENDORS:,} vendors with contracts and services"
BASELINE = "openpyxl merely reading the same file, cell by cell"
AIM = 3.0
RUNS = 3
HEADINGS = ("Vendor ID", "Vendor", "Country", "Stage", "Criticality", "Business owner", "Town", "Contact e-mail", "Service",
            "Contract reference", "Contract start", "Contract end", "Annual cost", "Currency", "Cost centre")
_STARTS = ("Al", "Bran", "Cor", "Del", "Es", "Fal", "Gren", "Hol", "Ist", "Jor", "Kal", "Lum", "Mor", "Nor", "Or", "Pel", "Quin",
           "Ros", "Sol", "Tar", "Ul", "Ver", "Wil", "Xan", "Yor", "Zel")
_MIDDLES = ("a", "e", "i", "o", "u", "an", "en", "in", "on", "un", "ar", "er", "ir", "or", "ur", "al", "el", "il", "ol", "ul")
_ENDS = ("bach", "dale", "field", "gate", "ham", "kirk", "lund", "mont", "ness", "port", "quay", "ridge", "stone", "thorpe", "wick")
_TRADES = ("Cloud", "Hosting", "Payroll", "Logistics", "Analytics", "Print", "Facilities", "Consulting", "Telecom", "Insurance")
_FORMS = ("Ltd", "SAS", "GmbH", "Inc.", "BV", "SpA")


def rows() -> Iterator[list[object]]:
    """The file's rows, the same every time: what a register kept in a spreadsheet holds."""
    draw = random.Random(20260302)
    names = [f"{start}{middle}{further}{end}" for start in _STARTS for middle in _MIDDLES for further in _MIDDLES for end in _ENDS]
    draw.shuffle(names)
    for number in range(VENDORS):
        base = names[number % len(names)]
        name = f"{base} {draw.choice(names)} {draw.choice(_FORMS)}"
        begins = date(2022, 1, 1) + timedelta(days=draw.randrange(1200))
        yield [f"V-{number + 1:05}", name, draw.choice(("FR", "DE", "IE", "US", "Spain")), draw.choice(("Active", "Prospect")),
               draw.choice(("Low", "Medium", "High", "Critical")),
               f"Head of team {draw.randrange(60)}", draw.choice(("Lyon", "Berlin", "Dublin", "Madrid")),
               f"contact@{base.lower()}.example", draw.choice(_TRADES), f"C-{number + 1:05}", begins,
               begins + timedelta(days=730), draw.randrange(500, 250_000) + Decimal("0.50"), "EUR", f"CC-{draw.randrange(90)}"]


def write(path: Path) -> Path:
    """The spreadsheet."""
    from risk_register.exchange.workbooks import SheetColumn, SheetContent, write_workbook

    write_workbook(path, [SheetContent("Vendors", [SheetColumn(heading) for heading in HEADINGS], list(rows()))])  # type: ignore[arg-type]
    return path


def run() -> tuple[float, float]:
    """Median seconds of ours and of the baseline, taken in turn."""
    ours, baseline = [], []
    with tempfile.TemporaryDirectory() as folder:
        file = write(Path(folder) / "vendors.xlsx")
        for _ in range(RUNS):
            ours.append(our_import(file))
            baseline.append(openpyxl_reading(file))
    return median(ours), median(baseline)


def our_import(file: Path) -> float:
    """Seconds from the file to the stored vendors, in a fresh register."""
    from risk_register.exchange.bringing import apply, make_plan, read_file
    from risk_register.operations.registers import create_register

    with tempfile.TemporaryDirectory() as folder, create_register(Path(folder) / "bench.riskregister") as register:
        begun = time.perf_counter()
        outcome = apply(make_plan(register, read_file(file)), register, "bench")
        taken = time.perf_counter() - begun
    assert outcome.counts.created == VENDORS
    return taken


def openpyxl_reading(file: Path) -> float:
    """Seconds for every cell's value."""
    import openpyxl

    begun = time.perf_counter()
    book = openpyxl.load_workbook(file, data_only=True)
    cells = sum(1 for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)
    assert cells > VENDORS
    return time.perf_counter() - begun
