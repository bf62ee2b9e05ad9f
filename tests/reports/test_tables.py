"""Tables over pages: what is long goes on, what belongs together stays together, nothing is cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register.reports.content import Cell, Column, Row, Table, Tile, Tiles, Tone, Words
from risk_register.reports.layout import BODY_HEIGHT, Composer
from risk_register.reports.lines import shortened, text_width, wrap
from risk_register.reports.style import BODY, SMALL
from risk_register.reports.tables import TableFlow, TablePiece
from risk_register.reports.tiles import TilesFlow, tiles

COLUMNS = (Column("Question", 15), Column("Answer", 85))


def laid(rows: list[Row], columns: tuple[Column, ...] = COLUMNS) -> list[TablePiece]:
    pages = Composer().compose([TableFlow.of(Table(columns, tuple(rows), empty=""), "(continued)")])
    return [piece for page in pages for piece, _top in page.pieces if isinstance(piece, TablePiece)]


def said(pieces: list[TablePiece], column: int) -> list[str]:
    return [text for piece in pieces for row in piece.rows if not row.heading for text, _face in row.cells[column].lines]


def test_every_row_is_printed_once_and_in_order() -> None:
    pieces = laid([Row((f"Q-{number}", "An answer.")) for number in range(500)])
    assert said(pieces, 0) == [f"Q-{number}" for number in range(500)]
    assert len(pieces) > 5


def test_no_page_holds_more_than_it_has_room_for() -> None:
    pieces = laid([Row((f"Q-{number}", "word " * (number * 7 % 400))) for number in range(120)])
    assert max(piece.height for piece in pieces) <= BODY_HEIGHT + 0.01


def test_the_last_row_never_stands_alone_on_a_page() -> None:
    for count in range(2, 120):
        pieces = laid([Row((f"Q-{number}", "An answer.")) for number in range(count)])
        assert len(pieces[-1].rows) >= 2, count


def test_a_group_s_heading_stays_with_its_first_row() -> None:
    rows = [row for number in range(90) for row in (Row((f"Group {number}",), heading=True), Row((f"Q-{number}", "An answer.")))]
    assert all(not piece.rows[-1].heading for piece in laid(rows))


def test_an_answer_longer_than_a_page_goes_on_and_says_whose_it_is() -> None:
    answer = "\n".join(f"line {number:03}" for number in range(200))
    pieces = laid([Row(("L-3", answer)), Row(("L-4", "short"))])
    assert said(pieces, 1) == [*answer.split("\n"), "short"]
    assert len(pieces) >= 3
    assert said(pieces, 0) == ["L-3", *["L-3", "(continued)"] * (len(pieces) - 1), "L-4"]


def test_all_paragraphs_of_a_cell_survive_its_cutting() -> None:
    words = tuple(Words(f"paragraph {number} " + "word " * 60, Tone.NOTE if number % 2 else Tone.PLAIN) for number in range(40))
    pieces = laid([Row(("L-1", Cell(words)))])
    joined = " ".join(said(pieces, 1))
    assert all(f"paragraph {number} " in joined for number in range(40))


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=400),
    st.floats(min_value=12, max_value=400),
)
@settings(max_examples=150, deadline=None)
def test_wrapping_loses_nothing_but_the_spaces_at_line_ends(text: str, width: float) -> None:
    lines = wrap(text, SMALL, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, SMALL) <= width or len(line.strip(" ")) <= 1 for line in lines)


def test_a_link_is_cut_after_its_own_signs() -> None:
    link = "https://example.com/trust/" + "/".join(f"section-{number}" for number in range(15))
    lines = wrap(link, SMALL, 150)
    assert "".join(lines) == link
    assert all(line[-1] in "/-" for line in lines[:-1])


@pytest.mark.parametrize("width", [30.0, 80.0, 300.0])
def test_shortened_text_fits_and_shows_that_it_is_shortened(width: float) -> None:
    short = shortened("A very long name of a vendor " * 30, BODY, width)
    assert text_width(short, BODY) <= width
    assert short.endswith("…")


def test_a_table_with_a_title_says_it_once() -> None:
    table = Table(COLUMNS, tuple(Row((f"Q-{number}", "An answer.")) for number in range(200)), empty="", title="Answers")
    pages = Composer().compose([TableFlow.of(table, "(continued)")])
    assert [piece.titled for page in pages for piece, _top in page.pieces] == [True, *[False] * (len(pages) - 1)]


def test_words_in_a_tile_are_not_larger_than_the_figures_and_names_beside_them() -> None:
    [flow] = tiles(Tiles((Tile("Good answers", "Not scored"), Tile("Completeness", "92.5%"), Tile("Owner", "Jean-Baptiste Morel"))))
    assert isinstance(flow, TilesFlow)
    sizes = [value[0][1].size for _label, value, _detail in flow.laid]
    assert sizes[0] < sizes[1]
    assert sizes[0] <= 13
    assert sizes[2] <= sizes[0]
