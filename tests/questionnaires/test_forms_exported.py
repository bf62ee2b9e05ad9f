"""Forms as other programs export them: what they say of their questions is no answer, and their first row is no heading."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest

from risk_register.errors import RegisterError
from risk_register.intake.values import Sheet, Workbook
from risk_register.questionnaires import ReadQuestionnaire, read_questionnaire, read_questions, recognise, verdict_of
from tests.questionnaires.conftest import Rows

SheetOf = Callable[..., Sheet]
BookOf = Callable[..., Workbook]
Said = list[tuple[str, str, str, str]]

ASKED = ["Is access reviewed every quarter?", "Are laptops encrypted?", "Is there a plan for incidents?"]


def said(read: ReadQuestionnaire) -> Said:
    """Each answer's id, words, verdict and note."""
    return [(answer.question_id, answer.answer, answer.verdict.word, answer.notes) for answer in read.answers]


@pytest.mark.parametrize("heading", [
    "Required", "response_required", "Mandatory", "Mandatory (Yes/No)", "isRequired", "Evidence required", "Expected response",
    "Applies to us", "Critical", "Obligatoire", "Obligatoire (Oui/Non)", "Pflichtfrage", "Obligatoria", "Priority", "In scope"])
def test_what_a_template_says_of_its_questions_is_no_answer(heading: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["No", "Question", heading], *([str(number), asked, "Yes"] for number, asked in enumerate(ASKED, start=1))]
    with pytest.raises(RegisterError, match="holds no answers"):
        read_questionnaire(book_of(sheet_of(rows)))


def test_a_column_of_yes_beside_questions_that_want_words_is_no_answer(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Question", "Flag"], ["How are backups made?", "true"], ["Which regions is data kept in?", "true"],
            ["Do you use subcontractors?", "true"], ["Describe how access is granted", "true"]]
    with pytest.raises(RegisterError, match="holds no answers"):
        read_questionnaire(book_of(sheet_of(rows)))


def test_required_beside_a_column_of_answers_is_kept_and_answers_nothing(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Number", "Question", "Mandatory", "Response", "Additional comments"], ["Q1", ASKED[0], "true", "No", "yearly"],
            ["Q2", ASKED[1], "true", None, None], ["Q3", ASKED[2], "false", "Yes", None]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert said(read) == [("Q1", "No", "no", "yearly"), ("Q2", "", "unanswered", ""), ("Q3", "Yes", "yes", "")]
    assert [answer.extra["Mandatory"] for answer in read.answers] == ["true", "true", "false"]


@pytest.mark.parametrize(("headings", "first"), [
    (["Practice ID", "Practice words", "Finding of the assessment", "Evidence"],
     ["AC-1", "Limit access to those who are authorised", "MET", "a.pdf"]),
    (["Réf.", "Exigence", "Appréciation", "Justification"],
     ["EX-1", "Le titulaire désigne un responsable", "Conforme", "nommé en mai"]),
])
def test_the_first_row_of_a_table_is_never_taken_for_its_headings(headings: list[str], first: list[str], sheet_of: SheetOf,
                                                                 book_of: BookOf) -> None:
    rows = [headings, first, [first[0][:-1] + "2", "Access is reviewed every year by somebody", "N/A", None]]
    for candidate in recognise(book_of(sheet_of(rows))):
        assert first[0] in [answer.question_id for answer in candidate.read().answers]


@pytest.mark.parametrize(("headings", "first", "verdicts"), [
    (["Practice ID", "Practice statement", "Assessment result"], ["MET", "NOT MET", "NOT APPLICABLE"],
     ["yes", "no", "not_applicable"]),
    (["Réf.", "Exigence", "Niveau de conformité"], ["Conforme", "Partiellement conforme", "Sans objet"],
     ["yes", "partial", "not_applicable"]),
    (["Medida", "Descripción", "Estado de implantación"], ["Implantada", "Parcialmente implantada", "No implantada"],
     ["yes", "partial", "no"]),
    (["Item", "Pergunta", "Resposta"], ["Sim", "Não", "Não se aplica"], ["yes", "no", "not_applicable"]),
])
def test_words_of_self_assessments_are_known(headings: list[str], first: list[str], verdicts: list[str], sheet_of: SheetOf,
                                             book_of: BookOf) -> None:
    rows = [headings, *([f"C-{number}", f"Something is done about matter {number}", word]
                        for number, word in enumerate(first, start=1))]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question_id, answer.answer, answer.verdict.word) for answer in read.answers] == [
        (f"C-{number}", word, verdict) for number, (word, verdict) in enumerate(zip(first, verdicts, strict=True), start=1)]


