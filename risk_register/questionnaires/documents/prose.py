"""Particulars in a text document: 'Report Date: 2025-01-31', or a heading with its words below, or a table of labels."""

from collections.abc import Mapping, Sequence

from risk_register.intake.contents import Paragraph, Prose
from risk_register.intake.values import Sheet, cell_name
from risk_register.questionnaires.cells import filled_cells, normal
from risk_register.questionnaires.documents.gathering import Gathering, Place, one_line, take_role
from risk_register.texts import Text

_LONGEST_LABEL = 80
TEXT = "Text"
"""What the running text of a document is called as a place; its paragraphs are counted as '§12'."""


def paragraph_place(paragraph: Paragraph) -> Place:
    """Where a paragraph stands."""
    return Place(TEXT, f"§{paragraph.number}", paragraph.number)


def labelled_paragraphs(gathering: Gathering, prose: Prose, particulars: Mapping[str, Sequence[str]]) -> None:
    """Keep what stands behind or below labels; `particulars` says which role each label's beginning has.

    Other paragraphs are counted as the form's own text.
    """
    roles = {normal(label): role for role, labels in particulars.items() for label in labels}
    waiting: tuple[str, str] | None = None
    passed = 0
    for block in prose.blocks:
        if not isinstance(block, Paragraph):
            waiting = None
            continue
        label, colon, value = block.text.partition(":")
        headed = label if colon and len(label) <= _LONGEST_LABEL else block.text if block.heading else ""
        role = _role(headed, roles) if headed else None
        if role:
            waiting = (role, one_line(label))
            if value.strip():
                _keep(gathering, block, waiting, value.strip())
                waiting = None
        elif waiting and not block.heading:
            _keep(gathering, block, waiting, block.text.strip())
        else:
            waiting = None
            passed += 1
    gathering.leftovers.skip(Text("paragraphs of the form’s own text"), passed)


def _role(label: str, roles: Mapping[str, str]) -> str | None:
    plain = normal(label)
    return roles.get(plain) or next((role for known, role in roles.items() if len(known) > 5 and plain.startswith(known)), None)


def _keep(gathering: Gathering, block: Paragraph, waiting: tuple[str, str], value: str) -> None:
    role, label = waiting
    gathering.tell(role, label, value, paragraph_place(block))
    take_role(gathering, role, value)


def label_table(gathering: Gathering, sheet: Sheet) -> None:
    """A table that asks nothing: in two columns labels with their values, else what was not understood."""
    for row in range(len(sheet.rows)):
        cells = filled_cells(sheet, row)
        if len(cells) == 2 and len(cells[0][1]) <= _LONGEST_LABEL * 2:
            (_, label), (column, value) = cells
            gathering.tell(normal(label)[:60], one_line(label), value, Place(sheet.name, cell_name(row, column), row + 1))
        else:
            for column, text in cells:
                gathering.set_aside(Place(sheet.name, cell_name(row, column), row + 1), text,
                                    Text("The table has no column of answers."))
