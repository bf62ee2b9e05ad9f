"""Blocks from the clipboard: what Excel and LibreOffice put there is read cell by cell, and what is written comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.desktop.grid import block
from risk_register.desktop.grid.block import TooLarge, read_block, write_block

CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n\"'="), max_size=12)


@pytest.mark.parametrize(("text", "cells"), [
    ("", []),
    ("Alder", [["Alder"]]),
    ("Alder\tFR\r\nBirch\tDE\r\n", [["Alder", "FR"], ["Birch", "DE"]]),
    ('"two\nlines"\tFR\n', [["two\nlines", "FR"]]),
    ('"says ""yes"""\tx', [['says "yes"', "x"]]),
    ('"Nimbus" GmbH\tDE', [['"Nimbus" GmbH', "DE"]]),
    ('5" disk\tx', [['5" disk', "x"]]),
    ("\t\n\t\n", [["", ""], ["", ""]]),
    ("a\n\nb", [["a"], [""], ["b"]]),
])
def test_a_copied_block_is_read_cell_by_cell(text: str, cells: list[list[str]]) -> None:
    assert read_block(text) == cells


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_is_copied_here_comes_back_unchanged(rows: list[list[str]]) -> None:
    assert read_block(write_block(rows)) == rows


@given(st.text(max_size=60))
def test_no_text_on_the_clipboard_stops_the_program(text: str) -> None:
    assert all(isinstance(cell, str) for row in read_block(text) for cell in row)


def test_more_cells_than_a_person_can_look_through_are_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "MOST_CELLS", 10)
    with pytest.raises(TooLarge):
        read_block("x\t" * 11)
