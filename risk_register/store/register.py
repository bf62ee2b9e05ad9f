"""One open register: a file, its one writer, its readers, and the door through which alone it changes."""

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, Table, event, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from risk_register.errors import HeldElsewhere, RegisterError
from risk_register.model.base import instant_text, metadata
from risk_register.store import engines, integrity, journal, older, snapshot, sqlite, stopping, undo, verify
from risk_register.store.change import ChangeDoor
from risk_register.store.guard import DOOR, WriteOutsideTheDoor, refuse_outside, writing
from risk_register.store.ids import IdAllocator
from risk_register.store.lock import WriterLock
from risk_register.store.schema import SEARCH_TABLE, derived_key, file_blob, journal_change, journal_metadata
from risk_register.system_reasons import reason_of
from risk_register.texts import Text

_NOTHING = {
    "undo": RegisterError("There is no change to undo."),
    "redo": RegisterError("There is no change to redo."),
}

Clock = Callable[[], datetime]
_ENTITY = metadata.tables["own_entity"]
_MIDDLE_YEAR = 5000


class Register:
    """A register that is open, for reading or for writing. Use it as a context manager, or `close` it."""

    def __init__(self, path: Path, engine: Engine, *, lock: WriterLock | None, holder: str | None, clock: Clock | None = None,
                 allocator: IdAllocator | None = None, folder: Path | None = None, day: date | None = None,
                 source: Path | None = None) -> None:
        self.path = path
        self.holder = holder
        """Who has the register for writing, where that is not us."""
        self.day = day
        """The day this register shows, where it is a look back."""
        self.clock: Clock = clock or (lambda: datetime.now(UTC))
        self._engine = engine
        self._lock = lock
        self._allocator = allocator or IdAllocator()
        self._folder = folder
        self._source = source or path
        self._writing = threading.RLock()
        self._busy = False
        self._writer: Engine | None = None

    @classmethod
    def create(cls, path: Path, *, clock: Clock | None = None, allocator: IdAllocator | None = None) -> Self:
        """Make an empty register. Refuses, in words, an existing file, a missing folder, a place that cannot be written."""
        path = path.absolute()
        if path.exists():
            raise RegisterError("{file} exists already and is not overwritten. Choose another name, or open it.", file=path.name)
        if not path.parent.is_dir():
            raise RegisterError("There is no folder {folder}. Make it first, or choose another place.", folder=str(path.parent))
        try:
            connection = sqlite.connect(path, "write")
            try:
                sqlite.mark(connection.execute)
            finally:
                connection.close()
            engine = _engine(path, "write")
            try:
                with engine.begin() as tables:
                    tables.info[DOOR] = True
                    metadata.create_all(tables)
                    journal_metadata.create_all(tables)
                    tables.exec_driver_sql(SEARCH_TABLE)
            finally:
                engine.dispose()
        except (sqlite3.Error, DBAPIError, OSError) as error:
            for part in ("", "-wal", "-shm", "-journal"):
                path.with_name(path.name + part).unlink(missing_ok=True)
            raise RegisterError("{file} could not be created: {reason}. Choose a folder in which you may write.", file=path.name,
                                reason=reason_of(error)) from None
        return cls.open(path, clock=clock, allocator=allocator)

    @classmethod
    def open(cls, path: Path, *, write: bool = True, clock: Clock | None = None, allocator: IdAllocator | None = None) -> Self:
        """Open a register: for writing where that is wanted and nobody else has it, else for reading.

        Raises `NotARegister` for what is none, or comes from a newer program. An older one is brought up to date after a copy
        was made beside it; where it may not be written, it is left alone and a copy of our own is read in its place.
        """
        path = path.absolute()
        version = sqlite.check_file(path)
        lock, holder = _take_lock(path, (clock or (lambda: datetime.now(UTC)))()) if write else (None, None)
        source = path
        try:
            if version < sqlite.SCHEMA_VERSION and lock is not None:
                older.bring_up_to_date(path, version)
            elif version < sqlite.SCHEMA_VERSION:
                source = older.copied_up_to_date(path, version)
            engine = _opened(source)
        except BaseException:
            if lock:
                lock.release()
            if source != path:
                older.forget(source)
            raise
        return cls(path, engine, lock=lock, holder=holder, clock=clock, allocator=allocator, source=source)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here: another program has it, the place is read-only, or it is a look back."""
        return self._lock is None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state and is refused every write."""
        try:
            with self._engine.connect() as connection, stopping.listening(connection):
                yield connection
        except (sqlite3.Error, DBAPIError) as error:  # the driver's own where rows were fetched from its cursor
            if isinstance(error, DBAPIError) and getattr(error.orig, "sqlite_errorname", "").startswith("SQLITE_READONLY"):
                raise WriteOutsideTheDoor(str(error.statement)) from error
            raise sqlite.explain(error, self.path) or error from None

    @contextmanager
    def change(self, reason: Text | str, actor: str, *, at: datetime | None = None,
               kind: journal.ChangeKind = "do") -> Iterator[ChangeDoor]:
        """One change: everything done through the door it gives lands together with its journal entries, or nothing does.

        `at` dates the change otherwise than by the clock, which only the demonstration does; the journal's time never goes
        backwards. A change that did nothing leaves no trace.
        """
        with self._transaction() as connection:
            door = ChangeDoor(connection, self._allocator, journal.JournalWriter(connection))
            yield door
            if not door.journal.empty:
                door.journal.close(self._moment(connection, at), actor, reason, kind)

    def undo(self, actor: str, n: int | None = None) -> Text:
        """Take back the last change in force, or change `n`; returns the reason of the change taken back."""
        return self._reverse(actor, n, "undo")

    def redo(self, actor: str) -> Text:
        """Bring the last change taken back in again, unless something was done since; returns its reason."""
        return self._reverse(actor, None, "redo")

    def _reverse(self, actor: str, n: int | None, kind: journal.ChangeKind) -> Text:
        with self._transaction() as connection:
            standing = undo.standing(connection)
            target = n if n is not None else (standing.undo if kind == "undo" else standing.redo)
            change = next(journal.changes(connection, target - 1, target), None) if target else None
            if change is None or target is None:
                raise _NOTHING[kind] if n is None else RegisterError("There is no change {n} in the journal.", n=str(n))
            if change.kind != "do" or (kind == "undo" and undo.is_undone(connection, target)):
                raise RegisterError("Change {n} is not in force, so it cannot be undone.", n=str(target))
            door = ChangeDoor(connection, self._allocator, journal.JournalWriter(connection))
            (undo.reverse if kind == "undo" else undo.repeat)(door, target)
            words = undo.undo_reason(change.reason) if kind == "undo" else undo.redo_reason(change.reason)
            door.journal.close(self._moment(connection, None), actor, words, kind, target)
        return change.reason

    def standing(self) -> tuple[Text | None, Text | None]:
        """The reasons of the change that undo would take back, and of the one that redo would bring in again."""
        with self.read() as connection:
            found = undo.standing(connection)
            reasons = [next(journal.changes(connection, n - 1, n)).reason if n else None for n in (found.undo, found.redo)]
        return reasons[0], reasons[1]

    def head(self) -> tuple[int, str]:
        """The number and hash of the journal's last change."""
        with self.read() as connection:
            return journal.head(connection)

    def verify(self) -> list[Text]:
        """What in the file does not agree with its journal; empty where all is well. Of a look back: the file it was made from."""
        if self._folder is not None:
            whole = _engine(self._source, "read")
            try:
                with whole.begin() as connection:
                    return verify.problems(connection)
            finally:
                whole.dispose()
        with self.read() as connection:
            return verify.problems(connection)

    def file(self, sha256: str) -> bytes:
        """A file kept in the register. Raises `RegisterError` where it is not there."""
        with self.read() as connection:
            content = connection.execute(select(file_blob.c.content).where(file_blob.c.sha256 == sha256)).scalar()
        if content is None:
            raise RegisterError("The file with SHA-256 {sha256} is not kept in this register.", sha256=sha256)
        return bytes(content)

    def time_zone(self) -> ZoneInfo:
        """The organisation's time zone, in which its days begin and end; UTC while no own entity is recorded."""
        with self.read() as connection:
            return zone_of(connection)

    def today(self) -> date:
        """The organisation's calendar day now, or the day this register looks back to."""
        return self.day or self.clock().astimezone(self.time_zone()).date()

    def now(self) -> datetime:
        """The moment that judgements about running clocks are for: now, or the end of the day this register looks back to."""
        return self.clock() if self.day is None else datetime.combine(self.day, time.max, self.time_zone())

    def head_on(self, day: date) -> tuple[int, str]:
        """The number and hash of the last change that was known at the end of that day in the organisation's time zone."""
        with self.read() as connection:
            known = journal_change.c.at < _end_of(day, self.time_zone())
            last = connection.execute(select(journal_change.c.n, journal_change.c.hash).where(known)
                                      .order_by(journal_change.c.n.desc()).limit(1)).first()
        return (last.n, last.hash) if last is not None else (0, "")

    def as_of(self, day: date) -> "Register":
        """This register as it was known at the end of that day in the organisation's time zone, for reading only.

        May be stopped within `stoppable`: raises `Cancelled` then.
        """
        upto, _ = self.head_on(day)
        # From the register itself also where this is a look back, whose journal ends where it looks.
        folder = Path(tempfile.mkdtemp(prefix="register-"))
        try:
            snapshot.build(self._source, folder / snapshot.FILE, upto)
        except DBAPIError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise sqlite.explain(error, self.path) or error from None
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        engine = snapshot.engine(self._source, folder / snapshot.FILE, upto)
        return Register(self.path, engine, lock=None, holder=None, clock=self.clock, folder=folder, day=day, source=self._source)

    def opened_again(self) -> Callable[[], "Register"]:
        """How another process opens the very same for reading, look backs too; it can be sent there."""
        return partial(_opened_again, self._source, self._folder, self.day, self.head()[0])

    def derive(self, key: Mapping[str, str], table: Table, rows: Iterable[Mapping[str, Any]], *,
               replacing: Sequence[int] | None = None) -> bool:
        """Replace what is derived, of some vendors or of all, and note what it was computed from. Not journalled: no facts.

        False where it could not be kept, since another program has the register; a look back keeps its own.
        """
        if self.read_only and self.day is None:
            return False
        with self._transaction(derived=True) as connection, writing(connection):
            gone = table.delete()
            connection.execute(gone if replacing is None else gone.where(table.c.vendor_id.in_(replacing)))
            if found := list(rows):
                connection.execute(table.insert(), found)
            if key:
                connection.execute(derived_key.delete().where(derived_key.c.name.in_(list(key))))
                connection.execute(derived_key.insert(), [{"name": name, "value": value} for name, value in key.items()])
        return True

    @contextmanager
    def beside_the_journal(self) -> Iterator[Connection]:
        """A transaction for what is no fact, and is in no journal, export or look back: the key that reports are signed with."""
        with self._transaction() as connection, writing(connection):
            yield connection

    def derived_from(self) -> dict[str, str]:
        """What the derived tables were computed from."""
        with self.read() as connection:
            return {row.name: row.value for row in connection.execute(select(derived_key))}

    def close(self) -> None:
        """Let go of the file; another program may have it for writing from now on."""
        self._engine.dispose()
        if self._writer is not None:
            self._writer.dispose()
        if self._lock is not None:
            self._lock.release()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        elif self._source != self.path:
            older.forget(self._source)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _transaction(self, *, derived: bool = False) -> Iterator[Connection]:
        if self._lock is None and not (derived and self._folder):
            raise self._refusal()
        with self._writing:
            if self._busy:
                raise RuntimeError("a change within a change: the first must land before another begins")
            if self._writer is None:
                self._writer = _engine(self._folder / snapshot.FILE if self._folder else self.path, "write")
            self._busy = True
            try:
                with self._writer.begin() as connection:
                    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
                    yield connection
                    integrity.commit(connection)
            except IntegrityError as error:
                raise integrity.explain(error) or error from None
            except DBAPIError as error:
                raise sqlite.explain(error, self.path) or error from None
            finally:
                self._busy = False

    def _refusal(self) -> RegisterError:
        if self.day is not None:
            return RegisterError("This is the register as it stood on {day}; the past cannot be changed.", day=self.day)
        if self.holder:
            return HeldElsewhere("{file} is open for writing by {holder}. Nothing was changed. Close it there and open it again "
                                 "here.", file=self.path.name, holder=self.holder)
        return RegisterError("{file} is open for reading only, so nothing can be changed here.", file=self.path.name)

    def _moment(self, connection: Connection, at: datetime | None) -> datetime:
        last = connection.execute(select(func.max(journal_change.c.at))).scalar()
        now = at or self.clock()
        return max(now, datetime.fromisoformat(last)) if last else now


