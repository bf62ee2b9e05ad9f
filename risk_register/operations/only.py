"""Restricts what is read of a register to some of its vendors."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, or_, select

from risk_register.operations.fetch import LISTED, facts_of, listed_as

F = TypeVar("F")
_FEW = 50


class Only:
    """Restricts what is read to some vendors: a few by their ids, many by the span of ids, which the database walks faster, unless
    they stand far apart and each is to be asked for by itself.

    Each restriction is one and the same object for all vendors, whose ids are the `values` of its parameters: what is built from
    it is built once.
    """

    def __init__(self, vendor_ids: Sequence[int], *, one_by_one: bool = False) -> None:
        ids = list(vendor_ids)
        self.many = len(ids) > _FEW and not one_by_one
        self.values = {"first": ids[0], "last": ids[-1]} if self.many else listed_as(ids)

    def of(self, *columns: Any) -> Any:
        """Restricts rows to those one of whose columns names one of the vendors."""
        return _among(columns, span=self.many)

    def through(self, column: Any, parent: Table, *owners: Any) -> Any:
        """Restricts the rows of a child table to those whose parent belongs to the vendors."""
        return below(column, parent.c.id, self.of(*owners))

    def facts(self, connection: Connection, fact: type[F], table: Table, where: Any, **more: Any) -> list[F]:
        """Rows of theirs as facts."""
        return facts_of(connection, fact, table, where, values=self.values, **more)


@cache
def _among(columns: tuple[Any, ...], *, span: bool) -> Any:
    if span:
        return or_(*(each.between(bindparam("first"), bindparam("last")) for each in columns))
    return or_(*(each.in_(LISTED) for each in columns))


@cache
def below(column: Any, parent: Any, where: Any) -> Any:
    """Restricts rows to those that name a parent which is restricted itself."""
    return column.in_(select(parent).where(where))
