"""Answers below their questions in one column, and labels with their values beside: sheets that have no headings at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from risk_register.intake.values import Sheet, Workbook, cell_name, column_letters
from risk_register.model.vocabulary import ControlDomain, Verdict
from risk_register.questionnaires.candidates import DOUBTFUL, Candidate
from risk_register.questionnaires.cells import filled_cells, normal, problem_cell
from risk_register.questionnaires.dates import day_of
from risk_register.questionnaires.doubts import asks_yes_or_no, doubts
from risk_register.questionnaires.families import Family, known_labels, title_domain
from risk_register.questionnaires.leading import asks_in_words, verdict_said
from risk_register.questionnaires.polarities import polarity_asked
from risk_register.questionnaires.reading import Leftovers, Metadatum, Occurrences, ReadAnswer, ReadQuestionnaire
from risk_register.questionnaires.verdicts import verdict_of
from risk_register.texts import Text

_FEWEST, _FEWEST_LABELS = 3, 5
_MOSTLY = 0.6
_SURE = 40
_MOST_ROWS = 2_000
_NUMBER = re.compile(r"\s*((?:Q(?:uestion)?\s?)?\d{1,3}(?:\.\d{1,3})*)\s?[.):]\s+(?=\S)", re.IGNORECASE)
_LONGEST_LABEL = 60
_NO_CHOICE = frozenset({Verdict.TEXT, Verdict.UNANSWERED})


@dataclass(slots=True)
class _Item:
    """A question or a label, where it stands, and the cells that may answer it."""

    row: int
    column: int
    text: str
    section: str = ""
    said: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def number(self) -> str:
        found = _NUMBER.match(self.text)
        return found[1] if found else ""

    @property
    def verdict(self) -> Verdict:
        return verdict_said(verdict_of(self.said[0][2]), self.said[0][2], self.text) if self.said else Verdict.UNANSWERED


@dataclass(slots=True)
class _Sheet:
    """A sheet so laid out, taken apart."""

    items: list[_Item]
    particulars: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Role, label, value and cell."""
    above: list[int] = field(default_factory=list)
    """The rows above the first question."""
    titles: list[int] = field(default_factory=list)
    """The rows with titles between questions."""


def candidates(workbook: Workbook, family: Family) -> list[Candidate]:
    """A candidate for the first visible sheet so laid out.

    What is numbered and partly answered by yes or no leaves little doubt. Questions without numbers may be a list of frequent ones,
    and labels with values the settings of something: those are offered with a score at which nobody but a person takes them.
    """
    for sheet in workbook.sheets:
        if sheet.hidden or len(sheet.rows) > _MOST_ROWS:
            continue
        if (found := _one_column(sheet)) is not None:
            numbered = all(item.number for item in found.items)
            reason = Text("Sheet {sheet}: one column, in which {count} questions have their answers in the rows below.",
                          sheet=sheet.name, count=len(found.items))
        elif (found := _labelled(sheet)) is not None:
            numbered = False
            reason = Text("Sheet {sheet}: {count} labels with values beside them and no headings; most values are yes or no.",
                          sheet=sheet.name, count=len(found.items))
        else:
            continue
        return [Candidate(family, _SURE if numbered else DOUBTFUL, "", (sheet.name,), (reason,),
                          partial(_read, workbook, sheet, found, family, reason))]
    return []


def _one_column(sheet: Sheet) -> _Sheet | None:
    """Rows of one cell, all in the same column, of which several ask and are mostly answered, some by a choice."""
    rows = [(row, cells) for row in range(len(sheet.rows)) if (cells := filled_cells(sheet, row))]
    first = next((at for at, (_, cells) in enumerate(rows) if len(cells) == 1 and _asks(cells[0][1])), None)
    if first is None or any(len(cells) != 1 or cells[0][0] != rows[first][1][0][0] for _, cells in rows[first:]):
        return None
    items: list[_Item] = []
    titles: list[int] = []
    section = ""
    for row, [(column, text)] in rows[first:]:
        if _asks(text):
            if (title := _title_taken_back(sheet, items)) is not None:
                section = title[1]
                titles.append(title[0])
            items.append(_Item(row, column, text, section))
        else:
            items[-1].said.append((row, column, text))
    answered = [item for item in items if item.said]
    choosing = sum(1 for item in answered if item.verdict not in _NO_CHOICE)
    if len(items) < _FEWEST or len(answered) < _MOSTLY * len(items) or choosing < 2 or choosing * 3 < len(answered):
        return None
    found = _Sheet(items, titles=titles)
    for row, cells in rows[:first]:
        _above(row, cells, found)
    return found


def _title_taken_back(sheet: Sheet, items: list[_Item]) -> tuple[int, str] | None:
    """What stands alone above a question, apart from the answer before it: the title of what follows, with its row."""
    if not items or not items[-1].said:
        return None
    row, _, text = items[-1].said[-1]
    apart = not filled_cells(sheet, row - 1) and len(text) <= _LONGEST_LABEL and not text.endswith(".")
    if not apart or verdict_of(text) not in _NO_CHOICE or (len(items[-1].said) == 1 and title_domain(text) is ControlDomain.OTHER):
        return None
    items[-1].said.pop()
    return row, text


