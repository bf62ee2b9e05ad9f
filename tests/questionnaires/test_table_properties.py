"""Random tables in random layouts are read back whole: nothing lost, nothing invented."""

import contextlib
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.intake.values import CellValue, FileKind, Sheet, Workbook
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires import read_questionnaire, recognise, verdict_of
from risk_register.questionnaires.mapping import propose

Merged = list[tuple[int, int, int, int]]

_WORD = st.text(st.sampled_from("abdefgilmnoprtuvàéß漢"), min_size=1, max_size=8).map(lambda word: f"w{word}")
_SENTENCE = st.lists(_WORD, min_size=1, max_size=5).map(" ".join)
_ANSWER = st.sampled_from(["Yes", "No", "N/A", "Oui", "Partial", ""]) | _SENTENCE


@dataclass
class Made:
    """A table as it was written and the values that must come back."""

    rows: list[list[CellValue]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    expected: list[tuple[str, str, str, str, str, int]] = field(default_factory=list)
    blank: int = 0
    titles: int = 0


@st.composite
def tables(draw: st.DrawFn) -> Made:
    made = Made([[draw(_SENTENCE)] if draw(st.booleans()) else [] for _ in range(draw(st.integers(0, 5)))])
    headings = draw(st.permutations(["Domain", "Ref", "Question", "Answer", "Comments", "Owner", ""]))
    offset = draw(st.integers(0, 3))
    made.rows.append([None] * offset + [heading or None for heading in headings])
    place = {heading: offset + column for column, heading in enumerate(headings)}
    number = 0
    for _ in range(draw(st.integers(1, 5))):
        _between(draw, made, place)
        section = draw(_SENTENCE)
        top = len(made.rows)
        for index in range(draw(st.integers(1, 4))):
            number += 1
            answer, note = draw(_ANSWER), draw(st.just("") | _SENTENCE)
            row: list[CellValue] = [None] * (offset + len(headings))
            for heading, value in (("Ref", f"Q-{number}"), ("Question", draw(_SENTENCE)), ("Answer", answer), ("Comments", note),
                                   ("Owner", draw(st.just("") | _WORD)), ("Domain", "" if index else section)):
                row[place[heading]] = value or None
            made.expected.append((section, f"Q-{number}", str(row[place["Question"]]), answer, note, len(made.rows) + 1))
            made.rows.append(row)
        if len(made.rows) - top > 1:
            made.merged.append((top, place["Domain"], len(made.rows) - 1, place["Domain"]))
    return made


def _between(draw: st.DrawFn, made: Made, place: dict[str, int]) -> None:
    """Blank rows and a title, somewhere that is no answer's place."""
    for _ in range(draw(st.integers(0, 2))):
        made.rows.append([])
        made.blank += 1
    if draw(st.booleans()):
        column = place[draw(st.sampled_from(["Domain", "Ref", "Question"]))]
        made.rows.append([None] * column + [draw(_SENTENCE)])
        made.titles += 1


def _workbook(made: Made) -> Workbook:
    return Workbook("table.xlsx", FileKind.XLSX, "0" * 64, 1, (Sheet("Sheet1", made.rows, merged=made.merged),))


@settings(max_examples=150, deadline=None)
@given(tables())
def test_every_answer_comes_back_in_its_place_and_every_row_is_accounted_for(made: Made) -> None:
    if not any(answer for _, _, _, answer, _, _ in made.expected):
        return
    read = read_questionnaire(_workbook(made))
    assert [(answer.section, answer.question_id, answer.question, answer.answer, answer.notes, answer.row)
            for answer in read.answers] == made.expected
    skipped = {str(entry.reason): entry.count for entry in read.skipped}
    assert skipped.get("blank rows", 0) == made.blank
    assert skipped.get("section titles and remarks", 0) == made.titles
    assert not read.unmapped


_HEADINGS = {"Question", "Answer", "Ref", "Comments", "Domain", "Yes", "No"}
_CELL = st.none() | _SENTENCE | _ANSWER | st.integers(0, 99) | st.sampled_from(sorted(_HEADINGS))


def _repeats(row: list[CellValue], above: list[CellValue]) -> bool:
    """Whether the row holds headings: again, or those of a further table."""
    if {"Question", "Answer"}.issubset(row) or {"Question", "Yes", "No"}.issubset(row):
        return True
    others = [str(value) for value in row if value not in (None, "", "Question")]
    if "Question" in row and len(others) > 1 and all(verdict_of(word) in (Verdict.YES, Verdict.NO) for word in others):
        return True  # columns to mark, whatever the language of their headings
    return all(value in (None, "") or (column < len(above) and above[column] == value) for column, value in enumerate(row))


def _marks_not_applicable(above: list[list[CellValue]], column: int, value: CellValue) -> bool:
    """Whether it is a 'Yes' in a column that is headed 'N/A': a mark like any other, and the heading is the answer."""
    headings = [str(row[column]) for row in above if column < len(row) and row[column] is not None]
    return verdict_of(str(value)) is Verdict.YES and any(verdict_of(each) is Verdict.NOT_APPLICABLE for each in headings)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(_CELL, max_size=6), max_size=12))
