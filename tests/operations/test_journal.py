"""The journal as a person reads it: it outlives the records and the people it is about."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from risk_register.model.assurance import Evidence, EvidenceLink, Finding, Review
from risk_register.model.incidents import Incident, IncidentStamp
from risk_register.model.parties import Person, Vendor
from risk_register.model.vocabulary import EvidenceKind, FindingSeverity, ReviewKind, Stage, StampName
from risk_register.operations import journal
from risk_register.operations.history_words import after_words
from risk_register.operations.registers import create_register
from risk_register.operations.rows import HistoryRow
from risk_register.operations.scoring import refresh_scores
from risk_register.operations.vendors import add_vendor, edit_vendor
from risk_register.store import Register
from risk_register.texts import Language, Text
from tests.store.conftest import Clock
from tests.store.looking import behind_its_back


def _told(rows: list[HistoryRow]) -> list[tuple[str, str, str | None, str | None, str | None]]:
    return [(row.actor, row.name, row.field, row.before, row.after) for row in rows[::-1]]


def test_the_history_outlives_the_record_and_the_person(register: Register) -> None:
    with register.change("Our people", "Anna Berg") as change:
        person = change.add(Person, name="Anna Berg")
    alder = add_vendor(register, {"legal_name": "Alder", "stage": Stage.PROSPECT}, "Anna Berg")
    edit_vendor(register, alder, {"stage": Stage.ACTIVE}, "Anna Berg")
    with register.change("Delete vendor", "Anna Berg") as change:
        change.delete(Vendor, alder)
    with register.change("Anna left", "Bruno") as change:
        change.update(Person, person, name="Somebody else")
        change.delete(Person, person)
    rows = journal.history(register, record=alder)
    assert {row.name for row in rows} == {"Alder"}
    assert {row.actor for row in rows} == {"Anna Berg"}
    told = _told(rows)
    assert ("Anna Berg", "Alder", "legal_name", None, "Alder") in told
    assert ("Anna Berg", "Alder", "stage", "prospect", "active") in told
    assert ("Anna Berg", "Alder", "legal_name", "Alder", None) in told
    assert len({row.change for row in rows}) == 3
    assert {row.at for row in rows} == {datetime(2026, 3, 2, 9, tzinfo=UTC)}
    assert [str(row.reason) for row in rows if row.field == "stage"][1] == "Edit vendor Alder"


def test_many_records_at_once_are_one_line_and_their_own_fields_where_one_is_asked_for(register: Register) -> None:
    with register.change("Import", "anna") as change:
        ids = change.add_many(Person, [{"name": f"Person {number}"} for number in range(7000)])
    register.undo("anna")
    lines = [(row.record, row.before, row.after, row.kind) for row in journal.history(register) if row.noun == "person"]
    assert set(lines) == {
        (None, "2000", None, "undo"), (None, "5000", None, "undo"), (None, None, "2000", "do"), (None, None, "5000", "do")}
    assert [line[3] for line in lines] == ["undo", "undo", "do", "do"]
    own = journal.history(register, record=ids[6000])
    assert [(row.field, row.before, row.after, row.name) for row in own] == [
        ("name", "Person 6000", None, "Person 6000"), ("name", None, "Person 6000", "Person 6000")]
    assert journal.history(register, record=4711) == []


def test_since_a_day_is_counted_in_the_organisations_calendar(tmp_path: Path) -> None:
    clock = Clock(datetime(2026, 4, 30, 21, 30, tzinfo=UTC))
    with create_register(tmp_path / "own.register", organisation="Northwind", actor="anna", clock=clock) as register:
        add_vendor(register, {"legal_name": "On the thirtieth, at half past eleven"}, "anna")
        clock.now = datetime(2026, 4, 30, 22, 30, tzinfo=UTC)
        add_vendor(register, {"legal_name": "On the first, at half past midnight"}, "anna")
        since = journal.history(register, since=date(2026, 5, 1))
        assert {row.name for row in since} == {"On the first, at half past midnight"}
        assert len(journal.history(register, limit=2)) == 2
        assert journal.history(register, since=date(2027, 1, 1)) == []


def test_the_latest_comes_first_and_a_kept_file_is_a_line(register: Register) -> None:
    with register.change("Keep", "anna") as change:
        sha256 = change.keep_file(b"certificate", "certificate.pdf")
        change.add(Vendor, legal_name="Alder")
    rows = journal.history(register)
    assert rows == sorted(rows, key=lambda row: -row.change)
    assert ("file_blob", "sha256", sha256) in {(row.noun, row.field, row.after) for row in rows}


def test_many_records_are_asked_for_at_once_and_each_keeps_its_own_lines(register: Register) -> None:
    with register.change("Import", "anna") as change:
        ids = change.add_many(Person, [{"name": f"Person {number}"} for number in range(6000)])
    alder = add_vendor(register, {"legal_name": "Alder"}, "anna")
    asked = [ids[0], ids[5500], alder]
    rows = journal.history(register, records=asked)
    apart = [row for record in asked for row in journal.history(register, record=record)]
    assert len(rows) == len(apart)
    assert all(row in apart for row in rows)
    assert [row.change for row in rows] == sorted((row.change for row in apart), reverse=True)
    assert journal.history(register, records=asked, limit=1) == rows[:1]
    assert journal.history(register, records=[]) == []


@pytest.mark.parametrize(("language", "said"), [
    ("en", ["review of 3 May 2025", "review"]), ("fr", ["revue du 3 mai 2025", "revue"])])
def test_a_record_without_a_name_is_referred_to_by_its_kind_and_its_day(
        register: Register, language: Language, said: list[str]) -> None:
    alder = add_vendor(register, {"legal_name": "Alder"}, "anna")
    for completed in (date(2025, 5, 3), None):
        with register.change("Review", "anna") as change:
            review = change.add(Review, vendor_id=alder, kind=ReviewKind.PERIODIC, completed_on=completed)
        with register.change("Find", "anna") as change:
            finding = change.add(Finding, vendor_id=alder, review_id=review, title="No test", severity=FindingSeverity.LOW,
                                 opened_on=date(2025, 5, 4))
        [row] = [row for row in journal.history(register, record=finding) if row.field == "review_id"]
        assert after_words(row, language) == said.pop(0)
        with register.change("Undo by hand", "anna") as change:
            change.delete(Finding, finding)
            change.delete(Review, review)


@pytest.mark.parametrize(("language", "kind"), [("en", "vendor"), ("fr", "prestataire")])
def test_what_evidence_is_for_is_named(register: Register, language: Language, kind: str) -> None:
    alder = add_vendor(register, {"legal_name": "Alder"}, "anna")
    with register.change("Evidence", "anna") as change:
        evidence = change.add(Evidence, vendor_id=alder, title="Certificate", kind=EvidenceKind.OTHER)
        link = change.add(EvidenceLink, evidence_id=evidence, noun="vendor", record_id=alder)
    told = {row.field: after_words(row, language) for row in journal.history(register, record=link)}
    assert told == {"evidence_id": "Certificate", "noun": kind, "record_id": "Alder"}


def test_moments_in_values_are_told_in_the_zone_asked_for(register: Register) -> None:
    with register.change("Stamp", "anna") as change:
        incident = change.add(Incident, title="Breach")
        stamp = change.add(IncidentStamp, incident_id=incident, name=StampName.PUBLISHED,
                           at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    [row] = [row for row in journal.history(register, record=stamp) if row.field == "at"]
    assert after_words(row, "en", ZoneInfo("Europe/Paris")) == "2 July 2026, 00:30 UTC+02:00"
    assert after_words(row, "en") == "1 July 2026, 22:30 UTC"


def test_undo_and_redo_tell_what_they_took_back(register: Register) -> None:
    add_vendor(register, {"legal_name": "Alder"}, "anna")
    assert str(journal.undo(register, "bruno")) == "Add vendor Alder"
    assert str(journal.redo(register, "bruno")) == "Add vendor Alder"
    kinds = {(row.kind, str(row.reason), row.actor) for row in journal.history(register) if row.noun == "vendor"}
    assert kinds == {("do", "Add vendor Alder", "anna"), ("undo", "Undo: Add vendor Alder", "bruno"),
                     ("redo", "Redo: Add vendor Alder", "bruno")}
    assert journal.verify(register) == []


@pytest.mark.parametrize("template", [
    "{name.__class__}", "{name!r}", "{name:>100000000000}", "{other}", "{", "{0}", "Add {name} and {other}"])
def test_a_reason_in_a_file_from_elsewhere_is_no_program(register: Register, template: str) -> None:
    with register.change(Text("Add {name}", name="Alder"), "anna") as change:
        change.add(Vendor, legal_name="Alder")
    header = json.dumps({"actor": "mallory", "reason": {"text": template, "values": {"name": "Alder"}}})
    behind_its_back(register.path, "UPDATE journal_change SET header = ? WHERE n = 2", (header,))
    assert str(journal.history(register)[0].reason) == template


@pytest.mark.parametrize("words", ["Plain words", "{braces} and {0} and %s", "", "Électre « chaud » 東京", "{"])
def test_a_reason_in_anybodys_words_comes_back_as_it_was(register: Register, words: str) -> None:
    with register.change(words, "anna") as change:
        change.add(Vendor, legal_name="Alder {x}")
    assert str(journal.history(register)[0].reason) == words
    assert journal.history(register)[0].reason.render("fr") == words


def test_a_score_altered_behind_the_program_s_back_is_found_until_its_vendor_changes(register: Register) -> None:
    vendor = add_vendor(register, {"legal_name": "Alder"}, actor="Risk lead")
    refresh_scores(register)
    assert journal.verify(register) == []
    behind_its_back(register.path, "UPDATE derived_score SET level = 'low', residual = '1'")
    said = [problem.render("en") for problem in journal.verify(register)]
    assert len(said) == 1
    assert f"Alder (record {vendor}) was altered" in said[0]
    edit_vendor(register, vendor, {"country": "FR"}, actor="Risk lead")
    refresh_scores(register)
    assert journal.verify(register) == []
