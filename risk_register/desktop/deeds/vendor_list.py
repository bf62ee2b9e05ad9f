"""What is done to the vendors selected in the list, or to the one whose page is shown."""

from typing import TYPE_CHECKING, cast

from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.pages.vendors import VendorsPage
    from risk_register.desktop.window import MainWindow
    from risk_register.store import Register


def change_many(window: "MainWindow") -> None:
    """Opens the dialog that sets fields of all selected vendors."""
    from risk_register.desktop.grid.change_many import ChangeManyDialog

    ids = selected(window)
    if ids:
        ChangeManyDialog(_list(window).table, ids).open()


def archive(window: "MainWindow") -> None:
    """Puts the selected vendors aside."""
    ids, actor = selected(window), window.desk.settings.actor

    def deed(register: "Register") -> None:
        from risk_register.operations.vendor_sets import archive_vendors

        archive_vendors(register, ids, actor)

    if ids:
        window.desk.gateway.change(deed, lambda _: _tell(window, Text("Archived: {count}. Ctrl+Z brings back.", count=len(ids))))


def restore(window: "MainWindow") -> None:
    """Brings the selected archived vendors back."""
    ids, actor = selected(window), window.desk.settings.actor

    def deed(register: "Register") -> None:
        from risk_register.operations.vendor_sets import restore_vendors

        restore_vendors(register, ids, actor)

    if ids:
        window.desk.gateway.change(deed)


def delete(window: "MainWindow") -> None:
    """Deletes the selected vendors with all that belongs to them; undo brings everything back."""
    ids, actor = selected(window), window.desk.settings.actor

    def deed(register: "Register") -> None:
        from risk_register.operations.records import delete_many

        delete_many(register, "vendor", ids, actor)

    def gone(_: None) -> None:
        if window.current == "vendor":
            window.go("vendors")
        _tell(window, Text("Deleted with all that belongs to them: {count}. Ctrl+Z brings back.", count=len(ids)))

    if ids:
        window.desk.gateway.change_long(Text("Deleting"), lambda register, _work: deed(register), gone, can_cancel=False)


def duplicate(window: "MainWindow") -> None:
    """Asks for the name of a new vendor that gets the set-up of the one in view."""
    from PySide6.QtWidgets import QInputDialog

    vendor_id, language = window.vendor_in_view, window.desk.language
    if vendor_id is None:
        return
    dialog = QInputDialog(window)
    dialog.setObjectName("duplicate_vendor")
    dialog.setWindowTitle(tr(language, "A new vendor with this set-up"))
    dialog.setLabelText(tr(language, "Services, contracts, service levels and data flows are taken over. Name of the new vendor:"))
    dialog.textValueSelected.connect(lambda name: _make_duplicate(window, vendor_id, name))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _make_duplicate(window: "MainWindow", vendor_id: int, name: str) -> None:
    actor = window.desk.settings.actor

    def deed(register: "Register") -> int:
        from risk_register.operations.vendor_sets import duplicate_vendor

        return duplicate_vendor(register, vendor_id, name, actor)

    def show(new_id: int) -> None:
        if window.current == "vendors":
            _list(window).select_when_known(new_id)
        else:
            window.open_vendor(new_id)

    window.desk.gateway.change(deed, show)


def choose_columns(window: "MainWindow") -> None:
    """Opens the list of columns."""
    window.go("vendors")
    _list(window).choose_columns()


def save_filter(window: "MainWindow") -> None:
    """Asks for the name under which the list's filter is saved."""
    window.go("vendors")
    _list(window).saved.ask_name()


def selected(window: "MainWindow") -> list[int]:
    """The vendors in whose rows something is selected, or the one whose page is shown."""
    if window.current == "vendors":
        return _list(window).selected_vendors
    vendor_id = window.vendor_in_view
    return [] if vendor_id is None else [vendor_id]


def _list(window: "MainWindow") -> "VendorsPage":
    return cast("VendorsPage", window.page("vendors"))


def _tell(window: "MainWindow", words: Text) -> None:
    window.status.showMessage(words.render(window.desk.language), 6000)
