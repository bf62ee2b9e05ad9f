"""Starting from a spreadsheet: a new register first, then what is brought into it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.gateway import Standing
    from risk_register.desktop.window import MainWindow

_SUFFIX = "riskregister"


def bring_spreadsheet(window: "MainWindow") -> None:
    """Brings a spreadsheet into the open register, or asks where a new one is to be and brings it there."""
    desk = window.desk
    if desk.gateway.can_change:
        window.actions_["bring_spreadsheet"].trigger()
        return
    dialog = QFileDialog(window, tr(desk.language, "Where is the new register to be?"), desk.settings.last_folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(_SUFFIX)
    dialog.setObjectName("file_dialog")
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # an existing register is never overwritten, so nobody need be asked
    dialog.fileSelected.connect(lambda chosen: _create(window, Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _create(window: "MainWindow", path: Path) -> None:
    desk = window.desk
    desk.settings.last_folder = str(path.parent)

    def then(standing: "Standing") -> None:
        desk.gateway.opened.disconnect(then)
        if standing.path == path:  # and not another one, where this could not be made
            QTimer.singleShot(0, window, window.actions_["bring_spreadsheet"].trigger)

    desk.gateway.opened.connect(then)
    desk.gateway.create(path, desk.settings.actor)
