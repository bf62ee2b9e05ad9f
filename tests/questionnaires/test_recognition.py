"""Families are recognised by structure; doubt is said, never settled in silence."""

import re
from collections.abc import Callable
from datetime import date, time

import pytest

from risk_register.errors import RegisterError
from risk_register.intake.values import Sheet, Workbook
from risk_register.model.vocabulary import ControlDomain, Polarity
from risk_register.questionnaires import FAMILIES, Flag, adverse, family, own_set, read_questionnaire, recognise

At = Callable[[str], Workbook]
SheetOf = Callable[..., Sheet]
BookOf = Callable[..., Workbook]


def _caiq_rows(count: int = 30) -> list[list[str | None]]:
    head: list[list[str | None]] = [["v4.0.3", "A questionnaire"], [
        "Question ID", "Question", "CSP CAIQ Answer", "SSRM Control Ownership",
        "CSP Implementation Description (Optional/Recommended)",
        "CSC Responsibilities"]]
    return head + [[f"IAM-{number:02}.1", f"Question {number}?", "Yes", "CSP-owned", None, None] for number in range(1, count + 1)]


HECVAT_4 = {
    "START HERE": [
        [None], ["HECVAT Solution Provider Response", None, None, None, None, "Version 4.1.4"],
        ["Date Completed", None, date(2025, 5, 6)], [" General Information"],
        ["GNRL-01", "Solution Provider Name", "Acme"], ["GNRL-02", "Solution Name", "Acme Learn"],
        [" Company Information", None, "Answer", "Additional Information", "Guidance", "Analyst Notes"],
        ["COMP-01", "A team?", "Yes", "Twelve people", "Say how many", None],
        [" Required Questions", None, "Answer", "Additional Information", "Guidance", "Analyst Notes"],
        ["REQU-01", "Cloud?", "Yes", None, "", None]],
    "Privacy": [
        [" General Information", None, "Answer"], ["GNRL-01", "Solution Provider Name", "Acme"],
        [" Required Questions", None, "Answer", None, "Guidance"], ["REQU-01", "Cloud?", "Yes"],
        [" Privacy", None, "Answer", "Additional Information", "Guidance"],
        ["PDAT-01", "Sold on?", "Yes", "to nobody we know"], ["PRPO-09", "Kept for ever?", None, "N/A"]],
    "Questions": [
        ["How this sheet works"], ["New ID", "Question", "Compliant Response", "Default Weight"],
        ["COMP-01", "A team?", "Yes", 10], ["PDAT-01", "Sold on?", "No", 20], ["PRPO-09", "Kept for ever?", "No", 5],
        ["REQU-01", "Cloud?", "Not scored", None]],
}


@pytest.fixture
def hecvat_4(sheet_of: SheetOf, book_of: BookOf) -> Workbook:
    return book_of(*(sheet_of(rows, name, hidden=name == "Questions") for name, rows in HECVAT_4.items()))


def test_the_reasons_name_sheet_column_and_series(workbook_at: At) -> None:
    candidate = recognise(workbook_at("questionnaires/caiq-4.0.3-answered/instructure-caiq-4.0.3.xlsx"))[0]
    assert candidate.family.name == "caiq"
    assert [str(reason) for reason in candidate.reasons] == ["Sheet CAIQv4.0.3, id column A, 261 ids of the 4.0.3 series."]


def test_other_ways_to_read_a_file_are_offered_after_the_best(sheet_of: SheetOf, book_of: BookOf) -> None:
    found = recognise(book_of(sheet_of(_caiq_rows())))
    assert [candidate.family.name for candidate in found] == ["caiq", "plain_table"]
    assert found[0].score > found[1].score


def test_a_person_may_choose_another_family(sheet_of: SheetOf, book_of: BookOf) -> None:
    assert read_questionnaire(book_of(sheet_of(_caiq_rows())), "plain_table").family == "plain_table"


def test_a_family_that_does_not_fit_or_does_not_exist_is_refused(sheet_of: SheetOf, book_of: BookOf) -> None:
    workbook = book_of(sheet_of(_caiq_rows()))
    with pytest.raises(RegisterError, match="does not have the structure of HECVAT"):
        read_questionnaire(workbook, "hecvat")
    with pytest.raises(RegisterError, match=r"own, caiq, caiq3, .*, plain_table"):
        read_questionnaire(workbook, "horoscope")


def test_two_forms_in_one_file_are_not_guessed_between(sheet_of: SheetOf, book_of: BookOf) -> None:
    two = book_of(sheet_of(_caiq_rows(), "This year"), sheet_of(_caiq_rows(), "Last year"))
    with pytest.raises(RegisterError, match=re.escape("(sheet This year) or")):
        read_questionnaire(two)


