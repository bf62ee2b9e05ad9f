"""The plain table: questions and answers under headings that anyone might write, on one sheet or on several."""

from collections.abc import Iterator
from functools import cache, partial
from itertools import pairwise

from risk_register.intake.values import CellValue, Sheet, Workbook, cell_name, column_letters
from risk_register.model.vocabulary import ControlDomain
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import filled_cells, normal, short_cells
from risk_register.questionnaires.dates import day_of
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.layout import ANSWER, ID, QUESTION, Layout, find_layout
from risk_register.questionnaires.reading import Leftovers, Metadatum, Occurrences, ReadQuestionnaire
from risk_register.questionnaires.table import Meaning, read_table, weight_scale
from risk_register.texts import Text

_METADATA_WITHIN = 40
_ABOVE_MOST = 120


def candidates(workbook: Workbook, family: Family) -> list[Candidate]:
    """One candidate of all visible sheets that head a column of answers, or none."""
    layouts = layouts_of(workbook, family)
    if not layouts:
        return []
    both = all(QUESTION in layout.columns and ID in layout.columns for layout in layouts)
    reasons = tuple(map(_reason, layouts))
    sheets = tuple(layout.sheet.name for layout in layouts)
    return [Candidate(family, 60 if both else 50, "", sheets, reasons, partial(_read, workbook, family, layouts, reasons))]


def layouts_of(workbook: Workbook, family: Family) -> list[Layout]:
    """Every visible sheet's table, question sets left out."""
    return [layout for sheet in workbook.sheets if not sheet.hidden
            and question_set_layout(sheet, family) is None and (layout := find_layout(sheet, family.headings))]


def question_set_layout(sheet: Sheet, family: Family) -> str | None:
    """Whose layout of questions to send this sheet has, where an 'answer' column names choices and is no answer."""
    for _, cells in short_cells(sheet, range(min(3, len(sheet.rows)))):
        headings = {normal(text) for _, text in cells}
        for known in family.data["question_sets"]:
            if headings.issuperset(map(normal, known["headings"])):
                return str(known["what"])
    return None


def section_domain(section: str, family: Family) -> ControlDomain:
    """The control domain that a section's title speaks of, by the first word that fits."""
    return _domain(normal(section), family)


@cache
def _domain(title: str, family: Family) -> ControlDomain:
    for word, fragments in family.data["domains"].items():
        if any(fragment in title for fragment in fragments):
            return ControlDomain.from_word(word)
    return ControlDomain.OTHER


def particulars(workbook: Workbook, layouts: list[Layout], family: Family, leftovers: Leftovers) -> dict[str, CellValue]:
    """The vendor's name, product and date, from labels above the tables or on sheets without one; all of it is kept."""
    wanted = {normal(word): role for role, words in family.data["metadata"].items() for word in words}
    tops = {layout.sheet.name: layout.heading_row for layout in layouts}
    found: dict[str, CellValue] = {}
    for sheet in workbook.sheets:
        if sheet.hidden:
            continue
        for row in range(min(tops.get(sheet.name, _METADATA_WITHIN), len(sheet.rows), _ABOVE_MOST)):
            for label, column, value, text in _labelled(sheet, row):
                if (role := wanted.get(normal(label))) and normal(text) not in wanted:
                    found.setdefault(role, value)
                    leftovers.metadata.append(Metadatum(role, label, text, "", sheet.name, cell_name(row, column)))
    return found


def _labelled(sheet: Sheet, row: int) -> Iterator[tuple[str, int, CellValue, str]]:
    """Pairs in a row: 'Vendor' beside 'Acme', or 'Vendor: Acme' in one cell."""
    cells = filled_cells(sheet, row)
    for (_, label), (column, text) in pairwise(cells):
        yield label, column, sheet.value(row, column), text
    for column, text in cells:
        label, colon, rest = text.partition(":")
        if colon and rest.strip():
            yield label, column, rest.strip(), rest.strip()


def _reason(layout: Layout) -> Text:
    asked = layout.columns.get(QUESTION, layout.columns.get(ID, 0))
    return Text("Sheet {sheet}, headings in row {row}: {question} in column {asked}, {answer} in column {answered}.",
                sheet=layout.sheet.name, row=layout.heading_row + 1, question=layout.name(asked), asked=column_letters(asked),
                answer=layout.name(answer_column(layout)), answered=column_letters(answer_column(layout)))


def answer_column(layout: Layout) -> int:
    """Where the answers stand; of several columns to mark, the first."""
    return layout.columns[ANSWER] if ANSWER in layout.columns else min(layout.marks)


def _read(workbook: Workbook, family: Family, layouts: list[Layout], reasons: tuple[Text, ...]) -> ReadQuestionnaire:
    leftovers, occurrences, scale = Leftovers(), Occurrences(), weight_scale(layouts)
    found = particulars(workbook, layouts, family, leftovers)
    answers = [answer for layout in layouts for answer in read_table(
        layout, lambda _, section: Meaning(section_domain(section, family), family.polarity), leftovers, occurrences, scale=scale)]
    leftovers.skip(Text("other sheets"), len(workbook.sheets) - len(layouts))
    return ReadQuestionnaire(
        family=family.name, version="", title=_title(layouts[0]), sheets=tuple(layout.sheet.name for layout in layouts),
        reasons=reasons, answers=tuple(answers), file_name=workbook.file_name, file_sha256=workbook.sha256,
        vendor_name=str(found.get("vendor_name") or ""), product=str(found.get("product") or ""),
        completed_on=day_of(found.get("completed")), metadata=tuple(leftovers.metadata),
        unmapped=tuple(leftovers.unmapped), problems=tuple(leftovers.problems), skipped=leftovers.skipped())


def _title(layout: Layout) -> str:
    """The first line above the headings that is no label with a value; else the sheet's name."""
    for row in range(layout.heading_row):
        cells = filled_cells(layout.sheet, row)
        if len(cells) == 1 and ":" not in cells[0][1]:
            return cells[0][1].strip().splitlines()[0]
    return layout.sheet.name
