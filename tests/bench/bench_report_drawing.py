"""The register's report of 10,000 vendors once what it says is gathered: measured, drawn, tagged and signed, by the page."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import large_register
from register_report import measured, plain_seconds_a_page

WHAT = "a page of the register report of 10,000 vendors: drawn, tagged, signed"
BASELINE = "a page of one plain reportlab LongTable of the same rows"
AIM = 1 / 3


def run() -> tuple[float, float]:
    """Seconds of the processor a page."""
    ours = measured(large_register())
    return ours.writing / ours.pages, plain_seconds_a_page(large_register())
