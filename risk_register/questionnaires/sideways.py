"""Answers in one row below their questions, as forms on the web are exported: a column for each question."""

from collections.abc import Iterator
from functools import partial

from risk_register.intake.values import Sheet, Workbook, cell_name, column_letters
from risk_register.model.vocabulary import ControlDomain
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import filled_cells, normal, problem_cell, words
from risk_register.questionnaires.dates import day_of
from risk_register.questionnaires.doubts import asks_yes_or_no, doubts
from risk_register.questionnaires.families import Family, known_labels, title_domain
from risk_register.questionnaires.leading import asks_in_words, verdict_said
from risk_register.questionnaires.reading import Leftovers, Metadatum, Occurrences, ReadAnswer, ReadQuestionnaire
from risk_register.questionnaires.verdicts import verdict_of
from risk_register.texts import Text

_FEWEST = 2
_HALF = 0.5
_HEADINGS_WITHIN = 10


def candidates(workbook: Workbook, family: Family) -> list[Candidate]:
    """A candidate for the first visible sheet with a row of questions and one row below it. Several rows are several vendors'."""
    for sheet in workbook.sheets:
        row = None if sheet.hidden else _asking_row(sheet)
        if row is not None:
            reason = Text("Sheet {sheet}: questions stand in row {asked}, each with its answer below.", sheet=sheet.name,
                          asked=row + 1)
            return [Candidate(family, 40, "", (sheet.name,), (reason,), partial(_read, workbook, sheet, row, family, reason))]
    return []


def _asking_row(sheet: Sheet) -> int | None:
    """The row of questions, where exactly one row below it holds anything."""
    for row in range(min(_HEADINGS_WITHIN, len(sheet.rows))):
        cells = [text for _, text in filled_cells(sheet, row) if normal(text) not in known_labels()]
        asking = sum(1 for text in cells if text.rstrip().endswith("?") or asks_yes_or_no(text) or asks_in_words(text))
        if asking >= _FEWEST and asking >= _HALF * len(cells):
            below = [lower for lower in range(row + 1, len(sheet.rows)) if filled_cells(sheet, lower)]
            return row if len(below) == 1 else None
    return None


def _read(workbook: Workbook, sheet: Sheet, asked: int, family: Family, reason: Text) -> ReadQuestionnaire:
    leftovers = Leftovers()
    answers = tuple(_answers(sheet, asked, family, leftovers))
    found = {entry.key: entry for entry in reversed(leftovers.metadata)}
    told = {key: entry.value for key, entry in found.items()}
    leftovers.problems.extend(problem_cell(sheet, *place, column_letters(place[1])) for place in sheet.problems)
    leftovers.skip(Text("other sheets"), len(workbook.sheets) - 1)
    for row in range(asked):
        if filled_cells(sheet, row):
            leftovers.leave_out(Text("titles and remarks above the headings"), sheet.name, row)
    return ReadQuestionnaire(
        family=family.name, version="", title=sheet.name, sheets=(sheet.name,), reasons=(reason,), answers=answers,
        file_name=workbook.file_name, file_sha256=workbook.sha256, vendor_name=told.get("vendor_name", ""),
        product=told.get("product", ""), completed_on=day_of(told.get("completed", "")[:10]), metadata=tuple(leftovers.metadata),
        problems=tuple(leftovers.problems), skipped=leftovers.skipped(), left_out=leftovers.left_out())


def _answers(sheet: Sheet, asked: int, family: Family, leftovers: Leftovers) -> Iterator[ReadAnswer]:
    row = next(lower for lower in range(asked + 1, len(sheet.rows)) if filled_cells(sheet, lower))
    headings, said = dict(filled_cells(sheet, asked)), dict(filled_cells(sheet, row))
    occurrences = Occurrences()
    for column in sorted({*headings, *said}):
        question, answer = headings.get(column, ""), words(sheet.value(row, column))
        place = cell_name(row, column)
        if role := known_labels().get(normal(question)):
            if answer:
                leftovers.metadata.append(Metadatum(role, question, answer, "", sheet.name, place))
            continue
        verdict = verdict_said(verdict_of(answer), answer, question)
        domain = title_domain(question)
        domain = title_domain(sheet.name) if domain is ControlDomain.OTHER else domain
        yield ReadAnswer(
            question_id="", question=question, domain=domain, section="", weight=1, polarity=family.polarity, answer=answer,
            verdict=verdict, notes="", sheet=sheet.name, cell=place, row=row + 1,
            occurrence=occurrences.next(""),
            flags=tuple(doubts(verdict, answer, "", yes_or_no=asks_yes_or_no(question), question=question)))
