"""Tables that lay questions and answers out one below the other: a row that asks, a row that answers, or all of it in a cell."""

from dataclasses import dataclass

from risk_register.intake.contents import Paragraph, Prose
from risk_register.intake.values import Sheet, cell_name
from risk_register.questionnaires.cells import filled_cells
from risk_register.questionnaires.documents.gathering import Place
from risk_register.questionnaires.documents.paragraphs import Asked, Walk

_FEWEST_ASKED = 2


@dataclass(frozen=True, slots=True)
class Stacked:
    """Such a table, read: its questions, and what its cells said besides."""

    asked: tuple[Asked, ...]
    walk: Walk


def stacked(sheet: Sheet, section: str) -> Stacked | None:
    """The questions of a table read cell by cell as running text; None for a table that does not ask and answer so."""
    lines: list[Paragraph] = []
    places: list[Place] = []
    for row in range(len(sheet.rows)):
        cells = filled_cells(sheet, row)
        pieces = [(cells[0][0], f"{cells[0][1].rstrip(' :')}: {cells[1][1]}")] if _is_pair(cells) else cells
        for column, text in pieces:
            for line in text.splitlines():
                lines.append(Paragraph(len(lines) + 1, line.strip(), fixed=line.strip()))
                places.append(Place(sheet.name, cell_name(row, column), row + 1))
    walk = Walk(Prose(tuple(lines)), section, places)
    asked = tuple(walk.read())
    answered = sum(1 for item in asked if item.answer)
    if len(asked) < _FEWEST_ASKED or not answered or walk.passed > len(asked):
        return None
    return Stacked(asked, walk)


def _is_pair(cells: list[tuple[int, str]]) -> bool:
    """A label with what it announces in the cell beside: 'Response' and 'Yes'."""
    return len(cells) == 2 and "\n" not in cells[0][1] and not cells[0][1].rstrip().endswith("?") and len(cells[0][1]) <= 40
