"""A finding about what the person has in hand, from the menu."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from risk_register.errors import RegisterError

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


def record(window: "MainWindow") -> None:
    """A finding about the row in hand where a table knows how; else one about the vendor in view."""
    from risk_register.desktop.widgets.finding_deeds import RECORD, Seen, open_finding

    for widget in _around(QApplication.focusWidget()):
        action = widget.findChild(QAction, RECORD)
        if action is not None and action in widget.actions() and action.isEnabled():
            action.trigger()
            return
        if callable(deed := getattr(widget, "add_finding", None)):
            deed()
            return
    vendor_id = window.vendor_in_view
    if vendor_id is None:
        window.refuse(RegisterError("Stand on an answer, a measurement, an incident or a vendor first: a finding is about one."))
    else:
        open_finding(window.desk, window, Seen("vendor", vendor_id))


def _around(widget: QWidget | None) -> list[QWidget]:
    """The widget in hand and those around it, from within."""
    found = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return found
