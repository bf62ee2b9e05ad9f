"""A table of records of one noun with what can be done to them: add, edit, duplicate, delete. Each is undone with Ctrl+Z."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from risk_register.desktop.countries import country_name
from risk_register.desktop.desk import Desk
from risk_register.desktop.forms import open_record_form
from risk_register.desktop.forms.layouts import COLUMNS, GROWS
from risk_register.desktop.jobs import forms as jobs
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import subheading, tab_through, tool_button
from risk_register.desktop.widgets.flowing import FlowingLine
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import capitalised, short_day
from risk_register.model.labels import NOTHING, field_label, noun_label, value_label
from risk_register.model.nouns import BY_TABLE, references
from risk_register.texts import Language, Text, tr

_KEYS = {"add": "Ins", "edit": "Return", "duplicate": "Ctrl+D", "delete": "Del"}
_WORDS = {"add": Text("Add"), "edit": Text("Edit"), "duplicate": Text("Duplicate"), "delete": Text("Delete")}


class RecordDeeds(QWidget):
    """The four deeds as buttons, and as the table's own keys and context menu."""

    def __init__(self, desk: Desk, noun: str, table: RecordTable[Any], values: Callable[[], Mapping[str, Any] | None], *,
                 opens: bool = True) -> None:
        super().__init__(table.parentWidget())
        self.desk, self.noun, self.table = desk, noun, table
        self._values = values
        self._actions = {name: QAction(table) for name in _KEYS}
        self.buttons: list[QWidget] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        deeds: dict[str, Callable[[], None]] = {
            "add": self.add, "edit": self.edit, "duplicate": self.duplicate, "delete": self.delete}
        for name, action in self._actions.items():
            action.setShortcut(QKeySequence(_KEYS[name]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(deeds[name])
            table.addAction(action)
            button = tool_button(self, name=f"{name}_{noun}")
            button.setDefaultAction(action)
            row.addWidget(button)
            self.buttons.append(button)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        table.record_selected.connect(self.tell)
        if opens:
            table.record_opened.connect(self._on_opened)
        else:
            self._actions["edit"].setShortcut(QKeySequence("Shift+Return"))  # Enter leads elsewhere
        self.retranslate()

    def retranslate(self) -> None:
        """Says the deeds in the language now in force."""
        language = self.desk.language
        for name, action in self._actions.items():
            words = _WORDS[name].render(language)
            action.setText(words)
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            tip = f"{words}: {noun_label(self.noun, language)}"
            action.setToolTip(f"{tip} ({key})" if key else tip)
        for name, button in zip(self._actions, self.buttons, strict=True):
            button.setAccessibleName(f"{_WORDS[name].render(language)}: {noun_label(self.noun, language)}")
        self.tell()

    def tell(self) -> None:
        """Enables what can be done now."""
        can, current = self.desk.gateway.can_change, self.table.current is not None
        lasting = BY_TABLE[self.noun].append_only
        self._actions["add"].setEnabled(can and self._values() is not None)
        self._actions["edit"].setEnabled(can and current and not lasting)
        self._actions["duplicate"].setEnabled(can and current)
        self._actions["delete"].setEnabled(can and current and not lasting)

    def add(self) -> None:
        """Opens the form of a new record."""
        values = self._values()
        if values is not None:
            open_record_form(self.desk, self.noun, self, values=values)

    def edit(self) -> None:
        """Opens the form of the record the person stands on."""
        if isinstance(self.table.current, int):
            open_record_form(self.desk, self.noun, self, record_id=self.table.current)

    def duplicate(self) -> None:
        """Opens the form of a new record that begins as this one is."""
        noun, record_id = self.noun, self.table.current
        if not isinstance(record_id, int):
            return
        self.desk.gateway.ask(lambda register: jobs.duplicate_values(register, noun, record_id),
                              lambda found: open_record_form(self.desk, noun, self, values={**found[0], **found[1]}))

    def delete(self) -> None:
        """Deletes the record the person stands on, with what belongs to it."""
        noun, record_id, actor = self.noun, self.table.current, self.desk.settings.actor
        if isinstance(record_id, int):
            self.desk.gateway.change(lambda register: jobs.delete(register, noun, [record_id], actor))

    def _on_opened(self, _identity: object) -> None:
        if self.desk.gateway.can_change and not BY_TABLE[self.noun].append_only:
            self.edit()


class RecordSection(QWidget):
    """All records of a noun that hold some values: a vendor's contacts, our own entities."""

    def __init__(self, desk: Desk, noun: str, where: Mapping[str, Any] | None = None, parent: QWidget | None = None, *,
                 wrap: bool = False) -> None:
        super().__init__(parent)
        self.desk, self.noun = desk, noun
        self._where: Mapping[str, Any] | None = where if where is not None else {}
        self._title = subheading()
        self.model: RowTableModel[jobs.RecordRow] = RowTableModel(columns_of(noun), lambda row: row.id, desk.language)
        self.table: RecordTable[jobs.RecordRow] = RecordTable(self.model, f"table_{noun}", self, wrap=wrap)
        self.deeds = RecordDeeds(desk, noun, self.table, lambda: self._where)
        gap = self.fontMetrics().height()
        line = FlowingLine()
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line.addWidget(self._title)
        line.addWidget(self.deeds)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap // 2, gap, gap // 2)
        column.setSpacing(gap // 2)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        tab_through(*self.deeds.buttons, self.table)
        self.retranslate()

    def retranslate(self) -> None:
        """Says the section in the language now in force."""
        language = self.desk.language
        words = capitalised(noun_label(self.noun, language, 2))
        self._title.setText(words)
        self.table.setAccessibleName(words)
        self.table.say_when_empty(tr(language, "None is recorded yet. Press Ins in this table to add the first."))
        self.model.set_language(language)
        self.deeds.retranslate()

    def look_at(self, where: Mapping[str, Any] | None) -> None:
        """Shows the records that hold these values; None shows none."""
        self._where = where
        self.refresh()

    def refresh(self) -> None:
        """Reads the records anew."""
        where, noun, language = self._where, self.noun, self.desk.language
        if where is None or self.desk.gateway.standing is None:
            self.model.set_rows(())
            self.deeds.tell()
            return
        columns = COLUMNS[noun]

        def show(rows: Sequence[jobs.RecordRow]) -> None:
            if where == self._where:
                self.model.set_rows(rows)
                self.deeds.tell()

        self.desk.gateway.ask(lambda register: jobs.section_rows(register, noun, where, columns, language), show)


def columns_of(noun: str) -> tuple[Column[jobs.RecordRow], ...]:
    """What a table of a noun's records shows."""
    names = COLUMNS[noun]
    grows = GROWS.get(noun, names[-1])
    return tuple(_column(noun, name, grows=name == grows) for name in names)


def _column(noun: str, name: str, *, grows: bool) -> Column[jobs.RecordRow]:
    kind, refers = BY_TABLE[noun], name in references(BY_TABLE[noun])

    def text(row: jobs.RecordRow, language: Language) -> str:
        value = row.values.get(name)
        if refers:
            return row.names.get(name, "") or NOTHING
        if name == "country" and value:
            return country_name(value, language)
        if isinstance(value, datetime):
            return f"{short_day(value.date(), language)} {value:%H:%M}"
        if isinstance(value, date):
            return short_day(value, language)
        return value_label(kind, name, value, language)

    def key(row: jobs.RecordRow) -> Any:
        value = row.names.get(name) if refers else row.values.get(name)
        return value.casefold() if isinstance(value, str) else value

    return Column(_Heading(name), text, key, width=max(12, min(30, len(field_label(name, "fr")) + 2)), grows=grows)


class _Heading(Text):
    """A field's own label as a column's heading."""

    def __init__(self, field: str) -> None:
        object.__setattr__(self, "template", field)
        object.__setattr__(self, "values", {})

    def render(self, language: Language) -> str:
        """The label in that language."""
        return capitalised(field_label(self.template, language))
