"""Every cell of an answer region ends as an answer, a note, a particular or in the list of what was not understood."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.intake import read_workbook
from risk_register.intake.values import CellProblem, CellValue, FileKind, Problem, Sheet, Workbook
from risk_register.questionnaires import read_questionnaire, read_questions, recognise
from tests.questionnaires.conserving import lost
from tests.questionnaires.test_forms_in_the_wild import FORMS
from tests.questionnaires.wild.form import Wild


def test_no_cell_of_a_real_workbook_is_lost(shared: Path) -> None:
    folder = shared / "questionnaires"
    read = 0
    for path in sorted((*folder.rglob("*.xlsx"), *folder.rglob("*.ods"), *folder.rglob("*hecvat*.csv"))):
        workbook = read_workbook(path)
        assert lost(workbook, read_questions(workbook)) == [], path.name
        read += 1
    assert read == 17


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_no_cell_of_a_form_as_it_is_found_is_lost(
        form: Wild, sheet_of: Callable[..., Sheet], book_of: Callable[..., Workbook]) -> None:
    def sheet(name: Any, rows: Any, merged: Any = ()) -> Sheet:
        return sheet_of(rows, name, merged=merged)

    workbook = book_of(*(sheet(*each) for each in form.sheets))
    assert lost(workbook, read_questions(workbook)) == []


def test_the_headings_of_a_further_table_below_are_counted_among_what_is_left_out(
        sheet_of: Callable[..., Sheet], book_of: Callable[..., Workbook]) -> None:
    workbook = book_of(sheet_of([["Ref", "Question", "Answer"], ["1", "Is a so?", "Yes"], [],
                                 ["Part", "Ref", "Question", "Answer"], ["B", "2", "Is b so?", "No"]]))
    read = read_questions(workbook)
    assert [(answer.question_id, answer.answer) for answer in read.answers] == [("1", "Yes"), ("2", "No")]
    assert read.left_out == {"Sheet1": frozenset({4})}
    assert [(str(each.reason), each.count) for each in read.skipped] == [("rows that repeat the headings", 1)]
    assert lost(workbook, read) == []


@pytest.mark.parametrize(("rows", "place", "cell"), [
    ([["1. Do you encrypt data?"], ["Yes"], ["2. Do you test restores?"], ["No"], ["3. Do you use MFA?"], [None]], (5, 0), "A6"),
    ([["Timestamp", "Do you encrypt data at rest?", "Do you have a response plan?"], ["2026-01-03", "Yes", None]], (1, 2), "C2"),
], ids=["below", "sideways"])
def test_a_cell_without_a_usable_value_is_told_however_the_questions_stand(
        rows: list[list[CellValue]], place: tuple[int, int], cell: str,
        sheet_of: Callable[..., Sheet], book_of: Callable[..., Workbook]) -> None:
    problem = Problem(CellProblem.ERROR_VALUE, "#REF!")
    read = read_questionnaire(book_of(sheet_of(rows, problems={place: problem})))
    assert [(each.cell, each.text) for each in read.problems] == [(cell, "#REF!")]


_HEADS = ["Ref", "No", "Question", "Requirement", "Domain", "Answer", "Vendor Response (Yes / No)", "Yes", "No", "N/A", "Comments",
          "Evidence", "Score (0-5)", "Owner", "Compliance %", "Product A", "Product B", "Due date", ""]
_WORD = st.text(st.sampled_from("abdefgilmnoprtuvàéß漢"), min_size=1, max_size=8).map(lambda word: f"w{word}")
_ASKED = st.lists(_WORD, min_size=1, max_size=5).map(" ".join).map(lambda words: f"Is {words} so?")
_SAID = st.sampled_from(["Yes", "No", "N/A", "x", "3", "50%", "Yes, but not all", "Oui", "Total", "Signed by", ""]) | _WORD
_NUMBER = st.integers(1, 9).flatmap(lambda first: st.integers(1, 20).map(lambda second: f"{first}.{second}"))


@st.composite
def layouts(draw: st.DrawFn) -> list[list[CellValue]]:
    """Headings in any order, once or again further down, with titles, blank rows and rows of anything between them."""
    rows: list[list[CellValue]] = [[draw(_WORD)] if draw(st.booleans()) else [] for _ in range(draw(st.integers(0, 3)))]
    heads = draw(st.lists(st.sampled_from(_HEADS), min_size=2, max_size=8))
    for _ in range(draw(st.integers(1, 2))):
        rows.append([head or None for head in heads])
        for _ in range(draw(st.integers(1, 8))):
            rows.append([_of(draw, head) or None for head in heads] + ([draw(_WORD)] if draw(st.integers(0, 9)) == 0 else []))
            if draw(st.integers(0, 4)) == 0:
                rows.append(draw(st.lists(st.none() | _SAID | _ASKED, max_size=len(heads))))
    return rows


def _of(draw: st.DrawFn, head: str) -> str:
    if draw(st.integers(0, 5)) == 0:
        return ""
    return draw(_NUMBER if head in ("Ref", "No") else _ASKED if head in ("Question", "Requirement") else _SAID)


@settings(max_examples=250, deadline=None)
@given(layouts(), st.lists(st.tuples(st.integers(0, 10), st.integers(0, 5), st.integers(0, 2), st.integers(0, 1)), max_size=2))
def test_no_cell_of_a_random_layout_is_lost_in_any_way_of_reading_it(
        rows: list[list[CellValue]], areas: list[tuple[int, int, int, int]]) -> None:
    merged = [(top, left, top + down, left + right) for top, left, down, right in areas]
    workbook = Workbook("any.xlsx", FileKind.XLSX, "0" * 64, 1, (Sheet("Sheet1", rows, merged=merged),))
    covered = {(row, column) for top, left, bottom, right in merged for row in range(top, bottom + 1)
               for column in range(left, right + 1)} - {(top, left) for top, left, _, _ in merged}
    seen = [[None if (row, column) in covered else value for column, value in enumerate(values)] for row, values in enumerate(rows)]
    shown = Workbook("any.xlsx", FileKind.XLSX, "0" * 64, 1, (Sheet("Sheet1", seen, merged=merged),))
    for way in recognise(workbook):
        try:
            read = way.read()
        except RegisterError:
            continue
        assert lost(shown, read) == [], way.reasons
        assert read.account.set_aside == sum(each.count for each in read.skipped)
        assert read.account.questions == len(read.answers)
