"""A method of one's own: a copy edited part by part, with what it would make of every vendor beside it, before it is used."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.desk import Desk
from risk_register.desktop.forms.kept import Keeper, Typed
from risk_register.desktop.icons import icon
from risk_register.desktop.jobs import method_editor as jobs
from risk_register.desktop.jobs.risk import MethodChoice, use_method
from risk_register.desktop.method_sheet import MethodSheet
from risk_register.desktop.method_steps import Steps
from risk_register.desktop.saving_methods import save_method
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, tab_through, tool_button
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.widgets.method_form import MethodForm
from risk_register.desktop.widgets.moved_vendors import MovedVendors, who_moves
from risk_register.desktop.words import capitalised, count
from risk_register.errors import Cancelled, RegisterError
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from risk_register.desktop.tasks import Work
    from risk_register.store import Register

_PAUSE = 350
"""Milliseconds after the last letter before all vendors are judged anew."""
_WRONG = "\N{WARNING SIGN} "
_LETTERS = frozenset({"line", "prose", "lines", "whole", "optional", "exact", "wholes", "exacts", "codes"})
"""Kinds of fields that letters are typed into, of which many make one step to be taken back."""


class MethodEditor(QDialog):
    """Parts on the left, the fields of the part in hand beside them, the vendors before and after below.

    Nothing is stored until the method is used; what is typed is kept, so that it may be gone on with another day.
    """

    def __init__(self, desk: Desk, choice: MethodChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.base = desk, choice
        self.setObjectName("method_editor")
        self.sheet: MethodSheet | None = None
        self.outcome: jobs.Outcome | None = None
        self.work: Work | None = None
        self._forms: dict[int, MethodForm] = {}
        self._keeper: Keeper | None = None
        self.steps = Steps()
        self.list = QListWidget(self)
        self.list.setObjectName("method_parts")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget(self)
        self.moved = MovedVendors(desk, "method_editor_vendors", self)
        self.told = plain_label(wrap=True, name="method_editor_told")
        self.error = FieldError(self)
        self.error.setObjectName("method_editor_error")
        self.stop = tool_button(self, name="method_editor_stop")
        self.undo, self.redo = tool_button(self, name="method_editor_undo"), tool_button(self, name="method_editor_redo")
        self._hint = QuietLabel(wrap=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.use, self.save, self.anew = QPushButton(), QPushButton(), QPushButton()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._build()
        self._say()
        self._connect()
        desk.gateway.ask(lambda register: jobs.begin(register, choice), self._on_begun, self._on_failed)

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        for button, name, role in ((self.use, "method_editor_use", QDialogButtonBox.ButtonRole.AcceptRole),
                                   (self.save, "method_editor_save", QDialogButtonBox.ButtonRole.ActionRole),
                                   (self.anew, "method_editor_anew", QDialogButtonBox.ButtonRole.ResetRole)):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.setEnabled(False)
            self.buttons.addButton(button, role)
        upper = QSplitter(Qt.Orientation.Horizontal, self)
        upper.setChildrenCollapsible(False)
        upper.addWidget(self.list)
        upper.addWidget(self.stack)
        upper.setSizes([260, 700])
        line = QHBoxLayout()
        line.addWidget(self.told, 1)
        line.addWidget(self.stop)
        below = QWidget(self)
        under = QVBoxLayout(below)
        under.setContentsMargins(0, 0, 0, 0)
        under.addLayout(line)
        under.addWidget(self.moved.table, 1)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(below)
        split.setSizes([580, 440])
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap // 2, gap, gap // 2)
        column.setSpacing(gap // 2)
        top = QHBoxLayout()
        top.addWidget(self._hint, 1)
        top.addWidget(self.undo)
        top.addWidget(self.redo)
        column.addLayout(top)
        column.addWidget(split, 1)
        column.addWidget(self.error)
        column.addWidget(self.buttons)
        self.moved.table.setMinimumHeight(self.moved.table.verticalHeader().defaultSectionSize() * 4)
        self.stop.hide()
        self.resize(self.fontMetrics().averageCharWidth() * 122, gap * 37)
        tab_through(self.undo, self.redo, self.list, self.stack, self.stop, self.moved.table, self.use, self.save, self.anew)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show_part)
        self._pause.timeout.connect(self.try_out)
        self.stop.clicked.connect(self._stop)
        self.use.clicked.connect(self.on_use)
        self.save.clicked.connect(self._on_save)
        self.anew.clicked.connect(self._on_anew)
        for button, name, keys, deed in ((self.undo, "undo", QKeySequence.StandardKey.Undo, self._on_undo),
                                         (self.redo, "redo", QKeySequence.StandardKey.Redo, self._on_redo)):
            button.setIcon(icon(name, self.palette()))
            button.setEnabled(False)
            button.clicked.connect(deed)
            QShortcut(keys, self, deed)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._stop)
        self.finished.connect(self.deleteLater)

    def _say(self) -> None:
        language = self.desk.language
        self.setWindowTitle(tr(language, "A method of your own, from {method}", method=self.base.title[language]))
        self._hint.setText(tr(language, "Say why, change what you mean to change, and look below at what that does to every "
                                        "vendor. Nothing is stored until you use it."))
        self.list.setAccessibleName(tr(language, "Parts of the method"))
        self.use.setText(tr(language, "&Judge by this method"))
        self.save.setText(tr(language, "Sa&ve as a file…"))
        self.anew.setText(tr(language, "&Begin anew"))
        self.stop.setText(tr(language, "S&top"))
        self.undo.setText(tr(language, "&Undo"))
        self.redo.setText(tr(language, "&Redo"))
        self.moved.table.say_when_empty(tr(language, "All vendors before and after stand here once the method can be judged by."))
        self.moved.retranslate()

    # The copy, and what is typed into it

    def _on_begun(self, text: str) -> None:
        key = f"method\n{self.desk.gateway.path}\n{self.base.label}\n{self.base.in_force}"
        self._keeper = Keeper(self.desk.settings, key, self._typed, self)
        self._start(text, dict(self._keeper.found().fields))

    def _start(self, text: str, typed: "Mapping[str, str]") -> None:
        self.sheet, self.outcome = (sheet := MethodSheet(text, self.desk.language)), None
        for path, words in typed.items():
            if path in sheet.fields:
                sheet.type(path, words)
        self.list.addItems([part.title(self.desk.language) for part in sheet.parts])
        self.list.setCurrentRow(0)
        self.try_out()

    def _typed(self) -> Typed:
        return Typed(dict(self.sheet.typed)) if self.sheet is not None else Typed()

    @Slot(int)
    def _show_part(self, number: int) -> None:
        if self.sheet is None or number < 0:
            return
        if number not in self._forms:
            form = MethodForm(self.sheet.parts[number], self.sheet, self.desk.language, self.stack)
            form.edited.connect(self._on_edited)
            self._forms[number] = form
            self.stack.addWidget(form)
        self.stack.setCurrentWidget(self._forms[number])
        self._say_wrong()

    @Slot(str, str)
    def _on_edited(self, path: str, text: str) -> None:
        if self.sheet is not None and text != (before := self.sheet.now(path)):
            self.steps.note(path, before, text, letters=self.sheet.fields[path].kind in _LETTERS)
            self._put({path: text})

    def _put(self, texts: "Mapping[str, str]") -> None:
        """Lets these stand in their fields, however they came there, and judges by them after a pause."""
        if self.sheet is None or self._keeper is None:
            return
        for path, text in texts.items():
            self.sheet.type(path, text)
            if (form := self._forms.get(self.sheet.part_of(path))) is not None:
                form.put(path, text)
        for form in self._forms.values():
            form.tell()
        self._keeper.soon()
        self.outcome = None
        self._stop()
        self._pause.start()
        self._tell()

    @Slot()
    def _on_anew(self) -> None:
        if (sheet := self.sheet) is not None and sheet.typed:
            step = {path: (text, sheet.begins_with(path)) for path, text in sheet.typed.items()}
            self.steps.note_all(step)
            self._put({path: after for path, (_, after) in step.items()})

    @Slot()
    def _on_undo(self) -> None:
        if self.steps.can_undo:
            self._put_back(self.steps.undo())

    @Slot()
    def _on_redo(self) -> None:
        if self.steps.can_redo:
            self._put_back(self.steps.redo())

    def _put_back(self, texts: "Mapping[str, str]") -> None:
        """Shows what is another now: a step that was taken back out of sight would be missed."""
        self._put(texts)
        if len(texts) == 1:
            self.go_to(next(iter(texts)))

    # What it would do

    @Slot()
    def try_out(self) -> None:
        """Judges all vendors by what is typed, where it is a method; where it is none, says what keeps it from being one."""
        self._stop()
        if self.sheet is None or self.sheet.wrong_fields():
            self._tell()
            return
        text, changes = self.sheet.text, self.sheet.changes()

        def ask(register: "Register", work: "Work") -> jobs.Outcome:
            return jobs.try_out(register, text, changes, work)

        self.work = work = self.desk.gateway.ask_long(Text("Judging all vendors by another method"), ask, self._on_outcome,
                                                      self._on_failed)
        work.progressed.connect(self._on_progress)
        self._tell()

    def _on_outcome(self, outcome: jobs.Outcome) -> None:
        if self.sheet is None or self.sheet.wrong_fields() or outcome.changes != self.sheet.changes():
            return  # something else was typed meanwhile
        self.work, self.outcome = None, outcome
        self.moved.model.set_rows(outcome.rows or ())
        if not self.moved.table.hasFocus():
            self.moved.table.scrollToTop()  # who moves most is to be seen, wherever the vendor stands now that was marked before
        self._tell()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        self.work = None
        if not isinstance(error, RegisterError):
            raise error
        self._tell()
        self.error.say(error.render(self.desk.language))

    @Slot(object, object, object)
    def _on_progress(self, done: int, total: int, _words: Text) -> None:
        language = self.desk.language
        if self.work is not None and total:
            self.told.setText(tr(language, "Judging the vendors: {done} of {total}", done=count(done, language),
                                 total=count(total, language)))

    @Slot()
    def _stop(self) -> None:
        self._pause.stop()
        if self.work is not None:
            self.work.cancel()
            self.work = None
            self._tell()

    # What there is to say

    def _problems(self) -> dict[str, Text]:
        """What is wrong, by field; under '' what is no field's."""
        if self.sheet is None:
            return {}
        found = self.sheet.wrong_fields()
        problem = self.outcome.problem if self.outcome is not None else None
        if problem is not None and not found:
            found[self.sheet.field_of(problem.key) or ""] = problem.words
        return found

    def _say_wrong(self) -> None:
        language, problems = self.desk.language, self._problems()
        for form in self._forms.values():
            for path, error in form.errors.items():
                error.say(capitalised(problems[path].render(language)) if path in problems else "")
        if self.sheet is None:
            return
        wrong = {self.sheet.part_of(path) for path in problems if path}
        for number, part in enumerate(self.sheet.parts):
            item: QListWidgetItem | None = self.list.item(number)
            if item is not None:
                item.setText(f"{_WRONG if number in wrong else ''}{part.title(language)}")
        lines = []
        for path, words in problems.items():
            told = words.render(language)
            lines.append(tr(language, "{name}: {words}", name=self._place(path), words=told) if path else told)
        self.error.say("\n".join(lines[:2]))

    def _place(self, path: str) -> str:
        assert self.sheet is not None
        part, field = self.sheet.parts[self.sheet.part_of(path)], self.sheet.fields[path]
        return f"{part.title(self.desk.language)}, {field.label(self.desk.language)}"

    def _tell(self) -> None:
        self._say_wrong()
        language, outcome = self.desk.language, self.outcome
        ready = outcome is not None and outcome.choice is not None
        judged = outcome is not None and outcome.rows is not None
        if outcome is not None and outcome.rows is not None:
            self.told.setText(who_moves(outcome.rows, language))
        elif self.work is not None or self._pause.isActive():
            self.told.setText(tr(language, "Judging the vendors by what is typed…"))
        else:
            self.told.setText(tr(language, "Nothing is judged by this yet."))
        self.moved.table.setEnabled(judged)
        self.anew.setEnabled(self.sheet is not None and bool(self.sheet.typed))
        self.undo.setEnabled(self.steps.can_undo)
        self.redo.setEnabled(self.steps.can_redo)
        self.stop.setVisible(self.work is not None)
        self.use.setEnabled(ready and self.desk.gateway.can_change)
        self.save.setEnabled(ready)

    def go_to(self, path: str) -> None:
        """Goes to a field, whatever part it stands in."""
        if self.sheet is not None:
            number = self.sheet.part_of(path)
            self.list.setCurrentRow(number)
            self._forms[number].go_to(path)

    # What becomes of it

    @Slot()
    def on_use(self) -> None:
        """Puts the method into force, in one change that Undo takes back."""
        choice = self.outcome.choice if self.outcome is not None else None
        if choice is None:
            return
        self.use.setEnabled(False)
        actor = self.desk.settings.actor
        self.desk.gateway.change(lambda register: use_method(register, choice, actor), self._on_used, self._on_failed)

    def _on_used(self, _: None) -> None:
        if self._keeper is not None:
            self._keeper.forget()
        self.accept()

    @Slot()
    def _on_save(self) -> None:
        choice = self.outcome.choice if self.outcome is not None else None
        if choice is not None:
            save_method(self.desk, self, choice, self._on_failed)
