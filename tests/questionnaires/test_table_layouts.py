"""Tables laid out as people lay them out: headings far down or in two rows, merged answers, several tables, none at all."""

from collections.abc import Callable
from datetime import date

import pytest

from risk_register.errors import RegisterError
from risk_register.intake.values import CellValue, Sheet, Workbook
from risk_register.questionnaires import Flag, ReadQuestionnaire, read_questionnaire, recognise

SheetOf = Callable[..., Sheet]
BookOf = Callable[..., Workbook]
Rows = list[list[CellValue]]


def _said(read: ReadQuestionnaire) -> list[tuple[str, str, str, str, str]]:
    return [(answer.question_id, answer.question, answer.answer, answer.notes, answer.cell) for answer in read.answers]


def test_headings_far_down_are_found_and_what_stands_above_is_kept(sheet_of: SheetOf, book_of: BookOf) -> None:
    above: Rows = [["Security questionnaire"], ["Please fill in all cells."], ["Vendor name", "Acme"],
                   ["Reviewed by", "Head of IT"]]
    rows = [*above, *[[f"Instruction {number}"] for number in range(150)], ["Ref", "Question", "Answer"], ["1", "A?", "Yes"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert _said(read) == [("1", "A?", "Yes", "", "C156")]
    assert read.vendor_name == "Acme"
    assert ("", "Reviewed by", "Head of IT") in [(entry.key, entry.label, entry.value) for entry in read.metadata]


@pytest.mark.parametrize(("upper", "lower"), [
    (["Ref", "Question", "To be filled in by the vendor", None], [None, None, "Answer", "Comments"]),
    ([None, None, "Vendor", None], ["Ref", "Question", "Response", "Comments"]),
    (["Nr.", "Frage", "Lieferant", None], [None, None, "Antwort", "Bemerkung"]),
])
def test_two_rows_of_headings_are_one(upper: list[CellValue], lower: list[CellValue], sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Form"], upper, lower, ["1", "A?", "Yes", "as said"], ["2", "B?", "No", None]]
    read = read_questionnaire(book_of(sheet_of(rows, merged=[(1, 2, 1, 3)])))
    assert _said(read) == [("1", "A?", "Yes", "as said", "C4"), ("2", "B?", "No", "", "C5")]


def test_an_answer_merged_over_several_questions_answers_each_of_them(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Question", "Answer", "Comments"], ["1", "A?", "Yes", "for all three"], ["2", "B?"], ["3", "C?"],
                  ["4", "D?", "No"]]
    read = read_questionnaire(book_of(sheet_of(rows, merged=[(1, 2, 3, 2), (1, 3, 3, 3)])))
    assert [(answer.answer, answer.cell, answer.notes) for answer in read.answers] == [
        ("Yes", "C2", "for all three"), ("Yes", "C2", "for all three"), ("Yes", "C2", "for all three"), ("No", "C5", "")]


def test_a_question_merged_over_several_answers_is_asked_of_each(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Question", "Part", "Answer"], ["Which logs are kept?", "Web", "Yes"], [None, "Database", "No"],
                  [None, "Mail", None], ["Else?", None, "N/A"]]
    read = read_questionnaire(book_of(sheet_of(rows, merged=[(1, 0, 3, 0)])))
    assert [(answer.question, answer.answer, answer.extra.get("Part")) for answer in read.answers] == [
        ("Which logs are kept?", "Yes", "Web"), ("Which logs are kept?", "No", "Database"), ("Which logs are kept?", "", "Mail"),
        ("Else?", "N/A", None)]


def test_a_cell_merged_to_the_right_over_answer_and_notes_is_the_answer(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Question", "Answer", "Comments"], ["1", "A?", "Yes"], ["2", "B?", "No", "why"]]
    read = read_questionnaire(book_of(sheet_of(rows, merged=[(1, 2, 1, 3)])))
    assert [(answer.answer, answer.notes) for answer in read.answers] == [("Yes", ""), ("No", "why")]


def test_a_second_table_with_other_columns_is_read_by_its_own_headings(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Question", "Answer"], ["1", "A?", "Yes"], [], ["Privacy"],
                  ["Ref", "Topic", "Question", "Comments", "Response"], ["2", "GDPR", "B?", "noted", "No"],
                  ["3", None, "C?", None, "N/A"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert _said(read) == [("1", "A?", "Yes", "", "C2"), ("2", "B?", "No", "noted", "E6"), ("3", "C?", "N/A", "", "E7")]
    assert not read.unmapped


def test_the_vendors_name_may_head_the_column_of_answers(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Question", "Acme GmbH"], ["1", "Where are you?", "In Bonn"], ["2", "Since when?", "2009"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert _said(read) == [("1", "Where are you?", "In Bonn", "", "C2"), ("2", "Since when?", "2009", "", "C3")]
    assert "no heading says where the answers are" in str(read.reasons[0])
    assert recognise(book_of(sheet_of(rows)))[0].score < 50


def test_a_table_without_headings_is_read_where_questions_stand_beside_choices(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [[f"S{number}", f"Is the matter number {number} settled?", "Yes" if number % 2 else "No",
                   "A sentence of explanation, long enough" if number == 3 else None] for number in range(1, 7)]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question_id, answer.verdict.word) for answer in read.answers[:3]] == [
        ("S1", "yes"), ("S2", "no"), ("S3", "yes")]
    assert len(read.answers) == 6
    assert read.answers[2].notes == "A sentence of explanation, long enough"


@pytest.mark.parametrize("rows", [
    [["Vendor", "What it does for us", "Critical"], *[[f"V{n}", "Runs a service that we use every day", "Yes"] for n in range(6)]],
    [["Name", "Description", "In use"], *[[f"V{n}", "Keeps the things that we need", "No"] for n in range(6)]],
    [["Vendor", "Description", "Status", "Owner"], *[[f"V{n}", "Hosts the site", "Active", "IT"] for n in range(6)]],
    [["Risk ID", "Description", "Response", "Comments"], *[[f"R{n}", "It may burn", "Mitigate", "soon"] for n in range(6)]],
    [["Domain", "Questions", "Yes", "No", "N/A"], *[["Access", n, 1, 0, 2] for n in range(6)]],
    [["Category", "Yes", "No", "N/A"], *[["Access", 1, 1, 1] for n in range(6)]],
    [["Number of questions", "Number of answers"], [17, 12]],
    [["Question", "First", "Second"], ["A?", "one", "two"], ["B?", "one", "two"], ["C?", "one", "two"]],
])
def test_what_only_resembles_a_questionnaire_is_not_guessed_at(rows: Rows, sheet_of: SheetOf, book_of: BookOf) -> None:
    with pytest.raises(RegisterError, match="holds no answers"):
        read_questionnaire(book_of(sheet_of(rows)))


def test_sheets_name_the_sections_where_nothing_else_does(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Question", "Answer"], ["Q1", "A?", "Yes"]]
    read = read_questionnaire(book_of(sheet_of(rows, "Encryption"), sheet_of(rows, "Backup")))
    assert [(answer.question_id, answer.occurrence, answer.section, answer.domain.word) for answer in read.answers] == [
        ("Q1", 1, "Encryption", "encryption"), ("Q1", 2, "Backup", "continuity")]


def test_a_note_that_speaks_against_its_answer_is_flagged(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Question", "Answer", "Comments"],
                  ["1", "Is it so?", "Yes", "Not yet, planned for June"], ["2", "Is it so?", "No", "Yes, since 2020"],
                  ["3", "Is it so?", "Yes", "No customer data leaves the region"], ["4", "Is it so?", None, "N/A"],
                  ["5", "Do you do so?", "On the third of May we began to do so in part of the company", None],
                  ["6", "Describe it.", "On the third of May we began to do so in part of the company", None],
                  ["7", "Est-ce que c'est fait ?", "Oui", "En cours de déploiement"], ["8", "Ist es so?", "Nein", "umgesetzt"]]
    flags = [answer.flags for answer in read_questionnaire(book_of(sheet_of(rows))).answers]
    assert flags == [(Flag.CONTRADICTED,), (Flag.CONTRADICTED,), (), (Flag.NOTE_WITHOUT_ANSWER, Flag.NOT_APPLICABLE_IN_NOTE),
                     (Flag.WORDS_FOR_CHOICE,), (), (Flag.CONTRADICTED,), (Flag.CONTRADICTED,)]


def test_every_row_of_a_file_is_accounted_for(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Title"], ["Ref", "Question", "Answer"], ["1", "A?", "Yes"], [], ["Part two"], ["2", "B?", None],
                  ["3", "C?", "N/A"], [None, None, "stray"]]
    read = read_questionnaire(book_of(sheet_of(rows), sheet_of([["Only text"]], "Other")))
    account = read.account
    assert (account.questions, account.answered, account.excused, account.blank, account.not_understood) == (3, 2, 0, 1, 1)
    assert {str(entry.reason): entry.count for entry in read.skipped} == {
        "titles and remarks above the headings": 1, "blank rows": 1, "section titles and remarks": 1, "other sheets": 1}


@pytest.mark.parametrize(("legend", "words", "verdicts"), [
    ([["C = Compliant"], ["PC = Partially compliant"], ["NC = Non-compliant"]], ["C", "PC", "NC", "N/A", "D"],
     "yes partial no not_applicable text"),
    ([["C - Conforme\nNC - Non conforme\nSO - Sans objet"]], ["c", "nc", "SO"], "yes no not_applicable"),
    ([["1", "Not implemented"], ["2", "Being planned"], ["3", "Under way"], ["4", "Fully implemented"]], ["1", "2", "3", "4", "5"],
     "no partial partial yes text"),
    ([["1: fully implemented"], ["2: in between"], ["3: not implemented"]], ["1", "2", "3"], "yes partial no"),
    ([["1 = low"], ["2 = high"]], ["1", "2"], "text text"),
    ([], ["1", "C", "NC"], "text text text"),
])
def test_what_a_form_says_its_marks_mean_is_what_they_mean(
        legend: Rows, words: list[str], verdicts: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Ref", "Question", "Answer"], *[[str(number), "Is it so?", word] for number, word in enumerate(words)]]
    for book in (book_of(sheet_of([*legend, *rows])), book_of(sheet_of(legend, "Legend"), sheet_of(rows, "Form"))):
        read = read_questionnaire(book)
        assert [answer.verdict.word for answer in read.answers] == verdicts.split()
        assert [answer.answer for answer in read.answers] == words


@pytest.mark.parametrize(("heading", "verdicts"), [
    ("Response (1-5)", "no partial partial yes yes"), ("Answer (1 to 4)", "no partial partial yes text"),
    ("Réponse (de 0 à 5)", "no partial partial yes yes"), ("Answer", "text text text text text"),
    ("Answer (2026-05)", "text text text text text")])
def test_grades_are_read_where_the_heading_names_their_scale(
        heading: str, verdicts: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Question", heading], *[[str(grade), "How well?", grade] for grade in range(1, 6)]]
    assert [answer.verdict.word for answer in read_questionnaire(book_of(sheet_of(rows))).answers] == verdicts.split()


@pytest.mark.parametrize(("words", "verdict"), [
    ("☒ Yes ☐ No", "yes"), ("☐ Yes ☑ No", "no"), ("[x] Yes  [ ] No", "yes"), ("( ) Oui (X) Non", "no"),
    ("☐ Yes ☐ No", "unanswered"), ("☒ Yes ☒ No", "text"), ("☐ Yes\n☒ N/A", "not_applicable"), ("see [annex] 2", "text")])
def test_boxes_ticked_within_a_cell_are_the_answer(words: str, verdict: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Question", "Answer"], ["1", "A?", words], ["2", "B?", "Yes"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert (read.answers[0].answer, read.answers[0].verdict.word) == (words, verdict)


def test_boxes_that_a_spreadsheet_stores_as_true_and_false_mark_one_column(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Question", "Yes", "No"], ["1", "A?", True, False], ["2", "B?", False, True], ["3", "C?", False, False],
                  ["4", "D?", "☐", "☒"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.answer, answer.verdict.word) for answer in read.answers] == [
        ("Yes", "yes"), ("No", "no"), ("", "unanswered"), ("No", "no")]


@pytest.mark.parametrize(("headings", "words", "verdicts"), [
    (["Nº", "Pergunta", "Resposta", "Observações"], ["Sim", "Não", "Não aplicável"], "yes no not_applicable"),
    (["N.", "Domanda", "Risposta", "Note"], ["Sì", "No", "Parzialmente"], "yes no partial"),
    (["Nr", "Vraag", "Antwoord", "Toelichting"], ["Ja", "Nee", "n.v.t."], "yes no not_applicable"),
    (["番号", "質問", "回答", "備考"], ["はい", "いいえ", "該当なし"], "yes no not_applicable"),
    (["Ref", "Requirement", "Yes / No", "If yes, please explain"], ["Yes", "No", "N/A"], "yes no not_applicable"),
])
def test_further_languages_are_known_where_it_costs_nothing(
        headings: list[str], words: list[str], verdicts: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [[str(number), "Is it so?", word, "said"] for number, word in enumerate(words)]
    read = read_questionnaire(book_of(sheet_of([headings, *rows])))
    assert [answer.verdict.word for answer in read.answers] == verdicts.split()
    assert {answer.notes for answer in read.answers} == {"said"}


@pytest.mark.parametrize("heading", ["Yes / No / N/A", "Oui, Non ou SO", "Y/N", "Met/Unmet", "Compliant / Non-compliant / N/A",
                                     "¿Cumple?", "Erfüllt (ja/nein)", "Do you comply?", "Implemented?", "Response: please choose"])
def test_a_heading_that_names_the_choices_or_asks_for_one_heads_the_answers(
        heading: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Nº", "Requirement", "Owner", heading], ["1", "Backups are kept", "IT", "Yes"],
                  ["2", "Keys are kept", "IT", "No"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.cell, answer.verdict.word, answer.extra) for answer in read.answers] == [
        ("D2", "yes", {"Owner": "IT"}), ("D3", "no", {"Owner": "IT"})]


def test_a_heading_may_say_what_numbers_mean(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Question", "Answer (1=Yes, 0=No, 9=N/A)"],
                  *[[str(number), "Is it?", given] for number, given in enumerate((1, 0, 9, 4))]]
    assert [answer.verdict.word for answer in read_questionnaire(book_of(sheet_of(rows))).answers] == [
        "yes", "no", "not_applicable", "text"]


def test_who_signed_below_a_table_is_no_question(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Question", "Answer"], ["1", "A?", "Yes"], ["Contact", "Who is it?", "the helpdesk"],
                  ["Product", "Its name", None], [], ["Date", "When?", None], [],
                  ["Completed by:", "Head of IT"], ["Date", "2026-03-02"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [answer.question_id for answer in read.answers] == ["1", "Contact", "Product", "Date"]
    assert [(entry.key, entry.value) for entry in read.metadata] == [("contact", "Head of IT"), ("completed", "2026-03-02")]


def test_questions_answered_in_words_need_no_headings(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Supplier security"], *[[f"{number}", f"What of matter {number}?", f"It is settled in way {number}"]
                                           for number in range(1, 7)], ["7", "And this one?", None]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question_id, answer.answer, answer.verdict.word) for answer in read.answers][5:] == [
        ("6", "It is settled in way 6", "text"), ("7", "", "unanswered")]
    with pytest.raises(RegisterError, match="holds no answers"):
        read_questionnaire(book_of(sheet_of([[*row, "and another column"] for row in rows])))


def test_a_list_of_controls_with_their_status_is_read_where_the_status_is_a_choice(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["ID", "Description", "Status"], ["C1", "Backups", "Implemented"], ["C2", "Keys", "Not implemented"],
                  ["C3", "Logs", "under way"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [answer.verdict.word for answer in read.answers] == ["yes", "no", "text"]


def test_comments_in_a_row_below_belong_to_the_question_above(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["No", "Question", "Answer", "Notes"], ["1", "A?", "Yes", "said"], [None, "Comments:", "since 2020"],
                  ["2", "B?", "No"], [None, "If no, please explain", "not needed"], ["3", "Comments?", "None"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question_id, answer.answer, answer.notes) for answer in read.answers] == [
        ("1", "Yes", "said\nsince 2020"), ("2", "No", "not needed"), ("3", "None", "")]


def test_numbers_without_a_heading_beside_the_questions_are_ids(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [[None, "Question", "Answer"], ["1.1", "A?", "Yes"], ["1.2", "B?", "No"]]
    assert [answer.question_id for answer in read_questionnaire(book_of(sheet_of(rows))).answers] == ["1.1", "1.2"]
    rows = [[None, "Question", "Answer"], ["Access", "A?", "Yes"], ["Access", "B?", "No"]]
    assert [(answer.question_id, answer.extra) for answer in read_questionnaire(book_of(sheet_of(rows))).answers] == [
        ("", {"A": "Access"}), ("", {"A": "Access"})]


@pytest.mark.parametrize("heading", ["Requirement ID", "Req ID", "Control Ref.", "Item No", "Question number"])
def test_a_heading_that_ends_in_id_heads_ids(heading: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [[heading, "Requirement", "Implementation Status", "POA&M"], ["3.1.1", "Limit access", "Implemented", "P1"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question_id, answer.verdict.word, answer.extra) for answer in read.answers] == [
        ("3.1.1", "yes", {"POA&M": "P1"})]


def test_a_form_in_a_language_whose_dates_begin_with_the_day_is_read_so(sheet_of: SheetOf, book_of: BookOf) -> None:
    french = sheet_of([["Date de réponse :", "03/04/2025"], ["N°", "Question", "Réponse"], ["1", "Est-ce le cas ?", "Oui"]])
    assert read_questionnaire(book_of(french)).completed_on == date(2025, 4, 3)
    english = sheet_of([["Date completed:", "03/04/2025"], ["No", "Question", "Answer"], ["1", "Is it so?", "Yes"]])
    assert read_questionnaire(book_of(english)).completed_on is None


def test_a_row_of_totals_is_no_question(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Question", "Answer", "Score"], ["1", "A?", "Yes", 5], ["Total", None, None, 5]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [answer.question_id for answer in read.answers] == ["1"]
    assert [(cell.cell, cell.text) for cell in read.unmapped] == [("A3", "Total"), ("D3", "5")]


def test_a_title_above_the_first_headings_is_a_section_where_others_follow(sheet_of: SheetOf, book_of: BookOf) -> None:
    head: list[CellValue] = ["#", "Question", "Response"]
    rows: Rows = [["Section A: Access"], head, ["A1", "MFA?", "Yes"], ["Section B: Privacy"], head, ["B1", "GDPR?", "No"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.section, answer.domain.word) for answer in read.answers] == [
        ("Section A: Access", "access"), ("Section B: Privacy", "privacy")]


def test_marks_may_be_explained_in_one_line(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["F = Fully met, P = Partially met, N = Not met"], ["Req ID", "Requirement", "Compliance (F/P/N)"],
                  ["R1", "SSO", "F"], ["R2", "SCIM", "P"], ["R3", "Keys", "N"]]
    assert [answer.verdict.word for answer in read_questionnaire(book_of(sheet_of(rows))).answers] == ["yes", "partial", "no"]


def test_headings_that_stand_twice_side_by_side_make_no_two_tables_of_one(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Ref", "Ref", "Question", "Question", "Answer", "Answer"], ["1.1", None, "Is it so?", None, None, "Yes"]]
    for way in recognise(book_of(sheet_of(rows))):
        (answer,) = way.read().answers
        assert "1.1" in (answer.question_id, *answer.extra.values())
        assert answer.question == "Is it so?"


def test_a_table_beside_a_questionnaire_is_not_dropped_without_a_word(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Requirement", "Score (0-5)", "Requirement", "Answer"], [None, None, "Is it so?", "Yes"], [None, "stray"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [answer.answer for answer in read.answers] == ["Yes"]
    assert [(each.cell, each.text) for each in read.unmapped] == [("B3", "stray")]
