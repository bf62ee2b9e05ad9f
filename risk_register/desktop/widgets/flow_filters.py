"""What narrows the map of data flows: words in names, a category of data, a country, a tier."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from risk_register.desktop.countries import country_name
from risk_register.desktop.widgets.basics import QuietComboBox, tab_through
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.desktop.widgets.flowing import FlowingLine
from risk_register.desktop.words import term
from risk_register.model.names import fold
from risk_register.model.vocabulary import DataCategory, Tier
from risk_register.texts import Language, tr

if TYPE_CHECKING:
    from risk_register.risk.supply_chain import Narrowing

_PAUSE = 250
"""Milliseconds after the last key before the map is drawn anew."""


class FlowFilters(QWidget):
    """Says what part of the chain is wanted."""

    changed = Signal()
    """Another part is to be shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = FilterField("data_flow_filter", self)
        self.words.redraw()
        self.words.grow_between(24, 36)
        self.category = QuietComboBox(self)
        self.category.setObjectName("data_flow_category")
        self.country = QuietComboBox(self)
        self.country.setObjectName("data_flow_country")
        self.tier = QuietComboBox(self)
        self.tier.setObjectName("data_flow_tier")
        self._categories: tuple[str, ...] = ()
        self._countries: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.changed)
        line = FlowingLine(self)
        line.addWidget(self.words)
        for box in (self.category, self.country, self.tier):
            box.setMaximumWidth(self.fontMetrics().averageCharWidth() * 30)
            box.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(self.changed)
            line.addWidget(box)
        self.words.textChanged.connect(self._timer.start)
        tab_through(*self.controls)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in order."""
        return self.words, self.category, self.country, self.tier

    @property
    def wanted(self) -> "Narrowing":
        """What is asked for."""
        from risk_register.risk.supply_chain import Narrowing

        return Narrowing(category=self.category.currentData() or "", country=self.country.currentData() or "",
                         tier=self.tier.currentData() or "", words=self.words.text())

    def offer(self, categories: Sequence[str], countries: Sequence[str], language: Language) -> None:
        """Offers the categories and countries that there are."""
        self._categories, self._countries = tuple(categories), tuple(countries)
        self.retranslate(language)

    def retranslate(self, language: Language) -> None:
        """Says everything in that language."""
        self.words.say(tr(language, "Filter by name"))
        self.category.setAccessibleName(tr(language, "Category of data"))
        self.country.setAccessibleName(tr(language, "Country"))
        _fill(self.category, tr(language, "All categories"),
              [(term(DataCategory, each, language), each) for each in self._categories])
        _fill(self.country, tr(language, "All countries"), [(country_name(each, language), each) for each in self._countries])
        self.tier.setAccessibleName(tr(language, "Tier"))
        _fill(self.tier, tr(language, "All tiers"), [(_tier(each, language), each.value) for each in Tier], in_order=True)


def _tier(tier: Tier, language: Language) -> str:
    label = tier.label(language)
    return label if tier is Tier.UNASSESSED else tr(language, "Tier {tier}", tier=label)


def _fill(box: QuietComboBox, everything: str, choices: list[tuple[str, str]], *, in_order: bool = False) -> None:
    wanted = box.currentData()
    box.clear()
    box.addItem(everything, "")
    for words, value in choices if in_order else sorted(choices, key=lambda choice: fold(choice[0])):
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(wanted)))
