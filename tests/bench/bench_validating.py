"""50,000 answers judged by what may be stored, as an import does before it writes them."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import median

WHAT = "validating 50,000 answers before they are stored"
BASELINE = "pydantic building the draft of each"
AIM = 1.0
RUNS = 5
ANSWERS = 50_000


def run() -> tuple[float, float]:
    """Median seconds of both, of the processor."""
    from risk_register.model.nouns import BY_PLURAL
    from risk_register.model.validation import validated_many

    noun = BY_PLURAL["answers"]
    reply = {"questionnaire_id": 1, "question_id": 2, "verdict": 1, "words": "Yes, yearly", "sheet": "CAIQ", "cell": "F12"}
    rows = [{**reply, "notes": f"see section {number}"} for number in range(ANSWERS)]
    ours, baseline = [], []
    for _ in range(RUNS):
        begun = time.process_time()
        validated_many(noun, rows)
        ours.append(time.process_time() - begun)
        begun = time.process_time()
        for row in rows:
            noun.draft.model_validate(row)
        baseline.append(time.process_time() - begun)
    return median(ours), median(baseline)
