"""Closing an incident: what came of it, what is to be learnt, and a word on each duty that nobody recorded as done."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.desk import Desk
from risk_register.desktop.forms.fields import asked_with
from risk_register.desktop.forms.moments import Moments
from risk_register.desktop.grid.kinds import CellRefusal
from risk_register.desktop.incident_columns import spoken
from risk_register.desktop.jobs import incidents as jobs
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, plain_label
from risk_register.desktop.widgets.saving_dialog import SavingDialog
from risk_register.texts import tr

if TYPE_CHECKING:
    from datetime import datetime

    from risk_register.incidents import Clock
    from risk_register.operations.incidents import Fate

_LEFT, _DONE, _NOT_REQUIRED = range(3)


class IncidentClosingDialog(SavingDialog):
    """An outcome is asked for, and of every open duty what became of it; lessons become findings of their own."""

    def __init__(self, desk: Desk, incident_id: int, duties: "Sequence[Clock]", now: "datetime",
                 parent: QWidget | None = None) -> None:
        """`duties` are those left open, `now` is told in the organisation's time zone, in which moments are typed."""
        super().__init__(desk, "incident_closing", parent, error="incident_closing_error")
        self._incident_id, self._duties, self._now = incident_id, list(duties), now
        self._zone = now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else ZoneInfo("UTC")
        language = desk.language
        self.setWindowTitle(tr(language, "Close the incident"))
        self.outcome, self.lessons = QPlainTextEdit(self), QPlainTextEdit(self)
        self.duties = QTableWidget(len(self._duties), 4, self)
        self.reason = QLineEdit(self)
        self.findings = QCheckBox(tr(language, "Each line of the lessons becomes a &finding"), self)
        self.findings.setObjectName("incident_lessons_findings")
        self.findings.setChecked(True)
        self._build()
        self.outcome.textChanged.connect(lambda: self.store_button.setEnabled(self.may_store()))
        self.store_button.setEnabled(False)
        self.outcome.setFocus()

    def _build(self) -> None:
        language, gap = self.desk.language, self.fontMetrics().height()
        form = QFormLayout()
        for name, words, field in (("incident_outcome", tr(language, "&Outcome"), self.outcome),
                                   ("incident_lessons", tr(language, "&Lessons"), self.lessons)):
            field.setObjectName(name)
            field.setTabChangesFocus(True)
            field.setAccessibleName(words.replace("&", ""))
            field.setMaximumHeight(gap * 6)
            label = plain_label(words, self)
            label.setBuddy(field)
            form.addRow(label, field)
        form.addRow("", self.findings)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.6))
        column.addLayout(form)
        if self._duties:
            column.addWidget(QuietLabel(tr(language, "These duties are not recorded as done. What nothing is said of will read so "
                                                     "from now on, in the register and in its reports."), self, wrap=True))
            column.addWidget(self._table(), 1)
            row = QFormLayout()
            words = tr(language, "&Why not required")
            label = plain_label(words, self)
            label.setBuddy(self.reason)
            self.reason.setObjectName("incident_closing_reason")
            self.reason.setAccessibleName(words.replace("&", ""))
            row.addRow(label, self.reason)
            column.addLayout(row)
        else:
            self.duties.hide()
            self.reason.hide()
        column.addWidget(self.error)
        column.addWidget(self.buttons)
        width = self.fontMetrics().averageCharWidth()
        self.setMinimumWidth(width * 78)
        if self._duties:
            self.resize(width * 150, gap * 34)

    def _table(self) -> QTableWidget:
        """One line a duty: what became of it, and where it was done, when."""
        language, table = self.desk.language, self.duties
        table.setObjectName("incident_closing_duties")
        table.setAccessibleName(tr(language, "Open duties"))
        table.setHorizontalHeaderLabels([tr(language, "Duty"), tr(language, "To whom"), tr(language, "What became of it"),
                                         tr(language, "Done on, at")])
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        for place, clock in enumerate(self._duties):
            duty = spoken(clock.duty, language)
            for column, words in enumerate((duty, spoken(clock.to, language))):
                item = QTableWidgetItem(words)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip(clock.basis.render(language))
                table.setItem(place, column, item)
            fate: QComboBox = QuietComboBox()
            fate.setAccessibleName(tr(language, "What became of: {duty}", duty=duty))
            for words in (tr(language, "Not recorded as done"), tr(language, "Done"), tr(language, "Not required")):
                fate.addItem(words)
            when = QLineEdit(f"{self._now:%Y-%m-%d %H:%M}")
            when.setAccessibleName(tr(language, "When it was done: {duty}", duty=duty))
            when.setEnabled(False)
            fate.currentIndexChanged.connect(lambda chosen, when=when: when.setEnabled(chosen == _DONE))
            table.setCellWidget(place, 2, fate)
            table.setCellWidget(place, 3, when)
        width = self.fontMetrics().averageCharWidth()
        for column, size in enumerate((42, 28, 26, 18)):
            table.setColumnWidth(column, width * size)
        table.horizontalHeader().setStretchLastSection(True)
        return table

    def may_store(self) -> bool:
        """An outcome is there."""
        return bool(self.outcome.toPlainText().strip())

    @Slot()
    def save(self) -> None:
        """Closes the incident."""
        self.clear_errors()
        fates = self._fates()
        if fates is None:
            return
        incident, actor = self._incident_id, self.desk.settings.actor
        outcome, lessons = self.outcome.toPlainText().strip(), self.lessons.toPlainText().strip() or None
        findings = self.findings.isChecked()
        self.store(lambda register: jobs.close(register, incident, outcome, lessons, fates, actor, findings=findings))

    def _fates(self) -> "dict[str, Fate] | None":
        """What is said of each duty; None, and words, where a moment or a reason is missing."""
        from risk_register.operations.incidents import Fate

        language = self.desk.language
        asked = asked_with(language, {}, self._zone, self.desk.settings.actor, self._now.date())
        found: dict[str, Fate] = {}
        for place, clock in enumerate(self._duties):
            fate, when = self.duties.cellWidget(place, 2), self.duties.cellWidget(place, 3)
            assert isinstance(fate, QComboBox)
            assert isinstance(when, QLineEdit)
            if fate.currentIndex() == _NOT_REQUIRED:
                if not self.reason.text().strip():
                    self.error.say(tr(language, "Say why it was not required: an auditor will ask for it."))
                    self.reason.setFocus()
                    return None
                found[clock.rule] = Fate(reason=self.reason.text().strip())
            elif fate.currentIndex() == _DONE:
                try:
                    found[clock.rule] = Fate(done_at=Moments(self._zone).read(when.text(), asked))
                except CellRefusal as refusal:
                    self.error.say(refusal.text.render(language))
                    when.setFocus()
                    return None
        return found
