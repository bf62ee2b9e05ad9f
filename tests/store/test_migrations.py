"""An older register comes up to date: its tables, and everything its journal still has to be read for.

The version after today's is made up here: a vendor's `country` becomes its `sector`, which the journal's older entries do not know.
"""

import copy
import gzip
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from alembic.operations import Operations
from sqlalchemy import Column, String

from risk_register.errors import RegisterError
from risk_register.model.nouns import BY_TABLE
from risk_register.model.parties import Person, Vendor
from risk_register.operations.journal import history
from risk_register.store import Register, codec, migrations, sqlite
from risk_register.store import register as register_module
from risk_register.store.migrations import Fields, Migration, upcast_body
from tests.store.looking import asked, behind_its_back, names

LONG_AGO = datetime(2025, 5, 5, 12, tzinfo=UTC)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def _upgrade(operations: Operations) -> None:
    operations.add_column("vendor", Column("sector", String(60)))
    operations.execute("UPDATE vendor SET sector = country")
    with operations.batch_alter_table("vendor") as vendor:
        vendor.drop_column("country")


def _upcast(noun: str, fields: Fields) -> Fields:
    if noun != "vendor" or "country" not in fields:
        return fields
    return {("sector" if name == "country" else name): value for name, value in fields.items()}


NOW_VERSION = sqlite.SCHEMA_VERSION
NEXT = NOW_VERSION + 1
STEP = Migration(NEXT, _upgrade, _upcast)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A register of today's version with a year behind it."""
    path = tmp_path / "own.register"
    with Register.create(path, clock=lambda: LONG_AGO) as register:
        with register.change("Add Alder", "anna") as change:
            alder = change.add(Vendor, legal_name="Alder", country="FR")
        with register.change("Add many", "anna") as change:
            change.add_many(Vendor, [{"legal_name": "Birch", "country": "DE"}, {"legal_name": "Cedar"}])
            change.add_many(Person, [{"name": "Anna"}])
        with register.change("Move Alder", "anna") as change:
            change.update(Vendor, alder, country="BE", parent_id=None, website="https://alder.example")
        with register.change("Delete Alder", "anna") as change:
            change.delete(Vendor, alder)
    return path


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program of the next version: its tables have `sector` where today's have `country`."""
    table = BY_TABLE["vendor"].table
    column = table.columns["country"]
    monkeypatch.setattr(sqlite, "SCHEMA_VERSION", NEXT)
    monkeypatch.setattr(migrations, "MIGRATIONS", (STEP,))
    held = {name: copy.copy(getattr(table._columns, name)) for name in ("_collection", "_index", "_colset", "_proxy_index")}
    table._columns.remove(column)
    table.append_column(Column("sector", String(60)))
    codec.column_names.cache_clear()
    yield
    for name, content in held.items():
        # In place, since the table's read-only view shares them.
        now = getattr(table._columns, name)
        now.clear()
        (now.extend if isinstance(now, list) else now.update)(content)
    codec.column_names.cache_clear()


def _columns(path: Path, table: str) -> set[tuple[Any, ...]]:
    return {row[1:] for row in asked(path, f"SELECT * FROM pragma_table_info('{table}')")}


def _fresh(folder: Path) -> Path:
    path = folder / "fresh.riskregister"
    Register.create(path).close()
    return path


