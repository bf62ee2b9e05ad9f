"""How a person said a workbook is to be read: kept under a name, and known again when the same structure comes back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from risk_register.errors import RegisterError
from risk_register.intake.values import Sheet, Workbook, column_letters
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires import plain
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import normal, words
from risk_register.questionnaires.families import FAMILIES, family
from risk_register.questionnaires.guess import guess_layout
from risk_register.questionnaires.layout import ANSWER, GOOD_ANSWER, GUIDANCE, ID, NOTES, QUESTION, SECTION, WEIGHT, Layout
from risk_register.questionnaires.reading import ReadQuestionnaire
from risk_register.questionnaires.verdicts import own_words, verdict_in
from risk_register.texts import Text

ROLES = (ID, QUESTION, ANSWER, NOTES, SECTION, WEIGHT, GOOD_ANSWER, GUIDANCE)
"""What a person can say of a column. Of any other column the words are kept beside the answer under its heading."""
_FORMAT = 1
_HEADINGS_WITHIN = 200
_SCORE = 97


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One sheet's table. Rows and columns count from 0; `heading_row` is -1 where no row heads the columns."""

    sheet: str
    heading_row: int
    columns: Mapping[str, int]
    headings: Mapping[int, str] = field(default_factory=dict)
    """Column -> its heading, by which the structure is known again; columns that hold nothing of note are left out."""
    marks: Mapping[int, Verdict] = field(default_factory=dict)
    """Columns of which one is marked, with what marking it means."""
    first_row: int = 0


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A way to read a workbook, made by hand. `answers` says what words mean that we would not know or take otherwise."""

    name: str
    tables: tuple[TableMapping, ...]
    answers: Mapping[str, Verdict] = field(default_factory=dict)

    def to_data(self) -> dict[str, Any]:
        """Plain values for JSON, as mappings are stored and handed on. Rows count from 1 and columns are letters, to be read."""
        return {"format": _FORMAT, "name": self.name, "answers": {word: verdict.word for word, verdict in self.answers.items()},
                "tables": [{
                    "sheet": table.sheet, "heading_row": table.heading_row + 1, "first_row": table.first_row + 1,
                    "columns": {role: column_letters(column) for role, column in table.columns.items()},
                    "headings": {column_letters(column): heading for column, heading in table.headings.items()},
                    "marks": {column_letters(column): verdict.word for column, verdict in table.marks.items()},
                } for table in self.tables]}

    @classmethod
    def from_data(cls, data: Any) -> "SavedMapping":
        """The mapping those values say. Raises `RegisterError` for values that are none, naming what is wrong."""
        try:
            if data["format"] != _FORMAT:
                raise RegisterError("This mapping was saved by a newer program. Update this one to use it.")
            return cls(str(data["name"]), tuple(map(_table, data["tables"])),
                       {str(word): Verdict.from_word(verdict) for word, verdict in data["answers"].items()})
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise RegisterError("This is no mapping of a questionnaire: “{part}” is missing or cannot be read.",
                                part=str(error).strip("'\"")) from error


def _table(data: Any) -> TableMapping:
    columns = {str(role): _column(letters) for role, letters in data["columns"].items()}
    if unknown := columns.keys() - set(ROLES):
        raise ValueError(min(unknown))
    return TableMapping(
        str(data["sheet"]), int(data["heading_row"]) - 1, columns,
        {_column(letters): str(heading) for letters, heading in data["headings"].items()},
        {_column(letters): Verdict.from_word(verdict) for letters, verdict in data["marks"].items()}, int(data["first_row"]) - 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        number = number * 26 + ord(letter) - 64
    return number - 1


def propose(workbook: Workbook, name: str = "") -> SavedMapping:
    """What a person would probably say: the tables found by their headings, else by what stands in the columns."""
    wanted = family(FAMILIES[-1])
    layouts = plain.layouts_of(workbook, wanted)
    if not layouts:
        layouts = [layout for sheet in workbook.sheets
                   if not sheet.hidden and (layout := guess_layout(sheet, wanted, sure=False))]
    return SavedMapping(name, tuple(TableMapping(
        layout.sheet.name, layout.heading_row if layout.names else -1, _known_roles(layout), dict(layout.names), dict(layout.marks),
        layout.first_row) for layout in layouts))


def _known_roles(layout: Layout) -> dict[str, int]:
    return {role: column for role, column in layout.columns.items() if role in ROLES}


def answer_words(workbook: Workbook, mapping: SavedMapping) -> list[tuple[str, int, Verdict]]:
    """Every different answer short enough to be a choice, how often it comes and how it would be taken; the most frequent first."""
    own = _own(mapping)
    counted = Counter(text for layout in _layouts(workbook, mapping) for row in layout.rows
                      if (text := layout.text(row, ANSWER)) and len(text) <= _HEADINGS_WITHIN)
    return [(text, count, verdict_in(text, own)) for text, count in counted.most_common()]


def read_mapped(workbook: Workbook, mapping: SavedMapping) -> ReadQuestionnaire:
    """The workbook read as the mapping says. Raises `RegisterError` where a sheet it names is not there."""
    return candidate(workbook, mapping, _layouts(workbook, mapping)).read()


def candidate(workbook: Workbook, mapping: SavedMapping, layouts: Sequence[Layout]) -> Candidate:
    """The mapping as one way to read the file."""
    wanted = family(FAMILIES[-1])
    reasons = tuple(Text("Sheet {sheet} has the structure saved as “{name}”.", sheet=layout.sheet.name, name=mapping.name)
                    for layout in layouts)
    sheets = tuple(dict.fromkeys(layout.sheet.name for layout in layouts))
    return Candidate(wanted, _SCORE, "", sheets, reasons,
                     partial(plain.read, workbook, wanted, list(layouts), reasons, title=mapping.name))


def known_again(workbook: Workbook, mappings: Sequence[SavedMapping]) -> list[Candidate]:
    """A candidate for each saved mapping whose headings stand in this workbook, whatever its sheets are called now."""
    found = []
    for mapping in mappings:
        layouts = [layout for table in mapping.tables if table.headings and (layout := _find(workbook, table, mapping))]
        if layouts and len(layouts) == len(mapping.tables):
            found.append(candidate(workbook, mapping, layouts))
    return found


def _find(workbook: Workbook, table: TableMapping, mapping: SavedMapping) -> Layout | None:
    named = [sheet for sheet in workbook.sheets if sheet.name == table.sheet]
    for sheet in (*named, *(sheet for sheet in workbook.sheets if not sheet.hidden and sheet not in named)):
        for row in range(min(_HEADINGS_WITHIN, len(sheet.rows))):
            if all(normal(words(sheet.value(row, column))) == normal(heading) for column, heading in table.headings.items()):
                return _layout(sheet, replace(table, heading_row=row, first_row=row + table.first_row - table.heading_row), mapping)
    return None


def _layouts(workbook: Workbook, mapping: SavedMapping) -> list[Layout]:
    by_name = {sheet.name: sheet for sheet in workbook.sheets}
    for table in mapping.tables:
        if table.sheet not in by_name:
            raise RegisterError("“{file}” has no sheet {sheet}, which the mapping “{name}” reads.", file=workbook.file_name,
                                sheet=table.sheet, name=mapping.name)
        if ANSWER not in table.columns and not table.marks:
            raise RegisterError("The mapping “{name}” does not say which column of sheet {sheet} holds the answers.",
                                name=mapping.name, sheet=table.sheet)
    return [_layout(by_name[table.sheet], table, mapping) for table in mapping.tables]


def _layout(sheet: Sheet, table: TableMapping, mapping: SavedMapping) -> Layout:
    return Layout(sheet, max(table.heading_row, 0), max(table.first_row, table.heading_row + 1), table.columns, table.headings,
                  table.marks, answers=_own(mapping))


def _own(mapping: SavedMapping) -> dict[str, Verdict]:
    by_verdict: dict[str, list[str]] = {}
    for word, verdict in mapping.answers.items():
        by_verdict.setdefault(verdict.word, []).append(word)
    return own_words(by_verdict)
