"""What a window holds in memory with 10,000 vendors in it, against one with 100: each in a process of its own, settled."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import large_register

WHAT = "memory of a window open on 10,000 vendors, Today and the list shown"
BASELINE = "the same on 100 vendors"
AIM = 1.5
CHECKOUT = Path(__file__).resolve().parent.parent.parent

SETTLED = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from risk_register.desktop.collecting import tidy
from risk_register.desktop.desk import Desk
from risk_register.desktop.gateway import Gateway
from risk_register.desktop.settings import Settings
from risk_register.desktop.tasks import TaskRunner
from risk_register.desktop.window import MainWindow

application = QApplication([])
window = MainWindow(Desk(Settings(), Gateway(TaskRunner())))
window.go("welcome")
window.show()
window.redraw()
gateway = window.desk.gateway
gateway.open(Path(sys.argv[1]))

def turn(seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        application.processEvents()
        time.sleep(0.005)

def settle():
    came = []
    for _ in range(3):  # what comes home may ask anew
        gateway.ask(lambda register: None, came.append)
        while not came:
            turn(0.05)
        came.clear()
    turn(0.5)

settle()
window.go("vendors")
settle()
tidy()
lines = Path("/proc/self/status").read_text().splitlines()
sys.stdout.write(next(line for line in lines if line.startswith("VmRSS")).split()[1] + "\\n")
sys.stdout.flush()
window.close()
"""


def run() -> tuple[float, float]:
    """Megabytes of both. Raises `RuntimeError` where the system does not tell what a process holds."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.riskregister"
        _make(small, 100)
        return held(large_register(), folder), held(small, folder)


def _make(path: Path, vendors: int) -> None:
    from risk_register.operations.demonstration import make_demonstration
    from risk_register.operations.scoring import refresh_scores
    from risk_register.operations.today import refresh_items
    from risk_register.store import Register

    make_demonstration(path, vendors=vendors)
    with Register.open(path) as register:
        refresh_scores(register)
        refresh_items(register)


def held(register: Path, folder: str) -> float:
    """Megabytes that a settled window holds."""
    environment = os.environ | {
        "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder, "PYTHONPATH": str(CHECKOUT),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    command = [sys.executable, "-c", SETTLED, str(register)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not done.stdout.strip().isdigit():
        raise RuntimeError(f"the window could not be measured: {done.stderr[-500:]}")
    return int(done.stdout) / 1024


def shown(value: float) -> str:
    """Megabytes as the table prints them."""
    return f"{value:.0f} MB"
