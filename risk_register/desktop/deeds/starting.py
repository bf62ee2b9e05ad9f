"""Starting from a spreadsheet: a new register first, then what is brought into it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.verbs import SUFFIX
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.gateway import Standing
    from risk_register.desktop.window import MainWindow


def bring_spreadsheet(window: "MainWindow") -> None:
    """Brings a spreadsheet into the open register, or asks where a new one is to be and brings it there."""
    desk = window.desk
    if desk.gateway.can_change:
        window.actions_["bring_spreadsheet"].trigger()
        return
    ask_for_file(desk, window, tr(desk.language, "Where is the new register to be?"), lambda path: _create(window, path),
                 mode="save", suffix=SUFFIX[1:], overwrites=False)


def _create(window: "MainWindow", path: Path) -> None:
    desk = window.desk
    desk.settings.last_folder = str(path.parent)

    def then(standing: "Standing") -> None:
        desk.gateway.opened.disconnect(then)
        if standing.path == path:  # and not another one, where this could not be made
            QTimer.singleShot(0, window, window.actions_["bring_spreadsheet"].trigger)

    desk.gateway.opened.connect(then)
    desk.gateway.create(path, desk.settings.actor)
