"""A table whose cells are edited in place, as in a spreadsheet; see `grid.edits` for how a page makes one."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.grid.blocks import Blocks
from risk_register.desktop.grid.editor import CellDelegate, CellLine, ProblemWords
from risk_register.desktop.grid.edits import CellDeeds, CellEdit, NewRows, Problems, deeds_for
from risk_register.desktop.grid.kinds import Asked, CellRefusal, Choices, Records
from risk_register.desktop.grid.leaving import Leaving
from risk_register.desktop.grid.selecting import CellTable
from risk_register.desktop.grid.writing import CellWriting
from risk_register.desktop.models.table import RowTableModel
from risk_register.model.cells import RowEdit
from risk_register.texts import Text

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Trigger = QAbstractItemView.EditTrigger
_KEYS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class EditableTable(CellTable[R]):
    """Edits cells by F2, typing or a double click. Enter, while no cell is edited, opens the record, as in every table.

    After an edit Tab goes on from cell to cell until Escape, a click, or leaving the table; else Tab leaves the table.
    """

    cells_stored = Signal()
    """Something typed here is in the register now."""
    return_requested = Signal()
    """The table was left while an entry in it could not be stored, and the person goes back to it."""

    def __init__(self, desk: Desk, model: RowTableModel[R], name: str, noun: str, parent: QWidget | None = None, *,
                 adds: NewRows | None = None, deeds: CellDeeds | None = None) -> None:
        super().__init__(model, name, parent)
        self.desk = desk
        self.noun = noun
        self.adds = adds
        self.deeds = deeds or deeds_for(noun)
        self.choices: dict[str, Choices] = {}
        self._line: CellLine | None = None
        self._index = QPersistentModelIndex()
        self._refused: dict[tuple[object, int], tuple[str, str]] = {}
        self._moving, self._began = False, -1
        self.writing = 0
        """How many writings are on their way to the register."""
        self._words = ProblemWords(self.viewport())
        self._cells = CellDelegate(self)
        self.setItemDelegate(self._cells)
        self.setEditTriggers(Trigger.EditKeyPressed | Trigger.AnyKeyPressed | Trigger.DoubleClicked)
        self.blocks: Blocks[R] = Blocks(self)
        self.leaving = Leaving(self)
        desk.gateway.opened.connect(self._on_other_register)

    # What cells hold

    def edit_of(self, column: int) -> CellEdit[R] | None:
        """How cells of a column are edited."""
        return self.rows.columns[column].edit

    def asked(self, *, complete: bool = False) -> Asked:
        """The circumstances in which cells are read now."""
        return Asked(self.desk.language, self.choices, complete)

    def offers_at(self, column: int) -> tuple[str, ...]:
        """The words that are completed in a column's cells."""
        edit = self.edit_of(column)
        return tuple(edit.kind.offers(self.asked())) if edit else ()

    def words_for(self, index: Index) -> str:
        """What a cell is called, for ears: its column and its row."""
        title = self.rows.columns[index.column()].title.render(self.desk.language)
        return f"{title}, {self.rows.index(index.row(), 0).data()}"

    def typed_at(self, index: Index) -> str:
        """What an editor of a cell starts from: what was refused there, what is on its way, or what is stored."""
        key = (self.rows.identity_at(index.row()), index.column())
        if key in self._refused:
            return self._refused[key][0]
        held = self.rows.held(*key)
        edit = self.edit_of(index.column())
        return held[0] if held is not None else edit.shown(self.rows.rows[index.row()], self.asked()) if edit else ""

    def value_at(self, place: int, column: int) -> Any:
        """The value of an editable cell: what was typed last, whether it is stored yet or not."""
        held = self.rows.held(self.rows.identity_at(place), column)
        edit = self.edit_of(column)
        return held[1] if held is not None else edit.value(self.rows.rows[place]) if edit else None

    def read_choices(self) -> None:
        """Asks the register for what references of this table may name."""
        from risk_register.desktop.jobs import cells as jobs_cells

        nouns = sorted({column.edit.kind.noun for column in self.rows.columns
                        if column.edit is not None and isinstance(column.edit.kind, Records)})
        language = self.desk.language
        if nouns and self.desk.gateway.standing is not None:
            self.desk.gateway.ask(lambda register: jobs_cells.cell_choices(register, nouns, language), self._take_choices)

    def _take_choices(self, choices: dict[str, Choices]) -> None:
        self.choices = choices

    # Editing one cell

    @property
    def editor(self) -> CellLine | None:
        """The line that is open in a cell."""
        return self._line

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being typed in."""
        return self._line is not None

    @property
    def refusals(self) -> list[tuple[str, str]]:
        """What is typed in cells and cannot be stored, each with the reason."""
        open_cell = [(self._line.text(), self._line.refused)] if self._line is not None and self._line.refused else []
        return open_cell or list(self._refused.values())

    @property
    def marked_cells(self) -> Iterable[tuple[object, int]]:
        """The cells whose text the register refused."""
        return self._refused.keys()

    def give_up(self) -> None:
        """Leaves all cells as they are stored."""
        self._refused.clear()
        self.discard()
        self.viewport().update()

    def go_back(self) -> None:
        """Stands again in a cell whose text could not be stored."""
        self.return_requested.emit()
        if self._line is not None:
            self._line.setFocus()
        elif self._refused:
            identity, column = next(iter(self._refused))
            if self.select(identity, column):
                self.edit(self.currentIndex())

    def edit(self, index: Index, trigger: Trigger | None = None, event: QEvent | None = None) -> bool:  # type: ignore[override]
        """Opens an editor where the register may be written and the cell is free to change."""
        if trigger is None:
            trigger = Trigger.AllEditTriggers
        if trigger != Trigger.NoEditTriggers and not self.may_edit(index):
            return False
        self._cells.made = None
        if self._line is not None and not self.finish(self._line):
            return False
        opened = super().edit(index, trigger, cast("QEvent", event))
        if opened and self._cells.made is not None:
            self._open(self._cells.made, index)  # type: ignore[unreachable]
        return opened

    def may_edit(self, index: Index) -> bool:
        """Whether a cell may be typed in now."""
        edit = self.edit_of(index.column()) if index.isValid() else None
        return edit is not None and not edit.only_new and self.desk.gateway.can_change

    def _open(self, line: CellLine, index: Index) -> None:
        self._line, self._index = line, QPersistentModelIndex(index)
        self.rows.keep_back()
        refused = self._refused.get((self.rows.identity_at(index.row()), index.column()))
        if refused is not None:
            line.refused = refused[1]
            self._words.say(refused[1], line)
        if not self._moving or self._began < 0:
            self._began = index.column()
        self._moving = True

    def finish(self, line: QWidget | None = None, *, across: int = 0, down: int = 0) -> bool:
        """Stores what is typed and takes the editor away, or says beside it why not. True where no cell is edited any more."""
        editor = self._line
        if editor is None or (line is not None and line is not editor):
            return True
        index = self.rows.index(self._index.row(), self._index.column())
        if not index.isValid():
            self._close(editor)
            return True
        edit = cast("CellEdit[R]", self.edit_of(index.column()))
        key = (self.rows.identity_at(index.row()), index.column())
        if editor.text() != editor.before or key in self._refused:
            try:
                value = edit.read(editor.text(), self.asked(complete=True))
            except CellRefusal as refusal:
                self._say_problem(refusal.text)
                return False
            self._refused.pop(key, None)
            if value != self.value_at(index.row(), index.column()):
                self._send(key, edit, value, editor.text())
        self._close(editor)
        self._go_on(index, across, down)
        return True

    def restore(self, line: QWidget) -> None:
        """Takes the editor away and leaves the cell as it was."""
        index = self._index
        if index.isValid():
            self._refused.pop((self.rows.identity_at(index.row()), index.column()), None)
        self._moving = False
        self._close(line)

    def discard(self) -> None:
        """Restores the cell that is edited, if one is."""
        if self._line is not None:
            self.restore(self._line)

    def forget_problem(self) -> None:
        """The person goes on typing: what was said of the text before is no longer true of it."""
        if self._line is not None:
            self._line.refused = ""
        self._words.hide()

    def _close(self, line: QWidget) -> None:
        self._line = None
        self._index = QPersistentModelIndex()
        self._words.hide()
        self._cells.close(line)
        self.rows.let_in()
        self.leaving.is_over()
        self.viewport().update()

    def _say_problem(self, text: Text) -> None:
        line = self._line
        if line is None:
            return
        words = text.render(self.desk.language)
        line.refused = words[:1].upper() + words[1:]
        line.setAccessibleDescription(line.refused)
        self._words.say(line.refused, line)

    def _send(self, key: tuple[object, int], edit: CellEdit[R], value: Any, typed: str) -> None:
        self.rows.hold({key: (edit.kind.shown(value, self.asked()), value)})
        self.write([RowEdit(cast("int", key[0]), {edit.field: value})], None,
                   lambda: self.rows.tell_landed([key]), lambda problems: self._on_refused(key, typed, problems))

    def write(self, edits: Sequence[RowEdit], reason: Text | None, stored: Any, refused: Any) -> None:
        """Sends edits to the register as one change; one of the two is called when it came home."""
        self.writing += 1

        def home() -> None:
            self.writing -= 1
            stored()
            self.cells_stored.emit()
            self.leaving.is_over()

        def back(problems: Problems) -> None:
            self.writing -= 1
            refused(problems)
            self.leaving.is_over()

        CellWriting(self.desk, self.deeds, edits, reason, self).start(home, back)

    def _on_refused(self, key: tuple[object, int], typed: str, problems: Problems) -> None:
        """The register refused: the text is kept, and shown again in its cell with the reason."""
        words = " ".join(text.render(self.desk.language) for text in problems.values())
        self._refused[key] = (typed, words[:1].upper() + words[1:])
        self.rows.let_go([key])
        place = self.rows.place_of(key[0])
        if self._line is None and place is not None and self.isVisible():
            index = self.rows.index(place, key[1])
            self.setCurrentIndex(index)
            self.edit(index)

    def _on_about_to_reset(self) -> None:
        """A filter or another order of things takes the editor away: what is typed in it is kept for its cell."""
        if self._line is not None and self._index.isValid():
            waiting = self._line.refused or Text("This entry is not stored yet.").render(self.desk.language)
            self._refused[self.rows.identity_at(self._index.row()), self._index.column()] = (self._line.text(), waiting)
            self._line = None
            self._index = QPersistentModelIndex()
            self._words.hide()
        super()._on_about_to_reset()

    def _on_other_register(self) -> None:
        self._refused.clear()
        self.discard()
        self.read_choices()

    # Moving

    def _go_on(self, index: Index, across: int, down: int) -> None:
        if across:
            self._go_across(index, across)
        elif down:
            place = index.row() + down
            if 0 <= place < self.rows.rowCount():
                column = index.column() if self._began < 0 else self._began
                self.setCurrentIndex(self.rows.index(place, column))
        if across or down:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if down:
            self._began = -1

    def _go_across(self, index: Index, step: int) -> None:
        columns = [column for column in self.visible_columns() if self.edit_of(column) is not None]
        if not columns:
            return
        order = self.visible_columns()
        here = order.index(index.column()) if index.column() in order else 0
        later = [column for column in columns if (order.index(column) - here) * step > 0]
        if later:
            self.setCurrentIndex(self.rows.index(index.row(), later[0] if step > 0 else later[-1]))
            return
        place = index.row() + step
        if 0 <= place < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(place, columns[0] if step > 0 else columns[-1]))

    def event(self, event: QEvent) -> bool:
        """Claims the keys of a spreadsheet before menu shortcuts hear of them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._claims(event):
            event.accept()
            return True
        return super().event(event)

    def _claims(self, event: QKeyEvent) -> bool:
        if any(event.matches(key) for key in _KEYS) or (event.key() == Qt.Key.Key_Delete and not event.modifiers()):
            return True
        if event.key() == Qt.Key.Key_F2:
            return self.may_edit(self.currentIndex())
        return event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a spreadsheet; what they leave goes on as in every table."""
        if self.blocks.on_key(event):
            return
        if event.key() == Qt.Key.Key_Escape and self._moving:
            self._moving = False
            return
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._moving:
            self._go_across(self.currentIndex(), 1 if event.key() == Qt.Key.Key_Tab else -1)
            return
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.selectRow(self.currentIndex().row())
            return
        if event.key() in _ARROWS:
            self._began = -1
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # Qt's own signature
        """After an edit Tab goes on among the cells."""
        if self._moving and self.hasFocus() and self._line is None:
            self._go_across(self.currentIndex(), 1 if forwards else -1)
            return True
        return super().focusNextPrevChild(forwards)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click elsewhere ends the run of entries; an entry that cannot be stored keeps the editor open."""
        if self._line is not None and not self.finish(self._line):
            return
        self._moving = False
        super().mousePressEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        """Opens the record where the cell itself is not edited."""
        if index.isValid() and not self.may_edit(index):
            self.record_opened.emit(self.rows.identity_at(index.row()))

    # Coming and going

    def showEvent(self, event: QShowEvent) -> None:
        """Watches the window, which may be closed while a cell is typed in."""
        super().showEvent(event)
        self.leaving.watch(self.window())

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: what is typed is stored, or the person is asked."""
        if not event.spontaneous() and self._line is not None and not self.finish():
            self.leaving.ask()
        self._moving = False
        super().hideEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the table ends the run of entries, but not going into one of its editors or to another program."""
        if self._line is None and event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.MouseFocusReason):
            self._moving = False
        super().focusOutEvent(event)

    def closeEditor(self, editor: QWidget, hint: Any) -> None:
        """As Qt closes it; what was typed has been stored or given up before."""
        if isinstance(editor, QObject):
            super().closeEditor(editor, hint)
