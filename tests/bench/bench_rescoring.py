"""One answer of one of 10,000 vendors changes: that vendor alone is judged again."""

import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fresh import processor
from large import large_register, median

WHAT = "judging one vendor again after one answer of it was judged"
BASELINE = "scoring all of 10,000 vendors"
AIM = 0.001
RUNS = 5


def run() -> tuple[float, float]:
    """Median seconds of bringing the kept scores up to date, and the seconds of judging all, both of the processor."""
    from risk_register.model.vocabulary import ReviewerVerdict
    from risk_register.operations import facts, touched
    from risk_register.operations.reviewing import Judgement, judge
    from risk_register.operations.scoring import assess, refresh_scores
    from risk_register.store import Register

    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "bench.riskregister"
        shutil.copyfile(large_register(), own)
        with Register.open(own) as register:
            refresh_scores(register)
            begun = processor()
            assess(register, explain=False)
            all_of_them = processor() - begun
            used = next(each for each in facts.rounds(register) if each.state in ("received", "reviewed"))
            answers = [each.id for each in facts.answers(register, used.id)][:RUNS]
            ours = []
            for answer in answers:
                head = register.head()[1]
                judge(register, {answer: Judgement(ReviewerVerdict.UNSATISFACTORY)}, "bench")
                if touched.vendors_since(register, head) != [used.vendor_id]:
                    raise SystemExit("more than one vendor is judged again")
                begun = time.process_time()
                assess(register, [used.vendor_id], explain=False)
                ours.append(time.process_time() - begun)
            refresh_scores(register)
    return median(ours), all_of_them
