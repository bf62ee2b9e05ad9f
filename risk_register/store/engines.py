"""How SQLAlchemy is brought to a register's connections, and how it reads what another program may have written there."""

import sqlite3
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Date, Dialect, Engine, create_engine
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
