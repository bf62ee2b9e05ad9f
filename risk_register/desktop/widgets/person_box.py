"""A field for a person of ours: picked from those known, or typed, whether the register knows the name yet or not."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from risk_register.desktop.widgets.basics import QuietComboBox
from risk_register.model.names import fold


class PersonBox(QuietComboBox):
    """Empty means nobody. Names are completed from any part of them."""

    def __init__(self, people: Sequence[tuple[int, str]], chosen: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItem("", None)
        for person_id, name in people:
            self.addItem(name, person_id)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.setCurrentIndex(max(self.findData(chosen), 0))

    def say(self, words: str) -> None:
        """What may be written here, while nothing is."""
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(words)

    def person(self) -> int | None:
        """The id of the person picked, or whose name was typed; None for nobody and for a new name."""
        place, typed = self.currentIndex(), fold(self.currentText())
        if place > 0 and fold(self.itemText(place)) == typed:
            return int(self.itemData(place))
        return next((int(self.itemData(number)) for number in range(1, self.count()) if fold(self.itemText(number)) == typed), None)

    def new_name(self) -> str | None:
        """The name typed where nobody is known by it."""
        typed = " ".join(self.currentText().split())
        return typed if typed and self.person() is None else None
