"""A register as it stood: today's tables with the journal run backwards to a day, for reading only.

Records are copied into a file of their own and rewound. Answers are only ever added, and there are millions, so they are not
copied: a view shows the register's own rows, less those added since, plus those taken away since. It asks for the rounds that
were known too, so that a file imported while a look back is open does not show in it.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, insert

from risk_register.model.nouns import BY_TABLE, NOUNS, Noun
from risk_register.store import engines, journal, sqlite, stopping
from risk_register.store.codec import Stored, column_names, typed_row
from risk_register.store.schema import derived_key, derived_score

FILE = "as-of"
"""The rewound file's name in its folder."""
_THROWN_AWAY = ("foreign_keys", "journal_mode", "synchronous")
"""What a file does without that nobody keeps: waiting for the disk at each table took longer than the rewinding."""
_SEEN_THROUGH = [noun for noun in NOUNS if noun.name == "answer"]
_COPIED = [noun for noun in NOUNS if noun not in _SEEN_THROUGH]


def build(live_path: Path, target: Path, upto: int) -> None:
    """Write into the new file `target` the register as it was after change `upto`.

    Tables and journal are read in one transaction, so that a change that lands meanwhile is in both or in neither.
    """
    engine = engines.engine(lambda: sqlite.connect(target, "write"))
    try:
        with engine.connect() as connection, stopping.listening(connection):
            for pragma in _THROWN_AWAY:
                connection.exec_driver_sql(f"PRAGMA {pragma} = OFF")
            connection.exec_driver_sql("ATTACH DATABASE ? AS live", (sqlite.address_to_read(live_path),))
            connection.exec_driver_sql("BEGIN")
            _create_tables(connection)
            for noun in _COPIED:
                names = _names(noun)
                connection.exec_driver_sql(f'INSERT INTO "{noun.name}" ({names}) SELECT {names} FROM live."{noun.name}"')  # noqa: S608
            _rewind(connection, upto)
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()


def _opener(live_path: Path, target: Path, upto: int) -> Callable[[], sqlite3.Connection]:
    """How a reading connection to the snapshot is made: the rewound file, the register beside it, the views over both."""

    def connect() -> sqlite3.Connection:
        connection = sqlite.connect(target, "write")
        connection.execute("ATTACH DATABASE ? AS live", (sqlite.address_to_read(live_path),))
        for noun in _SEEN_THROUGH:
            columns = _names(noun)
            parts = [f'SELECT {columns} FROM live."{noun.name}" AS a WHERE questionnaire_id IN (SELECT id FROM main.questionnaire)']  # noqa: S608
            if connection.execute(f"SELECT 1 FROM hidden_{noun.name} LIMIT 1").fetchone():  # noqa: S608
                # Ranges never overlap but where they are the same, so only the nearest one below can hold an id.
                parts[0] += f" AND coalesce((SELECT last FROM hidden_{noun.name} WHERE first <= a.id"  # noqa: S608
                parts[0] += " ORDER BY first DESC LIMIT 1), -1) < a.id"
            if connection.execute(f"SELECT 1 FROM restored_{noun.name} LIMIT 1").fetchone():  # noqa: S608
                parts.append(f"SELECT {columns} FROM restored_{noun.name}")  # noqa: S608
            connection.execute(f'CREATE TEMP VIEW "{noun.name}" AS {" UNION ALL ".join(parts)}')
        connection.execute("CREATE TEMP VIEW file_blob AS SELECT * FROM live.file_blob")
        connection.execute(f"CREATE TEMP VIEW journal_change AS SELECT * FROM live.journal_change WHERE n <= {int(upto)}")  # noqa: S608
        connection.execute(f'CREATE TEMP VIEW journal_entry AS SELECT * FROM live.journal_entry WHERE "change" <= {int(upto)}')  # noqa: S608
        connection.execute("PRAGMA query_only = ON")
        return connection

    return connect


def _names(noun: Noun) -> str:
    return ", ".join(f'"{name}"' for name in column_names(noun.table))


def _create_tables(connection: Connection) -> None:
    for table in (*(noun.table for noun in _COPIED), derived_key, derived_score):
        stopping.stop_if_wished()
        table.create(connection)
    for noun in _SEEN_THROUGH:
        columns = _names(noun)
        connection.exec_driver_sql(f"CREATE TABLE hidden_{noun.name} (first INTEGER PRIMARY KEY, last INTEGER NOT NULL)")
        connection.exec_driver_sql(f"CREATE TABLE restored_{noun.name} ({columns}, PRIMARY KEY (id))")


def _rewind(connection: Connection, upto: int) -> None:
    for entry in journal.entries(connection, after=upto, newest_first=True):
        stopping.stop_if_wished()
        if entry.kind == "file" or entry.raw is None:
            continue
        noun = BY_TABLE[entry.noun]
        if entry.kind == "update":
            before = typed_row(noun.table, {name: pair[0] for name, pair in entry.body.items()})
            connection.execute(noun.table.update().where(noun.table.c.id == entry.record), before)
        elif entry.kind in ("insert", "batch", "rebatch"):
            _remove(connection, noun, entry.ids)
        elif entry.kind == "delete":
            _bring_back(connection, noun, [entry.body])
        else:
            _bring_back(connection, noun, journal.entry(connection, entry.body["batch"]).rows())


def _remove(connection: Connection, noun: Noun, ids: range) -> None:
    ends = (ids[0], ids[-1])
    if noun in _SEEN_THROUGH:
        connection.exec_driver_sql(f"DELETE FROM restored_{noun.name} WHERE id BETWEEN ? AND ?", ends)  # noqa: S608
        connection.exec_driver_sql(f"INSERT OR REPLACE INTO hidden_{noun.name} VALUES (?, ?)", ends)  # noqa: S608
    else:
        connection.exec_driver_sql(f'DELETE FROM "{noun.name}" WHERE id BETWEEN ? AND ?', ends)  # noqa: S608


def _bring_back(connection: Connection, noun: Noun, rows: Sequence[Mapping[str, Stored]]) -> None:
    if not rows:
        return
    columns = column_names(noun.table)
    if noun not in _SEEN_THROUGH:
        empty: dict[str, Stored] = dict.fromkeys(columns)
        connection.execute(insert(noun.table), [typed_row(noun.table, {**empty, **row}) for row in rows])
        return
    marks = ", ".join("?" for _ in columns)
    connection.exec_driver_sql(
        f"INSERT OR REPLACE INTO restored_{noun.name} ({_names(noun)}) VALUES ({marks})",  # noqa: S608
        [tuple(row.get(name) for name in columns) for row in rows],
    )


def engine(live_path: Path, target: Path, upto: int) -> Engine:
    """An engine over the snapshot, whose connections refuse every write."""
    return engines.engine(_opener(live_path, target, upto))
