"""Opening the search over everything."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


def find_anything(window: "MainWindow") -> None:
    """Opens the search, or comes back to it where it is open."""
    from risk_register.desktop.find.palette import Palette

    found = window.findChild(Palette)
    palette = found if isinstance(found, Palette) else Palette(window)
    palette.appear()
