"""The fields of a form: one for each field of a noun, made from what the model knows of it, read back as a draft takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from risk_register.desktop.forms.moments import Moments
from risk_register.desktop.grid.kinds import Asked, CellKind, Choices, Countries, Days, Numbers, Records, Terms, Words, YesNo
from risk_register.desktop.widgets.basics import QuietComboBox
from risk_register.desktop.widgets.completing import FoldedCompleter, Names
from risk_register.desktop.widgets.date_field import DateField
from risk_register.model.base import Instant
from risk_register.model.labels import field_type, vocabulary_of
from risk_register.model.nouns import BY_TABLE, Noun, references
from risk_register.texts import Language, tr

_PROSE = 2_000
"""Letters from which a text is written on several lines."""


_NAME = 14
"""Letters of a name that are seen at least."""
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class FormAsked(Asked):
    """What the fields of one form have in common: the language, what may be picked, and the time zone of moments."""

    zone: ZoneInfo = _UTC
    actor: str = ""
    """Whoever fills the form in, under the name that the journal has."""
    today: date | None = None
    lists: dict[str, tuple[Names, list[int | None]]] = field(default_factory=dict)
    """The names that may be picked and their ids, by noun: made once, however many fields pick from them."""

    def list_of(self, kind: Records | Countries) -> tuple[Names, list[int | None]]:
        """What may be picked, the empty choice first."""
        name = kind.noun if isinstance(kind, Records) else ""
        if name not in self.lists:
            names, known = ["", *kind.offers(self)], self.choices.get(name)
            if isinstance(kind, Countries) or known is None:
                self.lists[name] = Names(names), [None] * len(names)
            else:
                folded = {record_id: words for words, ids in known.ids.items() for record_id in ids}
                self.lists[name] = Names(names, ["", *(folded[each] for each in known.names)]), [None, *known.names]
        return self.lists[name]


def kind_of(noun: Noun, name: str, zone: ZoneInfo = _UTC) -> CellKind:
    """How what is typed into a field is read."""
    if target := references(noun).get(name):
        return Records(target, may_add=target == "person")
    if vocabulary := vocabulary_of(noun, name):
        return Terms(vocabulary)
    if name == "country":
        return Countries()
    if isinstance(noun.table.columns[name].type, Instant):
        return Moments(zone)
    kind = field_type(noun, name)
    kinds: dict[str, CellKind] = {"bool": YesNo(), "date": Days(), "int": Numbers(whole=True), "Decimal": Numbers()}
    return kinds.get(getattr(kind, "__name__", ""), Words())


class RecordField(QWidget):
    """One field with its own way of being typed. Empty means that nothing is known."""

    edited = Signal()
    """What is typed has changed."""
    left = Signal()
    """The cursor went elsewhere."""

    def __init__(self, noun: str, name: str, asked: FormAsked, parent: QWidget | None = None, *,
                 one_line: bool = False) -> None:
        """`one_line` asks for prose on one line, as in a table."""
        super().__init__(parent)
        self.noun, self.name = noun, name
        self._one_line = one_line
        self._asked = asked
        self._ids: list[int | None] = []
        self.kind = kind_of(BY_TABLE[noun], name, asked.zone)
        self._column = BY_TABLE[noun].table.columns[name]
        self.inner = self._made()
        self.inner.setObjectName(name)
        self.inner.installEventFilter(self)
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
        if isinstance(self.kind, Moments) and isinstance(self.inner, QLineEdit):
            self.inner.setPlaceholderText(tr(self._asked.language, "yyyy-mm-dd hh:mm, time of {zone}", zone=self.kind.zone.key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tells that the field was left."""
        if watched is self.inner and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

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
        elif isinstance(self.inner, QComboBox) and value in self._ids:
            self.inner.setCurrentIndex(self._ids.index(value))  # by its id: two may have the same name
            self._from_the_start()
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
        self._from_the_start()

    def _from_the_start(self) -> None:
        """What is longer than the field is seen from its beginning."""
        inner = self.inner.lineEdit() if isinstance(self.inner, QComboBox) else self.inner
        if isinstance(inner, QLineEdit) and not inner.hasFocus():
            inner.setCursorPosition(0)

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
        if isinstance(self.inner, QComboBox) and isinstance(self.kind, Records):
            place = self.inner.currentIndex()
            if typed and 0 < place < len(self._ids) and self.inner.itemText(place) == self.text():
                return self._ids[place]
        return self.kind.read(typed, self._asked) if typed else None

    def _made(self) -> QWidget:
        if isinstance(self.kind, Days):
            self._day = DateField(self.name, self)
            self._day.edited.connect(self.edited)
            self._day.line.setMinimumWidth(self.fontMetrics().horizontalAdvance("  0000-00-00  "))
            return self._day.line
        if isinstance(self.kind, Terms | YesNo):
            return self._box()
        if isinstance(self.kind, Records | Countries):
            return self._completed()
        length = getattr(self._column.type, "length", None)
        if length is not None and length > _PROSE and not self._one_line:
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
        assert isinstance(self.kind, Records | Countries)
        names, self._ids = self._asked.list_of(self.kind)
        box = QuietComboBox(self)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_NAME)
        box.setModel(names)
        box.setCompleter(FoldedCompleter(names, box))
        box.setCurrentIndex(0)
        box.currentTextChanged.connect(self.edited)
        return box


def asked_with(language: Language, choices: Mapping[str, Choices], zone: ZoneInfo, actor: str, today: date) -> FormAsked:
    """The circumstances in which a form's fields are read."""
    return FormAsked(language, choices, complete=True, zone=zone, actor=actor, today=today)
