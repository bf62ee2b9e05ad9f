"""From the start of the process to the first page of a register of 10,000 vendors on screen with its rows.

Against a process that shows an empty window.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import large_register, median

WHAT = "window usable on a register of 10,000 vendors, from process start"
BASELINE = "an empty QMainWindow process"
AIM = 2.0
RUNS = 11
CHECKOUT = Path(__file__).resolve().parent.parent.parent

EMPTY = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
QTimer.singleShot(0, lambda: (sys.stdout.write("usable\\n"), sys.stdout.flush(), os._exit(0)))
application.exec()
"""
OURS = "import sys; from risk_register.desktop.main import main; sys.exit(main(sys.argv[1:]))"


def run() -> tuple[float, float]:
    """Median seconds until each says 'usable', taken in turn."""
    register = large_register()
    ours, baseline = [], []
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "RISK_REGISTER_BENCH_EXIT": "1", "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder, "PYTHONPATH": str(CHECKOUT),
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at each start
        for number in range(RUNS + 1):
            times = measured(EMPTY, [], environment), measured(OURS, [str(register)], environment)
            if number:  # the first run fills the system's caches
                baseline.append(times[0])
                ours.append(times[1])
    return median(ours), median(baseline)


def measured(program: str, arguments: list[str], environment: dict[str, str]) -> float:
    """Seconds from starting a process until it says 'usable'."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", program, *arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        passed = time.perf_counter() - begun
    if said != "usable":
        raise RuntimeError(f"the program ended with {process.returncode} before its window was usable")
    return passed
