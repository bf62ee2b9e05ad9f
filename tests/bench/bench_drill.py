"""What if each were breached tomorrow: the ranking of all 10,000 vendors and subcontractors against the exposure of one."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import median
from web import HUB, web_register

WHAT = "drill ranking of all, 10,000 vendors, 30,000 flows, 20,000 links"
BASELINE = "the exposure of one, the hub shared by 2,000"
AIM = 20.0
RUNS = 3


def run() -> tuple[float, float]:
    """Medians of the processor's seconds, taken in turn, each with the register newly opened."""
    from risk_register.operations.exposure import drill, expose
    from risk_register.operations.vendors import find_vendor
    from risk_register.store import Register

    path = web_register()
    ranked, single = [], []
    for _ in range(RUNS):
        with Register.open(path, write=False) as register:
            hub = find_vendor(register, HUB)
        with Register.open(path, write=False) as register:
            begun = time.process_time()
            assert expose(register, hub).affected
            single.append(time.process_time() - begun)
        with Register.open(path, write=False) as register:
            begun = time.process_time()
            assert len(drill(register)) > 2000
            ranked.append(time.process_time() - begun)
    return median(ranked), median(single)
