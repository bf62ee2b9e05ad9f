"""What the tables promise whatever program writes to them: names, exact values, and what must always hold."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from risk_register.model.assurance import Note
from risk_register.model.base import Record, instant_text, metadata
from risk_register.model.contracts import Contract
from risk_register.model.nouns import BY_PLURAL, BY_RECORD, BY_TABLE, NOUNS, Noun
from risk_register.model.parties import Vendor


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as opened:
        opened.execute(text("PRAGMA foreign_keys = ON"))
        metadata.create_all(opened)
        yield opened
    engine.dispose()


def add(connection: Connection, record: type[Record], **values: Any) -> None:
    connection.execute(insert(BY_RECORD[record].table), values)


def add_vendor(connection: Connection, **values: Any) -> None:
    offered = {"legal_name": "Alder", "relation": "direct", "stage": "active", "scope_decision": "in_scope"}
    add(connection, Vendor, **{"id": 1, **offered, **values})


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.plural)
def test_a_record_has_the_fields_of_its_draft_and_an_id(noun: Noun) -> None:
    assert {column.name for column in noun.table.columns} == {"id", *noun.draft.model_fields}
    assert noun.table.columns["id"].autoincrement is False


def test_every_noun_is_listed_once() -> None:
    assert {noun.name for noun in NOUNS} == set(metadata.tables)
    assert len(BY_TABLE) == len(BY_PLURAL) == len(BY_RECORD) == len(NOUNS)


def test_every_constraint_and_index_has_a_name_by_which_a_migration_can_change_it() -> None:
    constraints = [constraint for table in metadata.tables.values() for constraint in table.constraints]
    indexes = [index for table in metadata.tables.values() for index in table.indexes]
    assert [each for each in (*constraints, *indexes) if not each.name] == []


def test_every_reference_can_be_followed_fast() -> None:
    slow = [
        (table.name, column.name) for table in metadata.tables.values() for column in table.columns
        if column.foreign_keys and not column.index and table.name != "answer"
    ]
    assert slow == []


def test_no_deletion_takes_other_records_with_it() -> None:
    keys = [key for table in metadata.tables.values() for column in table.columns for key in column.foreign_keys]
    assert [key for key in keys if key.ondelete] == []


@pytest.mark.parametrize("name", ["", "   "])
def test_the_database_refuses_a_blank_name(connection: Connection, name: str) -> None:
    with pytest.raises(IntegrityError, match="ck_vendor_legal_name_not_blank"):
        add_vendor(connection, legal_name=name)


def test_the_database_refuses_an_orphan(connection: Connection) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        add_vendor(connection, parent_id=999)


def test_the_database_refuses_an_end_before_its_start(connection: Connection) -> None:
    add_vendor(connection)
    with pytest.raises(IntegrityError, match="ck_contract_starts_on_ends_on_order"):
        add(connection, Contract, id=2, reference="C", vendor_id=1, kind="standalone", starts_on=date(2025, 2, 1),
            ends_on=date(2025, 1, 31))


def test_a_word_from_a_newer_program_can_be_stored_and_read(connection: Connection) -> None:
    add_vendor(connection, stage="SUPERHIGH")
    assert connection.execute(select(BY_RECORD[Vendor].table.c.stage)).scalar() == "SUPERHIGH"


@pytest.mark.parametrize("amount", ["0.1", "12500.50", "0.0000000001", "99999999999999999999.9999999999", "-3", "1E+3"])
def test_an_amount_comes_back_digit_for_digit(connection: Connection, amount: str) -> None:
    add_vendor(connection)
    add(connection, Contract, id=2, reference="C", vendor_id=1, kind="standalone", annual_cost=Decimal(amount))
    stored = connection.execute(select(BY_RECORD[Contract].table.c.annual_cost)).scalar_one()
    assert stored == Decimal(amount)
    assert "E" not in connection.execute(text("SELECT annual_cost FROM contract")).scalar_one()


def test_a_moment_is_stored_in_utc_with_its_offset_written_out(connection: Connection) -> None:
    add_vendor(connection)
    paris = datetime(2025, 11, 27, 9, 0, tzinfo=timezone(timedelta(hours=1)))
    add(connection, Note, id=2, vendor_id=1, author="A", written_at=paris, body="")
    assert connection.execute(text("SELECT written_at FROM note")).scalar_one() == "2025-11-27T08:00:00.000000+00:00"
    assert connection.execute(select(BY_RECORD[Note].table.c.written_at)).scalar_one() == paris.astimezone(UTC)


def test_a_moment_without_a_zone_is_never_stored(connection: Connection) -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant_text(datetime(2025, 1, 1))  # noqa: DTZ001
    add_vendor(connection)
    with pytest.raises(StatementError, match="time zone"):
        add(connection, Note, id=2, vendor_id=1, author="A", written_at=datetime(2025, 1, 1), body="")  # noqa: DTZ001


def test_the_text_of_moments_sorts_as_time_does() -> None:
    first, second = datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, 0, 0, 0, 5, tzinfo=UTC)
    assert instant_text(first) < instant_text(second)
    assert len(instant_text(first)) == len(instant_text(second))
