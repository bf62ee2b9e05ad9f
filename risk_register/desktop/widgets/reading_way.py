"""How a vendor's file is read: the ways that its structure allows, the likeliest first, and a way to say it by hand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from risk_register.desktop.widgets.basics import QuietComboBox, plain_label
from risk_register.texts import Language, tr

if TYPE_CHECKING:
    from risk_register.questionnaires import Candidate

_MOST_SHEETS = 3


class ReadingWay(QWidget):
    """The list is there to be looked at even where there is one way only: it says how sure that is."""

    chosen = Signal(object)
    """The `Candidate` that the person chose."""
    by_hand = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language: Language = language
        self._ways: tuple[Candidate, ...] = ()
        self._own = False
        self._label = plain_label(tr(language, "&Read as:"))
        self.ways = QuietComboBox()
        self.ways.setObjectName("import_ways")
        self.ways.setPlaceholderText(tr(language, "Choose how the file is to be read"))
        self.hand = QPushButton(tr(language, "&Map by hand…"))
        self.hand.setObjectName("import_map")
        self.hand.setAutoDefault(False)
        self._label.setBuddy(self.ways)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._label)
        line.addWidget(self.ways, 1)
        line.addWidget(self.hand)
        self.ways.activated.connect(self._on_activated)
        self.hand.clicked.connect(self.by_hand)

    def offer(self, ways: "Sequence[Candidate]", *, settled: bool) -> None:
        """The ways there are; none is chosen where it is not settled which."""
        self._ways, self._own = tuple(ways), False
        self.ways.clear()
        for way in ways:
            self.ways.addItem(self._words(way))
        self.ways.setCurrentIndex(0 if settled and ways else -1)
        self.ways.setEnabled(bool(ways))

    def show_own(self, name: str) -> None:
        """Says that the file is read as the person said under that name."""
        if not self._own:
            self._own = True
            self.ways.insertItem(0, "")
        self.ways.setItemText(0, tr(self._language, "By hand: {name}", name=name))
        self.ways.setCurrentIndex(0)

    def _words(self, way: "Candidate") -> str:
        language = self._language
        family = f"{way.family.label(language)} {way.version}".strip()
        sheets = ", ".join(way.sheets[:_MOST_SHEETS]) + ("…" if len(way.sheets) > _MOST_SHEETS else "")
        if not sheets:
            return tr(language, "{family}: {score} of 100", family=family, score=way.score)
        return tr(language, "{family}: {score} of 100 ({sheets})", family=family, score=way.score, sheets=sheets)

    @Slot(int)
    def _on_activated(self, place: int) -> None:
        if place >= self._own:
            self.chosen.emit(self._ways[place - self._own])
