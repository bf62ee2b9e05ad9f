"""A vendor's file taken in: what is stored, what is refused, and what a second round shows."""

import hashlib
import json
from pathlib import Path

import pytest

from risk_register.errors import Cancelled, RegisterError
from risk_register.model.parties import Vendor
from risk_register.operations import facts, questionnaires
from risk_register.operations.history_words import after_words
from risk_register.operations.journal import history
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.vendors import add_vendor
from risk_register.store import Register
from risk_register.store.journal import reason_text
from risk_register.texts import Language, Text
from tests.operations.conftest import ROWS, Form


@pytest.fixture
def alder(register: Register) -> int:
    return add_vendor(register, {"legal_name": "Alder"}, "anna")


def _count(register: Register, table: str) -> int:
    with register.read() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() or 0)


def test_every_answer_is_stored_with_its_words_and_place_and_the_file_beside_it(
        register: Register, alder: int, form: Form) -> None:
    path = form()
    outcome = import_questionnaire(register, path, vendor_id=alder, actor="anna")
    assert (outcome.vendor, outcome.questions, outcome.file_sha256) == (
        "Alder", 4, hashlib.sha256(path.read_bytes()).hexdigest())
    assert {key: count for key, count in outcome.counts.items() if count} == {"yes": 1, "no": 1, "partial": 1, "unanswered": 1}
    [stored] = facts.rounds(register, alder)
    assert (stored.id, stored.file_name, stored.received_on) == (outcome.questionnaire_id, "form.csv", register.today())
    assert register.file(outcome.file_sha256) == path.read_bytes()
    answers = facts.answers(register, stored.id)
    assert [(answer.question_id, answer.question, answer.words) for answer in answers] == [tuple(row) for row in ROWS]
    assert [answer.cell for answer in answers][:2] == ["C2", "C3"]
    assert register.verify() == []


def test_a_trial_stores_nothing_and_says_the_same(register: Register, alder: int, form: Form) -> None:
    before = register.head()
    trial = import_questionnaire(register, form(), vendor_id=alder, actor="anna", dry_run=True)
    assert register.head() == before
    assert _count(register, "answer") == _count(register, "file_blob") == 0
    assert trial.questionnaire_id is None
    real = import_questionnaire(register, form(), vendor_id=alder, actor="anna")
    assert (trial.counts, trial.file_sha256, trial.questions) == (real.counts, real.file_sha256, real.questions)


def test_the_same_file_again_is_refused_kindly_and_changes_nothing(register: Register, alder: int, form: Form) -> None:
    import_questionnaire(register, form(), vendor_id=alder, actor="anna")
    before = register.head()
    with pytest.raises(RegisterError, match=r"form\.csv was imported for Alder before, on 2 March 2026"):
        import_questionnaire(register, form(), vendor_id=alder, actor="anna")
    assert register.head() == before


def test_a_second_round_says_what_changed_since_the_last(register: Register, alder: int, form: Form) -> None:
    import_questionnaire(register, form(), vendor_id=alder, actor="anna")
    second = import_questionnaire(register, form("again.csv", A_2="Yes", A_4="No"), vendor_id=alder, actor="anna")
    assert [(change["question_id"], change["what"], change["before"], change["after"]) for change in second.changed_since_last] == [
        ("A-2", "answer", "No", "Yes"), ("A-4", "answer", "", "No")]
    assert _count(register, "question_set") == 1
    assert _count(register, "question") == 4
    third = import_questionnaire(register, form("third.csv", A_2="Yes"), vendor_id=alder, actor="anna")
    assert [change["question_id"] for change in third.changed_since_last] == ["A-4"]


def test_of_two_rounds_on_one_day_the_later_import_is_the_latest_whatever_the_ids(
        tmp_path: Path, register: Register, alder: int, form: Form) -> None:
    from risk_register.store.ids import IdAllocator

    clock = register.clock
    register.close()
    for prefix, answer in ((900, "No"), (5, "Yes")):
        with Register.open(register.path, clock=clock, allocator=IdAllocator.seeded(prefix)) as opened:
            import_questionnaire(opened, form(f"{prefix}.csv", A_1=answer), vendor_id=alder, actor="anna")
    with Register.open(register.path, clock=clock) as opened:
        latest = facts.rounds(opened, alder)[0]
        assert latest.file_name == "5.csv"
        assert facts.answers(opened, latest.id)[0].words == "Yes"


def test_two_vendors_with_the_same_form_share_its_questions(register: Register, alder: int, form: Form) -> None:
    birch = add_vendor(register, {"legal_name": "Birch"}, "anna")
    untidy = [(key, f"  {question}\n", answer) for key, question, answer in ROWS]
    import_questionnaire(register, form("alder.csv", untidy), vendor_id=alder, actor="anna")
    import_questionnaire(register, form("birch.csv", untidy, A_1="No"), vendor_id=birch, actor="anna")
    assert (_count(register, "question_set"), _count(register, "question"), _count(register, "answer")) == (1, 4, 8)


def test_a_new_vendor_is_added_in_the_same_change_and_goes_with_it(register: Register, form: Form) -> None:
    before = register.head()[0]
    outcome = import_questionnaire(register, form(), new_vendor="Cedar", actor="anna")
    assert outcome.vendor_id is not None
    assert register.head()[0] == before + 1
    assert (_count(register, "vendor"), _count(register, "questionnaire")) == (1, 1)
    register.undo("anna")
    assert (_count(register, "vendor"), _count(register, "questionnaire"), _count(register, "answer")) == (0, 0, 0)
    register.redo("anna")
    assert (_count(register, "vendor"), _count(register, "answer")) == (1, 4)


