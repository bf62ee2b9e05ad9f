"""Values of a method's file as they are typed, and what was typed as the file has it."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from risk_register.desktop.method_field import Kind, MethodField
from risk_register.risk.rule_file import exact_number
from risk_register.texts import Language, Text, listed, number, tr

_APART = re.compile(r"[\s,;]+")
_BETWEEN = re.compile(r"\s*;\s*|\s+")
_WHOLE = re.compile(r"[+-]?[0-9]{1,12}")
_COUNTRY = re.compile(r"[A-Z]{2}")


class CannotStand(ValueError):
    """What was typed is no value of its kind; `words` say why."""

    def __init__(self, words: Text) -> None:
        super().__init__()
        self.words = words


def value_at(rules: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path; None where the file says nothing."""
    value: Any = rules
    for part in path.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return None
        value = value[part]
    return value


def shown(value: Any, kind: Kind, language: Language) -> str:
    """A value of the file as a person types it in that language."""
    if value is None:
        return ""
    if kind == "lines":
        return "\n".join(value)
    if kind == "exact":
        return _figure(value, language)
    if kind in ("wholes", "exacts"):
        return "; ".join(_figure(each, language) for each in value)
    if kind == "codes":
        return ", ".join(value)
    return " ".join(value) if kind in ("row", "words") else str(value)


def worded(field: MethodField, text: str, language: Language) -> str:
    """What is typed into a field as it is read: words by their labels, nothing by a word for it."""
    labels = {word: label(language) for word, label in field.choices}
    if field.kind in ("choice", "row", "words"):
        words = text.split() if field.kind != "choice" else [text]
        text = listed([labels.get(word, word) for word in words], language)
    return text or tr(language, "nothing")


def typed(text: str, kind: Kind) -> Any:
    """What was typed as the file has it; None for nothing where that may be. Raises `CannotStand`."""
    words = text.strip()
    if kind in ("whole", "optional"):
        return None if kind == "optional" and not words else _whole(words)
    if kind == "exact":
        return _exact(words)
    if kind == "wholes":
        return [_whole(each) for each in _APART.split(words) if each]
    if kind == "exacts":
        return [_exact(each) for each in _BETWEEN.split(words) if each]
    if kind == "codes":
        return _codes(words)
    if kind == "lines":
        return [line.strip() for line in words.splitlines() if line.strip()]
    return words.split() if kind in ("row", "words") else words


def _figure(value: Any, language: Language) -> str:
    """'10/3' and whole numbers as they are; a comma where the language has one, and no sign between thousands."""
    return str(value) if isinstance(value, (str, int)) else format(value, "f").replace(".", number(Decimal("0.5"), language)[1])


def _whole(words: str) -> int:
    if not _WHOLE.fullmatch(words):
        raise CannotStand(Text("a whole number is expected"))
    return int(words)


def _exact(words: str) -> Any:
    plain = words.replace(",", ".")
    if exact_number(plain) is None:
        raise CannotStand(Text("a number such as 0.5 or 10/3 is expected"))
    return plain if "/" in plain else int(plain) if _WHOLE.fullmatch(plain) else Decimal(plain)


def _codes(words: str) -> Sequence[str]:
    found = [each.upper() for each in _APART.split(words) if each]
    if wrong := next((each for each in found if not _COUNTRY.fullmatch(each)), None):
        raise CannotStand(Text("'{word}' is no country's code of two letters", word=wrong))
    return found
