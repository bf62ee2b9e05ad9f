"""Whatever stands in a spreadsheet ends in a field, a custom field or a told note; whatever is exported comes back unchanged."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.exchange.bringing import RowState, apply, make_plan, read_file
from risk_register.exchange.bringing.plan import CUSTOM, Plan
from risk_register.exchange.bringing.values import several
from risk_register.exchange.vendor_sheets import write_vendors
from risk_register.exchange.workbooks import SheetColumn, SheetContent, write_workbook
from risk_register.model.identifiers import normal_identifier
from risk_register.model.names import fold
from risk_register.model.nouns import BY_TABLE, NOUNS
from risk_register.operations.registers import create_register
from risk_register.store import Register

OFFICER = "Compliance officer"
QUICK = settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
                 suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

WORDS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x2FFF), min_size=1, max_size=18).map(
    str.strip).filter(bool)
PROSE = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
DAYS = st.dates(date(1995, 1, 1), date(2040, 12, 31))
ODD = st.sampled_from(["=1+1", "@SUM(A1)", "-- see note", "+1-1", "'quoted", "NULL", "None", "n/a", "N/A", "0", "1E10",
                       "00123", '"a";b', "tab\there", "total", "Total", "https://x.test", "-5.00", "12.5", "€ 5", "[a]",
                       "['a', 'b']", "a|b"])
ANY = WORDS | ODD
ALIKE = st.sampled_from(["]", "V-1", "v-1", "Alder", "alder", "ALDER", "name: Alder", "reference: V-1", "name: name: ]"])
"""Names and references that are easily taken for one another."""


@contextmanager
def a_register(folder: Path, name: str) -> Iterator[Register]:
    path = folder / name
    path.unlink(missing_ok=True)
    with create_register(path, clock=lambda: datetime(2026, 3, 10, 9, tzinfo=UTC)) as made:
        yield made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("properties")


# What is brought in

CELLS: Mapping[str, st.SearchStrategy[Any]] = {
    "Vendor": ANY, "Vendor ID": st.sampled_from([f"V-{number}" for number in range(9)]) | ODD,
    "Country": st.sampled_from(["FR", "Germany", "Irlande", "Narnia", "NA", "n/a"]),
    "Criticality": st.sampled_from(["High", "faible", "URGENT", "3"]), "Stage": st.sampled_from(["Active", "résilié", "asleep"]),
    "Business owner": WORDS, "Town": ANY, "Description": PROSE | ODD, "Other names": ANY, "LEI": ANY, "VAT number": ANY,
    "Contact e-mail": st.sampled_from(["a@b.example", "none"]) | ODD, "Contract reference": WORDS, "Contract end": DAYS | ODD,
    "Contract start": DAYS, "Annual cost": st.decimals(0, 10**6, places=2) | ODD, "Currency": st.sampled_from(["EUR", "usd", "?"]),
    "Notice period": st.sampled_from(["3 months", "90", "soon"]), "Service": ANY, "Data elements": ANY, "Storage countries": ANY,
    "Subcontractors": ANY, "Parent company": ANY, "Availability target": st.sampled_from(["99.5%", "99,9 %", "high"]),
    "Couleur préférée": ANY, "Remarks": PROSE | ODD, "": ANY, "x y z": DAYS | st.integers(-99, 99) | ANY,
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[Any]]]:
    headings = ["Vendor", *draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=2, max_size=8, unique=True).map(
        lambda names: [name for name in names if name != "Vendor"]))]
    row = st.tuples(*(st.none() | CELLS[heading] for heading in headings)).map(list)
    return headings, draw(st.lists(row, min_size=1, max_size=6))


def as_csv(path: Path, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([["" if value is None else str(value) for value in row] for row in rows])
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


def as_xlsx(path: Path, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    write_workbook(path, [SheetContent("Vendors", [SheetColumn(heading) for heading in headings], rows)])


def stored_words(register: Register) -> set[str]:
    """Every value of the register, each by itself and custom fields line by line, as it is compared."""
    found: set[str] = set()
    with register.read() as connection:
        for noun in NOUNS:
            for row in connection.execute(noun.table.select()).mappings():
                for value in row.values():
                    if value is not None:
                        found.add(plain(value))
                        found.update(fold(line) for line in str(value).split("\n"))
    return found


def plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return fold(str(getattr(value, "value", value)))


WAYS = ("", "open_ended", "months", "days")
"""How a cell was understood, beside its value."""


def parts(value: Any) -> list[Any]:
    """What a cell that was understood amounts to: lists item by item, an amount apart from its currency or unit."""
    return [part for each in value for part in parts(each)] if isinstance(value, (list, tuple)) else [value]


def untold(plan: Plan, register: Register) -> list[tuple[int, str, Any]]:
    """The cells of which nothing is stored and nothing was said."""
    held, lost = stored_words(register), []
    told = {(each.row, each.column) for row in plan.rows for each in row.notes}
    refused = {row.row for row in plan.rows if row.problems}
    for cells in plan.cells:
        for index, row in enumerate(row + 1 for row in cells.table.rows):
            if row in refused:
                continue
            for column in cells.columns:
                if (row, column.heading) in told:
                    continue
                if column.target == CUSTOM:
                    kept = [kept[index] for heading, kept in cells.custom if heading.startswith(column.heading[:100])]
                    values = [line for text in kept if text is not None for line in text.split("\n")]
                else:
                    values = parts(cells.by_target[column.target][index]) if column.target in cells.by_target else []
                    if column.target == "service.name":
                        values = several(values[0])
                    noun, _, kind = column.target.partition(".")
                    values = [normal_identifier(kind, value) for value in values] if noun == "identifier" and values[0] else values
                lost.extend((row, column.heading, value) for value in values
                            if value is not None and plain(value) not in held and plain(value) not in WAYS)
    return lost


@pytest.mark.parametrize(("ending", "write"), [("csv", as_csv), ("xlsx", as_xlsx)])
@QUICK
@given(table=tables())
@example(table=(["Vendor", "Annual cost", "Contract start"], [["Alder", "-5.00", date(2040, 1, 4)], ["Birch", "12", None]]))
@example(table=(["Vendor", "VAT number", "Vendor ID"], [["Alder", ";", None], [None, "-5.00", "V-1"]]))
def test_no_cell_is_dropped_in_silence(
        folder: Path, ending: str, write: Callable[..., None], table: tuple[list[str], list[list[Any]]]) -> None:
    path = folder / f"any.{ending}"
    write(path, *table)
    with a_register(folder, f"into-{ending}.riskregister") as register:
        try:
            plan = make_plan(register, read_file(path))
        except RegisterError as error:
            assume("holds no table" not in error.render("en") and "no row under them" not in error.render("en"))
            raise
        if plan.undecided:
            return
        filled = {row + 1 for cells in plan.cells for row in cells.table.rows}
        passed = sum(sheet.blank + sheet.titles + sheet.totals for sheet in plan.sheets)
        assert len(filled) + passed >= sum(any(value is not None for value in row) for row in table[1])
        try:
            apply(plan, register, OFFICER)
        except RegisterError:
            assert all(row.state is RowState.REJECTED for row in plan.rows)
            return
        assert untold(plan, register) == []


# What is exported

VENDOR = st.fixed_dictionaries({
    "reference": st.none() | WORDS | ALIKE, "country": st.sampled_from([None, "FR", "DE", "NA"]), "stage": st.sampled_from(
        ["prospect", "active", "terminated"]),
    "stated_criticality": st.sampled_from([None, "high", "low"]), "town": st.none() | ANY, "address": st.none() | PROSE,
    "description": st.none() | PROSE | ODD, "since": st.none() | DAYS, "next_review_on": st.none() | DAYS,
    "vendor_name": st.lists(ANY, max_size=2, unique_by=fold), "identifier": st.lists(ANY, max_size=2, unique_by=fold),
    "custom_field": st.dictionaries(st.sampled_from(["Couleur", "Cost centre", "x=y"]), PROSE | ODD, max_size=3),
    "service": st.lists(WORDS, max_size=2, unique_by=fold), "contract": st.integers(0, 2), "owner": st.none() | WORDS,
    "contact": st.none() | WORDS, "cost": st.none() | st.decimals(0, 10**9, places=2), "ends_on": st.none() | DAYS,
    "flow": st.booleans(), "link": st.booleans(),
})


PLAIN: Mapping[str, Any] = {
    **dict.fromkeys(("reference", "country", "stated_criticality", "town", "address", "description", "since", "next_review_on",
                     "owner", "contact", "cost", "ends_on")),
    "stage": "active", "vendor_name": [], "identifier": [], "custom_field": {}, "service": ["Hosting"], "contract": 1,
    "flow": False, "link": False}
OWN = ("reference", "country", "stage", "stated_criticality", "town", "address", "description", "since", "next_review_on")


def fill(register: Register, named: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    with register.change("Fill", OFFICER) as change:
        owners = {fold(drawn["owner"]): drawn["owner"] for _, drawn in named if drawn["owner"]}
        people = {key: change.add(BY_TABLE["person"].record, name=owner) for key, owner in owners.items()}
        first: int | None = None
        for number, (name, drawn) in enumerate(named):
            vendor = change.add(BY_TABLE["vendor"].record, legal_name=name, owner_id=people.get(fold(drawn["owner"] or "")),
                                **{each: drawn[each] for each in OWN})
            for noun, values in belongings(number, drawn):
                whose = "to_vendor_id" if noun == "data_flow" else "vendor_id"
                record = change.add(BY_TABLE[noun].record, **{whose: vendor}, **values)
                if noun == "data_flow":
                    change.add(BY_TABLE["flow_country"].record, flow_id=record, country="FR", use="storage")
            if drawn["link"] and first is not None:
                change.add(BY_TABLE["subcontractor_link"].record, provider_id=vendor, subcontractor_id=first, purpose="support")
            first = first or vendor


def belongings(number: int, drawn: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in drawn["vendor_name"]:
        yield "vendor_name", {"name": name}
    for name in drawn["service"]:
        yield "service", {"name": name}
    for value in drawn["identifier"]:
        yield "identifier", {"kind": "internal", "value": value}
    for name, value in drawn["custom_field"].items():
        yield "custom_field", {"name": name, "value": value}
    if drawn["contact"]:
        yield "contact", {"purpose": "commercial", "name": drawn["contact"]}
    for each in range(drawn["contract"]):
        yield "contract", {"reference": f"C-{number}-{each}", "annual_cost": drawn["cost"], "currency": "EUR",
                           "ends_on": drawn["ends_on"]}
    if drawn["flow"]:
        yield "data_flow", {"name": f"flow {number}"}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@QUICK
@given(drawn=st.lists(st.tuples(ANY | ALIKE, VENDOR), min_size=1, max_size=4, unique_by=lambda pair: normalize("NFC", pair[0])))
@example(drawn=[("]", PLAIN), ("Alder", {**PLAIN, "reference": "]", "flow": True, "link": True}),
                ("Birch", {**PLAIN, "link": True})])
@example(drawn=[("name: ]", PLAIN), ("]", {**PLAIN, "flow": True}), ("Alder", {**PLAIN, "reference": "]", "link": True})])
@example(drawn=[("alder", {**PLAIN, "flow": True}), ("Alder", {**PLAIN, "flow": True, "link": True, "owner": "a"})])
@example(drawn=[("Alder", {**PLAIN, "reference": "V-1"}), ("Birch", {**PLAIN, "reference": "v-1", "link": True})])
def test_what_was_exported_comes_back_unchanged_in_every_row(
        folder: Path, ending: str, language: Any, drawn: list[tuple[str, Mapping[str, Any]]]) -> None:
    path = folder / f"out-{language}.{ending}"
    with a_register(folder, f"from-{ending}-{language}.riskregister") as register:
        fill(register, drawn)
        write_vendors(register, path, language)
        plan = make_plan(register, read_file(path))
        assert [(row.sheet, row.row, row.changes, row.problems) for row in plan.rows
                if row.state is not RowState.UNCHANGED] == []
        assert plan.counts.nothing_to_do
        assert plan.counts.unchanged == len(drawn)
