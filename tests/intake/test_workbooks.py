"""What a workbook's cells become: exact, typed, and each in its place."""

import hashlib
import string
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risk_register.intake import read_workbook
from risk_register.intake.values import CellProblem, FileKind, Problem
from tests.intake import hostile


def written(path: Path, cells: dict[tuple[int, int], Any]) -> Path:
    """A workbook of one sheet made by a common writer."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        shown = {date: "dd/mm/yyyy", datetime: "yyyy-mm-dd hh:mm:ss", time: "hh:mm"}
        formats = {kind: book.add_format({"num_format": code}) for kind, code in shown.items()}
        sheet = book.add_worksheet("Answers")
        for (row, column), value in cells.items():
            if isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            elif isinstance(value, int | Decimal):
                sheet.write_number(row, column, value)
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_datetime(row, column, value, formats[type(value)])
    return path


def test_each_kind_of_cell_keeps_its_type(tmp_path: Path) -> None:
    moment = datetime(2025, 11, 14, 9, 30)  # noqa: DTZ001 - a cell has no time zone
    values = ["Yes", 5, Decimal("0.1"), True, False, date(2025, 11, 14), moment, time(12, 30), "  as typed  "]
    workbook = read_workbook(written(tmp_path / "kinds.xlsx", {(0, column): value for column, value in enumerate(values)}))
    read = workbook.sheets[0].rows[0]
    assert list(read) == values
    assert [type(value) for value in read] == [type(value) for value in values]


def test_a_workbook_is_fingerprinted_by_the_bytes_that_were_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", {(0, 0): "x"})
    workbook = read_workbook(path)
    assert workbook.kind is FileKind.XLSX
    assert workbook.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert workbook.size == path.stat().st_size
    assert workbook.file_name == "a.xlsx"


def test_a_sum_of_tenths_is_read_as_the_sheet_shows_it(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>0.28999999999999998</v></c></row>'
    workbook = read_workbook(hostile.xlsx(tmp_path / "tenths.xlsx", hostile.sheet(rows)))
    assert workbook.sheets[0].rows[0] == (Decimal("0.3"), Decimal("0.29"))


def test_hidden_sheets_are_read_and_marked(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "hidden.xlsx") as book:
        book.add_worksheet("Shown").write(0, 0, "a")
        hidden = book.add_worksheet("Hidden & <marked>")
        hidden.write(0, 0, "b")
        hidden.hide()
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Shown!$A$1"})
        book.add_chartsheet("Chart").set_chart(chart)
    with_chart = read_workbook(tmp_path / "hidden.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in with_chart.sheets] == [("Shown", False), ("Hidden & <marked>", True)]


def test_leading_blank_rows_and_columns_keep_every_value_in_its_cell(tmp_path: Path) -> None:
    sheet = read_workbook(written(tmp_path / "corner.xlsx", {(3, 2): "here"})).sheets[0]
    assert list(sheet.filled()) == [(3, 2, "here")]


def test_an_own_percentage_format_is_seen_and_a_quoted_sign_is_not(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "percent.xlsx") as book:
        sheet = book.add_worksheet()
        for column, code in enumerate(("0.0%", '0.0"%"', "0.00%;[Red]-0.00%", "0")):
            sheet.write_number(0, column, 0.29, book.add_format({"num_format": code}))
        sheet.write_number(1, 0, 0.9987, book.add_format({"num_format": "0%"}))
    rows = read_workbook(tmp_path / "percent.xlsx").sheets[0].rows
    assert rows[0] == ("29%", Decimal("0.29"), "29%", Decimal("0.29"))
    assert rows[1] == ("99.87%",)


def test_a_formula_that_gives_an_empty_text_is_no_problem(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="str"><f>IF(1,"","x")</f><v></v></c><c r="B1"><v>1</v></c></row>'
    sheet = read_workbook(hostile.xlsx(tmp_path / "empty-text.xlsx", hostile.sheet(rows))).sheets[0]
    assert sheet.rows[0] == (None, 1)
    assert sheet.problems == {}


def test_cells_that_leave_their_place_to_be_counted_are_placed(tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c><c/><c t="e"><v>#REF!</v></c></row><row><c/><c><f>A1</f></c><c><v>2</v></c></row>'
    sheet = read_workbook(hostile.xlsx(tmp_path / "unplaced.xlsx", hostile.sheet(rows))).sheets[0]
    assert list(sheet.filled()) == [(0, 0, 1), (1, 2, 2)]
    assert sheet.problems == {
        (0, 2): Problem(CellProblem.ERROR_VALUE, "#REF!"),
        (1, 1): Problem(CellProblem.FORMULA_WITHOUT_RESULT),
    }


def test_a_writer_that_prefixes_its_elements_is_read_alike(tmp_path: Path) -> None:
    xml = (f'<x:worksheet xmlns:x="{hostile.MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
           '<x:c r="B1" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row></x:sheetData></x:worksheet>')
    sheet = read_workbook(hostile.xlsx(tmp_path / "prefixed.xlsx", xml)).sheets[0]
    assert sheet.rows[0] == (1,)
    assert sheet.problems == {(0, 1): Problem(CellProblem.ERROR_VALUE, "#DIV/0!")}


def test_a_writer_that_uses_single_quotes_is_read_alike(tmp_path: Path) -> None:
    rows = ("<row r='1'><c r='A1'><v>1</v></c><c r = 'C1' t='e'><v>#N/A</v></c></row>"
            "<row r='2'><c r='B2'><!-- x --><v>2</v></c></row>")
    sheet = read_workbook(hostile.xlsx(tmp_path / "single.xlsx", hostile.sheet(rows))).sheets[0]
    assert list(sheet.filled()) == [(0, 0, 1), (1, 1, 2)]
    assert sheet.problems == {(0, 2): Problem(CellProblem.ERROR_VALUE, "#N/A")}


def test_control_characters_are_replaced_and_counted(tmp_path: Path) -> None:
    cells = {(0, 0): "kr 4\x1600", (0, 1): "two\r\nlines", (0, 2): "zero\u200bwidth"}
    workbook = read_workbook(written(tmp_path / "control.xlsx", cells))
    assert workbook.sheets[0].rows[0] == ("kr 4\N{REPLACEMENT CHARACTER}00", "two\nlines", "zero\u200bwidth")
    assert workbook.replaced == 1


def test_one_stray_cell_far_down_is_read_where_it_is(tmp_path: Path) -> None:
    sheet = read_workbook(written(tmp_path / "stray.xlsx", {(0, 0): "Q", (200_000, 1): "stray"})).sheets[0]
    assert list(sheet.filled()) == [(0, 0, "Q"), (200_000, 1, "stray")]


def test_an_open_document_sheet_is_read_with_its_types(tmp_path: Path) -> None:
    def cell(kind: str, value: str, shown: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="{kind}" {value} {more}><text:p>{shown}</text:p></table:table-cell>'

    row = (
        cell("percentage", 'office:value="0.995"', "99.50%") + cell("date", 'office:date-value="2025-05-01"', "1/5/25")
        + cell("boolean", 'office:boolean-value="true"', "TRUE") + cell("float", 'office:value="0.1"', "0.1")
        + cell("string", 'office:string-value=""', "#DIV/0!", 'calcext:value-type="error"') + cell("string", "", "Yes")
    )
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    tail = f'<table:table-row table:number-rows-repeated="1048574">{blank}</table:table-row>'
    workbook = read_workbook(hostile.ods(tmp_path / "sheet.ods", f"<table:table-row>{row}</table:table-row>{tail}"))
    assert workbook.kind is FileKind.ODS
    assert workbook.sheets[0].rows == [("99.5%", date(2025, 5, 1), True, Decimal("0.1"), None, "Yes")]
    assert workbook.sheets[0].problems == {(0, 4): Problem(CellProblem.ERROR_VALUE, "#DIV/0!")}


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=40)
fractions = st.decimals(-10**6, 10**6, places=4).filter(lambda value: value != value.to_integral())
numbers = st.one_of(st.integers(-10**14, 10**14), fractions)
cells = st.dictionaries(
    st.tuples(st.integers(0, 40), st.integers(0, 30)),
    st.one_of(texts, numbers, st.booleans(), st.dates(date(1950, 1, 1), date(2100, 1, 1))),
    min_size=1, max_size=30,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=cells)
def test_nothing_is_lost_and_nothing_invented(tmp_path: Path, cells: dict[tuple[int, int], Any]) -> None:
    sheet = read_workbook(written(tmp_path / "any.xlsx", {(0, 0): "head", **cells})).sheets[0]
    assert {(row, column): value for row, column, value in sheet.filled()} == {(0, 0): "head", **cells}


@pytest.mark.parametrize("name", ["answers", "answers.XLSX", "answers.xls", "answers.ods"])
def test_the_bytes_decide_which_workbook_it_is(tmp_path: Path, name: str) -> None:
    plain = written(tmp_path / "plain.xlsx", {(0, 0): string.ascii_letters})
    assert read_workbook(plain.rename(tmp_path / name)).kind is FileKind.XLSX
