"""What countries are called, in window and report alike: `resources/countries/` by ISO 3166-1 codes of two letters."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from risk_register import resources
from risk_register.model.names import fold_accents
from risk_register.texts import Language, listed


def country_name(code: str, language: Language) -> str:
    """A country by its name; what is no country's code is shown as it was recorded."""
    return _names(language).get(code.strip().upper(), code)


def country_names(codes: Iterable[str], language: Language) -> list[str]:
    """Several countries by their names, each once, in the order of their codes."""
    return list(dict.fromkeys(country_name(code, language) for code in sorted(codes)))


@dataclass(frozen=True, slots=True)
class Countries:
    """Countries as a value of a `Text`: named in the language of whoever reads the sentence."""

    codes: tuple[str, ...]

    def label(self, language: Language) -> str:
        """Their names, listed in one phrase."""
        return listed(country_names(self.codes, language), language)


def country_code(words: str) -> str | None:
    """The code of a country as somebody wrote it: by its name in either language, its code, or a usual short form.

    'NA' is Namibia. None for what is no country.
    """
    return _codes().get(_plain(words))


_SHORT_FORMS = {
    "uk": "GB", "u k": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "angleterre": "GB", "grande bretagne": "GB",
    "usa": "US", "u s a": "US", "u s": "US", "united states of america": "US", "etats unis d amerique": "US", "america": "US",
    "the netherlands": "NL", "holland": "NL", "hollande": "NL", "czech republic": "CZ", "republique tcheque": "CZ",
    "south korea": "KR", "korea": "KR", "coree": "KR", "russian federation": "RU", "viet nam": "VN", "turkiye": "TR",
    "republic of ireland": "IE", "hong kong": "HK", "macau": "MO", "taiwan": "TW", "uae": "AE", "emirats": "AE",
}


@cache
def _codes() -> Mapping[str, str]:
    found = {code.lower(): code for code in _names("en")}
    for language in ("en", "fr"):
        found |= {_plain(name): code for code, name in _names(language).items()}
    return {**_SHORT_FORMS, **found, **_three_letters()}


def _three_letters() -> Mapping[str, str]:
    return {three.lower(): two for two, three in cast("dict[str, str]", json.loads(
        resources.read_text("countries", "three-letters.json"))).items()}


def _plain(words: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold_accents(words)).split())


def all_countries(language: Language) -> Mapping[str, str]:
    """Every country's name by its code, in the order of the codes."""
    return _names(language)


@cache
def _names(language: Language) -> Mapping[str, str]:
    return cast("Mapping[str, str]", json.loads(resources.read_text("countries", f"{language}.json")))
