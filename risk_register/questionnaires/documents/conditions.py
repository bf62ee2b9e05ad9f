"""When a question is asked at all: conditions over the ids of ticked choices, as in 'a && (b || !c)'."""

import re
from collections.abc import Collection

_TOKEN = re.compile(r"\s*(\|\||&&|!|\(|\)|[^\s|&!()]+)")
_DEEPEST = 50


class _Malformed(Exception):
    """The condition is none that we can judge."""


def holds(condition: str, said: Collection[str]) -> bool:
    """Whether the condition holds where these ids are ticked or filled in; one that cannot be judged does."""
    tokens = [match[1] for match in _TOKEN.finditer(condition)]
    if not tokens:
        return True
    try:
        value, rest = _either(tokens, said, 0)
    except (_Malformed, IndexError):
        return True
    return value if not rest else True


def _either(tokens: list[str], said: Collection[str], depth: int) -> tuple[bool, list[str]]:
    value, rest = _both(tokens, said, depth)
    while rest and rest[0] == "||":
        other, rest = _both(rest[1:], said, depth)
        value = value or other
    return value, rest


def _both(tokens: list[str], said: Collection[str], depth: int) -> tuple[bool, list[str]]:
    value, rest = _one(tokens, said, depth)
    while rest and rest[0] == "&&":
        other, rest = _one(rest[1:], said, depth)
        value = value and other
    return value, rest


def _one(tokens: list[str], said: Collection[str], depth: int) -> tuple[bool, list[str]]:
    if depth > _DEEPEST or len(tokens) > 10 * _DEEPEST:
        raise _Malformed
    first, rest = tokens[0], tokens[1:]
    if first == "!":
        value, rest = _one(rest, said, depth + 1)
        return not value, rest
    if first == "(":
        value, rest = _either(rest, said, depth + 1)
        if rest[0] != ")":
            raise _Malformed
        return value, rest[1:]
    if first in ("||", "&&", ")"):
        raise _Malformed
    return first in said, rest
