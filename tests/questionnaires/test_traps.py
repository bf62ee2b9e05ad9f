"""What misleads readers of real forms, each in a file made here and read from its bytes."""

from datetime import date, time
from pathlib import Path

import pytest
import xlsxwriter

from risk_register.errors import RegisterError
from risk_register.intake import read_workbook
from risk_register.questionnaires import Flag, adverse, read_questionnaire, read_questions
from tests.questionnaires.formats import write


def _accessible_edition(path: Path) -> Path:
    """Everything one row lower, columns and rows hidden, markers beside the table, formulas for questions, a vast used range."""
    with xlsxwriter.Workbook(str(path)) as book:
        form, questions = book.add_worksheet("HECVAT - Full | Vendor Response"), book.add_worksheet("Questions")
        form.write(0, 0, "There is a combination of cell formats on this page for screen readers.")
        form.write_row(1, 0, ["HECVAT - Full | Vendor Response", "", "", "", "Version 3.06"])
        form.write_row(2, 0, ["DATE-01", "Date"])
        form.write_datetime(2, 2, date(2024, 9, 25), book.add_format({"num_format": "yyyy-mm-dd"}))
        form.write_row(3, 0, ["GNRL-01", "Vendor Name", "Acme"])
        form.write_row(4, 0, ["Qualifiers", "", "Vendor Answers", "Additional Information", "Guidance", "Analyst Notes"])
        rows = [("QUAL-01", "No", ""), ("QUAL-02", "1) Yes", "see annex\nand its parts"), ("HIPA-01", "", ""),
                ("DOCU-11", "", "in place")]
        for row, (name, answer, note) in enumerate(rows, start=5):
            form.write(row, 0, name)
            form.write_formula(row, 1, f"=Questions!B{row}", value=f"Question {name}?")
            form.write_row(row, 2, [answer, note])
            form.write_formula(row, 4, "=0", value=0)
            form.write(row, 6, "End Table Data")
        form.set_row(7, None, None, {"hidden": True})
        form.set_column(6, 6, None, None, {"hidden": True})
        form.write_blank(1001, 255, None, book.add_format({"bold": True}))
        questions.write_row(0, 0, ["", "HECVAT Question Sets"])
        questions.write_row(1, 0, ["ID", "Question", "Required", "C_Answer", "Default Weight"])
        for row, (name, _, _) in enumerate(rows, start=2):
            questions.write_row(row, 0, [name, "?", 1, "No" if name == "QUAL-02" else "Yes", 20])
        questions.hide()
    return path


def test_an_accessible_edition_is_read_like_the_other(tmp_path: Path) -> None:
    read = read_questionnaire(read_workbook(_accessible_edition(tmp_path / "form.xlsx")))
    assert (read.title, read.vendor_name, read.completed_on) == ("HECVAT Full 3.06", "Acme", date(2024, 9, 25))
    assert [(answer.question_id, answer.question, answer.answer, answer.verdict.word, answer.notes, answer.cell, answer.weight)
            for answer in read.answers] == [
        ("QUAL-01", "Question QUAL-01?", "No", "no", "", "C6", 20),
        ("QUAL-02", "Question QUAL-02?", "1) Yes", "yes", "see annex\nand its parts", "C7", 20),
        ("HIPA-01", "Question HIPA-01?", "", "unanswered", "", "C8", 20),
        ("DOCU-11", "Question DOCU-11?", "", "unanswered", "in place", "C9", 20)]
    assert [answer.flags for answer in read.answers] == [(), (), (Flag.NOT_REQUIRED,), (Flag.NOTE_WITHOUT_ANSWER,)]
    assert [answer.question_id for answer in read.answers if adverse(answer)] == ["QUAL-01", "QUAL-02"]
    assert {answer.guidance for answer in read.answers} == {""}
    assert not read.unmapped


@pytest.mark.parametrize(("written", "day"), [("08/14/2024", date(2024, 8, 14)), ("September 29, 2022", date(2022, 9, 29)),
                                              ("03/04/2025", date(2025, 3, 4)), ("soon", None)])
def test_a_date_in_words_is_read_as_the_forms_country_writes_it(written: str, day: date | None, tmp_path: Path) -> None:
    rows = [["CoSN K-12CVAT", "", "", "", "Version 4.1"], ["DATE-01", "Date", written],
            ["Company", "", "Vendor Answers", "Additional Information"],
            *[[f"COMP-{number:02}", "Is it?", "Yes", ""] for number in range(1, 6)]]
    read = read_questionnaire(read_workbook(write(tmp_path / "k12.xlsx", {"CoSN K-12CVAT": (rows, [])})))
    assert (read.title, read.completed_on) == ("K-12CVAT 4.1", day)


