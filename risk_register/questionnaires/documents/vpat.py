"""Accessibility conformance reports (VPAT) in Word: tables of criteria, a level for each part of the product, and remarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from rapidfuzz import fuzz, process

from risk_register.intake.contents import Paragraph, Prose, TablePlace
from risk_register.intake.values import Document, Sheet, Source, cell_name
from risk_register.model.vocabulary import ControlDomain, Verdict
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import filled_cells, normal, words
from risk_register.questionnaires.documents.components import RANK, Components
from risk_register.questionnaires.documents.gathering import Gathering, Place, take_role
from risk_register.questionnaires.documents.prose import label_table, labelled_paragraphs
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.reading import ReadQuestionnaire
from risk_register.questionnaires.verdicts import verdict_in
from risk_register.texts import Text

_NUMBER = re.compile(
    r"(?:(?:clause|section|§)\s*)?([A-Z]?\d+(?:\.\d+)*[a-z]?|\([a-z]{1,2}\)|\d{4}\.\d+\s*\([a-z]\))[.:)]?\s+(?=\S)", re.IGNORECASE)
_PART = re.compile(r"([^:]{1,40}?)\s*:\s*(.*)", re.DOTALL)
_CLOSE_ENOUGH = 88
_LONGEST_LEVEL = 60
_HEADINGS_WITHIN = 3


@dataclass(frozen=True, slots=True)
class _Criteria:
    """A table of criteria: its sheet, the row of its headings, its columns, and the title above it."""

    sheet: Sheet
    heading_row: int
    criterion: int
    level: int
    remarks: int | None
    title: str


def candidates(source: Source, family: Family, /) -> list[Candidate]:
    """A candidate where tables head criteria beside a level of conformance."""
    if not isinstance(source, Document) or not isinstance(source.content, Prose):
        return []
    tables = list(_tables(source, family))
    rows = sum(len(table.sheet.rows) - table.heading_row - 1 for table in tables)
    if not tables or rows < family.fewest_ids:
        return []
    version = _version(source.content, family)
    score = 95 if version else 88
    reasons = tuple(Text("{table} heads criteria and their level of conformance, {rows} rows.", table=table.sheet.name,
                         rows=len(table.sheet.rows) - table.heading_row - 1) for table in tables)
    return [Candidate(family, score, version, tuple(table.sheet.name for table in tables), reasons,
                      partial(_read, source, family, tables, version, reasons))]


def _tables(document: Document, family: Family) -> Iterator[_Criteria]:
    title = ""
    for block in document.content.blocks:
        if isinstance(block, TablePlace):
            sheet = document.tables[block.index]
            if (found := _headings(sheet, family)) is not None:
                yield _Criteria(sheet, *found, title)
        elif block.heading and block.text:
            title = block.text


def _headings(sheet: Sheet, family: Family) -> tuple[int, int, int, int | None] | None:
    for row in range(min(_HEADINGS_WITHIN, len(sheet.rows))):
        roles: dict[str, int] = {}
        for column, value in enumerate(sheet.rows[row]):
            heading = normal(words(value))
            role = next((role for role, names in family.data["columns"].items()
                         if heading and any(heading.startswith(name) for name in names)), None)
            if role:
                roles.setdefault(role, column)
        if {"criterion", "level"} <= roles.keys():
            return row, roles["criterion"], roles["level"], roles.get("remarks")
    return None


def _version(prose: Prose, family: Family) -> str:
    if family.version is None:
        return ""
    for block in prose.blocks:
        if isinstance(block, Paragraph) and (found := family.version.search(block.text)):
            return found.group(1)
    return ""


def _read(document: Document, family: Family, tables: list[_Criteria], version: str,
          reasons: tuple[Text, ...]) -> ReadQuestionnaire:
    gathering = Gathering(document, family)
    prose: Prose = document.content
    paragraphs = [block.text for block in prose.blocks if isinstance(block, Paragraph)]
    edition = next((name for name, pattern in family.data["editions"].items()
                    if any(re.search(pattern, text, re.IGNORECASE) for text in paragraphs)), "")
    known = {table.sheet.name for table in tables}
    gathering.sheets = [table.sheet.name for table in tables]
    _title(gathering, prose)
    labelled_paragraphs(gathering, prose, family.data["particulars"])
    for sheet in document.tables:
        if sheet.name not in known:
            label_table(gathering, sheet)
    components = Components()
    for table in tables:
        _above(gathering, table)
        for row in range(table.heading_row + 1, len(table.sheet.rows)):
            _take(gathering, table, row, components)
    for comment in prose.comments:
        gathering.set_aside(Place("", "", 0), comment, Text("A remark in the document’s margin."))
    full = " ".join(part for part in (family.title, version, f"({edition})" if edition else "") if part)
    return gathering.read(version, full, reasons)


def _title(gathering: Gathering, prose: Prose) -> None:
    """The report is headed by whose it is: 'Acme Accessibility Conformance Report'."""
    for block in prose.blocks:
        if isinstance(block, Paragraph):
            for phrase in gathering.family.data["report"]:
                name, found, _ = block.text.partition(phrase)
                if found:
                    take_role(gathering, "vendor_name", name.strip(" –-:[]\n"))
                    return


def _above(gathering: Gathering, table: _Criteria) -> None:
    """What stands above the headings: the table's title, or something nobody expects there."""
    for row in range(table.heading_row):
        cells = filled_cells(table.sheet, row)
        if len(cells) == 1:
            gathering.leftovers.skip(Text("titles and remarks above the headings"))
            continue
        for column, text in cells:
            gathering.set_aside(Place(table.sheet.name, cell_name(row, column), row + 1), text,
                                Text("It stands above the table’s headings."))


