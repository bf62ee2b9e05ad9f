"""Forms as they are found, made up after what is seen in public: every answer in its place, nothing else taken for one."""

from collections.abc import Callable
from typing import Any

import pytest

from risk_register.intake.values import Sheet, Workbook
from risk_register.questionnaires import read_questionnaire, recognise
from tests.questionnaires.wild import answers, languages, layouts
from tests.questionnaires.wild.form import Wild

FORMS = [*languages.FORMS, *layouts.FORMS, *answers.FORMS]


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_a_form_is_read_as_a_person_reads_it(
        form: Wild, sheet_of: Callable[..., Sheet], book_of: Callable[..., Workbook]) -> None:
    def sheet(name: Any, rows: Any, merged: Any = ()) -> Sheet:
        return sheet_of(rows, name, merged=merged)

    read = read_questionnaire(book_of(*(sheet(*each) for each in form.sheets)))
    assert [(answer.question_id, answer.answer, answer.verdict.word, answer.notes) for answer in read.answers] == form.answers
    assert (read.vendor_name, read.product, read.completed_on) == (form.vendor, form.product, form.day)
    assert tuple(cell.cell for cell in read.unmapped) == form.not_understood


@pytest.mark.parametrize("mark", ["x", "X", "✔", "✓", "☑", "●", "1"])
def test_any_mark_under_a_choice_chooses_it(mark: str, sheet_of: Callable[..., Sheet], book_of: Callable[..., Workbook]) -> None:
    rows = [["Item", "Requirement", "Yes", "No", "N/A", "Comment"], ["1", "Data is encrypted", mark, None, None, "c"],
            ["2", "Logs are kept", None, mark, None, None], ["3", "MFA is used", None, None, mark, None]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question_id, answer.answer, answer.cell, answer.notes) for answer in read.answers] == [
        ("1", "Yes", "C2", "c"), ("2", "No", "D3", ""), ("3", "N/A", "E4", "")]


def test_sections_questions_and_products_are_told_from_the_layout(
        sheet_of: Callable[..., Sheet], book_of: Callable[..., Workbook]) -> None:
    rows = [["1. Governance", "Response", "Comments"], ["Do you have a policy?", "Yes", "c"], ["Do you train staff?", "No"], [],
            ["2. Access", "Response", "Comments"], ["Do you use MFA?", "Yes"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.section, answer.question) for answer in read.answers] == [
        ("1. Governance", "Do you have a policy?"), ("1. Governance", "Do you train staff?"), ("2. Access", "Do you use MFA?")]
    rows = [["Ref", "Question", "Answer"], ["1", "Governance"], ["1.1", "Is there a policy?", "Yes"], ["2", "Access"],
            ["2.1", "Is MFA used?", "No"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question_id, answer.section) for answer in read.answers] == [("1.1", "Governance"), ("2.1", "Access")]
    rows = [["Ref", "Question", "Product A", "Product B"], ["1", "Is SSO supported?", "Yes", "No"],
            ["2", "Is data encrypted?", "Yes", "Yes"], ["3", "Are logs kept?", "No", "N/A"]]
    read = read_questionnaire(book_of(sheet_of(rows)))
    assert [(answer.question_id, answer.occurrence, answer.answer, answer.cell, answer.extra) for answer in read.answers[2:4]] == [
        ("3", 1, "No", "C4", {"component": "Product A"}), ("1", 2, "No", "D2", {"component": "Product B"})]


LISTS: dict[str, list[list[object]]] = {
    "vendors": [["Vendor", "Service", "Critical", "Personal data"], ["Fir Ltd", "Hosting of the web site", "Yes", "No"]],
    "vendors in French": [["Prestataire", "Description du service", "Critique (Oui/Non)"], ["Pin SAS", "Le site de paie", "Oui"]],
    "risks": [["Risk ID", "Risk description", "Score", "Status"], ["R1", "The data centre may burn down", "12", "Open"]],
    "assets": [["Asset ID", "Asset name", "Encrypted", "Backup"], ["A1", "Laptop of the finance department", "Yes", "No"]],
    "subcontractors": [["Name", "Purpose", "Personal data?"], ["Elm Inc", "Hosting and storage of data", "Yes"]],
    "measurements": [["Month", "Availability target", "Availability measured", "Met"], ["2026-01", "99.9%", "99.95%", "Yes"]],
    "tasks": [["#", "Action item", "Owner", "Completed?"], ["1", "Write the policy on access control", "IT", "Yes"]],
    "contracts": [["Contract ref", "Title", "Auto-renewal", "Signed"], ["C-1", "Master services agreement", "Yes", "Yes"]],
    "findings": [["Ref", "Finding", "Severity", "Status"], ["F-1", "Backups are not tested regularly", "High", "Open"]],
    "training": [["Employee", "Course", "Passed"], ["Head of IT", "Security awareness course", "Yes"]],
    "scans": [["Plugin", "Name", "Solution", "Result"], ["1", "Weak ciphers in the web server", "Upgrade", "Fail"]],
    "vendors with questions": [["Vendor", "Is it certified?", "Does it process personal data?"], ["Fir Ltd", "Yes", "No"]],
    "data flows": [["From", "To", "Data category", "Encrypted in transit"], ["Us", "Fir Ltd", "Salaries of all employees", "Yes"]],
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_other_things_are_not_taken_for_questionnaires(
        name: str, sheet_of: Callable[..., Sheet], book_of: Callable[..., Workbook]) -> None:
    headings, row = LISTS[name]
    rows = [headings, *([*row[:-1], row[-1]] for _ in range(8))]
    assert recognise(book_of(sheet_of(rows))) == []
