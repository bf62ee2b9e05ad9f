"""The reviewer's pass: last time beside, one undo for each decision; and the letters that follow from it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.exchange.questionnaires_out import Request, issue
from risk_register.model.parties import Contact, Person
from risk_register.model.questionnaires import Questionnaire
from risk_register.model.vocabulary import ContactPurpose, ReviewerVerdict, RoundStanding, RoundState
from risk_register.operations import facts
from risk_register.operations.journal import undo
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.registers import create_register
from risk_register.operations.reminders import owner_reminder, vendor_reminder
from risk_register.operations.reviewing import Judgement, judge, review_sheet, take_over
from risk_register.operations.rounds import finish_review, late_rounds, note_reminded, reopen_review, round_lines
from risk_register.operations.vendors import add_vendor
from risk_register.store import Register
from tests.operations.conftest import Form


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    with create_register(tmp_path / "own.register", organisation="Northwind", actor="anna", clock=clock) as made:
        yield made


@pytest.fixture
def alder(register: Register) -> int:
    with register.change("Person", "anna") as change:
        owner = change.add(Person, name="Ben Ott", email="ben@example.org")
    vendor_id = add_vendor(register, {"legal_name": "Alder", "owner_id": owner, "country": "FR"}, "anna")
    with register.change("Contact", "anna") as change:
        change.add(Contact, vendor_id=vendor_id, purpose=ContactPurpose.SECURITY, email="soc@example.org")
        change.add(Contact, vendor_id=vendor_id, purpose=ContactPurpose.QUESTIONNAIRE, name="Zoë", email="zoe@example.org")
    return vendor_id


@pytest.fixture
def second(register: Register, alder: int, form: Form) -> int:
    """Alder's second round, which answers A-2 otherwise."""
    first = import_questionnaire(register, form(), vendor_id=alder, actor="anna").questionnaire_id or 0
    lines = review_sheet(register, first).lines
    judge(register, {line.id: Judgement(ReviewerVerdict.SATISFACTORY, "as before") for line in lines[:3]}, "anna")
    return import_questionnaire(register, form("again.csv", A_2="Yes"), vendor_id=alder, actor="anna").questionnaire_id or 0


def test_last_times_answer_stands_beside_and_what_changed_is_told(register: Register, second: int) -> None:
    sheet = review_sheet(register, second)
    assert [(line.answer.words, line.before.words if line.before else None, line.changed) for line in sheet.lines] == [
        ("Yes", "Yes", False), ("Yes", "No", True), ("Partially", "Partially", False), ("", "", False)]
    assert sheet.lines[0].before is not None
    assert sheet.lines[0].before.reviewer_verdict == "satisfactory"
    assert (sheet.vendor, sheet.reviewed) == ("Alder", 0)


def test_each_judgement_is_one_undo_and_a_later_one_replaces_the_first(register: Register, second: int) -> None:
    first = review_sheet(register, second).lines[0].id
    judge(register, {first: Judgement(ReviewerVerdict.PARTIAL, "no date")}, "anna")
    judge(register, {first: Judgement(ReviewerVerdict.FOLLOW_UP, keeps_note=True)}, "anna")
    line = review_sheet(register, second).lines[0]
    assert (line.answer.reviewer_verdict, line.answer.reviewer_note) == ("follow_up", "no date")
    judge(register, {first: Judgement(note="ask again")}, "anna")
    assert review_sheet(register, second).lines[0].answer.reviewer_note == "ask again"
    undo(register, "anna")
    undo(register, "anna")
    assert review_sheet(register, second).lines[0].answer.reviewer_verdict == "partial"
    undo(register, "anna")
    assert review_sheet(register, second).reviewed == 0
    assert register.verify() == []


def test_a_note_needs_a_verdict(register: Register, second: int) -> None:
    with pytest.raises(RegisterError, match="before you write a note"):
        judge(register, {review_sheet(register, second).lines[0].id: Judgement(note="hm")}, "anna")


