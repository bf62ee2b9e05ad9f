"""Which past day the window is to show."""

from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.basics import QuietLabel, plain_label
from risk_register.desktop.widgets.date_field import DateField, NotADate
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.texts import day, tr


class LookBackDialog(QDialog):
    """Asks for a day from the journal's first to yesterday."""

    def __init__(self, desk: Desk, first: date, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._first, self._today = desk, first, today
        self.setObjectName("look_back_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        language = desk.language
        self.setWindowTitle(tr(language, "As it stood on…"))
        self.field = DateField("look_back_day", self)
        words = tr(language, "Show everything as it was known at the end of this day:")
        label = plain_label(words, self)
        label.setBuddy(self.field.line)
        self.field.speak(language, words)
        self.field.line.setAccessibleName(words)
        self.field.set_day(desk.gateway.day)
        self._error = FieldError(self)
        hint = QuietLabel(tr(language, "The register goes back to {day}. Nothing can be changed while you look back.",
                             day=day(first, language)), self, wrap=True)
        self.buttons = QDialogButtonBox(self)
        look = self.buttons.addButton(tr(language, "Look back"), QDialogButtonBox.ButtonRole.AcceptRole)
        look.setDefault(True)
        if desk.gateway.day is not None:
            back = self.buttons.addButton(tr(language, "Back to today"), QDialogButtonBox.ButtonRole.ResetRole)
            back.clicked.connect(self._on_back)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.6))
        for widget in (label, self.field, self._error, hint, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        self.field.edited.connect(self._on_edited)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self.field.setFocus()

    @Slot()
    def _on_edited(self) -> None:
        self._error.say("")

    @Slot()
    def _on_accepted(self) -> None:
        language = self.desk.language
        try:
            chosen = self.field.day()
        except NotADate:
            chosen = None
        if chosen is None:
            self._error.say(tr(language, "This is no day. Type it as 2025-11-20 or 20/11/2025."))
        elif chosen >= self._today:
            self._error.say(tr(language, "Choose a day before today ({day}).", day=day(self._today, language)))
        elif chosen < self._first:
            self._error.say(tr(language, "The register begins on {day}: nothing was known of it before.",
                               day=day(self._first, language)))
        else:
            self.accept()
            self.desk.gateway.look_back(chosen)
            return
        self.field.setFocus()

    @Slot()
    def _on_back(self) -> None:
        self.accept()
        self.desk.gateway.look_back(None)
