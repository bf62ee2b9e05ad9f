"""What stands in a form: its fields with what is wrong beside each, what belongs to the record, and the rest under 'More'."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from risk_register.desktop.forms.checklist import ChecklistEditor
from risk_register.desktop.forms.checks import NUMBERED
from risk_register.desktop.forms.fields import FormAsked, RecordField
from risk_register.desktop.forms.layouts import LAYOUTS, Ask, Checklist, Part
from risk_register.desktop.forms.mnemonics import lettered
from risk_register.desktop.forms.parts import PartEditor
from risk_register.desktop.grid.kinds import CellRefusal
from risk_register.desktop.jobs.forms import FormData
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, subheading
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.words import capitalised
from risk_register.model.labels import field_label
from risk_register.model.nouns import BY_TABLE
from risk_register.texts import tr

Editor = PartEditor | ChecklistEditor
_DAYS_OF_TODAY = frozenset({"opened_on", "accepted_on", "made_on", "asked_on", "received_on", "loaded_on"})
"""Days that must stand and are nearly always the day on which the record is typed."""

_LABEL = 30
"""Letters of a label that the fields of all groups stand behind; a longer one moves those of its own group."""


class FormBody(QWidget):
    """The fields of one record, in the order of its layout."""

    edited = Signal()
    """Something was typed, chosen, or a line added or removed."""

    def __init__(self, data: FormData, given: Mapping[str, Any], asked: FormAsked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data, self._given, self._asked = data, given, asked
        self._noun = BY_TABLE[data.noun]
        self._layout = LAYOUTS[data.noun]
        self.fields: dict[str, RecordField] = {}
        self.errors: dict[str, FieldError] = {}
        self.notes: dict[str, QuietLabel] = {}
        self.parts: dict[str, Editor] = {}
        self._labels: dict[str, QLabel] = {}
        self._rows: dict[str, tuple[QFormLayout, QWidget]] = {}
        self.more_button = QToolButton()
        self._more = QWidget()
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        for group in self._layout.groups:
            if group.title is not None:
                column.addWidget(subheading(group.title.render(asked.language)))
            self._ask(column, group.asks)
        self._ask_more(column)
        column.addStretch(1)
        self.edited.connect(self.tell_conditions)
        self.tell_conditions()

    def give_letters(self, taken: Sequence[str]) -> None:
        """Gives every field, and what can be pressed, a letter of its own; `taken` are those of the form's buttons."""
        language = self._asked.language
        adders = [part.adder for part in self.parts.values() if part.adder is not None]
        more = [tr(language, "More")] if self.more_button.text() else []
        names = [capitalised(field_label(name, language)) for name in self._labels]
        words = lettered([*names, *more, *(tr(language, "Add a line") for _ in adders)], taken)
        for label, marked in zip(self._labels.values(), words, strict=False):
            label.setText(marked)
        widest = max((label.sizeHint().width() for label in self._labels.values()), default=0)
        for label in self._labels.values():
            label.setMinimumWidth(min(widest, self.fontMetrics().averageCharWidth() * _LABEL))  # one edge for all groups
        if more:
            self.more_button.setText(words[len(names)])
        for adder, marked in zip(adders, words[len(names) + len(more):], strict=True):
            adder.setText(marked)

    def texts(self) -> dict[str, str]:
        """What is typed into each field."""
        return {name: field.text() for name, field in self.fields.items()}

    def known_values(self) -> dict[str, Any]:
        """The values of the fields as they are typed now, without those that cannot be read."""
        return {name: value for name, field in self.fields.items() if (value := value_or_none(field)) is not None}

    def reveal(self, name: str) -> QWidget:
        """Opens 'More' where a field or part stands below it; what takes the cursor."""
        widget: QWidget = self.fields[name] if name in self.fields else self.parts[name]
        if self._more.isAncestorOf(widget):
            self.more_button.setChecked(True)
        return self.fields[name].inner if name in self.fields else widget

    @Slot()
    def tell_conditions(self) -> None:
        """Shows what is asked while other fields are as they are; what holds something is always shown."""
        for name, (other, terms) in self._layout.only_when.items():
            asked = other in self.fields and str(value_or_none(self.fields[other])) in terms
            if name in self._rows:
                form, holder = self._rows[name]
                form.setRowVisible(holder, asked or bool(self.fields[name].text().strip()))
            elif name in self.parts:
                self.parts[name].setVisible(asked or bool(self.parts[name].lines()))

    def _ask_more(self, column: QVBoxLayout) -> None:
        rest = [name for name in self._noun.draft.model_fields if name not in self._layout.placed]
        asks = (*self._layout.more, *rest)
        if not asks:
            return
        self.more_button.setText(tr(self._asked.language, "More"))
        self.more_button.setObjectName("more")
        self.more_button.setCheckable(True)
        self.more_button.setAutoRaise(True)
        self.more_button.setArrowType(Qt.ArrowType.RightArrow)
        self.more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more_button.toggled.connect(self._on_more)
        within = QVBoxLayout(self._more)
        within.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.more_button)
        column.addWidget(self._more)
        self._ask(within, asks)
        self._more.setVisible(False)

    @Slot(bool)
    def _on_more(self, shown: bool) -> None:  # Qt's own signature
        self._more.setVisible(shown)
        self.more_button.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

    def _ask(self, column: QVBoxLayout, asks: Sequence[Ask]) -> None:
        form = _form_layout(column)
        for ask in asks:
            if isinstance(ask, str):
                if ask in self._noun.table.columns:
                    self._add_field(form, ask)
                continue
            column.addWidget(self._part(ask))
            form = _form_layout(column)

    def _part(self, ask: Part) -> Editor:
        rows = self._data.parts.get(ask.noun) or self._given.get(ask.noun) or ()
        part = ChecklistEditor(ask, rows, self._asked, self) if isinstance(ask, Checklist) else PartEditor(
            ask, rows, self._asked, self)
        part.edited.connect(self.edited)
        self.parts[ask.noun] = part
        return part

    def _add_field(self, form: QFormLayout, name: str) -> None:
        field = RecordField(self._data.noun, name, self._asked, self)
        words = capitalised(field_label(name, self._asked.language))
        field.speak(words)
        new = self._data.record_id is None
        field.show_value(self._given.get(name, self._default(name)) if new else self._data.record.get(name))
        field.edited.connect(self.edited)
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
        if NUMBERED.get(self._data.noun, (None, ""))[1] == name:
            note = self.notes[name] = QuietLabel(wrap=True)
            note.setObjectName(f"{name}_note")
            note.hide()
            within.addWidget(note)
        form.addRow(label, holder)
        self.fields[name], self.errors[name], self._rows[name], self._labels[name] = field, error, (form, holder), label

    def _default(self, name: str) -> Any:
        info = self._noun.draft.model_fields[name]
        if name in _DAYS_OF_TODAY and info.is_required():
            return self._data.today
        return None if info.is_required() else info.default


def value_or_none(field: RecordField) -> Any:
    """The value of a field; None also where what is typed cannot be read."""
    try:
        return field.value()
    except CellRefusal:
        return None


def _form_layout(column: QVBoxLayout) -> QFormLayout:
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setContentsMargins(0, 0, 0, 0)
    column.addLayout(form)
    return form
