"""Whose a record is: the vendor at the end of the references that must stand, or of those that say as much."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, false, or_, select

from risk_register.model.nouns import BY_TABLE, Noun, references

_OF_A_VENDOR: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "data_flow": ("to_vendor_id", "from_vendor_id"), "subcontractor_link": ("provider_id",), "subcontractor_list": ("provider_id",),
    "incident": ("announced_by_id", "origin_id"),
})
"""The fields by which nouns without a field `vendor_id` belong to a vendor."""


def conditions(table: Table, where: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    """The values asked for, as conditions; a field that the noun has not is looked for in what it belongs to."""
    return [_holds(table, name, value) for name, value in where.items()]


def vendor_of(connection: Connection, noun: str, values: Mapping[str, Any]) -> int | None:
    """The vendor that a record with these values belongs to; None where it belongs to none."""
    if noun == "vendor":
        return values.get("id")
    for field in ("vendor_id", *_OF_A_VENDOR.get(noun, ())):
        if values.get(field) is not None:
            return int(values[field])
    for field, target in _parents(BY_TABLE[noun]):
        if values.get(field) is not None:
            table = BY_TABLE[target].table
            row = connection.execute(select(table).where(table.c.id == values[field])).mappings().first()
            if row is not None and (found := vendor_of(connection, target, dict(row))) is not None:
                return found
    return None


def _holds(table: Table, name: str, value: Any) -> ColumnElement[bool]:
    if name in table.c:
        column = table.c[name]
        if isinstance(value, (list, tuple, set, frozenset, range)):
            return column.in_(list(value))
        return column.is_(None) if value is None else column == value
    if name == "vendor_id" and table.name in _OF_A_VENDOR:
        own = [_holds(table, field, value) for field in _OF_A_VENDOR[table.name]]
        return or_(*own, *_concerned(table, value))
    for field, target in _parents(BY_TABLE[table.name]):
        other = BY_TABLE[target].table
        if _reaches(target, name):
            return table.c[field].in_(select(other.c.id).where(_holds(other, name, value)))
    return false()


def _concerned(table: Table, value: Any) -> Iterator[ColumnElement[bool]]:
    if table.name == "incident":
        concerned = BY_TABLE["incident_vendor"].table
        yield table.c.id.in_(select(concerned.c.incident_id).where(_holds(concerned, "vendor_id", value)))


@cache
def _reaches(noun: str, name: str) -> bool:
    kind = BY_TABLE[noun]
    if name in kind.table.c or (name == "vendor_id" and noun in _OF_A_VENDOR):
        return True
    return any(_reaches(target, name) for _, target in _parents(kind))


@cache
def _parents(noun: Noun) -> tuple[tuple[str, str], ...]:
    """What a record cannot be without."""
    return tuple((field, target) for field, target in references(noun).items()
                 if not noun.table.c[field].nullable and target not in ("person", "vendor", noun.name))
