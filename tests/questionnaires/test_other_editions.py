"""Forms of known families as other vendors and other years have them: made here, with no text of the forms themselves."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from risk_register.errors import RegisterError
from risk_register.intake.values import CellValue, Sheet, Workbook
from risk_register.model.vocabulary import ControlDomain
from risk_register.questionnaires import Flag, ReadQuestionnaire, read_questionnaire, read_questions, recognise

SheetOf = Callable[..., Sheet]
BookOf = Callable[..., Workbook]
Rows = list[list[CellValue]]

CAIQ_3 = [f"{domain}-{number:02}.1" for domain in ("AIS", "AAC", "BCR", "DSI", "EKM", "GRM", "MOS") for number in range(1, 5)]
CAIQ_1 = [f"{domain}-{number:02}.1" for domain in ("CO", "DG", "FS", "IS", "OP", "RS") for number in range(1, 5)]


def _said(read: ReadQuestionnaire) -> list[tuple[str, str, str, str]]:
    return [(answer.question_id, answer.answer, answer.verdict.word, answer.notes) for answer in read.answers]


def test_a_caiq_3_with_one_column_of_words_is_read_and_its_mappings_are_left_out(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["CONSENSUS ASSESSMENTS v3.1"], [
        "Control Domain", "Control ID", "Question ID", "Control Specification", "Consensus Assessment Questions",
        "Consensus Assessment Answers", "Notes", "CCM v3.1 Compliance Mapping"],
        [None, None, None, None, None, None, None, "SOC 2"]]
    rows += [["Domain", name[:-2], name, "The control", f"Do you do {name}?", "Yes" if place else "No", "as said", "x"]
             for place, name in enumerate(CAIQ_3)]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert (read.family, read.version, read.title) == ("caiq3", "3.1", "CAIQ 3.1")
    assert _said(read) == [(name, "Yes" if place else "No", "yes" if place else "no", "as said")
                           for place, name in enumerate(CAIQ_3)]
    assert {key for answer in read.answers for key in answer.extra} == set()
    assert "column H, the form's own text" in [str(entry.reason) for entry in read.skipped]


def test_marks_in_mapping_columns_of_a_caiq_3_are_no_answers(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Question ID", "Consensus Assessment Questions", "Consensus Assessment Answers", None, None, "Notes",
                   "Compliance Mapping"], [None, None, "Yes", "No", "Not Applicable", None, "Public", "Private"]]
    marks = [("x", None, None), (None, "X", None), (None, None, "✓"), (None, None, None)]
    rows += [[name.replace("-", "- "), "Do you?", *marks[place % 4], "note", "shared", "x"] for place, name in enumerate(CAIQ_3)]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [answer.question_id for answer in read.answers] == CAIQ_3
    assert [answer.verdict.word for answer in read.answers[:4]] == ["yes", "no", "not_applicable", "unanswered"]
    assert [(answer.cell, answer.answer) for answer in read.answers[:3]] == [("C3", "Yes"), ("D4", "No"), ("E5", "Not Applicable")]
    assert read.answers[3].flags == (Flag.NOTE_WITHOUT_ANSWER,)
    assert read.account.blank == len(CAIQ_3) // 4


def test_a_short_caiq_saved_as_a_bare_table_is_known_by_its_ids(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Control ID", "Question", "Answer", "Comments"], *[[name, "Do you?", "Yes", None] for name in CAIQ_3]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert (read.family, read.title) == ("caiq3", "CAIQ")
    assert {answer.domain for answer in read.answers} >= {ControlDomain.ENCRYPTION, ControlDomain.ENDPOINTS}


def test_a_caiq_1_answered_in_its_notes_is_read_and_both_rows_of_one_id_survive(sheet_of: SheetOf, book_of: BookOf) -> None:
    head: Rows = [["csa-cai v1.1", None, None, "Model Applicability"],
                  ["CID", "Consensus Assessment Questions", "Comments and Notes", "SaaS"]]
    rows = [*head, *[[name, "Do you?", "Yes", "Y"] for name in CAIQ_1], ["IS-01.1", "And do you?", "No, not yet", "Y"]]
    read = read_questionnaire(book_of(sheet_of(rows, "csa-cai v1.1")))
    assert (read.family, read.version) == ("caiq1", "1.1")
    assert [(answer.occurrence, answer.answer) for answer in read.answers if answer.question_id == "IS-01.1"] == [
        (1, "Yes"), (2, "No, not yet")]
    assert not any(answer.extra for answer in read.answers)
    few = [*head, *[[name, "Do you?", "explained here" if place == 3 else None, "Y"] for place, name in enumerate(CAIQ_1)]]
    with pytest.raises(RegisterError, match="blank form"):
        read_questionnaire(book_of(sheet_of(few, "csa-cai v1.1")))


def test_a_statement_of_applicability_tells_not_applicable_from_not_in_place(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Statement of Applicability ISO/IEC 27001:2022"], [],
                  ["Annex A", "Control", "Applicable?", "Implementation status", "Justification"],
                  ["A.5", "Organizational controls"]]
    rows += [[f"A.5.{number}", f"Control {number}", "Yes", "Implemented", "risk treatment"] for number in range(1, 21)]
    rows += [["A.8.24", "Use of cryptography", "Yes", "Planned", "project runs"],
             ["A 7.4", "Monitoring", "No", None, "no premises"],
             ["8.30", "Outsourced", "No", "N/A", "none"], ["A.8.11", "Masking", "Yes", None, None]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert (read.family, read.version) == ("iso27001", "2022")
    assert _said(read)[-4:] == [("A.8.24", "Planned", "no", "project runs"), ("A7.4", "No", "not_applicable", "no premises"),
                                ("8.30", "N/A", "not_applicable", "none"), ("A.8.11", "", "unanswered", "")]
    assert [answer.domain for answer in read.answers[-4:]] == [
        ControlDomain.ENCRYPTION, ControlDomain.PHYSICAL, ControlDomain.SUPPLY_CHAIN, ControlDomain.PRIVACY]
    assert read.answers[-3].cell == "C26"
    assert read.answers[0].section == "A.5 Organizational controls"
    assert read.answers[0].extra == {"Applicable?": "Yes"}
    assert not read.unmapped


def test_a_french_statement_of_applicability_with_the_numbers_of_2013_is_read(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Mesure n°", "Intitulé", "Applicable (oui/non)", "Statut", "Justification"]]
    rows += [[f"A.9.{chapter}.{number}", "Mesure", "Oui", "Mis en œuvre" if number else "En cours", "besoin"]
             for chapter in range(1, 5) for number in range(6)]
    read = read_questionnaire(book_of(sheet_of(rows, "Déclaration d'applicabilité")))
    assert (read.family, read.version) == ("iso27001", "2013")
    assert {answer.domain for answer in read.answers} == {ControlDomain.ACCESS}
    assert [answer.verdict.word for answer in read.answers[:2]] == ["partial", "yes"]


def test_numbers_and_names_of_controls_may_share_a_cell(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["ISO 27001 Statement of Applicability"], ["Control", "Applicable", "Status"],
                  *[[f"5.{number}. Control {number}", "Yes", "Implemented"] for number in range(1, 38)]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert (read.family, read.version, len(read.answers)) == ("iso27001", "2022", 37)
    assert [(answer.question_id, answer.question) for answer in read.answers[8:10]] == [
        ("5.9", "Control 9"), ("5.10", "Control 10")]


def _cyfun(grades: list[tuple[CellValue, CellValue, CellValue]]) -> Rows:
    head: Rows = [["CyFun®2025", None, "Self-Assessment Completion Date:", date(2026, 3, 2)],
                  ["Category", "Subcategory", "Assurance level", "Requirement", "Documentation Score", "Implementation Score",
                   "Category Implementation Maturity Score", "Comments and/or additional information"]]
    ids = [f"PR.AA-{number:02}.1: Identities are managed, part {number}" for number in range(1, len(grades) + 1)]
    return head + [["Access (PR.AA)" if place == 0 else None, "PR.AA", "Basic", name, said, done, 1, note]
                   for place, (name, (said, done, note)) in enumerate(zip(ids, grades, strict=True))]


def test_grades_of_a_cyfun_assessment_are_read_and_an_untouched_form_is_blank(sheet_of: SheetOf, book_of: BookOf) -> None:
    touched: list[tuple[CellValue, CellValue, CellValue]] = [(3, 3, "in Q3"), (4, 5, None), (1, "N/A", "no site")]
    read = read_questionnaire(book_of(sheet_of(_cyfun([(1, 1, None)] * 8 + touched))))
    assert (read.family, read.version, read.completed_on) == ("cyfun", "2025", date(2026, 3, 2))
    assert [answer.verdict.word for answer in read.answers[-4:]] == ["no", "partial", "yes", "not_applicable"]
    assert (read.answers[9].question_id, read.answers[9].question) == ("PR.AA-10.1", "Identities are managed, part 10")
    assert read.answers[9].extra["documentation_score"] == "4"
    assert read.answers[9].section == "Access (PR.AA)"
    assert {answer.domain for answer in read.answers} == {ControlDomain.ACCESS}
    with pytest.raises(RegisterError, match="blank form"):
        read_questionnaire(book_of(sheet_of(_cyfun([(1, 1, None)] * 12))))
    assert read_questionnaire(book_of(sheet_of(_cyfun([(1, 1, None)] * 11 + [(1, 1, "we only began")])))).account.answered == 12


def test_an_older_cyfun_form_has_its_ids_in_a_column_and_a_summary_beside(sheet_of: SheetOf, book_of: BookOf) -> None:
    details: Rows = [["CyberFundamentals self-assessment"],
                     ["Category", "ID", "Requirement", "Documentation Maturity Score", "Implementation Maturity Score", "Comments"],
                     *[["Protect", f"BASIC_PR.AC-{number}.1", "Access is managed", 2, 3, None] for number in range(1, 13)]]
    summary: Rows = [["Requirement", "Implementation Maturity Score"],
                     *[[f"BASIC_PR.AC-{number}.1", 3] for number in range(1, 13)]]
    read = read_questionnaire(book_of(sheet_of(details, "BASIC Details"), sheet_of(summary, "BASIC Summary")))
    assert (read.family, read.sheets, len(read.answers)) == ("cyfun", ("BASIC Details",), 12)
    assert {(answer.verdict.word, answer.domain, answer.question) for answer in read.answers} == {
        ("partial", ControlDomain.ACCESS, "Access is managed")}


def test_a_checklist_of_mvsp_has_its_numbers_before_the_names(sheet_of: SheetOf, book_of: BookOf) -> None:
    names = [f"{group}.{number}" for group, most in ((1, 8), (2, 8), (3, 5), (4, 4)) for number in range(1, most + 1)]
    rows: Rows = [["MVSP v3.0"], ["Control", "Compliant", "Notes"],
                  *[[f"{name} The control", "Met" if name != "2.4" else "Unmet", None] for name in names]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert (read.family, read.version, len(read.answers)) == ("mvsp", "3.0", 25)
    assert [(answer.question_id, answer.question) for answer in read.answers if answer.verdict.word == "no"] == [
        ("2.4", "The control")]


def _rgaa(status: CellValue, note: CellValue = None) -> Rows:
    head: Rows = [["RGAA 4.1.2 – GRILLE"], ["Accueil : https://www.site.example/"],
                  ["Thématique", "Critère", "Recommandation", "Statut", "Dérogation", "Modifications à apporter",
                   "Commentaires en cas de dérogations"]]
    return head + [["IMAGES" if number == 1 else None, f"1.{number}", "Un critère", status, "N", note, None]
                   for number in range(1, 31)]


def test_pages_nobody_audited_are_set_aside_and_ids_stay_text(sheet_of: SheetOf, book_of: BookOf) -> None:
    audited = _rgaa("C")
    audited[12][3], audited[12][5], audited[13][3], audited[14][3] = "NC", "corriger", "NA", "NT"
    read = read_questionnaire(book_of(sheet_of(audited, "P01"), sheet_of(_rgaa("NT"), "P02")))
    assert (read.family, read.version, read.sheets) == ("rgaa", "4.1.2", ("P01",))
    assert _said(read)[8:13] == [("1.9", "C", "yes", ""), ("1.10", "NC", "no", "corriger"), ("1.11", "NA", "not_applicable", ""),
                                 ("1.12", "NT", "not_evaluated", ""), ("1.13", "C", "yes", "")]
    assert {answer.domain for answer in read.answers} == {ControlDomain.ACCESSIBILITY}
    assert ("rows of sheet P02, in which nothing was filled in", 30) in [(str(item.reason), item.count) for item in read.skipped]
    with pytest.raises(RegisterError, match="blank form"):
        read_questionnaire(book_of(sheet_of(_rgaa("NT"), "P01")))


def test_a_tab_for_each_domain_is_one_questionnaire(sheet_of: SheetOf, book_of: BookOf) -> None:
    def tab(letter: str) -> Rows:
        return [["Domain tab"], [], ["Ques Num", "Question/Request", "Response", "Additional Information", "Category"],
                *[[f"{letter}.{number}", "Is it?", "Yes" if number > 1 else "N/A", "see policy", None] for number in range(1, 5)]]

    read = read_questionnaire(book_of(sheet_of([["SIG Lite 2024"], ["Vendor Name", "Acme"]], "Business Information"),
                                      sheet_of(tab("H"), "H. Access Control"), sheet_of(tab("K"), "K. Incident Management")))
    assert (read.family, read.vendor_name, len(read.answers)) == ("sig", "Acme", 8)
    assert [answer.domain for answer in read.answers[3:5]] == [ControlDomain.ACCESS, ControlDomain.INCIDENTS]
    assert _said(read)[0] == ("H.1", "N/A", "not_applicable", "see policy")


@pytest.mark.parametrize(("title", "family_title"), [
    ("HECVAT - On-Premise | Vendor Response", "HECVAT On-Premise 2.11"), ("State CVAT - Vendor Response", "CVAT 2.11"),
    ("HECVAT - Full", "HECVAT Full 2.11"), ("NY-CVAT", "NY-CVAT 2.11")])
def test_older_hecvats_and_forms_made_from_them_are_named_by_their_title(
        title: str, family_title: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [[title, None, None, None, "Version 2.11"],
                  ["GNRL-01", "Vendor Name", "Acme"], ["GNRL-02", "Product Name", "Learn"],
                  ["Qualifiers", None, "Vendor Answers", "Additional Information", "Guidance"]]
    rows += [["QUAL-01", "Health data?", "No", None, "Skip HIPAA"], ["HIPA-01", "Trained?", None, None, None],
             ["DOCU-01", "SOC 2?", "Yes", "yearly", "0"], ["DOCU-02", "ISO?", None, "N/A", None]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert (read.title, read.vendor_name, read.product) == (family_title, "Acme", "Learn")
    assert [answer.flags for answer in read.answers] == [
        (), (Flag.NOT_REQUIRED,), (), (Flag.NOTE_WITHOUT_ANSWER, Flag.NOT_APPLICABLE_IN_NOTE)]
    assert [answer.guidance for answer in read.answers] == ["Skip HIPAA", "", "", ""]
    assert (read.account.questions, read.account.answered, read.account.excused, read.account.blank) == (4, 2, 1, 1)


CISO: Rows = [["assessable", "depth", "ref_id", "name", "description", "questions", "answer"],
              [None, 1, "1", "Access", None, None, None],
              ["x", 2, "1.1", None, None, "Are accounts reviewed?", "R1"],
              ["x", 2, "1.2", None, "Two things", "Is it so?\nSince when?", "R1\nTEXT"]]
CHOICES: Rows = [["id", "question_type", "question_choices"], ["R1", "unique_choice", "Yes\nNo"], ["TEXT", "text", None]]


def test_a_set_of_questions_is_refused_as_answers_and_read_as_questions(sheet_of: SheetOf, book_of: BookOf) -> None:
    book = book_of(sheet_of(CISO, "content"), sheet_of(CHOICES, "réponses_content"))
    with pytest.raises(RegisterError, match="question set in the layout of CISO Assistant"):
        read_questionnaire(book)
    read = read_questions(book)
    assert [(answer.question_id, answer.occurrence, answer.question, answer.section, answer.choices)
            for answer in read.answers] == [
        ("1.1", 1, "Are accounts reviewed?", "Access", ("Yes", "No")), ("1.2", 1, "Is it so?", "Access", ("Yes", "No")),
        ("1.2", 2, "Since when?", "Access", ())]


def test_an_audit_exported_from_ciso_assistant_is_read_by_its_results(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["urn", "assessable", "depth", "ref_id", "name", "description", "compliance_result", "observations", "score"],
                  ["u1", None, 1, "A", "Access", None, None, None, None],
                  ["u2", "x", 2, "A.1", None, "Accounts", "compliant", "checked", 4],
                  ["u3", "x", 2, "A.2", None, "Rights", "partially_compliant", None, None],
                  ["u4", "x", 2, "A.3", None, "Keys", "not_assessed", None, None],
                  ["u5", "x", 2, "A.4", None, "Logs", "non_compliant", None, None]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [answer.verdict.word for answer in read.answers] == ["yes", "partial", "not_evaluated", "no"]
    assert (read.answers[0].extra, read.answers[0].notes) == ({"score": "4"}, "checked")


def test_every_candidate_says_why_and_the_best_comes_first(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["MVSP checklist"], ["ID", "Control", "Compliant"],
                  *[[f"1.{number}", "A control", "Yes"] for number in range(1, 9)],
                  *[[f"2.{number}", "A control", "No"] for number in range(1, 9)]]
    found = recognise(book_of(sheet_of(rows)))
    assert [candidate.family.name for candidate in found] == ["mvsp", "plain_table"]
    assert re.fullmatch(r"Sheet Sheet1, id column A, 16 ids of the MVSP series\.", str(found[0].reasons[0]))


@pytest.mark.parametrize("mentioned", ["Are you certified to ISO/IEC 27001?", "Do you meet MVSP?", "Is there an RGAA audit?"])
def test_a_form_that_mentions_another_is_not_taken_for_it(mentioned: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["No", "Question", "Answer"], ["1.0", mentioned, "Yes"],
                  *[[f"{chapter}.{number}", "Is it?", "Yes"] for chapter in range(1, 13) for number in range(1, 9)]]
    read = read_questionnaire(book_of(sheet_of(rows), sheet_of([["Answers map to ISO 27001 and MVSP"]], "About")))
    assert (read.family, len(read.answers)) == ("plain_table", 97)
