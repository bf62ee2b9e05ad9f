"""Countries by their names, in both languages."""

import pytest
from PySide6.QtCore import QLocale

from risk_register.desktop.countries import country_name, country_with_code
from risk_register.texts import Language


@pytest.mark.parametrize(("language", "name"), [("en", "United States"), ("fr", "États-Unis")])
def test_a_country_is_called_by_its_name(language: Language, name: str) -> None:
    assert country_name("US", language) == name
    assert country_with_code("US", language) == f"{name} (US)"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_no_country_is_shown_as_it_is_and_nothing_as_a_dash(language: Language) -> None:
    assert country_with_code("Q9", language) == "Q9"
    assert country_name(None, language) == country_with_code("", language) == "—"


def test_every_country_that_has_a_french_name_has_an_english_one_too() -> None:
    for first in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            french = country_name(first + second, "fr")
            if french != first + second:
                assert QLocale.codeToTerritory(first + second) != QLocale.Country.AnyCountry
