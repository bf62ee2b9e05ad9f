"""One part of a method to be edited: a field for each of its values, and below each field what is wrong with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from risk_register.desktop.method_fields import MethodField, MethodPart
from risk_register.desktop.widgets.basics import QuietComboBox, plain_label
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.texts import Language

_SHORT = frozenset({"whole", "optional", "exact"})
_LONG = frozenset({"prose", "lines"})
_LETTERS, _LINES = 12, 4


class MethodForm(QScrollArea):
    """The fields of a part, with a row for each."""

    edited = Signal(str, str)
    """The path of the field that something was typed into, and what stands in it now."""

    def __init__(self, part: MethodPart, now: Callable[[str], str], language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"method_part_{part.name}")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.errors: dict[str, FieldError] = {}
        self.controls: dict[str, QWidget] = {}
        body = QWidget(self)
        form = QFormLayout(body)
        gap = self.fontMetrics().height()
        form.setContentsMargins(gap, gap // 2, gap, gap)
        form.setVerticalSpacing(gap // 3)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in part.fields:
            label = plain_label(field.label(language), body)
            holder = self._row(field, now(field.path), language, body)
            label.setBuddy(self.controls[field.path])
            form.addRow(label, holder)
        self.setWidget(body)

    def _row(self, field: MethodField, text: str, language: Language, parent: QWidget) -> QWidget:
        holder = QWidget(parent)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        error = FieldError(holder)
        error.setObjectName(f"error_{field.path}")
        control = self._control(field, text, language, holder)
        control.setObjectName(field.path)
        control.setAccessibleName(field.label(language))
        self.controls[field.path], self.errors[field.path] = control, error
        column.addWidget(control)
        column.addWidget(error)
        return holder

    def _control(self, field: MethodField, text: str, language: Language, parent: QWidget) -> QWidget:
        said = partial(self.edited.emit, field.path)
        if field.kind in _LONG:
            prose = QPlainTextEdit(parent)
            prose.setTabChangesFocus(True)
            prose.setPlainText(text)
            prose.setFixedHeight(prose.fontMetrics().lineSpacing() * _LINES + 2 * prose.frameWidth() + 8)
            prose.textChanged.connect(lambda: said(prose.toPlainText()))
            return prose
        if field.kind == "choice":
            return self.box(field, text, language, parent, said)
        if field.kind == "row":
            return _Row(self, field, text, language, parent)
        line = QLineEdit(parent)
        line.setText(text)
        line.setCursorPosition(0)
        if field.kind in _SHORT:
            line.setMaximumWidth(line.fontMetrics().averageCharWidth() * _LETTERS)
        line.textChanged.connect(said)
        return line

    def box(self, field: MethodField, text: str, language: Language, parent: QWidget,
            said: Callable[[str], object]) -> QuietComboBox:
        """A box with the words of a field."""
        made = QuietComboBox(parent)
        for word, label in field.choices:
            made.addItem(label(language), word)
        made.setCurrentIndex(made.findData(text))
        made.currentIndexChanged.connect(lambda _: said(str(made.currentData() or "")))
        return made

    def go_to(self, path: str) -> None:
        """Puts the cursor into a field and brings it into view."""
        control = self.controls[path]
        self.ensureWidgetVisible(control)
        control.setFocus(Qt.FocusReason.OtherFocusReason)


class _Row(QWidget):
    """Five words side by side: a row of a published table."""

    def __init__(self, form: MethodForm, field: MethodField, text: str, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        words = text.split()
        self.boxes = [form.box(field, word, language, self, lambda _: self._said(form, field)) for word in words]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for number, box in enumerate(self.boxes):
            box.setAccessibleName(f"{field.label(language)}, {field.choices[number][1](language)}")
            box.setMinimumContentsLength(6)
            line.addWidget(box, 1)
        if self.boxes:
            self.setFocusProxy(self.boxes[0])

    def _said(self, form: MethodForm, field: MethodField) -> None:
        form.edited.emit(field.path, " ".join(str(box.currentData()) for box in self.boxes))
