"""Saying whose register this is."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


def say_who_we_are(window: "MainWindow") -> None:
    """Asks for the organisation's name and country, from which the time zone follows."""
    from risk_register.desktop.dialogs.who_we_are import WhoWeAreDialog

    if not any(each.isVisible() for each in window.findChildren(WhoWeAreDialog)):
        WhoWeAreDialog(window.desk, window).open()
