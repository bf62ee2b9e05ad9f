"""Copies: one now, and some by themselves."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.copy_settings import CopySettings
from risk_register.desktop.desk import Desk
from risk_register.desktop.pages.settings_parts.base import SettingsTab
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, push_button, subheading, tab_through
from risk_register.texts import Language, Text, instant, tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow

_MOST = 3650


class CopiesTab(SettingsTab):
    """What is chosen here holds from the next opening on."""

    title = Text("Copies")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.copies = CopySettings()
        self._last = plain_label(wrap=True, name="last_copy")
        self.now = push_button(self, name="copy_now")
        self._itself = subheading()
        self.folder = QLineEdit(self)
        self.folder.setObjectName("copy_folder")
        self.folder.setReadOnly(True)
        self.choose = push_button(self, name="choose_copy_folder")
        self.stop = push_button(self, name="stop_copies")
        self.numbers = {name: QSpinBox(self) for name in ("days", "keep", "remind")}
        self._labels = [(plain_label(), words, field) for words, field in (
            (Text("&Folder"), self.folder), (Text("A copy every … &days"), self.numbers["days"]),
            (Text("&Newest copies kept"), self.numbers["keep"]),
            (Text("&Remind after … days without a copy (0: never)"), self.numbers["remind"]))]
        self._told = QuietLabel(wrap=True)
        self._open = QuietLabel(wrap=True)
        self._build()
        self.choose.clicked.connect(self._on_choose)
        self.stop.clicked.connect(self._on_stop)
        for name, box in self.numbers.items():
            box.setObjectName(f"copy_{name}")
            box.setRange(0 if name == "remind" else 1, _MOST if name != "keep" else 500)
            box.valueChanged.connect(self._setter(name))

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        first = QHBoxLayout()
        first.addWidget(self.now)
        first.addWidget(self._last, 1)
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(self.choose)
        where.addWidget(self.stop)
        form = QFormLayout()
        form.setHorizontalSpacing(gap)
        form.setVerticalSpacing(round(gap * 0.7))
        for label, _, field in self._labels:
            label.setBuddy(field)
            if field is self.folder:
                form.addRow(label, where)
            else:
                field.setMaximumWidth(self.fontMetrics().averageCharWidth() * 16)
                form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addLayout(first)
        column.addWidget(self._itself)
        column.addLayout(form)
        column.addWidget(self._told)
        column.addWidget(self._open)
        column.addStretch(1)
        tab_through(self.now, self.folder, self.choose, self.stop, *self.numbers.values())

    def join(self, window: "MainWindow") -> None:
        """Lets the window make the copy."""
        self.now.clicked.connect(window.actions_["make_copy"].trigger)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        language = self.desk.language
        self.now.setText(tr(language, "Make a copy now…"))
        self._itself.setText(tr(language, "Copies made by themselves"))
        self.choose.setText(tr(language, "Choose…"))
        self.stop.setText(tr(language, "Make none"))
        for label, words, field in self._labels:
            label.setText(words.render(language))
            field.setAccessibleName(words.render(language).replace("&", ""))
        self.folder.setPlaceholderText(tr(language, "None: no copy is made by itself"))
        self._told.setText(tr(
            language, "When a register is opened and its newest copy is older than that, a complete copy is written into the "
                      "folder. Then the oldest copies that this program made there go; nothing else in the folder is touched."))
        self._open.setText(tr(
            language, "The register's file and its copies are not encrypted by this program. Keep them on an encrypted drive."))
        self.refresh()

    def refresh(self) -> None:
        """Shows what is in force, and when the last copy was made."""
        language, path, folder = self.desk.language, self.desk.gateway.path, self.copies.folder
        last = self.copies.last(path) if path else None
        self._last.setText(tr(language, "Last copied from this computer: {when}", when=_told(last, language)) if last else tr(
            language, "This register was not copied from this computer yet."))
        self.folder.setText(str(folder) if folder else "")
        self.stop.setEnabled(folder is not None)
        self.now.setEnabled(path is not None)
        for name, box in self.numbers.items():
            quiet = box.blockSignals(True)  # noqa: FBT003  # Qt's own signature
            box.setValue(getattr(self.copies, name))
            box.blockSignals(quiet)
            box.setEnabled(name == "remind" or folder is not None)

    def _setter(self, name: str) -> Callable[[int], None]:
        return lambda value: self.copies.set_number(name, value)

    @Slot()
    def _on_choose(self) -> None:
        ask_for_file(self.desk, self, tr(self.desk.language, "Choose a folder for copies"), self._on_chosen, mode="folder")

    def _on_chosen(self, folder: Path) -> None:
        self.copies.folder = folder
        self.refresh()

    @Slot()
    def _on_stop(self) -> None:
        self.copies.folder = None
        self.refresh()


def _told(at: datetime, language: Language) -> str:
    return instant(at, language)
