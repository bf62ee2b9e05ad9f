"""From what a form or a file offers to values that may be stored, or to sentences that say what is wrong with it.

The drafts (see `risk_register.model.base`) say what holds of each field. Their own core schema is used here without
building an instance, since a growing register validates millions of answers, and together with what the tables' CHECK
constraints say, so that a person reads a sentence where the database would only have named a constraint.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, NoReturn

from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError, core_schema

from risk_register.characters import cleaned
from risk_register.errors import RegisterError
from risk_register.model.labels import FieldLabel, NounLabel, vocabulary_of
from risk_register.model.nouns import Noun
from risk_register.model.problems import ProblemList, problem_of
from risk_register.model.vocabulary import Code, SlaUnit
from risk_register.texts import Text

_LARGEST = 2**63 - 1
_DIGITS = 30
_HUNDRED_PERCENT = 100
_PLACES = 10
_NESTED = ("schema", "choices")


class DraftError(RegisterError):
    """What was offered cannot be stored. Each problem is a field's name and what is wrong with it, in words."""

    def __init__(self, noun: Noun, problems: Iterable[tuple[str, Text]], row: int | None = None) -> None:
        self.problems = tuple(problems)
        name, sentences = NounLabel(noun.name), ProblemList(self.problems)
        if row is None:
            super().__init__("{noun}, {problems}", noun=name, problems=sentences)
        else:
            super().__init__("Row {row}: {noun}, {problems}", row=row, noun=name, problems=sentences)


def validated(noun: Noun, values: Mapping[str, Any]) -> dict[str, Any]:
    """Every field of the noun with its value, defaults included, as Python values; vocabulary terms stay terms.

    Texts are trimmed, cleaned of characters that cannot be printed, and None where blank and not required.
    Raises `DraftError` that names every field in which something is wrong.
    """
    shape = _shape(noun)
    try:
        checked = shape.finished(shape.check(shape.prepared(values))[0])
    except ValidationError as error:
        raise DraftError(noun, _problems(noun, error)) from None
    if problems := _disagreements(noun, checked):
        raise DraftError(noun, problems)
    return checked


