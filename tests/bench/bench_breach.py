"""Breach day at scale: an announcement read, names matched, exposure, deadlines, the incident stored; then its PDF.

Both sides begin with the file closed and what they import loaded; each run has a copy of its own. What is held against each other
is the processor's time, which other programs disturb less than the clock's; the clock's is printed beside. The PDF is timed apart.
"""

import shutil
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import median
from web import ANNOUNCER, HUB, web_register

WHAT = "an announcement becomes a stored incident, 10,000 vendors, 20,000 links, a hub shared by 2,000"
BASELINE = "networkx: the same graph loaded from the same file, all ancestors of the hub"
AIM = 2.0
RUNS = 5
WORDS = f"""{ANNOUNCER} has announced an incident at its provider {HUB}.

On 3 November 2025 {HUB} detected that an attacker had exported a data set. Email addresses and phone numbers were exposed.
Passwords were not affected.
"""


def run() -> tuple[float, float]:
    """Seconds of ours and of the baseline, medians taken in turn."""
    path = web_register()
    ours, baseline = [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(shutil.copy(path, Path(folder) / "web.riskregister"))
            baseline.append(_reachability(copy))
            ours.append(_incident(copy, report=not ours))
    return median(ours), median(baseline)


def _incident(path: Path, *, report: bool) -> float:
    from risk_register.intake.announcements import pasted
    from risk_register.model.vocabulary import StampName
    from risk_register.operations.incidents import Told, proposal, read, record_incident
    from risk_register.operations.incidents.recording import day_stamp
    from risk_register.store import Register

    begun, by_the_clock = time.process_time(), time.perf_counter()
    with Register.open(path) as register:
        found = proposal(read(register, pasted(WORDS)))
        assert found.origin_id is not None
        assert found.detected_on is not None
        matched = time.process_time() - begun
        stamps = {StampName.VENDOR_DETECTED: (day_stamp(register, found.detected_on), None)}
        told = Told("Breach", datetime(2025, 11, 27, 8, tzinfo=UTC), (found.origin_id,), found.announced_by_id, found.origin_id,
                    found.elements, stamps)
        recorded = record_incident(register, told, "bench")
        assert recorded.judged.affected
    taken = time.process_time() - begun
    hit = len(recorded.judged.exposures[0].flows)
    print(f"  read and matched after {matched:.2f} s, stored with deadlines after {taken:.2f} s "
          f"({time.perf_counter() - by_the_clock:.2f} s by the clock), {hit} flows hit", file=sys.stderr, flush=True)
    if report:
        _report(path, recorded.id)
    return taken


def _report(path: Path, incident_id: int) -> None:
    from risk_register.reports import write_report
    from risk_register.store import Register

    begun = time.perf_counter()
    with Register.open(path) as register:
        written = write_report(register, "incident", path.with_suffix(".pdf"), incident_id=incident_id, preparer="bench")
    print(f"  and its PDF of {written.pages} pages in {time.perf_counter() - begun:.1f} s more", file=sys.stderr, flush=True)


def _reachability(path: Path) -> float:
    import networkx

    begun = time.process_time()
    connection = sqlite3.connect(path)
    graph = networkx.DiGraph()
    graph.add_nodes_from(key for key, in connection.execute("select id from vendor"))
    graph.add_edges_from(connection.execute("select provider_id, subcontractor_id from subcontractor_link"))
    graph.add_edges_from((f"flow {key}", to) for key, to in connection.execute("select id, to_vendor_id from data_flow"))
    (hub,) = connection.execute("select id from vendor where legal_name = ?", (HUB,)).fetchone()
    found = networkx.ancestors(graph, hub)
    connection.close()
    assert len(found) > 2000
    return time.process_time() - begun
