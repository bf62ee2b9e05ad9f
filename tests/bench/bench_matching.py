"""Names of 500 vendors looked for among 10,000, as when a spreadsheet is brought in."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import median

WHAT = "500 names looked for among 10,000, the index made first"
BASELINE = "rapidfuzz comparing each with all of them"
AIM = 0.5
RUNS = 3
KNOWN, SOUGHT = 10_000, 500
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")
SHARED = ("data", "cloud", "services", "hosting", "group", "labs")


def run() -> tuple[float, float]:
    """Median seconds of both, of the processor."""
    from rapidfuzz import fuzz, process

    from risk_register.model.matching import Matcher

    names = [f"{SYLLABLES[n % 14]}{SYLLABLES[n // 14 % 14]}{SYLLABLES[n // 196 % 14]}{SYLLABLES[n % 11]} {SHARED[n % 6]} GmbH"
             for n in range(KNOWN)]
    ours, baseline = [], []
    for _ in range(RUNS):
        begun = time.process_time()
        matcher = Matcher((number, [name], []) for number, name in enumerate(names))
        found = [matcher.near(name) for name in names[:SOUGHT]]
        ours.append(time.process_time() - begun)
        begun = time.process_time()
        compared = [process.extract(name, names, scorer=fuzz.token_set_ratio, score_cutoff=80) for name in names[:SOUGHT]]
        baseline.append(time.process_time() - begun)
        if not all(found) or not all(compared):
            raise SystemExit("a name was not found among all")
    return median(ours), median(baseline)