def validated_changes(noun: Noun, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The given changes to a record as it stands, validated; fields that are not changed are not judged.

    So a record with a word from a newer program can still be edited elsewhere. What two fields must hold together is
    judged on the record as it would become. Raises `DraftError`.
    """
    shape = _shape(noun)
    assign: Any = shape.validator.validate_assignment
    checked: dict[str, Any] = {}
    problems: list[tuple[str, Text]] = []
    for name, value in shape.prepared(changes).items():
        try:
            checked[name] = assign({}, name, value)[0][name]
        except ValidationError as error:
            problems.extend(_problems(noun, error))
    checked = shape.finished(checked)
    if not problems:
        problems.extend(_disagreements(noun, {**current, **checked}, concerning=checked))
    if problems:
        raise DraftError(noun, problems)
    return checked


def validated_many(noun: Noun, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """`validated` for many rows, fast. Raises `DraftError` that names the first wrong row, counted from 1."""
    shape = _shape(noun)
    check, prepared, finished = shape.check, shape.prepared, shape.finished
    related = bool(shape.orders) or noun.name in _RULES
    results: list[dict[str, Any]] = []
    for number, row in enumerate(rows, start=1):
        try:
            checked = finished(check(prepared(row))[0])
            if related and _disagreements(noun, checked):
                _refuse_row(noun, row, number)
        except ValidationError:
            _refuse_row(noun, row, number)
        results.append(checked)
    return results


def _refuse_row(noun: Noun, row: Mapping[str, Any], number: int) -> NoReturn:
    try:
        validated(noun, row)
    except DraftError as error:
        raise DraftError(noun, error.problems, row=number) from None
    raise AssertionError(f"row {number} of {noun.plural} was refused and then accepted")


def _problems(noun: Noun, error: ValidationError) -> list[tuple[str, Text]]:
    details = error.errors(include_url=False, include_context=True)
    return [(str(detail["loc"][0]) if detail["loc"] else "", problem_of(noun, detail)) for detail in details]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is known of a noun before any value of it: its validator and what two of its fields must hold together."""

    validator: SchemaValidator
    codes: tuple[tuple[str, Mapping[str, Code]], ...]
    blank_is_none: tuple[str, ...]
    orders: tuple[tuple[str, str], ...]

    @property
    def check(self) -> Any:
        return self.validator.validate_python

    def prepared(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What was offered with its texts cleaned, and with the terms of number vocabularies where their words were given."""
        offered = {name: cleaned(value) if type(value) is str else value for name, value in values.items()}
        for name, words in self.codes:
            if type(given := offered.get(name)) is str:
                offered[name] = words.get(given, given)
        return offered

    def finished(self, checked: dict[str, Any]) -> dict[str, Any]:
        """The values with blank texts as None where nothing need stand."""
        for name in self.blank_is_none:
            if checked.get(name) == "":
                checked[name] = None
        return checked


@cache
def _shape(noun: Noun) -> _Shape:
    outer: Any = noun.draft.__pydantic_core_schema__
    shared = outer.get("definitions", ()) if outer["type"] == "definitions" else ()
    inner = outer
    while inner["type"] != "model-fields":
        inner = inner["schema"]
    limits = ranges(noun)
    fields = {name: _bounded(field, limits.get(name)) for name, field in inner["fields"].items()}
    schema: Any = {**inner, "fields": fields}
    if shared:
        schema = core_schema.definitions_schema(schema, list(shared))
    config = core_schema.CoreConfig(extra_fields_behavior="forbid", str_strip_whitespace=True)
    codes = {name: vocabulary for name in fields if (vocabulary := vocabulary_of(noun, name)) and issubclass(vocabulary, Code)}
    return _Shape(
        validator=SchemaValidator(schema, config),
        codes=tuple((name, {term.word: term for term in vocabulary}) for name, vocabulary in codes.items()),
        blank_is_none=tuple(_blank_is_none(inner["fields"])),
        orders=_orders(noun),
    )


def _bounded(node: Any, limits: tuple[int, int | None] | None) -> Any:
    """A field's schema with the limits of what a register can hold, and without guesses at what a date may be."""
    kind = node["type"]
    if kind == "int":
        least, most = limits or (-_LARGEST, None)
        return {"ge": least, "le": _LARGEST if most is None else most, **node}
    if kind == "decimal":
        return {**node, "max_digits": _DIGITS, "decimal_places": _PLACES}
    if kind in ("date", "datetime"):
        return core_schema.no_info_before_validator_function(_not_a_number, node)
    return {key: _bounded(value, limits) if key in _NESTED and isinstance(value, dict) else value for key, value in node.items()}


def _not_a_number(value: Any) -> Any:
    """Refuses what pydantic would take for seconds since 1970: 20250331 is no date that anybody wrote."""
    if isinstance(value, date) or (isinstance(value, str) and value[4:5] == "-"):
        return value
    raise PydanticCustomError("date_parsing", "not a date")


def _blank_is_none(fields: Mapping[str, Any]) -> Iterable[str]:
    for name, field in fields.items():
        inner = field["schema"]
        while inner["type"] == "default":
            inner = inner["schema"]
        if inner["type"] == "nullable" and inner["schema"]["type"] == "str":
            yield name


def ranges(noun: Noun) -> dict[str, tuple[int, int | None]]:
    """The least and the most that the tables' CHECK constraints allow in counted and graded fields, both inclusive."""
    found = (constraint.info.get("range") for constraint in noun.table.constraints)
    return {column: (least, most) for column, least, most in filter(None, found)}


def _orders(noun: Noun) -> tuple[tuple[str, str], ...]:
    checks = (constraint.info.get("in_order") for constraint in noun.table.constraints)
    return tuple(sorted({*noun.draft.date_pairs, *filter(None, checks)}))


_RULES: Mapping[str, tuple[tuple[str, str], Text]] = MappingProxyType({
    "data_flow": (("from_vendor_id", "to_vendor_id"), Text("one end of a data flow must be a vendor")),
    "review": (("approver_id", "assessor_id"), Text("the approver must be another person than the assessor")),
    "sla_term": (("target", "unit"), Text("a target of more than 100 percent cannot be measured")),
    "subcontractor_link": (("subcontractor_id", "provider_id"), Text("a vendor cannot be its own subcontractor")),
})
"""What must hold of two fields of one record: the fields, the one to correct first, and the sentence."""


def _disagreements(
    noun: Noun, record: Mapping[str, Any], concerning: Mapping[str, Any] | None = None
) -> list[tuple[str, Text]]:
    problems: list[tuple[str, Text]] = []
    for first, second in _shape(noun).orders:
        if concerning is not None and first not in concerning and second not in concerning:
            continue
        start, end = record.get(first), record.get(second)
        if isinstance(start, date) and isinstance(end, date) and end < start:
            sentence = Text("{end} is before {start} ({field})", end=end, start=start, field=FieldLabel(first))
            problems.append((second, sentence))
    if rule := _RULES.get(noun.name):
        (one, other), sentence = rule
        touched = concerning is None or one in concerning or other in concerning
        if touched and _breaks_rule(noun.name, record.get(one), record.get(other)):
            problems.append((one, sentence))
    return problems


def _breaks_rule(name: str, one: Any, other: Any) -> bool:
    if name == "data_flow":
        return one is None and other is None
    if name == "sla_term":
        return other == SlaUnit.PERCENT and one is not None and one > _HUNDRED_PERCENT
    return one is not None and one == other
