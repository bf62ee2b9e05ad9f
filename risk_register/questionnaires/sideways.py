"""Answers in one row below their questions, as forms on the web are exported: a column for each question, or several."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from risk_register.errors import RegisterError
from risk_register.intake.values import Sheet, Workbook, cell_name, column_letters
from risk_register.model.vocabulary import ControlDomain
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import filled_cells, normal, problem_cell, words
from risk_register.questionnaires.dates import day_of
from risk_register.questionnaires.doubts import asks_yes_or_no, doubts
from risk_register.questionnaires.families import FAMILIES, Family, family, label_role, title_domain
from risk_register.questionnaires.leading import asks_in_words, verdict_said
from risk_register.questionnaires.polarities import polarity_asked
from risk_register.questionnaires.reading import Leftovers, Metadatum, Occurrences, ReadAnswer, ReadQuestionnaire
from risk_register.questionnaires.verdicts import verdict_of
from risk_register.texts import Text

_FEWEST = 2
_HALF = 0.5
_HEADINGS_WITHIN = 10
_LONGEST_PART = 40
"""Longer words below a question are an answer, and no name of a part of it."""


@dataclass(slots=True)
class _Asked:
    """A question with the columns that answer it and those that comment on the answer."""

    column: int
    text: str
    answers: list[int]
    notes: list[int] = field(default_factory=list)


def candidates(workbook: Workbook, own: Family) -> list[Candidate]:
    """A candidate for the first visible sheet with a row of questions and one row below it. Several rows are several vendors'."""
    for sheet in workbook.sheets:
        asked = None if sheet.hidden else _asking_row(sheet)
        if asked is None:
            continue
        below = [lower for lower in range(asked + 1, len(sheet.rows)) if filled_cells(sheet, lower)]
        parts = below.pop(0) if len(below) > 1 and _names_parts(sheet, below[0]) else None
        reason = Text("Sheet {sheet}: questions stand in row {asked}, each with its answer below.", sheet=sheet.name,
                      asked=asked + 1)
        if len(below) == 1:
            read = partial(_read, workbook, sheet, asked, parts, below[0], own, reason)
            return [Candidate(own, 40, "", (sheet.name,), (reason,), read)]
        if len(below) > 1 and _is_export(sheet, asked):
            return [Candidate(own, 40, "", (sheet.name,), (reason,), partial(_refuse, workbook, len(below)))]
    return []


def _refuse(workbook: Workbook, count: int) -> ReadQuestionnaire:
    raise RegisterError("“{file}” holds the answers of {count} respondents, each in a row below the questions. Keep the row of one "
                        "vendor, save it, and import that.", file=workbook.file_name, count=count)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(normal, family(FAMILIES[-1]).data["exports"][name]))


def _is_export(sheet: Sheet, row: int) -> bool:
    """Whether a program wrote these headings: a list of vendors may ask of each whether it has a certificate."""
    return any(normal(text) in _words("columns") or label_role(text) == "completed" for _, text in filled_cells(sheet, row))


def _asks(text: str) -> bool:
    return text.rstrip().endswith("?") or asks_yes_or_no(text) or asks_in_words(text)


def _asking_row(sheet: Sheet) -> int | None:
    """The first row of questions."""
    for row in range(min(_HEADINGS_WITHIN, len(sheet.rows))):
        cells = [text for _, text in filled_cells(sheet, row) if not _is_label(text)]
        asking = sum(map(_asks, cells))
        if asking >= _FEWEST and asking >= _HALF * len(cells):
            return row
    return None


def _is_label(text: str) -> bool:
    return label_role(text) is not None or normal(text) in _words("columns")


def _names_parts(sheet: Sheet, row: int) -> bool:
    """Whether the row below the questions names their parts, as one program does: 'Response', 'Open-Ended Response', 'Other'."""
    cells = [text for _, text in filled_cells(sheet, row)]
    known = sum(1 for text in cells if normal(text) in _words("parts"))
    return known >= _FEWEST and all(len(text) <= _LONGEST_PART for text in cells)


