"""The one door: what goes through it lands whole and journalled, and nothing goes past it."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.model.assurance import Evidence, EvidenceLink
from risk_register.model.parties import Person, Vendor, VendorName
from risk_register.model.questionnaires import Answer, Question, Questionnaire, QuestionSet
from risk_register.model.services import Service
from risk_register.model.validation import DraftError
from risk_register.model.vocabulary import EvidenceKind, Stage, Verdict
from risk_register.store import Register, search
from risk_register.store.guard import WriteOutsideTheDoor
from risk_register.store.ids import COUNTER_BITS, IdAllocator
from risk_register.store.journal import JournalWriter
from tests.store.looking import asked, names, tables


def test_a_write_through_a_reading_connection_is_refused(register: Register) -> None:
    with pytest.raises(WriteOutsideTheDoor), register.read() as connection:
        connection.exec_driver_sql("DELETE FROM vendor")


@pytest.mark.parametrize("statement", [
    "DELETE FROM vendor", "UPDATE vendor SET legal_name = 'X'", " insert into person (id, name) values (1, 'X')",
    "WITH x AS (SELECT 1) DELETE FROM vendor", "DROP TABLE vendor", "DELETE FROM journal_change"])
def test_a_statement_that_writes_is_refused_inside_a_change_too(register: Register, statement: str) -> None:
    with register.change("Add Alder", "anna") as change:
        change.add(Vendor, legal_name="Alder")
    with pytest.raises(WriteOutsideTheDoor), register.change("Sneak", "anna") as change:
        change.connection.exec_driver_sql(statement)
    assert names(register) == ["Alder"]
    assert register.head()[0] == 1


def test_what_a_change_wrote_is_read_inside_it_and_by_nobody_else_until_it_lands(register: Register) -> None:
    with register.change("Add Alder", "anna") as change:
        change.add(Vendor, legal_name="Alder")
        assert change.connection.exec_driver_sql("SELECT legal_name FROM vendor").scalar() == "Alder"
        assert names(register) == []
    assert names(register) == ["Alder"]


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt, RegisterError])
def test_a_change_that_fails_half_way_leaves_nothing(register: Register, stop: type[BaseException]) -> None:
    def fail_half_way() -> None:
        with register.change("Add two", "anna") as change:
            change.add(Vendor, legal_name="Alder")
            change.add_many(Vendor, [{"legal_name": "Birch"}, {"legal_name": "Cedar"}])
            change.keep_file(b"certificate", "certificate.pdf")
            raise stop("half way")

    with pytest.raises(stop):
        fail_half_way()
    assert tables(register) == {}
    assert register.head()[0] == 0
    assert asked(register.path, "SELECT count(*) FROM search") == [(0,)]
    assert asked(register.path, "SELECT count(*) FROM file_blob") == [(0,)]
    with register.change("Go on", "anna") as change:
        change.add(Vendor, legal_name="Alder")
    assert register.verify() == []


@pytest.mark.parametrize("step", ["entry", "close"])
def test_what_cannot_be_journalled_is_not_stored(register: Register, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("no journal")

    def add() -> None:
        with register.change("Add", "anna") as change:
            change.add(Vendor, legal_name="Alder")

    with monkeypatch.context() as patched:
        patched.setattr(JournalWriter, step, fail)
        with pytest.raises(OSError, match="no journal"):
            add()
    assert tables(register) == {}
    add()
    assert register.verify() == []


def test_a_name_taken_twice_is_refused_in_words_and_nothing_of_the_change_stays(register: Register) -> None:
    def add_twice() -> None:
        with register.change("Add", "anna") as change:
            change.add(Person, name="Anna")
            change.add(Vendor, legal_name="Alder")
            change.add(Vendor, legal_name="Alder")

    with pytest.raises(RegisterError, match=r"already a record \(vendor\) with the same legal name"):
        add_twice()
    assert tables(register) == {}


def test_a_reference_to_nothing_is_refused_in_words_when_the_change_ends(register: Register) -> None:
    with pytest.raises(RegisterError, match=r"A record \(service\) refers to another \(vendor\) that is not in"), \
            register.change("Add", "anna") as change:
        change.add(Service, vendor_id=999, name="Hosting")
    assert tables(register) == {}


def test_a_reference_may_point_forward_within_one_change(register: Register) -> None:
    with register.change("Add", "anna") as change:
        service = change.add(Service, vendor_id=5, name="Hosting")
        change.add(Vendor, id=5, legal_name="Alder")
    assert tables(register)["service"][service]["vendor_id"] == 5
    assert register.verify() == []


def test_a_full_disk_is_said_in_words_and_changes_nothing(register: Register) -> None:
    with register.change("Add Alder", "anna") as change:
        change.add(Vendor, legal_name="Alder")

    def fill_the_disk() -> None:
        with register.change("Keep", "anna") as change:
            pages = change.connection.exec_driver_sql("PRAGMA page_count").scalar()
            change.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
            change.add(Vendor, legal_name="Birch")
            change.keep_file(bytes(200_000), "large.pdf")

    with pytest.raises(RegisterError, match=r"no room left on the disk of own\.register"):
        fill_the_disk()
    assert names(register) == ["Alder"]
    assert register.verify() == []


def test_a_change_that_did_nothing_leaves_no_trace(register: Register) -> None:
    with register.change("Add Alder", "anna") as change:
        vendor = change.add(Vendor, legal_name="Alder")
    with register.change("Look", "anna") as change:
        assert change.update(Vendor, vendor, legal_name="Alder") is False
    assert register.head()[0] == 1


def test_the_journal_s_time_never_goes_backwards(register: Register, clock) -> None:
    with register.change("Add Alder", "anna") as change:
        change.add(Vendor, legal_name="Alder")
    clock.pass_days(-3)
    with register.change("Add Birch", "anna") as change:
        change.add(Vendor, legal_name="Birch")
    moments = [row[0] for row in asked(register.path, "SELECT at FROM journal_change ORDER BY n")]
    assert moments == sorted(moments)
    assert register.verify() == []


def test_deleting_what_others_refer_to_is_refused_naming_them(register: Register) -> None:
    with register.change("Add", "anna") as change:
        vendor = change.add(Vendor, legal_name="Alder")
        other_name = change.add(VendorName, vendor_id=vendor, name="Alder Cloud")
        evidence = change.add(Evidence, kind=EvidenceKind.OTHER, title="Letter")
        linked = change.add(EvidenceLink, evidence_id=evidence, noun="vendor", record_id=vendor)
    refused = r"This vendor cannot be deleted while something else refers to it \(other name of a vendor\)"
    with pytest.raises(RegisterError, match=refused), register.change("Delete", "anna") as change:
        change.delete(Vendor, vendor)
    with register.change("Delete name", "anna") as change:
        change.delete(VendorName, other_name)
    with pytest.raises(RegisterError, match=r"refers to it \(evidence link\)"), register.change("Delete", "anna") as change:
        change.delete(Vendor, vendor)
    with register.change("Delete both", "anna") as change:
        change.delete(EvidenceLink, linked)
        change.delete(Vendor, vendor)
    assert names(register) == []


def test_a_record_that_refers_to_itself_can_be_deleted(register: Register) -> None:
    with register.change("Add", "anna") as change:
        alder = change.add(Vendor, legal_name="Alder")
        change.update(Vendor, alder, ultimate_parent_id=alder)
    with register.change("Delete", "anna") as change:
        change.delete(Vendor, alder)
    assert names(register) == []
    register.undo("anna")
    assert names(register) == ["Alder"]


def test_what_is_gone_meanwhile_is_refused_in_words(register: Register) -> None:
    with pytest.raises(RegisterError, match="This vendor is no longer in the register"), register.change("Edit", "anna") as change:
        change.update(Vendor, 1, legal_name="Alder")


def _answer(register: Register) -> int:
    with register.change("Add", "anna") as change:
        vendor = change.add(Vendor, legal_name="Alder")
        questions = change.add(QuestionSet, family="own")
        question = change.add(Question, question_set_id=questions, question_id="A-1", text="Do you?")
        sent = change.add(Questionnaire, vendor_id=vendor, question_set_id=questions)
        return change.add(Answer, questionnaire_id=sent, question_id=question, verdict=Verdict.YES)


def test_answers_can_be_neither_changed_nor_deleted(register: Register) -> None:
    answer = _answer(register)
    with pytest.raises(TypeError), register.change("Edit", "anna") as change:
        change.update(Answer, answer, verdict=Verdict.NO)
    with pytest.raises(TypeError), register.change("Delete", "anna") as change:
        change.delete(Answer, answer)


def test_a_wrong_row_far_down_a_long_list_is_named_by_its_place_in_the_list(register: Register) -> None:
    rows = ({"legal_name": f"Vendor {number}" if number != 7003 else ""} for number in range(1, 7500))
    with pytest.raises(DraftError, match="Row 7,003"), register.change("Import", "anna") as change:
        change.add_many(Vendor, rows)
    assert names(register) == []


def test_the_same_bytes_are_kept_once(register: Register) -> None:
    with register.change("Keep", "anna") as change:
        first = change.keep_file(b"certificate", "a.pdf")
        assert change.keep_file(b"certificate", "b.pdf") == first
    assert register.file(first) == b"certificate"
    with pytest.raises(RegisterError, match="is not kept in this register"):
        register.file("0" * 64)


def test_what_is_searched_is_found_without_its_accents_and_follows_every_change(register: Register) -> None:
    def found(words: str) -> list[str]:
        with register.read() as connection:
            return [row[3] for row in search.find(connection, words)]

    with register.change("Add", "anna") as change:
        vendor = change.add(Vendor, legal_name="Électre Services")
        change.add(Vendor, legal_name="zero\u200bwidth GmbH")
    assert found("electre") == ["Électre Services"]
    assert found("ÉLECT serv") == ["Électre Services"]
    assert found("zerowidth") == ["zerowidth GmbH"]
    assert found('"; DROP * - ( electre') == []
    assert found("- ! *") == []
    with register.change("Rename", "anna") as change:
        change.update(Vendor, vendor, legal_name="Alder", stage=Stage.ACTIVE)
    assert (found("electre"), found("alder")) == ([], ["Alder"])
    register.undo("anna")
    assert (found("electre"), found("alder")) == (["Électre Services"], [])
    with register.change("Delete", "anna") as change:
        change.delete(Vendor, vendor)
    assert found("electre") == []
    register.undo("anna")
    assert found("electre") == ["Électre Services"]


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=40), st.integers(0, 2**40))
def test_ids_are_never_zero_never_repeat_and_fit_in_53_bits(sizes: list[int], first: int) -> None:
    draws = iter(range(first, first + 1000))
    allocator = IdAllocator(lambda: next(draws))
    ids = [record for size in sizes for record in allocator.take(size)]
    assert len(set(ids)) == len(ids)
    assert 0 < min(ids) <= max(ids) < 2**53


def test_two_openings_draw_ids_that_never_meet_and_a_seed_draws_the_same_again() -> None:
    one, other = IdAllocator(), IdAllocator()
    assert one.take()[0] >> COUNTER_BITS != other.take()[0] >> COUNTER_BITS
    assert IdAllocator.seeded(7).take(3) == IdAllocator.seeded(7).take(3)
    with pytest.raises(ValueError):
        IdAllocator.seeded(7).take(2**COUNTER_BITS + 1)


def test_a_prefix_that_a_register_used_before_is_drawn_again(register: Register, tmp_path: Path) -> None:
    with register.change("Add", "anna") as change:
        change.add_many(Vendor, [{"legal_name": "Alder"}, {"legal_name": "Birch"}])
    used = next(iter(tables(register)["vendor"])) >> COUNTER_BITS
    register.undo("anna")
    register.close()
    draws = iter([used, used, 77, 78])
    with Register.open(register.path, allocator=IdAllocator(lambda: next(draws))) as opened:
        with opened.change("Add", "anna") as change:
            cedar, elm = change.add(Vendor, legal_name="Cedar"), change.add(Vendor, legal_name="Elm")
        assert (cedar >> COUNTER_BITS, elm >> COUNTER_BITS) == (77, 77)


def test_a_change_within_a_change_is_a_defect_that_shows_at_once(register: Register) -> None:
    def nest() -> None:
        with register.change("Outer", "anna") as change, register.change("Inner", "anna"):
            change.add(Vendor, legal_name="Alder")

    with pytest.raises(RuntimeError, match="a change within a change"):
        nest()
    with register.change("Next", "anna") as change:
        change.add(Vendor, legal_name="Alder")
    assert names(register) == ["Alder"]


def test_a_prefix_of_zero_is_not_used() -> None:
    assert IdAllocator(lambda: 0).take()[0] > 0


def test_a_backup_taken_while_the_register_is_open_holds_the_newest_work_in_one_file(register: Register, tmp_path: Path) -> None:
    from risk_register.operations.registers import back_up

    with register.change("Add", "anna") as change:
        change.add(Vendor, legal_name="V-999")
    target = back_up(register.path, tmp_path / "backups.register")
    connection = sqlite3.connect(f"file:{target}?mode=ro", uri=True)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("SELECT legal_name FROM vendor").fetchall() == [("V-999",)]
    connection.close()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("backups")] == ["backups.register"]
    with Register.open(target) as copy:
        assert copy.verify() == []
        assert copy.head() == register.head()
    with pytest.raises(RegisterError, match="exists already"):
        back_up(register.path, target)
