"""The step on columns: what each was taken for, with samples, and a list that completes as one types to say otherwise."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout

from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.bringing.step import Bringing, Step
from risk_register.desktop.jobs import bringing as jobs_bringing
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, plain_label
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.model.labels import noun_label
from risk_register.model.names import fold_accents
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.exchange.bringing import ColumnPlan, Plan

_CUSTOM, _LEFT_OUT = "custom_field", ""


class ColumnsStep(Step):
    """A table of columns; the field below it says what the one selected holds."""

    def __init__(self, desk: Desk, bringing: Bringing) -> None:
        super().__init__(desk, bringing, "bring_columns")
        language = desk.language
        self._words: dict[str, str] = {_CUSTOM: tr(language, "custom field: kept under its heading"),
                                       _LEFT_OUT: tr(language, "leave out")}
        columns: tuple[Column[ColumnPlan], ...] = (
            Column(Text("Column"), lambda row, _: f"{row.letters}  {row.heading}", lambda row: (row.sheet, row.column), width=30),
            Column(Text("Examples"), lambda row, _: ", ".join(row.samples), lambda row: row.samples, width=36),
            Column(Text("Goes into"), lambda row, _: self._words.get(row.target, row.target), lambda row: row.target, width=34),
            Column(Text("To be known"), _note, lambda row: row.how, width=30, grows=True),
        )
        self.table: RecordTable[ColumnPlan] = RecordTable(
            RowTableModel(columns, lambda row: (row.sheet, row.column), language), "table_bring_columns", self)
        self.target = QuietComboBox(self)
        self.target.setObjectName("bring_target")
        self.target.setEditable(True)
        self.target.setInsertPolicy(QuietComboBox.InsertPolicy.NoInsert)
        self._asked = plain_label()
        self._asked.setBuddy(self.target)
        self._hint = QuietLabel(wrap=True)
        line = QHBoxLayout()
        line.addWidget(self._asked)
        line.addWidget(self.target, 1)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(line)
        self.column.addWidget(self._hint)
        self._offer(language)
        self._hint.setText(tr(language, "Enter goes to the list; type a part of a word, then Enter. What you say here is "
                                        "remembered."))
        self.table.setAccessibleName(self.title())
        self.table.record_selected.connect(self._on_selected)
        self.table.record_opened.connect(self._on_opened)
        self.target.activated.connect(self._on_chosen)
        self.target.installEventFilter(self)

    def title(self) -> str:
        """What the step is called."""
        return tr(self.desk.language, "What the columns hold")

    def show_plan(self, plan: "Plan") -> None:
        """Shows the columns."""
        self.table.rows.set_rows(plan.columns)
        if self.table.current is None and plan.columns:
            first = next((column for column in plan.columns if not column.is_used), plan.columns[0])
            self.table.select((first.sheet, first.column))
        self._on_selected()

    def start(self) -> None:
        """The keyboard begins in the table."""
        self.table.setFocus()

    def _offer(self, language: Language) -> None:
        several = [(target.name, tr(language, "{noun}: {field}", noun=_capital(noun_label(target.noun, language)),
                                    field=target.label(language))) for target in jobs_bringing.targets(language)]
        self._words.update(several)
        for name, words in [(_CUSTOM, self._words[_CUSTOM]), (_LEFT_OUT, self._words[_LEFT_OUT]), *several]:
            self.target.addItem(words, name)
        completer = QCompleter(self.target.model(), self.target)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.target.setCompleter(completer)

    @Slot()
    def _on_selected(self) -> None:
        column = self._current()
        language = self.desk.language
        self.target.setEnabled(column is not None)
        if column is not None:
            self._asked.setText(tr(language, "'{column}' &holds:", column=column.heading or column.letters))
            self.target.setCurrentIndex(self.target.findData(column.target))

    @Slot()
    def _on_opened(self) -> None:
        self.target.setFocus()
        if (line := self.target.lineEdit()) is not None:
            line.selectAll()

    @Slot()
    def _on_chosen(self) -> None:
        column, target = self._current(), self._typed()
        if column is None or target is None:
            return
        self.table.setFocus()
        if target != column.target:
            self.bringing.say_column(column.sheet, column.column, target)

    def _typed(self) -> str | None:
        """The target whose words stand in the field, or that alone holds them."""
        typed = fold_accents(self.target.currentText())
        exact = [name for name, words in self._words.items() if fold_accents(words) == typed]
        found = exact or [name for name, words in self._words.items() if typed and typed in fold_accents(words)]
        return found[0] if len(found) == 1 else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the field says it, Escape goes back to the table: neither may close the dialog."""
        if watched is self.target and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_chosen()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._on_selected()
                self.table.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _current(self) -> "ColumnPlan | None":
        identity = self.table.current
        return next((column for column in self.table.rows.rows if (column.sheet, column.column) == identity), None)


def _note(row: "ColumnPlan", language: Language) -> str:
    return row.note.render(language) if row.note is not None else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
