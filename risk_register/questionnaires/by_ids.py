"""Forms known by the ids of their questions: CAIQ, statements of applicability, CyFun, MVSP, RGAA and whatever has such ids.

The family's file says what its ids look like, which headings stand over its columns, and what is its own and no answer.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, partial
from itertools import groupby

from risk_register.intake.values import Sheet, Workbook, column_letters
from risk_register.model.vocabulary import ControlDomain, Verdict
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import short_cells
from risk_register.questionnaires.dates import day_of
from risk_register.questionnaires.families import Family, title_domain
from risk_register.questionnaires.layout import ANSWER, ID, NOTES, QUESTION, Layout, find_layout, find_questions
from risk_register.questionnaires.particulars import particulars
from risk_register.questionnaires.plain import explained
from risk_register.questionnaires.reading import Leftovers, Occurrences, ReadAnswer, ReadQuestionnaire
from risk_register.questionnaires.table import Meaning, read_table
from risk_register.questionnaires.table_rows import id_of
from risk_register.texts import Text

_ABOVE = 12
_ID_WITHIN = 12
_MOSTLY = 0.6
_NOTES_ARE_ANSWERS = 4
"""In a form that leaves no column for answers, one note for so many questions means that the notes are the answers."""


def candidates(workbook: Workbook, family: Family) -> list[Candidate]:
    """A candidate for each visible sheet that holds enough ids of the series under the form's headings, or one for all of them.

    Which of the two the family's file says: a CAIQ is one sheet, so that two of them are two forms; a grid has many.
    """
    found = [(layout, ids) for sheet in workbook.sheets
             if not sheet.hidden and _may_hold(sheet, family) and (layout := _layout(sheet, family))
             and (ids := ids_in(layout, family)) and len(ids) >= _MOSTLY * _numbered(layout)]
    needed = family.data.get("needs")
    if any(needed in layout.columns for layout, _ in found):
        # A summary repeats ids and scores, and has no place for what the form asks beside them.
        found = [(layout, ids) for layout, ids in found if needed in layout.columns]
    if not family.data.get("together"):
        return [candidate for layout, ids in found if (candidate := _candidate(workbook, family, [(layout, ids)]))]
    candidate = _candidate(workbook, family, found)
    return [candidate] if candidate else []


def _may_hold(sheet: Sheet, family: Family) -> bool:
    """Whether any cell begins like an id of the family, looked for where a form has its first ones."""
    assert family.id_pattern is not None
    return any(map(family.id_pattern.match, sheet.beginnings()))


def _layout(sheet: Sheet, family: Family) -> Layout | None:
    layout = find_layout(sheet, family.headings)
    if layout is None and family.data.get("notes_may_answer"):
        layout = find_questions(sheet, family.headings)
    if layout is None or (ID not in layout.columns and not family.data.get("id_in_question")):
        return None
    columns = {ID: layout.columns.get(QUESTION, 0), **layout.columns}
    if ID not in layout.columns and not ids_in(replace(layout, columns=columns), family):
        columns[ID] = max((column for column in layout.names if column not in layout.marks), default=columns[ID],
                          key=lambda column: len(ids_in(replace(layout, columns={ID: column}), family)))
    taken = {*columns.values(), *layout.marks}
    lesser = {column for column, name in layout.names.items()
              if column not in taken and (role := family.headings.role(name)) and role[0] == ID}
    own = replace(layout, answers=family.answers, columns=columns, ignored=layout.ignored | lesser)
    return _answered_in_notes(own, family) if ANSWER not in layout.columns and not layout.marks else own


def _answered_in_notes(layout: Layout, family: Family) -> Layout:
    """A form without a column for answers, where vendors write them into the notes."""
    if NOTES not in layout.columns or not family.data.get("notes_may_answer"):
        return layout
    notes = [row for row in layout.rows if layout.text(row, NOTES)]
    if len(notes) * _NOTES_ARE_ANSWERS < len(ids_in(layout, family)):
        return layout
    columns = {ANSWER if role == NOTES else role: column for role, column in layout.columns.items()}
    return replace(layout, columns=columns)


def ids_in(layout: Layout, family: Family) -> list[str]:
    """The ids of the series in the id column, with repetitions."""
    pattern = family.id_pattern
    assert pattern is not None
    known = _known_ids(family)
    ids = [found for row in layout.rows if (found := id_of(pattern, layout.text(row, ID)))]
    return [question_id for question_id in ids if question_id in known] if known else ids


def _numbered(layout: Layout) -> int:
    """How many cells of the id column begin with something numbered, whosever numbers they are."""
    return sum(1 for row in layout.rows if any(map(str.isdigit, layout.text(row, ID)[:_ID_WITHIN])))


@cache
def _known_ids(family: Family) -> frozenset[str]:
    """All ids of the family, where its file lists them; none where the pattern tells them well enough."""
    return frozenset(family.data.get("ids", ()))


def _candidate(workbook: Workbook, family: Family, found: list[tuple[Layout, list[str]]]) -> Candidate | None:
    distinct = {question_id for _, ids in found for question_id in ids}
    if len(distinct) < family.fewest_ids:
        return None
    version = next((given for layout, _ in found if (given := form_version(family, layout.sheet, layout.heading_row))), "")
    named = bool(version) or _is_named(workbook, family, [layout for layout, _ in found])
    if not named and not _tell(family, distinct):
        return None
    layouts = explained(workbook, [layout for layout, _ in found])
    reasons = tuple(Text("Sheet {sheet}, id column {column}, {count} ids of the {series} series.", sheet=layout.sheet.name,
                         column=column_letters(layout.columns[ID]), count=len(ids), series=version or family.title)
                    for layout, ids in found)
    if not version:
        version = _version_by_ids(family, distinct)
    return Candidate(family, 95 if named else 90, version, tuple(layout.sheet.name for layout in layouts), reasons,
                     partial(_read, workbook, family, layouts, version, reasons))


def _tell(family: Family, ids: set[str]) -> bool:
    """Whether enough of the ids are such as no other form has."""
    telling = re.compile(family.data.get("telling", "(?!)"))
    return sum(1 for question_id in ids if telling.fullmatch(question_id)) >= int(family.data.get("fewest_telling", 1))


def form_version(family: Family, sheet: Sheet, rows: int) -> str:
    """The version that the form's own title, or its sheet's name, gives; '' where it gives none."""
    if family.version is None:
        return ""
    texts = [text for _, cells in short_cells(sheet, range(min(rows + 1, len(sheet.rows)))) for _, text in cells]
    for text in (*texts, sheet.name):
        if found := family.version.search(text):
            return found.group(1)
    return ""


def _version_by_ids(family: Family, ids: Iterable[str]) -> str:
    """The version whose ids these are, where versions number their questions differently."""
    counted = Counter(name for question_id in ids for name, pattern in family.data.get("versions", {}).items()
                      if re.fullmatch(pattern, question_id))
    return counted.most_common(1)[0][0] if counted else ""


def _is_named(workbook: Workbook, family: Family, layouts: list[Layout]) -> bool:
    """Whether a sheet's name, a heading or a line above says what form it is; what a question mentions does not count."""
    pattern = family.data.get("named")
    if pattern is None:
        return False
    search = re.compile(pattern, re.IGNORECASE).search
    first = {layout.sheet.name: layout.first_row for layout in layouts}
    texts = (text for sheet in workbook.sheets
             for _, cells in short_cells(sheet, range(min(first.get(sheet.name, _ABOVE), len(sheet.rows)))) for _, text in cells)
    return any(search(sheet.name) for sheet in workbook.sheets) or any(map(search, texts))


