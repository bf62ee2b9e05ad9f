"""Scrolling 10,000 vendors from end to end: what each new picture takes, against Qt's own model of the same words."""

import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from large import large_register, median

WHAT = "a picture while scrolling 10,000 vendors by wheel and by page, 99 of 100 are quicker"
BASELINE = "the 16.7 ms that 60 pictures a second leave"
AIM = 1.0
_A_PICTURE = 1 / 60
_WHEEL = 3
"""Rows that a step of the wheel goes on."""


def run() -> tuple[float, float]:
    """Seconds that 99 of 100 pictures take at most on the page itself, and what is aimed at."""
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    page = _page()
    plain = _plain(page)
    application.processEvents()
    pictures: list[float] = []
    for name, step in (("wheel", _WHEEL), ("page", None)):
        ours, theirs = scrolled(application, page.table, step), scrolled(application, plain, step)
        pictures += ours
        print(f"  {name}: {told(ours)}; Qt's own model: {told(theirs)}; "
              f"ratio of medians {median(_odd(ours)) / median(_odd(theirs)):.2f}", file=sys.stderr, flush=True)
    page.window().close()
    return _share(pictures, 0.99), _A_PICTURE


def _page() -> Any:
    from risk_register.desktop.desk import Desk
    from risk_register.desktop.gateway import Gateway
    from risk_register.desktop.jobs.vendors import vendor_lines
    from risk_register.desktop.settings import Settings
    from risk_register.desktop.tasks import TaskRunner
    from risk_register.desktop.window import MainWindow
    from risk_register.store import Register

    with Register.open(large_register(), write=False) as register:
        rows = vendor_lines(register)
    window = MainWindow(Desk(Settings(), Gateway(TaskRunner())))
    page = window.page("vendors")
    window.go("vendors")
    window.show()
    page.show_rows(rows)  # type: ignore[attr-defined]
    return page


def _plain(page: Any) -> Any:
    """The same words in Qt's own model and view, of the same size."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    model = QStandardItemModel(0, len(page.model.columns))
    for row in page.model.rows:
        model.appendRow([QStandardItem(column.text(row, "en")) for column in page.model.columns])
    view = QTableView()
    view.setModel(model)
    model.setParent(view)
    view.setVerticalScrollMode(page.table.verticalScrollMode())
    view.verticalHeader().setDefaultSectionSize(page.table.verticalHeader().defaultSectionSize())
    for number in range(len(page.model.columns)):
        view.setColumnWidth(number, page.table.columnWidth(number))
        view.setColumnHidden(number, page.table.isColumnHidden(number))
    view.resize(page.table.size())
    view.show()
    return view


def scrolled(application: Any, table: Any, step: int | None) -> list[float]:
    """What each picture takes from the top to the end, in seconds of this thread; by so many rows at a time, or by pages."""
    bar = table.verticalScrollBar()
    on = bar.pageStep() if step is None else step * table.verticalHeader().defaultSectionSize()
    taken = []
    for place in range(0, bar.maximum(), on):
        begun = time.thread_time()  # nothing is waited for, so that what other programs do is no part of it
        bar.setValue(place)
        application.processEvents()
        taken.append(time.thread_time() - begun)
    return taken


def told(taken: list[float]) -> str:
    """How long most of them took, and the slowest."""
    return (f"median {median(_odd(taken)) * 1000:.1f} ms, 95th {_share(taken, 0.95) * 1000:.1f} ms, "
            f"99th {_share(taken, 0.99) * 1000:.1f} ms, slowest {max(taken) * 1000:.1f} ms of {len(taken)}")


def _odd(taken: list[float]) -> list[float]:
    return taken if len(taken) % 2 else taken[:-1]


def _share(taken: list[float], share: float) -> float:
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * share))]