@pytest.mark.parametrize("after", range(6))
def test_stopping_in_the_middle_stores_nothing_and_after_the_end_changes_nothing(
        register: Register, alder: int, form: Form, after: int) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    before = register.head()
    try:
        import_questionnaire(register, form(), vendor_id=alder, actor="anna", cancelled=cancelled)
    except (Cancelled, RegisterError):
        assert register.head() == before
        assert _count(register, "answer") == _count(register, "questionnaire") == 0
    else:
        assert register.head()[0] == before[0] + 1
        assert _count(register, "answer") == 4


def test_a_person_who_stops_when_all_is_stored_is_not_told_that_nothing_was(register: Register, alder: int, form: Form) -> None:
    def cancelled() -> bool:
        return register.head()[0] > before

    before = register.head()[0]
    assert import_questionnaire(register, form(), vendor_id=alder, actor="anna", cancelled=cancelled).questionnaire_id


@pytest.mark.parametrize("dry_run", [True, False])
def test_progress_only_grows_and_ends_at_the_end(register: Register, alder: int, form: Form, *, dry_run: bool) -> None:
    seen: list[tuple[int, int, Text]] = []
    import_questionnaire(register, form(), vendor_id=alder, actor="anna", dry_run=dry_run,
                         progress=lambda done, of, words: seen.append((done, of, words)))
    done = [step[0] for step in seen]
    assert done == sorted(set(done))
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1]
    assert str(seen[0][2]) == "Reading form.csv"


@pytest.mark.parametrize("content", [b"", b"ID,Question,Answer\n", b"just words", b"\x00\x01\x02" * 50])
def test_a_file_without_answers_is_refused_naming_it_and_changes_nothing(
        register: Register, alder: int, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    before = register.head()
    with pytest.raises(RegisterError, match=r"odd\.csv"):
        import_questionnaire(register, path, vendor_id=alder, actor="anna")
    assert register.head() == before


def test_a_file_saved_anew_while_it_is_read_is_refused(
        register: Register, alder: int, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    path = form()
    read = questionnaires.arrival

    def slowly(*values: object, **named: object) -> object:
        found = read(*values, **named)
        form(A_1="No")
        return found

    monkeypatch.setattr(questionnaires, "arrival", slowly)
    with pytest.raises(RegisterError, match="was changed while it was read"):
        import_questionnaire(register, path, vendor_id=alder, actor="anna")
    assert _count(register, "questionnaire") == 0


def test_a_vendor_that_is_gone_is_refused_in_words(register: Register, alder: int, form: Form) -> None:
    with register.change("Delete", "anna") as change:
        change.delete(Vendor, alder)
    with pytest.raises(RegisterError, match="There is no vendor with the id"):
        import_questionnaire(register, form(), vendor_id=alder, actor="anna")


def test_a_real_file_becomes_a_round_with_every_answer(register: Register, alder: int, shared: Path) -> None:
    path = shared / "questionnaires/caiq-4.0.3-answered/instructure-caiq-4.0.3.xlsx"
    outcome = import_questionnaire(register, path, vendor_id=alder, actor="anna")
    assert outcome.family == "caiq"
    assert outcome.questions == 261
    assert sum(outcome.counts.values()) == 261
    assert len(facts.answers(register, outcome.questionnaire_id or 0)) == 261
    earlier = shared / "questionnaires/caiq-4.0.2-answered/instructure-caiq-4.0.2.xlsx"
    with pytest.raises(RegisterError, match="was imported for Alder before"):
        import_questionnaire(register, path, vendor_id=alder, actor="anna")
    other = import_questionnaire(register, earlier, vendor_id=alder, actor="anna", dry_run=True)
    assert len([change for change in other.changed_since_last if change["what"] == "notes"]) == 47
    assert register.verify() == []


def test_why_a_cell_was_not_understood_is_kept_so_that_it_reads_in_either_language(
        register: Register, alder: int, tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text("ID,Question,Answer\nA-1,Do you encrypt?,Yes\nA-2,Do you log?,No\n,,perhaps\n", encoding="utf-8")
    outcome = import_questionnaire(register, path, vendor_id=alder, actor="anna")
    [stored] = facts.rounds(register, alder)
    kept = json.loads(stored.summary or "")
    reasons = [reason_text(item["reason"]) for item in (*kept["unmapped"], *kept["problems"])]
    assert reasons
    assert [reason.render("fr") for reason in reasons] == [reason.render("fr") for *_place, reason in outcome.unmapped]
    assert all(reason.render("fr") != reason.render("en") for reason in reasons)


@pytest.mark.parametrize(("language", "said"), [
    ("en", "particulars kept by the import"), ("fr", "renseignements conservés par l'import")])
def test_the_history_of_a_round_spares_its_reader_what_the_program_keeps_for_itself(
        register: Register, alder: int, form: Form, language: Language, said: str) -> None:
    outcome = import_questionnaire(register, form(), vendor_id=alder, actor="anna")
    [row] = [row for row in history(register, record=outcome.questionnaire_id) if row.field == "summary"]
    assert after_words(row, language) == said
