"""What somebody writes into the file with another tool is found, and named."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risk_register.model.contracts import Contract, SlaMeasurement, SlaTerm
from risk_register.model.parties import Person, Vendor
from risk_register.model.vocabulary import SlaMetric, SlaUnit, Stage
from risk_register.store import Register
from tests.store.looking import asked, behind_its_back


def _fill(register: Register) -> None:
    with register.change("Add Alder", "anna") as change:
        alder = change.add(Vendor, legal_name="Alder", stage=Stage.ACTIVE)
        change.keep_file(b"certificate", "certificate.pdf")
        contract = change.add(Contract, vendor_id=alder, reference="C-1")
        term = change.add(SlaTerm, contract_id=contract, metric=SlaMetric.AVAILABILITY, target="99.5", unit=SlaUnit.PERCENT)
        change.add_many(SlaMeasurement, [
            {"sla_term_id": term, "starts_on": f"2026-0{month}-01", "ends_on": f"2026-0{month}-28", "value": "99.1"}
            for month in (1, 2, 3)])
        change.add(SlaMeasurement, sla_term_id=term, starts_on="2025-12-01", ends_on="2025-12-31", value="99.9")
    with register.change("Add people", "bruno") as change:
        change.add_many(Person, [{"name": "Anna"}, {"name": "Bruno"}])
    with register.change("Rename Alder", "anna") as change:
        change.update(Vendor, alder, legal_name="Alder SA")
    with register.change("Add Birch", "anna") as change:
        birch = change.add(Vendor, legal_name="Birch")
    with register.change("Delete Birch", "anna") as change:
        change.delete(Vendor, birch)
    register.undo("anna", 2)
    register.redo("bruno")


@pytest.fixture
def filled(register: Register) -> Iterator[Register]:
    _fill(register)
    assert register.verify() == []
    return register


def _problems(register: Register) -> list[str]:
    return [str(problem) for problem in register.verify()]


def test_a_row_altered_behind_the_programs_back_is_named_with_its_fields(filled: Register) -> None:
    behind_its_back(filled.path, "UPDATE vendor SET stage = 'terminated', country = 'FR'")
    [problem] = _problems(filled)
    assert problem.startswith("Record ")
    assert problem.endswith("(vendor Alder SA) was altered outside the program: country, stage.")


def test_a_number_put_where_a_text_was_is_an_alteration(filled: Register) -> None:
    behind_its_back(filled.path, "UPDATE sla_term SET target = '99.50'")
    [problem] = _problems(filled)
    assert "altered outside the program: target" in problem


@pytest.mark.parametrize(("sql", "said"), [
    ("INSERT INTO person (id, name) VALUES (77, 'Mallory')", "Record 77 (person Mallory) was added outside the program."),
    ("INSERT INTO sla_measurement (id, sla_term_id, starts_on, ends_on) SELECT 78, id, '2026-01-01', '2026-01-31' FROM sla_term",
     "Record 78 (service level measurement) was added outside the program."),
    ("DELETE FROM person WHERE name = 'Bruno'", "(person Bruno) was deleted outside the program."),
    ("DELETE FROM sla_measurement WHERE starts_on = '2026-02-01'", "was deleted outside the program."),
    ("DELETE FROM sla_measurement WHERE starts_on = '2025-12-01'", "was deleted outside the program."),
    ("UPDATE sla_measurement SET value = '99.9' WHERE starts_on = '2026-03-01'", "was altered outside the program: value."),
    ("DELETE FROM file_blob", "The file certificate.pdf with SHA-256"),
    ("UPDATE file_blob SET content = x'00'", "kept in the register was altered outside the program."),
    ("INSERT INTO file_blob VALUES ('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 1, x'00')",
     "kept in the register was added outside the program."),
])
def test_what_was_added_changed_or_taken_out_is_named(filled: Register, sql: str, said: str) -> None:
    assert behind_its_back(filled.path, sql) == 1
    [problem] = _problems(filled)
    assert said in problem.replace("SLA measurement", "service level measurement")


def test_a_row_swapped_for_another_is_told_as_both(filled: Register) -> None:
    behind_its_back(filled.path, "DELETE FROM sla_measurement WHERE starts_on = '2026-02-01'")
    behind_its_back(filled.path, "INSERT INTO sla_measurement (id, sla_term_id, starts_on, ends_on) "
                                 "SELECT 78, id, '2026-02-01', '2026-02-28' FROM sla_term")
    assert sorted(problem.split(") was ")[1] for problem in _problems(filled)) == [
        "added outside the program.", "deleted outside the program."]


@pytest.mark.parametrize(("sql", "said"), [
    ("DELETE FROM journal_change WHERE n = 7", "its last changes were removed outside the program"),
    ("DELETE FROM journal_change WHERE n = 3", "Change 3 is missing from the journal."),
    ("DELETE FROM journal_entry WHERE seq = 2", "does not have the number it was written with"),
    ("UPDATE journal_entry SET seq = seq + 1 WHERE seq = (SELECT max(seq) FROM journal_entry)", "the number it was written with"),
    ("UPDATE journal_change SET header = replace(header, 'anna', 'bruno') WHERE n = 1", "author or reason of change 1 was altered"),
    ("UPDATE journal_change SET at = '2026-03-03T09:00:00.000000+00:00' WHERE n = 1", "Change 1 of 2026-03-03T09:00"),
    ("UPDATE journal_change SET kind = 'base' WHERE n = 1", "Change 1 of"),
    ("UPDATE journal_change SET of = 4 WHERE n = 6", "Change 6 of"),
    ("UPDATE journal_change SET schema = 9 WHERE n = 1", "Change 1 of"),
    ("UPDATE journal_entry SET record = record + 1 WHERE seq = 1", "Entry 1 of change 1 was altered"),
    ("UPDATE journal_entry SET noun = 'person' WHERE seq = 1", "Entry 1 of change 1 was altered"),
    ("UPDATE journal_entry SET \"change\" = 2 WHERE seq = 1", "does not fit the chain"),
    ("UPDATE journal_change SET hash = 7", "does not fit the chain"),
    ("UPDATE journal_change SET header_digest = 'x'", "cannot be read to its end"),
    ("UPDATE journal_change SET at = 12", "does not fit the chain"),
])
def test_a_journal_that_was_written_into_is_found(filled: Register, sql: str, said: str) -> None:
    assert behind_its_back(filled.path, sql) >= 1
    assert any(said in problem for problem in _problems(filled)), _problems(filled)


def test_the_last_changes_taken_out_with_their_entries_show_in_the_tables(filled: Register) -> None:
    behind_its_back(filled.path, 'DELETE FROM journal_entry WHERE "change" >= 3')
    behind_its_back(filled.path, "DELETE FROM journal_change WHERE n >= 3")
    [problem] = _problems(filled)
    assert problem.endswith("(vendor Alder) was altered outside the program: legal name.")


def test_an_erased_body_leaves_the_chain_whole_and_is_told(filled: Register) -> None:
    vendor = asked(filled.path, "SELECT id FROM vendor")[0][0]
    behind_its_back(filled.path, "UPDATE journal_entry SET body = NULL WHERE seq = 1")
    [problem] = _problems(filled)
    assert problem == f"What entry 1 of change 1 said of record {vendor} (vendor) was erased from the journal."
    behind_its_back(filled.path, "UPDATE person SET name = 'Mallory' WHERE name = 'Anna'")
    assert any("(person Anna) was altered outside the program: name." in problem for problem in _problems(filled))


def test_every_entry_can_be_erased_without_breaking_the_chain(filled: Register) -> None:
    behind_its_back(filled.path, "UPDATE journal_entry SET body = NULL")
    behind_its_back(filled.path, "UPDATE journal_change SET header = NULL WHERE n = 1")
    assert [problem for problem in _problems(filled) if not problem.endswith("erased from the journal.")] == []


_COLUMNS: list[tuple[str, str]] = [
    ("journal_entry", "body"), ("journal_entry", "salt"), ("journal_entry", "digest"), ("journal_change", "header"),
    ("journal_change", "header_salt"), ("journal_change", "header_digest"), ("journal_change", "hash"), ("journal_change", "at"),
    ("journal_change", "kind"),
]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sealed") / "sealed.register"
    with Register.create(path, clock=lambda: datetime(2026, 3, 2, tzinfo=UTC)) as register:
        _fill(register)
    return path


def _flipped(value: Any, place: int, bit: int) -> Any:
    if isinstance(value, bytes):
        at = place % len(value)
        return value[:at] + bytes([value[at] ^ (1 << bit)]) + value[at + 1:]
    at = place % len(value)
    return value[:at] + chr(ord(value[at]) ^ (1 << (bit % 5))) + value[at + 1:]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(column=st.sampled_from(_COLUMNS), row=st.integers(0, 50), place=st.integers(0, 5000), bit=st.integers(0, 7))
def test_any_bit_flipped_anywhere_in_the_journal_is_found(
        sealed: Path, tmp_path: Path, column: tuple[str, str], row: int, place: int, bit: int) -> None:
    table, name = column
    path = tmp_path / "flipped.register"
    shutil.copyfile(sealed, path)
    rows = asked(path, f"SELECT rowid, {name} FROM {table} ORDER BY rowid")
    number, value = rows[row % len(rows)]
    behind_its_back(path, f"UPDATE {table} SET {name} = ? WHERE rowid = ?", (_flipped(value, place, bit), number))
    with Register.open(path, write=False) as register:
        assert register.verify() != []
    for part in ("-wal", "-shm"):
        path.with_name(path.name + part).unlink(missing_ok=True)


def test_a_damaged_page_is_told_as_damage(filled: Register, tmp_path: Path) -> None:
    from risk_register.errors import RegisterError

    for number in range(200):
        with filled.change("Add", "anna") as change:
            change.add(Vendor, legal_name=f"Vendor {number}", description="x" * 500)
    filled.close()
    content = bytearray(filled.path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle:middle + 4096 * 6] = bytes(4096 * 6)
    damaged = tmp_path / "damaged.register"
    damaged.write_bytes(content)
    said: list[str]
    try:
        with Register.open(damaged, write=False) as register:
            said = _problems(register)
    except RegisterError as error:
        said = [str(error)]
    assert any("damaged" in problem for problem in said)
    assert sqlite3.connect(damaged).execute("PRAGMA application_id").fetchone() != (0,)
