"""All of 10,000 vendors, 300 answers each, judged from their facts."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import large_register, median
from sqlalchemy import Connection, event

WHAT = "scoring all of 10,000 vendors"
BASELINE = "reading the same rows, with the same aggregate, through SQLAlchemy Core"
AIM = 1.5
RUNS = 3


def run() -> tuple[float, float]:
    """Median seconds of scoring, and of merely fetching what the very statements of a scoring return.

    Seconds of the processor, since both wait for nothing else and other programs may be at work.
    """
    from risk_register.operations.scoring import assess
    from risk_register.store import Register

    ours, baseline = [], []
    with Register.open(large_register(), write=False) as register:
        with register.read() as connection:
            statements = recorded(connection, lambda: assess(register, explain=False))
        for _ in range(RUNS):
            begun = time.process_time()
            assess(register, explain=False)
            ours.append(time.process_time() - begun)
            begun = time.process_time()
            with register.read() as connection:
                for statement in statements:
                    connection.exec_driver_sql(statement).fetchall()
            baseline.append(time.process_time() - begun)
    return median(ours), median(baseline)


def recorded(connection: Connection, work: Callable[[], Any]) -> list[str]:
    """The SELECT statements that some work has the database execute, with their values, as the driver sees them."""
    statements: list[str] = []

    def trace(driver: Any, *_rest: Any) -> None:
        driver.set_trace_callback(statements.append)

    def end(driver: Any, *_rest: Any) -> None:
        driver.set_trace_callback(None)

    event.listen(connection.engine, "checkout", trace)
    event.listen(connection.engine, "checkin", end)
    try:
        work()
    finally:
        event.remove(connection.engine, "checkout", trace)
        event.remove(connection.engine, "checkin", end)
    return [statement.replace("%", "%%") for statement in statements if statement.lstrip().upper().startswith(("SELECT", "WITH"))]
