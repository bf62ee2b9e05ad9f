"""Looking at a register past the program: its tables as they are, and changes made with an SQL tool."""

import sqlite3
from pathlib import Path
from typing import Any

from risk_register.model.nouns import NOUNS
from risk_register.store import Register

Tables = dict[str, dict[int, dict[str, Any]]]


def tables(register: Register) -> Tables:
    """Every fact of a register, by noun and id, without nouns of which there is none."""
    found: Tables = {}
    with register.read() as connection:
        for noun in NOUNS:
            rows = connection.execute(noun.table.select()).mappings()
            if held := {row["id"]: dict(row) for row in rows}:
                found[noun.name] = held
    return found


def names(register: Register) -> list[str]:
    """The vendors' names, sorted."""
    with register.read() as connection:
        return sorted(connection.exec_driver_sql("SELECT legal_name FROM vendor").scalars())


def behind_its_back(path: Path, sql: str, values: tuple[Any, ...] = ()) -> int:
    """Run a statement on the file as any SQL tool would; returns how many rows it changed."""
    connection = sqlite3.connect(path)
    try:
        with connection:
            return connection.execute(sql, values).rowcount
    finally:
        connection.close()


def asked(path: Path, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """What the file answers to a query."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()
