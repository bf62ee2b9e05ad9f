"""A vendor's CAIQ workbook from file to journalled answers and score."""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import median

WHAT = "import of a CAIQ 4 workbook, file to journalled answers and score"
BASELINE = "openpyxl merely reading the same file, cell by cell"
AIM = 1.0
RUNS = 5


def shared_file() -> Path:
    """The real workbook, which is no part of the project."""
    import os

    checkout = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("RISK_REGISTER_SHARED") or checkout.parent / "shared")
    return folder / "questionnaires" / "caiq-4.0.3-answered" / "instructure-caiq-4.0.3.xlsx"


def run() -> tuple[float, float]:
    """Median seconds of ours and of the baseline, taken in turn."""
    ours, baseline = [], []
    for _ in range(RUNS):
        ours.append(our_import(shared_file()))
        baseline.append(openpyxl_reading(shared_file()))
    return median(ours), median(baseline)


def our_import(file: Path) -> float:
    """Seconds from the file to the score, in a fresh register."""
    from risk_register.operations.questionnaires import import_questionnaire
    from risk_register.operations.registers import create_register
    from risk_register.operations.scoring import assess
    from risk_register.operations.vendors import add_vendor

    with tempfile.TemporaryDirectory() as folder, create_register(Path(folder) / "bench.riskregister") as register:
        vendor = add_vendor(register, {"legal_name": "Alder"}, "bench")
        begun = time.perf_counter()
        import_questionnaire(register, file, vendor_id=vendor, actor="bench")
        assess(register, [vendor])
        return time.perf_counter() - begun


def openpyxl_reading(file: Path) -> float:
    """Seconds for every cell's value."""
    import openpyxl

    begun = time.perf_counter()
    book = openpyxl.load_workbook(file, data_only=True)
    cells = sum(1 for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)
    assert cells > 0
    return time.perf_counter() - begun
