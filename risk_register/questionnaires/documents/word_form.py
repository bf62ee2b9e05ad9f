"""Questionnaires in Word or Markdown that anyone might write: tables, and questions with form controls or words below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import compress
from operator import not_

from risk_register.intake.contents import Prose, TablePlace
from risk_register.intake.values import Document, Sheet, Source, cell_name
from risk_register.model.vocabulary import ControlDomain, Verdict
from risk_register.questionnaires import plain
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import filled_cells
from risk_register.questionnaires.documents.gathering import Gathering, Place, domain_of, one_line, role_of, take_role
from risk_register.questionnaires.documents.paragraphs import Asked, Walk
from risk_register.questionnaires.documents.prose import label_table
from risk_register.questionnaires.documents.stacked import Stacked, stacked
from risk_register.questionnaires.families import Family, family
from risk_register.questionnaires.reading import Flag, Occurrences, ReadAnswer, ReadQuestionnaire
from risk_register.questionnaires.verdicts import verdict_of
from risk_register.texts import Text

_NUMBER = re.compile(
    r"((?:Q|No\.?|Question)?\s?\d{1,3}(?:\.\d{1,3})*[a-z]?|[A-Z]{1,6}[-.]\d{1,3}(?:\.\d{1,3})*)\s?[.):\-–]?\s+(?=\S)")
_FEWEST_ASKED = 3
_PLAIN = "plain_table"


@dataclass(slots=True)
class _Found:
    """What the document asks, and where."""

    tables: ReadQuestionnaire | None
    score: int
    headless: list[int]
    """Tables without headings whose first column asks, by their place among the tables."""
    stacked: dict[int, Stacked]
    """Tables that ask and answer one below the other, by the same."""
    asked: list[Asked]
    in_passing: list[Asked]
    walk: Walk
    reasons: list[Text] = field(default_factory=list)


def candidates(source: Source, family: Family, /) -> list[Candidate]:
    """A candidate where tables head answers, or form controls or answers stand below questions."""
    if not isinstance(source, Document) or not isinstance(source.content, Prose):
        return []
    found = _look(source)
    if not found.score:
        return []
    others = (source.tables[index].name for index in sorted({*found.headless, *found.stacked}))
    sheets = (*(found.tables.sheets if found.tables else ()), *others)
    return [Candidate(family, found.score, "", sheets, tuple(found.reasons), partial(_read, source, family, found))]


def _look(document: Document) -> _Found:
    prose: Prose = document.content
    tables = _tables(document)
    known = set(tables.sheets) if tables else set()
    headless = [index for index, sheet in enumerate(document.tables) if sheet.name not in known and _asks(sheet)]
    walk = Walk(prose)
    asked, in_passing = _meant(list(walk.read()))
    with_controls = sum(1 for item in asked if item.control)
    below = {block.index: read for at, block in enumerate(prose.blocks)
             if isinstance(block, TablePlace) and document.tables[block.index].name not in known and block.index not in headless
             and (read := stacked(document.tables[block.index], walk.titles.get(at, "")))}
    found = _Found(tables, 0, headless, below, asked, in_passing, walk)
    if tables is not None:
        found.score = 65
        found.reasons.extend(tables.reasons)
    if headless:
        found.score = max(found.score, 62)
        found.reasons.append(Text("{count} tables without headings whose first column asks.", count=len(headless)))
    if below:
        found.score = max(found.score, 62)
        found.reasons.append(Text("{count} tables with questions and answers one below the other.", count=len(below)))
    if with_controls:
        found.score = max(found.score, 65)
        found.reasons.append(Text("{count} questions with form controls.", count=with_controls))
    elif asked:
        found.score = max(found.score, 50)
        found.reasons.append(Text("{count} paragraphs that ask, with words below them.", count=len(asked)))
    return found


def _meant(asked: list[Asked]) -> tuple[list[Asked], list[Asked]]:
    """The questions of the running text that await an answer, and those asked in passing: 'Questions? Write to us.'"""
    if sum(1 for item in asked if not item.control) >= _FEWEST_ASKED:
        return asked, []
    numbered = any(item.control and _NUMBER.match(item.question) for item in asked)
    meant = [item.control or item.labelled or bool(numbered and _NUMBER.match(item.question)) for item in asked]
    return list(compress(asked, meant)), list(compress(asked, map(not_, meant)))


def _tables(document: Document) -> ReadQuestionnaire | None:
    """The tables with headings, read as any table; they alone, so that no other table is counted twice."""
    best = max(plain.candidates(document.as_workbook(), family(_PLAIN)), key=lambda found: found.score, default=None)
    if best is None:
        return None
    headed = replace(document, tables=tuple(sheet for sheet in document.tables if sheet.name in best.sheets))
    again = max(plain.candidates(headed.as_workbook(), family(_PLAIN)), key=lambda found: found.score, default=None)
    return again.read() if again else None


def _asks(sheet: Sheet) -> bool:
    """Whether most rows of a table without headings ask something in their first column and leave room beside it."""
    rows = [filled_cells(sheet, row) for row in range(len(sheet.rows))]
    rows = [cells for cells in rows if cells]
    width = max((len(values) for values in sheet.rows), default=0)
    if not rows or not 2 <= width <= 4:
        return False
    asking = [cells for cells in rows if cells[0][0] == 0 and (
        cells[0][1].rstrip().endswith("?") or (_NUMBER.match(cells[0][1]) and len(cells[0][1]) > 8)
        or (len(cells) > 1 and cells[1][0] == 1 and cells[1][1].rstrip().endswith("?")))]
    return len(asking) * 2 > len(rows)


def _read(document: Document, family: Family, found: _Found) -> ReadQuestionnaire:
    gathering = Gathering(document, family)
    prose: Prose = document.content
    by_table = _answers_of(gathering, found)
    numbers = {sheet.name: index for index, sheet in enumerate(document.tables)}
    paragraphs = iter(found.asked)
    item = next(paragraphs, None)
    for at, block in enumerate(prose.blocks):
        if isinstance(block, TablePlace):
            sheet = document.tables[block.index]
            if sheet.name in by_table:
                gathering.answers.extend(_titled(by_table[sheet.name], found.walk.titles.get(at, "")))
                _short_rows(gathering, sheet, block, by_table[sheet.name])
            elif block.index in found.headless:
                _headless(gathering, sheet, found.walk.titles.get(at, ""))
            elif block.index in found.stacked:
                for below in found.stacked[block.index].asked:
                    _paragraph(gathering, below)
                _rest(gathering, found.stacked[block.index].walk)
            else:
                _labels(gathering, sheet)
        while item is not None and item.block == at:
            _paragraph(gathering, item)
            item = next(paragraphs, None)
    gathering.sheets = sorted({answer.sheet for answer in gathering.answers if answer.sheet in numbers}, key=numbers.__getitem__)
    _rest(gathering, found.walk)
    for item in found.in_passing:
        gathering.set_aside(item.place, " ".join(part for part in (item.question, item.answer, item.notes) if part),
                            Text("The text asks this in passing."))
    for comment in prose.comments:
        gathering.set_aside(Place("", "", 0), comment, Text("A remark in the document’s margin."))
    gathering.answers = list(_numbered(gathering.answers))
    return gathering.read("", found.walk.title or document.file_name.rpartition(".")[0], tuple(found.reasons))


def _rest(gathering: Gathering, walk: Walk) -> None:
    """What a text says besides its questions."""
    for role, label, value, place in walk.particulars:
        gathering.tell(role, label, value, place)
        take_role(gathering, role, value)
    gathering.leftovers.skip(Text("paragraphs of the form’s own text"), walk.passed)


def _answers_of(gathering: Gathering, found: _Found) -> dict[str, list[ReadAnswer]]:
    """The answers of tables with headings by table; what else those tables told is kept."""
    if found.tables is None:
        return {}
    read, leftovers = found.tables, gathering.leftovers
    leftovers.unmapped.extend(read.unmapped)
    leftovers.problems.extend(read.problems)
    leftovers.metadata.extend(read.metadata)
    for entry in read.skipped:
        leftovers.skip(entry.reason, entry.count)
    gathering.vendor_name, gathering.product = read.vendor_name, read.product
    gathering.completed = read.completed_on.isoformat() if read.completed_on else ""
    by_table: dict[str, list[ReadAnswer]] = {name: [] for name in read.sheets}
    for answer in read.answers:
        by_table.setdefault(answer.sheet, []).append(answer)
    return by_table


def _titled(answers: list[ReadAnswer], title: str) -> list[ReadAnswer]:
    """A table's answers under the heading above it, where the table itself names no section."""
    if not title:
        return answers
    return [replace(answer, section=title, domain=domain_of(title) if answer.domain is ControlDomain.OTHER else answer.domain)
            if answer.section in ("", answer.sheet) else answer for answer in answers]