def zone_of(connection: Connection) -> ZoneInfo:
    """As `Register.time_zone`, for who reads already."""
    name = connection.execute(select(_ENTITY.c.time_zone).order_by(_ENTITY.c.parent_id.is_not(None), _ENTITY.c.id)).scalar()
    return zone_named(name)


def zone_named(name: str | None) -> ZoneInfo:
    """The time zone of that name; UTC where none is given."""
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        # A zone that this computer does not know must not shut the register.
        return ZoneInfo("UTC")


def _engine(path: Path, mode: sqlite.Mode) -> Engine:
    made = engines.engine(lambda: sqlite.connect(path, mode))
    begin = "BEGIN IMMEDIATE" if mode == "write" else "BEGIN"
    event.listen(made, "begin", lambda connection: connection.exec_driver_sql(begin))
    if mode == "write":
        event.listen(made, "before_cursor_execute", refuse_outside)
    return made


def _opened_again(source: Path, folder: Path | None, day: date | None, upto: int) -> Register:
    if folder is None:
        return Register.open(source, write=False)
    return Register(source, snapshot.engine(source, folder / snapshot.FILE, upto), lock=None, holder=None, day=day)


def _opened(path: Path) -> Engine:
    engine = _engine(path, "read")
    try:
        with engine.connect() as connection:
            connection.execute(select(journal_change.c.n).limit(1))
    except (sqlite3.Error, DBAPIError) as error:
        engine.dispose()
        raise sqlite.explain(error, path) or sqlite.damaged(path) from None
    return engine


def _end_of(day: date, zone: ZoneInfo) -> str:
    """The first moment after a day, as the journal writes moments; days at the ends of the calendar are before or after all."""
    try:
        return instant_text(datetime.combine(day + timedelta(days=1), time(), zone))
    except OverflowError:
        return "0" if day.year < _MIDDLE_YEAR else ":"


def _take_lock(path: Path, now: datetime) -> tuple[WriterLock | None, str | None]:
    if not os.access(path, os.W_OK):
        return None, None
    lock = WriterLock(path)
    try:
        return (lock, None) if lock.acquire(now) else (None, lock.holder())
    except (OSError, NotImplementedError):
        return None, None
