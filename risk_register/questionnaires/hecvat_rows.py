"""The rows of one HECVAT sheet: particulars of the vendor, section titles, and answers with their notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from risk_register.intake.values import Sheet, cell_name, column_letters
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.cells import filled_cells, problem_cell, problem_flag, words
from risk_register.questionnaires.doubts import asks_yes_or_no, doubts
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.hecvat_key import AnswerKey, Key
from risk_register.questionnaires.leading import verdict_said
from risk_register.questionnaires.reading import Flag, Leftovers, Metadatum, Occurrences, ReadAnswer, Unmapped
from risk_register.questionnaires.verdicts import verdict_of
from risk_register.texts import Text


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One sheet of the form, rows and columns counted from 0."""

    sheet: Sheet
    id: int
    """The column of ids; questions stand in the next one."""
    id_rows: tuple[int, ...]
    sections: Mapping[int, str]
    """The rows that head a section, with its title."""
    answer: int
    notes: int
    guidance: int = -1


class RowReader:
    """Reads one sheet. `seen` is shared by the sheets of a file: a later copy of an answered id is not a second answer."""

    def __init__(self, form: FormSheet, family: Family, key: AnswerKey, leftovers: Leftovers, occurrences: Occurrences,
                 seen: dict[str, str]) -> None:
        self._form = form
        self._family = family
        self._key = key
        self._leftovers = leftovers
        self._occurrences = occurrences
        self._seen = seen
        self._here: set[str] = set()
        self._metadata_prefixes = frozenset(family.data["metadata"])

    def read(self) -> list[ReadAnswer]:
        """The sheet's answers; particulars, titles and what is not understood go to the leftovers."""
        answers = []
        section = ""
        ids = set(self._form.id_rows)
        for row in range(len(self._form.sheet.rows)):
            if row in self._form.sections:
                section = self._form.sections[row]
                self._leftovers.leave_out(Text("section titles and remarks"), self._form.sheet.name, row)
            elif row not in ids:
                self._set_aside(row)
            elif self._id(row)[:4] in self._metadata_prefixes:
                self._particular(row, self._id(row), words(self._form.sheet.value(row, self._form.id + 1)))
            elif answer := self._answer(row, section):
                answers.append(answer)
        return answers

    def _id(self, row: int) -> str:
        return words(self._form.sheet.value(row, self._form.id)).strip()

    def _set_aside(self, row: int) -> None:
        """A row without an id: a label such as 'Date Completed' with its value, a title or instructions, or nothing."""
        cells = filled_cells(self._form.sheet, row)
        if not cells:
            self._leftovers.skip(Text("blank rows"))
        elif len(cells) == 2 and cells[0][0] == self._form.id and cells[1][0] == self._form.answer:
            self._particular(row, "", cells[0][1].strip())
        else:
            self._leftovers.leave_out(Text("section titles and remarks"), self._form.sheet.name, row)
            for column, text in cells:
                if column in (self._form.answer, self._form.notes):
                    self._leftovers.unmapped.append(Unmapped(
                        self._form.sheet.name, cell_name(row, column), text, Text("The row holds no question.")))

    def _particular(self, row: int, key: str, label: str) -> None:
        given = self._form.sheet.value(row, self._form.answer)
        value = "" if isinstance(given, time) else words(given)  # an empty date cell shows as midnight
        note = words(self._form.sheet.value(row, self._form.notes))
        if self._is_copy(row, key, value):
            return
        if value or note:
            self._leftovers.metadata.append(Metadatum(
                key, label, value, note, self._form.sheet.name, cell_name(row, self._form.answer)))

    def _is_copy(self, row: int, question_id: str, value: str) -> bool:
        """Whether an earlier sheet asked the same. A copy that says something else is kept as not understood."""
        if not question_id or question_id in self._here or question_id not in self._seen:
            self._here.add(question_id)
            if question_id:
                self._seen.setdefault(question_id, value)
            return False
        self._leftovers.leave_out(Text("rows that repeat an id of an earlier sheet"), self._form.sheet.name, row)
        if value not in ("", "0", self._seen[question_id]):
            self._leftovers.unmapped.append(Unmapped(
                self._form.sheet.name, cell_name(row, self._form.answer), value,
                Text("An earlier sheet answers {question_id} otherwise.", question_id=question_id)))
        return True

    def _answer(self, row: int, section: str) -> ReadAnswer | None:
        form, question_id = self._form, self._id(row)
        words_given = words(form.sheet.value(row, form.answer))
        if self._is_copy(row, question_id, words_given):
            return None
        notes = words(form.sheet.value(row, form.notes))
        question = words(form.sheet.value(row, form.id + 1))
        verdict = verdict_said(verdict_of(words_given), words_given, question)
        key = self._key.of(question_id)
        self._strays(row)
        return ReadAnswer(
            question_id=question_id, question=question, domain=self._family.domain_of(question_id),
            section=section, weight=key.weight, polarity=key.polarity, answer=words_given, verdict=verdict, notes=notes,
            sheet=form.sheet.name, cell=cell_name(row, form.answer), row=row + 1,
            occurrence=self._occurrences.next(question_id),
            flags=self._flags(row, question, verdict, notes, key), guidance=self._guidance(row),
            references=key.references)

    def _guidance(self, row: int) -> str:
        """What the form says to help; a formula with nothing to say shows as 0."""
        said = words(self._form.sheet.value(row, self._form.guidance))
        return "" if said == "0" else said

    def _flags(self, row: int, question: str, verdict: Verdict, notes: str, key: Key) -> tuple[Flag, ...]:
        flags = []
        for column, heading in ((self._form.answer, "Answer"), (self._form.notes, "Additional Information")):
            if (row, column) in self._form.sheet.problems:
                self._leftovers.problems.append(problem_cell(self._form.sheet, row, column, heading))
                if column == self._form.answer:
                    flags.append(problem_flag(self._form.sheet.problems[row, column]))
        given = words(self._form.sheet.value(row, self._form.answer))
        flags += doubts(verdict, given, notes, yes_or_no=asks_yes_or_no(question), question=question, polarity=key.polarity)
        if verdict is Verdict.UNANSWERED and not key.required:
            flags.append(Flag.NOT_REQUIRED)
        return tuple(flags)

    def _strays(self, row: int) -> None:
        """Columns right of the notes are the form's own or an analyst's; say so once a column."""
        for column, _ in filled_cells(self._form.sheet, row):
            if column > self._form.notes:
                self._leftovers.skip(Text("cells of column {column}, which is not the vendor's", column=column_letters(column)))
