"""A folder of 400 questionnaires taken in: read ahead in several child processes while they are stored in order.

The files are the real ones over and over, each under the name of a vendor of its own and each different in its bytes. The baseline
does the same with one file after the other, its child kept too. By the clock, since that is what several processors save: on a
machine that other programs keep busy there is nothing to be saved.
"""

import shutil
import sys
import tempfile
import time
import zipfile
from itertools import cycle
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_questionnaires import files
from fresh import load

WHAT = "a folder of 400 questionnaires read and stored"
BASELINE = "the same, one file after the other"
AIM = 0.6
COUNT = 400


def run() -> tuple[float, float]:
    """Seconds of the batch and of one after the other, by the clock; both stored the same answers."""
    with tempfile.TemporaryDirectory() as folder:
        paths = copies(Path(folder) / "in")
        together, ours = taken(Path(folder) / "batch.riskregister", paths, one_by_one=False)
        apart, theirs = taken(Path(folder) / "one-by-one.riskregister", paths, one_by_one=True)
    assert together == apart > COUNT / 4
    print(f"  {together} of {len(paths)} files hold answers{load()}", file=sys.stderr, flush=True)
    return ours, theirs


def copies(folder: Path) -> list[Path]:
    """The real files over and over, until there are so many."""
    folder.mkdir()
    made = []
    for number, source in zip(range(COUNT), cycle(files()), strict=False):
        made.append(Path(shutil.copyfile(source, folder / f"{number:03} Vendor{number:03}.xlsx")))
        with zipfile.ZipFile(made[-1], "a") as archive:
            archive.comment = str(number).encode()
    return made


def taken(path: Path, paths: list[Path], *, one_by_one: bool) -> tuple[int, float]:
    """How many files were stored, and in how many seconds."""
    from risk_register.operations.question_batch import take_in
    from risk_register.operations.registers import create_register
    from risk_register.operations.vendors import add_vendor

    with create_register(path) as register:
        for file in paths:
            add_vendor(register, {"legal_name": file.stem.split()[1]}, "bench")
        begun = time.perf_counter()
        found: list[Any] = take_in(register, paths, "bench") if not one_by_one else [
            each for file in paths for each in take_in(register, [file], "bench")]
        return sum(each.outcome is not None for each in found), time.perf_counter() - begun
