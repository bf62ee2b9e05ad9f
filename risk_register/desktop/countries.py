"""Countries as the window shows them: by their names, or a dash where none is recorded."""

from risk_register.desktop.words import DASH
from risk_register.model import countries
from risk_register.texts import Language


def country_name(code: str | None, language: Language) -> str:
    """A country by its name, or a dash; a code that is no country's is shown as it is."""
    return countries.country_name(code, language) if code else DASH


def country_with_code(code: str | None, language: Language) -> str:
    """A country by its name and code, as people look for either."""
    name = country_name(code, language)
    return f"{name} ({code})" if code and name != code else name