def test_unchanged_answers_may_be_judged_as_last_time_at_once(register: Register, second: int) -> None:
    assert take_over(register, second, "anna") == 2
    assert [line.answer.reviewer_verdict for line in review_sheet(register, second).lines] == [
        "satisfactory", None, "satisfactory", None]
    assert take_over(register, second, "anna") == 0
    [line] = [line for line in round_lines(register) if line.id == second]
    assert (line.answers, line.answered, line.reviewed, line.standing) == (4, 3, 2, RoundStanding.RECEIVED)


def test_a_finished_review_names_who_and_when_and_can_be_taken_up_again(register: Register, second: int) -> None:
    finish_review(register, second, "Ben Ott")
    found = next(each for each in facts.rounds(register) if each.id == second)
    assert (found.state, found.reviewed_on, found.reviewer) == ("reviewed", date(2026, 3, 2), "Ben Ott")
    reopen_review(register, second, "Ben Ott")
    assert next(each for each in facts.rounds(register) if each.id == second).state == "received"


def test_a_late_round_is_reminded_of_in_the_vendors_language_with_its_form(register: Register, alder: int, clock: Clock) -> None:
    [sent] = issue(register, Request((alder,), due_on=date(2026, 3, 20)), "anna")
    assert late_rounds(register) == []
    clock.now = datetime(2026, 3, 21, 9, tzinfo=UTC)
    assert [line.id for line in late_rounds(register)] == [sent.questionnaire_id]
    letter = vendor_reminder(register, sent.questionnaire_id)
    assert letter.to == ("Zoë <zoe@example.org>",)
    assert letter.language == "fr"
    for words in ("Alder", "2 mars 2026", "20 mars 2026", str(sent.questionnaire_id), "Ben Ott", "Northwind"):
        assert words in letter.body
    assert [sha for _, sha in letter.attachments] == [sent.sha256]
    note_reminded(register, [sent.questionnaire_id], "anna")
    assert facts.rounds(register)[0].reminded_on == date(2026, 3, 21)


def test_a_letter_about_answers_lists_what_is_missing_or_unclear_but_never_our_notes(register: Register, second: int) -> None:
    first = review_sheet(register, second).lines[0].id
    judge(register, {first: Judgement(ReviewerVerdict.FOLLOW_UP, "I do not believe them")}, "anna")
    letter = vendor_reminder(register, second, "en")
    assert "A-4 Do you log access?" in letter.body
    assert "A-1 Do you encrypt data at rest?" in letter.body
    assert "Your answer: Yes" in letter.body
    assert "believe" not in letter.body


def test_nothing_to_remind_of_is_said(register: Register, alder: int, form: Form) -> None:
    found = import_questionnaire(register, form(A_4="Yes"), vendor_id=alder, actor="anna").questionnaire_id or 0
    with pytest.raises(RegisterError, match="nothing to remind Alder of"):
        vendor_reminder(register, found)


def test_owners_are_told_what_is_due_with_their_vendors(register: Register, alder: int, clock: Clock) -> None:
    person = _person(register)
    with register.change("Send", "anna") as change:
        change.add(Questionnaire, vendor_id=alder, state=RoundState.SENT, sent_on=date(2026, 3, 2), due_on=date(2026, 3, 20))
    clock.now = datetime(2026, 3, 25, 9, tzinfo=UTC)
    letter = owner_reminder(register, person, "en")
    assert letter.to == ("Ben Ott <ben@example.org>",)
    assert "Alder" in letter.body
    assert "20 March 2026" in letter.body
    with register.change("Person", "anna") as change:
        other = change.add(Person, name="Eve")
    with pytest.raises(RegisterError, match="Nothing is due with the vendors of Eve"):
        owner_reminder(register, other, "en")


def _person(register: Register) -> int:
    from risk_register.operations.vendors import people

    return people(register)[0][0]
