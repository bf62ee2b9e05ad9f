"""Hours in a vendor's words, and a rule's sentence with its values in the reader's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from risk_register.risk.method import Words
from risk_register.texts import Language, show

_HOURS = re.compile(r"(\d{1,4})\s*(?:hours?|hrs?|h|heures?)\b", re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,3})\s*(?:calendar |business |working )?(?:days?|jours?)\b", re.IGNORECASE)


def hours_in(words: str) -> int | None:
    """The longest time that a promise names, in hours; None where it names none."""
    found = [int(hours) for hours in _HOURS.findall(words)] + [24 * int(days) for days in _DAYS.findall(words)]
    return max(found, default=None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a file of rules with its values, as a value of a `Text`."""

    words: Words
    values: Mapping[str, Any] = field(hash=False)

    def label(self, language: Language) -> str:
        """The sentence in that language."""
        return self.words.label(language).format(**{name: show(value, language) for name, value in self.values.items()})
