"""Choosing among the words that a field knows: one of them, five side by side, or any number."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from risk_register.desktop.method_field import MethodField
from risk_register.desktop.widgets.basics import QuietComboBox
from risk_register.texts import Language

_IN_A_ROW = 2


class WordBox(QuietComboBox):
    """A box with the words of a field."""

    said = Signal(str)
    """The word that was chosen."""

    def __init__(self, field: MethodField, text: str, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        for word, label in field.choices:
            self.addItem(label(language), word)
        self.put(text)
        self.currentIndexChanged.connect(lambda _: self.said.emit(str(self.currentData() or "")))

    def put(self, text: str) -> None:
        """Chooses a word."""
        self.setCurrentIndex(self.findData(text))


class WordRow(QWidget):
    """Five words side by side: a row of a published table."""

    said = Signal(str)

    def __init__(self, field: MethodField, text: str, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes = [WordBox(field, word, language, self) for word in text.split()]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for number, box in enumerate(self.boxes):
            box.setAccessibleName(f"{field.label(language)}, {field.choices[number][1](language)}")
            box.setMinimumContentsLength(6)
            box.said.connect(lambda _: self.said.emit(" ".join(str(each.currentData()) for each in self.boxes)))
            line.addWidget(box, 1)
        if self.boxes:
            self.setFocusProxy(self.boxes[0])

    def put(self, text: str) -> None:
        """Chooses the words, from left to right."""
        for box, word in zip(self.boxes, text.split(), strict=True):
            blocked = box.blockSignals(True)  # noqa: FBT003  # Qt's own
            box.put(word)
            box.blockSignals(blocked)


class WordChecks(QWidget):
    """Any number of words, each to be ticked. What was there stays in its order, and what is ticked anew comes after it."""

    said = Signal(str)

    def __init__(self, field: MethodField, text: str, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._first = text.split()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        self.boxes: dict[str, QCheckBox] = {}
        half = -(-len(field.choices) // _IN_A_ROW)
        for number, (word, label) in enumerate(field.choices):
            self.boxes[word] = box = QCheckBox(label(language).replace("&", "&&"), self)
            box.setAccessibleName(label(language))
            box.setAccessibleDescription(field.label(language))
            grid.addWidget(box, number % half, number // half)
            box.toggled.connect(self._on_toggled)
        self.put(text)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def put(self, text: str) -> None:
        """Ticks these words and no others."""
        words = text.split()
        for word, box in self.boxes.items():
            blocked = box.blockSignals(True)  # noqa: FBT003  # Qt's own
            box.setChecked(word in words)
            box.blockSignals(blocked)

    def _on_toggled(self) -> None:
        ticked = [word for word, box in self.boxes.items() if box.isChecked()]
        kept = [word for word in self._first if word in ticked]
        self.said.emit(" ".join([*kept, *(word for word in ticked if word not in kept)]))
