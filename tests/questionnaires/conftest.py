"""Workbooks made by hand, and real files read once however many tests look at them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from risk_register.intake import read_workbook
from risk_register.intake.values import CellValue, FileKind, Problem, Sheet, Workbook

Rows = Sequence[Sequence[CellValue]]
Merged = Sequence[tuple[int, int, int, int]]


@pytest.fixture(scope="session")
def sheet_of() -> Callable[..., Sheet]:
    """Makes a sheet from rows."""

    def make(rows: Rows, name: str = "Sheet1", *, merged: Merged = (), hidden: bool = False,
             problems: Mapping[tuple[int, int], Problem] | None = None) -> Sheet:
        return Sheet(name, rows, hidden=hidden, merged=merged, problems=problems or {})

    return make


@pytest.fixture(scope="session")
def book_of() -> Callable[..., Workbook]:
    """Makes a workbook from sheets; its name says nothing, since names are never looked at."""

    def make(*sheets: Sheet) -> Workbook:
        return Workbook("received.xlsx", FileKind.XLSX, "0" * 64, 1, sheets)

    return make


@pytest.fixture(scope="session")
def workbook_at(shared: Path) -> Callable[[str], Workbook]:
    """Reads a file of the shared material, once."""
    kept: dict[str, Workbook] = {}

    def read(path: str) -> Workbook:
        if path not in kept:
            kept[path] = read_workbook(shared / path)
        return kept[path]

    return read
