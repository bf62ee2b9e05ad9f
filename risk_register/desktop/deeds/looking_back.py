"""Putting the whole window on a past day."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from risk_register.desktop.window import MainWindow


def look_back(window: "MainWindow") -> None:
    """Asks for the day."""
    from risk_register.desktop.dialogs.look_back import LookBackDialog
    from risk_register.desktop.jobs import history as jobs_history

    def show(days: "tuple[date, date]") -> None:
        if not any(each.isVisible() for each in window.findChildren(LookBackDialog)):
            LookBackDialog(window.desk, *days, window).open()

    window.desk.gateway.ask(jobs_history.days, show)
