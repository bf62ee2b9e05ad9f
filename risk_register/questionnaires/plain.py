"""The plain table: questions and answers under headings that anyone might write, on one sheet or on several."""

import re
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise

from risk_register.intake.values import Sheet, Workbook, column_letters
from risk_register.model.vocabulary import ControlDomain, Verdict
from risk_register.questionnaires import below, sideways
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import filled_cells, normal, short_cells
from risk_register.questionnaires.dates import day_of
from risk_register.questionnaires.families import FAMILIES, Family, family, month_first, title_domain
from risk_register.questionnaires.guess import asked_only, guess_components, guess_layout
from risk_register.questionnaires.layout import ANSWER, ID, QUESTION, Layout, find_layouts
from risk_register.questionnaires.legend import anywhere, graded, legends
from risk_register.questionnaires.particulars import particulars
from risk_register.questionnaires.reading import Leftovers, Occurrences, ReadAnswer, ReadQuestionnaire
from risk_register.questionnaires.table import Meaning, read_table
from risk_register.questionnaires.table_rows import weight_scale
from risk_register.questionnaires.verdicts import verdict_in, verdict_of
from risk_register.texts import Text

_METADATA_WITHIN = 40
_ABOVE_MOST = 120

_HEADINGS_WITHIN = 30


def candidates(workbook: Workbook, family: Family) -> list[Candidate]:
    """One candidate of all visible sheets that head a column of answers, or none."""
    layouts = layouts_of(workbook, family)
    if not layouts:
        return (_guessed(workbook, family) or sideways.candidates(workbook, family) or below.candidates(workbook, family)
                or _asked_only(workbook, family))
    both = all(QUESTION in layout.columns and ID in layout.columns for layout in layouts)
    reasons = tuple(map(_reason, layouts))
    sheets = tuple(dict.fromkeys(layout.sheet.name for layout in layouts))
    return [Candidate(family, 60 if both else 50, "", sheets, reasons, partial(read, workbook, family, layouts, reasons))]


def _guessed(workbook: Workbook, family: Family) -> list[Candidate]:
    """One candidate of the sheets in which the columns' content leaves little doubt, where no heading says 'answer'."""
    own = anywhere(workbook)
    layouts: list[Layout] = []
    for sheet in workbook.sheets:
        if not sheet.hidden and not _is_question_set(sheet, family):
            guess = guess_layout(sheet, family, sure=True, own=own)
            layouts += [guess] if guess else guess_components(sheet, family, own)
    layouts = explained(workbook, layouts)
    if not layouts:
        return []
    reasons = tuple(Text("Sheet {sheet}: no heading says where the answers are; by what stands in them, questions are in column "
                         "{asked} and answers in column {answered}.", sheet=layout.sheet.name,
                         asked=column_letters(layout.columns[QUESTION]), answered=column_letters(layout.columns[ANSWER]))
                    for layout in layouts)
    return [Candidate(family, 40, "", tuple(dict.fromkeys(layout.sheet.name for layout in layouts)), reasons,
                      partial(read, workbook, family, layouts, reasons))]


def _asked_only(workbook: Workbook, family: Family) -> list[Candidate]:
    """One candidate of the sheets that ask and have no place for answers: questions to send."""
    layouts = [layout for sheet in workbook.sheets if not sheet.hidden and (layout := asked_only(sheet, family))]
    if not layouts:
        return []
    reasons = tuple(Text("Sheet {sheet}: questions are in column {asked}, and no column is for answers.", sheet=layout.sheet.name,
                         asked=column_letters(layout.columns[QUESTION])) for layout in layouts)
    return [Candidate(family, 40, "", tuple(dict.fromkeys(layout.sheet.name for layout in layouts)), reasons,
                      partial(_read_asked_only, workbook, family, layouts, reasons))]


def _read_asked_only(workbook: Workbook, family: Family, layouts: list[Layout], reasons: tuple[Text, ...]) -> ReadQuestionnaire:
    found = read(workbook, family, layouts, reasons)
    return replace(found, questions_only=Text("It lists questions and has no place for answers."))


def layouts_of(workbook: Workbook, family: Family) -> list[Layout]:
    """Every visible sheet's table, question sets left out."""
    layouts = [layout for sheet in workbook.sheets if not sheet.hidden and not _is_question_set(sheet, family)
               for layout in find_layouts(sheet, family.headings) if ANSWER in layout.columns or layout.marks]
    found = explained(workbook, layouts)
    kept = {(layout.sheet.name, layout.heading_row) for layout in found if not _is_other_list(layout, family)}
    kept -= _examples(kept)
    # Of tables side by side all are read where one is: what stands in the others would be lost without a word.
    return [layout for layout in found if (layout.sheet.name, layout.heading_row) in kept]


