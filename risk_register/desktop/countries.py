"""What countries are called: English names are Qt's, the French ones stand in `resources/countries/fr.json` (ISO 3166-1)."""

from functools import cache

from PySide6.QtCore import QLocale

from risk_register import resources
from risk_register.desktop.words import DASH
from risk_register.texts import Language


def country_name(code: str | None, language: Language) -> str:
    """A country by its name, or a dash; a code that is no country's is shown as it is."""
    if not code:
        return DASH
    if language == "fr":
        return _french().get(code, code)
    territory = QLocale.codeToTerritory(code)
    return code if territory == QLocale.Country.AnyCountry else QLocale.territoryToString(territory)


def country_with_code(code: str | None, language: Language) -> str:
    """A country by its name and code, as people look for either."""
    name = country_name(code, language)
    return f"{name} ({code})" if code and name != code else name


@cache
def _french() -> dict[str, str]:
    import json  # not for the first painting in English

    names: dict[str, str] = json.loads(resources.read_text("countries", "fr.json"))
    return names
