"""Where in a workbook the tables are: their headings, their rows, and what around them is none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from risk_register import resources
from risk_register.exchange.bringing.headings import heading_key, recognised, sheet_kind
from risk_register.exchange.bringing.plan import CUSTOM, LEFT_OUT
from risk_register.intake.values import CellValue, Problem, Sheet, Workbook
from risk_register.questionnaires.cells import words

_HEADINGS_WITHIN = 40
_ABOUT_A_VENDOR = frozenset(
    {
        "country",
        "town",
        "address",
        "website",
        "description",
        "stage",
        "stated_criticality",
        "owner",
        "parent",
        "next_review_on",
        "since",
        "scope_decision",
        "subcontractors",
    }
)
_IDENTITY = frozenset({"vendor.legal_name", "vendor.reference"})
Remembered = Mapping[str, str]
"""What headings were said to hold before, by their keys."""


@dataclass(slots=True)
class Column:
    """One column of a table as it stands in the sheet."""

    place: int
    heading: str
    above: str = ""
    """The heading of the group of columns that it stands under, where headings take two rows."""


@dataclass(slots=True)
class Table:
    """One table: a row of headings and what stands under it."""

    sheet: Sheet
    kind: str
    heading_row: int
    """Counted from 0."""
    columns: list[Column]
    rows: list[int] = field(default_factory=list)
    """The rows that hold something to be brought in, counted from 0."""
    blank: int = 0
    titles: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    carried: dict[tuple[int, int], CellValue] = field(default_factory=dict)
    """What merged cells say of the rows below their first."""

    def value(self, row: int, place: int) -> CellValue:
        """What stands at a place, or what a merged cell carries down to it; spaces alone are nothing."""
        values = self.sheet.rows[row]
        value = values[place] if place < len(values) else None
        if value is None and self.carried:
            value = self.carried.get((row, place))
        return None if value.__class__ is str and not value.strip() else value

    def problem(self, row: int, place: int) -> Problem | None:
        """Why a cell has no value that could be used."""
        return self.sheet.problems.get((row, place)) if self.sheet.problems else None


def find_tables(workbook: Workbook, remembered: Remembered, wanted: frozenset[str] | None) -> list[Table]:
    """The tables of all sheets that hold one, hidden sheets only where they are asked for by name."""
    found = []
    for sheet in workbook.sheets:
        if (wanted is None and sheet.hidden) or (wanted is not None and sheet.name not in wanted):
            continue
        if (table := _table(sheet, remembered)) is not None:
            _sort_rows(table)
            found.append(table)
    return found


def known_target(heading: str, above: str, kind: str, remembered: Remembered) -> tuple[str, bool] | None:
    """What a heading holds: as remembered, else with the heading of its group, else by itself; and whether that is sure."""
    if (target := remembered.get(heading_key(heading))) is not None:
        return target, True
    alone = recognised(heading, kind)
    if above and (alone is None or not alone[1]):
        together = recognised(f"{above} {heading}", kind)
        if together is not None and together[1]:
            return together
    return alone


def _table(sheet: Sheet, remembered: Remembered) -> Table | None:
    scored = [(_score(sheet, row, remembered), -row) for row in range(min(_HEADINGS_WITHIN, len(sheet.rows)))]
    if not scored:
        return None
    score, place = max(scored)
    row = -place if score else _first_like_headings(sheet)
    if row is None:
        return None
    columns = _columns(sheet, row)
    kind = _kind(sheet.name, columns, remembered)
    return Table(sheet, kind, row, columns)


def _score(sheet: Sheet, row: int, remembered: Remembered) -> int:
    """How much a row looks like headings: each that is known counts, and one that says whose row it is counts double."""
    known: set[str] = set()
    filled = 0
    for value in sheet.rows[row]:
        if isinstance(value, str) and 0 < len(text := value.strip()) <= 120:
            filled += 1
            for kind in ("vendor", "contract"):
                found = remembered.get(heading_key(text)) or (recognised(text, kind) or ("",))[0]
                if found:
                    known.add(found)
                    break
    if not known or (len(known) == 1 and filled > 3):
        return 0
    return len(known) * 2 + (2 if known & _IDENTITY else 0)


def _first_like_headings(sheet: Sheet) -> int | None:
    """The first row with several texts and rows of its like below: for a table of which no heading is known."""
    for row, values in enumerate(sheet.rows[:_HEADINGS_WITHIN]):
        texts = sum(isinstance(value, str) and bool(value.strip()) for value in values)
        if texts >= 2 and texts == sum(value is not None for value in values) and row + 1 < len(sheet.rows):
            return row
    return None


def _columns(sheet: Sheet, row: int) -> list[Column]:
    groups = _groups(sheet, row)
    width = max((len(values) for values in sheet.rows[row:]), default=0)
    used = {place for values in sheet.rows[row:] for place, value in enumerate(values) if value is not None}
    return [Column(place, " ".join(words(sheet.value(row, place)).split()), groups.get(place, ""))
            for place in range(width) if place in used]


def _groups(sheet: Sheet, row: int) -> dict[int, str]:
    """The words of merged cells that lie over several columns, right above the headings."""
    found: dict[int, str] = {}
    for top, left, bottom, right in sheet.merged:
        if bottom == row - 1 and right > left and (text := words(sheet.value(top, left))):
            found.update(dict.fromkeys(range(left, right + 1), text))
    return found


def _kind(name: str, columns: list[Column], remembered: Remembered) -> str:
    named = sheet_kind(name)
    found = {target for column in columns
             if (known := known_target(column.heading, column.above, named or "vendor", remembered)) and (target := known[0])}
    found -= {CUSTOM, LEFT_OUT}
    if named and (named != "vendor" or found):
        return named
    whose = bool(found & _IDENTITY)
    about = any(target.startswith("vendor.") and target.partition(".")[2] in _ABOUT_A_VENDOR for target in found)
    if "subcontractor_link.subcontractor" in found and ("subcontractor_link.provider" in found or (whose and not about)):
        return "subcontractor_link"
    strong = {target for column in columns
              if (known := known_target(column.heading, column.above, "", remembered)) and (target := known[0])}
    if not about:
        for key, kind in (("contract.reference", "contract"), ("sla_term.metric", "sla_term"), ("data_flow.name", "data_flow")):
            if key in strong:
                return kind
    if not whose and strong & {"function.reference", "function.name"}:
        return "function"
    return "vendor"


def _sort_rows(table: Table) -> None:
    """Tell the rows to bring in from blank ones, titles of sections, and sums."""
    sheet = table.sheet
    for top, left, bottom, right in sheet.merged:
        if bottom > top > table.heading_row and left == right:
            value = sheet.value(top, left)
            table.carried.update({(row, left): value for row in range(top + 1, bottom + 1)})
    identity = {
        column.place
        for column in table.columns
        if (known := known_target(column.heading, column.above, table.kind, {})) and known[0].endswith((".legal_name", ".name"))
    }
    wide = len(table.columns) >= 3
    for row in range(table.heading_row + 1, len(sheet.rows)):
        filled = [(place, value) for place, value in enumerate(sheet.rows[row])
                  if value is not None and not (value.__class__ is str and not value.strip())]
        if not filled and not any((row, column.place) in sheet.problems for column in table.columns):
            table.blank += 1
        elif wide and len(filled) == 1 and (_is_merged(sheet, row, filled[0][0]) or filled[0][0] not in identity):
            table.titles.append(row)
        elif _is_total(filled):
            table.totals.append(row)
        elif _repeats_headings(table, filled):
            table.titles.append(row)
        else:
            table.rows.append(row)


def _is_merged(sheet: Sheet, row: int, place: int) -> bool:
    return any(top <= row <= bottom and left <= place < right for top, left, bottom, right in sheet.merged)


def _is_total(filled: Sequence[tuple[int, CellValue]]) -> bool:
    """A row that says 'total' and holds nothing else but figures."""
    texts = [value for _, value in filled if isinstance(value, str) and any(map(str.isalpha, value.strip(" €£$KkM%")))]
    return len(texts) == 1 and len(filled) > 1 and heading_key(texts[0]) in _totals()


def _repeats_headings(table: Table, filled: Sequence[tuple[int, CellValue]]) -> bool:
    """Headings printed anew on each page."""
    headings = {column.place: column.heading for column in table.columns}
    return len(filled) > 2 and all(headings.get(place) == words(value) for place, value in filled)


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(heading_key, resources.read_toml("headings", "values.toml")["totals"]["words"]))


def unread_sheets(workbook: Workbook, tables: list[Table]) -> Iterator[Sheet]:
    """The sheets that hold something and were taken for no table."""
    read = {id(table.sheet) for table in tables}
    return (sheet for sheet in workbook.sheets if id(sheet) not in read and any(True for _ in sheet.filled()))
