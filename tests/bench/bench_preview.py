"""A dossier as a preview shows it first: gathered from a register of 10,000 vendors, written, its first page drawn."""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import large_register, median

WHAT = "the first page of a dossier's preview, in a register of 10,000 vendors"
BASELINE = "a second of the processor"
AIM = 1.0
RUNS = 5


def run() -> tuple[float, float]:
    """Seconds of the processor from asking to the picture, for the vendor with the most answers among the first."""
    import pypdfium2

    from risk_register.operations.facts import pieces
    from risk_register.reports import write_report
    from risk_register.store import Register

    spent = []
    with Register.open(large_register(), write=False) as register, tempfile.TemporaryDirectory() as folder:
        first = next(pieces(register))
        vendor = max(first, key=lambda each: sum(tally.count for tally in each.tallies)).vendor.id
        for _ in range(RUNS):
            begun = time.process_time()
            write_report(register, "dossier", Path(folder) / "dossier.pdf", vendor_id=vendor)
            document = pypdfium2.PdfDocument(Path(folder) / "dossier.pdf")
            document[0].render(scale=1.5).to_pil()
            document.close()
            spent.append(time.process_time() - begun)
    return median(spent), 1.0
