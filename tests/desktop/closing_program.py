"""A program of its own: a window that is closed in the middle of an import, as `test_unfinished.py` runs it.

Arguments: the register, the spreadsheet, and the name of the button that answers the question.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from risk_register.desktop.deeds.bringing import bring_spreadsheet
from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.bringing.dialog import BringDialog
from risk_register.desktop.gateway import Gateway
from risk_register.desktop.settings import Settings
from risk_register.desktop.tasks import TaskRunner
from risk_register.desktop.window import MainWindow


class _Person:
    """Goes through the steps as fast as they come, closes the window at a tenth of the import, and answers."""

    def __init__(self, window: MainWindow, sheet: Path, answer: str) -> None:
        self._window, self._sheet, self._answer = window, sheet, answer
        self._closed = False
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._look)
        window.desk.gateway.opened.connect(lambda _: bring_spreadsheet(window, sheet))
        self._timer.start()

    def _look(self) -> None:
        box = self._window.findChild(QMessageBox, "unfinished")
        dialog = self._window.findChild(BringDialog)
        if box is not None:
            box.findChild(QPushButton, self._answer).click()
            self._timer.stop()
        elif dialog is not None and dialog._importing and not self._closed:
            work = dialog._work
            if work is not None and dialog._bar.value() * 10 >= dialog._bar.maximum() > 0:
                self._closed = True
                self._window.close()
        elif dialog is not None and not dialog._importing:
            following = dialog.findChild(QPushButton, "bring_next")
            if following.isEnabled():
                following.click()


def main() -> int:
    register, sheet, answer = sys.argv[1:]
    application = QApplication(["risk-register"])
    window = MainWindow(Desk(Settings(), Gateway(TaskRunner())))
    window.go("vendors")
    window.show()
    person = _Person(window, Path(sheet), answer)
    window.desk.gateway.open(Path(register))
    ended = application.exec()
    del person
    return ended


if __name__ == "__main__":
    sys.exit(main())
