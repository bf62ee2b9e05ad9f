"""Reading one sheet's table of answers, row by row to its end: nothing that a vendor entered is lost on the way."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from risk_register.intake.values import cell_name, column_letters
from risk_register.model.vocabulary import ControlDomain, Polarity, Verdict
from risk_register.questionnaires.cells import filled_cells, normal, normal_once, problem_cell, problem_flag, spread_down, words
from risk_register.questionnaires.doubts import asks_yes_or_no, doubts
from risk_register.questionnaires.families import FAMILIES, family, known_labels
from risk_register.questionnaires.layout import (
    ANSWER,
    APPLICABLE,
    GOOD_ANSWER,
    GUIDANCE,
    ID,
    NOTES,
    QUESTION,
    SECTION,
    WEIGHT,
    Layout,
)
from risk_register.questionnaires.leading import verdict_said
from risk_register.questionnaires.polarities import polarity_asked
from risk_register.questionnaires.reading import Flag, Leftovers, Metadatum, Occurrences, ReadAnswer, Unmapped
from risk_register.questionnaires.table_rows import DIGIT, id_of, merged_down, mostly_numbered, number_in, sums
from risk_register.questionnaires.verdicts import is_mark, is_no_mark, says_yes, verdict_in, verdict_of
from risk_register.texts import Text

_MAPPED = frozenset({ID, QUESTION, ANSWER, NOTES, SECTION, WEIGHT, GOOD_ANSWER, GUIDANCE, APPLICABLE})
_CARRIED = (ANSWER, NOTES, QUESTION)
"""What one cell merged over several rows says for each of them."""
_Row = tuple[int, list[tuple[int, str]], str]
"""A question's row, its filled cells, and the title above it."""
_NUMBER_AND_TITLE = 2
_STROKES = "-–—=_:*. "
"""What people rule lines with, as below the headings of a table in plain text."""
_LONGEST_TITLE = 80
_HEAVIEST = 10_000
_LONGEST_ID = 120
_SLIPPED_SPACE = re.compile(r"(?<=\w-)\s+(?=\d)")
"""As in 'AIS- 02.2'."""
_LEADING_ID = re.compile(r"^\S*\d\S*?(?:\s*:\s*|\s+)")
"""As in 'GV.OC-01.1: The mission is known' and '1.1 External reports'."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a family knows of a question beforehand."""

    domain: ControlDomain
    polarity: Polarity
    weight: int = 1


def read_table(
    layout: Layout,
    meaning: Callable[[str, str], Meaning],
    leftovers: Leftovers,
    occurrences: Occurrences,
    *,
    id_pattern: re.Pattern[str] | None = None,
    scale: int = 1,
    untitled: str = "",
) -> list[ReadAnswer]:
    """Every answer of the table. `meaning` is asked with a question's id and section; `scale` makes weights whole.

    `untitled` is the section of questions that stand under no title. With an `id_pattern` only rows that carry such an id are
    questions; where the id begins a longer text ('GV.OC-01.1: …'), its first group is the id.
    """
    return _TableReader(layout, meaning, leftovers, occurrences, id_pattern, scale).read(untitled)


