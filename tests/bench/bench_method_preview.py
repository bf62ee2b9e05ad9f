"""Another method looked at: every one of 10,000 vendors before and after, as the method editor shows it while somebody types."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fresh import processor
from large import large_register

WHAT = "10,000 vendors before and after another method"
BASELINE = "scoring all of 10,000 vendors"
AIM = 2.0


def run() -> tuple[float, float]:
    """Seconds of the processor for both, taken in turn on the same register."""
    from risk_register.operations.methods import preview_method
    from risk_register.operations.scoring import assess
    from risk_register.risk import load_method
    from risk_register.store import Register

    with Register.open(large_register(), write=False) as register:
        assess(register, explain=False)
        begun = processor()
        assess(register, explain=False)
        between = processor()
        preview_method(register, load_method("nist-800-30"))
        return processor() - between, between - begun
