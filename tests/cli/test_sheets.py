"""`sheet`: to owners and back, as a script does it."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Run


def test_a_request_is_written_and_read_back(run: Run, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "request.xlsx"
    assert run("sheet", "request", "--output", path, "--lang", "fr", "--json").document == {"file": str(path)}
    book = load_workbook(path)
    page = book.worksheets[0]
    for row in range(1, page.max_row + 1):
        if page.cell(row, 2).value == "Nom complet du prestataire":
            page.cell(row, 5).value = "Birch"
    book.save(path)
    shown = run("sheet", "read", empty, path, "--json").document
    assert (shown["kind"], shown["accepted"]) == ("request", 0)
    assert [(each["field"], each["proposed"], each["accepted"]) for each in shown["proposals"]] == [("legal_name", "Birch", False)]
    assert run("vendors", empty, "--json").document == []
    assert run("sheet", "read", empty, path, "--accept", "all", "--json").document["accepted"] == 1
    assert [each["name"] for each in run("vendors", empty, "--json").document] == ["Birch"]


def test_an_owners_vendors_are_written_a_sheet_each(run: Run, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "confirm.xlsx"
    written = run("sheet", "confirm", demo, "--vendor", "OpenAI", "--output", path, "--json").document
    assert written == {"file": str(path), "sheets": 1}
    said = run("sheet", "read", demo, path)
    assert said.code == 0
    assert "Confirmed: 0" in said.out
    assert run("sheet", "confirm", demo, "--owner", "Nobody at all", "--output", path).code == 1
    assert run("sheet", "confirm", demo, "--output", path).code == 2
    assert run("sheet", "read", demo, path, "--accept", "seven").code == 2


def test_a_sheet_about_vendors_of_another_register_says_so(run: Run, demo: Path, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "confirm.xlsx"
    run("sheet", "confirm", demo, "--vendor", "OpenAI", "--output", path)
    assert "Lines about nothing that the register has: OpenAI." in run("sheet", "read", empty, path).out
