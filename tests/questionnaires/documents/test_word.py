"""Word documents: accessibility reports of every edition, and questionnaires as people lay them out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.intake.sources import read_source
from risk_register.model.vocabulary import ControlDomain, Verdict
from risk_register.questionnaires import ReadQuestionnaire, read_questionnaire
from tests.questionnaires.documents import making
from tests.questionnaires.documents.making import cell, control, drop_down, paragraph, run, table


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ReadQuestionnaire]:
    """Reads a document made of these parts."""

    def make(*body: str, **parts: str) -> ReadQuestionnaire:
        return read_questionnaire(read_source(making.docx(tmp_path / "received.docx", "".join(body), **parts)))

    return make


Read = Callable[..., ReadQuestionnaire]


def _said(read: ReadQuestionnaire) -> list[tuple[str, str, str, str]]:
    return [(answer.question_id, answer.answer, answer.verdict.word, answer.notes) for answer in read.answers]


# Accessibility reports

def _report(level: str, remarks: str, *rows: tuple[str, str, str]) -> str:
    return paragraph("WCAG 2.2 Report", heading=True) + table([["Criteria", level, remarks], *rows])


@pytest.mark.parametrize(("headings", "rows", "verdicts"), [
    (("Conformance Level", "Remarks and Explanations"), [("1.1.1 Non-text Content (Level A)", "Supports", ""),
                                                         ("2.5.8 Target Size (Minimum)", "Partially Supports", "Small.")],
     "yes partial"),
    (("Supporting Features", "Remarks and explanations"), [("(a) When software is designed to run", "Supports with Exceptions", ""),
                                                           ("(b) Applications shall not disrupt", "Not Applicable", "None.")],
     "partial not_applicable"),
    (("Level of Support", "Comments"), [("4.2.1 Usage without vision", "Does not support", "Planned."),
                                        ("C.9.1.1.1 Non-text content", "Not Evaluated", "")], "no not_evaluated"),
])
def test_reports_of_other_editions_are_read_alike(
        headings: tuple[str, str], rows: list[tuple[str, str, str]], verdicts: str, read: Read) -> None:
    found = read(paragraph("VPAT® Version 2.5 – EN 301 549 Edition"), _report(headings[0], headings[1], *rows))
    assert (found.family, found.version) == ("vpat", "2.5")
    assert [answer.verdict.word for answer in found.answers] == verdicts.split()
    assert [answer.notes for answer in found.answers] == [note for _, _, note in rows]
    assert all(answer.domain is ControlDomain.ACCESSIBILITY and answer.section == "WCAG 2.2 Report" for answer in found.answers)


@pytest.mark.parametrize(("criteria", "level", "remarks", "answer", "verdict"), [
    ("Critères", "Niveau de conformité", "Remarques et explications", "Prend en charge partiellement", "partial"),
    ("Criterios", "Nivel de conformidad", "Observaciones", "Soporta", "yes"),
    ("Kriterien", "Konformitätsstufe", "Bemerkungen", "Nicht anwendbar", "not_applicable"),
])
def test_reports_in_other_languages_are_read(
        criteria: str, level: str, remarks: str, answer: str, verdict: str, read: Read) -> None:
    found = read(table([[criteria, level, remarks], ["1.1.1 A", answer, ""], ["1.2.1 B", answer, ""]]))
    assert found.family == "vpat"
    assert [item.verdict.word for item in found.answers] == [verdict, verdict]


def test_a_level_with_a_slipped_letter_is_understood(read: Read) -> None:
    found = read(_report("Conformance Level", "Remarks", ("1.1.1 A", "Not Applpicable", ""), ("1.2.1 B", "Suports", ""),
                         ("1.2.2 C", "Under review", "")))
    assert [answer.verdict.word for answer in found.answers] == ["not_applicable", "yes", "text"]


def test_each_part_of_the_product_has_its_own_answer_and_remark(read: Read) -> None:
    found = read(_report(
        "Conformance Level", "Remarks",
        ("1.1.1 Non-text Content\nAlso applies to:\n501 (Web)", "Web: Supports\nSoftware:\nPartially Supports\nAuthoring Tool: ",
         "Seen by a tool.\nSoftware: Icons.\nToo small.\nClosed: Not sold."), ("502 Heading", "Heading cell – no response", "")))
    assert [(answer.extra.get("component"), answer.answer, answer.verdict.word, answer.notes) for answer in found.answers] == [
        ("Web", "Supports", "yes", ""), ("Software", "Partially Supports", "partial", "Seen by a tool.\nIcons.\nToo small."),
        ("Authoring Tool", "", "unanswered", ""), ("Closed", "", "unanswered", "Not sold.")]
    assert {answer.question_id for answer in found.answers} == {"1.1.1"}


def test_rows_to_which_a_report_asks_no_response_are_counted(read: Read) -> None:
    found = read(_report("Conformance Level", "Remarks",
                         ("501.1 Scope", "See WCAG 2.0 section", "See information in WCAG 2.0 section"),
                         ("5.1.2.1 Closed", "See 5.2 through 13", "See information in 5.2 through 13"),
                         ("502 Interoperability", "Heading cell – no response required", "Heading cell – no response required"),
                         ("502.2.1 User Control", "Supports", "")))
    assert [answer.question_id for answer in found.answers] == ["502.2.1"]
    assert {entry.reason.render("en"): entry.count for entry in found.skipped}["rows to which the form asks no response"] == 3


def test_columns_that_meet_almost_are_one_and_merged_headings_do_not_shift_answers(read: Read) -> None:
    grid = table([[cell("Criteria", span=3), "Conformance Level", cell("Remarks", span=2)],
                  *([cell(number, span=2), cell(level, span=2), cell(note, span=2)]
                    for number, level, note in (("1.1.1 A", "Supports", "Fine."), ("1.2.1 B", "", "")))],
                 widths=[11, 6605, 29, 2660, 5079, 12])
    found = read(paragraph("Tool Accessibility Conformance Report", heading=True), grid)
    assert _said(found) == [("1.1.1", "Supports", "yes", "Fine."), ("1.2.1", "", "unanswered", "")]
    assert found.vendor_name == "Tool"


def test_a_report_names_its_product_and_day_beside_or_below_its_labels(read: Read) -> None:
    found = read(paragraph("Example Ltd Accessibility Conformance Report", heading=True),
                 paragraph("Name of Product/Version:", heading=True), paragraph("Tool 4"),
                 paragraph("Report Date: 31 January 2026", heading=True), paragraph("Notes:", heading=True),
                 _report("Conformance Level", "Remarks", ("1.1.1 A", "Supports", ""), ("1.2.1 B", "Supports", "")))
    assert (found.vendor_name, found.product, found.completed_on) == ("Example Ltd", "Tool 4", date(2026, 1, 31))


def test_a_blank_report_is_refused(read: Read) -> None:
    with pytest.raises(RegisterError, match="blank form"):
        read(_report("Conformance Level", "Remarks", ("1.1.1 A", "Web: \nSoftware: ", ""), ("1.2.1 B", "", "")))


# Tables of questions and answers

def test_a_table_with_headings_in_any_language_is_read(read: Read) -> None:
    found = read(paragraph("Questionnaire fournisseur", heading=True),
                 table([["N°", "Question", "Réponse", "Commentaires"], ["S-1", "Chiffrez-vous les données ?", "Oui", "AES-256"],
                        ["S-2", "Avez-vous un PCA ?", "Non", ""]]))
    assert (found.family, found.title) == ("word_form", "Questionnaire fournisseur")
    assert _said(found) == [("S-1", "Oui", "yes", "AES-256"), ("S-2", "Non", "no", "")]
    assert [answer.cell for answer in found.answers] == ["C2", "C3"]


def test_controls_in_cells_are_read_and_hints_are_no_answers(read: Read) -> None:
    in_cell = cell(paragraph(drop_down("Yes", ["Yes", "No"])))
    around = ('<w:sdt><w:sdtPr><w:date w:fullDate="2025-11-14T00:00:00Z"/></w:sdtPr><w:sdtContent>'
              + cell("14/11/2025") + "</w:sdtContent></w:sdt>")
    rows = ["<w:tr>" + "".join(parts) + "</w:tr>" for parts in (
        (cell("Question"), cell("Answer"), cell("Comments")),
        (cell("1. Is data encrypted?"), in_cell, cell("AES")),
        (cell("2. Last test"), around, cell("By a third party")),
        (cell("3. Any breach?"), cell(paragraph(control("Choose an item.", hint=True))), cell("")),
        (cell("4. Certified?"), cell(paragraph(making.boxes({"Yes": False, "No": True, "Planned": False}))), cell("")),
        (cell("5. Audited?"), cell(paragraph(making.boxes({"Yes": False, "No": False}))), cell("")),
        (cell("6. Insured?"),
         cell(paragraph(making.legacy_box("x") + run(" Yes ") + making.legacy_box("") + run(" No"))), cell("")),
        (cell("7. Region"), cell(paragraph(making.legacy_choice(1, ["US", "EU"]))), cell(paragraph(making.legacy_text("    ")))),
        (cell("8. Staff"), cell(paragraph(making.legacy_text("120"))), cell("")))]
    found = read('<w:tbl><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
                 + "".join(rows) + "</w:tbl>")
    assert _said(found) == [
        ("1", "Yes", "yes", "AES"), ("2", "2025-11-14", "text", "By a third party"), ("3", "", "unanswered", ""),
        ("4", "No", "no", ""), ("5", "", "unanswered", ""), ("6", "Yes", "yes", ""),
        ("7", "EU", "text", ""), ("8", "120", "text", "")]


def test_a_row_with_too_few_cells_is_said_and_never_shifted(read: Read) -> None:
    found = read(table([["Question", "Answer", "Comments"], ["Is data encrypted?", "Yes", "AES"], ["Is there a plan?", "No"]]))
    assert _said(found)[1][1:] == ("No", "no", "")
    assert [(item.cell, item.text) for item in found.unmapped] == [("A3", "Is there a plan? | No")]


def test_a_box_ticked_under_yes_or_no_is_the_answer(read: Read) -> None:
    found = read(table([["Question", "Yes", "No", "Comments"], ["Is data encrypted?", "☒", "☐", ""],
                        ["Is there a plan?", "☐", "☒", "Soon"]]))
    assert [(answer.answer, answer.verdict.word, answer.notes) for answer in found.answers] == [
        ("Yes", "yes", ""), ("No", "no", "Soon")]


def test_a_choice_with_its_explanation_in_one_cell_is_a_choice_and_a_note(read: Read) -> None:
    found = read(table([["Question", "Answer"], ["Is data encrypted?", "Yes\nAES-256 at rest."],
                        ["Where?", "In France\nand Spain."]]))
    assert [(answer.answer, answer.verdict.word, answer.notes) for answer in found.answers] == [
        ("Yes", "yes", "AES-256 at rest."), ("In France\nand Spain.", "text", "")]


def test_a_section_merged_down_and_a_title_across_are_sections(read: Read) -> None:
    found = read(table([["Domain", "Question", "Answer"], [cell("Access", merge="begin"), "Is there a second factor?", "Yes"],
                        [cell("", merge="on"), "Are accounts reviewed?", "No"], [cell("Backup", span=3)],
                        ["Backup", "Are copies made?", "Yes"]]))
    assert [(answer.section, answer.verdict.word) for answer in found.answers] == [
        ("Access", "yes"), ("Access", "no"), ("Backup", "yes")]


def test_a_table_without_headings_that_asks_is_read_and_its_particulars_told(read: Read) -> None:
    found = read(table([["Company name:", "Example Ltd"], ["Date", "2026-02-03"]]),
                 table([["1. Do you encrypt data?", "Yes"], ["2. Do you keep logs?", ""],
                        ["3. Who is your auditor?", "Audit Ltd"]]))
    assert (found.vendor_name, found.completed_on) == ("Example Ltd", date(2026, 2, 3))
    assert _said(found) == [("1", "Yes", "yes", ""), ("2", "", "unanswered", ""), ("3", "Audit Ltd", "text", "")]


def test_a_row_that_asks_with_its_answer_in_the_row_below_is_read(read: Read) -> None:
    found = read(paragraph("Access", heading=True), table([
        [cell("1. Do you use a second factor?", span=2)], ["Response:", "Yes"], ["Comments:", "For everyone."],
        [cell("2. Do you keep logs?", span=2)], ["Response:", ""], ["Comments:", "Planned."],
        [cell("3. Who is told of a breach?", span=2)], [cell("The customer,\nwithin a day.", span=2)]], columns=2))
    assert _said(found) == [
        ("1", "Yes", "yes", "For everyone."), ("2", "", "unanswered", "Planned."),
        ("3", "The customer,\nwithin a day.", "text", "")]
    assert [(answer.sheet, answer.cell, answer.section) for answer in found.answers] == [
        ("Table 1", "A1", "Access"), ("Table 1", "A4", "Access"), ("Table 1", "A7", "Access")]


def test_questions_and_answers_within_one_cell_are_read(read: Read) -> None:
    inside = "".join(map(paragraph, ["Do you encrypt data?", "Yes", "Do you keep logs?", "Answer: No", "Who audits you?"]))
    found = read(table([[cell(inside)]]))
    assert [(answer.answer, answer.verdict.word) for answer in found.answers] == [("Yes", "yes"), ("No", "no"), ("", "unanswered")]


def test_a_table_that_asks_nothing_is_listed_and_not_lost(read: Read) -> None:
    found = read(table([["Question", "Answer"], ["Is data encrypted?", "Yes"]]),
                 table([["Site", "Town", "Staff"], ["A", "Lyon", "12"]]))
    assert [item.text for item in found.unmapped] == ["Site", "Town", "Staff", "A", "Lyon", "12"]
    assert {item.sheet for item in found.unmapped} == {"Table 2"}


def test_a_table_within_a_cell_is_a_table_of_its_own(read: Read) -> None:
    inner = table([["Question", "Answer"], ["Is data encrypted?", "Yes"]])
    found = read(table([[cell(inner + paragraph(""))]]))
    assert [(answer.sheet, answer.verdict.word) for answer in found.answers] == [("Table 2", "yes")]


def test_deleted_words_are_out_inserted_words_in_and_margin_remarks_listed(read: Read) -> None:
    tracked = cell(f'<w:p><w:del><w:r><w:delText>No</w:delText></w:r></w:del><w:ins>{run("Yes")}</w:ins></w:p>')
    comments = f'<w:comments xmlns:w="{making.W}"><w:comment>{paragraph("See annex.")}</w:comment></w:comments>'
    found = read(table([["Question", "Answer"], ["Is data encrypted?", tracked]]), word__comments_xml=comments)
    assert [answer.answer for answer in found.answers] == ["Yes"]
    assert [item.text for item in found.unmapped] == ["See annex."]


# Questions in running text

def test_one_question_a_paragraph_is_answered_by_the_control_within_or_below(read: Read) -> None:
    found = read(
        paragraph("Access", heading=True), paragraph(run("Company name: ") + control("Example Ltd")),
        paragraph("1. Do you use a second factor?"), paragraph(drop_down("Yes", ["Yes", "No"])),
        paragraph(run("2. Where is data kept? ") + control("France")),
        paragraph("3. Describe your backups."), paragraph(control("Nightly, kept for a year.")),
        paragraph(run("Comments: ") + control("Tested in May.")),
        paragraph("4. Do you use subcontractors?"), paragraph(making.boxes({"Yes": True, "No": False})),
        paragraph("5. Is there a plan?"), paragraph(control("Click or tap here to enter text.", hint=True)))
    assert found.vendor_name == "Example Ltd"
    assert _said(found) == [
        ("1", "Yes", "yes", ""), ("2", "France", "text", ""), ("3", "Nightly, kept for a year.", "text", "Tested in May."),
        ("4", "Yes", "yes", ""), ("5", "", "unanswered", "")]
    assert {answer.section for answer in found.answers} == {"Access"}
    assert all(answer.sheet == "Text" and answer.cell.startswith("§") for answer in found.answers)


def test_questions_and_answers_typed_one_below_the_other_are_read(read: Read) -> None:
    found = read(paragraph("This form is confidential."), paragraph("Do you encrypt data?"), paragraph("Yes"),
                 paragraph("AES-256 at rest."),
                 paragraph("Do you keep logs?"), paragraph("Answer: No"), paragraph("Comment: From next year."),
                 paragraph("Who audits you?"), paragraph(""), paragraph("Do you insure? We do."))
    assert [(answer.answer, answer.verdict.word, answer.notes) for answer in found.answers] == [
        ("Yes", "yes", "AES-256 at rest."), ("No", "no", "From next year."), ("Do you insure? We do.", "text", "")]


def test_questions_and_answers_under_letters_are_read(read: Read) -> None:
    found = read(paragraph("Q: Who is your data protection officer?"), paragraph("A: The head of compliance"),
                 paragraph("Q: Where is data kept?"), paragraph("A: France"), paragraph("Note: A stands for answer."))
    assert [(answer.question, answer.answer) for answer in found.answers] == [
        ("Who is your data protection officer?", "The head of compliance"), ("Where is data kept?", "France")]


def test_a_question_in_passing_is_no_question_of_the_form(read: Read) -> None:
    found = read(paragraph("Have questions? Write to us."), paragraph("1. Where is data kept?"), paragraph(control("France")),
                 table([["Question", "Answer"], ["Is data encrypted?", "Yes"]]))
    assert [answer.answer for answer in found.answers] == ["France", "Yes"]
    assert [item.text for item in found.unmapped] == ["Have questions? Write to us."]


def test_a_blank_word_form_is_refused_and_a_letter_is_no_form(read: Read) -> None:
    with pytest.raises(RegisterError, match="blank form"):
        read(table([["Question", "Answer"], ["Is data encrypted?", ""], ["Is there a plan?", ""]]))
    with pytest.raises(RegisterError, match="holds no answers this program can find"):
        read(paragraph("Dear Sir or Madam,"), paragraph("we hereby end the contract."), table([["Total", "12"]]))


def test_a_document_with_no_word_in_it_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="is empty: there is not a word in it"):
        read_source(making.docx(tmp_path / "empty.docx", paragraph("")))


def test_a_known_form_pasted_into_word_is_read_as_that_form(read: Read) -> None:
    rows = [[f"IAM-{number:02}.1", f"Question {number}?", "Yes", "CSP-owned", "Done.", ""] for number in range(1, 31)]
    found = read(table([["Question ID", "Question", "CSP CAIQ Answer", "SSRM Control Ownership",
                         "CSP Implementation Description (Optional/Recommended)", "CSC Responsibilities"], *rows]))
    assert (found.family, len(found.answers)) in {("caiq", 30), ("word_form", 30)}
    assert all(answer.verdict is Verdict.YES for answer in found.answers)
