"""What the person has said so far of how a workbook is to be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from risk_register.model.vocabulary import Verdict
from risk_register.texts import Language, Text

if TYPE_CHECKING:
    from risk_register.desktop.jobs.mapping import MapColumn
    from risk_register.questionnaires.mapping import SavedMapping

NOTHING = ""
_MARK = "mark:"
_LONGEST_HEADING = 200
_MARKED = (Verdict.YES, Verdict.PARTIAL, Verdict.NO, Verdict.NOT_APPLICABLE)
_ROLES: Mapping[str, Text] = {
    "id": Text("The question's id"), "question": Text("The question"), "answer": Text("The answer"),
    "notes": Text("A note on the answer"), "section": Text("The section"), "guidance": Text("Help with the answer"),
    "good_answer": Text("The compliant answer"), "weight": Text("The question's weight"),
}


def roles(language: Language) -> list[tuple[str, str]]:
    """What a column can hold, by name and words."""
    return [(NOTHING, Text("Kept beside the answer").render(language)),
            *((name, words.render(language)) for name, words in _ROLES.items()),
            *((f"{_MARK}{verdict.word}", Text("A mark here means: {verdict}", verdict=verdict).render(language))
              for verdict in _MARKED)]


@dataclass(slots=True)
class SheetDraft:
    """One sheet. Rows and columns count from 0; `heading_row` is -1 where no row heads the columns."""

    name: str
    used: bool = False
    heading_row: int = 0
    first_row: int | None = None
    """Where that is not the row below the headings."""
    roles: dict[int, str] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)

    def say(self, column: int, role: str) -> None:
        """What a column holds; a role that another column had goes over to it, marks apart."""
        if role and not role.startswith(_MARK):
            for other in [number for number, held in self.roles.items() if held == role]:
                del self.roles[other]
        if role:
            self.roles[column] = role
        else:
            self.roles.pop(column, None)

    def show(self, columns: "Iterable[MapColumn]") -> None:
        """Takes the headings by which the structure is known again."""
        self.headings = {each.column: each.heading for each in columns if 0 < len(each.heading) <= _LONGEST_HEADING}


class MappingDraft:
    """All sheets and the words of their answers."""

    def __init__(self, names: Iterable[str], proposed: "SavedMapping") -> None:
        self.sheets = [SheetDraft(name) for name in names]
        self.answers: dict[str, Verdict] = dict(proposed.answers)
        by_name = {sheet.name: sheet for sheet in self.sheets}
        for table in proposed.tables:
            sheet = by_name[table.sheet]
            sheet.used, sheet.heading_row, sheet.headings = True, table.heading_row, dict(table.headings)
            sheet.first_row = None if table.first_row == table.heading_row + 1 else table.first_row
            sheet.roles = {column: role for role, column in table.columns.items()}
            sheet.roles |= {column: f"{_MARK}{verdict.word}" for column, verdict in table.marks.items()}

    def mapping(self, name: str) -> "SavedMapping":
        """What was said, as one mapping."""
        from risk_register.questionnaires.mapping import SavedMapping, TableMapping

        return SavedMapping(name, tuple(TableMapping(
            sheet.name, sheet.heading_row,
            {role: column for column, role in sheet.roles.items() if not role.startswith(_MARK)},
            sheet.headings if sheet.heading_row >= 0 else {},
            {column: Verdict.from_word(role.removeprefix(_MARK)) for column, role in sheet.roles.items() if role.startswith(_MARK)},
            sheet.heading_row + 1 if sheet.first_row is None else sheet.first_row)
            for sheet in self.sheets if sheet.used), dict(self.answers))
