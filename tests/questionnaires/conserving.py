"""Whether anything of a workbook's tables was lost in reading: every cell that holds something must be found again."""

from collections import defaultdict
from typing import NamedTuple

from risk_register.intake.values import Sheet, Workbook, cell_name, column_letters
from risk_register.questionnaires import ReadAnswer, ReadQuestionnaire
from risk_register.questionnaires.cells import filled_cells


class Lost(NamedTuple):
    """A cell that is in no answer, note, particular or list of what was not understood, and in no row left out with a reason."""

    cell: str
    text: str


def lost(workbook: Workbook, read: ReadQuestionnaire) -> list[Lost]:
    """What is lost of the sheets that were read, from their first row with an answer to their last row.

    Headings of columns are the form's; its own columns are named by the reading itself.
    """
    found: list[Lost] = []
    first: dict[str, int] = {}
    for answer in read.answers:
        first[answer.sheet] = min(answer.row, first.get(answer.sheet, answer.row))
    for sheet in workbook.sheets:
        if sheet.name in first:
            found += _lost_of(sheet, first[sheet.name], read)
    return found


def _lost_of(sheet: Sheet, first: int, read: ReadQuestionnaire) -> list[Lost]:
    listed = {each.cell for each in (*read.unmapped, *read.problems) if each.sheet == sheet.name}
    told = {text.strip() for each in read.metadata if each.sheet == sheet.name
            for text in (each.label, each.value, each.note, each.key)}
    answered = {answer.cell for answer in read.answers if answer.sheet == sheet.name}
    own, left_out = read.own_columns.get(sheet.name, frozenset()), read.left_out.get(sheet.name, frozenset())
    kept = _kept(sheet, read)
    kept_alone = {answer.row for answer in read.answers if answer.sheet == sheet.name}
    found = []
    for row in range(first - 1, len(sheet.rows)):
        if row + 1 in left_out:
            continue
        for column, text in filled_cells(sheet, row):
            place, plain = cell_name(row, column), "".join(text.split())
            if column_letters(column) in own or place in listed | answered or text in told:
                continue
            said_below = text.endswith(":") and row + 1 not in kept_alone  # 'Comments:', beside what is kept as a note above
            if not said_below and not any(plain in longer for longer in kept.get(row + 1, ())):
                found.append(Lost(f"{sheet.name}!{place}", text))
    return found


def _kept(sheet: Sheet, read: ReadQuestionnaire) -> dict[int, set[str]]:
    """What is kept of each row, in whatever field; a row of comments is kept with the question above it."""
    kept: defaultdict[int, set[str]] = defaultdict(set)
    for answer in read.answers:
        if answer.sheet == sheet.name:
            said = {"".join(text.split()) for text in _fields(answer)}
            for row in (answer.row, *((answer.row + 1,) if "\n" in answer.notes or answer.notes else ())):
                kept[row] |= said
    return kept


def _fields(answer: ReadAnswer) -> tuple[str, ...]:
    asked = f"{answer.question_id}:{answer.question}", f"{answer.question_id}{answer.question}"
    return (answer.question_id, answer.question, answer.answer, answer.notes, answer.section, answer.guidance, str(answer.weight),
            *asked, *answer.extra.values())
