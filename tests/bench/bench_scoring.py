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
BASELINE = "reading the same rows through SQLAlchemy Core"
AIM = 2.0
RUNS = 3


def run() -> tuple[float, float]:
    """Median seconds of scoring, and of merely fetching what the very statements of a scoring return."""
    from risk_register.operations.scoring import assess
    from risk_register.store import Register

    ours, baseline = [], []
    with Register.open(large_register(), write=False) as register:
        with register.read() as connection:
            statements = recorded(connection, lambda: assess(register, explain=False))
        for _ in range(RUNS):
            begun = time.perf_counter()
            assess(register, explain=False)
            ours.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            with register.read() as connection:
                for statement in statements:
                    connection.execute(statement).fetchall()
            baseline.append(time.perf_counter() - begun)
    return median(ours), median(baseline)


def recorded(connection: Connection, work: Callable[[], Any]) -> list[Any]:
    """The Core statements that some work executes."""
    statements: list[Any] = []

    def keep(_connection: Connection, element: Any, *_rest: Any) -> None:
        statements.append(element)

    event.listen(connection.engine, "before_execute", keep)
    try:
        work()
    finally:
        event.remove(connection.engine, "before_execute", keep)
    return statements
