"""The worked cases of reading vendors' files that concern the reading itself."""

from pathlib import Path

import pytest

from risk_register.intake import read_workbook
from risk_register.intake.numbers import parse_percent
from risk_register.intake.values import CellProblem, Problem


@pytest.fixture
def cases(shared: Path) -> Path:
    return shared / "cases"


def test_c01_a_byte_order_mark_does_not_stick_to_the_first_heading(cases: Path) -> None:
    sheet = read_workbook(cases / "c01-bom-header.csv").sheets[0]
    assert sheet.rows[0] == ("vendor_ref", "name", "country", "criticality")
    assert [row[0] for row in sheet.rows[1:]] == ["V-001", "V-002"]


def test_c02_a_western_european_file_keeps_its_letters(cases: Path) -> None:
    workbook = read_workbook(cases / "c02-cp1252-semicolon.csv")
    assert workbook.notes == ("windows-1252", "semicolon")
    assert workbook.sheets[0].rows[1][1:3] == ("Müller & Söhne", "München")
    assert workbook.sheets[0].rows[2][4] == "contrat d’entretien"


def test_c03_the_delimiter_is_the_one_that_cuts_all_rows_alike(cases: Path) -> None:
    rows = read_workbook(cases / "c03-list-columns-semicolon.csv").sheets[0].rows
    assert [len(row) for row in rows] == [6, 6, 6, 6]
    assert rows[2][4:] == ("['hr', 'legal']", "['DE', 'PL']")


def test_c04_only_an_empty_cell_is_empty(cases: Path) -> None:
    rows = read_workbook(cases / "c04-na-is-a-value.csv").sheets[0].rows
    assert rows[1][2] == "NA"
    assert rows[2][1] == "None"
    assert rows[2][3] == "N/A"
    assert rows[3][4] == "NULL"
    assert rows[4][3:] == (None, "n/a")


@pytest.mark.parametrize("name", ["c05-identifiers.xlsx", "c05-identifiers.csv"])
def test_c05_identifiers_keep_every_digit(cases: Path, name: str) -> None:
    rows = read_workbook(cases / name).sheets[0].rows
    assert [str(row[0]) for row in rows[1:]] == ["00123", "00045", "123"]
    assert [row[2] for row in rows[1:3]] == ["012345678901234567", "000000000000000042"]
    assert [row[4] for row in rows[1:]] == ["1E10", "3-4", "7.10"]


def test_c06_a_formula_gives_its_stored_result_or_a_problem(cases: Path) -> None:
    sheet = read_workbook(cases / "c06-formulas.xlsx").sheets[0]
    assert sheet.value(3, 1) == "Yes"
    assert sheet.value(3, 2) == 5
    assert [sheet.value(row, 1) for row in (4, 5)] == [None, None]
    assert sheet.value(4, 2) == 3
    assert str(sheet.value(6, 2)) == "2.5"
    assert sheet.problems == {
        (4, 1): Problem(CellProblem.FORMULA_WITHOUT_RESULT),
        (5, 1): Problem(CellProblem.ERROR_VALUE, "#N/A"),
        (5, 2): Problem(CellProblem.ERROR_VALUE, "#DIV/0!"),
    }


def test_c07_rows_are_counted_and_not_believed(cases: Path) -> None:
    rows = read_workbook(cases / "c07-wrong-dimension.xlsx").sheets[0].rows
    assert [row[0] for row in rows[1:]] == [f"Q-{number:02}" for number in range(1, 13)]
    assert sorted(str(row[2]) for row in rows[1:]) == ["N/A"] * 4 + ["No"] * 4 + ["Yes"] * 4


def test_c08_merged_areas_and_blank_rows_keep_their_places(cases: Path) -> None:
    sheet = read_workbook(cases / "c08-merged-and-blank-rows.xlsx").sheets[0]
    assert sorted(sheet.merged) == [(0, 0, 0, 3), (3, 0, 5, 0), (7, 0, 7, 3), (8, 0, 9, 0)]
    assert [number + 1 for number, row in enumerate(sheet.rows) if not any(row)] == [2, 7, 11, 12]
    assert sheet.value(9, 3) == 24


def test_c09_a_percentage_is_read_as_its_cell_shows_it(cases: Path) -> None:
    sheet = read_workbook(cases / "c09-percent.xlsx").sheets[0]
    read = [[parse_percent(str(value)) for value in row[2:]] for row in sheet.rows[1:]]
    assert [[str(value) for value in row] for row in read] == [["99.5", "99.87"], ["99.5", "99.87"], ["99.5", "100"], ["95"]]


def test_every_real_workbook_is_read(shared: Path) -> None:
    files = sorted(path for ending in ("xlsx", "ods") for path in (shared / "questionnaires").glob(f"*/*.{ending}"))
    assert files
    for path in files:
        workbook = read_workbook(path)
        assert sum(1 for sheet in workbook.sheets for _ in sheet.filled()) > 50, path.name


def test_a_real_questionnaire_reads_as_another_library_reads_it(shared: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = shared / "questionnaires" / "caiq-4.0.3-answered" / "instructure-caiq-4.0.3.xlsx"
    theirs = openpyxl.load_workbook(path, data_only=True)
    for sheet in read_workbook(path).sheets:
        other = {
            (cell.row - 1, cell.column - 1): cell.value
            for row in theirs[sheet.name].iter_rows() for cell in row if cell.value not in (None, "")
        }
        assert {(row, column): value for row, column, value in sheet.filled()} == other
