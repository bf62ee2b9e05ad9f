"""What a breach at one party would touch, beside the map of data flows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from risk_register.desktop.widgets.basics import QuietLabel, plain_label, subheading
from risk_register.desktop.widgets.facts import FactGrid
from risk_register.desktop.words import DASH, first_lines
from risk_register.model.countries import country_names
from risk_register.model.people import people_words
from risk_register.texts import Language, tr

if TYPE_CHECKING:
    from risk_register.risk.supply_chain import Reach, SupplyChain


class BreachPane(QScrollArea):
    """The ways from us to a party, the flows that reach it, categories, people and countries; or a hint while none is chosen."""

    vendor_opened = Signal(object)
    """The id of the party whose page is wanted."""
    left = Signal()
    """Escape was pressed: the keys are to go back to where they came from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breach_pane")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._origin: int | None = None
        self.title = subheading()
        self.title.setWordWrap(True)
        self.name = plain_label(wrap=True, name="breach_party")
        self.hint = QuietLabel(wrap=True)
        self.facts = FactGrid("breach_facts")
        self.open = QPushButton()
        self.open.setObjectName("open_breached")
        self.open.clicked.connect(lambda: self.vendor_opened.emit(self._origin))
        inside = QWidget()
        column = QVBoxLayout(inside)
        for widget in (self.title, self.name, self.hint, self.facts):
            column.addWidget(widget)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(inside)

    def take_keys(self) -> None:
        """Takes the keys: what is told can be scrolled, and Enter opens the vendor."""
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the vendor, Escape goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._origin is not None:
            self.vendor_opened.emit(self._origin)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def say(self, language: Language) -> None:
        """Says what does not depend on a party."""
        self.title.setText(tr(language, "If this one is breached"))
        self.hint.setText(tr(language, "Choose a vendor or subcontractor to see which data, people and countries a breach there "
                                       "would touch, and through whom."))
        self.open.setText(tr(language, "Open the vendor"))
        self.setAccessibleName(self.title.text())

    def show_reach(self, chain: "SupplyChain", reach: "Reach | None", language: Language) -> None:
        """Shows what a breach reaches; None: the hint."""
        self._origin = reach.origin if reach is not None else None
        self.hint.setVisible(reach is None)
        for widget in (self.name, self.facts, self.open):
            widget.setVisible(reach is not None)
        if reach is None:
            return
        self.name.setText(chain.name(reach.origin))
        values = told(chain, reach, language)
        self.facts.show_values(values)
        self.open.setAccessibleDescription("\n".join([self.name.text(), *(f"{name}: {value}" for name, value in values)]))


def told(chain: "SupplyChain", reach: "Reach", language: Language) -> list[tuple[str, str]]:
    """What a breach reaches, as names and values."""
    arrow = " \N{RIGHTWARDS ARROW} "
    paths = [arrow.join(chain.name(party) for party in path) for path in reach.paths]
    flows = [each.flow.name for each in reach.flows]
    return [
        (tr(language, "Through"), ", ".join(chain.name(party) for party in reach.via) or DASH),
        (tr(language, "Ways"), _lines(paths, language, more=reach.more_paths)),
        (tr(language, "Flows"), _lines(flows, language)),
        (tr(language, "Categories"), ", ".join(category.label(language) for category in reach.categories) or DASH),
        (tr(language, "People concerned"), _people(reach, language)),
        (tr(language, "Countries"), ", ".join(country_names(reach.countries, language)) or DASH),
    ]


def _lines(lines: list[str], language: Language, *, more: bool = False) -> str:
    shown = first_lines(lines, language)
    if more:
        shown.append(tr(language, "There are more ways than could be listed."))
    return "\n".join(shown) or DASH


def _people(reach: "Reach", language: Language) -> str:
    low, high = reach.people_low, reach.people_high
    words = people_words(low, high, language) if low is not None or reach.flows else DASH
    if low is not None and reach.uncounted:
        words += "\n" + tr(language, "Flows not counted: {count}", count=reach.uncounted)
    return words
