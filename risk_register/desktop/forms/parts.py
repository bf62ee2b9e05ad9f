"""What belongs to a record and is edited in its form: a line for each, with its fields side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.forms.checks import Remark, as_stored, remark_on
from risk_register.desktop.forms.fields import FormAsked, RecordField, kind_of
from risk_register.desktop.forms.kept import Line
from risk_register.desktop.forms.layouts import Picks, Rows
from risk_register.desktop.grid.kinds import CellRefusal, Countries, Days, Numbers, Records, Terms, Words, YesNo
from risk_register.desktop.widgets.basics import QuietLabel, subheading, tab_through, tool_button
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.words import capitalised
from risk_register.model.labels import field_label
from risk_register.model.nouns import BY_TABLE
from risk_register.texts import Text, tr

_ROOM: Mapping[type, int] = MappingProxyType({Words: 4, Records: 3, Countries: 2, Terms: 1, Numbers: 1, Days: 0, YesNo: 0})
"""How much of a line's width each kind of field takes."""
_LEAST = 14
"""Letters of a text that are seen at least."""
_LONG = MappingProxyType({"email": 8})
"""Fields that hold more than others of their kind."""


@dataclass(slots=True)
class _Line:
    record_id: int | None
    fields: list[RecordField]
    remove: QWidget

    @property
    def controls(self) -> list[QWidget]:
        return [*(control for field in self.fields for control in field.controls), self.remove]