def test_any_grid_is_read_or_refused_and_keeps_every_word_below_its_headings(rows: list[list[CellValue]]) -> None:
    workbook = _workbook(Made(rows))
    try:
        read = read_questionnaire(workbook)
    except RegisterError:
        return
    kept = {cell.text for cell in read.unmapped}
    for answer in read.answers:
        kept.update((answer.question_id, answer.question, answer.answer, answer.notes, answer.section, *answer.extra.values()))
    first = min(answer.row for answer in read.answers) - 1
    below = rows[first:]
    for row in below:
        words = [str(value) for column, value in enumerate(row)
                 if value not in (None, "") and not _marks_not_applicable(rows[:first], column, value)]
        if len(words) > 1 and not _HEADINGS.issuperset(words) and not any(_repeats(row, above) for above in rows[:first]):
            assert all(any(word in text for text in kept) for word in words)
    written = {str(value) for row in below for value in row} | {"Yes", "No", ""}
    assert all(answer.answer in written or ": " in answer.answer for answer in read.answers)


_FORMS = [
    "AIS-01.1", "EKM-02.1", "IS-21.1", "A.5.1", "A.8.24", "HLAA-01", "QUAL-01", "GNRL-01", "PR.AA-01.1: Access is managed", "1.1",
    "H.1.2", "GOV-01", "Critère", "Statut", "Recommandation", "assessable", "ref_id", "compliance_result", "questions", "answer",
    "x", "Vendor Answers", "Additional Information", "Consensus Assessment Answers", "Question ID", "Applicable", "Requirement",
    "Implementation Score", "Documentation Score", "RGAA 4.1", "CyFun®2025", "SIG Lite 2024", "ISO/IEC 27001", "MVSP v3.0",
    "NT", "C", "CAIQ v4.0.3", "1 = No", "5 = Yes", "Vendor: Acme", "Date", "Is it so?", "Yes / No / N/A", "Compliance Mapping",
    "☒ Yes ☐ No"]
_ANY = st.none() | st.sampled_from(_FORMS) | st.sampled_from(sorted(_HEADINGS)) | _ANSWER | st.integers(0, 5) | st.booleans()
_GRID = st.lists(st.lists(_ANY, max_size=7), max_size=14)
_MERGED = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 5), st.integers(0, 3), st.integers(0, 3)), max_size=3).map(
    lambda areas: [(top, left, top + down, left + right) for top, left, down, right in areas])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(_GRID, _MERGED), min_size=1, max_size=3))
def test_whatever_stands_in_a_workbook_it_is_read_or_refused_in_words(grids: list[tuple[list[list[CellValue]], Merged]]) -> None:
    sheets = tuple(Sheet(f"Sheet{number}", rows, merged=merged) for number, (rows, merged) in enumerate(grids))
    workbook = Workbook("any.xlsx", FileKind.XLSX, "0" * 64, 1, sheets)
    for candidate in recognise(workbook):
        read = candidate.read()
        assert candidate.reasons
        assert read.account.questions == read.account.answered + read.account.excused + read.account.blank
        assert set(read.sheets) <= {sheet.name for sheet in sheets}
        keys = [(answer.question_id, answer.occurrence) for answer in read.answers]
        assert len(set(keys)) == len(keys)
    propose(workbook)
    with contextlib.suppress(RegisterError):
        read_questionnaire(workbook)
