"""A checklist in a form: one line for each term of a vocabulary, whether anybody has looked at it yet or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.forms.fields import FormAsked, RecordField
from risk_register.desktop.forms.kept import Line
from risk_register.desktop.forms.layouts import Checklist
from risk_register.desktop.forms.parts import LineRefusal
from risk_register.desktop.grid.kinds import CellRefusal
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, subheading, tab_through
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.words import capitalised
from risk_register.model.labels import field_label, vocabulary_of
from risk_register.model.nouns import BY_TABLE
from risk_register.model.vocabulary.terms import Term
from risk_register.texts import Text, tr


@dataclass(slots=True)
class _Entry:
    """One term, the record that says what was found about it (None: nobody has looked), and its fields."""

    term: str
    record: Mapping[str, Any]
    fields: dict[str, RecordField]
    before: list[str]

    @property
    def texts(self) -> list[str]:
        return [field.text() for field in self.fields.values()]


class ChecklistEditor(QWidget):
    """The checklist's lines. One in which nothing is said stays without a record."""

    edited = Signal()
    """Something was typed or chosen."""
    adder: QPushButton | None = None
    """None: the lines are those of the vocabulary."""

    def __init__(self, part: Checklist, rows: Sequence[Mapping[str, Any]], asked: FormAsked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part, self._asked = part, asked
        self.setObjectName(f"part_{part.noun}")
        noun, language = BY_TABLE[part.noun], asked.language
        vocabulary = vocabulary_of(noun, part.topic)
        assert vocabulary is not None
        assert issubclass(vocabulary, Term)
        self._vocabulary = vocabulary
        self._entries: list[_Entry] = []
        self.numbers: list[int] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self.error = FieldError(self)
        self.error.setObjectName(f"part_{part.noun}_error")
        columns = [name for name in part.fields if name not in part.only]
        for column, name in enumerate(columns, start=1):
            self._grid.addWidget(QuietLabel(capitalised(field_label(name, language))), 0, column)
        self._grid.setColumnStretch(len(columns), 1)
        for term, row in _lines(part, vocabulary, rows):
            self._add(term, row)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, self.fontMetrics().height() // 2, 0, 0)
        column_layout.setSpacing(4)
        column_layout.addWidget(subheading(part.title.render(language)))
        column_layout.addWidget(QuietLabel(
            tr(language, "What you change here is recorded as read by you, today."), wrap=True))
        column_layout.addLayout(self._grid)
        column_layout.addWidget(self.error)
        tab_through(*(control for entry in self._entries for field in entry.fields.values() for control in field.controls))

    def rows(self) -> list[dict[str, Any]]:
        """What was found, as records. Raises `LineRefusal` for what cannot be read."""
        found: list[dict[str, Any]] = []
        self.numbers = []
        for number, entry in enumerate(self._entries, start=1):
            touched = entry.texts != entry.before
            if not touched and not entry.record:
                continue
            try:
                row = {name: field.value() for name, field in entry.fields.items()}
            except CellRefusal as refusal:
                raise LineRefusal(number, refusal.text) from None
            if touched:
                row |= dict(zip(self.part.read, (self._asked.actor, self._asked.today), strict=True))
            self.numbers.append(number)
            if entry.record:
                found.append({**row, "id": entry.record["id"]} if touched else {"id": entry.record["id"]})
            else:
                found.append({**{name: value for name, value in row.items() if value is not None}, self.part.topic: entry.term})
        return found

    def lines(self) -> list[Line]:
        """What is said of each term, with the id of the record that says so."""
        return [(entry.record.get("id"), entry.texts) for entry in self._entries]

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows what had been typed."""
        for entry, (_, texts) in zip(self._entries, lines, strict=False):
            for field, words in zip(entry.fields.values(), texts, strict=False):
                field.show_text(words)

    def say(self, number: int, text: Text) -> None:
        """Says what is wrong with a line, counted from 1."""
        words = self._label(self._entries[number - 1].term)
        self.error.say(tr(self._asked.language, "{entry}: {problem}", entry=words, problem=text))

    def _add(self, term: str, record: Mapping[str, Any]) -> None:
        row, words = self._grid.rowCount(), self._label(term)
        self._grid.addWidget(plain_label(words), row, 0)
        fields = {name: self._field(name, term, record) for name in self.part.fields if term in self.part.only.get(name, (term,))}
        for column, name in enumerate((name for name in fields if name not in self.part.only), start=1):
            self._grid.addWidget(fields[name], row, column)
        below = QHBoxLayout()
        below.setSpacing(self.fontMetrics().averageCharWidth())
        for name in (name for name in fields if name in self.part.only):
            below.addWidget(QuietLabel(capitalised(field_label(name, self._asked.language))))
            below.addWidget(fields[name])
        if below.count():
            below.addStretch(1)
            self._grid.addLayout(below, row + 1, 1, 1, -1)
        entry = _Entry(term, record, fields, [])
        entry.before = entry.texts
        self._entries.append(entry)

    def _field(self, name: str, term: str, record: Mapping[str, Any]) -> RecordField:
        several = "\n" in str(record.get(name) or "")  # a line would make them one
        field = RecordField(self.part.noun, name, self._asked, self, one_line=not several)
        field.inner.setObjectName(f"{self.part.noun}_{term}_{name}")
        field.speak(f"{self._label(term)}: {field_label(name, self._asked.language)}")
        default = BY_TABLE[self.part.noun].draft.model_fields[name].default if name == self.part.state else None
        field.show_value(record.get(name, default))
        field.edited.connect(self.edited)
        return field

    def _label(self, term: str) -> str:
        known = self._vocabulary.parse(term)
        return term if known is None else known.label(self._asked.language)


def _lines(part: Checklist, vocabulary: type[Term], rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, Mapping[str, Any]]]:
    """Every term with its record, or none; a term that was looked at twice, and one of a newer program, in lines of their own."""
    held: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        topic = row.get(part.topic)
        held.setdefault(str(getattr(topic, "value", topic)), []).append(row)
    names = [*(each.value for each in vocabulary), *(name for name in held if vocabulary.parse(name) is None)]
    return [(name, row) for name in names for row in held.get(name, [{}])]
