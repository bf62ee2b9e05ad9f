"""Filling a form in as a vendor does, with another library than the one that wrote it."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet


def rows_of(sheet: Worksheet) -> dict[str, int]:
    """The row of each question by what the form calls it."""
    top = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Id")
    return {str(sheet.cell(row, 1).value): row for row in range(top + 1, sheet.max_row + 1)
            if sheet.cell(row, 1).value is not None and sheet.cell(row, 2).value is not None}


def fill(content: bytes, path: Path, given: Mapping[str, tuple[str | None, str | None]], *, drop_hidden: bool = False,
         reword: Mapping[str, str] | None = None, without: tuple[str, ...] = ()) -> Path:
    """Answers the questions named, each with an answer and details, and saves the workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Questions"]
    rows = rows_of(sheet)
    for name, (answer, details) in given.items():
        sheet.cell(rows[name], 3).value = answer
        sheet.cell(rows[name], 4).value = details
        for column, text in ((3, answer), (4, details)):
            if text and text.startswith("="):
                sheet.cell(rows[name], column).data_type = "s"
    for name, words in (reword or {}).items():
        sheet.cell(rows[name], 2).value = words
    for name in without:
        sheet.cell(rows[name], 1).value = sheet.cell(rows[name], 2).value = None
    if drop_hidden:
        del book["_round"]
    book.save(path)
    return path


def as_csv(workbook: Path, path: Path, *, semicolon: bool = False) -> Path:
    """The sheet of questions alone, as a spreadsheet program saves it."""
    sheet = openpyxl.load_workbook(workbook)["Questions"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";" if semicolon else ",")
        for row in sheet.iter_rows(values_only=True):
            writer.writerow(["" if value is None or str(value).startswith("=COUNTA") else value for value in row])
    return path
