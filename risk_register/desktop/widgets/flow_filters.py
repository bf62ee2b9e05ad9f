"""What narrows the map of data flows: words in names, a category of data, a country."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from risk_register.desktop.countries import country_name
from risk_register.desktop.widgets.basics import QuietComboBox, tab_through
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.desktop.words import term
from risk_register.model.names import fold
from risk_register.model.vocabulary import DataCategory
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
        self.words.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        self.category = QuietComboBox(self)
        self.category.setObjectName("data_flow_category")
        self.country = QuietComboBox(self)
        self.country.setObjectName("data_flow_country")
        self._categories: tuple[str, ...] = ()
        self._countries: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.changed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words)
        for box in (self.category, self.country):
            box.setMaximumWidth(self.fontMetrics().averageCharWidth() * 30)
            box.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(self.changed)
            line.addWidget(box)
        self.words.textChanged.connect(self._timer.start)
        tab_through(self.words, self.category, self.country)

    @property
    def wanted(self) -> "Narrowing":
        """What is asked for."""
        from risk_register.risk.supply_chain import Narrowing

        return Narrowing(category=self.category.currentData() or "", country=self.country.currentData() or "",
                         words=self.words.text())

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


def _fill(box: QuietComboBox, everything: str, choices: list[tuple[str, str]]) -> None:
    wanted = box.currentData()
    box.clear()
    box.addItem(everything, "")
    for words, value in sorted(choices, key=lambda choice: fold(choice[0])):
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(wanted)))