def test_an_empty_date_cell_that_shows_midnight_is_no_date(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("START HERE")
        sheet.write_row(0, 0, ["HECVAT", "", "", "", "", "Version 4.1.4"])
        sheet.write(1, 0, "Date Completed")
        sheet.write_datetime(1, 2, time(0, 0), book.add_format({"num_format": "hh:mm:ss"}))
        sheet.write_row(2, 0, ["Company", "", "Answer", "Additional Information"])
        for row in range(5):
            sheet.write_row(3 + row, 0, [f"COMP-{row:02}", "Is it?", "Yes"])
    assert read_questionnaire(read_workbook(path)).completed_on is None


def test_a_hecvat_saved_as_text_keeps_line_breaks_and_has_no_vendor(tmp_path: Path) -> None:
    rows = [["Company Overview", "", "Vendor Answers", "Additional Information"],
            *[[f"COMP-{number:02}", "Is it?", "Yes" if number % 2 else "No", "one\r\ntwo, \"three\""] for number in range(1, 7)],
            ["Documentation", "", "Vendor Answers", "Additional Information"], ["HLAA-01", "Is it?", "", ""]]
    read = read_questionnaire(read_workbook(write(tmp_path / "lite.csv", {"x": (rows, [])})))
    assert (read.family, read.version, read.vendor_name, len(read.answers)) == ("hecvat", "Lite", "", 7)
    assert {answer.notes for answer in read.answers[:6]} == {"one\ntwo, \"three\""}
    assert [answer.section for answer in read.answers][-2:] == ["Company Overview", "Documentation"]


def test_three_rows_of_headings_and_marks_that_are_no_answers(tmp_path: Path) -> None:
    rows = [["", "", "CONSENSUS ASSESSMENTS INITIATIVE v3.0.1"],
            ["Control Domain", "Control ID", "Question ID", "Control Specification", "Consensus Assessment Questions",
             "Consensus Assessment Answers", "", "", "Notes", "CCM v3.0.1 Compliance Mapping", "", ""],
            ["", "", "", "", "", "", "", "", "", "SOC", "Public", "Private"],
            ["", "", "", "", "", "Yes", "No", "Not Applicable", "", "", "", ""]]
    ids = [f"EKM-{number:02}.1" for number in range(1, 26)]
    for place, name in enumerate(ids):
        mark = ["", "", ""]
        mark[place % 3] = "x"
        rows.append(["Encryption\nKeys" if not place else "", "EKM" if not place else "", name.replace("-", "- "), "",
                     "Do you?", *mark, "test", "CC7.1", "shared", "x"])
    merged = [(1, 5, 2, 7), (1, 9, 1, 11), (4, 0, 28, 0), (4, 1, 28, 1), (1, 2, 3, 2)]
    read = read_questionnaire(read_workbook(write(tmp_path / "caiq.xlsx", {"CSA CAIQ v3.0.1": (rows, merged)})))
    assert (read.family, read.version) == ("caiq3", "3.0.1")
    assert [answer.question_id for answer in read.answers] == ids
    assert [answer.verdict.word for answer in read.answers[:3]] == ["yes", "no", "not_applicable"]
    assert {answer.section for answer in read.answers} == {"Encryption\nKeys"}
    assert not any(answer.extra for answer in read.answers)
    assert not read.unmapped


@pytest.mark.parametrize("ending", ["ods", "xls", "xlsx"])
def test_ids_that_look_like_numbers_stay_as_they_are_written(ending: str, tmp_path: Path) -> None:
    rows = [["Réf", "Question", "Réponse"], *[[name, "Est-ce le cas ?", "Oui"] for name in ("4.1", "4.10", "04.1", "1E10", "3-4")]]
    read = read_questionnaire(read_workbook(write(tmp_path / f"grille.{ending}", {"Critères évalués": (rows, [])})))
    assert [answer.question_id for answer in read.answers] == ["4.1", "4.10", "04.1", "1E10", "3-4"]
    assert read.sheets == ("Critères évalués",)


def test_a_column_headed_answer_that_names_choices_is_none(tmp_path: Path) -> None:
    sheets: dict[str, tuple[list[list[str]], list[tuple[int, int, int, int]]]] = {
        "Présentation": ([["nom", "x"]], []),
        "préguntas": ([["assessable", "depth", "ref_id", "questions", "answer"], ["x", "1", "A-1", "¿Es así?", "R1"]], []),
        "réponses": ([["id", "question_type", "question_choices"], ["R1", "unique_choice", "Si\nNo"]], [])}
    workbook = read_workbook(write(tmp_path / "libro.xlsx", sheets))
    with pytest.raises(RegisterError, match="question set in the layout of CISO Assistant"):
        read_questionnaire(workbook)
    assert [(answer.question_id, answer.choices) for answer in read_questions(workbook).answers] == [("A-1", ("Si", "No"))]


def test_a_template_with_neither_ids_nor_answers_is_refused(tmp_path: Path) -> None:
    rows = [["category", "order", "text_ja", "text_en", "type"], ["access", "10", "多要素認証を必須にしていますか？", "", "text"],
            ["access", "20", "要素を選択してください。", "", "text"]]
    with pytest.raises(RegisterError, match="holds no answers"):
        read_questionnaire(read_workbook(write(tmp_path / "template.csv", {"x": (rows, [])}, encoding="utf-8")))


def test_numbers_preset_in_every_cell_are_no_answers(tmp_path: Path) -> None:
    path = tmp_path / "cyfun.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("PROTECT")
        sheet.write_row(0, 0, ["CyFun®2025"])
        sheet.write_row(1, 0, ["Requirement", "Documentation Score", "Implementation Score", "Comments"])
        for number in range(1, 15):
            sheet.write_row(1 + number, 0, [f"PR.AT-{number:02}.1: Staff are trained", 1, 1])
    with pytest.raises(RegisterError, match=r"blank form \(CyFun 2025\) with 14 questions"):
        read_questionnaire(read_workbook(path))
