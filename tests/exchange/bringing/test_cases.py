"""The worked cases about bringing spreadsheets, as they are written down, with their files."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from risk_register.errors import RegisterError
from risk_register.exchange.bringing import Decisions, RowState, preview
from risk_register.exchange.bringing.wording import closing
from risk_register.exchange.vendor_sheets import write_vendors
from risk_register.model.parties import Vendor
from risk_register.operations.registers import create_register
from tests.exchange.bringing.conftest import Bringer

Add = Callable[..., int]


def test_c01_a_byte_order_mark_is_no_part_of_the_first_heading(bringer: Bringer, cases: Path) -> None:
    plan = bringer.plan(cases / "c01-bom-header.csv")
    assert plan.columns[0].heading == "vendor_ref"
    assert plan.unused_columns == ()
    bringer.bring(cases / "c01-bom-header.csv")
    assert list(bringer.vendors()) == ["V-001", "V-002"]


def test_c02_a_file_of_an_older_excel_keeps_its_accents_and_decimal_commas(bringer: Bringer, cases: Path) -> None:
    bringer.bring(cases / "c02-cp1252-semicolon.csv")
    assert [(row["legal_name"], row["town"]) for row in bringer.vendors().values()] == [
        ("Müller & Söhne", "München"), ("Électre Services", "Besançon")]
    assert [(row["annual_cost"], row["currency"]) for row in bringer.rows("contract")] == [
        (Decimal("12500.50"), "EUR"), (Decimal("980.00"), "EUR")]
    assert bringer.custom("V-010") == {"Commentaire": "hébergement « chaud »"}
    assert bringer.custom("V-011") == {"Commentaire": "contrat d’entretien"}


def test_c03_lists_in_cells_do_not_cut_rows(bringer: Bringer, cases: Path) -> None:
    plan = bringer.plan(cases / "c03-list-columns-semicolon.csv")
    assert (len(plan.rows), len(plan.columns)) == (3, 6)
    bringer.bring(cases / "c03-list-columns-semicolon.csv")
    assert bringer.custom("V-002") == {"contact_roles": "['hr', 'legal']"}
    flow = bringer.of_vendor("data_flow", "V-002")[0]
    assert [row["country"] for row in bringer.rows("flow_country") if row["flow_id"] == flow["id"]] == ["DE", "PL"]


def test_c04_only_a_truly_empty_cell_is_empty(bringer: Bringer, cases: Path) -> None:
    bringer.bring(cases / "c04-na-is-a-value.csv")
    vendors = bringer.vendors()
    assert [row["legal_name"] for row in vendors.values()] == ["Windhoek Data", "None", "Null Island Ltd", "Nano Fab"]
    assert vendors["V-020"]["country"] == "NA"
    assert bringer.custom("V-021") == {"q1_answer": "N/A", "q1_note": "no card data handled"}
    assert bringer.custom("V-022") == {"q1_answer": "No", "q1_note": "NULL"}
    assert bringer.custom("V-023") == {"q1_note": "n/a"}


def test_c05_identifiers_stay_text_from_xlsx_and_csv_alike(bringer: Bringer, cases: Path) -> None:
    bringer.bring(cases / "c05-identifiers.xlsx")
    assert list(bringer.vendors()) == ["00123", "00045", "123"]
    numbers = {(row["kind"], row["value"]) for row in bringer.rows("identifier")}
    assert {("national", "012345678901234567"), ("national", "000000000000000042"), ("national", "98765")} <= numbers
    assert {("internal", "1E10"), ("internal", "3-4"), ("internal", "7.10")} <= numbers
    again = bringer.bring(cases / "c05-identifiers.csv").counts
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)


def test_c09_percentages_mean_what_their_cells_show(bringer: Bringer, cases: Path) -> None:
    bringer.bring(cases / "c09-percent.xlsx")
    measured = {row["sla_term_id"]: row["value"] for row in bringer.rows("sla_measurement")}
    assert [(row["target"], measured.get(row["id"])) for row in bringer.rows("sla_term")] == [
        (Decimal("99.5"), Decimal("99.87")), (Decimal("99.5"), Decimal("99.87")), (Decimal("99.5"), Decimal(100)),
        (Decimal(95), None)]


def test_c10_one_cell_settles_day_first_for_the_whole_file(bringer: Bringer, cases: Path) -> None:
    bringer.bring(cases / "c10-dates-settled-by-column.csv")
    assert [(row["starts_on"], row["ends_on"]) for row in bringer.rows("contract")] == [
        (date(2026, 4, 3), date(2027, 4, 2)), (date(2026, 1, 5), date(2027, 1, 4)), (date(2026, 6, 26), date(2027, 6, 25))]


@pytest.mark.parametrize(("month_first", "starts"), [
    (False, [date(2026, 4, 3), date(2026, 1, 5)]), (True, [date(2026, 3, 4), date(2026, 5, 1)])])
def test_c10_dates_that_could_be_two_days_wait_for_somebody_to_say(
        bringer: Bringer, cases: Path, month_first: bool, starts: list[date]) -> None:
    file = cases / "c10-dates-undecidable.csv"
    assert {column.heading for column in bringer.plan(file).undecided} == {"contract_start", "contract_end"}
    with pytest.raises(RegisterError, match="two days"):
        bringer.bring(file)
    assert bringer.vendors() == {}
    bringer.bring(file, month_first=month_first)
    assert [row["starts_on"] for row in bringer.rows("contract")] == starts


def test_c12_a_bad_row_in_the_middle_is_named_and_the_good_ones_come_in_once(bringer: Bringer, cases: Path) -> None:
    file = cases / "c12-bad-middle-row.csv"
    plan = bringer.plan(file)
    assert [(each.row, each.column, each.value) for each in plan.problems] == [
        (3, "country", "ZZ"), (4, "criticality", "Extreme"), (4, "contract_end", "2026-02-30"), (5, "name", "")]
    with pytest.raises(RegisterError, match="Nothing was imported"):
        bringer.bring(file, Decisions(all_or_nothing=True))
    assert bringer.vendors() == {}
    bringer.bring(file)
    assert list(bringer.vendors()) == ["V-101", "V-105"]
    mended = file.read_text(encoding="utf-8").replace("ZZ", "DE").replace("Extreme", "High").replace("2026-02-30", "2026-02-28")
    bringer.bring(mended.replace("V-104,,", "V-104,Doma,"))
    assert sorted(bringer.vendors()) == ["V-101", "V-102", "V-103", "V-104", "V-105"]


def test_c13_seven_spellings_are_one_vendor_and_two_that_wait_for_a_decision(bringer: Bringer, cases: Path) -> None:
    file = cases / "c13-same-vendor-seven-spellings.csv"
    plan = bringer.plan(file)
    assert [row.row for row in plan.possible_duplicates] == [7, 8]
    bringer.bring(file)
    assert bringer.vendors()["V-200"]["legal_name"] == "\N{LATIN CAPITAL LETTER E WITH ACUTE}lectre Services"
    assert len(bringer.vendors()) == 3


def test_c14_an_archived_vendor_comes_back_with_its_history(bringer: Bringer, cases: Path) -> None:
    file = cases / "c14-reimport-archived.csv"
    bringer.bring(file)
    before = bringer.vendors()["V-300"]["id"]
    with bringer.register.change("Archive", "Compliance officer") as change:
        change.update(Vendor, before, archived_on=date(2026, 3, 1))
    plan = bringer.plan(file)
    assert [row.reference for row in plan.archived] == ["V-300"]
    assert (plan.counts.archived, plan.counts.unchanged, plan.counts.created) == (1, 1, 0)
    assert bringer.bring(file).counts.nothing_to_do
    assert bringer.bring(file, Decisions(archived="restore")).counts.restored == 1
    assert bringer.vendors()["V-300"]["archived_on"] is None
    assert bringer.vendors()["V-300"]["id"] == before
    assert len(bringer.vendors()) == 2


def test_c14_an_archived_vendor_can_be_left_and_another_made(bringer: Bringer, cases: Path) -> None:
    file = cases / "c14-reimport-archived.csv"
    bringer.bring(file)
    with bringer.register.change("Archive", "Compliance officer") as change:
        change.update(Vendor, bringer.vendors()["V-300"]["id"], archived_on=date(2026, 3, 1))
    bringer.bring(file, Decisions(rows={("c14-reimport-archived", 2): "new"}))
    assert sorted(bringer.vendors()) == ["V-300", "V-300-2", "V-301"]


def test_c15_columns_not_used_and_values_not_understood_are_listed(bringer: Bringer, cases: Path) -> None:
    file = cases / "c15-unknown-columns.csv"
    plan = bringer.plan(file)
    assert [column.heading for column in plan.unused_columns] == ["type", "domain", "parent", "business_value"]
    assert [column.heading for column in plan.columns if column.is_used] == ["name", "description", "Criticality"]
    assert [(each.row, each.column, each.value) for each in plan.problems] == [(3, "Criticality", "URGENT")]
    outcome = bringer.bring(file)
    assert closing(outcome).render("en") == "1 added, 1 left out"
    assert [(row["legal_name"], row["stated_criticality"]) for row in bringer.rows("vendor")] == [("App1", "high")]
    assert bringer.custom("App1")["business_value"] == "Medium"


def test_c30_identifiers_that_are_nearly_right(bringer: Bringer, cases: Path) -> None:
    plan = bringer.plan(cases / "c30-lei.csv")
    assert {row.reference: row.state for row in plan.rows} == {
        "V-401": RowState.NEW, "V-402": RowState.REJECTED, "V-403": RowState.NEW, "V-404": RowState.REJECTED, "V-405": RowState.NEW,
        "V-406": RowState.REJECTED, "V-407": RowState.NEW, "V-408": RowState.POSSIBLE_DUPLICATE}
    told = [note.reason.render("en") for row in plan.rows for note in row.notes]
    assert any("Hazel Desk has the same registration number as Alder Cloud" in each for each in told)
    reasons = {each.row: each.reason.render("en") for each in plan.problems}
    assert reasons.pop(7) == "lei: An LEI has 20 characters, this one has 19."
    assert {row: "check digits" in reason for row, reason in reasons.items()} == {3: True, 5: True}
    notes = [note.render("en") for note in plan.notes]
    assert "Rows without an LEI, which is no error: 8." in notes
    assert any("still active cannot be known offline" in note for note in notes)
    bringer.bring(cases / "c30-lei.csv")
    assert "9845TESTVENDOR000244" in {row["value"] for row in bringer.rows("identifier")}


def test_c31_contracts_without_a_provider_are_refused_and_without_a_service_noted(bringer: Bringer, cases: Path, add: Add) -> None:
    add("vendor", legal_name="Alder", reference="V-401")
    add("vendor", legal_name="Birch", reference="V-402")
    plan = bringer.plan(cases / "c31-register-rows.csv")
    assert [(each.row, each.column) for each in plan.problems] == [(4, "vendor_ref")]
    assert [(note.row, note.column) for row in plan.rows for note in row.notes
            if "names no service" in note.reason.render("en")] == [(3, "service_code")]
    bringer.bring(cases / "c31-register-rows.csv")
    assert [(row["reference"], row["ends_on"], row["annual_cost"]) for row in bringer.rows("contract")] == [
        ("CT-1", None, Decimal("12500.50")), ("CT-2", date(2027, 6, 30), Decimal(0))]


def test_c32_nobody_subcontracts_to_themselves_and_circles_are_marked(bringer: Bringer, cases: Path) -> None:
    plan = bringer.plan(cases / "c32-cycle.csv")
    assert [each.row for each in plan.problems] == [5]
    told = [(note.row, note.reason.render("en")) for row in plan.rows for note in row.notes]
    assert told == [(4, "closes a circle: back to V-401.")]
    bringer.bring(cases / "c32-cycle.csv")
    named = {row["id"]: row["legal_name"] for row in bringer.rows("vendor")}
    assert {(named[row["provider_id"]], named[row["subcontractor_id"]]) for row in bringer.rows("subcontractor_link")} == {
        ("V-401", "V-402"), ("V-402", "V-403"), ("V-403", "V-401"), ("V-401", "V-405")}
    assert "V-404" not in named.values()


def test_c33_references_to_nothing_are_named_by_row_column_and_value(bringer: Bringer, cases: Path, add: Add) -> None:
    for number in ("01", "02"):
        add("vendor", legal_name=f"Vendor {number}", reference=f"V-4{number}")
        add("function", reference=f"F-{number}", name=f"Function {number}")
    plan = bringer.plan(cases / "c33-dangling.csv")
    assert [(each.row, each.column, each.value) for each in plan.problems] == [
        (3, "vendor_ref", "V-999"), (4, "function_ref", "F-77")]
    assert [row.row for row in plan.rows if row.state is not RowState.REJECTED] == [2, 5, 6]
    bringer.bring(cases / "c33-dangling.csv")
    assert len(bringer.vendors()) == 2
    first, second = (bringer.vendors()[reference]["id"] for reference in ("V-401", "V-402"))
    assert {row["reference"]: row["vendor_id"] for row in bringer.rows("contract")} == {
        "CT-1": first, "CT-3": second, "ct-4": first}
    supported = {(row["service_id"], row["function_id"]) for row in bringer.rows("service_function")}
    assert len(supported) == 3


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_c37_cells_are_safe_and_come_back_to_the_letter(bringer: Bringer, cases: Path, tmp_path: Path, ending: str) -> None:
    bringer.bring(cases / "c37-export-values.csv")
    out = tmp_path / f"out.{ending}"
    write_vendors(bringer.register, out, "en")
    if ending == "csv":
        text = out.read_text(encoding="utf-8-sig")
        for value in ("-5.00", "-0.02", "12.5", "-1,234.56", "+33 1 02 03 04 05"):
            assert value in text
            assert f"'{value}" not in text
        for value in ("=HYPERLINK", "@SUM", "-- see note", "+1-1", "-2+3+cmd", "\t=1+1"):
            assert f"'{value}" in text
    else:
        _is_all_text(out)
    with create_register(tmp_path / "empty.riskregister") as empty:
        other = Bringer(empty, tmp_path)
        other.bring(out)
        assert {key: row["legal_name"] for key, row in other.vendors().items()} == {
            "V-550": '=HYPERLINK("http://x.test","open")', "V-551": "@SUM(A1:A3)", "V-552": 'Brix "Nord", Hosting',
            "V-553": "-2+3+cmd|' /C calc'!A1"}
        assert other.custom("V-550") == {"delta": "-5.00", "phone": "+33 1 02 03 04 05", "note": "-1,234.56"}
        assert other.custom("V-551") == {"delta": "-0.02", "phone": "-- see note", "note": "+1-1"}
        assert other.custom("V-552") == {"delta": "12.5", "phone": "tab\tinside", "note": "line one\nline two"}
        assert other.custom("V-553") == {"delta": "0", "phone": "\t=1+1", "note": "ok"}


def _is_all_text(path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(path)
    assert {cell.data_type for row in book["Vendors"].iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_c38_control_characters_are_replaced_and_every_export_succeeds(bringer: Bringer, cases: Path, tmp_path: Path) -> None:
    vendors: list[dict[str, Any]] = json.loads((cases / "c38-control-characters.json").read_text(encoding="utf-8"))["vendors"]
    rows = "\n".join(f"{each['ref']};{each['name']};{each['note']}" for each in vendors)
    plan = bringer.plan(f"vendor_ref;name;note\n{rows}\n")
    assert plan.replaced == 4
    assert any("Characters that no text can hold" in note.render("en") for note in plan.notes)
    bringer.bring(f"vendor_ref;name;note\n{rows}\n")
    assert len(bringer.vendors()) == 3
    for ending in ("csv", "xlsx"):
        assert write_vendors(bringer.register, tmp_path / f"out.{ending}", "en")[0] == 3


def test_c48_a_french_csv_has_decimal_commas_and_comes_back_the_same(bringer: Bringer, tmp_path: Path) -> None:
    bringer.bring("Vendor ID;Vendor;Annual cost\nV-1;Alder;1.234,5\nV-2;Birch;0,25\n")
    assert [row["annual_cost"] for row in bringer.rows("contract")] == [Decimal("1234.5"), Decimal("0.25")]
    write_vendors(bringer.register, tmp_path / "out.csv", "fr")
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "1234,5" in text
    assert "0,25" in text
    with create_register(tmp_path / "empty.riskregister") as empty:
        other = Bringer(empty, tmp_path)
        other.bring(tmp_path / "out.csv")
        assert [row["annual_cost"] for row in other.rows("contract")] == [Decimal("1234.5"), Decimal("0.25")]


def test_c39_names_of_any_length_and_case_are_kept_apart(bringer: Bringer, cases: Path) -> None:
    bringer.bring(cases / "c39-names-for-files.csv")
    assert len(bringer.vendors()) == 8


def test_c43_a_word_that_is_no_level_and_a_name_that_is_empty_are_refused_by_row_and_column(bringer: Bringer) -> None:
    plan = bringer.plan("name,criticality\nAlder,Banana\n,High\n")
    assert [(each.row, each.column) for each in plan.problems] == [(2, "criticality"), (3, "name")]
    with pytest.raises(RegisterError, match=r"no row of list\.csv can be used"):
        bringer.bring("name,criticality\nAlder,Banana\n,High\n")


def test_c47_an_import_that_is_stopped_leaves_nothing(bringer: Bringer) -> None:
    from risk_register.errors import Cancelled
    from risk_register.exchange.bringing import apply

    plan = bringer.plan("name,country\n" + "".join(f"Vendor number {number},FR\n" for number in range(2000)))
    with pytest.raises(Cancelled):
        apply(plan, bringer.register, "Compliance officer", cancelled=lambda: True)
    assert bringer.vendors() == {}
    assert preview(plan).created == 2000