def _read(workbook: Workbook, sheet: Sheet, asked: int, parts: int | None, row: int, own: Family,
          reason: Text) -> ReadQuestionnaire:
    leftovers = Leftovers()
    answers = tuple(_answers(sheet, asked, parts, row, own, leftovers))
    leftovers.problems.extend(problem_cell(sheet, *place, column_letters(place[1])) for place in sheet.problems)
    found = {entry.key: entry for entry in reversed(leftovers.metadata)}
    told = {key: entry.value for key, entry in found.items()}
    leftovers.skip(Text("other sheets"), len(workbook.sheets) - 1)
    for above in range(asked):
        if filled_cells(sheet, above):
            leftovers.leave_out(Text("titles and remarks above the headings"), sheet.name, above)
    if parts is not None:
        leftovers.leave_out(Text("rows that repeat the headings"), sheet.name, parts)
    return ReadQuestionnaire(
        family=own.name, version="", title=sheet.name, sheets=(sheet.name,), reasons=(reason,), answers=answers,
        file_name=workbook.file_name, file_sha256=workbook.sha256, vendor_name=told.get("vendor_name", ""),
        product=told.get("product", ""), completed_on=day_of(told.get("completed", "")[:10]), metadata=tuple(leftovers.metadata),
        problems=tuple(leftovers.problems), skipped=leftovers.skipped(), left_out=leftovers.left_out())


def _questions(sheet: Sheet, asked: int, parts: int | None, row: int, own: Family, leftovers: Leftovers) -> list[_Asked]:
    """The questions with their columns; what the program itself wrote into columns of its own is kept as particulars."""
    headings, said = dict(filled_cells(sheet, asked)), dict(filled_cells(sheet, row))
    named = dict(filled_cells(sheet, parts)) if parts is not None else {}
    found: list[_Asked] = []
    for column in sorted({*headings, *said, *named}):
        heading, before = headings.get(column, ""), found[-1] if found else None
        if heading and _is_label(heading):
            if column in said:
                role = label_role(heading) or ""
                leftovers.metadata.append(Metadatum(role, heading, said[column], "", sheet.name, cell_name(row, column)))
        elif before is not None and (_comments_on(heading, before.text, own) if heading else normal(
                named.get(column, "")) in _words("further")):
            before.notes.append(column)
        elif before is not None and not heading and column in named:
            before.answers.append(column)
        else:
            found.append(_Asked(column, heading, [column]))
    return found


def _comments_on(heading: str, question: str, own: Family) -> bool:
    """Whether a column is for remarks on the question before: 'Do you …? [Comment]', 'Comments'."""
    rest = heading.removeprefix(question) if question else heading
    role = own.headings.role(rest.strip(" -–—:[]()"))
    return role is not None and role[0] == "notes" and not _asks(rest)


def _answers(sheet: Sheet, asked: int, parts: int | None, row: int, own: Family, leftovers: Leftovers) -> Iterator[ReadAnswer]:
    occurrences = Occurrences()
    for each in _questions(sheet, asked, parts, row, own, leftovers):
        filled = [column for column in each.answers if words(sheet.value(row, column))]
        answer = "\n".join(words(sheet.value(row, column)) for column in filled)
        notes = "\n".join(text for column in each.notes if (text := words(sheet.value(row, column))))
        verdict = verdict_said(verdict_of(answer), answer, each.text)
        domain = title_domain(each.text)
        domain = title_domain(sheet.name) if domain is ControlDomain.OTHER else domain
        polarity = polarity_asked(each.text, own.polarity)
        yield ReadAnswer(
            question_id="", question=each.text, domain=domain, section="", weight=1, polarity=polarity, answer=answer,
            verdict=verdict, notes=notes, sheet=sheet.name, cell=cell_name(row, filled[0] if filled else each.column), row=row + 1,
            occurrence=occurrences.next(""),
            flags=tuple(doubts(verdict, answer, notes, yes_or_no=asks_yes_or_no(each.text), question=each.text, polarity=polarity)))