def test_caiq_rows_that_carry_no_id_of_the_series_are_listed_when_answered(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [*_caiq_rows(), ["extra", "And one of ours?", "Yes"], ["End of Standard"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert len(read.answers) == 30
    assert [(cell.cell, cell.text) for cell in read.unmapped] == [("A33", "extra"), ("B33", "And one of ours?"), ("C33", "Yes")]


def test_hecvat_4_counts_an_id_once_and_takes_polarity_and_weight_from_its_questions(hecvat_4: Workbook) -> None:
    read = read_questionnaire(hecvat_4)
    assert (read.title, read.vendor_name, read.product, read.completed_on) == (
        "HECVAT 4.1.4", "Acme", "Acme Learn", date(2025, 5, 6))
    assert [(answer.question_id, answer.sheet, answer.cell, answer.polarity, answer.weight) for answer in read.answers] == [
        ("COMP-01", "START HERE", "C8", Polarity.YES_IS_GOOD, 10), ("REQU-01", "START HERE", "C10", Polarity.NEUTRAL, 1),
        ("PDAT-01", "Privacy", "C6", Polarity.NO_IS_GOOD, 20), ("PRPO-09", "Privacy", "C7", Polarity.NO_IS_GOOD, 5)]
    assert [answer.question_id for answer in read.answers if adverse(answer)] == ["PDAT-01"]
    assert read.answers[3].flags == (Flag.NOTE_WITHOUT_ANSWER, Flag.NOT_APPLICABLE_IN_NOTE)
    assert read.answers[2].domain is ControlDomain.PRIVACY
    assert not read.unmapped


def test_a_hecvat_4_without_its_questions_sheet_still_knows_the_good_answers(sheet_of: SheetOf, book_of: BookOf) -> None:
    sheets = [sheet_of(rows, name) for name, rows in HECVAT_4.items() if name != "Questions"]
    read = read_questionnaire(book_of(*sheets))
    assert [answer.question_id for answer in read.answers if adverse(answer)] == ["PDAT-01"]
    assert next(answer for answer in read.answers if answer.question_id == "REQU-01").polarity is Polarity.NEUTRAL


def test_a_copy_on_a_later_sheet_that_answers_otherwise_is_not_lost(sheet_of: SheetOf, book_of: BookOf) -> None:
    sheets = {name: [list(row) for row in rows] for name, rows in HECVAT_4.items()}
    sheets["Privacy"][3][2] = "No"
    read = read_questionnaire(book_of(*(sheet_of(rows, name, hidden=name == "Questions") for name, rows in sheets.items())))
    assert [(cell.sheet, cell.cell, cell.text) for cell in read.unmapped] == [("Privacy", "C4", "No")]


def test_an_empty_date_cell_that_shows_midnight_is_no_date(sheet_of: SheetOf, book_of: BookOf) -> None:
    sheets = {name: [list(row) for row in rows] for name, rows in HECVAT_4.items()}
    sheets["START HERE"][2][2] = time(0, 0)
    read = read_questionnaire(book_of(*(sheet_of(rows, name) for name, rows in sheets.items())))
    assert read.completed_on is None


def test_our_own_set_covers_every_control_domain_in_both_languages() -> None:
    questions = own_set().questions
    assert 55 <= len(questions) <= 75
    assert len({question.id for question in questions}) == len(questions)
    assert {question.domain for question in questions} == set(ControlDomain) - {ControlDomain.OTHER}
    assert sum(question.polarity is Polarity.NO_IS_GOOD for question in questions) >= 8
    assert all(question.wording("en") != question.wording("fr") and 1 <= question.weight <= 3 for question in questions)


@pytest.mark.parametrize("headings", [["id", "question", "answer", "comment"], ["id", "question", "réponse", "commentaire"]])
def test_our_own_questions_are_recognised_by_their_ids_when_they_come_back(
        headings: list[str], sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [[question.id, question.en, "No", "as agreed"] for question in own_set().questions]
    read = read_questionnaire(book_of(sheet_of([headings, *rows])))
    assert (read.family, read.version, len(read.answers)) == ("own", own_set().version, len(rows))
    known = {question.id: question for question in own_set().questions}
    for answer in read.answers:
        question = known[answer.question_id]
        assert (answer.domain, answer.weight, answer.polarity) == (question.domain, question.weight, question.polarity)
        assert adverse(answer) == (question.polarity is Polarity.YES_IS_GOOD)


def test_a_vendor_cannot_reweigh_our_questions(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [[question.id, question.en, "No", 0, "No"] for question in own_set().questions]
    read = read_questionnaire(book_of(sheet_of([["id", "question", "answer", "weight", "expected answer"], *rows])))
    assert [(answer.weight, answer.polarity) for answer in read.answers] == [
        (question.weight, question.polarity) for question in own_set().questions]
    assert read.answers[0].extra == {"weight": "0", "expected answer": "No"}


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_has_its_label_in_both_languages(name: str) -> None:
    assert family(name).label("en")
    assert family(name).label("fr")
