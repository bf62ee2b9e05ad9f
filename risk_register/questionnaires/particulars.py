"""What a file says of the vendor, the product and itself: labels with values above the tables, or on sheets without one."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from risk_register.intake.values import CellValue, Sheet, Workbook, cell_name
from risk_register.questionnaires.cells import HEADING_MOST, filled_cells, normal
from risk_register.questionnaires.families import known_labels, label_role
from risk_register.questionnaires.layout import Layout
from risk_register.questionnaires.reading import Leftovers, Metadatum
from risk_register.texts import Text

_METADATA_WITHIN = 40
_ABOVE_MOST = 120
_MOST_IN_A_ROW = 6
"""More cells are the headings of another table."""
_LABEL = re.compile(r"[^\W\d]{3}")


def particulars(workbook: Workbook, layouts: list[Layout], leftovers: Leftovers) -> dict[str, CellValue]:
    """The vendor's name, product and date by their role; these and every other label with its value are kept as metadata.

    Above a table every pair of label and value is kept; on a sheet without one only those whose label we know, since there the
    form speaks of itself. Rows above that hold no such pair are counted.
    """
    wanted = known_labels()
    tops: dict[str, int] = {}
    for layout in layouts:
        tops.setdefault(layout.sheet.name, layout.heading_row)
    found: dict[str, CellValue] = {}
    for sheet in workbook.sheets:
        if sheet.hidden:
            continue
        above = sheet.name in tops
        for row in range(min(tops.get(sheet.name, _METADATA_WITHIN), len(sheet.rows), _ABOVE_MOST)):
            _row(sheet, row, wanted, found, leftovers, any_label=above)
    return found


def _could_be(role: str, text: str) -> bool:
    """A date has a number in it, and who to write to is no web page: else the label is a heading or a title."""
    return any(map(str.isdigit, text)) if role == "completed" else not (role == "contact" and "://" in text)


def _row(sheet: Sheet, row: int, wanted: Mapping[str, str], found: dict[str, CellValue], leftovers: Leftovers, *,
         any_label: bool) -> None:
    cells = filled_cells(sheet, row)
    kept = 0
    for label, column, value, text in _labelled(sheet, row, cells):
        if (role := label_role(label)) and normal(text) not in wanted and _could_be(role, text):
            found.setdefault(role, value)
            leftovers.metadata.append(Metadatum(role, label, text, "", sheet.name, cell_name(row, column)))
            kept += 1
    if kept or not any_label or not cells:
        return
    (_, label), (column, text) = cells[0], cells[-1]
    known = {normal(label), normal(text)} <= wanted.keys()
    if len(cells) == 2 and len(label) <= HEADING_MOST and _LABEL.search(label) and not known:
        leftovers.metadata.append(Metadatum("", label, text, "", sheet.name, cell_name(row, column)))
    else:
        leftovers.leave_out(Text("titles and remarks above the headings"), sheet.name, row)


def _labelled(sheet: Sheet, row: int, cells: list[tuple[int, str]]) -> Iterator[tuple[str, int, CellValue, str]]:
    """Pairs in a row: 'Vendor' beside 'Acme', or 'Vendor: Acme' in one cell."""
    for (_, label), (column, text) in pairwise(cells if len(cells) <= _MOST_IN_A_ROW else ()):
        yield label, column, sheet.value(row, column), text
    for column, text in cells:
        for line in text.splitlines():
            label, colon, rest = line.partition(":")
            if colon and rest.strip():
                yield label, column, rest.strip(), rest.strip()
