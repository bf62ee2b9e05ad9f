"""The register of 10,000 vendors that several benches share: made once, kept in the system's temporary folder."""

import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

VENDORS = 10_000


def large_register() -> Path:
    """Its path. Delete the file, or name another in RISK_REGISTER_BENCH_REGISTER, to measure a newer make of it.

    Other tables make another file, since a register of the older ones could not be read.
    """
    from risk_register import resources
    from risk_register.operations.demonstration import make_demonstration
    from risk_register.operations.scoring import refresh_scores
    from risk_register.operations.today import refresh_items
    from risk_register.store import Register

    tables = hashlib.sha256(resources.read_text("schema", "facts-1.json").encode()).hexdigest()[:8]
    kept = Path(tempfile.gettempdir()) / f"bench-{VENDORS}-{tables}.riskregister"
    path = Path(os.environ.get("RISK_REGISTER_BENCH_REGISTER") or kept)
    if not path.exists():
        print(f"making a register of {VENDORS} vendors …", file=sys.stderr, flush=True)
        begun = time.perf_counter()
        partial = path.with_name(f"{path.name}.{os.getpid()}")  # until it is whole, no other bench takes it for the register
        make_demonstration(partial, vendors=VENDORS)
        with Register.open(partial) as register:
            refresh_scores(register)
            refresh_items(register)  # as it is once the window had it open
        partial.replace(path)
        print(f"made in {time.perf_counter() - begun:.0f} s, {path.stat().st_size / 1e6:.0f} MB", file=sys.stderr, flush=True)
    return path


def median(values: list[float]) -> float:
    """The middle of an odd number of measurements."""
    return sorted(values)[len(values) // 2]
