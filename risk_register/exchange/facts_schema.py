"""The published schema of facts as JSON, made from the drafts, so that it never says anything else than what is accepted.

`python -m risk_register.exchange.facts_schema` prints it; it stands in `resources/schema/facts-1.json`.
"""

import inspect
import json
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from risk_register.exchange.facts_keys import NAMED_BY
from risk_register.model.base import Instant
from risk_register.model.labels import field_label, field_type, noun_label, vocabulary_of
from risk_register.model.nouns import NOUNS, Noun, references
from risk_register.model.validation import ranges
from risk_register.model.vocabulary import Code

SCHEMA = "risk-register-facts/1"
_LARGEST_ID = 2**53 - 1

_DESCRIPTION = (
    "Facts of a register of third parties. Every list may be left out. A record is recognised by its id, else by what its kind "
    "is known by (a vendor by its legal name), so that reading a file twice adds nothing; of a known record only the fields "
    "given are changed, and null empties one. A reference is the id of a record, its key in this file, or, where the field says "
    "so, its name. Dates are calendar days (2026-03-31), moments carry their offset (2026-03-31T14:30:00+02:00), decimals are "
    "text or numbers. A file is taken in whole or not at all. Files of evidence are named by their SHA-256 and not included."
)


def build() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file of facts."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:risk-register:facts:1",
        "title": "Facts of a third-party risk register",
        "description": _DESCRIPTION,
        "type": "object",
        "required": ["schema"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": SCHEMA},
            **{noun.plural: {"type": "array", "items": {"$ref": f"#/$defs/{noun.name}"}} for noun in NOUNS},
        },
        "$defs": {noun.name: _record(noun) for noun in NOUNS},
    }


def text() -> str:
    """The schema as it is published."""
    return json.dumps(build(), ensure_ascii=False, indent=1) + "\n"


def _record(noun: Noun) -> dict[str, Any]:
    required = [name for name, field in noun.draft.model_fields.items() if field.is_required()]
    known = {"properties": {"id": {"type": "integer"}}, "required": ["id"]}
    return {
        "title": noun_label(noun.name, "en"),
        "description": " ".join((inspect.getdoc(noun.draft) or "").split()),
        "type": "object",
        "additionalProperties": False,
        "properties": {"id": _ID, **{name: _field(noun, name) for name in noun.draft.model_fields}},
        "if": known,
        "else": {"required": required},
    }


_ID = {
    "title": "id",
    "description": "The record's id in the register (a number), or a key by which other records of this file refer to it (text).",
    "anyOf": [{"type": "integer", "minimum": 1, "maximum": _LARGEST_ID}, {"type": "string", "minLength": 1}],
}


def _field(noun: Noun, name: str) -> dict[str, Any]:
    info = noun.draft.model_fields[name]
    schema: dict[str, Any] = {"title": field_label(name, "en"), **_kind(noun, name)}
    if not info.is_required():
        if info.default is None:
            _allow_null(schema)
        elif info.default != "":
            schema["default"] = info.default.word if isinstance(info.default, Code) else info.default
    return schema


def _kind(noun: Noun, name: str) -> dict[str, Any]:
    if (target := references(noun).get(name)) or name == "record_id":
        return _reference(target)
    if vocabulary := vocabulary_of(noun, name):
        if issubclass(vocabulary, Code):
            return {"description": "A word; its number is taken too.", "enum": [*vocabulary.words(), *map(int, vocabulary)]}
        return {"enum": [term.value for term in vocabulary]}
    kind = field_type(noun, name)
    if kind is bool:
        return {"type": "boolean"}
    if kind is int:
        return {"type": "integer", **_limits(noun, name)}
    if kind is Decimal:
        return {"type": ["string", "number"], "pattern": r"^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$", **_limits(noun, name)}
    if isinstance(noun.table.columns[name].type, Instant):
        return {"type": "string", "format": "date-time"}
    if kind is date:
        return {"type": "string", "format": "date"}
    return {"type": "string", **_limits(noun, name)}


def _reference(target: str | None) -> dict[str, Any]:
    named = NAMED_BY.get(target or "", ())
    by = ["its id in the register", "its key in this file", *(f"its {field_label(name, 'en')}" for name in named)]
    words = noun_label(target, "en") if target else "record of the kind named beside it"
    return {"description": f"A {words}: {', '.join(by[:-1])} or {by[-1]}.", "type": ["integer", "string"]}


def _limits(noun: Noun, name: str) -> Mapping[str, Any]:
    limits: dict[str, Any] = {}
    for mark in noun.draft.model_fields[name].metadata:
        for attribute, keyword in (("ge", "minimum"), ("le", "maximum"), ("min_length", "minLength"), ("max_length", "maxLength")):
            value = getattr(mark, attribute, None)
            if value or (value == 0 and keyword == "minimum"):
                limits[keyword] = value
    if name in ranges(noun):
        least, most = ranges(noun)[name]
        limits["minimum"] = least
        if most is not None:
            limits["maximum"] = most
    return limits


def _allow_null(schema: dict[str, Any]) -> None:
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    else:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        schema["type"] = [*kinds, "null"]


if __name__ == "__main__":
    sys.stdout.write(text())
