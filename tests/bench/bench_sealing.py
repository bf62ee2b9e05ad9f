"""A signature on a long report: found valid afterwards too, beside writing the same report without one."""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from risk_register.operations.sealing.certificates import make_key
from risk_register.reports.dossier import RoundAnswers, dossier_content, write
from risk_register.reports.sealing.checking import check_seal
from risk_register.reports.sealing.sealer import Sealer
from tests.reports import samples

WHAT = "a dossier with 3,000 answers, signed, its signature then checked"
BASELINE = "the same dossier written without a signature"
AIM = 1.15
RUNS = 3


def run() -> tuple[float, float]:
    """Median processor seconds of writing, signing and checking, and of writing alone."""
    from risk_register.reports.sealing import signing  # noqa: F401 - neither side pays for the import

    sealer = Sealer(make_key("Northwind Analytics SA", datetime.now(UTC)))
    inputs = samples.dossier_inputs(answers=(RoundAnswers(samples.vendor_facts().rounds[0], samples.answers(3000)),))
    content = dossier_content(inputs, "en")
    ours, baseline = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.pdf"
        write(content, path)
        for _ in range(RUNS):
            begun = time.process_time()
            write(content, path, sealer=sealer)
            found = check_seal(path.read_bytes())
            ours.append(time.process_time() - begun)
            if found is None or found.problems:
                raise RuntimeError("the signature does not hold")
            begun = time.process_time()
            write(content, path)
            baseline.append(time.process_time() - begun)
    return median(ours), median(baseline)
