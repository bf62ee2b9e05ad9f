"""Sheets for business owners: written to be sent, and taken in when they come back."""

from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.jobs import owners as jobs_owners
from risk_register.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from risk_register.desktop.window import MainWindow
    from risk_register.operations.owner_proposals import Returned


def request_sheet(window: "MainWindow") -> None:
    """Writes the sheet on which an owner asks for a new vendor, where the person says."""
    language = window.desk.language

    def write(path: Path) -> None:
        window.desk.gateway.runner.submit(lambda: jobs_owners.write_request(path, language), lambda made: _tell(window, made),
                                          window.desk.gateway.refused.emit)

    _ask(window, tr(language, "Request a new vendor"), write)


def owners_sheet(window: "MainWindow") -> None:
    """Writes what the register says of the vendor in view, and of its owner's other vendors, for the owner to confirm."""
    vendor_id = window.vendor_in_view
    if vendor_id is not None:
        window.desk.gateway.ask(lambda register: jobs_owners.owned_with(register, vendor_id), lambda found: _owned(window, *found))


def _owned(window: "MainWindow", owner: str, vendors: tuple[int, ...]) -> None:
    language = window.desk.language

    def write(path: Path) -> None:
        window.desk.gateway.ask(lambda register: jobs_owners.write_confirm(register, vendors, path, language),
                                lambda made: _tell(window, made), window.desk.gateway.refused.emit)

    _ask(window, " - ".join(part for part in (tr(language, "To confirm"), owner) if part), write)


def take_returned(window: "MainWindow", path: Path) -> None:
    """Shows what a sheet that came back proposes; nothing is stored yet."""
    window.desk.gateway.ask(lambda register: jobs_owners.read_returned(register, path), lambda read: _show(window, path, read),
                            window.desk.gateway.refused.emit)


def open_returned(window: "MainWindow") -> None:
    """Asks for a sheet that came back."""
    desk = window.desk
    ask_for_file(desk, window, tr(desk.language, "Take in an owner's sheet"), lambda path: take_returned(window, path),
                 filters=("*.xlsx *.xlsm *.ods",), name="owner_file_dialog")


def _show(window: "MainWindow", path: Path, returned: "Returned") -> None:
    from risk_register.desktop.dialogs.proposals import ProposalsDialog

    ProposalsDialog(window.desk, path, returned, window).open()


def _ask(window: "MainWindow", name: str, then: "Callable[[Path], None]") -> None:
    plain = "".join(sign if sign.isalnum() or sign in " -_'" else " " for sign in name).strip()
    ask_for_file(window.desk, window, name, then, mode="save", filters=("*.xlsx",), suggested=f"{plain}.xlsx", suffix="xlsx",
                 name="owner_sheet_dialog")


def _tell(window: "MainWindow", path: Path) -> None:
    window.desk.settings.last_folder = str(path.parent)
    window.status.showMessage(tr(window.desk.language, "Wrote {file}.", file=path.name), 6000)
