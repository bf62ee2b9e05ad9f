"""Deciding about the subcontractors that a list brought in, before the objection's deadline is over."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, heading, plain_label
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.words import on
from risk_register.errors import RegisterError
from risk_register.model.vocabulary.contracts import SubcontractorDecision
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.operations.subcontractors import ListRow


class SubcontractorDecisionDialog(QDialog):
    """Asks for the decision and its reason."""

    decided = Signal()
    """The decision is recorded."""

    def __init__(self, desk: Desk, vendor: str, row: "ListRow", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._row = row
        self.setObjectName("subcontractor_decision_dialog")
        language, gap = desk.language, self.fontMetrics().height()
        self.setWindowTitle(tr(language, "Decide on subcontractors"))
        self.decision = QuietComboBox()
        self.decision.setObjectName("decision")
        for each in SubcontractorDecision.choices():
            if each != SubcontractorDecision.NONE:
                self.decision.addItem(each.label(language), each)
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("decision_reason")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(gap * 5)
        self._error = FieldError(self)
        self._save = QPushButton(tr(language, "&Record the decision"))
        self._save.setObjectName("record_decision")
        self._save.setDefault(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self._save, QDialogButtonBox.ButtonRole.AcceptRole)
        form = QFormLayout()
        for words, field in ((tr(language, "&Decision"), self.decision), (tr(language, "&Reason"), self.reason)):
            label = plain_label(words)
            label.setBuddy(field)
            form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(heading(vendor))
        column.addWidget(QuietLabel(
            tr(language, "An objection is possible until {day}.", day=on(row.objection_until, language)) if row.objection_until else
            tr(language, "The list names no day until which an objection is possible."), wrap=True))
        column.addLayout(form)
        column.addWidget(self._error)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)
        buttons.accepted.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)

    @Slot()
    def _on_save(self) -> None:
        decision, reason = self.decision.currentData(), self.reason.toPlainText().strip() or None
        if decision == SubcontractorDecision.OBJECTED and reason is None:
            self._error.say(tr(self.desk.language, "An objection needs its reason: the vendor and the auditor will ask for it."))
            self.reason.setFocus()
            return
        list_id, actor = self._row.id, self.desk.settings.actor

        def decide(register: Any) -> None:
            from risk_register.operations.subcontractors import decide as record

            record(register, list_id, decision, actor, reason=reason)

        self._save.setEnabled(False)
        self.desk.gateway.change(decide, self._on_saved, self._on_refused)

    def _on_saved(self, _nothing: None) -> None:
        self.accept()
        self.decided.emit()

    def _on_refused(self, error: Exception) -> None:
        self._save.setEnabled(True)
        if not isinstance(error, RegisterError):
            raise error
        self._error.say(error.render(self.desk.language))
