"""Checking a report that somebody was handed."""

from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


def choose_report(window: "MainWindow") -> None:
    """Asks for the report to check."""
    from risk_register.desktop.asking_for_files import ask_for_file

    ask_for_file(window.desk, window, tr(window.desk.language, "Choose the report to check"), lambda path: check(window, path),
                 filters=("PDF (*.pdf)",))


def check(window: "MainWindow", path: Path) -> None:
    """Checks a report and says what was found."""
    from risk_register.desktop.dialogs.check_report import CheckReportDialog

    window.desk.settings.last_folder = str(path.parent)
    CheckReportDialog(window.desk, path, window).open()
