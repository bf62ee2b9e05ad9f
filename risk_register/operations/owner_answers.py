"""What an owner wrote into a cell, as a value that the register can hold, or why it is none."""

from datetime import date
from decimal import Decimal
from typing import Any

from risk_register.intake.numbers import parse_number
from risk_register.intake.values import CellValue
from risk_register.model.cells import NewName
from risk_register.model.countries import country_code
from risk_register.model.labels import field_type, vocabulary_of
from risk_register.model.names import fold_accents
from risk_register.model.nouns import BY_TABLE
from risk_register.questionnaires.cells import words
from risk_register.questionnaires.dates import day_of
from risk_register.texts import LANGUAGES, Text


class NotUnderstood(ValueError):
    """What was written is no value of that field; `text` says so in a sentence."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


def value_of(noun: str, field: str, cell: CellValue) -> Any:
    """A field's value: a term's word, a day, an exact number, a country's code, a person's name as a `NewName`, or the text itself.

    Raises `NotUnderstood`.
    """
    kind = BY_TABLE[noun]
    text = words(cell)
    if field == "owner_id":
        return NewName("person", text)
    if field == "country":
        return _known(country_code(text), Text("'{value}' is no country.", value=text))
    if vocabulary := vocabulary_of(kind, field):
        return _known(term_of(vocabulary, text), Text("'{value}' is none of the words to choose from.", value=text))
    expected = field_type(kind, field)
    if expected is date:
        return _known(day_of(cell), Text("'{value}' is no day, or could be two. Write it as 2026-01-31.", value=text))
    if expected in (Decimal, int):
        return _number(cell, text, whole=expected is int)
    return text


def term_of(vocabulary: Any, text: str) -> Any:
    """The term that a label in either language names; None for any other word."""
    wanted = fold_accents(text)
    for term in vocabulary:
        if wanted in {fold_accents(term.label(language)) for language in LANGUAGES} | {str(term.value)}:
            return term.value
    return None


def whether(text: str) -> bool | None:
    """Yes or no in either language; None for anything else."""
    wanted = fold_accents(text).rstrip(".!")
    if wanted in ("yes", "oui", "y", "o", "x", "true", "ok"):
        return True
    return False if wanted in ("no", "non", "n", "false") else None


def _number(cell: CellValue, text: str, *, whole: bool) -> Decimal | int:
    number = Decimal(cell) if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool) else parse_number(text)
    if number is None or (whole and number != number.to_integral_value()):
        raise NotUnderstood(Text("'{value}' is no number, or could be two.", value=text))
    return int(number) if whole else number


def _known(value: Any, otherwise: Text) -> Any:
    if value is None:
        raise NotUnderstood(otherwise)
    return value
