"""What countries are called, in window and report alike: `resources/countries/` by ISO 3166-1 codes of two letters."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from risk_register import resources
from risk_register.texts import Language


def country_name(code: str, language: Language) -> str:
    """A country by its name; what is no country's code is shown as it was recorded."""
    return _names(language).get(code.strip().upper(), code)


def country_names(codes: Iterable[str], language: Language) -> list[str]:
    """Several countries by their names, each once, in the order of their codes."""
    return list(dict.fromkeys(country_name(code, language) for code in sorted(codes)))


@cache
def _names(language: Language) -> Mapping[str, str]:
    return cast("Mapping[str, str]", json.loads(resources.read_text("countries", f"{language}.json")))
