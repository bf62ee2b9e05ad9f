"""How long a month's end of 10,000 vendors goes on being rewound and judged once it is stopped, at one moment after another."""

import sys
import threading
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import large_register

WHAT = "the longest that work goes on after it was stopped, of ten moments"
BASELINE = "a month's end of 10,000 vendors, rewound and judged"
AIM = 0.1
MOMENTS = 10


def run() -> tuple[float, float]:
    """Seconds of the working thread: after the wish at its longest, and for the whole month."""
    from risk_register.operations.portfolio_trend import known_trend
    from risk_register.store import Register

    with Register.open(large_register(), write=False) as register:
        day = known_trend(register, with_today=False).missing[0]
        whole = _seconds(register, day, None)
        lags = [_seconds(register, day, whole * moment / MOMENTS) for moment in range(MOMENTS)]
    return max(lags), whole


def _seconds(register: Any, day: date, after: float | None) -> float:
    """What the month takes of the processor; or what goes on being done once so much of it was, where it is stopped then."""
    from risk_register.errors import Cancelled
    from risk_register.operations.portfolio_trend import work_out_month

    wish, ended = threading.Event(), [0.0]

    def work() -> None:
        with suppress(Cancelled):
            work_out_month(register, day, cancelled=wish.is_set)
        ended[0] = time.thread_time()
        wish.wait()  # the thread's clock is read until it was stopped

    thread = threading.Thread(target=work)
    thread.start()
    clock = time.pthread_getcpuclockid(thread.ident or 0)
    while after is not None and not ended[0] and time.clock_gettime(clock) < after:
        time.sleep(0.002)
    stopped_at = 0.0 if after is None else time.clock_gettime(clock)
    if after is not None:
        wish.set()
    while not ended[0]:
        time.sleep(0.002)
    wish.set()
    thread.join()
    return max(0.0, ended[0] - stopped_at)
