"""Find anything among 10,000 vendors and millions of answers: one keystroke, against asking the index itself."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import large_register, median

WHAT = "find anything, one keystroke, 10,000 vendors and 3 million answers"
BASELINE = "the full-text index asked directly, ranked"
AIM = 3.0
TYPED = ("o", "op", "ope", "open", "con", "contract", "hosting", "soc 2", "données", "iso 27001", "zzz")
RUNS = 5
SLOWEST = 0.050


def run() -> tuple[float, float]:
    """Median seconds of one keystroke in the program, and of the bare query."""
    from risk_register.operations import search
    from risk_register.store import Register, sqlite

    path = large_register()
    raw = sqlite.connect(path, "read")
    ours, baseline, slowest = [], [], ("", 0.0)
    with Register.open(path, write=False) as register:
        known = search.known_vendors(register)
        for _ in range(RUNS):
            for typed in TYPED:
                begun = time.perf_counter()
                search.matching_vendors(known, typed)
                search.find_records(register, typed, known)
                taken = time.perf_counter() - begun
                ours.append(taken)
                slowest = max(slowest, (typed, taken), key=lambda each: each[1])
                begun = time.perf_counter()
                query = " ".join(f'"{word}"*' for word in typed.split())
                raw.execute("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT 50", (query,)).fetchall()
                baseline.append(time.perf_counter() - begun)
    raw.close()
    print(f"  slowest keystroke: {slowest[1] * 1000:.1f} ms for '{slowest[0]}', aim {SLOWEST * 1000:.0f} ms", file=sys.stderr, flush=True)
    return median(ours), median(baseline)
