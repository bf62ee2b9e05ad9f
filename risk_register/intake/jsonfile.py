"""JSON from outside: facts files, read with limits and without a number losing a digit."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from risk_register.errors import RegisterError
from risk_register.intake import limits
from risk_register.intake.files import read_bytes

_LONGEST_NUMBER = 1_000
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*(?:"|$)|[\[\]{}]', re.DOTALL)


class _Refused(Exception):
    """A value JSON text can spell and we do not take: the sentence for it, without the file."""

    def __init__(self, error: RegisterError) -> None:
        self.error = error
        super().__init__(str(error))


def read_json(path: Path) -> Any:
    """The file's values: objects as dict, numbers with a fraction as Decimal with every digit written, others as int.

    Raises RegisterError, with line and column where there is one, for a file that is no JSON in UTF-8, is nested deeper or
    larger than the limits, names a key twice in one object, or holds a number JSON does not know (NaN, Infinity).
    """
    data = read_bytes(path, limits.LARGEST_JSON)
    text = _decoded(path, data)
    _refuse_deep(path, text)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise _Refused(_twice(path, [key for key, _ in pairs]))
        return found

    def number(digits: str) -> Decimal:
        return Decimal(_not_too_long(path, digits))

    def whole(digits: str) -> int:
        return int(_not_too_long(path, digits))

    try:
        return json.loads(text, object_pairs_hook=once, parse_float=number, parse_int=whole, parse_constant=_refuse_constant(path))
    except json.JSONDecodeError as error:
        raise RegisterError("{file} is not valid JSON: line {line}, column {column} cannot be read. Correct it there, or "
                            "export the file again.", file=path.name, line=str(error.lineno), column=str(error.colno)) from error
    except _Refused as refusal:
        raise refusal.error from None


def _decoded(path: Path, data: bytes) -> str:
    if not data.strip():
        raise RegisterError("{file} is empty. Choose the file with the facts in it.", file=path.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise RegisterError("{file} is not encoded as UTF-8: line {line}, column {column} holds other bytes. Save it as UTF-8.",
                            file=path.name, line=str(line), column=str(column)) from error


def _refuse_deep(path: Path, text: str) -> None:
    """Levels are counted before anything is built from them; brackets within strings do not count."""
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        sign = text[match.start()]
        if sign in "[{":
            depth += 1
            if depth > limits.DEEPEST_NESTING:
                line = text.count("\n", 0, match.start()) + 1
                column = match.start() - text.rfind("\n", 0, match.start())
                raise RegisterError("{file} is nested more than {limit} levels deep at line {line}, column {column}, which no "
                                    "facts file is. Export the file again.", file=path.name, limit=limits.DEEPEST_NESTING,
                                    line=str(line), column=str(column))
        elif sign in "]}":
            depth -= 1


def _twice(path: Path, keys: list[str]) -> RegisterError:
    key = next(key for place, key in enumerate(keys) if key in keys[:place])
    return RegisterError("{file} names “{key}” twice in one object, so that one of the two would be lost. Remove one of them.",
                         file=path.name, key=key)


def _not_too_long(path: Path, digits: str) -> str:
    if len(digits) > _LONGEST_NUMBER:
        raise _Refused(RegisterError("{file} holds a number of more than {limit} digits. Correct it.", file=path.name,
                                     limit=_LONGEST_NUMBER))
    return digits


def _refuse_constant(path: Path) -> Any:
    def refuse(name: str) -> NoReturn:
        raise _Refused(RegisterError("{file} holds {name}, which is no number in JSON. Write the number, or null.", file=path.name,
                                     name=name))
    return refuse
