"""What nouns, fields and stored values are called where a person reads them, in each language.

English is derived from the names in the code, with exceptions; French stands complete under `resources/labels/`, apart
from the sentences of `resources/translations/`, whose keys are English text found in the code.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin

from risk_register import resources
from risk_register.model.nouns import BY_TABLE, Noun
from risk_register.model.vocabulary import Code, Term
from risk_register.texts import Language, Text, day, instant, number, tr

NOTHING = "—"


def noun_label(table_name: str, language: Language, count: int = 1) -> str:
    """What a kind of record is called, by its table's name: 'data flow', 'data flows'; 'flux de données'."""
    known = _labels(language)["nouns"].get(table_name)
    plural = count > 1 or (count == 0 and language == "en")
    if known:
        return str(known[1 if plural else 0])
    words = table_name.replace("_", " ")
    if plural and table_name in BY_TABLE:
        return BY_TABLE[table_name].plural.replace("_", " ")
    return words


def field_label(field_name: str, language: Language) -> str:
    """What a field is called, without a capital: 'legal name', 'next review'."""
    known = _labels(language)["fields"].get(field_name)
    if known:
        return str(known)
    words = field_name.removesuffix("_id").removesuffix("_on").removesuffix("_at")
    return words.replace("_", " ")


def value_label(noun: Noun, field: str, value: Any, language: Language) -> str:
    """A stored value as a person reads it: terms by their label, yes and no, dates in words, '—' for nothing.

    A word that this program does not know is shown as unknown, never hidden.
    """
    if value is None or value == "":
        return NOTHING
    vocabulary = vocabulary_of(noun, field)
    if vocabulary is not None:
        return _term_label(vocabulary, value, language)
    if isinstance(value, bool) or (value in (0, 1) and _is_boolean(noun, field)):
        return tr(language, "yes") if value else tr(language, "no")
    if isinstance(value, datetime):
        return instant(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Decimal):
        return number(value, language)
    if isinstance(value, int) and not _is_reference(noun, field):
        return number(value, language)
    return str(value)


@cache
def vocabulary_of(noun: Noun, field: str) -> type[Term] | type[Code] | None:
    """The vocabulary of which a field holds a term, or None for any other field."""
    kind = field_type(noun, field)
    return kind if isinstance(kind, type) and issubclass(kind, (Term, Code)) else None


@dataclass(frozen=True, slots=True)
class NounLabel:
    """A kind of record in a `Text`, put into words where it is read."""

    table_name: str
    count: int = 1

    def label(self, language: Language) -> str:
        """The noun in that language, with a capital only where a sentence gives it one."""
        return noun_label(self.table_name, language, self.count)


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """A field in a `Text`, put into words where it is read."""

    field: str

    def label(self, language: Language) -> str:
        """The field in that language."""
        return field_label(self.field, language)


def _term_label(vocabulary: type[Term] | type[Code], value: Any, language: Language) -> str:
    stored = value.value if isinstance(value, Enum) else value
    term = vocabulary.parse(stored)
    return term.label(language) if term is not None else Text("unknown: {value}", value=str(stored)).render(language)


def _is_boolean(noun: Noun, field: str) -> bool:
    return field_type(noun, field) is bool


def _is_reference(noun: Noun, field: str) -> bool:
    column = noun.table.columns.get(field)
    return field == "id" or field == "record_id" or (column is not None and bool(column.foreign_keys))


@cache
def field_type(noun: Noun, field: str) -> Any:
    """The Python type of a field, without its 'or None'."""
    info = noun.draft.model_fields.get(field)
    if info is None:
        return None
    kind = info.annotation
    if get_origin(kind) in (Union, UnionType):
        kind = next(inner for inner in get_args(kind) if inner is not type(None))
    return kind


@cache
def _labels(language: Language) -> Mapping[str, Mapping[str, Any]]:
    return cast("Mapping[str, Mapping[str, Any]]", json.loads(resources.read_text("labels", f"{language}.json")))
