"""Deciding about the subcontractors that a list brought in, before the objection's deadline is over."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QPlainTextEdit, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, heading, plain_label
from risk_register.desktop.widgets.saving_dialog import SavingDialog
from risk_register.desktop.words import on
from risk_register.model.vocabulary.contracts import SubcontractorDecision
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.operations.subcontractors import ListRow
    from risk_register.store import Register


class SubcontractorDecisionDialog(SavingDialog):
    """Asks for the decision and its reason."""

    decided = Signal()
    """The decision is recorded."""

    def __init__(self, desk: Desk, vendor: str, row: "ListRow", parent: QWidget | None = None) -> None:
        super().__init__(desk, "subcontractor_decision_dialog", parent, error="decision_error", button="record_decision")
        self._row = row
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
        self.store_button.setText(tr(language, "&Record the decision"))
        form = QFormLayout()
        for words, field in ((tr(language, "&Decision"), self.decision), (tr(language, "Rea&son"), self.reason)):
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
        column.addWidget(self.error)
        column.addWidget(self.buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)

    def save(self) -> None:
        """Records the decision; an objection with its reason."""
        self.clear_errors()
        decision, reason = self.decision.currentData(), self.reason.toPlainText().strip() or None
        if decision == SubcontractorDecision.OBJECTED and reason is None:
            self.error.say(tr(self.desk.language, "An objection needs its reason: the vendor and the auditor will ask for it."))
            self.reason.setFocus()
            return
        list_id, actor = self._row.id, self.desk.settings.actor

        def decide(register: "Register") -> None:
            from risk_register.operations.subcontractors import decide as record

            record(register, list_id, decision, actor, reason=reason)

        self.store(decide)

    def stored(self, result: Any) -> None:  # noqa: ARG002  # as every dialog that stores
        """Tells that it is recorded."""
        self.decided.emit()
