"""One thing that needs somebody, as Today shows it. Imports no table, so that a starting window can read its first ones at once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from risk_register.model import vocabulary
from risk_register.model.vocabulary.terms import Code, Term
from risk_register.model.vocabulary.today import Urgency
from risk_register.texts import LANGUAGES, Labelled, Language, Text


@dataclass(frozen=True, slots=True)
class Item:
    """What needs somebody, why, until when, and the record where it is dealt with. Kind and urgency as stored values."""

    kind: str
    text: Text
    noun: str
    record_id: int
    vendor_id: int | None = None
    vendor: str = ""
    owner: str | None = None
    due_on: date | None = None
    due_at: datetime | None = None
    """Where it runs by the clock; then `due_on` is the day of that moment."""
    detail: Text | None = None
    urgency: str = Urgency.LATER.value
    part: str = ""
    """Which of several things about the same record, as the duties that an incident brings about."""

    @property
    def key(self) -> tuple[str, str, int]:
        """What makes it the same thing after it was read anew."""
        return self.kind, f"{self.noun}/{self.part}" if self.part else self.noun, self.record_id


@dataclass(frozen=True, slots=True)
class Said:
    """Words in each language, of what carried its own and is no term of the vocabulary: a duty as a rule has it."""

    words: tuple[tuple[Language, str], ...]

    def label(self, language: Language) -> str:
        """The words in that language."""
        return dict(self.words)[language]


def packed(text: Text | None) -> str | None:
    """A text as one line of JSON, its values with their types, so that it reads in either language when it is unpacked."""
    return None if text is None else json.dumps(_packed(text), ensure_ascii=False, separators=(",", ":"))


def unpacked(line: str | None) -> Text | None:
    """The text that `packed` wrote."""
    if line is None:
        return None
    found = _unpacked(json.loads(line))
    return found if isinstance(found, Text) else None


def _packed(value: Any) -> Any:
    if isinstance(value, Text):
        return {"text": value.template, "values": {name: _packed(each) for name, each in value.values.items()}}
    if isinstance(value, Term | Code):
        return {"term": [type(value).__name__, value.value]}
    if isinstance(value, Labelled):
        return {"words": {language: value.label(language) for language in LANGUAGES}}
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    return value if isinstance(value, int) else str(value)


def _unpacked(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    if "text" in value:
        return Text(value["text"], **{name: _unpacked(each) for name, each in value["values"].items()})
    if "term" in value:
        name, stored = value["term"]
        return getattr(vocabulary, name)(stored)
    if "words" in value:
        return Said(tuple((language, value["words"][language]) for language in LANGUAGES))
    if "day" in value:
        return date.fromisoformat(value["day"])
    if "moment" in value:
        return datetime.fromisoformat(value["moment"])
    return Decimal(value["number"])
