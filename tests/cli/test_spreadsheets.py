"""`import vendors` and `export vendors`, as a script runs them: documents, exit codes, and nothing changed where refused."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Said

CHECKOUT = Path(__file__).resolve().parents[2]
SHEET = "Vendor ID;Vendor;Country;Criticality;Colour\nV-1;Alder;FR;High;blue\nV-2;Birch;Narnia;Low;red\nV-3;Alder SAS;FR;Low;\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "vendors.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


@pytest.fixture
def process() -> Callable[..., Said]:
    """Runs a command in a process of its own."""

    def command(*arguments: object) -> Said:
        done = subprocess.run(
            [sys.executable, "-c", "import sys; from risk_register.cli import main; sys.exit(main(sys.argv[1:]))",
             *map(str, arguments)],
            capture_output=True, text=True, check=False, cwd=CHECKOUT, encoding="utf-8", env={**os.environ, "LC_ALL": "C.UTF-8"})
        return Said(done.returncode, done.stdout, done.stderr)

    return command


def test_a_trial_says_what_would_come_of_it_and_stores_nothing(run: Run, empty: Path, sheet: Path) -> None:
    before = empty.read_bytes()
    said = run("import", "vendors", empty, sheet, "--dry-run", "--json")
    assert said.code == 0
    assert (said.document["created"], said.document["updated"], said.document["unchanged"]) == (2, 0, 0)
    assert [(each["row"], "Narnia" in each["reason"]) for each in said.document["rejected"]] == [(3, True)]
    assert said.document["unused_columns"] == ["Colour"]
    assert [each["name"] for each in said.document["possible_duplicates"]] == ["Alder SAS"]
    assert empty.read_bytes() == before
    assert run("vendors", empty, "--json").document == []


def test_what_was_brought_in_is_unchanged_the_second_time_and_gone_after_one_undo(run: Run, empty: Path, sheet: Path) -> None:
    assert run("import", "vendors", empty, sheet, "--json").document["created"] == 2
    again = run("import", "vendors", empty, sheet, "--json").document
    assert (again["created"], again["updated"], again["unchanged"], len(again["rejected"])) == (0, 0, 2, 1)
    assert {each["name"] for each in run("vendors", empty, "--json").document} == {"Alder", "Alder SAS"}
    assert run("undo", empty).code == 0
    assert run("vendors", empty, "--json").document == []
    assert run("verify", empty).code == 0


def test_likely_duplicates_are_merged_where_asked_for(run: Run, empty: Path, sheet: Path) -> None:
    said = run("import", "vendors", empty, sheet, "--duplicates", "merge", "--json").document
    assert (said["created"], said["merged"]) == (1, 1)
    assert [each["name"] for each in run("vendors", empty, "--json").document] == ["Alder"]


def test_all_or_nothing_refuses_the_whole_file(run: Run, empty: Path, sheet: Path) -> None:
    before = empty.read_bytes()
    said = run("import", "vendors", empty, sheet, "--all-or-nothing")
    assert said.code == 1
    assert "row 3" in said.err
    assert empty.read_bytes() == before


def test_columns_are_named_by_hand_and_remembered(run: Run, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Wer,Wo\nAlder,FR\n", encoding="utf-8")
    assert run("import", "vendors", empty, path).code == 1
    said = run("import", "vendors", empty, path, "--map", "Wer=vendor.legal_name", "--map", "Wo=vendor.country", "--json").document
    assert said["created"] == 1
    assert run("import", "vendors", empty, path, "--json").document["unchanged"] == 1
    assert run("import", "vendors", empty, path, "--map", "Wer=nonsense").code == 2


BAD = {
    "empty.csv": b"", "headings only.csv": b"Vendor,Country\n", "no table.csv": b"12\n13\n", "broken.xlsx": b"PK\x03\x04 nothing",
    "picture.png": b"\x89PNG\r\n\x1a\n0000", "days.csv": b"Vendor,Contract start\nAlder,03/04/2026\nBirch,05/01/2026\n",
    "no name.csv": b"Vendor,Country\n,FR\n",
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_refused_in_one_sentence_and_the_register_is_as_it_was(
        process: Callable[..., Said], empty: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    before = empty.read_bytes()
    for further in ((), ("--json",)):
        said = process("import", "vendors", empty, tmp_path / name, *further)
        assert said.code == 1
        assert said.out == ""
        assert len(said.err.strip().splitlines()) == 1
        assert "Traceback" not in said.err
    assert empty.read_bytes() == before


def test_a_missing_file_and_a_missing_register_are_refused(process: Callable[..., Said], empty: Path, tmp_path: Path) -> None:
    assert process("import", "vendors", empty, tmp_path / "none.csv").code == 1
    assert process("import", "vendors", tmp_path / "none.riskregister", tmp_path / "none.csv").code == 1
    assert process("import", "vendors", empty).code == 2


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_export_in_a_process_of_its_own_comes_back_unchanged(
        process: Callable[..., Said], demo: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out.{ending}"
    done = process("export", "vendors", demo, "--output", out, "--json")
    assert done.code == 0
    assert {"file", "rows"} <= json.loads(done.out).keys()
    assert json.loads(done.out)["file"] == str(out)
    back = process("import", "vendors", demo, out, "--dry-run", "--json").document
    assert (back["created"], back["updated"], back["rejected"]) == (0, 0, [])
    assert back["unchanged"] == json.loads(done.out)["rows"]
    assert back["records_added"] == {}
    assert back["records_changed"] == {}


def test_an_export_of_another_kind_or_over_the_register_is_refused(
        process: Callable[..., Said], demo: Path, tmp_path: Path) -> None:
    before = demo.read_bytes()
    assert process("export", "vendors", demo, "--output", tmp_path / "out.pdf").code == 1
    assert process("export", "vendors", demo, "--output", demo).code == 1
    assert demo.read_bytes() == before
