"""How a register written by an older program comes up to date: numbered steps, each with its way to read older journal entries.

A step is ordinary Alembic operations, so that the same step serves another database one day; which steps are due is read from
the file's `user_version`, since asking Alembic costs a third of a second at every start.
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from risk_register.store import engines, sqlite
from risk_register.store.steps import version_2, version_3, version_4

if TYPE_CHECKING:
    from alembic.operations import Operations

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Migration:
    """The step to one version: what it does to the tables, and how a record journalled before it reads after it."""

    version: int
    upgrade: Callable[["Operations"], None]
    upcast: Callable[[str, Fields], Fields]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(2, version_2.upgrade, version_2.upcast),
    Migration(3, version_3.upgrade, version_3.upcast),
    Migration(4, version_4.upgrade, version_4.upcast),
)
"""Steps from version 1 on, in order."""


def migrate(path: Path, found: int, steps: tuple[Migration, ...] | None = None, *, keep: bool = True) -> Path | None:
    """Bring the tables from version `found` up to date in one transaction, after a copy of the file was made beside it.

    Returns the copy, or None where nothing was due or `keep` says that the file is a copy itself. A failing step leaves the
    file as it was.
    """
    due = [step for step in (MIGRATIONS if steps is None else steps) if step.version > found]
    if not due:
        return None
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    copy = path.with_name(f"{path.name}.version-{found}.bak") if keep else None
    if copy is not None and not copy.exists():
        sqlite.copy(path, copy)
    engine = engines.engine(lambda: _connect(path))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            operations = Operations(MigrationContext.configure(connection))
            for step in due:
                step.upgrade(operations)
                connection.exec_driver_sql(f"PRAGMA user_version = {step.version}")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("a migration left a reference that points at nothing")
    finally:
        engine.dispose()
    return copy


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite.connect(path, "write")
    # Rebuilding a table that others refer to must not take their rows along; inside a transaction this could not be said.
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def upcast_body(kind: str, noun: str, body: Any, schema: int, steps: tuple[Migration, ...] | None = None) -> Any:
    """A journal entry's body as it would have been written by today's program."""
    due = [step for step in (MIGRATIONS if steps is None else steps) if step.version > schema]
    if not due or kind in ("unbatch", "rebatch", "file"):
        return body

    def lift(fields: Mapping[str, Any]) -> Fields:
        lifted = dict(fields)
        for step in due:
            lifted = step.upcast(noun, lifted)
        return lifted

    if kind == "update":
        before, after = (lift({name: pair[side] for name, pair in body.items()}) for side in (0, 1))
        return {name: [before.get(name), after.get(name)] for name in {**before, **after}}
    if kind == "batch":
        rows = [lift(dict(zip(body["columns"], row, strict=True))) for row in body["rows"]]
        columns = list(rows[0]) if rows else body["columns"]
        return {"columns": columns, "rows": [[row[name] for name in columns] for row in rows]}
    return lift(body)