def _asks(text: str) -> bool:
    """Whether a cell asks: with a question mark at its end, or numbered and opening as questions do."""
    if text.rstrip().endswith(("?", "？", "؟")):
        return True
    number = _NUMBER.match(text)
    rest = text[number.end():] if number else ""
    return bool(rest) and (asks_yes_or_no(rest) or asks_in_words(rest))


def _above(row: int, cells: list[tuple[int, str]], found: _Sheet) -> None:
    label, colon, value = cells[0][1].partition(":")
    if len(cells) == 2:
        label, value = cells[0][1], cells[1][1]
    if (role := known_labels().get(normal(label))) and value.strip() and (colon or len(cells) == 2):
        found.particulars.append((role, label.strip(), value.strip(), cell_name(row, cells[-1][0])))
    else:
        found.above.append(row)


def _labelled(sheet: Sheet) -> _Sheet | None:
    """Two columns without headings: labels that all differ, most of control domains, beside values that are mostly choices."""
    rows = [(row, cells) for row in range(len(sheet.rows)) if (cells := filled_cells(sheet, row))]
    pairs = [(row, cells) for row, cells in rows if len(cells) == 2]
    if len(pairs) < _FEWEST_LABELS or len({tuple(column for column, _ in cells) for _, cells in pairs}) != 1 or any(
            len(cells) > 2 for _, cells in rows) or len(rows) - len(pairs) > len(pairs):
        return None
    found = _Sheet([])
    for row, cells in rows:
        (column, text), *beside = cells
        if len(cells) == 1 or normal(text) in known_labels():
            _above(row, cells, found)
        else:
            found.items.append(_Item(row, column, text, said=[(row, *beside[0])]))
    labels = [normal(item.text) for item in found.items]
    about = sum(1 for item in found.items if title_domain(item.text) is not ControlDomain.OTHER)
    choosing = sum(1 for item in found.items if item.verdict not in _NO_CHOICE)
    if (len(labels) < _FEWEST_LABELS or len(set(labels)) < len(labels) or max(map(len, labels)) > _LONGEST_LABEL
            or min(about, choosing) < _MOSTLY * len(labels) or found.items[0].verdict in _NO_CHOICE):
        return None  # where the first row holds no choice it may be the headings of any list
    return found


def _read(workbook: Workbook, sheet: Sheet, found: _Sheet, family: Family, reason: Text) -> ReadQuestionnaire:
    leftovers = Leftovers()
    for role, label, value, cell in found.particulars:
        leftovers.metadata.append(Metadatum(role, label, value, "", sheet.name, cell))
    for row in found.above:
        leftovers.leave_out(Text("titles and remarks above the headings"), sheet.name, row)
    for row in found.titles:
        leftovers.leave_out(Text("section titles and remarks"), sheet.name, row)
    leftovers.problems.extend(problem_cell(sheet, *place, column_letters(place[1])) for place in sheet.problems)
    leftovers.skip(Text("other sheets"), len(workbook.sheets) - 1)
    told = {role: value for role, _, value, _ in reversed(found.particulars)}
    return ReadQuestionnaire(
        family=family.name, version="", title=sheet.name, sheets=(sheet.name,), reasons=(reason,),
        answers=tuple(_answers(sheet, found.items, family)), file_name=workbook.file_name, file_sha256=workbook.sha256,
        vendor_name=told.get("vendor_name", ""), product=told.get("product", ""), completed_on=day_of(told.get("completed", "")),
        metadata=tuple(leftovers.metadata), problems=tuple(leftovers.problems), skipped=leftovers.skipped(),
        left_out=leftovers.left_out())


def _answers(sheet: Sheet, items: list[_Item], family: Family) -> Iterator[ReadAnswer]:
    occurrences = Occurrences()
    for item in items:
        verdict, texts = item.verdict, [text for _, _, text in item.said]
        chosen = bool(texts) and verdict is not Verdict.TEXT
        answer, notes = (texts[0], "\n".join(texts[1:])) if chosen else ("\n".join(texts), "")
        row, column, _ = item.said[0] if item.said else (item.row, item.column, "")
        question = _NUMBER.sub("", item.text, count=1) if item.number else item.text
        domain = next((each for title in (item.section, question, sheet.name)
                       if (each := title_domain(title)) is not ControlDomain.OTHER), ControlDomain.OTHER)
        polarity = polarity_asked(question, family.polarity)
        yield ReadAnswer(
            question_id=item.number, question=question, domain=domain, section=item.section, weight=1,
            polarity=polarity, answer=answer, verdict=verdict, notes=notes, sheet=sheet.name,
            cell=cell_name(row, column), row=row + 1, occurrence=occurrences.next(item.number),
            flags=tuple(doubts(verdict, answer, notes, yes_or_no=asks_yes_or_no(question), question=question,
                               polarity=polarity)))