def _read(workbook: Workbook, family: Family, layouts: list[Layout], version: str,
          reasons: tuple[Text, ...]) -> ReadQuestionnaire:
    leftovers, occurrences = Leftovers(), Occurrences()
    found = particulars(workbook, layouts, leftovers)
    read = [(layout, read_table(layout, partial(_meaning, family, layout.sheet.name),
                                leftovers, occurrences, id_pattern=family.id_pattern)) for layout in layouts]
    kept = _begun(read, family)
    used = {layout.sheet.name for layout, _ in kept}
    for layout, answers in read:
        _say_ignored(layout, leftovers)
        if layout.sheet.name not in used:
            leftovers.skip(Text("rows of sheet {sheet}, in which nothing was filled in", sheet=layout.sheet.name), len(answers))
    leftovers.skip(Text("other sheets"), len(workbook.sheets) - len(layouts))
    answers = [answer for _, some in kept for answer in some]
    return ReadQuestionnaire(
        family=family.name, version=version, title=f"{family.title} {version}".strip(),
        sheets=tuple(layout.sheet.name for layout, _ in kept), reasons=reasons, answers=tuple(answers),
        file_name=workbook.file_name, file_sha256=workbook.sha256, vendor_name=str(found.get("vendor_name") or ""),
        product=str(found.get("product") or ""), completed_on=day_of(found.get("completed")), metadata=tuple(leftovers.metadata),
        unmapped=tuple(leftovers.unmapped), problems=tuple(leftovers.problems), skipped=leftovers.skipped(),
        left_out=leftovers.left_out(),
        own_columns={layout.sheet.name: frozenset(map(column_letters, layout.ignored)) for layout in layouts})


def _meaning(family: Family, sheet: str, question_id: str, section: str) -> Meaning:
    domain = family.domain_of(question_id)
    if domain is ControlDomain.OTHER and not family.domains:
        domain = title_domain(section)
        domain = title_domain(sheet) if domain is ControlDomain.OTHER else domain
    return Meaning(domain, family.polarity)


def _begun(read: list[tuple[Layout, list[ReadAnswer]]], family: Family) -> list[tuple[Layout, list[ReadAnswer]]]:
    """The sheets in which the vendor filled in anything; all of them where that is none, which is then a blank form.

    A form may come with choices made beforehand: where every answer is still the one it came with and nothing was written beside
    it, nobody has answered.
    """
    default = family.data.get("untouched")
    if default is None:
        return read
    touched = [(layout, answers) for layout, answers in read
               if any(answer.answer not in (default, "") or answer.notes or _own_extra(answer, family) for answer in answers)]
    if not family.data.get("each_sheet_alone"):
        touched = read if touched else []
    if touched:
        return touched
    return [(layout, [replace(answer, verdict=Verdict.UNANSWERED) for answer in answers]) for layout, answers in read]


def _own_extra(answer: ReadAnswer, family: Family) -> bool:
    return any(answer.extra.get(name, "") not in ("", untouched) for name, untouched in family.data.get("entered", {}).items())


def _say_ignored(layout: Layout, leftovers: Leftovers) -> None:
    """The form's own columns, neighbours together."""
    for _, run in groupby(enumerate(sorted(layout.ignored)), key=lambda item: item[1] - item[0]):
        columns = [column for _, column in run]
        if len(columns) == 1:
            leftovers.skip(Text("column {column}, the form's own text", column=column_letters(columns[0])))
        else:
            leftovers.skip(Text("columns {first} to {last}, the form's own text", first=column_letters(columns[0]),
                                last=column_letters(columns[-1])), len(columns))
