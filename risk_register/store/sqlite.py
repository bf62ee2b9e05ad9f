"""Everything that only SQLite has: the file's marks, pragmas, copies. The one place where a connection is made.

An encrypting driver with the same interface takes `sqlite3`'s place here and nowhere else. Nothing heavier than `sqlite3` is
imported, so that a starting window can read its first list through `connect`.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from risk_register.errors import Cancelled, Damaged, NotARegister, RegisterError
from risk_register.system_reasons import reason_of

APPLICATION_ID = 0x52524731
"""Written into the file's header, so that a register is told from any other SQLite file ('RRG1')."""
SCHEMA_VERSION = 4
"""The version of tables that this program writes; kept in the file's `user_version`."""
_HEADER = b"SQLite format 3\x00"

# Full: what was said to be stored, and perhaps printed with the journal's head, must outlive a power cut.
_PRAGMAS = ("busy_timeout = 5000", "foreign_keys = ON", "synchronous = FULL", "temp_store = MEMORY", "cache_size = -65536")

Mode = Literal["read", "write"]


def connect(path: Path, mode: Mode) -> sqlite3.Connection:
    """A raw connection. A reading one is refused every change by SQLite itself, whatever statement is sent through it.

    Transactions are begun by hand (`isolation_level=None`), since the driver's own habit would commit before some statements.
    """
    connection = _open(path, mode)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if mode == "write":
        connection.execute("PRAGMA journal_mode = WAL")
    else:
        connection.execute("PRAGMA query_only = ON")
    return connection


def _open(path: Path, mode: Mode) -> sqlite3.Connection:
    if mode == "write":
        return _opened(f"{_address(path)}?mode=rwc")
    try:
        return _opened(f"{_address(path)}?mode=rw")
    except sqlite3.OperationalError:
        # On a read-only medium the files beside a write-ahead log cannot be made: read it as a file that nobody changes.
        return _opened(f"{_address(path)}?immutable=1")


def _opened(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA schema_version")
    return connection


def _address(path: Path) -> str:
    return f"file:{quote(str(path))}"


def address_to_read(path: Path) -> str:
    """By what a register is attached to another connection for reading, on a read-only medium too."""
    try:
        _opened(f"{_address(path)}?mode=rw").close()
    except sqlite3.OperationalError:
        return f"{_address(path)}?immutable=1"
    return f"{_address(path)}?mode=rw"


def check_file(path: Path) -> int:
    """The schema version of the register at `path`. Raises in words for whatever is no register this program can open."""
    try:
        if path.is_dir():
            raise NotARegister("{file} is a folder, not a register. Choose the register file inside it.", file=path.name)
        # A pipe or a device would be waited for without end.
        header = _first_bytes(path) if path.is_file() or not path.exists() else b""
    except FileNotFoundError:
        raise NotARegister("There is no file {file} in {folder}. Check the name, or create a register there.",
                           file=path.name, folder=str(path.parent)) from None
    except PermissionError:
        raise NotARegister("{file} may not be read by you. Ask for the right to read it, or open a copy.", file=path.name) from None
    except OSError as error:
        raise NotARegister("{file} could not be read: {reason}.", file=path.name, reason=reason_of(error)) from None
    if len(header) < 100 or header[:16] != _HEADER or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotARegister(
            "{file} is not a register of this program. Registers are made by 'New register'; a questionnaire or a spreadsheet is "
            "imported into one.", file=path.name,
        )
    version = int.from_bytes(header[60:64], "big")
    if path.resolve().with_name(f"{path.resolve().name}-wal").exists():
        version = _version_with_log(path)
    if version > SCHEMA_VERSION:
        raise NotARegister(
            "{file} was written by a newer version of this program (register format {found}, known here up to {known}). Update the "
            "program to open it.", file=path.name, found=str(version), known=str(SCHEMA_VERSION),
        )
    return version


def _version_with_log(path: Path) -> int:
    """A program that was killed leaves its last work in the log, the version to which it brought the file included."""
    try:
        connection = connect(path, "read")
        try:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise explain(error, path) or damaged(path) from None


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def mark(execute: Callable[[str], Any]) -> None:
    """Write the file's marks: whose it is and which version of tables it holds."""
    execute(f"PRAGMA application_id = {APPLICATION_ID}")
    execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def copy(path: Path, target: Path) -> None:
    """A consistent copy of a register that may be in use: complete, or not there at all.

    A plain copy of the file would miss what is still in the write-ahead log, and open cleanly all the same.
    """
    if target.exists():
        raise RegisterError("{file} exists already and is not overwritten. Choose another name.", file=target.name)
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        source = connect(path, "read")
        try:
            source.execute("PRAGMA query_only = OFF")
            source.execute("VACUUM INTO ?", (str(partial),))
        finally:
            source.close()
        partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        partial.unlink(missing_ok=True)
        raise RegisterError("The copy {file} could not be written: {reason}.", file=target.name, reason=reason_of(error)) from None


def empty_log(path: Path) -> None:
    """Bring the write-ahead log into the file and empty it, so that what was deleted is in neither. A reader may prevent it."""
    connection = connect(path, "write")
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def damaged(path: Path) -> RegisterError:
    """The refusal of a register whose file can no longer be read."""
    return Damaged("{file} is damaged and cannot be read any further. Restore the last backup.", file=path.name)


def faults(execute: Callable[[str], Any]) -> list[str]:
    """What SQLite finds damaged in the file itself, apart from what is written in it."""
    return [str(row[0]) for row in execute("PRAGMA quick_check(20)") if row[0] != "ok"]


def stopped() -> Cancelled:
    """The refusal to go on with what only reads."""
    return Cancelled("The work was stopped; nothing was changed.")


def explain(error: Exception, path: Path) -> RegisterError | None:
    """What a failure of the file or the disk means for the person, or None where it is a defect of ours.

    `error` is the driver's, or that of a library around it.
    """
    name = getattr(getattr(error, "orig", error), "sqlite_errorname", "")
    if name.startswith("SQLITE_INTERRUPT"):
        return stopped()
    if name.startswith("SQLITE_FULL"):
        return RegisterError("There is no room left on the disk of {file}. Nothing was changed. Free some space and try again.",
                             file=path.name)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return RegisterError("{file} is in use by another program just now. Nothing was changed. Try again in a moment.",
                             file=path.name)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return RegisterError("{file} cannot be written where it is. Nothing was changed. Check the rights of its folder.",
                             file=path.name)
    if name.startswith("SQLITE_IOERR"):
        return RegisterError("The disk of {file} reported a fault. Nothing was changed. Copy the register to another disk.",
                             file=path.name)
    return None
