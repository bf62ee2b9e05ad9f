"""Asking for passphrases: of the key in the register, of a key file, or a new one, typed twice."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.basics import QuietLabel, plain_label
from risk_register.desktop.widgets.saving_dialog import SavingDialog
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.store import Register

ONE = Text("&Passphrase of the key")
OF_FILE = Text("Passphrase of the &file")
NEW = Text("&New passphrase for the key")
AGAIN = Text("&The new passphrase once more")


class PassphraseDialog(SavingDialog):
    """Hands what was typed to a deed in the worker; a wrong passphrase is said here, and can be typed again."""

    opened = Signal(object)
    """What the deed gave."""

    def __init__(self, desk: Desk, title: str, told: str, asked: Sequence[Text], deed: "Callable[[Register, list[str]], Any]",
                 parent: QWidget | None = None, *, changes: bool) -> None:
        """`changes` says whether the deed changes the register's key."""
        super().__init__(desk, "passphrase_dialog", parent, error="passphrase_error", button="passphrase_done")
        self._deed, self._changes = deed, changes
        self.setWindowTitle(title)
        self.store_button.setText(tr(desk.language, "&Go on"))
        self.fields: list[QLineEdit] = []
        self._twice = AGAIN in asked
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for number, words in enumerate(asked):
            field = QLineEdit()
            field.setObjectName(f"passphrase_{number}")
            field.setEchoMode(QLineEdit.EchoMode.Password)
            label = plain_label(words.render(desk.language))
            label.setBuddy(field)
            field.setAccessibleName(words.render(desk.language).replace("&", ""))
            form.addRow(label, field)
            self.fields.append(field)
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        explained = QuietLabel(told, wrap=True)
        column.addWidget(explained)
        column.addLayout(form)
        column.addWidget(self.error)
        column.addWidget(self.buttons)
        width = self.fontMetrics().averageCharWidth() * 76
        self.setMinimumWidth(width)
        explained.setMinimumHeight(explained.heightForWidth(width - 2 * gap))

    def save(self) -> None:
        """Goes on with what was typed, once both new ones are the same."""
        self.clear_errors()
        typed = [field.text() for field in self.fields]
        if self._twice and typed[-1] != typed[-2]:
            self.error.say(tr(self.desk.language, "The two new passphrases are not the same."))
            self.fields[-1].selectAll()
            self.fields[-1].setFocus()
            return
        deed, words = self._deed, typed[:-1] if self._twice else typed
        if self._changes:
            self.store(lambda register: deed(register, words))
        else:
            self.store_button.setEnabled(False)
            self.desk.gateway.ask(lambda register: deed(register, words), self._on_stored, self.refused)

    def refused(self, error: Exception) -> None:
        """Says why, and lets the person type again."""
        super().refused(error)
        self.fields[0].selectAll()
        self.fields[0].setFocus()

    def stored(self, result: Any) -> None:
        """Hands on what the deed gave."""
        self.opened.emit(result)
