"""Bringing a spreadsheet of vendors: the file is asked for, a register made where none is open, and the steps begin."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.deeds import starting
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
        starting.bring_spreadsheet(window)
    elif not gateway.can_change:
        window.refuse(RegisterError("This register is open for reading only, so nothing can be brought into it."))
    elif path is not None:
        _start(window, path)
    else:
        _ask(window)


def _ask(window: "MainWindow") -> None:
    desk = window.desk
    ask_for_file(desk, window, tr(desk.language, "Bring a spreadsheet"), lambda path: _start(window, path),
                 filters=(f"{tr(desk.language, 'Spreadsheets')} ({_FILES})",), name="bring_file_dialog")


def _start(window: "MainWindow", path: Path) -> None:
    # Imported in the worker, since it brings the spreadsheet's whole machinery with it.
    window.desk.settings.last_folder = str(path.parent)
    window.desk.gateway.runner.submit(_get_ready, lambda _: _open(window, path))


def _get_ready() -> None:
    for name in ("planning", "applying"):
        import_module(f"risk_register.exchange.bringing.{name}")


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
