"""Each real vendor workbook from file to journalled answers, one after the other, with the memory that reading takes.

The child that reads is started before the first file, as the window starts it while somebody looks for the file; a single import
on the command line starts it itself. What that start takes is printed apart and is in no file's time. Each file is read by a
process that the child makes for it, and that is in its time.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import median

WHAT = "import of every real workbook: recognised, read, stored, journalled"
BASELINE = "openpyxl merely reading the same files, cell by cell"
AIM = 1.0
RUNS, RUNS_OF_SMALL, SMALL = 3, 9, 50_000
"""How often each file is read; those of so few bytes oftener, since they take no longer than a busy machine's moods."""
MEMORY_AIM = 0.5

_OURS = """
from pathlib import Path
from risk_register.intake import read_workbook
from risk_register.questionnaires import read_questions
read_questions(read_workbook(Path(sys.argv[1])))
"""
_CHILD = """
import os
from risk_register.intake import child
sys.stdin = open(sys.argv[1])
sys.stdout = open(os.devnull, "w")
child.main([])
"""
_THEIRS = """
import openpyxl
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
sum(1 for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)
"""
_PEAK = """
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")), file=sys.stderr)
"""


def files() -> list[Path]:
    """The real workbooks, which are no part of the project."""
    checkout = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("RISK_REGISTER_SHARED") or checkout.parent / "shared")
    return sorted((folder / "questionnaires").glob("*/*.xlsx"))


def run() -> tuple[float, float]:
    """The sums over all files of the median seconds of ours and of the baseline; each file's own ratios go to standard error."""
    ours, theirs = 0.0, 0.0
    print(f"  starting the child that reads: {_started() * 1000:.0f} ms", file=sys.stderr, flush=True)
    for path in files():
        pairs = list(_pairs(path))
        our, their = median([pair[0] for pair in pairs]), median([pair[1] for pair in pairs])
        memory = (_growth(_OURS, path) + _growth(_CHILD, path)) / max(1, _growth(_THEIRS, path))
        met = our <= their * AIM and memory <= MEMORY_AIM
        print(f"  {path.name}: {our:.2f} s of {their:.2f} s, {our / their:.2f}; memory {memory:.2f}; {'met' if met else 'NOT MET'}",
              file=sys.stderr, flush=True)
        ours, theirs = ours + our, theirs + their
    return ours, theirs


def _started() -> float:
    """Seconds from nothing to a first small file read, less those that the same file takes once more."""
    from risk_register.intake import kept, read_workbook

    kept.let_go()
    taken = []
    for _ in range(2):
        begun = time.perf_counter()
        read_workbook(smallest())
        taken.append(time.perf_counter() - begun)
    return taken[0] - taken[1]


def _pairs(path: Path) -> Iterator[tuple[float, float]]:
    """Both measured in turn, so that the ratio holds on a slow machine too."""
    for _ in range(times(path)):
        yield our_import(path), openpyxl_reading(path)


def times(path: Path) -> int:
    """How often a file is measured."""
    return RUNS if path.stat().st_size > SMALL else RUNS_OF_SMALL


def our_import(path: Path) -> float:
    """Seconds from the file to journalled answers; of a blank form, to the sentence that says so."""
    from risk_register.errors import RegisterError
    from risk_register.operations.questionnaires import import_questionnaire
    from risk_register.operations.registers import create_register
    from risk_register.operations.vendors import add_vendor

    with tempfile.TemporaryDirectory() as folder, create_register(Path(folder) / "bench.riskregister") as register:
        vendor = add_vendor(register, {"legal_name": "Alder"}, "bench")
        begun = time.perf_counter()
        try:
            import_questionnaire(register, path, vendor_id=vendor, actor="bench")
        except RegisterError as refusal:
            if "holds no answers" not in str(refusal):
                raise
        return time.perf_counter() - begun


def openpyxl_reading(path: Path) -> float:
    """Seconds for every cell's value."""
    import warnings

    import openpyxl

    warnings.simplefilter("ignore", UserWarning)
    begun = time.perf_counter()
    book = openpyxl.load_workbook(path, data_only=True)
    cells = sum(1 for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)
    assert cells > 0
    return time.perf_counter() - begun


def _growth(code: str, path: Path) -> float:
    """How many kilobytes a fresh process takes at most for this file beyond what it takes for a table of one answer."""
    return _peak(code, path) - _peak(code, smallest())


@cache
def smallest() -> Path:
    """A workbook of one question and its answer."""
    import xlsxwriter

    path = Path(tempfile.mkdtemp()) / "smallest.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, values in enumerate((("Ref", "Question", "Answer"), ("1", "Is it so?", "Yes"))):
            sheet.write_row(row, 0, values)
    return path


@cache
def _peak(code: str, path: Path) -> float:
    """Kilobytes, the median of several processes, for each differs from the last by as much as a small file takes.

    What the first has compiled is kept for the others, or compiling would hide what a file takes.
    """
    checkout = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    peaks = []
    for _ in range(times(path)):
        done = subprocess.run([sys.executable, "-W", "ignore", "-c", "import sys\n" + code + _PEAK, str(path)],
                              capture_output=True, text=True, check=True, env=environment)
        peaks.append(float(done.stderr.split()[-1]))
    return median(peaks)