def _tables(path: Path) -> dict[str, Any]:
    """The columns and indexes of every table but those of the search."""
    listed = asked(path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")
    return {table: (_columns(path, table), asked(path, f"SELECT name FROM pragma_index_list('{table}') ORDER BY name"))
            for (table,) in listed}


def _constraints(path: Path) -> set[str]:
    [(sql,)] = asked(path, "SELECT sql FROM sqlite_master WHERE name = 'vendor'")
    return set(re.findall(r"CONSTRAINT \"?(\w+)", sql))


def test_an_older_register_is_copied_first_and_comes_up_to_date(old: Path, newer: None) -> None:
    before = asked(old, "SELECT * FROM vendor ORDER BY id")
    with Register.open(old) as register:
        assert names(register) == ["Birch", "Cedar"]
        assert register.verify() == []
    copy = old.with_name(f"own.register.version-{NOW_VERSION}.bak")
    assert asked(copy, "SELECT * FROM vendor ORDER BY id") == before
    assert asked(copy, "PRAGMA user_version") == [(NOW_VERSION,)]
    assert asked(old, "PRAGMA user_version") == [(NEXT,)]
    assert asked(old, "SELECT legal_name, sector FROM vendor ORDER BY legal_name") == [("Birch", "DE"), ("Cedar", None)]


def test_migrated_tables_are_those_that_a_new_register_has(old: Path, newer: None, tmp_path: Path) -> None:
    Register.open(old).close()
    fresh = tmp_path / "fresh.register"
    Register.create(fresh).close()
    for (table,) in asked(fresh, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"):
        assert _columns(old, table) == _columns(fresh, table), table
    assert _constraints(old) == _constraints(fresh)


def test_history_undo_and_looking_back_reach_across_the_migration(old: Path, newer: None) -> None:
    with Register.open(old, clock=lambda: NOW) as register:
        fields = {(row.field, row.before, row.after) for row in history(register) if row.change == 3}
        assert fields == {("sector", "FR", "BE"), ("website", None, "https://alder.example")}
        register.undo("bruno")
        register.undo("bruno")
        assert asked(old, "SELECT legal_name, sector FROM vendor WHERE legal_name = 'Alder'") == [("Alder", "FR")]
        register.undo("bruno")
        assert names(register) == ["Alder"]
        register.redo("bruno")
        assert asked(old, "SELECT sector FROM vendor WHERE legal_name = 'Birch'") == [("DE",)]
        assert register.verify() == []
        with register.as_of(date(2025, 5, 5)) as past:
            assert names(past) == ["Birch", "Cedar"]
        with register.as_of(date(2026, 3, 2)) as past:
            assert names(past) == ["Alder", "Birch", "Cedar"]


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A register that the first released program wrote: vendors, a contract, service levels, a contract that was deleted."""
    path = tmp_path / "first.riskregister"
    path.write_bytes(gzip.decompress((Path(__file__).parent / "data" / "version-1.riskregister.gz").read_bytes()))
    return path


def test_a_register_of_version_1_has_todays_tables_once_opened(first: Path, tmp_path: Path) -> None:
    Register.open(first).close()
    assert _tables(first) == _tables(_fresh(tmp_path))


def test_a_register_of_version_1_keeps_its_whole_journal(first: Path) -> None:
    with Register.open(first, clock=lambda: NOW) as register:
        assert register.verify() == []
        for _ in range(4):
            register.undo("bruno")
        assert names(register) == []
        for _ in range(4):
            register.redo("bruno")
        assert names(register) == ["Alder Cloud", "Birch Mail"]
        assert register.verify() == []
        with register.as_of(date(2025, 5, 20)) as past:
            assert asked(first, "SELECT country FROM vendor WHERE legal_name = 'Alder Cloud'") == [("BE",)]
            with past.read() as connection:
                assert connection.exec_driver_sql("SELECT country FROM vendor WHERE legal_name = 'Alder Cloud'").scalar() == "FR"


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A register of version 2: a vendor, its three answers, a heading once explained, a question that was reworded."""
    path = tmp_path / "second.riskregister"
    path.write_bytes(gzip.decompress((Path(__file__).parent / "data" / "version-2.riskregister.gz").read_bytes()))
    return path


def test_a_register_of_version_2_has_todays_tables_once_opened(second: Path, tmp_path: Path) -> None:
    Register.open(second).close()
    assert asked(second.with_name("second.riskregister.version-2.bak"), "PRAGMA user_version") == [(2,)]
    assert _tables(second) == _tables(_fresh(tmp_path))


def test_a_register_of_version_2_keeps_its_questions_and_its_whole_journal(second: Path) -> None:
    questions = "SELECT question_id, text, guidance, choices, crosswalk FROM question ORDER BY id"
    with Register.open(second, clock=lambda: NOW) as register:
        assert register.verify() == []
        assert asked(second, questions)[2] == ("Q3", "Is access reviewed every year?", None, None, None)
        for _ in range(4):
            register.undo("Auditor")
        assert asked(second, questions) == []
        for _ in range(4):
            register.redo("Auditor")
        assert [row[0] for row in asked(second, questions)] == ["Q1", "Q2", "Q3"]
        assert register.verify() == []
        with register.as_of(date(2025, 11, 20)) as past, past.read() as connection:
            before = connection.exec_driver_sql("SELECT text FROM question WHERE question_id = 'Q3'").scalar()
        assert before == "Is access reviewed?"


def test_a_register_of_version_3_has_todays_tables_and_its_whole_journal_once_opened(tmp_path: Path) -> None:
    third = tmp_path / "third.riskregister"
    third.write_bytes(gzip.decompress((Path(__file__).parent / "data" / "version-3.riskregister.gz").read_bytes()))
    with Register.open(third, clock=lambda: NOW) as register:
        assert register.head()[0] == 5
        assert register.verify() == []
        register.undo("Auditor")
        register.redo("Auditor")
        assert register.verify() == []
    assert asked(third.with_name("third.riskregister.version-3.bak"), "PRAGMA user_version") == [(3,)]
    assert _tables(third) == _tables(_fresh(tmp_path))


@pytest.fixture
def decided_upon(tmp_path: Path) -> Path:
    """A register of version 3: a vendor whose risk was accepted, the acceptance extended, and whose tier was overridden."""
    path = tmp_path / "decided.riskregister"
    path.write_bytes(gzip.decompress((Path(__file__).parent / "data" / "version-3-decisions.riskregister.gz").read_bytes()))
    return path


def test_decisions_of_version_3_have_todays_columns_once_opened(decided_upon: Path, tmp_path: Path) -> None:
    Register.open(decided_upon).close()
    assert asked(decided_upon.with_name("decided.riskregister.version-3.bak"), "PRAGMA user_version") == [(3,)]
    assert _tables(decided_upon) == _tables(_fresh(tmp_path))


def test_a_register_of_version_3_keeps_its_decisions_and_its_whole_journal(decided_upon: Path) -> None:
    decided = "SELECT expires_on, method FROM risk_acceptance UNION ALL SELECT expires_on, method FROM override"
    with Register.open(decided_upon, clock=lambda: NOW) as register:
        assert register.verify() == []
        assert asked(decided_upon, decided) == [("2027-03-01", None), ("2026-11-20", None)]
        for _ in range(3):
            register.undo("Auditor")
        assert asked(decided_upon, decided) == []
        for _ in range(3):
            register.redo("Auditor")
        assert asked(decided_upon, decided) == [("2027-03-01", None), ("2026-11-20", None)]
        assert register.verify() == []
        with register.as_of(date(2025, 11, 21)) as past, past.read() as connection:
            assert connection.exec_driver_sql("SELECT expires_on FROM risk_acceptance").scalar() == "2026-11-20"


def test_a_register_that_came_up_to_date_is_opened_again_without_another_copy(old: Path, newer: None) -> None:
    Register.open(old).close()
    old.with_name(f"own.register.version-{NOW_VERSION}.bak").unlink()
    Register.open(old).close()
    assert not old.with_name(f"own.register.version-{NOW_VERSION}.bak").exists()


def test_a_step_that_fails_leaves_the_register_as_it_was_and_lets_go_of_it(
        old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(operations: Operations) -> None:
        _upgrade(operations)
        raise ValueError("no such sector")

    before = asked(old, "SELECT * FROM vendor ORDER BY id")
    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "SCHEMA_VERSION", NEXT)
        patched.setattr(migrations, "MIGRATIONS", (Migration(NEXT, fail, _upcast),))
        with pytest.raises(RegisterError, match=r"could not be brought up to date \(no such sector\). It was left as it was"):
            Register.open(old)
    assert asked(old, "SELECT * FROM vendor ORDER BY id") == before
    with Register.open(old) as register:
        assert not register.read_only
        assert register.verify() == []


def test_a_step_that_leaves_a_reference_to_nothing_is_refused(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dangle(operations: Operations) -> None:
        operations.execute("UPDATE vendor SET owner_id = 12345")

    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "SCHEMA_VERSION", NEXT)
        patched.setattr(migrations, "MIGRATIONS", (Migration(NEXT, dangle, _upcast),))
        with pytest.raises(RegisterError, match="could not be brought up to date"):
            Register.open(old)
    assert asked(old, "SELECT DISTINCT owner_id FROM vendor") == [(None,)]


def test_rebuilding_a_table_takes_none_of_the_rows_along_that_refer_to_it(old: Path, newer: None) -> None:
    behind_its_back(old, "INSERT INTO vendor_name (id, vendor_id, name) "
                         "SELECT 9, id, 'Birkenhof' FROM vendor WHERE legal_name = 'Birch'")
    Register.open(old).close()
    assert asked(old, "SELECT name FROM vendor_name") == [("Birkenhof",)]


def test_an_older_register_that_may_only_be_read_is_read_and_left_as_it_was(old: Path, newer: None) -> None:
    before = old.read_bytes()
    with Register.open(old, write=False) as register:
        assert register.read_only
        assert register.path == old
        assert names(register) == ["Birch", "Cedar"]
        assert register.verify() == []
        with register.as_of(LONG_AGO.date()) as past:
            assert names(past) == ["Birch", "Cedar"]
            assert past.verify() == []
        with register.as_of(LONG_AGO.date() - timedelta(days=1)) as past:
            assert names(past) == []
        with pytest.raises(RegisterError, match="open for reading only"), register.change("Add", "anna") as change:
            change.add(Vendor, legal_name="Elm")
    assert old.read_bytes() == before
    assert [path.name for path in old.parent.iterdir() if "version" in path.name] == []


def test_nothing_stays_of_the_copy_that_an_older_register_is_read_from(
    old: Path, newer: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "temporary"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    with Register.open(old, write=False):
        assert len(list(own.iterdir())) == 1
    assert list(own.iterdir()) == []


def test_nothing_stays_of_that_copy_where_it_cannot_be_opened(
    old: Path, newer: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "temporary"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))

    def refuse(path: Path) -> NoReturn:
        raise sqlite.damaged(path)

    monkeypatch.setattr(register_module, "_opened", refuse)
    with pytest.raises(RegisterError, match="is damaged"):
        Register.open(old, write=False)
    assert list(own.iterdir()) == []


def test_an_older_register_that_another_program_holds_can_be_read(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Register.open(old) as held, monkeypatch.context() as patched:
        patched.setattr(sqlite, "SCHEMA_VERSION", NEXT)
        patched.setattr(migrations, "MIGRATIONS", (STEP,))
        for write in (True, False):
            with Register.open(old, write=write) as register:
                assert register.read_only
                assert names(register) == ["Birch", "Cedar"]
        assert not held.read_only
    assert asked(old, "PRAGMA user_version") == [(NOW_VERSION,)]


def test_a_copy_that_cannot_be_made_stops_the_migration(old: Path, newer: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RegisterError("The copy {file} could not be written: {reason}.", file="x", reason="disk full")

    monkeypatch.setattr(sqlite, "copy", refuse)
    with pytest.raises(RegisterError, match="disk full"):
        Register.open(old)
    assert asked(old, "PRAGMA user_version") == [(NOW_VERSION,)]
    assert list(old.parent.glob(".~*")) == []


@pytest.mark.parametrize(("kind", "body", "lifted"), [
    ("insert", {"id": 1, "country": "FR"}, {"id": 1, "sector": "FR"}),
    ("delete", {"id": 1, "legal_name": "A"}, {"id": 1, "legal_name": "A"}),
    ("update", {"country": ["FR", None], "stage": ["a", "b"]}, {"sector": ["FR", None], "stage": ["a", "b"]}),
    ("batch", {"columns": ["id", "country"], "rows": [[1, "FR"], [2, None]]},
     {"columns": ["id", "sector"], "rows": [[1, "FR"], [2, None]]}),
    ("unbatch", {"batch": 4}, {"batch": 4}),
    ("file", {"sha256": "x", "size": 1, "name": "a"}, {"sha256": "x", "size": 1, "name": "a"}),
])
def test_every_kind_of_entry_reads_as_todays_program_would_have_written_it(kind: str, body: Any, lifted: Any) -> None:
    assert upcast_body(kind, "vendor", body, NOW_VERSION, (STEP,)) == lifted
    assert upcast_body(kind, "vendor", body, NEXT, (STEP,)) == body


def test_the_newest_version_is_read_where_it_is_still_in_the_log_of_a_killed_program(old: Path, newer: None) -> None:
    held = sqlite3.connect(old)
    held.execute("SELECT count(*) FROM vendor").fetchone()
    Register.open(old).close()
    with Register.open(old) as register:
        assert names(register) == ["Birch", "Cedar"]
    held.close()
