"""How SQLAlchemy is brought to a register's connections, and how it reads what another program may have written there."""

import json
import sqlite3
from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from sqlalchemy import Date, Dialect, Engine, Select, column, create_engine, func, select
from sqlalchemy.dialects.sqlite import DATE
from sqlalchemy.pool import QueuePool


class _Day(DATE):
    """A date as the register writes it. SQLite takes anything into any column: what is no date reads as not known, since one
    wrong row must not shut every list; `verify` names it.
    """

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], date | None]:  # noqa: ARG002
        """Called for each value that is read."""
        read_day = date.fromisoformat

        def read(value: Any) -> date | None:
            if value is None:
                return None
            try:
                return read_day(value)
            except (TypeError, ValueError):
                return None

        return read


def engine(connect: Callable[[], sqlite3.Connection]) -> Engine:
    """An engine over raw connections of the store's own making."""
    made = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    made.dialect.colspecs = {**made.dialect.colspecs, Date: _Day}
    return made


def listed(ids: Collection[int]) -> Select[Any]:
    """Some ids for `column.in_(…)`, as one parameter however many they are: thousands of parameters take long to set out."""
    return select(func.json_each(json.dumps(list(ids))).table_valued(column("value")).c.value)
