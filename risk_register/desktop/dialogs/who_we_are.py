"""The first thing an empty register is told: whose it is, in which country, and so in which time zone its days are."""

from typing import Any

from PySide6.QtCore import QLocale, Qt, QTimeZone, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import settings as jobs_settings
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, plain_label
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.errors import RegisterError
from risk_register.model.countries import all_countries
from risk_register.model.names import fold_accents
from risk_register.model.validation import DraftError
from risk_register.texts import tr

_ELSEWHERE = "UTC"


def zones_of(country: str) -> list[str]:
    """The time zones of a country, by its code; UTC where the system knows none."""
    territory = QLocale.codeToTerritory(country)
    found = sorted(bytes(each.data()).decode() for each in QTimeZone.availableTimeZoneIds(territory)) if country else []
    return [each for each in found if "/" in each] or [_ELSEWHERE]


class WhoWeAreDialog(QDialog):
    """Asks for three things; the third follows from the second."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("who_we_are")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        language = desk.language
        self.setWindowTitle(tr(language, "Your organisation"))
        self.name = QLineEdit(self)
        self.name.setObjectName("own_name")
        self.country = QuietComboBox(self)
        self.country.setObjectName("own_country")
        self.zone = QuietComboBox(self)
        self.zone.setObjectName("own_zone")
        self._error = FieldError(self)
        for code, words in sorted(all_countries(language).items(), key=lambda country: fold_accents(country[1])):
            self.country.addItem(words, code)
        self.country.setCurrentIndex(max(0, self.country.findData("FR" if language == "fr" else "IE")))
        form = QFormLayout()
        for words, field in ((tr(language, "&Name"), self.name), (tr(language, "&Country"), self.country),
                             (tr(language, "&Time zone"), self.zone)):
            label = plain_label(words, self)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            form.addRow(label, field)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self)
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addLayout(form)
        column.addWidget(self._error)
        column.addWidget(QuietLabel(tr(
            language, "The rest, such as branches, regimes and insurance, has time: it is under Settings."), self, wrap=True))
        column.addWidget(self.buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        self.country.currentIndexChanged.connect(self._on_country)
        self.buttons.accepted.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)
        self._on_country()

    @Slot()
    def _on_country(self) -> None:
        self.zone.clear()
        self.zone.addItems(zones_of(self.country.currentData() or ""))

    @Slot()
    def _on_save(self) -> None:
        values: dict[str, Any] = {"legal_name": self.name.text().strip(), "country": self.country.currentData(),
                                  "time_zone": self.zone.currentText()}
        actor = self.desk.settings.actor
        self.desk.gateway.change(lambda register: jobs_settings.add_own_entity(register, values, actor), self._on_saved,
                                 self._on_refused)

    def _on_saved(self, _entity: int) -> None:
        self.accept()

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, RegisterError):
            raise error
        language = self.desk.language
        problems = error.problems if isinstance(error, DraftError) else ()
        self._error.say("\n".join(text.render(language) for _, text in problems) or error.render(language))
        self.name.setFocus()
