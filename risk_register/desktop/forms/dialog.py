"""The form of any record: what is asked first, what stands under 'More', what is wrong beside its field. Nothing typed is lost."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.forms.fields import RecordField, asked_with, is_asked
from risk_register.desktop.forms.layouts import LAYOUTS, Picks, Rows
from risk_register.desktop.forms.nouns import A
from risk_register.desktop.forms.parts import LineRefusal, PartEditor
from risk_register.desktop.grid.kinds import CellRefusal
from risk_register.desktop.jobs import forms as jobs
from risk_register.desktop.widgets.basics import plain_label, subheading
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.words import capitalised
from risk_register.errors import RegisterError
from risk_register.model.cells import NewName
from risk_register.model.labels import field_label
from risk_register.model.nouns import BY_TABLE
from risk_register.model.validation import DraftError
from risk_register.texts import Text, tr


class RecordForm(QDialog):
    """Adds a record of any noun, or edits one. Only what was changed is stored."""

    saved = Signal(object)
    """The id of the record."""

    def __init__(self, desk: Desk, data: jobs.FormData, values: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._data = data
        self._given = dict(values)
        self._noun = BY_TABLE[data.noun]
        self._layout = LAYOUTS[data.noun]
        self._asked = asked_with(desk.language, data.choices)
        self._fields: dict[str, RecordField] = {}
        self._errors: dict[str, FieldError] = {}
        self._rows: dict[str, tuple[QFormLayout, QWidget]] = {}
        self._parts: dict[str, PartEditor] = {}
        self._kept = f"{desk.gateway.path} {data.noun} {data.record_id or 'new'}"
        self.setObjectName(f"form_{data.noun}")
        self._general = FieldError(self)
        self._general.setObjectName("form_error")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._more_button = QToolButton()
        self._more = QWidget()
        self._build()
        self._before = {name: field.text() for name, field in self._fields.items()}
        self._parts_before = {name: part.texts() for name, part in self._parts.items()}
        self._take_up()
        self._buttons.accepted.connect(self._on_save)
        self._buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._on_save)
        self.finished.connect(self.deleteLater)

    # Making

    def _build(self) -> None:
        language, gap = self.desk.language, self.fontMetrics().height()
        letter = self.fontMetrics().averageCharWidth()
        what = A[self._data.noun]
        self.setWindowTitle(tr(language, "Add {noun}", noun=what) if self._data.record_id is None else
                            tr(language, "Edit: {name}", name=self._data.name))
        within = QWidget()
        column = QVBoxLayout(within)
        column.setContentsMargins(gap, gap, gap, gap)
        for group in self._layout.groups:
            if group.title is not None:
                column.addWidget(subheading(group.title.render(language)))
            self._ask(column, group.asks)
        self._ask_more(column)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(within)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QVBoxLayout()
        foot.setContentsMargins(gap, 0, gap, gap)
        foot.addWidget(self._general)
        foot.addWidget(self._buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area, 1)
        outer.addLayout(foot)
        height = within.sizeHint().height() + gap * 5
        self.resize(letter * 92, min(height, gap * 44))

    def _ask_more(self, column: QVBoxLayout) -> None:
        rest = [name for name in self._noun.draft.model_fields if name not in self._layout.placed and is_asked(self._noun, name)]
        asks = (*self._layout.more, *rest)
        if not asks:
            return
        self._more_button.setText(tr(self.desk.language, "More"))
        self._more_button.setObjectName("more")
        self._more_button.setCheckable(True)
        self._more_button.setAutoRaise(True)
        self._more_button.setArrowType(Qt.ArrowType.RightArrow)
        self._more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._more_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._more_button.toggled.connect(self._on_more)
        within = QVBoxLayout(self._more)
        within.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._more_button)
        column.addWidget(self._more)
        self._ask(within, asks)
        self._more.setVisible(False)

    def _ask(self, column: QVBoxLayout, asks: tuple[str | Picks | Rows, ...]) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        for ask in asks:
            if isinstance(ask, str):
                if is_asked(self._noun, ask):
                    self._add_field(form, ask)
                continue
            part = PartEditor(ask, self._data.parts.get(ask.noun) or self._given.get(ask.noun) or (), self._asked, self)
            part.edited.connect(self._keep)
            self._parts[ask.noun] = part
            column.addWidget(part)
            form = QFormLayout()
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            form.setContentsMargins(0, 0, 0, 0)
            column.addLayout(form)

    def _add_field(self, form: QFormLayout, name: str) -> None:
        field = RecordField(self._data.noun, name, self._asked, self)
        words = capitalised(field_label(name, self.desk.language))
        field.speak(words)
        value = self._data.record.get(name) if self._data.record_id is not None else self._given.get(name, self._default(name))
        field.show_value(value)
        field.edited.connect(self._keep)
        field.edited.connect(self._tell_conditions)
        label = plain_label(words)
        label.setBuddy(field.inner)
        error = FieldError()
        error.setObjectName(f"{name}_error")
        holder = QWidget()
        within = QVBoxLayout(holder)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(2)
        within.addWidget(field)
        within.addWidget(error)
        form.addRow(label, holder)
        self._fields[name], self._errors[name], self._rows[name] = field, error, (form, holder)

    def _default(self, name: str) -> Any:
        info = self._noun.draft.model_fields[name]
        if name in {"opened_on", "accepted_on", "made_on", "asked_on", "received_on", "loaded_on"} and info.is_required():
            return self._data.today
        return None if info.is_required() else info.default

    # What is shown when

    @Slot(bool)
    def _on_more(self, shown: bool) -> None:  # Qt's own signature
        self._more.setVisible(shown)
        self._more_button.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

    @Slot()
    def _tell_conditions(self) -> None:
        for name, (other, terms) in self._layout.only_when.items():
            if name not in self._rows or other not in self._fields:
                continue
            form, holder = self._rows[name]
            asked = str(_value_or_none(self._fields[other])) in terms or bool(self._fields[name].text().strip())
            form.setRowVisible(holder, asked)

    # What is not lost

    @Slot()
    def _keep(self) -> None:
        """What is typed so far, kept beside the settings until it is stored or thrown away."""
        changed = {name: field.text() for name, field in self._fields.items() if field.text() != self._before.get(name, "")}
        if self._fields and hasattr(self, "_before"):
            self.desk.settings.keep_typed(self._kept, changed)

    def _take_up(self) -> None:
        self._tell_conditions()
        kept = self.desk.settings.typed(self._kept)
        if not kept:
            return
        for name, words in kept.items():
            if name in self._fields:
                self._fields[name].show_text(words)
                if self._more.isAncestorOf(self._fields[name]):
                    self._more_button.setChecked(True)
        self._general.say(tr(self.desk.language, "What you had typed here before is shown again. Cancel throws it away."))

    def reject(self) -> None:
        """Closes without storing; what was typed is thrown away, as the person says so."""
        self.desk.settings.keep_typed(self._kept, {})
        super().reject()

    # Storing

    @Slot()
    def _on_save(self) -> None:
        for error in (*self._errors.values(), self._general, *(part.error for part in self._parts.values())):
            error.say("")
        values, people = self._read()
        parts = self._read_parts()
        if values is None or parts is None:
            return
        if self._data.record_id is not None and not values and not parts and not people:
            self.reject()
            return
        data, actor = self._data, self.desk.settings.actor
        self._buttons.setEnabled(False)
        self.desk.gateway.change(
            lambda register: jobs.save(register, data.noun, data.record_id, values, _parts(parts), people, actor),
            self._on_saved, self._on_refused)

    def _read(self) -> tuple[dict[str, Any] | None, dict[str, str]]:
        values: dict[str, Any] = {}
        people: dict[str, str] = {}
        wrong: list[str] = []
        for name, field in self._fields.items():
            if self._data.record_id is not None and field.text() == self._before[name]:
                continue
            try:
                value = field.value()
            except CellRefusal as refusal:
                self._errors[name].say(refusal.text.render(self.desk.language))
                wrong.append(name)
                continue
            if isinstance(value, NewName):
                people[name] = value.name
            elif value is not None or self._data.record_id is not None or self._noun.draft.model_fields[name].is_required():
                values[name] = "" if value is None and self._is_text(name) else value
        if wrong:
            self._show(wrong[0])
            return None, {}
        if self._data.record_id is None:
            mine = {name: value for name, value in self._given.items() if name in self._noun.draft.model_fields}
            values = {**{name: value for name, value in mine.items() if name not in self._fields}, **values}
        return values, people

    def _is_text(self, name: str) -> bool:
        return self._noun.draft.model_fields[name].is_required() and self._noun.draft.model_fields[name].annotation is str

    def _read_parts(self) -> dict[str, tuple[PartEditor, list[dict[str, Any]]]] | None:
        found = {}
        for name, part in self._parts.items():
            try:
                rows = part.rows()
            except LineRefusal as refusal:
                part.say(refusal.number, refusal.text)
                return None
            if self._data.record_id is None or part.texts() != self._parts_before[name]:
                found[name] = (part, rows)
        return {name: pair for name, pair in found.items() if pair[1] or self._data.record_id is not None}

    def _on_saved(self, record_id: int) -> None:
        self.desk.settings.keep_typed(self._kept, {})
        self.accept()
        self.saved.emit(record_id)

    def _on_refused(self, error: Exception) -> None:
        from risk_register.operations.records import PartError

        self._buttons.setEnabled(True)
        if not isinstance(error, RegisterError):
            raise error
        language = self.desk.language
        if isinstance(error, PartError) and error.part in self._parts:
            self._parts[error.part].say(error.line + 1, error.problems[0][1])
            return
        problems: tuple[tuple[str, Text], ...] = error.problems if isinstance(error, DraftError) else ()
        beside = [(name, text) for name, text in problems if name in self._errors]
        for name, text in beside:
            self._errors[name].say(capitalised(text.render(language)))
        if beside:
            self._show(beside[0][0])
        if len(beside) < len(problems) or not problems:
            self._general.say(error.render(language))

    def _show(self, name: str) -> None:
        if self._more.isAncestorOf(self._fields[name]):
            self._more_button.setChecked(True)
        self._fields[name].inner.setFocus()


def _value_or_none(field: RecordField) -> Any:
    try:
        return field.value()
    except CellRefusal:
        return None


def _parts(read: Mapping[str, tuple[PartEditor, list[dict[str, Any]]]]) -> list[Any]:
    from risk_register.operations.records import Part

    return [Part(part.part.noun, part.part.parent_field, rows) for part, rows in read.values()]

