"""Every answered file of the families we read, against its right values row by row; every other one refused in words."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from risk_register.errors import RegisterError
from risk_register.intake.values import Workbook
from risk_register.questionnaires import Flag, ReadQuestionnaire, adverse, read_questionnaire, read_questions, recognise

At = Callable[[str], Workbook]

_OURS = {"na": "not_applicable", "blank": "unanswered"}
_LONGEST_RAW = 60

ANSWERED = {
    "caiq-4.0.3-answered/instructure-caiq-4.0.3.xlsx": ("caiq", "4.0.3"),
    "caiq-4.0.2-answered/instructure-caiq-4.0.2.xlsx": ("caiq", "4.0.2"),
    "hecvat-full-3.04-answered/canvas-lms-hecvat-full-3.04.xlsx": ("hecvat", "Full 3.04"),
    "hecvat-full-3.06-answered/impact-hecvat-full-3.06.xlsx": ("hecvat", "Full 3.06"),
    "hecvat-lite-3.04-answered/canvas-catalog-hecvat-lite-3.04.xlsx": ("hecvat", "Lite 3.04"),
    "hecvat-lite-3.01-answered/canvas-catalog-hecvat-lite-3.01.xlsx": ("hecvat", "Lite 3.01"),
    "k12cvat-4.1-answered/canvas-lms-k12cvat-lite-4.1.xlsx": ("hecvat", "K-12CVAT 4.1"),
    "hecvat-lite-csv-answered/intelligent-insights-hecvat-lite.csv": ("hecvat", "Lite"),
    "caiq-3.0.1/csa-caiq-3.0.1-dummy-filled.xlsx": ("caiq3", "3.0.1"),
}
CAIQ, CAIQ_BEFORE, FULL_304, FULL_306, LITE_304, LITE_301, K12, LITE_CSV, MARKED = ANSWERED


class Right(NamedTuple):
    sheet: str
    verdict: str
    words: str
    note_length: int


def _beginning(words: str) -> str:
    """The right values are cut, and their no-break spaces made plain ones."""
    return " ".join(words.split())[:_LONGEST_RAW]


@pytest.fixture(scope="session")
def right_values(shared: Path) -> dict[str, dict[tuple[str, int], Right]]:
    values: dict[str, dict[tuple[str, int], Right]] = {}
    with (shared / "questionnaires" / "expected-answers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "question":
                verdict = _OURS.get(row["normalised"], row["normalised"])
                values.setdefault(row["file"], {})[row["id"], int(row["row"])] = Right(
                    row["sheet"], verdict, row["raw_answer"], int(row["note_chars"] or 0))
    return values


@pytest.fixture(scope="session")
def read_at(workbook_at: At) -> Callable[[str], ReadQuestionnaire]:
    kept: dict[str, ReadQuestionnaire] = {}

    def read(path: str) -> ReadQuestionnaire:
        if path not in kept:
            kept[path] = read_questionnaire(workbook_at(f"questionnaires/{path}"))
        return kept[path]

    return read


Read = Callable[[str], ReadQuestionnaire]


@pytest.mark.parametrize("path", ANSWERED)
def test_every_question_has_its_right_row_verdict_words_and_note(
        path: str, read_at: Read, right_values: dict[str, dict[tuple[str, int], Right]]) -> None:
    read, right = read_at(path), right_values[path]
    assert (read.family, read.version) == ANSWERED[path]
    assert {(answer.question_id, answer.row) for answer in read.answers} == right.keys()
    assert len(read.answers) == len(right)
    is_table = path.endswith(".csv")
    for answer in read.answers:
        expected = right[answer.question_id, answer.row]
        assert (answer.question_id, answer.verdict.word) == (answer.question_id, expected.verdict)
        assert len(answer.notes) == expected.note_length, answer.question_id
        assert is_table or answer.sheet == expected.sheet
        assert answer.cell.endswith(str(answer.row))
        if path != MARKED:
            assert _beginning(answer.answer) == _beginning(expected.words), answer.question_id


@pytest.mark.parametrize(("path", "vendor", "product", "completed"), [
    (FULL_304, "Instructure", "Canvas LMS", date(2024, 5, 20)),
    (FULL_306, "Instructure", "Impact by Instructure", date(2024, 9, 25)),
    (LITE_304, "Instructure", "Canvas Catalog", date(2024, 10, 4)),
    (LITE_301, "Instructure", "Canvas Catalog", date(2022, 9, 29)),
    (K12, "Instructure", "Canvas LMS", date(2024, 8, 14)),
    (LITE_CSV, "", "", None),
])
def test_vendor_product_and_date_come_from_the_forms_own_rows(
        path: str, vendor: str, product: str, completed: date | None, read_at: Read) -> None:
    read = read_at(path)
    assert (read.vendor_name, read.product, read.completed_on) == (vendor, product, completed)


@pytest.mark.parametrize(("path", "rows"), [(FULL_304, 16), (FULL_306, 16), (LITE_304, 16), (LITE_301, 16), (K12, 13)])
def test_particulars_of_the_vendor_are_metadata_and_never_answers(path: str, rows: int, read_at: Read) -> None:
    read = read_at(path)
    assert len(read.metadata) == rows
    assert not any(answer.question_id.startswith(("GNRL", "DATE")) for answer in read.answers)


@pytest.mark.parametrize(("path", "ids"), [
    (CAIQ, "BCR-10.2 CEK-08.1"),
    (CAIQ_BEFORE, "BCR-10.2 CEK-08.1"),
    (FULL_304, ("QUAL-01 QUAL-02 ITAC-04 ITAC-08 CONS-01 CONS-02 CONS-03 CONS-06 AAAI-03 AAAI-05 AAAI-12 CHNG-09 DATA-01 DATA-15 "
                "QLAS-02")),
    (K12, "DOCU-05 COMP-05 HLDC-02"),
])
def test_adverse_answers_follow_the_files_own_compliant_answers(path: str, ids: str, read_at: Read) -> None:
    assert sorted(answer.question_id for answer in read_at(path).answers if adverse(answer)) == sorted(ids.split())


@pytest.mark.parametrize(("path", "count"), [(FULL_306, 17), (LITE_304, 8)])
def test_as_many_answers_are_adverse_as_the_file_counts(path: str, count: int, read_at: Read) -> None:
    assert sum(map(adverse, read_at(path).answers)) == count


def test_a_note_that_says_in_place_beside_a_blank_stays_unanswered_and_is_flagged(read_at: Read) -> None:
    answer = next(answer for answer in read_at(LITE_304).answers if answer.question_id == "DOCU-11")
    assert (answer.answer, answer.verdict.word, answer.flags) == ("", "unanswered", (Flag.NOTE_WITHOUT_ANSWER,))


def test_numbered_choices_are_read_and_other_choices_stay_text(read_at: Read) -> None:
    answers = {answer.question_id: answer for answer in read_at(FULL_304).answers}
    assert (answers["QUAL-07"].answer, answers["QUAL-07"].verdict.word) == ("4) AWS", "text")
    assert answers["AAAI-02"].verdict.word == "text"
    assert any(answer.answer == "1) Yes" and answer.verdict.word == "yes" for answer in answers.values())


def test_weights_come_from_the_files_own_sheet_of_questions(read_at: Read) -> None:
    weights = Counter(answer.weight for answer in read_at(FULL_304).answers)
    assert set(weights) == {1, 10, 15, 20, 25, 40}
    assert (weights[20], weights[40]) == (120, 5)


def test_who_owns_a_control_and_what_is_left_to_the_customer_is_kept(read_at: Read) -> None:
    owners = Counter(answer.extra["ssrm_ownership"] for answer in read_at(CAIQ).answers)
    assert owners == {"CSP-owned": 248, "3rd-party outsourced": 7, "Shared CSP and CSC": 3, "Shared CSP and 3rd-party": 2,
                      "CSC-owned": 1}
    with_duties = [answer.question_id for answer in read_at(CAIQ_BEFORE).answers if "customer_responsibilities" in answer.extra]
    assert with_duties == ["IAM-11.1"]


def test_every_caiq_question_has_its_section_carried_down_and_a_control_domain(read_at: Read) -> None:
    answers = read_at(CAIQ).answers
    assert len({answer.section for answer in answers}) == 17
    assert len({answer.domain for answer in answers}) == 17
    assert answers[0].section == "Audit & Assurance"
    assert {answer.section for answer in answers if answer.question_id.startswith("UEM")} == {"Universal Endpoint Management"}


@pytest.mark.parametrize("path", [path for path, (family, _) in ANSWERED.items() if family == "hecvat"])
def test_every_hecvat_question_has_a_section_and_a_control_domain(path: str, read_at: Read) -> None:
    assert all(answer.section and answer.domain for answer in read_at(path).answers)


@pytest.mark.parametrize("path", ANSWERED)
def test_nothing_of_the_answer_region_is_left_without_a_place(path: str, read_at: Read, workbook_at: At) -> None:
    read = read_at(path)
    assert not read.problems
    assert not [cell for cell in read.unmapped if "covered" not in str(cell.reason)]
    assert len(recognise(workbook_at(f"questionnaires/{path}"))[0].reasons) == len(read.sheets) == 1


def test_a_form_with_columns_to_mark_is_read_by_the_marked_column(read_at: Read) -> None:
    read = read_at(MARKED)
    assert {answer.cell[0] for answer in read.answers} == {"F"}
    assert {answer.answer for answer in read.answers} == {"Yes"}


@pytest.mark.parametrize("path", [
    "caiq-3.0.1/csa-caiq-3.0.1-blank.xlsx",
    "caiq-1.1/csa-caiq-1.1-blank.xlsx",
    "cyfun-2025/cyfun2025-essential-self-assessment.xlsx",
    "dga-sdi-fr/formulaire-sdi-secnum-2216.xlsx",
    "hecvat-4.1.4/hecvat-4.1.4-blank.xlsx",
    "ja-csv/thirdparty-questionnaire-template.csv",
    "multisheet-generic/acme-vendor-security-questionnaire.xlsx",
    "rgaa-4.1.2-fr/rgaa-4.1.2-grille-audit.ods",
    "supply-chain-es/ismsforum-cadena-suministro.xlsx",
])
def test_a_form_without_answers_is_refused_by_name_as_holding_none(path: str, workbook_at: At) -> None:
    with pytest.raises(RegisterError, match="holds no answers") as refusal:
        read_questionnaire(workbook_at(f"questionnaires/{path}"))
    assert path.rpartition("/")[2] in str(refusal.value)
    assert "aucune réponse" in refusal.value.render("fr")


def test_a_column_headed_answer_that_names_choices_is_called_a_question_set(workbook_at: At) -> None:
    for path in ("dga-sdi-fr/formulaire-sdi-secnum-2216.xlsx", "supply-chain-es/ismsforum-cadena-suministro.xlsx"):
        with pytest.raises(RegisterError, match="question set in the layout of CISO Assistant"):
            read_questionnaire(workbook_at(f"questionnaires/{path}"))


def test_a_blank_hecvat_4_counts_each_id_once(workbook_at: At) -> None:
    read = recognise(workbook_at("questionnaires/hecvat-4.1.4/hecvat-4.1.4-blank.xlsx"))[0].read()
    assert len(read.answers) == len({answer.question_id for answer in read.answers}) == 331 - 9
    assert read.title == "HECVAT 4.1.4"
    assert read.completed_on is None
    assert not read.metadata


@pytest.mark.parametrize(("path", "family", "version", "questions", "distinct"), [
    ("caiq-3.0.1/csa-caiq-3.0.1-blank.xlsx", "caiq3", "3.0.1", 295, 295),
    ("caiq-1.1/csa-caiq-1.1-blank.xlsx", "caiq1", "1.1", 197, 196),
    ("hecvat-4.1.4/hecvat-4.1.4-blank.xlsx", "hecvat", "4.1.4", 322, 322),
    ("multisheet-generic/acme-vendor-security-questionnaire.xlsx", "plain_table", "", 117, 20),
    ("cyfun-2025/cyfun2025-essential-self-assessment.xlsx", "cyfun", "2025", 218, 218),
    ("supply-chain-es/ismsforum-cadena-suministro.xlsx", "ciso_assistant", "1", 75, 75),
    ("dga-sdi-fr/formulaire-sdi-secnum-2216.xlsx", "ciso_assistant", "1", 21, 21),
    ("rgaa-4.1.2-fr/rgaa-4.1.2-grille-audit.ods", "rgaa", "4.1.2", 2120, 106),
])
def test_a_blank_form_is_read_as_the_questions_to_send(
        path: str, family: str, version: str, questions: int, distinct: int, workbook_at: At) -> None:
    read = read_questions(workbook_at(f"questionnaires/{path}"))
    assert (read.family, read.version) == (family, version)
    assert len(read.answers) == questions
    assert len({answer.question_id for answer in read.answers}) == distinct
    assert len({(answer.question_id, answer.occurrence) for answer in read.answers}) == questions
    assert all(answer.verdict.word == "unanswered" for answer in read.answers)
    assert all(answer.question.strip() for answer in read.answers)


def test_marks_in_a_forms_mappings_and_slipped_spaces_in_ids_mislead_nobody(workbook_at: At) -> None:
    read = read_questions(workbook_at("questionnaires/caiq-3.0.1/csa-caiq-3.0.1-blank.xlsx"))
    assert "AIS-02.2" in {answer.question_id for answer in read.answers}
    assert len({answer.section for answer in read.answers}) == 133
    assert not any(answer.extra for answer in read.answers)


def test_both_rows_of_an_id_that_occurs_twice_survive(workbook_at: At) -> None:
    read = read_questions(workbook_at("questionnaires/caiq-1.1/csa-caiq-1.1-blank.xlsx"))
    assert [answer.occurrence for answer in read.answers if answer.question_id == "IS-21.1"] == [1, 2]
    assert sum(1 for answer in read.answers if answer.notes) == 6
    assert not any(answer.extra for answer in read.answers)


def test_criteria_numbers_of_an_open_document_grid_stay_text(workbook_at: At) -> None:
    read = read_questions(workbook_at("questionnaires/rgaa-4.1.2-fr/rgaa-4.1.2-grille-audit.ods"))
    assert {"4.10", "8.10", "10.10", "11.10", "12.10", "13.10"} <= {answer.question_id for answer in read.answers}
    assert len(read.sheets) == 20


def test_assurance_levels_of_a_cyfun_form_are_kept(workbook_at: At) -> None:
    read = read_questions(workbook_at("questionnaires/cyfun-2025/cyfun2025-essential-self-assessment.xlsx"))
    assert Counter(answer.extra["assurance_level"] for answer in read.answers) == {"Basic": 34, "Important": 99, "Essential": 85}
    assert Counter(answer.sheet for answer in read.answers) == {
        "GOVERN": 40, "IDENTIFY": 55, "PROTECT": 79, "DETECT": 22, "RESPOND": 14, "RECOVER": 8}


def test_questions_of_a_library_carry_the_choices_they_offer(workbook_at: At) -> None:
    spanish = read_questions(workbook_at("questionnaires/supply-chain-es/ismsforum-cadena-suministro.xlsx"))
    assert Counter(answer.choices for answer in spanish.answers) == {("Si", "No", "Parcial", "N/A"): 74, (): 1}
    french = read_questions(workbook_at("questionnaires/dga-sdi-fr/formulaire-sdi-secnum-2216.xlsx"))
    assert {len(answer.choices) for answer in french.answers} == {4}
    assert len({answer.choices for answer in french.answers}) == 21


@pytest.mark.parametrize(("path", "excused", "blank"), [(FULL_304, 52, 0), (FULL_306, 54, 0), (LITE_304, 0, 2), (LITE_CSV, 0, 1)])
def test_blanks_that_the_forms_own_rules_excuse_are_told_from_others(path: str, excused: int, blank: int, read_at: Read) -> None:
    account = read_at(path).account
    assert (account.excused, account.blank) == (excused, blank)
    assert account.questions == account.answered + account.excused + account.blank


def test_a_paragraph_where_yes_or_no_was_asked_is_flagged(read_at: Read) -> None:
    flagged = [answer.question_id for answer in read_at(LITE_301).answers if Flag.WORDS_FOR_CHOICE in answer.flags]
    assert flagged == ["COMP-02"]


def test_ids_that_restart_on_every_sheet_stay_apart(workbook_at: At) -> None:
    read = recognise(workbook_at("questionnaires/multisheet-generic/acme-vendor-security-questionnaire.xlsx"))[0].read()
    assert len(read.answers) == 117
    assert len({answer.question_id for answer in read.answers}) == 20
    assert len({(answer.question_id, answer.occurrence) for answer in read.answers}) == 117
