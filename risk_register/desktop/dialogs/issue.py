"""Sending a questionnaire: to whom, which questions, in which language and by when, with a look at what will be asked."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import questionnaires as jobs
from risk_register.desktop.language import LANGUAGE_NAMES
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, subheading
from risk_register.desktop.widgets.date_field import DateField, NotADate
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.widgets.vendor_choice import VendorChoice
from risk_register.desktop.words import one_line
from risk_register.errors import Cancelled, RegisterError
from risk_register.model.sorting import natural_key
from risk_register.texts import LANGUAGES, Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.tasks import Work
    from risk_register.exchange.questionnaires_out import Issued, Request
    from risk_register.questionnaires.asked import Asked

_PAUSE = 150
"""Milliseconds after the last choice until what will be asked is read anew."""
_QUESTIONS: tuple[Column[tuple[int, "Asked"]], ...] = (
    Column(Text("Id"), lambda row, _: row[1].question_id, lambda row: natural_key(row[1].question_id), width=9),
    Column(Text("Question"), lambda row, _: one_line(row[1].text), lambda row: row[1].text, width=30, grows=True),
    Column(Text("Section"), lambda row, _: row[1].section, lambda row: row[1].section, width=18),
)


class IssueDialog(QDialog):
    """Nothing is recorded until the button is pressed; then all forms are, in one change."""

    sent = Signal(object)
    """The list of `Issued`, one for each vendor."""

    def __init__(self, desk: Desk, data: jobs.SendingData, vendor_ids: Sequence[int], draft: int | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._draft = draft
        self._data = data
        self._work: Work | None = None
        self.setObjectName("issue_dialog")
        self.vendors = VendorChoice(desk, data.vendors, vendor_ids, fixed=draft is not None, parent=self)
        self.set, self.scope, self.spoken, self.recipient = (QuietComboBox(self) for _ in range(4))
        self.due = DateField("issue_due", self)
        self._hint = QuietLabel(wrap=True)
        self._asked_title = subheading()
        self.model: RowTableModel[tuple[int, Asked]] = RowTableModel(_QUESTIONS, lambda row: row[0], desk.language)
        self.table: RecordTable[tuple[int, Asked]] = RecordTable(self.model, "table_asked", self)
        self._error = FieldError(self)
        self._error.setObjectName("issue_error")
        self._bar = QProgressBar(self)
        self._bar.hide()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.send = QPushButton()
        self._pause = QTimer(self)
        self._build()
        self._fill()
        self._connect()
        self._on_vendors_chosen()

    def _build(self) -> None:
        gap, language = self.fontMetrics().height(), self.desk.language
        self.setWindowTitle(tr(language, "Send a questionnaire"))
        for box, name in ((self.set, "issue_set"), (self.scope, "issue_scope"), (self.spoken, "issue_language"),
                          (self.recipient, "issue_recipient")):
            box.setObjectName(name)
        self.recipient.setEditable(True)
        self.recipient.setMinimumContentsLength(28)
        self.send.setObjectName("issue_send")
        self.send.setDefault(True)
        self._buttons.addButton(self.send, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        left, right = QWidget(), QWidget()
        form = QFormLayout()
        for words, field in ((tr(language, "&Questions:"), self.set), (tr(language, "&How much of them:"), self.scope),
                             (tr(language, "&Language:"), self.spoken), (tr(language, "&To be returned by:"), self.due),
                             (tr(language, "To &whom:"), self.recipient)):
            form.addRow(words, field)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, gap // 2, 0)
        column.addWidget(self.vendors, 1)
        column.addLayout(form)
        column.addWidget(self._hint)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(gap // 2, 0, 0, 0)
        beside.addWidget(self._asked_title)
        beside.addWidget(self.table, 1)
        split = QSplitter(self)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        letter = self.fontMetrics().averageCharWidth()
        split.setSizes([letter * 66, letter * 84])
        foot = QHBoxLayout()
        foot.addWidget(self._bar, 1)
        foot.addStretch(1)
        foot.addWidget(self._buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(gap, gap, gap, gap)
        whole.addWidget(split, 1)
        whole.addWidget(self._error)
        whole.addLayout(foot)
        self.resize(letter * 154, gap * 38)

    def _fill(self) -> None:
        language = self.desk.language
        for row in self._data.sets:
            self.set.addItem(tr(language, "{title} ({count})", title=row.label(language), count=row.questions), row.id)
        self.spoken.addItem(tr(language, "Each vendor's own"), None)
        for each in LANGUAGES:
            self.spoken.addItem(LANGUAGE_NAMES[each], each)
        self._fill_scopes()
        self.due.speak(language, tr(language, "To be returned by"))
        from risk_register.desktop.deeds.questionnaires import TIME_TO_ANSWER

        self.due.set_day(_today() + TIME_TO_ANSWER)
        self._bar.setAccessibleName(tr(language, "Progress"))
        self.table.setAccessibleName(tr(language, "What will be asked"))

    def _fill_scopes(self) -> None:
        """Scopes go by weights, which only our own set has in earnest."""
        language = self.desk.language
        self.scope.clear()
        own = self.set.currentData() is None
        if own:
            self.scope.addItem(tr(language, "By each vendor's tier"), None)
            for name, words in jobs.scope_labels(language).items():
                self.scope.addItem(words, name)
        else:
            self.scope.addItem(tr(language, "All questions"), None)
        self.scope.setEnabled(own)

    def _connect(self) -> None:
        self._buttons.rejected.connect(self.reject)
        self.send.clicked.connect(self._on_send)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._read_asked)
        self.vendors.changed.connect(self._on_vendors_chosen)
        self.set.currentIndexChanged.connect(self._on_set_chosen)
        for box in (self.scope, self.spoken):
            box.currentIndexChanged.connect(self._on_choice)
        self.due.edited.connect(self._pause.start)
        self.finished.connect(self._on_finished)

    @Slot()
    def _on_choice(self) -> None:
        self._pause.start()  # not joined to the signal itself, whose number would become the pause

    @Slot()
    def _on_set_chosen(self) -> None:
        self._fill_scopes()
        self._pause.start()

    @Slot()
    def _on_vendors_chosen(self) -> None:
        chosen, language = self.vendors.chosen, self.desk.language
        one = len(chosen) == 1
        self.recipient.clear()
        self.recipient.setEnabled(one)
        line = self.recipient.lineEdit()
        if line is not None:
            line.setPlaceholderText(tr(language, "name@company.com") if one else tr(language, "Each vendor's contact"))
        if one:
            vendor_id = chosen[0]
            self.desk.gateway.ask(lambda register: jobs.recipients(register, vendor_id), self._offer_recipients)
        self.send.setText(tr(language, "&Send and write the letter…") if len(chosen) < 2 else
                          tr(language, "&Send to {count} vendors and write the letters…", count=len(chosen)))
        self.send.setEnabled(bool(chosen))
        self._pause.start()

    def _offer_recipients(self, offered: tuple[str, ...]) -> None:
        if len(self.vendors.chosen) == 1 and not self.recipient.currentText():
            self.recipient.addItems(list(offered))
            self.recipient.setCurrentIndex(0 if offered else -1)
        language = self.desk.language
        self._hint.setText("" if offered else
                           tr(language, "The register knows no address of this vendor; you can write it into the letter, or here "
                                        "so that it is recorded."))

    def _request(self) -> "Request":
        from risk_register.exchange.questionnaires_out import Request

        chosen = tuple(self.vendors.chosen)
        recipient = self.recipient.currentText().strip() if len(chosen) == 1 else None
        return Request(chosen, set_id=self.set.currentData(), scope=self.scope.currentData(), due_on=self.due.day(),
                       language=self.spoken.currentData(), recipient=recipient, draft_id=self._draft)

    @Slot()
    def _read_asked(self) -> None:
        try:
            request = self._request()
        except NotADate:
            self._error.say(tr(self.desk.language, "Write the day as 2026-03-31, or choose it from the calendar."))
            return
        self._error.say("")
        if not request.vendor_ids:
            self._show_asked(())
            return
        vendor_id, language = request.vendor_ids[0], self.desk.language
        self.desk.gateway.ask(lambda register: jobs.chosen(register, request, vendor_id, language), self._show_asked,
                              self._on_refused)

    def _show_asked(self, asked: "tuple[Asked, ...]") -> None:
        language, chosen = self.desk.language, self.vendors.chosen
        self.model.set_rows(list(enumerate(asked)))
        first = self.vendors.name_of(chosen[0]) if chosen else ""
        self._asked_title.setText(tr(language, "{vendor} will be asked: {count}", vendor=first, count=len(asked)) if chosen else
                                  tr(language, "What will be asked"))
        self.table.say_when_empty(tr(language, "Choose a vendor on the left to see what it will be asked."))

    @Slot()
    def _on_send(self) -> None:
        language = self.desk.language
        try:
            request = self._request()
        except NotADate:
            self._error.say(tr(language, "Write the day as 2026-03-31, or choose it from the calendar."))
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._error.say("")
        self.send.setEnabled(False)
        self._bar.show()
        actor = self.desk.settings.actor
        self._work = self.desk.gateway.change_long(
            Text("Making the forms"), lambda register, work: jobs.send(register, request, language, actor, work), self._on_sent,
            self._on_refused)
        self._work.progressed.connect(self._on_progressed)

    @Slot(object, object, object)
    def _on_progressed(self, done: int, total: int, _step: object) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_sent(self, sent: "list[Issued]") -> None:
        self._work = None
        self.accept()
        self.sent.emit(sent)

    def _on_refused(self, error: Exception) -> None:
        self._work = None
        self._bar.hide()
        self.send.setEnabled(bool(self.vendors.chosen))
        if not isinstance(error, RegisterError):
            raise error
        if not isinstance(error, Cancelled):
            self._error.say(error.render(self.desk.language))
            self.model.set_rows(())

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self._pause.stop()
        if self._work is not None:
            self._work.cancel()
        self.deleteLater()


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the reader's own day
