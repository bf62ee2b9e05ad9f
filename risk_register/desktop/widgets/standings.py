"""A row of buttons, one for each place where a round may stand, with how many stand there; one narrows the list to them."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.theme import alarm
from risk_register.desktop.words import count
from risk_register.model.vocabulary import RoundStanding
from risk_register.texts import tr

_ALL = ""


class StandingBar(QWidget):
    """Arrows go from button to button, as in any group of which one is chosen."""

    chosen = Signal(str)
    """The standing's value; '' for all."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("round_standings")
        self._counts: Mapping[RoundStanding, int] = {}
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(round(self.fontMetrics().averageCharWidth() * 0.7))
        for value in (_ALL, *(standing.value for standing in RoundStanding)):
            button = QPushButton(self)
            button.setObjectName(f"standing_{value or 'all'}")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button)
            self.buttons[value] = button
            line.addWidget(button)
        line.addStretch(1)
        self.buttons[_ALL].setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)

    @property
    def current(self) -> str:
        """The standing that is chosen; '' for all."""
        return next((value for value, button in self.buttons.items() if button.isChecked()), _ALL)

    def choose(self, value: str) -> None:
        """Chooses a standing without saying so."""
        blocked = QSignalBlocker(self._group)
        self.buttons[value].setChecked(True)
        blocked.unblock()

    def show_counts(self, counts: Mapping[RoundStanding, int]) -> None:
        """Says how many rounds stand where."""
        self._counts = counts
        self.retranslate()

    def retranslate(self) -> None:
        """Says the buttons in the language now in force; what is late stands out, by its word and its colour."""
        language = self.desk.language
        self.setAccessibleName(tr(language, "State of questionnaires"))
        total = sum(self._counts.values())
        self.buttons[_ALL].setText(tr(language, "All  {count}", count=count(total, language)))
        for standing in RoundStanding:
            number = self._counts.get(standing, 0)
            button = self.buttons[standing.value]
            button.setText(f"{standing.label(language)}  {count(number, language)}")
            button.setVisible(bool(number) or standing is not RoundStanding.CANCELLED)
            late = standing is RoundStanding.LATE and number
            palette = QPalette()
            if late:
                palette.setColor(QPalette.ColorRole.ButtonText, alarm(QApplication.palette()))
            button.setPalette(palette)

    @Slot(object, bool)
    def _on_toggled(self, _button: object, checked: bool) -> None:  # Qt's own signature
        if checked:
            self.chosen.emit(self.current)
