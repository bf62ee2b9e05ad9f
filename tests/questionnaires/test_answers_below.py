"""Sheets without headings: answers in the rows below their questions, and labels with their values beside."""

from collections.abc import Callable

import pytest

from risk_register.errors import RegisterError
from risk_register.intake.values import CellValue, Sheet, Workbook
from risk_register.questionnaires import ReadQuestionnaire, read_questionnaire, recognise

SheetOf = Callable[..., Sheet]
BookOf = Callable[..., Workbook]
Rows = list[list[CellValue]]

NUMBERED: Rows = [
    ["Security questionnaire"], ["Vendor: Example Hosting Ltd"], ["1. Do you encrypt data at rest?"], ["Yes, AES-256"],
    ["2. Do you test restores?"], ["No"], ["Planned for next year."], ["3. Where is data kept?"], ["In France and Ireland"], [],
    ["Access control"], ["4. Is a second factor asked for?"], ["5. Do you review rights?"], ["N/A"]]
LABELS: Rows = [
    ["Vendor", "Example Hosting Ltd"], ["Encryption at rest", "Yes"], ["Multi-factor authentication", "Yes"], ["Backup", "Daily"],
    ["Penetration test", "No"], ["Incident response plan", "Yes"], ["Access reviews", "N/A"]]


def _said(read: ReadQuestionnaire) -> list[tuple[str, str, str, str, str, str]]:
    return [(each.question_id, each.question, each.answer, each.verdict.word, each.notes, each.cell) for each in read.answers]


def test_numbered_questions_in_one_column_have_their_answers_in_the_rows_below(sheet_of: SheetOf, book_of: BookOf) -> None:
    read = read_questionnaire(book_of(sheet_of(NUMBERED)))
    assert _said(read) == [
        ("1", "Do you encrypt data at rest?", "Yes, AES-256", "yes", "", "A4"),
        ("2", "Do you test restores?", "No", "no", "Planned for next year.", "A6"),
        ("3", "Where is data kept?", "In France and Ireland", "text", "", "A9"),
        ("4", "Is a second factor asked for?", "", "unanswered", "", "A12"),
        ("5", "Do you review rights?", "N/A", "not_applicable", "", "A14")]
    assert [each.section for each in read.answers] == ["", "", "", "Access control", "Access control"]
    assert [each.domain.word for each in read.answers][:1] == ["encryption"]
    assert read.vendor_name == "Example Hosting Ltd"
    assert {str(entry.reason): entry.count for entry in read.skipped} == {
        "titles and remarks above the headings": 1, "section titles and remarks": 1}


def test_the_way_is_offered_with_its_reason(sheet_of: SheetOf, book_of: BookOf) -> None:
    (way,) = recognise(book_of(sheet_of(NUMBERED)))
    assert way.family.name == "plain_table"
    assert "5 questions have their answers in the rows below" in str(way.reasons[0])


@pytest.mark.parametrize("rows", [LABELS, [
    ["Do you encrypt data at rest?"], ["Yes"], ["Do you test restores?"], ["No"], ["Where is data kept?"], ["In France"]]],
    ids=["labels with values", "questions without numbers"])
def test_what_may_be_another_list_is_offered_and_read_only_when_its_family_is_named(
        rows: Rows, sheet_of: SheetOf, book_of: BookOf) -> None:
    book = book_of(sheet_of(rows))
    assert [way.family.name for way in recognise(book)] == ["plain_table"]
    with pytest.raises(RegisterError, match="may be a questionnaire or another list") as refused:
        read_questionnaire(book)
    assert "plain_table" in str(refused.value)
    assert len(read_questionnaire(book, "plain_table").answers) == (6 if rows is LABELS else 3)


def test_labels_are_read_with_the_values_beside_them(sheet_of: SheetOf, book_of: BookOf) -> None:
    read = read_questionnaire(book_of(sheet_of(LABELS)), "plain_table")
    assert [(each.question, each.answer, each.verdict.word, each.cell) for each in read.answers[:3]] == [
        ("Encryption at rest", "Yes", "yes", "B2"), ("Multi-factor authentication", "Yes", "yes", "B3"),
        ("Backup", "Daily", "text", "B4")]
    assert read.vendor_name == "Example Hosting Ltd"


@pytest.mark.parametrize("rows", [
    [["What is this?"], ["A service."], ["Who runs it?"], ["We do."], ["What does it cost?"], ["Ask us."]],
    [["1. Do you encrypt?"], ["2. Do you test?"], ["3. Do you review?"], ["Yes"]],
    [["1. Do you encrypt?", "x"], ["Yes"], ["2. Do you test?"], ["Yes"], ["3. Do you review?"], ["No"]],
    [["Dark mode", "Yes"], ["Calendar", "Yes"], ["Chat", "No"], ["Sharing", "Yes"], ["Search", "Yes"]],
    [["Control", "In use"], ["Encryption", "Yes"], ["Backup", "Yes"], ["Firewall", "No"], ["Monitoring", "Yes"]],
    [["Encryption", "AES-256"], ["Backup", "Daily"], ["Incidents", "None"], ["Access", "Roles"], ["Network", "Private"]],
    [["Backup", "Yes"], ["Backup", "No"], ["Backup", "Yes"], ["Network", "Yes"], ["Access", "No"], ["Access", "Yes"]],
    [["To do"], ["Encrypt the disks"], ["Yes"], ["Review the rights"], ["No"]],
], ids=["frequent questions", "not answered", "several columns", "features", "headed list", "facts", "inventory", "tasks"])
def test_what_only_resembles_such_a_sheet_is_not_read(rows: Rows, sheet_of: SheetOf, book_of: BookOf) -> None:
    with pytest.raises(RegisterError, match="holds no answers"):
        read_questionnaire(book_of(sheet_of(rows)))
    assert not recognise(book_of(sheet_of(rows)))
