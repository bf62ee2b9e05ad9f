"""A decision on an incident that a person answers for: the risk to people, a classification, that a duty need not be fulfilled."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QPlainTextEdit, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import incidents as jobs
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, plain_label
from risk_register.desktop.widgets.saving_dialog import SavingDialog
from risk_register.incidents.situation import DECISION_WORDS, DECISIONS
from risk_register.model.vocabulary import DecisionKind
from risk_register.texts import tr

CHOICES: tuple[tuple[DecisionKind, str], ...] = tuple(
    (kind, value) for kind, values in DECISIONS.items() for value in values)


class IncidentDecisionDialog(SavingDialog):
    """What is decided, and why. With a duty, that duty may be found not required."""

    def __init__(self, desk: Desk, incident_id: int, parent: QWidget | None = None, *, rule: str | None = None,
                 duty: str = "", value: str | None = None) -> None:
        super().__init__(desk, "incident_decision", parent, error="incident_decision_error")
        self._incident_id = incident_id
        language = desk.language
        self.setWindowTitle(tr(language, "Decide on the incident"))
        self._choices: list[tuple[DecisionKind, str]] = []
        self.what: QComboBox = QuietComboBox(self)
        self.what.setObjectName("incident_decision_what")
        if rule is not None:
            self._choices.append((DecisionKind.NOT_REQUIRED, rule))
            self.what.addItem(tr(language, "Not required: {duty}", duty=duty))
        for kind, each in CHOICES:
            self._choices.append((kind, each))
            self.what.addItem(DECISION_WORDS[each].render(language))
            if each == value and rule is None:
                self.what.setCurrentIndex(self.what.count() - 1)
        self.reason = QPlainTextEdit(self)
        self.reason.setObjectName("incident_decision_reason")
        self.reason.setTabChangesFocus(True)
        form = QFormLayout()
        for title, field in ((tr(language, "&What is decided"), self.what), (tr(language, "&Reason"), self.reason)):
            label = plain_label(title, self)
            label.setBuddy(field)
            field.setAccessibleName(title.replace("&", ""))
            form.addRow(label, field)
        hint = QuietLabel(tr(language, "An auditor will read the reason years from now: name the facts it rests on."), self,
                          wrap=True)
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.6))
        column.addLayout(form)
        for widget in (hint, self.error, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 78)
        self.reason.textChanged.connect(lambda: self.store_button.setEnabled(self.may_store()))
        self.store_button.setEnabled(False)
        self.what.setFocus()

    def may_store(self) -> bool:
        """A reason is there."""
        return bool(self.reason.toPlainText().strip())

    @Slot()
    def save(self) -> None:
        """Records the decision."""
        kind, value = self._choices[self.what.currentIndex()]
        reason, incident, actor = self.reason.toPlainText().strip(), self._incident_id, self.desk.settings.actor
        self.clear_errors()
        self.store(lambda register: jobs.decide(register, incident, kind, value, reason, actor))
