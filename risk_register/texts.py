"""Every text a person sees, in English in the code and in French beside it under `resources/translations/`.

A text that is made far from the window (a reason, a refusal) does not know the reader's language yet: it travels as a
`Text`, a template with its values, and is put into words by `render` where somebody reads it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any, Literal, Protocol, cast, runtime_checkable

from risk_register import resources

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")

_MONTHS: dict[Language, tuple[str, ...]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
           "novembre", "décembre"),
}
_NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


@runtime_checkable
class Labelled(Protocol):
    """What carries its own words in each language, as vocabulary terms do."""

    def label(self, language: Language) -> str:
        """The words for it in that language."""
        ...


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A sentence that waits for its reader's language: an English template and the values in its braces."""

    template: str
    values: dict[str, Any] = field(hash=False)

    def __init__(self, template: str, /, **values: Any) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", values)

    def render(self, language: Language) -> str:
        """The sentence in that language, its numbers, dates and terms in the language's habits."""
        return tr(language, self.template, **self.values)

    def __str__(self) -> str:
        return self.render("en")


def tr(language: Language, template: str, /, **values: Any) -> str:
    """The template in that language with its values filled in. It is always a literal, so that a test can find it."""
    words = _catalogue(language).get(template, template) if language != "en" else template
    return words.format(**{name: show(value, language) for name, value in values.items()}) if values else words


def show(value: Any, language: Language) -> str:
    """One value as a reader of that language expects it: terms by their label, dates and numbers by habit."""
    if isinstance(value, Text):
        return value.render(language)
    say = getattr(value, "label", None)  # a Labelled: to ask a protocol takes ten times as long, and this is asked of all values
    if say is not None:
        return cast("str", say(language))
    if isinstance(value, datetime):
        return instant(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, (Decimal, float)) or (isinstance(value, int) and not isinstance(value, bool)):
        return number(value, language)
    return str(value)


def number(value: Decimal | float, language: Language, places: int | None = None) -> str:
    """A number with the language's decimal mark and thousands, rounded half up to `places` where given."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    english = f"{exact:,f}"
    if language == "en":
        return english
    return english.replace(",", _NARROW_SPACE).replace(".", ",")


def percent(share: Decimal, language: Language, places: int = 1) -> str:
    """A percentage, given as 0 to 100, with its sign set as the language sets it."""
    sign = "%" if language == "en" else f"{_NARROW_SPACE}%"
    return number(share, language, places) + sign


def day(value: date, language: Language) -> str:
    """A day in words, the same on every machine: '1 November 2025', '1er novembre 2025'."""
    ordinal = "1er" if language == "fr" and value.day == 1 else str(value.day)
    return f"{ordinal} {_MONTHS[language][value.month - 1]} {value.year}"


def instant(value: datetime, language: Language) -> str:
    """A moment with its offset from UTC, to the minute, in the zone the value carries."""
    offset = value.strftime("%z")
    zone = f" UTC{offset[:3]}:{offset[3:5]}" if offset and offset != "+0000" else " UTC" if offset else ""
    separator = "," if language == "en" else " à"
    return f"{day(value.date(), language)}{separator} {value:%H:%M}{zone}"


def listed(items: Iterable[str], language: Language) -> str:
    """Several things in one sentence: 'a, b and c', 'a, b et c'."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {'and' if language == 'en' else 'et'} {words[-1]}"


@cache
def _catalogue(language: Language) -> dict[str, str]:
    catalogue: dict[str, str] = {}
    for content in resources.read_all("translations", language, ending=".json"):
        catalogue.update(cast("dict[str, str]", json.loads(content)))
    return catalogue
