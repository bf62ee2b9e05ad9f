"""What narrows Today: a button for each urgency with how many there are, and boxes for kinds and owners."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.basics import QuietComboBox, tool_button
from risk_register.desktop.words import count, term
from risk_register.model.items import Item
from risk_register.model.names import fold
from risk_register.model.vocabulary.today import TodayKind, Urgency
from risk_register.texts import tr

_ALL, _MINE = "", "\0mine"


class ItemFilters(QWidget):
    """Says what to show; at most one urgency, one kind and one owner at a time."""

    changed = Signal()
    """Other items are to be shown."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._buttons: dict[str, QToolButton] = {}
        self._owners: list[str] = []
        self._kinds: list[str] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.fontMetrics().averageCharWidth())
        for urgency in Urgency:
            button = tool_button(self, name=f"today_{urgency.value}")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setAutoRaise(False)
            button.setCheckable(True)
            button.clicked.connect(self._on_clicked)
            self._buttons[urgency.value] = button
            line.addWidget(button)
        line.addStretch(1)
        self.kind = QuietComboBox(self)
        self.kind.setObjectName("today_kind")
        self.owner = QuietComboBox(self)
        self.owner.setObjectName("today_owner")
        for box in (self.kind, self.owner):
            box.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(self.fontMetrics().averageCharWidth() * 34)
            box.activated.connect(self.changed)
            line.addWidget(box)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in order."""
        return (*self._buttons.values(), self.kind, self.owner)

    def retranslate(self) -> None:
        """Says everything in the language now in force."""
        language = self.desk.language
        self.kind.setAccessibleName(tr(language, "Kind"))
        self.owner.setAccessibleName(tr(language, "Owner"))
        self._fill(self.kind, [(tr(language, "All kinds"), _ALL),
                               *sorted((term(TodayKind, kind, language), kind) for kind in self._kinds)])
        self._fill(self.owner, [(tr(language, "All owners"), _ALL), (tr(language, "Mine"), _MINE),
                                *((owner, owner) for owner in self._owners)])

    def offer(self, items: Sequence[Item]) -> None:
        """Offers the kinds and owners that there are."""
        self._kinds = sorted({item.kind for item in items})
        self._owners = sorted({item.owner for item in items if item.owner}, key=fold)
        self.retranslate()

    def kept(self, items: Sequence[Item]) -> Sequence[Item]:
        """The items of the kind and owner wanted, of any urgency."""
        kind, owner = self.kind.currentData() or _ALL, self.owner.currentData() or _ALL
        if kind:
            items = [item for item in items if item.kind == kind]
        if owner == _MINE:
            me = fold(self.desk.settings.actor)
            return [item for item in items if item.owner and fold(item.owner) == me]
        return [item for item in items if item.owner == owner] if owner else items

    def of_urgency(self, items: Sequence[Item]) -> Sequence[Item]:
        """The items of the urgency wanted."""
        wanted = next((urgency for urgency, button in self._buttons.items() if button.isChecked()), None)
        return items if wanted is None else [item for item in items if item.urgency == wanted]

    def count(self, items: Sequence[Item], known: Mapping[str, int] | None = None) -> None:
        """Writes on each button how many there are; `known` where not all are there yet."""
        language, found = self.desk.language, known or Counter(item.urgency for item in items)
        for urgency, button in self._buttons.items():
            how_many = found.get(urgency, 0)
            button.setText(f"{term(Urgency, urgency, language)} {count(how_many, language)}")
            button.setVisible(bool(how_many) or button.isChecked())

    @Slot()
    def _on_clicked(self) -> None:
        pressed = self.sender()
        for button in self._buttons.values():
            if button is not pressed:
                button.setChecked(False)
        self.changed.emit()

    @staticmethod
    def _fill(box: QuietComboBox, choices: Sequence[tuple[str, str]]) -> None:
        wanted = box.currentData()
        box.clear()
        for words, value in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(wanted)))
