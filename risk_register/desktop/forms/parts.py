"""What belongs to a record and is edited in its form: a line for each, with its fields side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.forms.fields import RecordField
from risk_register.desktop.forms.layouts import Picks, Rows
from risk_register.desktop.grid.kinds import Asked, CellRefusal
from risk_register.desktop.widgets.basics import QuietLabel, subheading, tool_button
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.words import capitalised
from risk_register.model.labels import field_label
from risk_register.texts import Text, tr


class PartEditor(QWidget):
    """The lines of one part. A line that is left empty is none."""

    edited = Signal()
    """A line was added, removed or typed into."""

    def __init__(self, part: Picks | Rows, rows: Sequence[Mapping[str, Any]], asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        self._asked = asked
        self._lines: list[tuple[int | None, list[RecordField], QWidget]] = []
        self.setObjectName(f"part_{part.noun}")
        language = asked.language
        self._title = part.title.render(language)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self.error = FieldError(self)
        self.error.setObjectName(f"part_{part.noun}_error")
        self._add = QPushButton(tr(language, "Add a line"))
        self._add.setObjectName(f"add_{part.noun}")
        self._add.setAccessibleName(tr(language, "Add a line: {part}", part=part.title))
        self._add.setAutoDefault(False)
        self._heads = [QuietLabel(capitalised(field_label(name, language))) for name in part.fields]
        for column, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, column)
            head.setVisible(False)
        below = QHBoxLayout()
        below.addWidget(self._add)
        below.addStretch(1)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, self.fontMetrics().height() // 2, 0, 0)
        column_layout.setSpacing(4)
        column_layout.addWidget(subheading(self._title))
        column_layout.addLayout(self._grid)
        column_layout.addWidget(self.error)
        column_layout.addLayout(below)
        for row in rows:
            self.add_line(row)
        self._add.clicked.connect(self._on_add)

    def add_line(self, values: Mapping[str, Any]) -> list[RecordField]:
        """One more line, with these values."""
        number = len(self._lines) + 1
        fields = [RecordField(self.part.noun, name, self._asked, self) for name in self.part.fields]
        for column, field in enumerate(fields):
            field.inner.setObjectName(f"{self.part.noun}_{field.name}_{number}")
            field.speak(f"{self._title} {number}: {field_label(field.name, self._asked.language)}")
            field.show_value(values.get(field.name))
            field.edited.connect(self.edited)
            self._grid.addWidget(field, number, column)
        remove = tool_button(self, name=f"remove_{self.part.noun}_{number}")
        remove.setText("\N{MULTIPLICATION X}")
        remove.setAccessibleName(tr(self._asked.language, "Remove line {number}: {part}", number=number, part=self.part.title))
        remove.clicked.connect(lambda: self._remove(remove))
        self._grid.addWidget(remove, number, len(fields))
        self._lines.append((values.get("id"), fields, remove))
        for head in self._heads:
            head.setVisible(len(self._heads) > 1)
        return fields

    def rows(self) -> list[dict[str, Any]]:
        """The lines as records. Raises `LineRefusal` for what cannot be read."""
        found = []
        for number, (record_id, fields, _) in enumerate(self._lines, start=1):
            if not any(field.text().strip() for field in fields):
                continue
            try:
                row = {field.name: field.value() for field in fields}
            except CellRefusal as refusal:
                raise LineRefusal(number, refusal.text) from None
            row = {name: value for name, value in row.items() if value is not None or record_id is not None}
            found.append({**row, "id": record_id} if record_id is not None else row)
        return found

    def texts(self) -> list[list[str]]:
        """What is typed into each line."""
        return [[field.text() for field in fields] for _, fields, _ in self._lines]

    def say(self, number: int, text: Text) -> None:
        """Says what is wrong with a line, counted from 1."""
        self.error.say(tr(self._asked.language, "Line {number}: {problem}", number=number, problem=text))

    def _on_add(self) -> None:
        fields = self.add_line({})
        fields[0].inner.setFocus()
        self.edited.emit()

    def _remove(self, button: QWidget) -> None:
        place = next((place for place, line in enumerate(self._lines) if line[2] is button), None)
        if place is None:
            return
        _, fields, _ = self._lines.pop(place)
        for widget in (*fields, button):
            self._grid.removeWidget(widget)
            widget.setParent(None)
            widget.deleteLater()
        for head in self._heads:
            head.setVisible(len(self._heads) > 1 and bool(self._lines))
        self._add.setFocus()
        self.edited.emit()


class LineRefusal(ValueError):
    """A line cannot be read."""

    def __init__(self, number: int, text: Text) -> None:
        super().__init__(number)
        self.number, self.text = number, text
