"""Bringing a spreadsheet of vendors: the file is asked for, a register made where none is open, and the steps begin."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from risk_register.errors import RegisterError
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow
    from risk_register.exchange.bringing import Outcome

_FILES = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt"


def bring_spreadsheet(window: "MainWindow", path: Path | None = None) -> None:
    """Shows what a spreadsheet of vendors holds, before anything of it is stored.

    Asks for the file where none is given, and first of all for a place for a new register where none is open.
    """
    gateway = window.desk.gateway
    if gateway.standing is None:
        _AfterOpening(window)
        window.actions_["new_register"].trigger()
    elif not gateway.can_change:
        window.refuse(RegisterError("This register is open for reading only, so nothing can be brought into it."))
    elif path is not None:
        _start(window, path)
    else:
        _ask(window)


def _ask(window: "MainWindow") -> None:
    desk = window.desk
    dialog = QFileDialog(window, tr(desk.language, "Bring a spreadsheet"), desk.settings.last_folder,
                         f"{tr(desk.language, 'Spreadsheets')} ({_FILES})")
    dialog.setObjectName("bring_file_dialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda chosen: _start(window, Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class _AfterOpening(QObject):
    """Waits for the register that is being made, once."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        for other in window.findChildren(_AfterOpening):
            if other is not self:
                other.deleteLater()
        self._window = window
        window.desk.gateway.opened.connect(self._on_opened)

    @Slot(object)
    def _on_opened(self, _standing: object) -> None:
        self._window.desk.gateway.opened.disconnect(self._on_opened)
        bring_spreadsheet(self._window)
        self.deleteLater()


def _start(window: "MainWindow", path: Path) -> None:
    # Imported in the worker, since it brings the spreadsheet's whole machinery with it.
    window.desk.settings.last_folder = str(path.parent)
    window.desk.gateway.runner.submit(_get_ready, lambda _: _open(window, path))


def _get_ready() -> None:
    import risk_register.exchange.bringing.applying
    import risk_register.exchange.bringing.planning  # noqa: F401


def _open(window: "MainWindow", path: Path) -> None:
    from risk_register.desktop.dialogs.bringing.dialog import BringDialog

    dialog = BringDialog(window.desk, path, window)
    dialog.brought.connect(lambda outcome: _tell(window, outcome))
    dialog.open()


def _tell(window: "MainWindow", outcome: "Outcome") -> None:
    from risk_register.exchange.bringing import closing

    window.go("vendors")
    told = Text("Imported: {counts}", counts=closing(outcome))
    window.status.showMessage(told.render(window.desk.language), 15_000)
