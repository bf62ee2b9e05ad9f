"""Merging two vendors: the two selected in the list, or the one in view and another that is asked for."""

from typing import TYPE_CHECKING, cast

from risk_register.desktop.deeds.vendor_list import selected
from risk_register.errors import RegisterError
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.desktop.pages.vendors import VendorsPage
    from risk_register.desktop.window import MainWindow


def merge(window: "MainWindow") -> None:
    """Opens the dialog; the vendor one stands on is the one that stays unless somebody says otherwise."""
    from risk_register.desktop.dialogs.merge import MergeDialog

    keep = window.vendor_in_view
    others = [vendor_id for vendor_id in selected(window) if vendor_id != keep]
    if keep is None:
        return
    if len(others) > 1:
        window.refuse(RegisterError("Two vendors can be merged at a time. Select two of them."))
        return
    dialog = MergeDialog(window.desk, keep, others[0] if others else None, window)
    dialog.merged.connect(lambda stays: _show(window, stays))
    dialog.open()


def _show(window: "MainWindow", stays: int) -> None:
    if window.current == "vendor":
        window.open_vendor(stays)
    elif window.current == "vendors":
        cast("VendorsPage", window.page("vendors")).select_when_known(stays)
    told = Text("Made one of two; what was said twice stands in a note. Ctrl+Z brings both back.")
    window.status.showMessage(told.render(window.desk.language), 8000)
