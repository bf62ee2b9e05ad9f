"""Frozen facts as values that JSON can hold, and back: days in ISO form, decimals as text, what has its usual value left out."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


def plain(value: Any) -> Any:
    """A value of a fact as JSON holds it."""
    return json.loads(written(value))


def written(value: Any) -> bytes:
    """A value of a fact, or of facts within lists and mappings, as JSON."""
    # half a character, as a damaged text may hold, has no bytes of its own; its escape is JSON as well, and reads back as it was
    return _ENCODER.encode(value).encode("utf-8", "backslashreplace")


def _outermost(value: Any) -> Any:
    """A value that JSON does not know, as one that it knows but for what is inside it, which comes here in its turn."""
    kind = type(value)
    if is_dataclass(kind):
        told = {}
        for name, default in _fields(kind):
            found = getattr(value, name)
            if found is not default and found != default:
                told[name] = found
        return told
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    if isinstance(value, frozenset):
        return list(value)
    if isinstance(value, Mapping):
        return dict(value)
    return int(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_outermost)
_NEVER = object()


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """A fact's fields, each with the value that is left out; one that has none is always written."""
    return tuple((each.name, _NEVER if each.default is MISSING else each.default) for each in fields(kind))


def revived(kind: type[_T], value: Any) -> _T:
    """The fact that a JSON value stands for. Raises `ValueError`, `TypeError` or `KeyError` for one that stands for none."""
    return _revived(kind, value)  # type: ignore[no-any-return]


def _revived(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = [each for each in get_args(kind) if each is not type(None)]
        return None if value is None else _revived(inner[0], value)
    if origin is tuple:
        parts = get_args(kind)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(_revived(parts[0], each) for each in value)
        return tuple(_revived(part, each) for part, each in zip(parts, value, strict=True))
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _revived(hints[name], each) for name, each in value.items() if name in hints})  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, tuple):
        return kind(*value)
    if kind is Decimal:
        return Decimal(value)
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    if not isinstance(value, kind):
        raise TypeError(kind.__name__)
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