@pytest.mark.parametrize("heading", ["Title", "Req", "N.", "Safeguard", "Topic code"])
def test_codes_left_of_the_questions_are_ids_under_any_heading(heading: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [[heading, "Question", "Response"], ["SEC-01", ASKED[0], "Yes"], ["SEC-02", ASKED[1], "No"],
                  ["SEC-03", ASKED[2], "N/A"]]
    assert [answer.question_id for answer in read_questionnaire(book_of(sheet_of(rows))).answers] == ["SEC-01", "SEC-02", "SEC-03"]


def test_days_left_of_the_questions_are_no_ids(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Asked on", "Question", "Response"], ["2025-03-01", ASKED[0], "Yes"], ["2025-03-02", ASKED[1], "No"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question_id, answer.extra) for answer in read.answers] == [
        ("", {"Asked on": "2025-03-01"}), ("", {"Asked on": "2025-03-02"})]


def test_a_control_that_does_not_apply_is_not_applicable_whatever_its_state_says(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Medida", "Descripción", "Aplica", "Estado de implantación", "Observaciones"],
                  ["org.1", "Política de seguridad de la organización", "Sí", "Implantada", "v3"],
                  ["mp.if.1", "Áreas separadas y con control de acceso", "No", None, "en la nube"],
                  ["op.exp.8", "Registro de la actividad de los usuarios", "Sí", "No implantada", None]]
    assert said(read_questionnaire(book_of(sheet_of(rows)))) == [
        ("org.1", "Implantada", "yes", "v3"), ("mp.if.1", "No", "not_applicable", "en la nube"),
        ("op.exp.8", "No implantada", "no", "")]


def test_the_words_of_a_preferred_response_are_kept_with_the_answer(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["ID", "Question", "Preferred Response", "Response"], ["1", "Was there a breach in three years?", "No", "No"],
                  ["2", ASKED[1], "Yes", "No"], ["3", ASKED[2], "Yes", "Yes"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.polarity.word, answer.extra) for answer in read.answers] == [
        ("no_is_good", {"Preferred Response": "No"}), ("yes_is_good", {"Preferred Response": "Yes"}),
        ("yes_is_good", {"Preferred Response": "Yes"})]


WEB = ["Timestamp", "Email Address", "Company name", "Do you have a policy on access?", "Are laptops encrypted?", "If not, why?",
       "Which certificates do you hold?"]
SENT = ["2025/10/03 4:12:09 PM GMT+2", "security@pine.example", "Pine Software", "Yes", "No", None, "ISO 27001;SOC 2"]


def test_what_a_form_on_the_web_fills_in_itself_is_no_answer(sheet_of: SheetOf, book_of: BookOf) -> None:
    read = read_questionnaire(book_of(sheet_of([WEB, SENT])))
    assert said(read) == [("", "Yes", "yes", ""), ("", "No", "no", ""), ("", "", "unanswered", ""),
                          ("", "ISO 27001;SOC 2", "text", "")]
    assert (read.vendor_name, read.completed_on) == ("Pine Software", date(2025, 10, 3))
    assert ("contact", "security@pine.example") in [(entry.key, entry.value) for entry in read.metadata]
    headings = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time", *WEB[2:]]
    begun, done = datetime.fromisoformat("2025-09-01T09:30"), datetime.fromisoformat("2025-09-01T10:02")
    row = [Decimal(1), begun, done, "anonymous", None, None, *SENT[2:]]
    read = read_questionnaire(book_of(sheet_of([headings, row])))
    assert [answer.answer for answer in read.answers] == ["Yes", "No", "", "ISO 27001;SOC 2"]
    assert (read.vendor_name, read.completed_on) == ("Pine Software", date(2025, 9, 1))


def test_several_respondents_in_one_file_are_told_apart_by_nobody(sheet_of: SheetOf, book_of: BookOf) -> None:
    with pytest.raises(RegisterError, match="answers of 3 respondents"):
        read_questionnaire(book_of(sheet_of([WEB, SENT, SENT, SENT])))


def test_remarks_in_columns_of_their_own_belong_to_the_question_before(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["ID de la réponse", "Date de soumission", "Nom de l'entreprise", "Disposez-vous d'un plan ?",
                   "Disposez-vous d'un plan ? [Commentaire]", "Les accès sont-ils revus ?", "Décrivez les sauvegardes",
                   "Commentaires"],
                  ["12", "2025-03-04 10:11:12", "Hêtre SARL", "Oui", "v2", "Non", "chaque nuit", "hors site"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert said(read) == [("", "Oui", "yes", "v2"), ("", "Non", "no", ""), ("", "chaque nuit", "text", "hors site")]
    assert (read.vendor_name, read.completed_on) == ("Hêtre SARL", date(2025, 3, 4))


def test_a_question_answered_in_several_columns_is_one(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Respondent ID", "Company name", "Is there a policy?", None, "Which certificates do you hold?", None, None],
                  [None, "Open-Ended Response", "Response", "Comment", "ISO 27001", "SOC 2", "Other (please specify)"],
                  ["1183", "Larch Inc", "No", "next year", "ISO 27001", None, "HDS"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert said(read) == [("", "No", "no", "next year"), ("", "ISO 27001", "text", "HDS")]
    assert read.vendor_name == "Larch Inc"


@pytest.mark.parametrize(("headings", "marked", "expected"), [
    (["Security requirement", "Description", "Implemented", "Planned to be implemented", "Not applicable"], [0, 1, 2],
     ["yes", "no", "not_applicable"]),
    (["Ref", "Question", "In place", "In place with compensating control", "Not applicable", "Not tested", "Not in place"],
     [0, 2, 3, 4], ["yes", "not_applicable", "not_evaluated", "no"]),
])
def test_columns_to_mark_are_known_in_the_words_of_self_assessments(
        headings: list[str], marked: list[int], expected: list[str], sheet_of: SheetOf, book_of: BookOf) -> None:
    choices = headings[2:]
    rows: Rows = [headings, *([f"3.1.{number}", f"Access is limited in the way of number {number}",
                               *("X" if place == mark else None for place in range(len(choices)))]
                              for number, mark in enumerate(marked, start=1))]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question_id, answer.answer, answer.verdict.word) for answer in read.answers] == [
        (f"3.1.{number}", choices[mark], verdict)
        for number, (mark, verdict) in enumerate(zip(marked, expected, strict=True), start=1)]


def test_a_statement_that_only_decides_what_applies_says_no_yes(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Control ID", "Theme", "Control Title", "Applicability Decision", "Justification / Implementation Reference"],
                  *([f"A.5.{number}", "Organizational", f"Matter {number}", "Not Applicable" if number == 30 else "Applicable",
                     "why"]
                    for number in range(1, 38))]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert read.family == "iso27001"
    assert [answer.verdict.word for answer in read.answers] == ["text"] * 29 + ["not_applicable"] + ["text"] * 7
    assert {answer.notes for answer in read.answers} == {"why"}


def test_of_two_columns_for_remarks_the_one_that_holds_any_is_read(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Number", "Question", "Response", "Justification", "Comments"], ["1", ASKED[0], "Yes", "see the policy", None],
                  ["2", ASKED[1], "No", "next year", None]]
    assert said(read_questionnaire(book_of(sheet_of(rows)))) == [
        ("1", "Yes", "yes", "see the policy"), ("2", "No", "no", "next year")]


@pytest.mark.parametrize("label", [
    "Name of ICT third-party service provider:", "Full legal name of the company", "Your company's legal name",
    "Service provider legal name", "Nom du prestataire de services TIC", "Raison sociale du fournisseur", "Name des Anbieters",
    "Nombre del proveedor de servicios"])
def test_longer_labels_of_the_vendors_name_are_known(label: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [[label, "Alder Cloud"], [], ["Ref", "Question", "Response"], ["1", ASKED[0], "Yes"], ["2", ASKED[1], "No"]]
    assert read_questionnaire(book_of(sheet_of(rows))).vendor_name == "Alder Cloud"


@pytest.mark.parametrize("label", ["Name of the vendor's contact", "Name of the project", "Company size", "Name of subcontractors"])
def test_labels_of_something_else_name_no_vendor(label: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [[label, "Alder Cloud"], [], ["Ref", "Question", "Response"], ["1", ASKED[0], "Yes"], ["2", ASKED[1], "No"]]
    assert read_questionnaire(book_of(sheet_of(rows))).vendor_name == ""


@pytest.mark.parametrize("rows", [
    [["id", "question"], *([f"1.{number}", asked] for number, asked in enumerate(ASKED, start=1))],
    [["section", "question", "type", "required", "options"], *(["Access", asked, "radio", "true", "Yes;No"] for asked in ASKED)],
])
def test_a_table_that_only_asks_is_a_set_of_questions_to_send(rows: Rows, sheet_of: SheetOf, book_of: BookOf) -> None:
    with pytest.raises(RegisterError, match="lists questions and has no place for answers"):
        read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question, answer.cell) for answer in read_questions(book_of(sheet_of(rows))).answers] == [
        (asked, f"B{row}") for row, asked in enumerate(ASKED, start=2)]


def test_of_answers_by_year_the_latest_are_read_and_the_others_kept(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["ID", "Question", "2024 response", "2025 response", "Comments"], ["1", ASKED[0], "No", "Yes", "done"],
                  ["2", ASKED[1], "Yes", "Yes", None], ["3", ASKED[2], "Yes", "No", None]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert said(read) == [("1", "Yes", "yes", "done"), ("2", "Yes", "yes", ""), ("3", "No", "no", "")]
    assert [answer.extra for answer in read.answers] == [{"2024 response": word} for word in ("No", "Yes", "Yes")]


@pytest.mark.parametrize("heading", ["Nº", "N°", "No."])
def test_a_sign_for_number_left_of_columns_to_mark_is_no_choice(heading: str, sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [[heading, "Pregunta", "Sí", "No", "N/A"], ["1", "¿Se revisan los accesos?", "X", None, None],
                  ["2", "¿Se cifran los datos?", None, "X", None], ["3", "¿Se prueban las copias?", None, None, "X"]]
    assert said(read_questionnaire(book_of(sheet_of(rows)))) == [
        ("1", "Sí", "yes", ""), ("2", "No", "no", ""), ("3", "N/A", "not_applicable", "")]


def test_an_example_on_a_sheet_of_instructions_is_no_answer(sheet_of: SheetOf, book_of: BookOf) -> None:
    example: Rows = [["Answer each question"], ["ID", "Question", "Answer", "Comment"], ["0", "Do you like examples?", "Yes", "so"]]
    form: Rows = [["ID", "Question", "Answer", "Comment"], ["1", ASKED[0], "No", "soon"], ["2", ASKED[1], "Yes", None]]
    read = read_questionnaire(book_of(sheet_of(example, "Instructions"), sheet_of(form, "Questionnaire")))
    assert said(read) == [("1", "No", "no", "soon"), ("2", "Yes", "yes", "")]
    assert [(str(each.reason), each.count) for each in read.skipped] == [("other sheets", 1)]
    assert said(read_questionnaire(book_of(sheet_of(example, "Instructions")))) == [("0", "Yes", "yes", "so")]


def test_questions_in_a_language_that_puts_the_day_first_settle_the_date(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Date", "03/02/2025"], [], ["Ref", "Question", "Status"], ["1", "Les accès sont-ils revus ?", "Oui"],
                  ["2", "Les données sont-elles chiffrées ?", "Non"]]
    assert read_questionnaire(book_of(sheet_of(rows))).completed_on == date(2025, 2, 3)
    english: Rows = [["Date", "03/02/2025"], [], ["Ref", "Question", "Status"], ["1", ASKED[0], "Yes"], ["2", ASKED[1], "No"]]
    assert read_questionnaire(book_of(sheet_of(english))).completed_on is None


def test_particulars_above_a_table_without_headings_do_not_make_its_questions_short(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Security questions"], ["Vendor", "Elm"], [], ["1", "Do you have a policy?", "Yes"],
                  ["2", "Do you encrypt it?", "No"], ["3", "Do you train your staff?", "Yes"], ["4", "Do you test backups?", "Yes"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question_id, answer.verdict.word) for answer in read.answers] == [
        ("1", "yes"), ("2", "no"), ("3", "yes"), ("4", "yes")]
    assert read.vendor_name == "Elm"


@pytest.mark.parametrize(("words", "verdict"), [
    ("✅", "yes"), ("❌", "no"), ("🔶 Partially Implemented", "partial"), ("📋 Planned", "no"),
    ("⬜ Not Applicable", "not_applicable"),
    ("⚠️ Partial", "partial"), ("✅ No", "no"), ("[Yes]", "yes"), ("(No)", "no"), ("not-applicable", "not_applicable"),
    ("➖", "unanswered"),
    ("Partiellement appliquée", "partial"), ("Non appliquée", "no"), ("🔒 AES-256", "text"), ("(see above)", "text")])
def test_pictures_and_brackets_around_a_choice_change_nothing(words: str, verdict: str) -> None:
    assert verdict_of(words).word == verdict


def test_a_title_numbered_above_questions_with_parts_of_their_own_asks_nothing(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["No", "Question", "Response"], ["4", "Backup", None], ["4.1", "Are backups made?", "Yes"],
                  ["4.1.a", "If yes, how often?", "Daily"], ["4.1.b", "Are they encrypted?", "No"], ["5", "Access", None],
                  ["5.1", "Is MFA used?", "Yes"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.section, answer.question_id, answer.answer) for answer in read.answers] == [
        ("Backup", "4.1", "Yes"), ("Backup", "4.1.a", "Daily"), ("Backup", "4.1.b", "No"), ("Access", "5.1", "Yes")]


def test_grades_of_a_published_assessment_need_no_legend(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Information Security Assessment"], [],
                  ["Control number", "Control question", "Target maturity level", "Maturity level", "Implementation description"],
                  *([f"1.{number}.1", f"To what extent is matter {number} managed?", Decimal(3), grade, "d"]
                    for number, grade in enumerate([Decimal(3), Decimal(2), Decimal(0), "na"], start=1))]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question_id, answer.answer, answer.verdict.word) for answer in read.answers] == [
        ("1.1.1", "3", "yes"), ("1.2.1", "2", "partial"), ("1.3.1", "0", "no"), ("1.4.1", "na", "not_applicable")]


def test_an_answers_rationale_is_its_note_and_a_processor_is_the_vendor(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Sous-traitant :", "Noyer SARL"], [], ["Question ID", "Question Text", "Answer", "Answer Rationale"],
                  ["Q1", ASKED[0], "Yes", "why"], ["Q2", ASKED[1], "No", None]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert (said(read), read.vendor_name) == ([("Q1", "Yes", "yes", "why"), ("Q2", "No", "no", "")], "Noyer SARL")


def test_a_breach_admitted_in_a_table_or_an_export_is_no_good_answer(sheet_of: SheetOf, book_of: BookOf) -> None:
    asked = "Have you had any data breaches in the past 3 years?"
    rows: Rows = [["ID", "Question", "Answer"], ["1", asked, "Yes"], ["2", ASKED[1], "Yes"]]
    assert [answer.polarity.word for answer in read_questionnaire(book_of(sheet_of(rows))).answers] == ["no_is_good", "yes_is_good"]
    rows = [["Timestamp", asked, ASKED[1]], ["2025-10-03", "No", "Yes"]]
    assert [answer.polarity.word for answer in read_questionnaire(book_of(sheet_of(rows))).answers] == ["no_is_good", "yes_is_good"]


@pytest.mark.parametrize(("heading", "codes"), [
    ("Compliance (C/PC/NC)", ["C", "PC", "NC"]), ("Response FC/PC/NC/NA", ["FC", "PC", "NC"]), ("Answer (F/P/N)", ["F", "P", "N"])])
def test_letters_of_compliance_mean_what_they_usually_do_where_the_heading_offers_them(
        heading: str, codes: list[str], sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Req ID", "Requirement", heading], *([f"R{number}", f"The system supports matter {number}", code]
                                                        for number, code in enumerate(codes, start=1))]
    assert [answer.verdict.word for answer in read_questionnaire(book_of(sheet_of(rows))).answers] == ["yes", "partial", "no"]
