"""The same two beside each other: the most memory that a process of theirs holds."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fresh import megabytes
from office import absent, measured

__all__ = ["AIM", "BASELINE", "WHAT", "absent", "run", "shown"]

WHAT = "most memory held for the register report of 2,000 vendors"
BASELINE = "the same of LibreOffice"
AIM = 1.0


def run() -> tuple[float, float]:
    """Megabytes of both."""
    ours, theirs = measured()
    return ours.megabytes, theirs.megabytes


shown = megabytes
