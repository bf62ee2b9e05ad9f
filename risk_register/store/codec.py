"""Values as the journal writes them: exactly what SQLite stores, so that a replayed entry and a row compare equal.

Dates and moments are ISO text, decimals their digits, yes and no 1 and 0, vocabulary its stored value.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Date, Table

from risk_register.model.base import ExactDecimal, Instant, instant_text

Stored = str | int | None


def stored(value: Any) -> Stored:
    """One value of a record as it is stored."""
    if value is None or type(value) is str or type(value) is int:
        return value
    if isinstance(value, Enum):
        return value.value  # type: ignore[no-any-return]
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"a record cannot hold {type(value).__name__}")


def stored_row(values: Mapping[str, Any]) -> dict[str, Stored]:
    """A record's fields as they are stored."""
    return {name: stored(value) for name, value in values.items()}


def typed_row(table: Table, values: Mapping[str, Stored]) -> dict[str, Any]:
    """Stored values as the columns' Python types, which any database's driver takes."""
    return {name: _typed(table.columns[name].type, value) for name, value in values.items() if name in table.columns}


def _typed(kind: Any, value: Stored) -> Any:
    if value is None:
        return None
    if isinstance(kind, Boolean):
        return bool(value)
    if isinstance(kind, Date):
        return date.fromisoformat(str(value))
    if isinstance(kind, Instant):
        return datetime.fromisoformat(str(value))
    if isinstance(kind, ExactDecimal):
        return Decimal(str(value))
    return value


@cache
def column_names(table: Table) -> tuple[str, ...]:
    """The columns of a table, its id first, whatever order the file has them in."""
    return ("id", *(column.name for column in table.columns if column.name != "id"))


def canonical(value: Any) -> bytes:
    """JSON with one spelling for one value: sorted keys, no spaces, UTF-8. What hashes are taken of."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")
