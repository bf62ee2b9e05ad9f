"""All of 10,000 vendors judged as they stood a year back, with 100,000 edits since; what the rewinding takes is printed apart."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fresh import processor
from large import large_register, median

WHAT = "scoring 10,000 vendors as they stood a year back, 100,000 edits since"
BASELINE = "scoring all of them today"
AIM = 3
RUNS = 3
EDITS = 100_000
IN_ONE_CHANGE = 100
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""A year after the last day of the demonstration, so that a year back all of it was there and no edit yet."""


def run() -> tuple[float, float]:
    """Median seconds of the processor of judging all as they stood and as they are, in turn. Raises where edits are missing."""
    from risk_register.operations.scoring import assess
    from risk_register.store import Register

    back, today, rewinding = [], [], []
    with Register.open(edited_register(), write=False, clock=lambda: NOW) as register:
        day = register.today() - timedelta(days=365)
        if (since := edits_since(register, day)) < EDITS:
            raise RuntimeError(f"only {since} edits since {day}")
        now = {each.vendor_id: each.residual for each in assess(register, explain=False)}
        for _ in range(RUNS):
            begun = processor()
            past = register.as_of(day)
            rewinding.append(processor() - begun)
            with past:
                begun = processor()
                then = {each.vendor_id: each.residual for each in assess(past, on=day, explain=False)}
                back.append(processor() - begun)
            begun = processor()
            assess(register, explain=False)
            today.append(processor() - begun)
        moved = sum(then.get(vendor) != residual for vendor, residual in now.items())
    print(f"  rewinding {since} edits: {median(rewinding):.2f} s; {len(then)} vendors judged, {moved} with another figure today",
          file=sys.stderr, flush=True)
    return median(back), median(today)


def edits_since(register: Any, day: Any) -> int:
    """How many records the journal says were edited after a day."""
    from sqlalchemy import func, select

    from risk_register.model.base import instant_text
    from risk_register.store.schema import journal_change, journal_entry

    later = select(journal_change.c.n).where(journal_change.c.at >= instant_text(datetime.combine(
        day + timedelta(days=1), datetime.min.time(), UTC)))
    with register.read() as connection:
        return int(connection.execute(select(func.count()).select_from(journal_entry).where(
            journal_entry.c.change.in_(later))).scalar() or 0)


def edited_register() -> Path:
    """The shared register, edited day by day for a year; made once and kept beside it."""
    from risk_register.store import Register

    large = large_register()
    path = large.with_name(f"{large.stem}-edited{large.suffix}")
    if not path.exists():
        print(f"editing a register {EDITS} times …", file=sys.stderr, flush=True)
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        shutil.copyfile(large, partial)
        with Register.open(partial, clock=lambda: NOW) as register:
            edits = _edits(register)
            changes = EDITS // IN_ONE_CHANGE
            for number in range(changes):
                at = NOW - timedelta(days=364) + timedelta(days=364) * number / changes
                with register.change("Bench", "bench", at=at) as door:
                    landed = 0
                    while landed < IN_ONE_CHANGE:  # what stands already is no edit
                        record, record_id, values = next(edits)
                        landed += door.update(record, record_id, **values)
        partial.replace(path)
    return path


def _edits(register: Any) -> Iterator[tuple[Any, int, dict[str, Any]]]:
    """Edits without end of what a score rests on and of what it does not, spread over all vendors."""
    from sqlalchemy import select

    from risk_register.model.flows import DataFlow
    from risk_register.model.nouns import BY_RECORD
    from risk_register.model.parties import Vendor
    from risk_register.model.services import Service

    kinds = (
        (Vendor, lambda turn: {"town": f"Town {turn}"}), (DataFlow, lambda turn: {"confidentiality": turn % 2 * 4}),
        (Service, lambda turn: {"substitutability": ("none", "easy")[turn % 2]}),
        (DataFlow, lambda turn: {"purpose": f"Purpose {turn}"}),
    )
    with register.read() as connection:
        ids = {record: list(connection.execute(select(BY_RECORD[record].table.c.id)).scalars()) for record, _ in kinds}
    for number in count():
        record, values = kinds[number % len(kinds)]
        place, known = number // len(kinds), ids[record]
        yield record, known[place % len(known)], values(place // len(known) + 1)
