"""Scores made anew for the vendors that a change touched are the scores that all vendors made anew would have."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from risk_register.errors import RegisterError
from risk_register.model.labels import field_type
from risk_register.model.nouns import BY_TABLE, NOUNS, Noun
from risk_register.model.parties import Vendor
from risk_register.model.vocabulary import Code, Term, VendorRelation
from risk_register.operations import demonstration, touched
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.scoring import refresh_scores
from risk_register.operations.vendors import find_vendor, list_vendors
from risk_register.store import Register
from risk_register.store.schema import derived_score

NOW = datetime(2025, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def demonstration_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demonstration") / "demonstration.register"
    demonstration.make_demonstration(path)
    with Register.open(path, clock=lambda: NOW) as register:
        refresh_scores(register)
    return path


@pytest.fixture
def register(demonstration_file: Path, tmp_path: Path) -> Iterator[Register]:
    shutil.copyfile(demonstration_file, tmp_path / "own.register")
    with Register.open(tmp_path / "own.register", clock=lambda: NOW) as opened:
        yield opened


def _scores(register: Register) -> list[tuple[Any, ...]]:
    with register.read() as connection:
        return sorted(tuple(row) for row in connection.execute(derived_score.select()))


def _agree(register: Register) -> None:
    """Scores of the touched vendors made anew, then of all, are the same."""
    refresh_scores(register)
    by_touch = _scores(register)
    register.derive({"head": "forgotten"}, derived_score, [])
    refresh_scores(register)
    assert by_touch == _scores(register)


def _rows(register: Register, noun: Noun) -> list[dict[str, Any]]:
    with register.read() as connection:
        return [dict(row) for row in connection.execute(noun.table.select().order_by(noun.table.c.id)).mappings()]


def _another(register: Register, noun: Noun, name: str, value: Any) -> Any:
    """Some other value that the field might hold; the same where there is none."""
    kind = field_type(noun, name)
    keys = list(noun.table.columns[name].foreign_keys)
    if keys:
        ids = [row["id"] for row in _rows(register, BY_TABLE[keys[0].column.table.name]) if row["id"] != value]
        return ids[len(ids) // 2] if ids else value
    if isinstance(kind, type) and issubclass(kind, (Term, Code)):
        terms = [term.value for term in kind]
        return terms[(terms.index(value) + 1) % len(terms)] if value in terms else terms[0]
    if kind is bool:
        return not value
    if kind is date and value is not None:
        return value + timedelta(days=400)
    if kind is int:
        return 1 if value in (None, 0) else value - 1
    return value


_EDITABLE = [noun for noun in NOUNS if not noun.append_only]


@pytest.mark.parametrize("noun", _EDITABLE, ids=lambda noun: noun.name)
def test_after_a_record_of_any_kind_was_edited(register: Register, noun: Noun) -> None:
    rows = _rows(register, noun)
    for row in rows[:1] + rows[-1:]:
        for name in noun.draft.model_fields:
            other = _another(register, noun, name, row[name])
            if other == row[name]:
                continue
            try:
                with register.change("Edit", "anna") as change:
                    change.update(noun.record, row["id"], **{name: other})
            except RegisterError:
                continue
    _agree(register)


@pytest.mark.parametrize("noun", _EDITABLE, ids=lambda noun: noun.name)
def test_after_a_record_of_any_kind_was_deleted_brought_back_and_added_again(register: Register, noun: Noun) -> None:
    for row in _rows(register, noun)[:6]:
        try:
            with register.change("Delete", "anna") as change:
                change.delete(noun.record, row["id"])
        except RegisterError:
            continue
        _agree(register)
        register.undo("anna")
        _agree(register)
        break


@pytest.mark.parametrize("back", [1, 3, 10])
def test_after_the_last_changes_were_taken_back_and_done_again(register: Register, back: int) -> None:
    for _ in range(back):
        register.undo("anna")
    _agree(register)
    for _ in range(back):
        register.redo("anna")
    _agree(register)


def test_a_record_that_moves_to_another_vendor_concerns_both(register: Register) -> None:
    head = register.head()[1]
    [contract, *_] = _rows(register, BY_TABLE["contract"])
    with register.read() as connection:
        other = connection.exec_driver_sql("SELECT id FROM vendor WHERE id <> ? AND relation = 'direct'",
                                           (contract["vendor_id"],)).scalar()
    with register.change("Move", "anna") as change:
        change.update(BY_TABLE["contract"].record, contract["id"], vendor_id=other)
    assert touched.vendors_since(register, head) == sorted({contract["vendor_id"], other})
    with register.read() as connection:
        term, owner = connection.exec_driver_sql(
            "SELECT sla_term.id, contract.vendor_id FROM sla_term JOIN contract ON contract.id = contract_id LIMIT 1").one()
        target, theirs = connection.exec_driver_sql(
            "SELECT id, vendor_id FROM contract WHERE vendor_id <> ? LIMIT 1", (owner,)).one()
    head = register.head()[1]
    with register.change("Move the term", "anna") as change:
        change.update(BY_TABLE["sla_term"].record, term, contract_id=target)
    assert touched.vendors_since(register, head) == sorted({owner, theirs})


def test_only_the_vendor_that_was_touched_is_judged_again(register: Register) -> None:
    openai = find_vendor(register, "OpenAI")
    head = register.head()[1]
    with register.change("Rename", "anna") as change:
        change.update(Vendor, openai, description="Language models")
    assert touched.vendors_since(register, head) == [openai]
    assert touched.vendors_since(register, "a head that never was") is None


def test_a_subcontractor_and_an_archived_vendor_get_no_score_in_the_list_either_way(register: Register) -> None:
    openai = find_vendor(register, "OpenAI")
    with register.read() as connection:
        indirect = connection.exec_driver_sql("SELECT id FROM vendor WHERE relation <> 'direct' LIMIT 1").scalar()
    with register.change("Edit", "anna") as change:
        change.update(Vendor, openai, archived_on=date(2025, 11, 24))
        change.update(Vendor, indirect, description="Known through others")
    _agree(register)
    scored = {row[0] for row in _scores(register)}
    assert not scored & {openai, indirect}
    assert openai not in {row.id for row in list_vendors(register)}
    with register.change("Ours after all", "anna") as change:
        change.update(Vendor, indirect, relation=VendorRelation.DIRECT)
    _agree(register)
    assert indirect in {row[0] for row in _scores(register)}


def test_the_next_day_judges_all_anew(register: Register) -> None:
    assert refresh_scores(register) is None
    before = register.derived_from()
    register.clock = lambda: NOW + timedelta(days=1)
    refresh_scores(register)
    assert register.derived_from()["day"] != before["day"]
    _agree(register)


def test_taking_an_import_back_judges_that_vendor_alone_again(register: Register, tmp_path: Path) -> None:
    answered = tmp_path / "answers.csv"
    answered.write_text("Ref,Question,Answer\nA-1,Backups tested?,Yes\nA-2,Admins reviewed?,No\n", encoding="utf-8")
    vendor = find_vendor(register, "Stripe")
    import_questionnaire(register, answered, vendor_id=vendor, actor="Compliance lead")
    refresh_scores(register)
    head = register.head()[1]
    register.undo("Compliance lead")
    assert touched.vendors_since(register, head) == [vendor]
    _agree(register)


def test_taking_a_large_import_back_is_followed_record_by_record_no_further_than_is_quicker(register: Register) -> None:
    with register.change("Bring many", "Compliance officer") as change:
        many = change.add_many(Vendor, [{"legal_name": f"Vendor number {number} of many"} for number in range(300)])
        change.add_many(BY_TABLE["contract"].record, [
            {"reference": f"C-{number}", "vendor_id": vendor} for number, vendor in enumerate(many)])
    refresh_scores(register)
    head = register.head()[1]
    register.undo("Compliance officer")
    assert touched.vendors_since(register, head) is None
    _agree(register)
