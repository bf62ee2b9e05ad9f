"""What every dialog that stores something does alike: nothing twice, refusals in words where they belong, nothing typed lost."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.date_field import DateField, NotADate
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.words import capitalised
from risk_register.errors import RegisterError
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.store import Register


class SavingDialog(QDialog):
    """Stores in the worker. While that goes on its button is off; what is refused is said beside the field, else below all."""

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None, *, error: str, button: str = "") -> None:
        """`error` and `button` name the line of refusals and the button; without `button` the buttons are Save and Cancel."""
        super().__init__(parent)
        self.desk = desk
        self.setObjectName(name)
        self.error = FieldError(self)
        self.error.setObjectName(error)
        self.errors: dict[str, FieldError] = {}
        """The line below each field, by the field's name."""
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)  # no child yet: the Tab key comes to it last
        if button:
            self.store_button = QPushButton()
            self.store_button.setObjectName(button)
            self.buttons.addButton(self.store_button, QDialogButtonBox.ButtonRole.AcceptRole)
        else:
            self.store_button = self.buttons.addButton(QDialogButtonBox.StandardButton.Save)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)

    def save(self) -> None:
        """Reads what is typed, and stores it with `store` where it can stand."""
        raise NotImplementedError

    def stored(self, result: Any) -> None:
        """What follows once it is stored; the dialog is closed by then."""

    def store(self, deed: "Callable[[Register], Any]") -> None:
        """Carries a change out in the worker; the dialog stays open until it is done, and where it is refused."""
        self.store_button.setEnabled(False)
        self.desk.gateway.change(deed, self._on_stored, self.refused)

    def clear_errors(self) -> None:
        """Takes away what was said before."""
        for line in (*self.errors.values(), self.error):
            line.say("")

    def refused(self, error: Exception) -> None:
        """Says why nothing was stored."""
        self.store_button.setEnabled(self.may_store())
        if not isinstance(error, RegisterError):
            raise error
        problems = tuple(getattr(error, "problems", ()))
        beside = [(name, text) for name, text in problems if name in self.errors]
        for name, text in beside:
            self.errors[name].say(capitalised(text.render(self.desk.language)))
        if beside:
            self.go_to(beside[0][0])
        if len(beside) < len(problems) or not problems:
            self.error.say(error.render(self.desk.language))

    def may_store(self) -> bool:
        """Whether there is something to store."""
        return True

    def go_to(self, name: str) -> None:
        """Puts the cursor into a field."""

    def days(self, fields: Mapping[str, DateField], files: Mapping[str, str] | None = None) -> dict[str, date | None] | None:
        """The days that are typed, by name; None, and words, where one is none. `files` says of which file each day is."""
        found: dict[str, date | None] = {}
        for name, field in fields.items():
            try:
                found[name] = field.day()
            except NotADate as wrong:
                typed, language = str(wrong), self.desk.language
                self.error.say(tr(language, "{file}: '{typed}' is no day. Write it as 2025-11-20, or leave it empty.",
                                  file=files[name], typed=typed) if files else
                               tr(language, "'{typed}' is no day. Write it as 2025-11-20, or leave it empty.", typed=typed))
                field.setFocus()
                return None
        return found

    def _on_stored(self, result: Any) -> None:
        self.accept()
        self.stored(result)
