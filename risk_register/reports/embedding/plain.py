"""Frozen facts as values that JSON can hold, and back: days in ISO form, decimals as text, what has its usual value left out."""

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
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(found) for each in fields(value)
                if (found := getattr(value, each.name)) != (None if each.default is MISSING else each.default) or _needed(each)}
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    if isinstance(value, tuple | list | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, str):
        return str(value)
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _needed(each: Any) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


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
