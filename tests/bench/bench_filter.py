"""A keystroke in the filter over 10,000 vendors, against asking the database itself; painting is measured beside it."""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import large_register, median

WHAT = "filter as you type over 10,000 vendors"
BASELINE = "raw SQL over the same names through sqlite3"
AIM = 3.0
TYPED = ("a", "al", "ald", "e", "ex", "exe", "sa", "v-1", "gmbh", "zzz")
RUNS = 5
PAINTED_AIM = 0.050


def run() -> tuple[float, float]:
    """Median seconds of one keystroke's filtering, and of the query that finds the same rows."""
    from risk_register.desktop.jobs.vendors import vendor_lines
    from risk_register.desktop.models.table import RowTableModel
    from risk_register.desktop.models.vendor_filter import keep_matching
    from risk_register.desktop.models.vendors import VENDOR_COLUMNS
    from risk_register.store import Register, sqlite

    register = large_register()
    with Register.open(register, write=False) as opened:
        rows = vendor_lines(opened)
    model = RowTableModel(VENDOR_COLUMNS, lambda row: row.id)
    model.set_rows(rows)
    connection = sqlite.connect(register, "read")
    query = "SELECT id, legal_name FROM vendor WHERE relation = 'direct' AND (legal_name LIKE ? OR reference LIKE ?)"
    ours, baseline = [], []
    for _ in range(RUNS):
        for typed in TYPED:
            begun = time.perf_counter()
            model.set_filter(keep_matching(typed))
            ours.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            connection.execute(query, (f"%{typed}%", f"%{typed}%")).fetchall()
            baseline.append(time.perf_counter() - begun)
    connection.close()
    print(f"  keystroke to painted: {painted(rows) * 1000:.1f} ms, aim {PAINTED_AIM * 1000:.0f} ms", file=sys.stderr, flush=True)
    return median(ours[1:]), median(baseline[1:])


def painted(rows: list) -> float:  # type: ignore[type-arg]
    """The slowest keystroke on the real page, from the key to the new picture."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from risk_register.desktop.desk import Desk
    from risk_register.desktop.gateway import Gateway
    from risk_register.desktop.pages.vendors import VendorsPage
    from risk_register.desktop.settings import Settings
    from risk_register.desktop.tasks import TaskRunner
    from risk_register.desktop.window import MainWindow

    application = QApplication.instance() or QApplication([])
    window = MainWindow(Desk(Settings(), Gateway(TaskRunner())))
    page = window.page("vendors")
    assert isinstance(page, VendorsPage)
    window.go("vendors")
    window.show()
    page.show_rows(rows)
    application.processEvents()
    slowest = 0.0
    for key in (*"alder", *["\b"] * 5, *"zz"):
        begun = time.perf_counter()
        if key == "\b":
            QTest.keyClick(page.filter, Qt.Key.Key_Backspace)
        else:
            QTest.keyClicks(page.filter, key)
        page.table.viewport().repaint()
        slowest = max(slowest, time.perf_counter() - begun)
    window.close()
    return slowest