def _take(gathering: Gathering, table: _Criteria, row: int, components: Components) -> None:
    sheet, family = table.sheet, gathering.family
    criterion = words(sheet.value(row, table.criterion))
    level = words(sheet.value(row, table.level))
    remarks = words(sheet.value(row, table.remarks)) if table.remarks is not None else ""
    taken = {table.criterion, table.level, table.remarks}
    place = Place(sheet.name, cell_name(row, table.level), row + 1)
    for column, value in enumerate(sheet.rows[row]):
        if column not in taken and words(value):
            gathering.set_aside(Place(sheet.name, cell_name(row, column), row + 1), words(value),
                                Text("The column has no heading that is known."))
    if not criterion and not level and not remarks:
        gathering.leftovers.skip(Text("blank rows"))
        return
    said = normal(level)
    beginnings = tuple(family.data["elsewhere"])
    elsewhere = said.startswith(beginnings) and (not remarks or normal(remarks).startswith(beginnings))
    asks_nothing = elsewhere or any(said.startswith(phrase) for phrase in family.data["no_response"])
    if asks_nothing or (not level and not remarks and _is_heading(table, row)):
        gathering.leftovers.skip(Text("rows to which the form asks no response"))
        return
    first = criterion.splitlines()[0].strip() if criterion else ""
    match = _NUMBER.match(first)
    number = match[1] if match else ""
    levels = _parts(level, family, ())
    notes = _parts(remarks, family, tuple(name for name, _ in levels))
    _answers(gathering, table, place, number, first, levels, notes, components)


def _is_heading(table: _Criteria, row: int) -> bool:
    """A row whose one cell goes over all columns names a group of criteria."""
    return any(top <= row <= bottom and left <= table.criterion and right >= table.level
               for top, left, bottom, right in table.sheet.merged)


def _answers(gathering: Gathering, table: _Criteria, place: Place, number: str, question: str, levels: list[tuple[str, str]],
             notes: list[tuple[str, str]], components: Components) -> None:
    """An answer for each part judged; a remark on all of them goes with the first that is less than full, else the first."""
    family = gathering.family
    for name, _ in notes:
        if name and name not in (part for part, _ in levels):
            levels = [*levels, (name, "")]
    verdicts = [_verdict(text, family) for _, text in levels]
    weak = next((index for index, verdict in enumerate(verdicts) if verdict in (Verdict.PARTIAL, Verdict.NO)), None)
    answered = next((index for index, verdict in enumerate(verdicts) if verdict is not Verdict.UNANSWERED), 0)
    general = weak if weak is not None else answered
    for index, (name, text) in enumerate(levels):
        said = [note for part, note in notes if note and (part == name or (not part and index == general))]
        gathering.answer(
            number, text, place, question=f"{question} ({name})" if name else question, notes="\n".join(said),
            section=table.title, domain=ControlDomain.ACCESSIBILITY, verdict=verdicts[index],
            extra={"component": name} if name else {}, occurrence=components.occurrence(number, name))


def _parts(text: str, family: Family, known: tuple[str, ...]) -> list[tuple[str, str]]:
    """The lines of a cell by the part of the product each begins with; what has no part belongs to the one above."""
    names = {normal(name) for name in known} | RANK.keys() | {normal(name) for name in family.data["parts"]}
    parts: list[tuple[str, str]] = []
    for line in text.splitlines():
        match = _PART.match(line.strip())
        if match and normal(match[1]) in names:
            parts.append((match[1].strip(), match[2].strip()))
        elif line.strip():
            name, before = parts.pop() if parts else ("", "")
            parts.append((name, f"{before}\n{line.strip()}".strip()))
    return parts or [("", "")]


def _verdict(text: str, family: Family) -> Verdict:
    """The level meant, also where a letter slipped."""
    found = verdict_in(text, family.answers)
    if found is not Verdict.TEXT or len(text) > _LONGEST_LEVEL:
        return found
    close = process.extractOne(normal(text), family.data["levels"], scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return verdict_in(close[0], family.answers) if close else found
