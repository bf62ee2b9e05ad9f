"""Opening the help: on the page shown, at the glossary, at the keys."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from risk_register.desktop.help.window import HelpWindow
    from risk_register.desktop.window import MainWindow


def help_on_page(window: "MainWindow") -> None:
    """What the page shown answers, and how."""
    _help(window).show_page(window.current)


def glossary(window: "MainWindow") -> None:
    """The words and their sources."""
    _help(window).show_page("glossary")


def keyboard(window: "MainWindow") -> None:
    """All keys."""
    _help(window).show_page("keyboard")


def _help(window: "MainWindow") -> "HelpWindow":
    from risk_register.desktop.help.window import HelpWindow

    found = window.findChild(HelpWindow)
    return found if isinstance(found, HelpWindow) else HelpWindow(window)
