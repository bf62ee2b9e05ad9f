"""One part of a method to be edited: a field for each of its values, and below each field what is wrong with it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from risk_register.desktop.method_field import MethodField, MethodPart
from risk_register.desktop.method_sheet import MethodSheet
from risk_register.desktop.widgets.basics import QuietLabel, plain_label
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.widgets.word_choices import WordBox, WordChecks, WordRow
from risk_register.texts import Language

_SHORT = frozenset({"whole", "optional", "exact"})
_LONG = frozenset({"prose", "lines"})
_LETTERS, _LINES = 12, 4
_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_WORDS: Mapping[str, type[WordBox] | type[WordRow] | type[WordChecks]] = {
    "choice": WordBox, "row": WordRow, "words": WordChecks}
_Control = QPlainTextEdit | QLineEdit | WordBox | WordRow | WordChecks


class MethodForm(QScrollArea):
    """The fields of a part, with a row for each. The keys that undo are the editor's, which knows all fields."""

    edited = Signal(str, str)
    """The path of the field that something was typed into, and what stands in it now."""

    def __init__(self, part: MethodPart, sheet: MethodSheet, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"method_part_{part.name}")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = sheet
        self.errors: dict[str, FieldError] = {}
        self.controls: dict[str, _Control] = {}
        self.befores: dict[str, QuietLabel] = {}
        body = QWidget(self)
        form = QFormLayout(body)
        gap = self.fontMetrics().height()
        form.setContentsMargins(gap, gap // 2, gap, gap)
        form.setVerticalSpacing(gap // 3)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in part.fields:
            label = plain_label(field.label(language), body)
            holder = self._row(field, language, body)
            label.setBuddy(self.controls[field.path])
            if field.kind == "words":
                form.addRow(label)
                form.addRow(holder)
            else:
                form.addRow(label, holder)
        self.setWidget(body)
        self.tell()

    def _row(self, field: MethodField, language: Language, parent: QWidget) -> QWidget:
        holder = QWidget(parent)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        error, before = FieldError(holder), QuietLabel(parent=holder, wrap=True)
        error.setObjectName(f"error_{field.path}")
        before.setObjectName(f"before_{field.path}")
        control = self._control(field, self._sheet.now(field.path), language, holder)
        control.setObjectName(field.path)
        control.setAccessibleName(field.label(language))
        control.installEventFilter(self)
        self.controls[field.path], self.errors[field.path], self.befores[field.path] = control, error, before
        for widget in (before, error, control) if field.kind == "words" else (control, before, error):
            column.addWidget(widget)
        return holder

    def _control(self, field: MethodField, text: str, language: Language, parent: QWidget) -> _Control:
        said = partial(self.edited.emit, field.path)
        if field.kind in _LONG:
            prose = QPlainTextEdit(parent)
            prose.setTabChangesFocus(True)
            prose.setPlainText(text)
            prose.setFixedHeight(prose.fontMetrics().lineSpacing() * _LINES + 2 * prose.frameWidth() + 8)
            prose.textChanged.connect(lambda: said(prose.toPlainText()))
            return prose
        if field.kind in _WORDS:
            words = _WORDS[field.kind](field, text, language, parent)
            words.said.connect(said)
            return words
        line = QLineEdit(parent)
        line.setText(text)
        line.setCursorPosition(0)
        if field.kind in _SHORT:
            line.setMaximumWidth(line.fontMetrics().averageCharWidth() * _LETTERS)
        line.textChanged.connect(said)
        return line

    def put(self, path: str, text: str) -> None:
        """Writes into a field what was not typed there."""
        control = self.controls[path]
        blocked = control.blockSignals(True)  # noqa: FBT003  # Qt's own
        if isinstance(control, QPlainTextEdit):
            if control.toPlainText() != text:
                control.setPlainText(text)
        elif not isinstance(control, QLineEdit):
            control.put(text)
        elif control.text() != text:
            control.setText(text)
        control.blockSignals(blocked)

    def tell(self) -> None:
        """Says below each changed field what it began with, and greys what counts for nothing."""
        for path, label in self.befores.items():
            label.setText(before := self._sheet.before(path))
            label.setVisible(bool(before))
            self.controls[path].setEnabled(not self._sheet.says_nothing(path))

    def go_to(self, path: str) -> None:
        """Puts the cursor into a field and brings it into view."""
        control = self.controls[path]
        self.ensureWidgetVisible(control)
        control.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaves the keys that undo and redo to the editor, which a field would take for its own letters alone."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and any(map(event.matches, _STEPS)):
            return True
        return super().eventFilter(watched, event)
