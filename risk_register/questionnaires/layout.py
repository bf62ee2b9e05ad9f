"""Where a sheet's table of answers stands: its row of headings and what each column holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from risk_register.intake.values import Sheet, column_letters
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.cells import short_cells, words
from risk_register.questionnaires.families import Headings
from risk_register.questionnaires.verdicts import verdict_of

ID, QUESTION, ANSWER, NOTES, SECTION, WEIGHT, GOOD_ANSWER = (
    "id", "question", "answer", "notes", "section", "weight", "good_answer")
IGNORED = "ignored"
_SUBHEADINGS_WITHIN = 2
"""A form with a column for each choice names the choices at most so many rows below 'Answers'."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet's table, rows and columns counted from 0."""

    sheet: Sheet
    heading_row: int
    first_row: int
    columns: Mapping[str, int]
    """Role -> column, for the roles found."""
    names: Mapping[int, str]
    """Column -> its heading, for every headed column."""
    marks: Mapping[int, Verdict] = field(default_factory=dict)
    """Columns of which the vendor marks one, each with what marking it means."""
    ignored: frozenset[int] = frozenset()

    def name(self, column: int) -> str:
        """The column's heading, or its letters where it has none."""
        return self.names.get(column) or column_letters(column)

    def text(self, row: int, role: str) -> str:
        """The words in a row's cell of that role; '' where the table has no such column."""
        column = self.columns.get(role)
        return "" if column is None else words(self.sheet.value(row, column))


def find_layout(sheet: Sheet, headings: Headings) -> Layout | None:
    """The first row that heads a column of answers beside one of questions or ids, or None."""
    for row, cells in short_cells(sheet, range(len(sheet.rows))):
        if len(cells) < 2:
            continue
        best: dict[str, tuple[int, int]] = {}
        ignored = set()
        for column, heading in cells:
            if found := headings.role(heading):
                role, rank = found
                if role == IGNORED:
                    ignored.add(column)
                else:
                    best[role] = min(best.get(role, (rank, column)), (rank, column))
        if QUESTION not in best and ID not in best:
            continue
        first, marks = _marked_columns(sheet, row, {role: column for role, (_, column) in best.items()})
        if ANSWER not in best and not marks:
            continue
        columns = {role: column for role, (_, column) in best.items() if column not in marks}
        return Layout(sheet, row, first, columns, dict(cells), marks, frozenset(ignored))
    return None


def _marked_columns(sheet: Sheet, heading_row: int, columns: Mapping[str, int]) -> tuple[int, dict[int, Verdict]]:
    """Columns headed Yes, No and the like, in the heading row or just below, and the first row after them."""
    asked = [columns[role] for role in (QUESTION, ID) if role in columns]
    taken = {column for role, column in columns.items() if role != ID}  # 'No' heads ids as often as a choice
    for row in range(heading_row, min(heading_row + _SUBHEADINGS_WITHIN + 1, len(sheet.rows))):
        below = row > heading_row
        if below and (ANSWER not in columns or any(words(sheet.value(row, column)) for column in asked)):
            break
        marks: dict[int, Verdict] = {}
        for column, value in enumerate(sheet.rows[row]):
            if isinstance(value, str) and (below or column not in taken):
                verdict = verdict_of(value)
                if verdict not in (Verdict.TEXT, Verdict.UNANSWERED):
                    marks[column] = verdict
        if Verdict.YES in marks.values() and Verdict.NO in marks.values() and _side_by_side(marks):
            return row + 1, marks
    return heading_row + 1, {}


def _side_by_side(marks: Mapping[int, Verdict]) -> bool:
    return len(set(marks.values())) == len(marks) and max(marks) - min(marks) < len(marks)