def _short_rows(gathering: Gathering, sheet: Sheet, block: TablePlace, answers: list[ReadAnswer]) -> None:
    asked = {answer.row - 1 for answer in answers}
    for row in sorted(block.short_rows & asked):
        text = " | ".join(text for _, text in filled_cells(sheet, row))
        gathering.set_aside(Place(sheet.name, cell_name(row, 0), row + 1), text, Text(
            "The row has fewer cells than the table has columns. Check which question its answer belongs to."))


def _headless(gathering: Gathering, sheet: Sheet, section: str) -> None:
    """A table without headings: the first column that asks, then what was answered, then notes."""
    for row in range(len(sheet.rows)):
        cells = dict(filled_cells(sheet, row))
        if not cells:
            continue
        first = cells.get(0, "")
        if len(cells) == 1 and 0 in cells and len(first) <= 90 and not first.endswith("?") and not _NUMBER.match(first):
            section = first
            gathering.leftovers.skip(Text("section titles and remarks"))
            continue
        asked = 1 if 1 in cells and len(first) <= 12 and (cells[1].endswith("?") or 2 in cells) else 0
        question = cells.get(asked, "")
        role = role_of(question.rstrip(" :"))
        place = Place(sheet.name, cell_name(row, asked + 1), row + 1)
        words = cells.get(asked + 1, "")
        if role and words:
            gathering.tell(role, one_line(question), words, place)
            take_role(gathering, role, words)
        elif question:
            notes = "\n".join(text for column, text in cells.items() if column > asked + 1)
            gathering.answer(first if asked else "", words, place, question=question, notes=notes, section=section,
                             domain=domain_of(section, question))
        else:
            for column, text in cells.items():
                gathering.set_aside(Place(sheet.name, cell_name(row, column), row + 1), text, Text("The row holds no question."))


