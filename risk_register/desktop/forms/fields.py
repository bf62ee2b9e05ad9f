"""The fields of a form: one for each field of a noun, made from what the model knows of it, read back as a draft takes it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from risk_register.desktop.grid.kinds import Asked, CellKind, Countries, Days, Numbers, Records, Terms, Words, YesNo
from risk_register.desktop.widgets.basics import QuietComboBox
from risk_register.desktop.widgets.date_field import DateField
from risk_register.model.base import Instant
from risk_register.model.labels import field_type, vocabulary_of
from risk_register.model.nouns import BY_TABLE, Noun, references
from risk_register.texts import Language

_PROSE = 2_000
"""Letters from which a text is written on several lines."""


def kind_of(noun: Noun, field: str) -> CellKind:
    """How what is typed into a field is read."""
    if target := references(noun).get(field):
        return Records(target, may_add=target == "person")
    if vocabulary := vocabulary_of(noun, field):
        return Terms(vocabulary)
    if field == "country":
        return Countries()
    kind = field_type(noun, field)
    name = getattr(kind, "__name__", "")
    kinds: dict[str, CellKind] = {"bool": YesNo(), "date": Days(), "int": Numbers(whole=True), "Decimal": Numbers()}
    return kinds.get(name, Words())


def is_asked(noun: Noun, field: str) -> bool:
    """Whether a person types it: moments are stamped elsewhere."""
    column = noun.table.columns.get(field)
    return column is not None and not isinstance(column.type, Instant)


class RecordField(QWidget):
    """One field with its own way of being typed. Empty means that nothing is known."""

    edited = Signal()
    """What is typed has changed."""

    def __init__(self, noun: str, field: str, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.noun, self.name = noun, field
        self._asked = asked
        self.kind = kind_of(BY_TABLE[noun], field)
        self._column = BY_TABLE[noun].table.columns[field]
        self.inner = self._made()
        self.inner.setObjectName(field)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._day if self._day is not None else self.inner)
        self.setFocusProxy(self.inner)

    _day: DateField | None = None

    def speak(self, words: str) -> None:
        """What the field is called, for those who hear it."""
        self.inner.setAccessibleName(words)
        if self._day is not None:
            self._day.speak(self._asked.language, words)

    @property
    def is_tall(self) -> bool:
        """Whether it takes several lines."""
        return isinstance(self.inner, QPlainTextEdit)

    @property
    def controls(self) -> Sequence[QWidget]:
        """What the Tab key goes through."""
        return self._day.controls if self._day is not None else (self.inner,)

    def show_value(self, value: Any) -> None:
        """Shows a value as it is stored."""
        if isinstance(self.inner, QComboBox) and not self.inner.isEditable():
            stored = getattr(value, "value", value)
            place = self.inner.findData(stored)
            if place < 0 and stored is not None:
                self.inner.addItem(str(stored), stored)  # a word of a newer program stays unless the person changes it
                place = self.inner.count() - 1
            self.inner.setCurrentIndex(max(place, 0))
        else:
            self.show_text(self.kind.shown(value, self._asked))

    def show_text(self, words: str) -> None:
        """Shows what somebody had typed."""
        if isinstance(self.inner, QPlainTextEdit):
            self.inner.setPlainText(words)
        elif isinstance(self.inner, QComboBox):
            if self.inner.isEditable():
                self.inner.setEditText(words)
            else:
                self.inner.setCurrentIndex(max(self.inner.findText(words), 0))
        elif isinstance(self.inner, QLineEdit):
            self.inner.setText(words)

    def text(self) -> str:
        """What is typed."""
        if isinstance(self.inner, QPlainTextEdit):
            return self.inner.toPlainText()
        if isinstance(self.inner, QComboBox):
            return self.inner.currentText()
        assert isinstance(self.inner, QLineEdit)
        return self.inner.text()

    def value(self) -> Any:
        """The value as a draft takes it; None where nothing is typed. Raises `CellRefusal` for what is none."""
        if isinstance(self.inner, QComboBox) and not self.inner.isEditable():
            return self.inner.currentData()
        typed = self.text().strip()
        return self.kind.read(typed, self._asked) if typed else None

    def _made(self) -> QWidget:
        if isinstance(self.kind, Days):
            self._day = DateField(self.name, self)
            self._day.edited.connect(self.edited)
            return self._day.line
        if isinstance(self.kind, Terms | YesNo):
            return self._box()
        if isinstance(self.kind, Records | Countries):
            return self._completed()
        length = getattr(self._column.type, "length", None)
        if length is not None and length > _PROSE:
            text = QPlainTextEdit(self)
            text.setTabChangesFocus(True)
            text.setFixedHeight(self.fontMetrics().height() * 4)
            text.textChanged.connect(self.edited)
            return text
        line = QLineEdit(self)
        line.textChanged.connect(self.edited)
        return line

    def _box(self) -> QuietComboBox:
        box = QuietComboBox(self)
        if self._column.nullable:
            box.addItem("", None)
        assert isinstance(self.kind, Terms | YesNo)
        for words, value in self.kind.words(self._asked).items():
            box.addItem(words, value)
        box.currentIndexChanged.connect(self.edited)
        return box

    def _completed(self) -> QuietComboBox:
        box = QuietComboBox(self)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem("")
        box.addItems(list(self.kind.offers(self._asked)))
        completer = QCompleter(box.model(), box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        box.setCompleter(completer)
        box.setCurrentIndex(0)
        box.currentTextChanged.connect(self.edited)
        return box


def asked_with(language: Language, choices: Mapping[str, Sequence[tuple[int, str]]]) -> Asked:
    """The circumstances in which a form's fields are read."""
    from risk_register.desktop.grid.kinds import Choices

    return Asked(language, {noun: Choices(named) for noun, named in choices.items()}, complete=True)
