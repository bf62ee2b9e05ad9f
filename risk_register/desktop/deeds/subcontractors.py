"""Notices of new subcontractors: taking a list in, deciding about it in time."""

from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.errors import RegisterError
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


def new_list(window: "MainWindow", path: Path | None = None) -> None:
    """Opens the dialog for a new list of the vendor in view."""
    from risk_register.desktop.dialogs.subcontractor_list import SubcontractorListDialog
    from risk_register.desktop.jobs import vendor_work as jobs

    vendor_id = window.vendor_in_view
    if vendor_id is None:
        return

    def show(sheet: jobs.ListSheet) -> None:
        dialog = SubcontractorListDialog(window.desk, vendor_id, sheet, window, path)
        dialog.kept.connect(lambda _: window.status.showMessage(tr(window.desk.language, "The list is kept, and its links are up "
                                                                                         "to date."), 6000))
        dialog.open()

    window.desk.gateway.ask(lambda register: jobs.list_sheet(register, vendor_id), show)


def decide(window: "MainWindow", list_id: int | None = None) -> None:
    """Opens the decision about a list of the vendor in view: the newest undecided one where none is named."""
    from risk_register.desktop.dialogs.subcontractor_decision import SubcontractorDecisionDialog
    from risk_register.desktop.jobs import vendor_work as jobs

    vendor_id = window.vendor_in_view
    if vendor_id is None:
        return

    def show(sheet: jobs.ListSheet) -> None:
        row = next((each for each in sheet.versions if each.id == list_id or (list_id is None and each.decision == "none")), None)
        if row is None:
            window.refuse(RegisterError("No list of {vendor} waits for a decision. Take one in first.", vendor=sheet.vendor))
            return
        dialog = SubcontractorDecisionDialog(window.desk, sheet.vendor, row, window)
        dialog.decided.connect(lambda: window.status.showMessage(tr(window.desk.language, "The decision is recorded."), 6000))
        dialog.open()

    window.desk.gateway.ask(lambda register: jobs.list_sheet(register, vendor_id), show)
