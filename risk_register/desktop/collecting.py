"""When Python looks for cycles: never while the worker reads, and never through what stays.

A full search walks through everything that is alive, with the interpreter held: a tenth of a second once Today and the list are
read, in which the window would stand still. What a job leaves behind stays until it is replaced, and then goes without a search.
"""

import gc
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

T = TypeVar("T")


def uncollected(job: Callable[[], T]) -> T:
    """Runs a job without any search for cycles, and takes what it leaves out of later ones."""
    gc.disable()
    try:
        return job()
    finally:
        gc.freeze()
        gc.enable()


class Tidying(QObject):
    """Searches through everything when the person turns to another program: then nobody sees the window stand still."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        QGuiApplication.instance().applicationStateChanged.connect(self._on_state_changed)  # type: ignore[union-attr]

    @Slot(Qt.ApplicationState)
    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationInactive and gc.isenabled():
            tidy()


def tidy() -> None:
    """Lets everything go that only cycles keep alive."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