class _TableReader:
    def __init__(self, layout: Layout, meaning: Callable[[str, str], Meaning], leftovers: Leftovers,
                 occurrences: Occurrences, id_pattern: re.Pattern[str] | None, scale: int) -> None:
        self._layout = layout
        self._sheet = layout.sheet
        self._meaning = meaning
        self._leftovers = leftovers
        self._occurrences = occurrences
        self._id_pattern = id_pattern
        self._scale = scale
        answered = [layout.columns[role] for role in (ANSWER, APPLICABLE) if role in layout.columns]
        self._answer_columns = [*answered, *layout.marks] or [layout.columns.get(NOTES, layout.columns.get(QUESTION, 0))]
        self._carried = {role: merged_down(self._sheet, layout.columns[role]) for role in _CARRIED if role in layout.columns}
        self._title = ""
        self._headings_repeat = False
        self._further: dict[int, list[str]] = {}
        """Rows of questions -> what is written beside 'Comments:' in the rows below them."""
        self._numbered = mostly_numbered(layout)
        self._asked_under_title = QUESTION in layout.columns and family(FAMILIES[-1]).headings.role(
            layout.name(layout.columns[QUESTION])) is None and id_pattern is None
        """Whether a section's title stands over its questions, where another form has the heading 'Question'."""
        self._headings = {column: normal(name) for column, name in layout.names.items()}
        self._troubled: dict[int, list[int]] = {}
        for row, column in sorted(self._sheet.problems):
            self._troubled.setdefault(row, []).append(column)
        self._extra = {column: role for role, column in layout.columns.items() if role not in _MAPPED}

    def read(self, untitled: str) -> list[ReadAnswer]:
        """Go through all rows after the headings; blank rows after the last filled one are not counted."""
        question_rows: list[_Row] = []
        blank = 0
        apart = False
        for row in self._layout.rows:
            cells = filled_cells(self._sheet, row)
            troubled = self._troubled.get(row, ())
            if not cells and not troubled:
                blank += 1
                continue
            apart = apart or blank > 0
            self._leftovers.skip(Text("blank rows"), blank)
            blank = 0
            apart = apart and self._is_particular(cells)
            if apart:
                (_, label), (column, text) = cells
                self._leftovers.metadata.append(Metadatum(
                    known_labels()[normal(label)], label, text, "", self._sheet.name, cell_name(row, column)))
            elif all(not text.strip(_STROKES) for _, text in cells) and len(cells) > 1:
                self._leftovers.leave_out(Text("ruled lines"), self._sheet.name, row)
            elif question_rows and self._continues(cells):
                self._further.setdefault(question_rows[-1][0], []).append(cells[-1][1])
            elif self._is_question(row, cells):
                question_rows.append((row, cells, self._title))
            else:
                self._set_aside(row, cells)
            for column in troubled:
                self._leftovers.problems.append(problem_cell(self._sheet, row, column, self._layout.name(column)))
        question_rows = self._without_parents(question_rows)
        sections = self._sections([row for row, _, _ in question_rows])
        first = (self._title_above() if self._headings_repeat or self._asked_under_title else "") or untitled
        return [self._answer(row, cells, sections.get(row, "") or title or first) for row, cells, title in question_rows]

    def _without_parents(self, rows: list[_Row]) -> list[_Row]:
        """The rows without titles that are numbered like questions: '2  Access control' above '2.1  Are …?'."""
        if self._id_pattern is not None or ID not in self._layout.columns or QUESTION not in self._layout.columns:
            return rows
        ids = [self._layout.text(row, ID).strip(" .") for row, _, _ in rows]
        above = [place for place, following in enumerate(ids[1:]) if ids[place] and following.startswith(f"{ids[place]}.")]
        # At each depth either all are titles or none: '4.1  Are backups made?' has parts of its own and asks.
        asking = {ids[place].count(".") for place in above if not self._is_title(*rows[place][:2])}
        parents = [place for place in above if ids[place].count(".") not in asking]
        if not parents:
            return rows
        for place in parents:
            self._leftovers.leave_out(Text("section titles and remarks"), self._sheet.name, rows[place][0])
        found, title = [], ""
        for place, (row, cells, before) in enumerate(rows):
            if place in parents:
                title = self._layout.text(row, QUESTION)
            else:
                found.append((row, cells, title or before))
        return found

    def _is_title(self, row: int, cells: list[tuple[int, str]]) -> bool:
        text = self._layout.text(row, QUESTION)
        filled = {column for column, _ in cells}
        return len(filled) == _NUMBER_AND_TITLE and len(text) <= _LONGEST_TITLE and "?" not in text and not asks_yes_or_no(text)

    def _title_above(self) -> str:
        """The title just above the headings, which is a section's where further sections have headings of their own."""
        if self._asked_under_title:
            return self._layout.name(self._layout.columns[QUESTION])
        cells = filled_cells(self._sheet, self._layout.heading_row - 1) if self._layout.heading_row else []
        return cells[0][1].strip() if len(cells) == 1 else ""

    def _is_question(self, row: int, cells: list[tuple[int, str]]) -> bool:
        if self._repeats_headings(cells):
            return False
        columns = self._layout.columns
        filled = {column for column, _ in cells}
        entered = not (filled - {columns.get(QUESTION)}).isdisjoint((*self._answer_columns, columns.get(NOTES, -1)))
        if self._id_pattern is not None:
            return bool(id_of(self._id_pattern, self._layout.text(row, ID)))
        asked = columns.get(QUESTION) in filled
        if not asked and row in self._carried.get(QUESTION, ()):
            return bool(filled)
        if columns.get(ID) in filled:
            return asked or QUESTION not in columns or (entered and not self._is_label(row))
        if asked and not entered and self._numbered and normal_once(self._layout.text(row, QUESTION)).partition(" ")[0] in sums():
            return False
        return asked and (ID not in columns or len(filled) > 1) and not self._spans_answers(row)

    def _is_label(self, row: int) -> bool:
        """Whether words stand where the rows have numbers: 'Total', 'Signed'."""
        return self._numbered and not DIGIT.search(self._layout.text(row, ID))

    def _is_particular(self, cells: list[tuple[int, str]]) -> bool:
        """Whether the row is a label with its value, as people sign apart below a table: 'Completed by: …', 'Date: …'."""
        if len(cells) != 2 or len(cells[0][1]) > _LONGEST_ID or cells[1][1].endswith("?"):
            return False
        if normal(cells[0][1]) not in known_labels():
            return False
        apart = {cells[0][0], cells[1][0]}.isdisjoint(self._answer_columns)
        return apart or (self._numbered and cells[0][0] == self._layout.columns[ID])

    def _continues(self, cells: list[tuple[int, str]]) -> bool:
        """Whether the row holds nothing but 'Comments:' where a numbered question would stand, and what was commented."""
        asked = self._layout.columns.get(QUESTION)
        if len(cells) != 2 or cells[0][0] != asked or self._id_pattern is not None or ID not in self._layout.columns:
            return False
        role = family(FAMILIES[-1]).headings.role(cells[0][1])
        return role is not None and role[0] == NOTES

    def _repeats_headings(self, cells: list[tuple[int, str]]) -> bool:
        filled = {column for column, _ in cells}
        asked = {self._layout.columns.get(QUESTION, -1), self._layout.columns.get(ID, -1)}
        if filled.isdisjoint(asked) or filled.isdisjoint(self._answer_columns):
            return False
        apart = self._layout.columns.get(QUESTION) if self._asked_under_title else None
        return all(len(text) < 100 and self._headings.get(column) == normal_once(text) for column, text in cells if column != apart)

    def _spans_answers(self, row: int) -> bool:
        """A title merged over the columns of question and answer is no question."""
        asked, answered = self._layout.columns[QUESTION], self._answer_columns[0]
        return asked != answered and any(
            top <= row <= bottom and left <= asked <= right and left <= answered <= right
            for top, left, bottom, right in self._sheet.merged)

    def _set_aside(self, row: int, cells: list[tuple[int, str]]) -> None:
        """A row that asks nothing: the headings again, a title, or something that must be shown as not understood."""
        if self._repeats_headings(cells):
            self._leftovers.leave_out(Text("rows that repeat the headings"), self._sheet.name, row)
            self._headings_repeat = True
            if self._asked_under_title:
                self._title = self._layout.text(row, QUESTION)
            return
        kept = {*self._answer_columns, self._layout.columns.get(NOTES, -1)}
        if len(cells) == 1 and (cells[0][0] not in kept or self._is_merged(row, cells[0][0])):
            self._leftovers.leave_out(Text("section titles and remarks"), self._sheet.name, row)
            self._title = cells[0][1].strip()
            return
        if self._id_pattern is not None and kept.isdisjoint(column for column, _ in cells):
            self._leftovers.leave_out(Text("section titles and remarks"), self._sheet.name, row)
            self._title = " ".join(text for _, text in cells)
            return
        adds_up = normal_once(cells[0][1]).partition(" ")[0] in sums()
        reason = Text("The row sums up and asks nothing.") if adds_up else Text("The row holds no question.")
        self._leftovers.unmapped += [Unmapped(self._sheet.name, cell_name(row, column), text, reason) for column, text in cells]

    def _is_merged(self, row: int, column: int) -> bool:
        return any(top == row == bottom and left == column < right for top, left, bottom, right in self._sheet.merged)

    def _sections(self, rows: list[int]) -> dict[int, str]:
        """The section of each question row: its own cell, the merged area it lies in, or the last one of a sparse column."""
        column = self._layout.columns.get(SECTION)
        if column is None:
            return {}
        spread = spread_down(self._sheet, column)
        own = {row: words(self._sheet.value(row, column)) or spread.get(row, "") for row in rows}
        values = list(own.values())
        repeats = any(before and before == after for before, after in pairwise(values))
        if spread or repeats or not values or not values[0]:
            return own
        last = ""
        for row, value in own.items():
            last = own[row] = value or last
        return own

    def _answer(self, row: int, cells: list[tuple[int, str]], section: str) -> ReadAnswer:
        layout = self._layout
        question_id, question = self._id_and_question(row)
        extra = ({"component": layout.component} if layout.component else {}) | self._extras(cells)
        if len(question_id) > _LONGEST_ID:
            extra[layout.name(layout.columns[ID])], question_id = question_id, ""
        column, answer, verdict = self._chosen(row)
        if APPLICABLE in layout.columns:
            column, answer, verdict = self._applied(row, column, answer, verdict)
            extra[layout.name(layout.columns[APPLICABLE])] = layout.text(row, APPLICABLE)
        # A note merged over several rows belongs to each only where their answer is one as well.
        notes = self._text(row, NOTES) if row in self._carried.get(ANSWER, ()) else layout.text(row, NOTES)
        notes = "\n".join([*([notes] if notes else []), *self._further.get(row, ())])
        flags: list[Flag] = [problem_flag(self._sheet.problems[row, column])] if (row, column) in self._sheet.problems else []
        meaning = self._meaning(question_id, section)
        polarity = self._polarity(row, meaning.polarity if self._id_pattern else polarity_asked(question, meaning.polarity))
        flags += doubts(verdict, answer, notes, yes_or_no=bool(layout.marks) or asks_yes_or_no(question), question=question,
                        polarity=polarity)
        said_in = self._carried.get(ANSWER, {}).get(row, row) if column == layout.columns.get(ANSWER) else row
        return ReadAnswer(
            question_id=question_id, question=question, domain=meaning.domain, section=section.strip(),
            weight=self._weight(row, meaning.weight), polarity=polarity,
            answer=answer, verdict=verdict, notes=notes, sheet=self._sheet.name, cell=cell_name(said_in, column), row=row + 1,
            occurrence=self._occurrences.next(question_id), flags=tuple(flags),
            extra={name: value for name, value in extra.items() if value}, guidance=layout.text(row, GUIDANCE))

    def _text(self, row: int, role: str) -> str:
        """The words of that role, also where one cell is merged down over this row."""
        return self._layout.text(row, role) or self._layout.text(self._carried.get(role, {}).get(row, row), role)

    def _id_and_question(self, row: int) -> tuple[str, str]:
        written, question = self._layout.text(row, ID), self._text(row, QUESTION)
        if self._id_pattern is None:
            return _SLIPPED_SPACE.sub("", written), question
        question_id = id_of(self._id_pattern, written)
        if self._layout.columns.get(QUESTION) != self._layout.columns[ID]:
            return question_id, question
        return question_id, _LEADING_ID.sub("", question)

    def _applied(self, row: int, column: int, answer: str, verdict: Verdict) -> tuple[int, str, Verdict]:
        """What a statement of applicability says: 'not applicable' rules, 'applicable' says nothing yet of how it is met."""
        said = self._layout.text(row, APPLICABLE)
        applies = verdict_of(said)
        if applies in (Verdict.NO, Verdict.NOT_APPLICABLE):
            return (column, answer, Verdict.NOT_APPLICABLE) if answer else (
                self._layout.columns[APPLICABLE], said, Verdict.NOT_APPLICABLE)
        if ANSWER in self._layout.columns or self._layout.marks or not said:
            return column, answer, verdict
        return self._layout.columns[APPLICABLE], said, Verdict.TEXT

    def _chosen(self, row: int) -> tuple[int, str, Verdict]:
        """The answer's column, words and verdict; of several columns to mark, the marked one's heading."""
        written = self._text(row, ANSWER)
        marked = [(column, text) for column in self._layout.marks
                  if (text := words(self._sheet.value(row, column))) and not is_no_mark(text)]
        if not marked:
            verdict = verdict_said(verdict_in(written, self._layout.answers), written, self._text(row, QUESTION))
            return self._answer_columns[0], written, verdict
        column, text = marked[0]
        verdict = self._layout.marks[column]
        # 'Yes' written under 'No' may mean either: a person decides.
        means_it = verdict_of(text) is verdict or (is_mark(text) and not (verdict is Verdict.NO and says_yes(text)))
        if not written and len(marked) == 1 and means_it:
            return column, self._choice(column), verdict
        said = [*([written] if written else []), *(f"{self._choice(column)}: {text}" for column, text in marked)]
        return column, "; ".join(said), Verdict.TEXT

    def _choice(self, column: int) -> str:
        """The choice that a marked column stands for, as the file heads it."""
        return words(self._sheet.value(self._layout.first_row - 1, column)) or self._layout.name(column)

    def _weight(self, row: int, otherwise: int) -> int:
        text = self._layout.text(row, WEIGHT)
        weight = number_in(text)
        if weight is not None and 0 <= weight <= _HEAVIEST:
            return int(weight * self._scale)
        if text:
            place = cell_name(row, self._layout.columns[WEIGHT])
            self._leftovers.unmapped.append(Unmapped(
                self._sheet.name, place, text, Text("The weight is not a number from 0 to {most}.", most=_HEAVIEST)))
        return otherwise * self._scale

    def _polarity(self, row: int, otherwise: Polarity) -> Polarity:
        good = verdict_of(self._layout.text(row, GOOD_ANSWER))
        if good is Verdict.UNANSWERED:
            return otherwise
        return {Verdict.YES: Polarity.YES_IS_GOOD, Verdict.NO: Polarity.NO_IS_GOOD}.get(good, Polarity.NEUTRAL)

    def _extras(self, cells: list[tuple[int, str]]) -> dict[str, str]:
        # Which answer would be good is kept in its words beside what follows from them.
        taken = {*self._answer_columns, *self._layout.ignored,
                 *(column for role, column in self._layout.columns.items() if role in _MAPPED and role != GOOD_ANSWER)}
        kept: dict[str, str] = {}
        for column, text in cells:
            if column not in taken:
                key = self._extra.get(column) or self._layout.name(column)
                kept[f"{key} ({column_letters(column)})" if key in kept else key] = text
        return kept
