"""Rows of the store as frozen facts: the fields of a fact that are columns of its table are read by name."""

import gc
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    Date,
    Select,
    String,
    Table,
    bindparam,
    column,
    func,
    select,
)

from risk_register.model.facts import SlaMeasurement
from risk_register.store.schema import journal_entry
from risk_register.store.stopping import stop_if_wished

F = TypeVar("F")
_AT_ONCE = 50
Values = Mapping[str, Any]
_BUILT: dict[Hashable, Select[Any]] = {}
LISTED = select(func.json_each(bindparam("ids", type_=String)).table_valued(column("value")).c.value)
"""Some ids for `column.in_(…)`, which `listed_as` makes the value of its parameter."""
UNREADABLE = date.min
"""A day that must be known and is not, since another program wrote what is no date: judged as long past, so that a finding
is open and an acceptance has run out."""


@cache
def shared_fields(fact: Hashable, table: Table) -> tuple[str, ...]:
    """The fields of a fact that its table has as columns."""
    return tuple(field.name for field in fields(cast("Any", fact)) if field.name in table.columns)


def listed_as(ids: Iterable[int]) -> Values:
    """Values for statements that ask for the ids `LISTED`."""
    return {"ids": json.dumps(list(ids))}


def run(connection: Connection, key: Hashable, build: Callable[[], Select[Any]], values: Values | None) -> CursorResult[Any]:
    """Executes a statement. With `values` for its parameters it is built once under that key, since to build it takes longer than
    to read what it asks of one vendor; without, it is built anew. Raises `Cancelled` where it is wished that the work stops.
    """
    stop_if_wished()
    if values is None:
        return connection.execute(build())
    if (built := _BUILT.get(key)) is None:
        built = _BUILT[key] = build()
    return connection.execute(built, values)


def facts_of(connection: Connection, fact: type[F], table: Table, *where: ColumnElement[bool], order: Sequence[Any] = (),
             more: Callable[[Any], dict[str, Any]] | None = None, values: Values | None = None) -> list[F]:
    """All rows of a table as facts. `more` adds what other tables know of a row, by its id; `values` as for `run`."""
    names: tuple[str, ...] = shared_fields(cast("Hashable", fact), table)

    def query() -> Select[Any]:
        return select(*(table.columns[name] for name in names)).where(*where).order_by(*(order or (table.c.id,)))

    rows: Iterable[Sequence[Any]] = run(connection, (fact, table, where, tuple(order)), query, values).all()
    if dated := [place for place, name in enumerate(names) if _must_be_dated(table.columns[name])]:
        rows = (row if None not in row else _dated(row, dated) for row in rows)
    if names == tuple(field.name for field in fields(cast("Any", fact)))[:len(names)]:
        return [fact(*row) for row in rows] if more is None else [fact(*row, **more(row[0])) for row in rows]
    if more is None:
        return [fact(**dict(zip(names, row, strict=True))) for row in rows]
    return [fact(**dict(zip(names, row, strict=True)), **more(row[0])) for row in rows]


def _dated(row: Sequence[Any], places: Sequence[int]) -> list[Any]:
    return [UNREADABLE if place in places and value is None else value for place, value in enumerate(row)]


def _must_be_dated(column: Column[Any]) -> bool:
    return isinstance(column.type, Date) and not column.nullable


def pairs(connection: Connection, key: Any, value: Any, *where: ColumnElement[bool],
          values: Values | None = None) -> dict[Any, Any]:
    """One column by another."""
    rows: Sequence[Any] = run(connection, ("pairs", key, value, where), lambda: select(key, value).where(*where), values).all()
    return {row[0]: row[1] for row in rows}


def plain_rows(connection: Connection, query: Select[Any]) -> Sequence[tuple[Any, ...]]:
    """Rows as the driver gives them, for numbers and words of which there are many: half the time of rows with names."""
    return plainly(connection.execute(query))


def plainly(found: CursorResult[Any]) -> Sequence[tuple[Any, ...]]:
    """The same of a statement that was executed."""
    assert found.cursor is not None
    rows = cast("Sequence[tuple[Any, ...]]", found.cursor.fetchall())
    found.close()
    return rows


def texts(connection: Connection, table: Table, owner: str, column: str, *where: ColumnElement[bool],
          values: Values | None = None) -> dict[int, tuple[str, ...]]:
    """The words of a child table by whose they are, each once, in the order in which they were recorded."""
    groups: dict[int, list[str]] = defaultdict(list)
    found = run(connection, ("texts", table, owner, column, where),
                lambda: select(table.c[owner], table.c[column]).where(*where).order_by(table.c[owner], table.c.id), values)
    for key, value in plainly(found):
        groups[key].append(value)
    return {key: tuple(dict.fromkeys(values)) for key, values in groups.items()}


def recorded(table: Table) -> Any:
    """When a record was first journalled, to order by. Ids cannot tell: each opening of a register draws its own."""
    return (select(func.min(journal_entry.c.seq)).where(journal_entry.c.record == table.c.id, journal_entry.c.noun == table.name)
            .correlate(table).scalar_subquery())


def as_recorded(connection: Connection, measurements: list[SlaMeasurement]) -> list[SlaMeasurement]:
    """Measurements in time order, those of the same days in the order in which they were recorded: the last one corrects the rest.

    The journal is asked about those alone, which are few.
    """
    same = grouped(measurements, lambda item: (item.sla_term_id, item.starts_on, item.ends_on))
    doubtful = sorted(item.id for group in same.values() if len(group) > 1 for item in group)
    if not doubtful:
        return measurements
    entries = connection.execute(
        select(journal_entry.c.record, journal_entry.c.rows, journal_entry.c.seq)
        .where(journal_entry.c.noun == "sla_measurement", journal_entry.c.record <= doubtful[-1])
        .order_by(journal_entry.c.seq)).all()
    written: dict[int, int] = {}
    for first, rows, seq in entries:
        for each in doubtful[bisect_left(doubtful, first):bisect_left(doubtful, first + rows)]:
            written[each] = seq  # the last entry wins: a correction that was undone and redone was recorded anew
    return sorted(measurements, key=lambda item: (item.starts_on, written.get(item.id, 0), item.id))


def grouped(items: Iterable[F], key: Callable[[F], Any]) -> dict[Any, list[F]]:
    """Items by a key, each group in the order given."""
    groups: dict[Any, list[F]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


@contextmanager
def without_collecting() -> Iterator[None]:
    """Facts refer to nothing that refers back, so looking for cycles among a million new ones is time lost: half of it all.

    They count as old afterwards, or the first thing made next would have every one of them looked at.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def let_go(items: list[Any]) -> None:
    """Lets many facts go, some at a time: all at once would keep the interpreter from every other thread until the last is gone."""
    while items:
        del items[-_AT_ONCE:]
