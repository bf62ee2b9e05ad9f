"""Word documents taken apart: columns, controls, boxes; and any table of merged cells gives back every word once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register.intake import docx
from risk_register.intake.contents import Prose
from risk_register.intake.docx_grid import Cell, laid_out
from risk_register.intake.sources import read_source
from risk_register.intake.ticks import apart, without_boxes
from risk_register.intake.values import Document
from tests.questionnaires.documents import making
from tests.questionnaires.documents.making import cell, control, paragraph, run, table


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Document]:
    def make(*body: str, **parts: str) -> Document:
        source = read_source(making.docx(tmp_path / "d.docx", "".join(body), **parts))
        assert isinstance(source, Document)
        return source

    return make


Read = Callable[..., Document]


@pytest.mark.parametrize(("text", "said"), [
    ("☐ Yes ☒ No", "No"), ("Yes ☐ No ☒", "No"), ("☒ Yes ☐ No", "Yes"), ("☐ Yes ☐ No", ""), ("☒ A ☒ B ☐ C", "A; B"), ("☒", "☒"),
    ("☐", ""), ("☐ Yes\n☒ No\nBecause.", "No\nBecause."), ("Choose: ☐ Yes ☒ No", "No"), ("Is it so? ☐ Yes ☒ No", "Is it so? No"),
    ("No boxes at all", "No boxes at all"), ("☑ Oui, ☐ Non", "Oui"),
    ("□ a first point of a list that is longer than any choice ever would be\n□ a second one", None)])
def test_what_was_ticked_is_what_was_said(text: str, said: str | None) -> None:
    assert without_boxes(text) == (text if said is None else said)


def test_a_question_in_front_of_its_boxes_stands_apart() -> None:
    assert apart("Is it so? ☐ Yes ☒ No") == ("Is it so?", "No")
    assert apart("Is it so?") == ("Is it so?", None)


def test_the_places_of_paragraphs_and_tables_are_kept_in_order(read: Read) -> None:
    document = read(paragraph("Title", heading=True), table([["a", "b"]]), paragraph(""), paragraph("After"), table([["c"]]))
    prose: Prose = document.content
    assert [getattr(block, "text", None) or block.index for block in prose.blocks] == ["Title", 0, "After", 1]
    assert [sheet.name for sheet in document.tables] == ["Table 1", "Table 2"]
    assert prose.blocks[0].heading


def test_text_boxes_breaks_tabs_and_moved_words_are_read_once(read: Read) -> None:
    boxed = ('<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing><w:txbxContent>' + paragraph("In a box")
             + '</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>' + paragraph("In a box")
             + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>")
    moved = (f'<w:p><w:moveFrom>{run("gone")}</w:moveFrom><w:moveTo>{run("here")}</w:moveTo>'
             "<w:r><w:tab/><w:t>tabbed</w:t></w:r></w:p>")
    texts = [block.text for block in read(boxed, moved, paragraph(run("two\nlines"))).content.blocks]
    assert texts == ["In a box", "here\ttabbed", "two\nlines"]


def test_a_table_of_contents_is_no_text(read: Read) -> None:
    contents = ('<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>' + paragraph("1 Access 3") + "</w:sdtContent></w:sdt>"
                '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>' + run("1 Access 3") + "</w:p>")
    assert [block.text for block in read(contents, paragraph("Access")).content.blocks] == ["Access"]


def test_a_control_around_paragraphs_rows_and_cells_is_looked_through(read: Read) -> None:
    row = "<w:tr>" + cell("Q") + cell("A") + "</w:tr>"
    repeated = f"<w:sdt><w:sdtPr><w:repeatingSection/></w:sdtPr><w:sdtContent>{row}</w:sdtContent></w:sdt>"
    grid = '<w:tbl><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>' + row + repeated + "</w:tbl>"
    around = "<w:sdt><w:sdtPr><w:richText/></w:sdtPr><w:sdtContent>" + paragraph("one") + grid + "</w:sdtContent></w:sdt>"
    document = read(around)
    assert [block.text for block in document.content.blocks if hasattr(block, "text")] == ["one"]
    assert [list(values) for values in document.tables[0].rows] == [["Q", "A"], ["Q", "A"]]


def test_what_a_control_holds_is_told_from_the_words_around_it(read: Read) -> None:
    [block] = read(paragraph(run("Name: ") + control("Example Ltd", alias="Company"))).content.blocks
    assert (block.fixed, block.controls, block.label) == ("Name:", ("Example Ltd",), "Company")


def test_a_document_of_the_strict_edition_reads_alike(tmp_path: Path) -> None:
    main = making.document(table([["a", "b"]])).replace(making.W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    source = read_source(making.docx(tmp_path / "strict.docx", "", main=main))
    assert isinstance(source, Document)
    assert list(source.tables[0].rows[0]) == ["a", "b"]


# Any table

@st.composite
def _tables(draw: st.DrawFn) -> tuple[list[list[tuple[str, int, bool]]], int]:
    """Rows of cells as (words, span, goes on from above), each row as wide as the table."""
    width = draw(st.integers(1, 5))
    rows: list[list[tuple[str, int, bool]]] = []
    starts: set[tuple[int, int]] = set()
    for number in range(draw(st.integers(1, 5))):
        row: list[tuple[str, int, bool]] = []
        here: set[tuple[int, int]] = set()
        at = 0
        while at < width:
            span = draw(st.integers(1, width - at))
            continues = (at, span) in starts and draw(st.booleans())
            words = "" if continues else draw(st.sampled_from(["", f"w{number}-{at}", f"x{number}-{at} y"]))
            row.append((words, span, continues))
            here.add((at, span))
            at += span
        rows.append(row)
        starts = here
    return rows, width


@settings(deadline=None, max_examples=200)
@given(_tables())
def test_every_word_of_any_table_stands_once_at_the_column_where_it_begins(
        made: tuple[list[list[tuple[str, int, bool]]], int]) -> None:
    rows, width = made
    body = "".join("<w:tr>" + "".join(
        cell(words, span=span, merge="on" if continues else ("begin" if words else "")) for words, span, continues in row)
        + "</w:tr>" for row in rows)
    grid = "".join('<w:gridCol w:w="1500"/>' for _ in range(width))
    found = docx.read_docx(making.packed(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"))["tables"][0]
    expected = []
    for row in rows:
        values: list[str] = []
        for words, span, _ in row:
            values.extend([words, *[""] * (span - 1)])
        expected.append(values)
    assert found["rows"] == expected
    for top, left, bottom, right in found["merged"]:
        inside = [found["rows"][row][column] for row in range(top, bottom + 1) for column in range(left, right + 1)]
        assert not any(inside[1:])


_CELL = st.builds(Cell, st.sampled_from(["", "a", "b"]), st.integers(1, 3), st.booleans())


@given(st.lists(st.lists(_CELL, max_size=5), max_size=5),
       st.lists(st.integers(0, 3000), max_size=8), st.integers(0, 2))
def test_no_table_however_badly_cut_loses_or_doubles_a_word(rows: list[list[Cell]], widths: list[int], before: int) -> None:
    cells, _, short = laid_out(widths, rows, [(before, 0)] * len(rows))
    for row, values in zip(rows, cells, strict=True):
        assert [value for value in values if value] == [cell.text for cell in row if cell.text]
    lengths = {number: sum(cell.span for cell in row) for number, row in enumerate(rows)}
    assert set(short) == {number for number, length in lengths.items() if length < max(lengths.values())}
