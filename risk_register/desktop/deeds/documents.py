"""Documents of the vendor in view: attaching them, dropped or chosen."""

from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


def choose(window: "MainWindow") -> None:
    """Asks for documents and shows what each seems to be."""
    from risk_register.desktop.asking_for_files import ask_for_files

    vendor_id = window.vendor_in_view
    if vendor_id is None:
        return
    ask_for_files(window.desk, window, tr(window.desk.language, "Attach documents"), lambda paths: attach(window, paths, vendor_id))


def attach(window: "MainWindow", paths: list[Path], vendor_id: int | None = None) -> None:
    """Shows what each of these documents seems to be, ready to be kept with a vendor: the one in view by default."""
    from risk_register.desktop.dialogs.documents import DocumentsDialog
    from risk_register.desktop.jobs import vendor_work as jobs_vendor_work
    from risk_register.errors import RegisterError
    from risk_register.operations.documents import Guess

    wanted = window.vendor_in_view if vendor_id is None else vendor_id
    if wanted is None:
        window.refuse(RegisterError("Open the vendor that the document belongs to, then drop it there."))
        return
    if paths:
        window.desk.settings.last_folder = str(paths[0].parent)

    def show(found: tuple[str, list[Guess]]) -> None:
        vendor, guesses = found
        dialog = DocumentsDialog(window.desk, wanted, vendor, guesses, window)
        dialog.attached.connect(lambda ids: window.status.showMessage(
            Text("Attached: {count}", count=len(ids)).render(window.desk.language), 6000))
        dialog.open()

    window.desk.gateway.ask(lambda register: (jobs_vendor_work.list_sheet(register, wanted).vendor,
                                              jobs_vendor_work.guesses(paths)), show)
