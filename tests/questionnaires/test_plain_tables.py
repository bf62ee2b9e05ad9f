"""Tables of questions and answers that anyone might write: found by their headings, read to their end."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from risk_register.errors import RegisterError
from risk_register.intake.values import CellProblem, Problem, Sheet, Workbook
from risk_register.model.vocabulary import ControlDomain, Polarity
from risk_register.questionnaires import Flag, answer_ratio, read_questionnaire

At = Callable[[str], Workbook]
SheetOf = Callable[..., Sheet]
BookOf = Callable[..., Workbook]


def test_formulas_give_their_stored_result_and_say_where_there_is_none(workbook_at: At) -> None:
    read = read_questionnaire(workbook_at("cases/c06-formulas.xlsx"))
    answers = {answer.question_id: answer for answer in read.answers}
    assert {key: answer.answer for key, answer in answers.items()} == {
        "1": "Yes", "2": "No", "3": "Yes", "4": "", "5": "", "6": "Yes"}
    scores = {key: answer.extra.get("Score (0-5)") for key, answer in answers.items()}
    assert scores == {"1": "4", "2": "1", "3": "5", "4": "3", "5": None, "6": "2.5"}
    assert answers["4"].flags == (Flag.FORMULA_WITHOUT_RESULT,)
    assert answers["5"].flags == (Flag.ERROR_VALUE,)
    assert [(problem.cell, str(problem.reason)) for problem in read.problems] == [
        ("B5", "Column Answer: formula without a stored result."),
        ("B6", "Column Answer: the cell holds the error #N/A."),
        ("C6", "Column Score (0-5): the cell holds the error #DIV/0!.")]


def test_a_wrong_declared_size_hides_no_answer(workbook_at: At) -> None:
    read = read_questionnaire(workbook_at("cases/c07-wrong-dimension.xlsx"))
    assert [answer.question_id for answer in read.answers] == [f"Q-{number:02}" for number in range(1, 13)]
    assert {verdict.word: count for verdict, count in read.counts.items() if count} == {"yes": 4, "no": 4, "not_applicable": 4}


def test_merged_domains_blank_rows_and_titles_stop_nothing(workbook_at: At) -> None:
    read = read_questionnaire(workbook_at("cases/c08-merged-and-blank-rows.xlsx"))
    assert [(answer.section, answer.question_id, answer.answer) for answer in read.answers] == [
        ("Access", "A-1", "Yes"), ("Access", "A-2", "No"), ("Access", "A-3", "Yes"), ("Continuity", "B-1", "Partial"),
        ("Continuity", "B-2", "24"), ("Privacy", "C-1", "Yes")]
    assert [(str(skipped.reason), skipped.count) for skipped in read.skipped] == [
        ("titles and remarks above the headings", 1), ("blank rows", 3), ("section titles and remarks", 1)]
    assert [answer.domain for answer in read.answers[2:4]] == [ControlDomain.ACCESS, ControlDomain.CONTINUITY]
    assert read.title == "Supplier security questionnaire"


@pytest.mark.parametrize(("headings", "words", "verdicts"), [
    (["Réf", "Question", "Réponse", "Commentaire"], ["Oui", "Non", "Sans objet", "Partiellement"], "yes no not_applicable partial"),
    (["Referencia", "Pregunta", "Respuesta", "Observaciones"], ["Sí", "No", "No aplica", "Parcial"],
     "yes no not_applicable partial"),
    (["Nr.", "Frage", "Antwort", "Bemerkung"], ["Ja", "Nein", "Nicht zutreffend", "Teilweise"], "yes no not_applicable partial"),
    (["Question ID", "Question", "Vendor Response (Yes/No/NA)", "Comments:"], ["YES", "n/a", "1) Yes", "2) No"],
     "yes not_applicable yes no"),
    (["#", "Control question", "Supplier answer", "Evidence / Notes"], ["Met", "Unmet", "Partially supports", "Does not support"],
     "yes no partial no"),
])
def test_headings_and_answers_are_known_in_four_languages(
        headings: list[str], words: list[str], verdicts: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [[f"Q{number}", f"Question {number}?", word, f"note {number}"] for number, word in enumerate(words)]
    read = read_questionnaire(book_of(sheet_of([headings, *rows])))
    assert [answer.verdict.word for answer in read.answers] == verdicts.split()
    assert [answer.answer for answer in read.answers] == words
    assert [answer.notes for answer in read.answers] == [f"note {number}" for number in range(4)]


@pytest.mark.parametrize("words", [
    "Yes, except for the subsidiaries in Asia, where it is planned", "Yes (planned)", "4) AWS", "24", "None", "see annex",
    "No.2 applies"])
def test_words_that_are_more_than_a_choice_are_left_for_a_reviewer(words: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    read = read_questionnaire(book_of(sheet_of([["Ref", "Question", "Answer"], ["1", "Is it so?", words]])))
    assert [(answer.answer, answer.verdict.word) for answer in read.answers] == [(words, "text")]


@pytest.mark.parametrize("words", ["Choose an item.", "-- Select --", "Yes / No", "—", "Choisissez un élément"])
def test_a_choice_nobody_made_is_no_answer(words: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Ref", "Question", "Answer", "Notes"], ["1", "Is it so?", "Yes", None], ["2", "And so?", words, "in place"]]
    answer = read_questionnaire(book_of(sheet_of(rows))).answers[1]
    assert (answer.answer, answer.verdict.word, answer.flags) == (words, "unanswered", (Flag.NOTE_WITHOUT_ANSWER,))
    with pytest.raises(RegisterError, match="blank form"):
        read_questionnaire(book_of(sheet_of([rows[0], rows[2]])))


def test_columns_of_any_other_heading_are_kept_with_the_answer(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Ref", "Question", "Answer", "Risk", "", "Risk"], ["1", "Is it so?", "Yes", "High", "stray", "Low"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert read.answers[0].extra == {"Risk": "High", "E": "stray", "Risk (F)": "Low"}


def test_an_answer_beside_no_question_is_listed_as_not_understood(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Ref", "Question", "Answer"], ["1", "Is it so?", "Yes"], [None, None, "and this too"], ["2", "And so?", "No"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(cell.cell, cell.text, str(cell.reason)) for cell in read.unmapped] == [
        ("C3", "and this too", "The row holds no question.")]
    assert len(read.answers) == 2


def test_a_note_hidden_under_a_merged_answer_is_listed_and_is_no_note(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Ref", "Question", "Answer", "Notes"], ["1", "Is it so?", "Yes", "left from last year"]]
    read = read_questionnaire(book_of(sheet_of(rows, merged=[(1, 2, 1, 3)])))
    assert read.answers[0].notes == ""
    assert [(cell.cell, cell.text) for cell in read.unmapped] == [("D2", "left from last year")]


def test_a_column_of_expected_answers_says_which_answer_is_good(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Ref", "Question", "Answer", "Expected answer"], ["1", "Any breach?", "No", "No"], ["2", "Backups?", "Yes", None],
            ["3", "Which cloud?", "Yes", "any"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [answer.polarity for answer in read.answers] == [Polarity.NO_IS_GOOD, Polarity.YES_IS_GOOD, Polarity.NEUTRAL]


def test_weights_that_are_fractions_become_whole_in_the_same_proportion(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Ref", "Question", "Weight", "Answer"], ["1", "A?", Decimal("0.25"), "Yes"], ["2", "B?", "0,5", "No"],
            ["3", "C?", None, "Yes"], ["4", "D?", "heavy", "Yes"],
            ["5", "E?", "1E+50", "Yes"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [answer.weight for answer in read.answers] == [25, 50, 100, 100, 100]
    assert answer_ratio(read.answers) == Decimal(32500) / 375
    assert [(cell.cell, cell.text) for cell in read.unmapped] == [("C5", "heavy"), ("C6", "1E+50")]


@pytest.mark.parametrize("heading", ["Question", "Questions to the vendor"])
def test_columns_to_mark_give_the_marked_choice(heading: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Ref", heading, "Yes", "No", "N/A", "Comments"], ["1", "A?", "x", None, None, None],
            ["2", "B?", None, "X", None, None], ["3", "C?", None, None, "✓", None],
            ["4", "D?", "x", "x", None, None], ["5", "E?", None, None, None, None]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.cell, answer.answer, answer.verdict.word) for answer in read.answers] == [
        ("C2", "Yes", "yes"), ("D3", "No", "no"), ("E4", "N/A", "not_applicable"), ("C5", "Yes: x; No: x", "text"),
        ("C6", "", "unanswered")]


def test_a_choice_written_out_in_its_own_column_is_a_mark(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Ref", "Question", "Yes", "No", "N/A"], ["1", "A?", "Yes", None, None], ["2", "B?", None, "No", None],
            ["3", "C?", None, None, "n/a"], ["4", "D?", None, "Yes", None], ["5", "E?", "No", None, None]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [answer.verdict.word for answer in read.answers] == ["yes", "no", "not_applicable", "text", "text"]


def test_a_column_headed_no_is_a_choice_beside_yes_and_else_a_number(sheet_of: SheetOf, book_of: BookOf) -> None:
    doubtful = read_questionnaire(book_of(sheet_of([["Question", "Yes", "No"], ["A?", None, "Yes"], ["B?", "Yes", None]])))
    assert [(answer.answer, answer.verdict.word) for answer in doubtful.answers] == [("No: Yes", "text"), ("Yes", "yes")]
    marked = read_questionnaire(book_of(sheet_of([["Question", "Yes", "No"], ["A?", None, "x"]])))
    assert [(answer.question_id, answer.verdict.word) for answer in marked.answers] == [("", "no")]
    numbered = read_questionnaire(book_of(sheet_of([["No", "Question", "Answer"], [7, "A?", "Yes"]])))
    assert [(answer.question_id, answer.verdict.word) for answer in numbered.answers] == [("7", "yes")]


def test_first_answers_of_yes_and_no_side_by_side_are_not_taken_for_columns_to_mark(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Ref", "Question", "Answer", "Last year"], ["1", "A?", "Yes", "No"], ["2", "B?", "No", "Yes"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [answer.verdict.word for answer in read.answers] == ["yes", "no"]


def test_particulars_above_the_table_and_on_a_cover_are_found(sheet_of: SheetOf, book_of: BookOf) -> None:
    cover = sheet_of([["Vendor", "Acme GmbH"], ["Date completed", date(2025, 3, 4)]], "Cover")
    table = sheet_of([["Service: Acme Mail"], [None], ["Ref", "Question", "Answer"], ["1", "A?", "Yes"]], "Questions")
    read = read_questionnaire(book_of(cover, table))
    assert (read.vendor_name, read.product, read.completed_on) == ("Acme GmbH", "Acme Mail", date(2025, 3, 4))
    assert [(entry.label, entry.sheet, entry.cell) for entry in read.metadata] == [
        ("Vendor", "Cover", "B1"), ("Date completed", "Cover", "B2"), ("Service", "Questions", "A1")]


def test_particulars_may_share_a_cell_and_be_named_in_other_words(sheet_of: SheetOf, book_of: BookOf) -> None:
    table = sheet_of([["Organisation name:", "Acme", None, "Solution name", "Acme Mail"],
                      ["Prepared by: Head of IT\nLast updated: 2026-02-03"],
                      ["Ref", "Question", "Answer"], ["1", "A?", "Yes"]])
    read = read_questionnaire(book_of(table))
    assert (read.vendor_name, read.product, read.completed_on) == ("Acme", "Acme Mail", date(2026, 2, 3))
    assert ("contact", "Head of IT") in [(entry.key, entry.value) for entry in read.metadata]


def test_a_row_of_labels_is_no_pair_of_label_and_value(sheet_of: SheetOf, book_of: BookOf) -> None:
    table = sheet_of([["Vendor", "Product"], ["Question", "Answer"], ["A?", "Yes"]])
    read = read_questionnaire(book_of(table))
    assert (read.vendor_name, read.metadata) == ("", ())


def test_a_date_that_could_be_two_days_is_left_open(sheet_of: SheetOf, book_of: BookOf) -> None:
    table = sheet_of([["Date", "03/04/2025"], ["Question", "Answer"], ["A?", "Yes"]])
    assert read_questionnaire(book_of(table)).completed_on is None


def test_headings_repeated_further_down_are_not_answers(sheet_of: SheetOf, book_of: BookOf) -> None:
    headings = ["Ref", "Question", "Answer"]
    read = read_questionnaire(book_of(sheet_of([headings, ["1", "A?", "Yes"], ["Part two"], headings, ["2", "B?", "No"]])))
    assert [(answer.question_id, answer.section) for answer in read.answers] == [("1", ""), ("2", "Part two")]


def test_hidden_sheets_hold_no_answers_of_the_vendor(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Ref", "Question", "Answer"], ["1", "A?", "Yes"]]
    read = read_questionnaire(book_of(sheet_of(rows, "Old", hidden=True), sheet_of(rows, "Current")))
    assert read.sheets == ("Current",)


def test_headings_without_rows_are_refused(sheet_of: SheetOf, book_of: BookOf) -> None:
    with pytest.raises(RegisterError, match="holds no answers below them"):
        read_questionnaire(book_of(sheet_of([["Ref", "Question", "Answer"]])))


def test_a_form_whose_answers_are_all_formulas_without_results_says_what_to_do(sheet_of: SheetOf, book_of: BookOf) -> None:
    sheet = sheet_of([["Ref", "Question", "Answer"], ["1", "A?", None]],
                     problems={(1, 2): Problem(CellProblem.FORMULA_WITHOUT_RESULT)})
    with pytest.raises(RegisterError, match="save it again"):
        read_questionnaire(book_of(sheet))


def test_a_sheet_without_questions_or_answers_is_refused_naming_the_headings_that_would_help(
        sheet_of: SheetOf, book_of: BookOf) -> None:
    with pytest.raises(RegisterError, match=r"headed “Answer” or “Response”"):
        read_questionnaire(book_of(sheet_of([["Name", "Amount"], ["a", 1]])))
