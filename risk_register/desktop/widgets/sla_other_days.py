"""Recording what was measured over days that are no window of the promise: an event, or the week that the vendor reported."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import sla as jobs
from risk_register.desktop.widgets.basics import QuietLabel, heading, plain_label
from risk_register.desktop.widgets.date_field import DateField, NotADate
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.errors import RegisterError
from risk_register.model import facts
from risk_register.texts import Text, tr


class OtherDaysDialog(QDialog):
    """Asks for first and last day, figure and source. What cannot be recorded is said beside its field."""

    recorded = Signal()
    """The measurement is in the register."""

    def __init__(self, desk: Desk, promise: facts.SlaTerm, name: str, promised: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._promise = desk, promise
        self.setObjectName("other_days_dialog")
        language, gap = desk.language, self.fontMetrics().height()
        self.setWindowTitle(tr(language, "A measurement over other days"))
        self.starts, self.ends = DateField("measured_from", self), DateField("measured_to", self)
        self.value, self.source = QLineEdit(self), QLineEdit(self)
        self.value.setObjectName("measured_value")
        self.source.setObjectName("measured_source")
        self._errors: dict[str, FieldError] = {}
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields: tuple[tuple[str, str, QWidget], ...] = (
            ("starts_on", tr(language, "&First day"), self.starts), ("ends_on", tr(language, "&Last day"), self.ends),
            ("value", tr(language, "&Measured"), self.value), ("source", tr(language, "&Source"), self.source))
        for field, words, widget in fields:
            self._ask(form, field, words, widget)
        self._general = FieldError(self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(heading(name))
        column.addWidget(QuietLabel(promised))
        column.addLayout(form)
        column.addWidget(self._general)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 70, self.sizeHint().height())
        self.starts.setFocus()

    def _ask(self, form: QFormLayout, field: str, words: str, widget: QWidget) -> None:
        label, error = plain_label(words), FieldError()
        error.setObjectName(f"{field}_error")
        label.setBuddy(widget)
        plain = words.replace("&", "")
        if isinstance(widget, DateField):
            label.setBuddy(widget.line)
            widget.speak(self.desk.language, plain)
            widget.line.setAccessibleName(plain)
        else:
            widget.setAccessibleName(plain)
        holder = QWidget()
        within = QVBoxLayout(holder)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(2)
        within.addWidget(widget)
        within.addWidget(error)
        form.addRow(label, holder)
        self._errors[field] = error

    def _day(self, field: str, widget: DateField) -> date | None:
        try:
            day = widget.day()
        except NotADate:
            day = None
        if day is None:
            self._say(field, Text("Say from which day to which was measured."))
        return day

    def _say(self, field: str, text: Text) -> None:
        words = text.render(self.desk.language)
        self._errors.get(field, self._general).say(words[:1].upper() + words[1:])

    @Slot()
    def _on_save(self) -> None:
        for error in (*self._errors.values(), self._general):
            error.say("")
        starts, ends = self._day("starts_on", self.starts), self._day("ends_on", self.ends)
        try:
            value = jobs.read_measure(self.value.text(), self._promise)
        except RegisterError as refusal:
            self._say("value", refusal.text)
            return
        if starts is None or ends is None:
            return
        promise, source, actor = self._promise.id, self.source.text().strip() or None, self.desk.settings.actor
        self.desk.gateway.change(lambda register: jobs.record_one(register, promise, starts, ends, value, source, actor),
                                 self._on_recorded, self._on_refused)

    def _on_recorded(self, _ids: object) -> None:
        self.recorded.emit()
        self.accept()

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, RegisterError):
            raise error
        self._say("", error.text)
