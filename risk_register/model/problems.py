"""What is wrong with one field, in words: pydantic's kinds of error turned into phrases that stand after the field's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from risk_register.model.base import Instant
from risk_register.model.labels import FieldLabel, NounLabel, vocabulary_of
from risk_register.model.nouns import Noun
from risk_register.model.vocabulary import Code, Term
from risk_register.texts import Language, Text

_SHOWN = 60
_WORDS = 24


@dataclass(frozen=True, slots=True)
class ProblemList:
    """All problems of one record, each after its field's name."""

    problems: tuple[tuple[str, Text], ...]

    def label(self, language: Language) -> str:
        """One sentence in that language."""
        colon, semicolon = ("\N{NO-BREAK SPACE}: ", "\N{NARROW NO-BREAK SPACE}; ") if language == "fr" else (": ", "; ")
        return semicolon.join(
            f"{FieldLabel(name[:_SHOWN]).label(language)}{colon}{problem.render(language)}" if name else problem.render(language)
            for name, problem in self.problems
        )


def problem_of(noun: Noun, detail: ErrorDetails) -> Text:
    """The words for one error that the validator found in a draft of this noun."""
    kind, value = detail["type"], detail["input"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind in ("extra_forbidden", "no_such_attribute"):
        return Text("there is no such field in a record of this kind ({noun})", noun=NounLabel(noun.name))
    if kind == "missing":
        return Text("must be given")
    if kind == "string_too_short" or value is None or value == "":
        return Text("must not be empty")
    return _of_text(kind, context) or _of_number(kind, value, context) or _of_value(noun, str(detail["loc"][0]), kind, value)


def shown(value: Any) -> str:
    """What was offered, short enough to stand in a sentence."""
    words = str(value)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _of_text(kind: str, context: Mapping[str, Any]) -> Text | None:
    if kind == "string_too_long":
        return Text("is longer than {most} characters", most=context["max_length"])
    if kind.startswith("string"):
        return Text("must be text")
    return None


def _of_number(kind: str, value: Any, context: Mapping[str, Any]) -> Text | None:
    if kind == "greater_than_equal":
        return Text("{value} is less than {least}", value=shown(value), least=context["ge"])
    if kind == "less_than_equal":
        return Text("{value} is more than {most}", value=shown(value), most=context["le"])
    if kind in ("decimal_max_digits", "decimal_max_places", "decimal_whole_digits", "int_parsing_size"):
        return Text("{value} has more digits than a register keeps", value=shown(value))
    return None


def _of_value(noun: Noun, field: str, kind: str, value: Any) -> Text:
    offered = shown(value)
    if kind == "enum":
        return Text("'{value}' is not one of: {words}", value=offered, words=_words(noun, field))
    if field.endswith("_id"):
        return Text("'{value}' is not the id of a record", value=offered)
    if isinstance(noun.table.columns[field].type, Instant):
        return Text("'{value}' is not a moment with its time zone, such as 2026-03-31T14:30:00+02:00", value=offered)
    if kind.startswith("date"):
        return Text("'{value}' is not a date such as 2026-03-31", value=offered)
    if kind.startswith("int"):
        return Text("'{value}' is not a whole number", value=offered)
    if kind.startswith(("decimal", "finite")):
        return Text("'{value}' is not a number such as 99.5", value=offered)
    if kind.startswith("bool"):
        return Text("'{value}' is neither true nor false", value=offered)
    return Text("'{value}' cannot be stored here", value=offered)


def _words(noun: Noun, field: str) -> str:
    vocabulary = vocabulary_of(noun, field)
    terms: list[Code | Term] = list(vocabulary) if vocabulary else []
    words = [term.word if isinstance(term, Code) else term.value for term in terms]
    return ", ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")
