"""Closing an incident: what came of it, and what is to be learnt."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFormLayout, QPlainTextEdit, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import incidents as jobs
from risk_register.desktop.widgets.basics import plain_label
from risk_register.desktop.widgets.saving_dialog import SavingDialog
from risk_register.texts import tr


class IncidentClosingDialog(SavingDialog):
    """An outcome is asked for; lessons become findings of their own."""

    def __init__(self, desk: Desk, incident_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, "incident_closing", parent, error="incident_closing_error")
        self._incident_id = incident_id
        language = desk.language
        self.setWindowTitle(tr(language, "Close the incident"))
        self.outcome, self.lessons = QPlainTextEdit(self), QPlainTextEdit(self)
        form = QFormLayout()
        for name, words, field in (("incident_outcome", tr(language, "&Outcome"), self.outcome),
                                   ("incident_lessons", tr(language, "&Lessons"), self.lessons)):
            field.setObjectName(name)
            field.setTabChangesFocus(True)
            field.setAccessibleName(words.replace("&", ""))
            label = plain_label(words, self)
            label.setBuddy(field)
            form.addRow(label, field)
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.6))
        column.addLayout(form)
        column.addWidget(self.error)
        column.addWidget(self.buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 78)
        self.outcome.textChanged.connect(lambda: self.store_button.setEnabled(self.may_store()))
        self.store_button.setEnabled(False)
        self.outcome.setFocus()

    def may_store(self) -> bool:
        """An outcome is there."""
        return bool(self.outcome.toPlainText().strip())

    @Slot()
    def save(self) -> None:
        """Closes the incident."""
        self.clear_errors()
        incident, actor = self._incident_id, self.desk.settings.actor
        outcome, lessons = self.outcome.toPlainText().strip(), self.lessons.toPlainText().strip() or None
        self.store(lambda register: jobs.close(register, incident, outcome, lessons, actor))
