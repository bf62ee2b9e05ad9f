"""Saving a method as a file: to be read by an auditor, or used by other registers."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs.risk import MethodChoice, write_method
from risk_register.file_names import file_name
from risk_register.texts import tr


def save_method(desk: Desk, parent: QWidget, choice: MethodChoice, on_error: Callable[[Exception], None] | None = None) -> None:
    """Asks for the file and writes the method into it; `on_error` says what keeps it from that, else the window does."""
    def save(path: Path) -> None:
        desk.settings.last_folder = str(path.parent)
        desk.gateway.ask(lambda _register: write_method(choice, path), lambda _: None, on_error)

    ask_for_file(desk, parent, tr(desk.language, "Save the method"), save, mode="save", filters=("TOML (*.toml)",),
                 suggested=file_name(choice.label, ".toml"), suffix="toml", overwrites=False, name="method_save_dialog")
