"""Tables kept as text: judged whole, and never thinner than they came."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.intake import read_workbook
from risk_register.intake.tables import read_table
from risk_register.intake.values import CellValue, Workbook


def read(folder: Path, data: bytes, name: str = "table.csv") -> Workbook:
    (folder / name).write_bytes(data)
    return read_workbook(folder / name)


def rows_of(folder: Path, text: str) -> list[tuple[CellValue, ...]]:
    return [tuple(row) for row in read(folder, text.encode()).sheets[0].rows]


@pytest.mark.parametrize(("encoding", "label"), [
    ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "windows-1252"), ("utf-16", "utf-16"),
])
def test_the_encoding_is_found_and_told(tmp_path: Path, encoding: str, label: str) -> None:
    workbook = read(tmp_path, "Réf;Société\nV-1;Électre\n".encode(encoding))
    assert workbook.notes == (label, "semicolon")
    assert workbook.sheets[0].rows == [("Réf", "Société"), ("V-1", "Électre")]


def test_a_file_that_breaks_the_encoding_it_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="says that it is encoded as utf-8"):
        read(tmp_path, b"\xef\xbb\xbfR\xe9f;b\n")


def test_line_breaks_within_a_cell_stay_in_it(tmp_path: Path) -> None:
    assert rows_of(tmp_path, 'q,answer\r\n1,"first\r\nsecond"\r\n2,No\r\n') == [
        ("q", "answer"), ("1", "first\nsecond"), ("2", "No"),
    ]


def test_an_inch_mark_that_is_no_quotation_mark_swallows_nothing(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 'item;size\ndisk;"5\ntape;8\nreel;9\n')
    assert rows == [("item", "size"), ("disk", '"5'), ("tape", "8"), ("reel", "9")]


def test_a_quotation_mark_closed_too_early_keeps_the_delimiters_it_covers(tmp_path: Path) -> None:
    text = 'ref,answer\n1,"yes, partly"\n2,"no, ""never"""\n3,"a, b" and c\n4,"d, e"\n'
    assert [len(row) for row in rows_of(tmp_path, text)] == [2] * 5


def test_prose_with_commas_in_a_single_column_stays_one_column(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "name\nBrix, Inc.\nCobalt\nDelta\n") == [("name",), ("Brix, Inc.",), ("Cobalt",), ("Delta",)]


def test_semicolons_in_prose_do_not_beat_the_commas_between_cells(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 'ref,answer,note\n1,Yes,a; b; c\n2,No,d\n3,Yes,e; f\n')
    assert [len(row) for row in rows] == [3, 3, 3, 3]


def test_tabs_are_found_whatever_the_ending_says(tmp_path: Path) -> None:
    assert read(tmp_path, b"a\tb, c\n1\t2, 3\n", "table.txt").notes == ("utf-8", "tab")


def test_a_control_character_is_replaced_and_counted(tmp_path: Path) -> None:
    workbook = read(tmp_path, b"ref,name\n1,form\x0cfeed\n2,plain old text that goes on and on so that the table is text\n")
    assert workbook.sheets[0].rows[1] == ("1", "form\N{REPLACEMENT CHARACTER}feed")
    assert workbook.replaced == 1


def test_bytes_without_a_meaning_are_counted_as_replaced(tmp_path: Path) -> None:
    assert read(tmp_path, b"ref,name\n1,caf\xe9 \x81\n").replaced == 1


words = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=12)
tables = st.integers(2, 6).flatmap(
    lambda columns: st.lists(st.lists(words, min_size=columns, max_size=columns), min_size=2, max_size=12)
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=tables, delimiter=st.sampled_from(",;\t|"), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_a_quoted_table_comes_back_whole(tmp_path: Path, table: list[list[str]], delimiter: str, encoding: str) -> None:
    held = io.StringIO()
    heads = [f"Column {number} é" for number in range(len(table[0]))]
    csv.writer(held, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([heads, *table])
    rows = read(tmp_path, held.getvalue().encode(encoding)).sheets[0].rows
    assert [[value or "" for value in row] for row in rows] == [heads, *table]


def test_titles_above_a_table_do_not_decide_how_it_is_cut() -> None:
    data = b"Security questionnaire\nfor suppliers\n2026\nRef\tQuestion\tAnswer\n1\tIs it so, and why?\tYes\n"
    assert [len(row) for row in read_table("t.tsv", data).sheets[0].rows] == [1, 1, 1, 3, 3]
    prose = b"Dear reader\nthis is a letter\nof some length\nwith commas, here\nand there, too\n"
    assert {len(row) for row in read_table("t.txt", prose).sheets[0].rows} == {1}


def test_a_table_saved_as_on_older_macs_keeps_its_accents(tmp_path: Path) -> None:
    path = tmp_path / "mac.csv"
    path.write_bytes("No;Réponse\r1;clé gérée\r2;été\r".encode("mac_roman"))
    read = read_workbook(path)
    assert [list(row) for row in read.sheets[0].rows] == [["No", "Réponse"], ["1", "clé gérée"], ["2", "été"]]
    assert read.notes[0] == "Mac Roman"
