"""The form for a vendor's own fields: what is wrong is said beside the field, and nothing typed is lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import register as jobs
from risk_register.desktop.widgets.basics import QuietComboBox, plain_label
from risk_register.desktop.widgets.date_field import DateField, NotADate
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.widgets.person_box import PersonBox
from risk_register.errors import RegisterError
from risk_register.model.validation import DraftError
from risk_register.model.vocabulary import ScopeDecision, Stage
from risk_register.model.vocabulary.terms import Term
from risk_register.texts import Text, tr

_DEFAULTS = {"stage": Stage.PROSPECT.value, "scope_decision": ScopeDecision.IN_SCOPE.value}


class VendorDialog(QDialog):
    """Adds a vendor, or edits one. Only what was changed is stored."""

    saved = Signal(object)
    """The id of the vendor that was added or changed."""

    def __init__(self, desk: Desk, data: jobs.FormData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._vendor = data.vendor
        self.setObjectName("vendor_dialog")
        self._fields: dict[str, QWidget] = {}
        self._errors: dict[str, FieldError] = {}
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._general = FieldError(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._add_fields(data)
        self._build()
        self._before = self._values()
        self._buttons.accepted.connect(self._on_save)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)

    def _add_fields(self, data: jobs.FormData) -> None:
        language, vendor = self.desk.language, data.vendor
        self._add_line("legal_name", tr(language, "&Legal name"), vendor.legal_name if vendor else "")
        self._add_line("reference", tr(language, "&Reference"), vendor.reference if vendor else "")
        self._add_terms("stage", tr(language, "&Stage"), Stage, vendor.stage if vendor else _DEFAULTS["stage"])
        self._owner = PersonBox(data.people, vendor.owner_id if vendor else None)
        self._owner.say(tr(language, "Somebody of yours: pick a name, or type a new one"))
        self._add("owner_id", tr(language, "&Owner"), self._owner)
        self._add_line("country", tr(language, "&Country (two letters)"), vendor.country if vendor else "")
        self._add_line("website", tr(language, "&Website"), vendor.website if vendor else "")
        self._add_day("since", tr(language, "Vendor s&ince"), vendor.since if vendor else None)
        self._add_day("next_review_on", tr(language, "&Next review"), vendor.next_review_on if vendor else None)
        self._add_terms("scope_decision", tr(language, "Sco&pe"), ScopeDecision,
                        vendor.scope_decision if vendor else _DEFAULTS["scope_decision"])
        self._add_line("scope_reason", tr(language, "Reason of the scope &decision"), vendor.scope_reason if vendor else "")
        text = QPlainTextEdit()
        text.setPlainText((vendor.description if vendor else None) or "")
        text.setTabChangesFocus(True)
        text.setFixedHeight(self.fontMetrics().height() * 5)
        self._add("description", tr(language, "What it does &for us"), text)

    def _build(self) -> None:
        language = self.desk.language
        self.setWindowTitle(tr(language, "Edit the vendor") if self._vendor else tr(language, "Add a vendor"))
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addLayout(self._form)
        column.addWidget(self._general)
        column.addWidget(self._buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 84)

    def _add(self, name: str, words: str, field: QWidget) -> None:
        inner = field.line if isinstance(field, DateField) else field
        inner.setObjectName(name)
        label = plain_label(words)
        label.setBuddy(inner)
        error = FieldError()
        error.setObjectName(f"{name}_error")
        holder = QWidget()
        within = QVBoxLayout(holder)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(2)
        within.addWidget(field)
        within.addWidget(error)
        self._form.addRow(label, holder)
        self._fields[name], self._errors[name] = field, error

    def _add_line(self, name: str, words: str, value: str | None) -> None:
        line = QLineEdit(value or "")
        self._add(name, words, line)

    def _add_day(self, name: str, words: str, value: date | None) -> None:
        field = DateField(name)
        field.speak(self.desk.language, words.replace("&", ""))
        field.set_day(value)
        self._add(name, words, field)

    def _add_terms(self, name: str, words: str, vocabulary: type[Term], value: str) -> None:
        language = self.desk.language
        items: list[tuple[str, Any]] = [(each.label(language), each.value) for each in vocabulary.choices()]
        if vocabulary.parse(value) is None:
            items.append((value, value))  # a term of a newer program stays as it is unless the person changes it
        self._add_box(name, words, items, value)

    def _add_box(self, name: str, words: str, items: list[tuple[str, Any]], value: Any) -> QuietComboBox:
        box = QuietComboBox()
        for label, data in items:
            box.addItem(label, data)
        box.setCurrentIndex(max((number for number, (_, data) in enumerate(items) if data == value), default=0))
        self._add(name, words, box)
        return box

    def _values(self) -> dict[str, Any]:
        """What the fields hold now. Raises `NotADate` for a day that is none."""
        return {name: _reader(field)() for name, field in self._fields.items()}

    def _days_are_good(self) -> bool:
        good = True
        for name, field in self._fields.items():
            if isinstance(field, DateField):
                try:
                    field.day()
                except NotADate:
                    self._errors[name].say(tr(self.desk.language, "Write the day as 2025-11-20, or leave it empty."))
                    good = False
        return good

    @Slot()
    def _on_save(self) -> None:
        for error in (*self._errors.values(), self._general):
            error.say("")
        if not self._days_are_good():
            return
        values = self._values()
        if self._vendor is not None:
            values = {name: value for name, value in values.items() if value != self._before[name]}
        else:
            values = {name: value for name, value in values.items() if value is not None or name == "legal_name"}
            values["legal_name"] = values["legal_name"] or ""
        new_owner = self._owner.new_name()
        if new_owner is not None:
            values.pop("owner_id", None)
        elif not values:
            self.reject()
            return
        vendor_id, actor = self._vendor.id if self._vendor else None, self.desk.settings.actor
        self._buttons.setEnabled(False)
        self.desk.gateway.change(lambda register: jobs.save_vendor(register, vendor_id, values, actor, new_owner), self._on_saved,
                                 self._on_refused)

    def _on_saved(self, vendor_id: int) -> None:
        self.saved.emit(vendor_id)
        self.accept()

    def _on_refused(self, error: Exception) -> None:
        self._buttons.setEnabled(True)
        if not isinstance(error, RegisterError):
            raise error
        problems: tuple[tuple[str, Text], ...] = error.problems if isinstance(error, DraftError) else ()
        language = self.desk.language
        beside = [(name, text) for name, text in problems if name in self._errors]
        for name, text in beside:
            self._errors[name].say(_sentence(text.render(language)))
        if beside:
            self._fields[beside[0][0]].setFocus()
        if len(beside) < len(problems) or not problems:
            self._general.say(error.render(language))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _reader(field: QWidget) -> Callable[[], Any]:
    if isinstance(field, DateField):
        return field.day
    if isinstance(field, PersonBox):
        return field.person
    if isinstance(field, QuietComboBox):
        return field.currentData
    if isinstance(field, QPlainTextEdit):
        return lambda: field.toPlainText().strip() or None
    if isinstance(field, QLineEdit):
        return lambda: field.text().strip() or None
    raise TypeError(field)