def _examples(tables: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Those on sheets that show how the form is filled in, where there are others: what they answer is an example."""
    shown = {(sheet, row) for sheet, row in tables if _shows_how(sheet)}
    return shown if shown != tables else set()


def _shows_how(sheet: str) -> bool:
    return any(re.fullmatch(pattern, normal(sheet)) for pattern in family(FAMILIES[-1]).data["example_sheets"])


def _is_other_list(layout: Layout, family: Family) -> bool:
    """Whether headings that any list may have ('Description', 'Status') stand over anything but choices."""
    weak = family.data["weak"]
    if ANSWER in layout.columns and normal(layout.name(layout.columns[ANSWER])) in _weak_grades():
        return _choices(layout) * 2 < sum(1 for row in layout.rows if layout.text(row, ANSWER))
    if ANSWER not in layout.columns or layout.marks or normal(layout.name(layout.columns[ANSWER])) not in map(normal, weak[ANSWER]):
        return False
    asked = layout.name(layout.columns[QUESTION]) if QUESTION in layout.columns else ""
    if normal(asked) not in map(normal, weak[QUESTION]) and (role := family.headings.role(asked)) and role[0] == QUESTION:
        return False
    said = [verdict_of(text) for row in layout.rows if (text := layout.text(row, ANSWER))]
    if said and not {Verdict.YES, Verdict.NOT_APPLICABLE, Verdict.UNANSWERED} & set(said):
        return True  # a list of tasks that are planned or in progress
    return sum(1 for verdict in said if verdict is not Verdict.TEXT) * 2 < len(said)


def _choices(layout: Layout) -> int:
    """How many answers are choices, by what the form says its marks mean."""
    return sum(1 for row in layout.rows
               if (text := layout.text(row, ANSWER)) and verdict_in(text, layout.answers) is not Verdict.TEXT)


@cache
def _weak_grades() -> frozenset[str]:
    return frozenset(map(normal, family(FAMILIES[-1]).data["weak"]["grades"]))


def explained(workbook: Workbook, layouts: list[Layout]) -> list[Layout]:
    """The tables with what the form itself says its marks and grades mean."""
    marks = legends(workbook, layouts) if layouts else {}
    return [replace(layout, answers={**graded(layout), **marks[layout.sheet.name], **layout.answers}) for layout in layouts]


def _is_question_set(sheet: Sheet, family: Family) -> bool:
    """Whether the sheet is laid out as questions to send, where an 'answer' column names choices and is no answer."""
    known = [set(map(normal, headings)) for headings in family.data["question_sets"]]
    return any(headings <= {normal(text) for _, text in cells} for _, cells in short_cells(
        sheet, range(min(_HEADINGS_WITHIN, len(sheet.rows)))) for headings in known)


def _reason(layout: Layout) -> Text:
    asked = layout.columns.get(QUESTION, layout.columns.get(ID, 0))
    return Text("Sheet {sheet}, headings in row {row}: {question} in column {asked}, {answer} in column {answered}.",
                sheet=layout.sheet.name, row=layout.heading_row + 1, question=layout.name(asked), asked=column_letters(asked),
                answer=layout.name(answer_column(layout)), answered=column_letters(answer_column(layout)))


def answer_column(layout: Layout) -> int:
    """Where the answers stand; of several columns to mark, the first."""
    return layout.columns[ANSWER] if ANSWER in layout.columns else min(layout.marks)


def read(workbook: Workbook, family: Family, layouts: list[Layout], reasons: tuple[Text, ...],
         title: str = "") -> ReadQuestionnaire:
    """The tables read one after the other, with what stands above them."""
    leftovers, occurrences, scale = Leftovers(), Occurrences(), weight_scale(layouts)
    found = particulars(workbook, layouts, leftovers)
    sheets = tuple(dict.fromkeys(layout.sheet.name for layout in layouts))
    answers = [answer for layout in layouts for answer in read_table(
        layout, partial(_meaning, family, layout.sheet.name), leftovers, occurrences, scale=scale,
        untitled=layout.sheet.name if len(sheets) > 1 else "")]
    _leave_out_headings_below(layouts, leftovers)
    leftovers.skip(Text("other sheets"), len(workbook.sheets) - len(sheets))
    completed = found.get("completed")
    return ReadQuestionnaire(
        family=family.name, version="", title=title or _title(layouts[0]), sheets=sheets,
        reasons=reasons, answers=tuple(answers), file_name=workbook.file_name, file_sha256=workbook.sha256,
        vendor_name=str(found.get("vendor_name") or ""), product=str(found.get("product") or ""),
        completed_on=day_of(completed, month_first=_month_first(layouts, leftovers, answers)) if completed else None,
        metadata=tuple(leftovers.metadata), unmapped=tuple(leftovers.unmapped), problems=tuple(leftovers.problems),
        skipped=leftovers.skipped(), left_out=leftovers.left_out())


def _leave_out_headings_below(layouts: list[Layout], leftovers: Leftovers) -> None:
    """The headings of a further table stand below answers, in rows that are neither table's."""
    for above, layout in pairwise(layouts):
        if above.sheet is layout.sheet and above.end_row == layout.heading_row:
            for row in range(layout.heading_row, layout.first_row):
                if filled_cells(layout.sheet, row):
                    leftovers.leave_out(Text("rows that repeat the headings"), layout.sheet.name, row)


def _meaning(family: Family, sheet: str, _: str, section: str) -> Meaning:
    domain = title_domain(section)
    return Meaning(title_domain(sheet) if domain is ControlDomain.OTHER else domain, family.polarity)


def _month_first(layouts: list[Layout], leftovers: Leftovers, answers: list[ReadAnswer]) -> bool | None:
    labels = [name for layout in layouts for name in layout.names.values()]
    labels += [entry.label for entry in leftovers.metadata if entry.key]
    return month_first(labels, [answer.question for answer in answers])


def _title(layout: Layout) -> str:
    """The first line above the headings that is no label with a value; else the sheet's name."""
    for row in range(layout.heading_row):
        cells = filled_cells(layout.sheet, row)
        if len(cells) == 1 and ":" not in cells[0][1]:
            return cells[0][1].strip().splitlines()[0]
    return layout.sheet.name
