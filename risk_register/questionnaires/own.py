"""Our own question set as it comes back: any table whose ids are ours. The set itself says domain, weight and good answer."""

from dataclasses import replace
from functools import partial

from risk_register.intake.values import Workbook, column_letters
from risk_register.model.vocabulary import ControlDomain
from risk_register.questionnaires import plain
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.dates import day_of
from risk_register.questionnaires.families import Family, family
from risk_register.questionnaires.layout import GOOD_ANSWER, ID, WEIGHT, Layout
from risk_register.questionnaires.own_set import own_set
from risk_register.questionnaires.particulars import particulars
from risk_register.questionnaires.reading import Leftovers, Occurrences, ReadQuestionnaire
from risk_register.questionnaires.table import Meaning, read_table
from risk_register.texts import Text

_ROWS_WITHIN = 400


def candidates(workbook: Workbook, own: Family) -> list[Candidate]:
    """A candidate of the sheets in which most ids are ours."""
    ours = {question.id for question in own_set().questions}
    layouts, reasons = [], []
    if not any(value in ours for sheet in workbook.sheets for values in sheet.rows[:_ROWS_WITHIN] for value in values
               if isinstance(value, str)):
        return []
    for layout in plain.layouts_of(workbook, family("plain_table")):
        if ID not in layout.columns:
            continue
        ids = [layout.text(row, ID).strip() for row in range(layout.first_row, len(layout.sheet.rows))]
        known = sum(1 for question_id in ids if question_id in ours)
        if known >= own.fewest_ids and known * 2 > sum(1 for question_id in ids if question_id):
            layouts.append(_without_our_part(layout))
            reasons.append(Text("Sheet {sheet}, id column {column}, {count} ids of our own question set.",
                                sheet=layout.sheet.name, column=column_letters(layout.columns[ID]), count=known))
    if not layouts:
        return []
    return [Candidate(own, 98, own_set().version, tuple(layout.sheet.name for layout in layouts), tuple(reasons),
                      partial(_read, workbook, own, layouts, tuple(reasons)))]


def _without_our_part(layout: Layout) -> Layout:
    """Weight and good answer are ours to say, not the returned file's."""
    return replace(layout, columns={role: column for role, column in layout.columns.items() if role not in (WEIGHT, GOOD_ANSWER)})


def _read(workbook: Workbook, own: Family, layouts: list[Layout], reasons: tuple[Text, ...]) -> ReadQuestionnaire:
    known = {question.id: Meaning(question.domain, question.polarity, question.weight) for question in own_set().questions}
    unknown = Meaning(ControlDomain.OTHER, own.polarity)
    leftovers, occurrences = Leftovers(), Occurrences()
    found = particulars(workbook, layouts, leftovers)
    answers = [answer for layout in layouts
               for answer in read_table(layout, lambda question_id, _: known.get(question_id, unknown), leftovers, occurrences)]
    return ReadQuestionnaire(
        family=own.name, version=own_set().version, title=own_set().en, sheets=tuple(layout.sheet.name for layout in layouts),
        reasons=reasons, answers=tuple(answers), file_name=workbook.file_name, file_sha256=workbook.sha256,
        vendor_name=str(found.get("vendor_name") or ""), product=str(found.get("product") or ""),
        completed_on=day_of(found.get("completed")), metadata=tuple(leftovers.metadata),
        unmapped=tuple(leftovers.unmapped), problems=tuple(leftovers.problems), skipped=leftovers.skipped(),
        left_out=leftovers.left_out())