class PartEditor(QWidget):
    """The lines of one part. A line that is left empty is none."""

    edited = Signal()
    """A line was added, removed or typed into."""
    left = Signal()
    """The cursor left a field."""

    def __init__(self, part: Picks | Rows, rows: Sequence[Mapping[str, Any]], asked: FormAsked,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        self._asked = asked
        self._lines: list[_Line] = []
        self._made = 0
        self.numbers: list[int] = []
        """Which line each of the rows read last stands on, counted from 1."""
        self.setObjectName(f"part_{part.noun}")
        language = asked.language
        self._title = part.title.render(language)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self.error = FieldError(self)
        self.error.setObjectName(f"part_{part.noun}_error")
        self.note = QuietLabel(wrap=True)
        self.note.setObjectName(f"part_{part.noun}_note")
        self.note.hide()
        self.adder = QPushButton(tr(language, "Add a line"))
        self.adder.setObjectName(f"add_{part.noun}")
        self.adder.setAccessibleName(tr(language, "Add a line: {part}", part=part.title))
        self.adder.setAutoDefault(False)
        self._heads = [QuietLabel(capitalised(field_label(name, language))) for name in part.fields]
        for column, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, column)
            name = part.fields[column]
            self._grid.setColumnStretch(column, _LONG.get(name, _ROOM.get(type(kind_of(BY_TABLE[part.noun], name)), 1)))
            head.setVisible(False)
        below = QHBoxLayout()
        below.addWidget(self.adder)
        below.addStretch(1)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, self.fontMetrics().height() // 2, 0, 0)
        column_layout.setSpacing(4)
        column_layout.addWidget(subheading(self._title))
        column_layout.addLayout(self._grid)
        column_layout.addWidget(self.error)
        column_layout.addWidget(self.note)
        column_layout.addLayout(below)
        for row in rows:
            self.add_line(row)
        self.adder.clicked.connect(self._on_add)

    def add_line(self, values: Mapping[str, Any]) -> list[RecordField]:
        """One more line, with these values. Prose stands on one line as long as it has no more."""
        self._made = self._made + 1 if self._lines else 1
        number = self._made
        fields = [RecordField(self.part.noun, name, self._asked, self, one_line="\n" not in str(values.get(name) or ""))
                  for name in self.part.fields]
        for column, field in enumerate(fields):
            field.inner.setObjectName(f"{self.part.noun}_{field.name}_{number}")
            field.speak(f"{self._title} {number}: {field_label(field.name, self._asked.language)}")
            field.show_value(values.get(field.name))
            field.edited.connect(self.edited)
            field.left.connect(self.left)
            if isinstance(field.kind, Words):
                field.inner.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LEAST)
            self._grid.addWidget(field, number, column)
        remove = tool_button(self, name=f"remove_{self.part.noun}_{number}")
        remove.setText("\N{MULTIPLICATION X}")
        remove.setAccessibleName(tr(self._asked.language, "Remove line {number}: {part}", number=number, part=self.part.title))
        remove.clicked.connect(lambda: self._remove(remove))
        self._grid.addWidget(remove, number, len(fields))
        self._lines.append(_Line(values.get("id"), fields, remove))
        for head in self._heads:
            head.setVisible(len(self._heads) > 1)
        tab_through(*(control for line in self._lines for control in line.controls), self.adder)
        return fields

    def rows(self) -> list[dict[str, Any]]:
        """The lines as records. Raises `LineRefusal` for what cannot be read."""
        found: list[dict[str, Any]] = []
        self.numbers = []
        for number, line in enumerate(self._lines, start=1):
            if not any(field.text().strip() for field in line.fields):
                continue
            try:
                row = {field.name: field.value() for field in line.fields}
            except CellRefusal as refusal:
                raise LineRefusal(number, refusal.text) from None
            self.numbers.append(number)
            row = as_stored(self.part.noun, row)
            row = {name: value for name, value in row.items() if value is not None or line.record_id is not None}
            found.append({**row, "id": line.record_id} if line.record_id is not None else row)
        return found

    def lines(self) -> list[Line]:
        """What is typed into each line, with the id of the record it stands for."""
        return [(line.record_id, [field.text() for field in line.fields]) for line in self._lines]

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows what had been typed, in place of what is shown."""
        for line in list(self._lines):
            self._take_away(line)
        for record_id, texts in lines:
            several = {name: words for name, words in zip(self.part.fields, texts, strict=False) if "\n" in words}
            for field, words in zip(self.add_line({"id": record_id, **several}), texts, strict=False):
                field.show_text(words)

    def say(self, number: int, text: Text) -> None:
        """Says what is wrong with a line, counted from 1."""
        self.error.say(tr(self._asked.language, "Line {number}: {problem}", number=number, problem=text))

    def check(self, words: Callable[[Remark], Text | None]) -> None:
        """Says beside the lines what cannot be right about their numbers."""
        wrong = next(((number, said) for number, remark in self._remarks() if (said := words(remark)) is not None), None)
        if wrong is None:
            self.error.say("")
        else:
            self.say(*wrong)

    def remarks(self) -> list[Remark]:
        """What is to be said of the lines' numbers."""
        return [remark for _, remark in self._remarks()]

    def _remarks(self) -> Iterator[tuple[int, Remark]]:
        for number, line in enumerate(self._lines, start=1):
            try:
                remark = remark_on(self.part.noun, {field.name: field.value() for field in line.fields})
            except CellRefusal:
                continue
            if remark is not None:
                yield number, remark

    def _on_add(self) -> None:
        fields = self.add_line({})
        fields[0].inner.setFocus()
        self.edited.emit()

    def _remove(self, button: QWidget) -> None:
        line = next((line for line in self._lines if line.remove is button), None)
        if line is not None:
            self._take_away(line)
            self.error.say("")
            self.adder.setFocus()
            self.edited.emit()

    def _take_away(self, line: _Line) -> None:
        self._lines.remove(line)
        for widget in (*line.fields, line.remove):
            self._grid.removeWidget(widget)
            widget.setParent(None)
            widget.deleteLater()
        for head in self._heads:
            head.setVisible(len(self._heads) > 1 and bool(self._lines))


class LineRefusal(ValueError):
    """A line cannot be read."""

    def __init__(self, number: int, text: Text) -> None:
        super().__init__(number)
        self.number, self.text = number, text
