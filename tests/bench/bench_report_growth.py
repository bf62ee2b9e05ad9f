"""How the time of the register's report grows with its vendors."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import VENDORS, large_register
from register_report import measured

WHAT = "a vendor's share of the register report of 10,000 vendors"
BASELINE = "a vendor's share in a report of 1,000"
AIM = 1.2


def run() -> tuple[float, float]:
    """Seconds of the processor a vendor."""
    from risk_register.operations.demonstration import make_demonstration

    large = measured(large_register())
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.riskregister"
        make_demonstration(small, vendors=VENDORS // 10)
        least = measured(small)
    return (large.gathering + large.writing) / VENDORS, (least.gathering + least.writing) / (VENDORS // 10)
