"""The most memory that a fresh process takes while it scores all of 10,000 vendors, against what is allowed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fresh import megabytes, taken
from large import large_register

WHAT = "memory at its peak of a fresh process scoring all of 10,000 vendors"
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
    """Megabytes taken at the peak, and aimed at."""
    return taken(SCORE, large_register()).peak, _AIMED


shown = megabytes
