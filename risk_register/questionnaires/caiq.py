"""CAIQ version 4: one sheet, a question a row, with who owns the control and what is left to the customer."""

from functools import partial

from risk_register.intake.values import Sheet, Workbook, column_letters
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import short_cells, words
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.layout import ID, Layout, find_layout
from risk_register.questionnaires.reading import Leftovers, Occurrences, ReadQuestionnaire
from risk_register.questionnaires.table import Meaning, read_table
from risk_register.texts import Text


def candidates(workbook: Workbook, family: Family) -> list[Candidate]:
    """A candidate for each visible sheet whose id column holds enough ids of the series under the form's headings."""
    found = []
    for sheet in workbook.sheets:
        layout = None if sheet.hidden else find_layout(sheet, family.headings)
        if layout is None or ID not in layout.columns or family.id_pattern is None:
            continue
        column = layout.columns[ID]
        ids = sum(1 for row in range(layout.first_row, len(sheet.rows))
                  if family.id_pattern.fullmatch("".join(words(sheet.value(row, column)).split())))
        if ids < family.fewest_ids:
            continue
        version = form_version(family, sheet, layout.heading_row)
        reason = Text("Sheet {sheet}, id column {column}, {count} ids of the {series} series.", sheet=sheet.name,
                      column=column_letters(column), count=ids, series=version or family.title)
        found.append(Candidate(family, 95 if version else 90, version, (sheet.name,), (reason,),
                               partial(_read, workbook, family, layout, version, reason)))
    return found


def form_version(family: Family, sheet: Sheet, rows: int) -> str:
    """The version that the form's own title, or its sheet's name, gives; '' where it gives none."""
    if family.version is None:
        return ""
    texts = [text for _, cells in short_cells(sheet, range(min(rows + 1, len(sheet.rows)))) for _, text in cells]
    for text in (*texts, sheet.name):
        if found := family.version.search(text):
            return found.group(1)
    return ""


def _read(workbook: Workbook, family: Family, layout: Layout, version: str, reason: Text) -> ReadQuestionnaire:
    leftovers = Leftovers()
    answers = read_table(layout, lambda question_id, _: Meaning(family.domain_of(question_id), family.polarity),
                         leftovers, Occurrences(), id_pattern=family.id_pattern)
    for column in sorted(layout.ignored):
        leftovers.skip(Text("column {column}, the form's own text", column=column_letters(column)))
    leftovers.skip(Text("other sheets"), len(workbook.sheets) - 1)
    return ReadQuestionnaire(
        family=family.name, version=version, title=f"{family.title} {version}".strip(), sheets=(layout.sheet.name,),
        reasons=(reason,), answers=tuple(answers), file_name=workbook.file_name, file_sha256=workbook.sha256,
        unmapped=tuple(leftovers.unmapped), problems=tuple(leftovers.problems), skipped=leftovers.skipped())
