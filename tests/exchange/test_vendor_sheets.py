"""Vendors as a spreadsheet: what the demonstration holds goes out, into an empty register, and out again the same."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from risk_register.errors import RegisterError
from risk_register.exchange.bringing import apply, make_plan, read_file
from risk_register.exchange.vendor_sheets import write_vendors
from risk_register.model.contracts import Contract
from risk_register.model.parties import CustomField, Vendor
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.records import records
from risk_register.operations.registers import create_register
from risk_register.operations.vendors import find_vendor
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language

NOW = datetime(2025, 11, 24, 9, tzinfo=UTC)
OFFICER = "Compliance officer"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path = tmp_path_factory.mktemp("demonstration") / "demonstration.riskregister"
    make_demonstration(path)
    with Register.open(path, clock=lambda: NOW) as register:
        yield register


def cells(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every sheet's rows; those below the headings in an order of their own, since ids decide the file's."""
    book = openpyxl.load_workbook(path)
    found = {}
    for sheet in book:
        headings, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [headings, *sorted(rows, key=str)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_register_comes_into_an_empty_one_and_goes_out_the_same(
        demonstration: Register, tmp_path: Path, language: Language) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    rows, _ = write_vendors(demonstration, first, language)
    with create_register(tmp_path / "empty.riskregister", clock=lambda: NOW) as empty:
        plan = make_plan(empty, read_file(first))
        assert plan.problems == ()
        assert {sheet.kind for sheet in plan.sheets if sheet.rows} == {
            "vendor", "service", "contract", "sla_term", "data_flow", "subcontractor_link", "function"}
        assert apply(plan, empty, OFFICER).counts.created == rows
        write_vendors(empty, second, language)
    assert cells(second) == cells(first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_csv_holds_a_row_for_each_contract_with_decimals_as_they_are_read_there(
        demonstration: Register, tmp_path: Path, language: Language) -> None:
    path = tmp_path / "vendors.csv"
    rows, notes = write_vendors(demonstration, path, language)
    assert any("workbook (.xlsx) only" in note.render("en") for note in notes)
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file, delimiter=";" if language == "fr" else ","))
    assert len({row["Raison sociale" if language == "fr" else "Vendor"] for row in table}) == rows
    costs = [row["Coût annuel" if language == "fr" else "Annual cost"] for row in table]
    assert not any(("." if language == "fr" else ",") in cost for cost in costs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_csv_takes_every_term_of_a_contract_along(tmp_path: Path, language: Language) -> None:
    terms = {"kind": "overarching", "renewal": "tacit", "renewal_months": 12, "notice_months_ours": 3, "notice_days_theirs": 90,
             "ended_on": date(2025, 3, 31)}
    with create_register(tmp_path / "own.riskregister", clock=lambda: NOW) as register:
        with register.change("Add", OFFICER) as change:
            change.add(Contract, reference="C-1", vendor_id=change.add(Vendor, legal_name="Alder"), **terms)
        write_vendors(register, tmp_path / "out.csv", language)
    with create_register(tmp_path / "empty.riskregister", clock=lambda: NOW) as empty:
        apply(make_plan(empty, read_file(tmp_path / "out.csv")), empty, OFFICER)
        [contract] = records(empty, "contract")
    assert {name: contract[name] for name in terms} == terms


def test_archived_vendors_are_left_out_and_told(tmp_path: Path) -> None:
    with create_register(tmp_path / "own.riskregister", clock=lambda: NOW) as register:
        with register.change("Add", OFFICER) as change:
            change.add(Vendor, legal_name="Gone", archived_on=date(2025, 1, 1))
            change.add(Vendor, legal_name="Alder")
        rows, notes = write_vendors(register, tmp_path / "out.xlsx", "en")
        assert rows == 1
        assert any("archived" in note.render("en") for note in notes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_custom_fields_called_like_others_come_back_under_their_own_names(tmp_path: Path, language: Language, ending: str) -> None:
    own = {"Country": "somewhere warm", "entity_lei": "none of ours", "Rating (custom field)": "A", "Note": "b"}
    with create_register(tmp_path / "own.riskregister", clock=lambda: NOW) as register:
        with register.change("Add", OFFICER) as change:
            alder = change.add(Vendor, legal_name="Alder", country="FR")
            for name, value in own.items():
                change.add(CustomField, vendor_id=alder, name=name, value=value)
        write_vendors(register, tmp_path / f"out.{ending}", language)
    with create_register(tmp_path / "empty.riskregister", clock=lambda: NOW) as empty:
        apply(make_plan(empty, read_file(tmp_path / f"out.{ending}")), empty, OFFICER)
        assert {row["name"]: row["value"] for row in records(empty, "custom_field")} == own


def test_text_too_long_for_a_cell_is_cut_and_told_and_nothing_runs(tmp_path: Path) -> None:
    with create_register(tmp_path / "own.riskregister", clock=lambda: NOW) as register:
        with register.change("Add", OFFICER) as change:
            change.add(Vendor, legal_name="=1+1", description="x" * 40_000)
        _, notes = write_vendors(register, tmp_path / "out.xlsx", "en")
        assert any("longer than a cell can hold" in note.render("en") for note in notes)
        page = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
        assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None} == {"s"}
        plan = make_plan(register, read_file(tmp_path / "out.xlsx"))
        assert find_vendor(register, "=1+1") in {row.vendor_id for row in plan.rows}


@pytest.mark.parametrize("name", ["out.pdf", "out", "missing folder/out.xlsx"])
def test_a_place_or_kind_that_cannot_be_written_is_refused_in_words(demonstration: Register, tmp_path: Path, name: str) -> None:
    with pytest.raises(RegisterError):
        write_vendors(demonstration, tmp_path / name, "en")
    assert not (tmp_path / name).exists()


def test_what_stood_there_is_replaced_whole(demonstration: Register, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("what stood here before", encoding="utf-8")
    write_vendors(demonstration, path, "en")
    assert "what stood here" not in path.read_text(encoding="utf-8-sig")
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]
