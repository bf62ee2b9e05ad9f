"""The dossiers of 400 vendors written into a folder, by as many processes as the batch takes, against one.

By the clock, since that is what several processors save: on a machine that other programs keep busy there is nothing to be saved.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fresh import load

WHAT = "400 dossiers in a batch, with the processes that it takes by itself"
BASELINE = "the same batch in one process"
AIM = 0.65
VENDORS = 400


def run() -> tuple[float, float]:
    """Seconds by the clock of both."""
    from risk_register.operations.demonstration import make_demonstration
    from risk_register.operations.facts import all_facts
    from risk_register.reports import Wanted
    from risk_register.reports.batch import write_batch
    from risk_register.store import Register

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.riskregister"
        make_demonstration(path, vendors=VENDORS)
        with Register.open(path, write=False) as register:
            vendors = [(each.vendor.id, each.vendor.legal_name) for each in all_facts(register, to_judge=True)]
            spent = []
            for processes in (None, 1):
                begun = time.perf_counter()
                write_batch(register, Wanted("dossier"), vendors, Path(folder), processes=processes)
                spent.append(time.perf_counter() - begun)
    print(f"  {len(vendors)} dossiers each{load()}", file=sys.stderr, flush=True)
    return spent[0], spent[1]