def _labels(gathering: Gathering, sheet: Sheet) -> None:
    for row in range(len(sheet.rows)):
        cells = filled_cells(sheet, row)
        if len(cells) == 2 and (role := role_of(cells[0][1].rstrip(" :"))):
            take_role(gathering, role, cells[1][1])
    label_table(gathering, sheet)


def _paragraph(gathering: Gathering, item: Asked) -> None:
    gathering.answer("", item.answer, item.place, question=item.question, notes=item.notes, section=item.section,
                     domain=domain_of(item.section, item.question))


def _numbered(answers: list[ReadAnswer]) -> Iterator[ReadAnswer]:
    """The answers with the number before each question as its id, where nothing else is."""
    occurrences = Occurrences()
    for answer in answers:
        question_id = answer.question_id
        if not question_id and (number := _NUMBER.match(answer.question)):
            question_id = number[1].strip()
        answer = replace(answer, question_id=question_id, occurrence=occurrences.next(question_id))
        yield _explained(answer)


def _explained(answer: ReadAnswer) -> ReadAnswer:
    """An answer whose first line is a choice, with the lines below as its explanation."""
    first, _, rest = answer.answer.partition("\n")
    verdict = verdict_of(first)
    if not rest or verdict in (Verdict.TEXT, Verdict.UNANSWERED):
        return answer
    return replace(answer, answer=first, verdict=verdict, notes="\n".join(part for part in (rest, answer.notes) if part),
                   flags=tuple(flag for flag in answer.flags if flag not in (Flag.FROM_WORDS, Flag.WITH_RESERVATION)))
