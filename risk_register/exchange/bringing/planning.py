"""Making the plan: the file's tables found, their columns settled, their rows gathered and compared with the register."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from risk_register.errors import Cancelled, RegisterError
from risk_register.exchange.bringing.columns import Cells, settle
from risk_register.exchange.bringing.counting import counts_of
from risk_register.exchange.bringing.deciding import resolve
from risk_register.exchange.bringing.gathering import gather
from risk_register.exchange.bringing.groups import Gathered, Item, Party
from risk_register.exchange.bringing.known import read_known, read_remembered
from risk_register.exchange.bringing.plan import (
    Counts,
    Decisions,
    Place,
    Plan,
    PlannedRow,
    RowProblem,
    RowState,
    Settings,
    SheetPlan,
)
from risk_register.exchange.bringing.sheets import Table, find_tables, unread_sheets
from risk_register.exchange.bringing.wording import file_notes
from risk_register.exchange.bringing.work import Addition, Work
from risk_register.intake.values import FileKind, Workbook
from risk_register.operations.fetch import without_collecting
from risk_register.store import Register
from risk_register.texts import Text

Progress = Callable[[int, int, Text], None]
"""Told how much is done of how much, and what is being done."""

_NO_COUNTS = Counts()
_READ_WITH = {
    "security_contact": "contact",
    "privacy_contact": "contact",
    "notice_contact": "contact",
    "questionnaire_contact": "contact",
    "sla_measurement": "sla_term",
}


def make_plan(register: Register, workbook: Workbook, settings: Settings | None = None, *, progress: Progress | None = None,
              cancelled: Callable[[], bool] | None = None) -> Plan:
    """What bringing the workbook would do. Nothing is changed, and nothing of it is kept.

    Raises RegisterError where no sheet holds a table with rows, and Cancelled where `cancelled` said so.
    """
    asked = settings or Settings()
    with without_collecting():
        with register.read() as connection:
            remembered = read_remembered(connection)
        tables = find_tables(workbook, remembered, asked.sheets)
        _refuse_nothing(workbook, tables)
        cells = settle(
            tables, asked, remembered, apostrophes=workbook.kind is FileKind.CSV, comma_likely=_comma_likely(workbook, tables)
        )
        nouns = {noun for each in cells for target in each.by_target for noun in [target.partition(".")[0]]}
        nouns = {_READ_WITH.get(noun, noun) for noun in nouns} | {"custom_field"}
        if "vendor.subcontractors" in {target for each in cells for target in each.by_target}:
            nouns.add("subcontractor_link")
        with register.read() as connection:
            known = read_known(connection, sorted(nouns), register.today())
        gathered = gather(cells, known, tick=_tick(progress, cancelled))
        plan = Plan(workbook.file_name, workbook.sha256, asked, register.head(), _sheets(workbook, tables),
                    tuple(column for each in cells for column in each.columns), (), _NO_COUNTS,
                    undecided=tuple(column for each in cells for column in each.undecided), replaced=workbook.replaced,
                    gathered=gathered, known=known, cells=tuple(cells))
        work, _ = resolve(plan, Decisions())
        return replace(plan, rows=tuple(_rows(cells, gathered, work)), counts=counts_of(work, gathered), work=work,
                       notes=tuple(file_notes(workbook, plan, gathered)))


def _tick(progress: Progress | None, cancelled: Callable[[], bool] | None) -> Callable[[int, int], None]:
    def tick(done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled("Reading the spreadsheet was stopped. Nothing was imported.")
        if progress is not None:
            progress(done, total, Text("Comparing rows with the register"))

    return tick


def _refuse_nothing(workbook: Workbook, tables: Sequence[Table]) -> None:
    if not tables:
        raise RegisterError("{file} holds no table: a row of headings such as 'Vendor', 'Country', 'Contract end' with one row for "
                            "each vendor below it. Choose another file, or another sheet of it.", file=workbook.file_name)
    if not any(table.rows for table in tables):
        raise RegisterError("{file} has headings and no row under them. Nothing was imported.", file=workbook.file_name)


def _comma_likely(workbook: Workbook, tables: Sequence[Table]) -> bool:
    """Whether the file comes from where the comma is the decimal mark: a CSV file that needs another sign between its columns."""
    return "semicolon" in workbook.notes and bool(tables)


def _sheets(workbook: Workbook, tables: Sequence[Table]) -> tuple[SheetPlan, ...]:
    read = [SheetPlan(table.sheet.name, table.kind, table.heading_row + 1, len(table.rows), table.blank, len(table.titles),
                      len(table.totals)) for table in tables]
    return (*read, *(SheetPlan(sheet.name, "", 0, 0) for sheet in unread_sheets(workbook, list(tables))))


def _rows(cells: Sequence[Cells], gathered: Gathered, work: Work) -> list[PlannedRow]:
    changes = _changes(work)
    rows = []
    for each in cells:
        names, references = each.by_target.get("vendor.legal_name"), each.by_target.get("vendor.reference")
        for index, row in enumerate(each.table.rows):
            place = (each.table.sheet.name, row + 1)
            said = (names[index] if names else None) or "", (references[index] if references else None) or ""
            rows.append(_row(place, each, index, said, gathered, work, changes))
    return rows


def _row(place: Place, cells: Cells, index: int, said: tuple[str, str], gathered: Gathered, work: Work,
         changes: dict[Place, list[tuple[str, str, Any, Any]]]) -> PlannedRow:
    main = gathered.mains.get(place)
    problems = tuple(gathered.problems.get(place, ()))
    party = main if isinstance(main, Party) else _owner(main)
    if not problems and party is not None and party in work.unkept:
        assert party.name_taken is not None
        problems = (RowProblem(*place, cells.heading("vendor.legal_name"), party.name or "", party.name_taken),)
    notes = (*gathered.notes.get(place, ()), *cells.notes.get(index, ()))
    state = _state(place, main, problems, work)
    near = tuple(main.near) if isinstance(main, Party) and main.place == place else ()
    return PlannedRow(
        place[0],
        place[1],
        cells.table.kind,
        said[0] or _name(main) or (party.name if party else "") or "",
        said[1] or (party.reference if party else "") or "",
        state,
        party.vendor_id if party else None,
        near,
        problems,
        notes,
        tuple(changes.get(place, ())),
    )


def _owner(main: "Item | Party | None") -> Party | None:
    if not isinstance(main, Item):
        return None
    found = (
        main.refs.get("vendor_id") or main.refs.get("provider_id") or main.refs.get("to_vendor_id") or main.refs.get("contract_id")
    )
    return _owner(found) if isinstance(found, Item) else found if isinstance(found, Party) else None


def _name(main: "Item | Party | None") -> str:
    if isinstance(main, Item):
        return str(main.values.get("reference") or main.values.get("name") or "")
    return main.name or "" if main is not None else ""


def _state(place: Place, main: "Item | Party | None", problems: tuple[RowProblem, ...], work: Work) -> RowState:
    if problems or main is None:
        return RowState.REJECTED
    if isinstance(main, Party):
        if main.archived:
            return RowState.ARCHIVED
        if main.vendor_id is None:
            return RowState.POSSIBLE_DUPLICATE if main.near and main.place == place else RowState.NEW
        return RowState.UPDATE if place in work.touched else RowState.UNCHANGED
    became = work.became.get(main)
    if became is None:
        return RowState.ARCHIVED
    if not isinstance(became, int):
        return RowState.NEW
    return RowState.UPDATE if place in work.touched else RowState.UNCHANGED


def _changes(work: Work) -> dict[Place, list[tuple[str, str, Any, Any]]]:
    found: dict[Place, list[tuple[str, str, Any, Any]]] = {}
    for update in work.updates:
        for name, after in update.changes.items():
            for place in update.places[:1]:
                found.setdefault(place, []).append((update.noun, name, update.before[name], _told(after)))
    return found


def _told(value: Any) -> Any:
    """A value as it can be shown: a record that is not stored yet by its name."""
    if isinstance(value, Addition):
        return next((value.values[name] for name in ("legal_name", "name", "reference") if value.values.get(name)), "")
    return value
