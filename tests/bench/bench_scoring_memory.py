"""The most memory taken while a fresh process, and those it starts, score all of 10,000 vendors, against what is allowed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fresh import megabytes, taken
from large import VENDORS, large_register

WHAT = "memory at their peaks of the processes scoring all of 10,000 vendors"
BASELINE = "the 500 MB that are aimed at"
AIM = 1.0
_AIMED = 500.0

SCORE = """
from risk_register.operations.scoring import assess
from risk_register.store import Register
with Register.open(Path(sys.argv[1]), write=False) as register, measured():
    assess(register, explain=False)
"""


def run() -> tuple[float, float]:
    """Megabytes taken at the peaks of all processes, as if each reached it at once, and aimed at."""
    from risk_register.operations.each_vendor import worth_starting

    found = taken(SCORE, large_register())
    return found.peak + (worth_starting(VENDORS) - 1) * found.largest, _AIMED


shown = megabytes
