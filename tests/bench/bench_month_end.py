"""One month of the portfolio's trend: 10,000 vendors judged as the register stood at its end; each month is judged once only."""

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fresh import processor
from large import large_register

WHAT = "one month's end of 10,000 vendors, rewound and judged"
BASELINE = "scoring all of 10,000 vendors"
AIM = 3.0


def run() -> tuple[float, float]:
    """Seconds of the processor for both; the months that are kept must come back without being judged again."""
    from risk_register.operations.portfolio_trend import known_trend, work_out_month
    from risk_register.operations.scoring import assess
    from risk_register.store import Register

    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "bench.riskregister"
        shutil.copyfile(large_register(), own)
        with Register.open(own) as register:
            assess(register, explain=False)
            begun = processor()
            assess(register, explain=False)
            between = processor()
            day = known_trend(register, with_today=False).missing[-1]
            work_out_month(register, day)
            ended = processor()
            if day in known_trend(register, with_today=False).missing:
                raise SystemExit("a month that was judged is not kept")
        return ended - between, between - begun
