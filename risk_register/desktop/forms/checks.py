"""What a form says of registration numbers as they are typed: what cannot be right, and what stays unknown all the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from risk_register.model.identifiers import normal_identifier, problem_of_identifier, what_is_known
from risk_register.model.vocabulary import IdentifierKind
from risk_register.texts import Text

NUMBERED: Mapping[str, tuple[str | None, str]] = MappingProxyType({"identifier": ("kind", "value"), "own_entity": (None, "lei")})
"""The nouns with a registration number: the field that says of what kind it is (None: an LEI), and the one that holds it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a number. `bars` where it cannot be stored: a wrong LEI, as in files that are brought in."""

    kind: str
    number: str
    problem: Text | None
    known: Text | None
    bars: bool


def remark_on(noun: str, values: Mapping[str, Any]) -> Remark | None:
    """What is to be said of a record's number; None where it has none."""
    if noun not in NUMBERED:
        return None
    kind_field, field = NUMBERED[noun]
    kind = IdentifierKind.LEI.value if kind_field is None else str(getattr(values.get(kind_field), "value", values.get(kind_field)))
    written = values.get(field)
    if not isinstance(written, str) or not written.strip():
        return None
    problem = problem_of_identifier(kind, written)
    return Remark(kind, normal_identifier(kind, written), problem, what_is_known(kind, written),
                  bars=problem is not None and kind == IdentifierKind.LEI)


def as_stored(noun: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the number as it is stored and compared: trimmed, in capitals, without gaps."""
    remark = remark_on(noun, values)
    return dict(values) if remark is None else {**values, NUMBERED[noun][1]: remark.number}
