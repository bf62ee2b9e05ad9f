"""The form of any record: what is asked first, what stands under 'More', what is wrong beside its field. Nothing typed is lost."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.desk import Desk
from risk_register.desktop.forms.body import FormBody
from risk_register.desktop.forms.checks import as_stored
from risk_register.desktop.forms.fields import asked_with
from risk_register.desktop.forms.kept import Keeper, Typed
from risk_register.desktop.forms.mnemonics import letter_of
from risk_register.desktop.forms.nouns import A
from risk_register.desktop.forms.numbers import Numbers
from risk_register.desktop.forms.parts import LineRefusal
from risk_register.desktop.grid.kinds import CellRefusal
from risk_register.desktop.jobs import forms as jobs
from risk_register.desktop.widgets.basics import plain_label
from risk_register.desktop.widgets.saving_dialog import SavingDialog
from risk_register.desktop.words import moment
from risk_register.model.cells import NewName
from risk_register.model.nouns import BY_TABLE
from risk_register.texts import tr

_LEAST = 15
"""Lines that a form is high at least, so that what is wrong with its one field is read without scrolling."""
Rows = dict[str, list[dict[str, Any]]]


class RecordForm(SavingDialog):
    """Adds a record of any noun, or edits one. Only what was changed is stored."""

    saved = Signal(object)
    """The id of the record."""

    def __init__(self, desk: Desk, data: jobs.FormData, values: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(desk, f"form_{data.noun}", parent, error="form_error")
        self._data = data
        self._given = dict(values)
        self._noun = BY_TABLE[data.noun]
        asked = asked_with(desk.language, data.choices, data.zone, desk.settings.actor, data.today)
        self.body = FormBody(data, self._given, asked)
        self.errors = self.body.errors
        self._numbers = Numbers(desk, data, self.body)
        self._area = QScrollArea()
        self._again = QWidget()
        self._again_words = plain_label(wrap=True, name="typed_before")
        self._throw = QPushButton(tr(desk.language, "Throw it away"))
        self._build()
        self._before = self.body.texts()
        self._parts_before = {name: part.lines() for name, part in self.body.parts.items()}
        self._keeper = Keeper(desk.settings, f"{desk.gateway.path} {data.noun} {self._whose()}", self._typed, self)
        self._take_up(self._keeper.found())
        self.body.edited.connect(self._keeper.soon)
        self._throw.clicked.connect(self._on_thrown_away)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.save)
        next(iter(self.body.fields.values())).inner.setFocus()
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    def _build(self) -> None:
        language, gap, letter = self.desk.language, self.fontMetrics().height(), self.fontMetrics().averageCharWidth()
        self.setWindowTitle(tr(language, "Add {noun}", noun=A[self._data.noun]) if self._data.record_id is None else
                            tr(language, "Edit: {name}", name=self._data.name))
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.rejected.disconnect(self.reject)
        self.buttons.rejected.connect(self._on_cancelled)
        cancel.setToolTip(tr(language, "Throws away what is typed here; Esc keeps it for the next time"))
        self._throw.setObjectName("throw_away")
        self._throw.setAutoDefault(False)
        self.body.give_letters([letter_of(self.store_button.text()), letter_of(cancel.text())])
        line = QHBoxLayout(self._again)
        line.setContentsMargins(gap, gap // 2, gap, 0)
        line.addWidget(self._again_words, 1)
        line.addWidget(self._throw, 0, Qt.AlignmentFlag.AlignTop)
        self._again.hide()
        self._area.setWidget(self.body)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QVBoxLayout()
        foot.setContentsMargins(gap, 0, gap, gap)
        foot.addWidget(self.error)
        foot.addWidget(self.buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._again)
        outer.addWidget(self._area, 1)
        outer.addLayout(foot)
        bar = self._area.verticalScrollBar().sizeHint().width()
        width = max(letter * 100, self.body.minimumSizeHint().width() + bar)
        self._area.setMinimumWidth(min(self.body.minimumSizeHint().width() + bar, self.screen().availableSize().width() * 9 // 10))
        self.resize(width, max(min(self.body.sizeHint().height() + gap * 5, gap * 44), gap * _LEAST))

    # What is not lost

    def _whose(self) -> str:
        """What sets the form apart from others of its noun: the record, or what a new one began with, but for its days.

        A day that was put in as today's is another one tomorrow, when the same form is opened again.
        """
        if self._data.record_id is not None:
            return str(self._data.record_id)
        return repr(sorted((name, str(value)) for name, value in self._given.items() if not isinstance(value, date)))

    def _typed(self) -> Typed:
        """What differs from how the form began."""
        fields = {name: words for name, words in self.body.texts().items() if words != self._before[name]}
        parts = {name: lines for name, part in self.body.parts.items() if (lines := part.lines()) != self._parts_before[name]}
        return Typed(fields, parts)

    def _take_up(self, typed: Typed) -> None:
        if not typed:
            return
        language = self.desk.language
        for name, words in typed.fields.items():
            if name in self.body.fields:
                self.body.fields[name].show_text(words)
                self.body.reveal(name)
        for name, lines in typed.parts.items():
            if name in self.body.parts:
                self.body.parts[name].show_lines(lines)
                self.body.reveal(name)
        when = moment(typed.when, language) if typed.when is not None else ""
        self._again_words.setText(tr(language, "What you had typed here on {moment} and not saved is shown again.", moment=when)
                                  if when else tr(language, "What you had typed here before and not saved is shown again."))
        self._again.show()

    @Slot()
    def _on_thrown_away(self) -> None:
        """Shows the form as it began."""
        for name, words in self._before.items():
            self.body.fields[name].show_text(words)
        for name, lines in self._parts_before.items():
            self.body.parts[name].show_lines(lines)
        self.clear_errors()
        self._again.hide()
        next(iter(self.body.fields.values())).inner.setFocus()
        self._keeper.write()

    @Slot()
    def _on_cancelled(self) -> None:
        """Closes, and throws away what was typed, as the person says so."""
        self._keeper.forget()
        super().reject()

    def reject(self) -> None:
        """Closes without storing, as Esc and the window's own button do; what was typed is kept for the next time."""
        self._keeper.write()
        window = self.parentWidget()
        if self._typed() and isinstance(window, QMainWindow):
            words = tr(self.desk.language, "What you typed is kept, and shown again in the same form.")
            window.statusBar().showMessage(words, 8000)
        super().reject()

    # Storing

    def save(self) -> None:
        """Stores what was changed."""
        self.clear_errors()
        for part in self.body.parts.values():
            part.error.say("")
        read, parts = self._read(), self._read_parts()
        if read is None or parts is None or not self._numbers.may_stand(read[0], parts):
            return
        values, people = read
        if self._data.record_id is not None and not values and not parts and not people:
            self._on_cancelled()
            return
        data, actor, fields = self._data, self.desk.settings.actor, {name: part.part.parent_field
                                                                     for name, part in self.body.parts.items()}
        rows = [(name, fields[name], those) for name, those in parts.items()]
        self.store(lambda register: jobs.save(register, data.noun, data.record_id, values, rows, people, actor))

    def _read(self) -> tuple[dict[str, Any], dict[str, str]] | None:
        """The values to store, and the persons who are new; None where something cannot be read, which is said."""
        values: dict[str, Any] = {}
        people: dict[str, str] = {}
        wrong: list[str] = []
        new = self._data.record_id is None
        for name, field in self.body.fields.items():
            if not new and field.text() == self._before[name]:
                continue
            try:
                value = field.value()
            except CellRefusal as refusal:
                self.errors[name].say(refusal.text.render(self.desk.language))
                wrong.append(name)
                continue
            if isinstance(value, NewName):
                people[name] = value.name
            elif value is not None or not new or self._noun.draft.model_fields[name].is_required():
                values[name] = "" if value is None and self._is_text(name) else value
        if wrong:
            self.go_to(wrong[0])
            return None
        if new:
            begun = {name: value for name, value in self._given.items() if name in self._noun.draft.model_fields}
            values = {**{name: value for name, value in begun.items() if name not in self.body.fields}, **values}
        return as_stored(self._data.noun, values), people

    def _is_text(self, name: str) -> bool:
        info = self._noun.draft.model_fields[name]
        return info.is_required() and info.annotation is str

    def _read_parts(self) -> Rows | None:
        """The lines of the parts that were changed; None where one cannot be read, which is said."""
        found: Rows = {}
        new = self._data.record_id is None
        for name, part in self.body.parts.items():
            try:
                rows = part.rows()
            except LineRefusal as refusal:
                part.say(refusal.number, refusal.text)
                self.go_to(name)
                return None
            if (new and rows) or (not new and part.lines() != self._parts_before[name]):
                found[name] = rows
        return found

    def stored(self, result: Any) -> None:
        """Nothing is left to keep."""
        self.saved.emit(result)

    def accept(self) -> None:
        """Closes once it is stored."""
        self._keeper.forget()
        super().accept()

    def refused(self, error: Exception) -> None:
        """Says what is wrong beside the line of a part, where it is in one."""
        from risk_register.operations.records import PartError

        if isinstance(error, PartError) and error.part in self.body.parts:
            self.store_button.setEnabled(True)
            part = self.body.parts[error.part]
            part.say(part.numbers[error.line], error.problems[0][1])
            self.go_to(error.part)
            return
        super().refused(error)

    def go_to(self, name: str) -> None:
        """Puts the cursor into a field, or brings a part into view."""
        widget = self.body.reveal(name)
        widget.setFocus()
        self._area.ensureWidgetVisible(widget)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.body.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)  # a letter may lead to a field that is out of view
