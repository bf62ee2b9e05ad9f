"""Asking for a file or a folder: one dialog of the system for every place, opened and answered later."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QFileDialog, QWidget

from risk_register.desktop.desk import Desk
from risk_register.texts import tr

Mode = Literal["open", "save", "folder"]
_MODES = {"open": QFileDialog.FileMode.ExistingFile, "save": QFileDialog.FileMode.AnyFile,
          "folder": QFileDialog.FileMode.Directory}


def ask_for_file(desk: Desk, parent: QWidget | None, title: str, then: Callable[[Path], object], *, mode: Mode = "open",
                 filters: Sequence[str] = (), suggested: str = "", suffix: str = "", overwrites: bool = True,
                 name: str = "file_dialog") -> None:
    """Lets a person choose, beginning where they chose last; `then` gets the path.

    `suggested` is a file's name to be saved under, `suffix` what it ends in where nothing is said (without the dot). With
    `overwrites` False nobody is asked about an existing file, since it is refused anyway.
    """
    dialog = _dialog(desk, parent, title, mode, filters, name)
    if suffix:
        dialog.setDefaultSuffix(suffix)
    if suggested:
        dialog.selectFile(suggested)
    if not overwrites:
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()


def ask_for_files(desk: Desk, parent: QWidget | None, title: str, then: Callable[[list[Path]], object]) -> None:
    """Lets a person choose several files."""
    dialog = _dialog(desk, parent, title, "open", (), "file_dialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda chosen: then([Path(each) for each in chosen]))
    dialog.open()


def _dialog(desk: Desk, parent: QWidget | None, title: str, mode: Mode, filters: Sequence[str], name: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, desk.settings.last_folder)
    dialog.setObjectName(name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave if mode == "save" else QFileDialog.AcceptMode.AcceptOpen)
    dialog.setFileMode(_MODES[mode])
    for label, words in ((QFileDialog.DialogLabel.LookIn, tr(desk.language, "Look in:")),
                         (QFileDialog.DialogLabel.FileType, tr(desk.language, "Files of type:"))):
        dialog.setLabelText(label, words)  # Qt's own French lacks these
    if mode == "folder":
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    if filters:
        dialog.setNameFilters(list(filters))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
