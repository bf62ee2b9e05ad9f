"""The register's report of 2,000 vendors beside the same register as a spreadsheet that LibreOffice turns into a PDF: the time."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from office import absent, measured

__all__ = ["AIM", "BASELINE", "WHAT", "absent", "run"]

WHAT = "the register report of 2,000 vendors, from the command line"
BASELINE = "LibreOffice turning the register's spreadsheet into a PDF"
AIM = 1.0


def run() -> tuple[float, float]:
    """Seconds of the processor of all processes."""
    ours, theirs = measured()
    return ours.seconds, theirs.seconds
