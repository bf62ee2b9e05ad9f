"""Workbooks in the layout of CISO Assistant: sets of questions to send, and the audits made from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from risk_register.intake.values import Sheet, Workbook, cell_name, column_letters
from risk_register.model.vocabulary import ControlDomain, Verdict
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import filled_cells, words
from risk_register.questionnaires.doubts import doubts
from risk_register.questionnaires.families import Family, title_domain
from risk_register.questionnaires.reading import Leftovers, Occurrences, ReadAnswer, ReadQuestionnaire, Unmapped
from risk_register.questionnaires.verdicts import verdict_in
from risk_register.texts import Text

_HEADINGS_WITHIN = 30
_VENDORS = ("result", "notes", "score")


@dataclass(frozen=True, slots=True)
class _Content:
    """A sheet of requirements: its row of headings and its columns by what they hold."""

    sheet: Sheet
    row: int
    columns: Mapping[str, int]
    headings: Mapping[int, str]

    def text(self, row: int, role: str) -> str:
        column = self.columns.get(role)
        return "" if column is None else words(self.sheet.value(row, column))


def candidates(workbook: Workbook, family: Family) -> list[Candidate]:
    """A candidate of all sheets that hold requirements, or none."""
    contents = [content for sheet in workbook.sheets if (content := _content(sheet, family))]
    if not contents:
        return []
    reasons = tuple(Text("Sheet {sheet}, id column {column}: requirements in the layout of CISO Assistant.",
                         sheet=content.sheet.name, column=column_letters(content.columns["id"])) for content in contents)
    return [Candidate(family, 92, _meta(workbook, "version"), tuple(content.sheet.name for content in contents), reasons,
                      partial(_read, workbook, family, contents, reasons))]


def _content(sheet: Sheet, family: Family) -> _Content | None:
    for row in range(min(_HEADINGS_WITHIN, len(sheet.rows))):
        headings = {column: text.strip().casefold() for column, text in filled_cells(sheet, row)}
        if set(family.data["signature"]) <= set(headings.values()):
            places = {text: column for column, text in reversed(headings.items())}
            columns = {role: places[name] for role, name in family.data["columns"].items() if name in places}
            return _Content(sheet, row, columns, dict(filled_cells(sheet, row)))
    return None


def _read(workbook: Workbook, family: Family, contents: list[_Content], reasons: tuple[Text, ...]) -> ReadQuestionnaire:
    leftovers, occurrences = Leftovers(), Occurrences()
    choices = dict(_choice_sets(workbook, family))
    answers = [answer for content in contents for answer in _rows(content, family, choices, leftovers, occurrences)]
    leftovers.skip(Text("other sheets"), len(workbook.sheets) - len(contents))
    own = {content.sheet.name: frozenset(map(column_letters, content.headings.keys() - {
        content.columns.get(role, -1) for role in _VENDORS})) for content in contents}
    only = None
    if not any("result" in content.columns for content in contents):
        only = Text("Sheet {sheet} is a question set in the layout of {what}, whose “answer” column names the choices offered.",
                    sheet=contents[0].sheet.name, what=family.title)
    return ReadQuestionnaire(
        family=family.name, version=_meta(workbook, "version"), title=_meta(workbook, "name") or contents[0].sheet.name,
        sheets=tuple(content.sheet.name for content in contents), reasons=reasons, answers=tuple(answers),
        file_name=workbook.file_name, file_sha256=workbook.sha256, unmapped=tuple(leftovers.unmapped),
        skipped=leftovers.skipped(), left_out=leftovers.left_out(), own_columns=own, questions_only=only)


def _rows(content: _Content, family: Family, choices: Mapping[str, tuple[str, ...]], leftovers: Leftovers,
          occurrences: Occurrences) -> Iterator[ReadAnswer]:
    section = ""
    for row in range(content.row + 1, len(content.sheet.rows)):
        cells = filled_cells(content.sheet, row)
        if not cells:
            leftovers.skip(Text("blank rows"))
        elif not content.text(row, "assessable"):
            section = content.text(row, "name") or content.text(row, "description")
            leftovers.leave_out(Text("section titles and remarks"), content.sheet.name, row)
        else:
            yield from _asked(content, family, row, section, choices, leftovers, occurrences)


def _asked(content: _Content, family: Family, row: int, section: str, choices: Mapping[str, tuple[str, ...]],
           leftovers: Leftovers, occurrences: Occurrences) -> Iterator[ReadAnswer]:
    """A row's requirement, or each question of it where it asks several, one in a line."""
    asked = _lines(content.text(row, "question"))
    sets = _lines(content.text(row, "choices"))
    if len(asked) < 2 or len(sets) != len(asked):
        whole = content.text(row, "question") or content.text(row, "description") or content.text(row, "name")
        asked, sets = [whole], sets[:1]
    result = content.text(row, "result")
    verdict = verdict_in(result, family.answers)
    column = content.columns.get("result", content.columns.get("choices", content.columns["id"]))
    notes = content.text(row, "notes")
    for name in sets:
        if name not in choices:
            leftovers.unmapped.append(Unmapped(content.sheet.name, cell_name(row, content.columns["choices"]), name,
                                               Text("No sheet says which choices this names.")))
    extra = {content.headings[content.columns[role]]: text for role in ("score",) if (text := content.text(row, role))}
    domain = title_domain(section)
    for number, question in enumerate(asked):
        named = sets[number] if sets else ""
        yield ReadAnswer(
            question_id=content.text(row, "id"), question=question, section=section, weight=1, polarity=family.polarity,
            domain=title_domain(content.text(row, "name")) if domain is ControlDomain.OTHER else domain,
            answer=result, verdict=verdict if result else Verdict.UNANSWERED, notes=notes, sheet=content.sheet.name,
            cell=cell_name(row, column), row=row + 1, occurrence=occurrences.next(content.text(row, "id")),
            flags=tuple(doubts(verdict, result, notes, yes_or_no=False)), extra=extra, choices=choices.get(named, ()),
            guidance=content.text(row, "guidance") or content.text(row, "evidence"))


def _choice_sets(workbook: Workbook, family: Family) -> Iterator[tuple[str, tuple[str, ...]]]:
    wanted = family.data["choice_sets"]
    for sheet in workbook.sheets:
        headings = {text.strip().casefold(): column for column, text in filled_cells(sheet, 0)}
        if {wanted["id"], wanted["choices"]} <= headings.keys():
            for row in range(1, len(sheet.rows)):
                if name := words(sheet.value(row, headings[wanted["id"]])):
                    yield name, tuple(_lines(words(sheet.value(row, headings[wanted["choices"]]))))


def _meta(workbook: Workbook, name: str) -> str:
    """What a sheet of names and values says of the library: 'name' or 'library_name'."""
    for sheet in workbook.sheets:
        for row in range(min(20, len(sheet.rows))):
            if words(sheet.value(row, 0)) in (name, f"library_{name}"):
                return words(sheet.value(row, 1))
    return ""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
