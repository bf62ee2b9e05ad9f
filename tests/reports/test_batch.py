"""Many reports at once: each in a file of its own name, all in the folder, none by half."""

import csv
import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.errors import Cancelled, RegisterError
from risk_register.operations.registers import create_register
from risk_register.operations.vendors import add_vendor
from risk_register.reports import Wanted, write_report
from risk_register.reports.batch import write_batch
from risk_register.reports.file_names import file_name, file_names
from risk_register.store import Register
from tests.reports import reading

ACTOR = "Compliance officer"
FORBIDDEN = set('<>:"/\\|?*')


@pytest.fixture
def named(shared: Path, tmp_path: Path) -> Iterator[tuple[Register, list[tuple[int, str]]]]:
    """A register of vendors whose names break files."""
    with (shared / "cases" / "c39-names-for-files.csv").open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    with create_register(tmp_path / "small.register", organisation="Northwind") as register:
        yield (
            register,
            [
                (add_vendor(register, {"legal_name": name, "reference": f"V-{place}"}, ACTOR), name)
                for place, name in enumerate(names, start=570)
            ],
        )


@pytest.mark.parametrize("processes", [1, 2])
def test_each_vendor_has_a_file_of_its_own_in_the_folder(
    named: tuple[Register, list[tuple[int, str]]], tmp_path: Path, processes: int
) -> None:
    register, vendors = named
    folder = tmp_path / "out"
    folder.mkdir()
    before = {each for each in tmp_path.rglob("*") if each.is_file()}
    found = write_batch(register, Wanted("dossier"), vendors, folder, processes=processes)
    files = sorted(folder.iterdir())
    assert len(files) == len(vendors) == len(found.files) == 8
    outside = {each for each in tmp_path.rglob("*") if each.is_file() and each.parent != folder}
    assert outside - before <= {tmp_path / "small.register-wal", tmp_path / "small.register-shm"}
    assert len({each.name.casefold() for each in files}) == 8
    for each in files:
        assert not FORBIDDEN & set(each.name)
        assert len(each.name) <= 200
        assert not each.stem.endswith((".", " "))
    for each in found.files:
        place = next(number for number, (key, _name) in enumerate(vendors, start=570) if key == each.vendor_id)
        assert f"V-{place}" in reading.text(Path(each.written.file))
        assert each.written.sha256 == hashlib.sha256(Path(each.written.file).read_bytes()).hexdigest()


def test_two_processes_write_the_same_bytes_as_one(named: tuple[Register, list[tuple[int, str]]], tmp_path: Path) -> None:
    register, vendors = named
    found = {}
    for processes in (1, 2):
        folder = tmp_path / str(processes)
        folder.mkdir()
        outcome = write_batch(register, Wanted("dossier", preparer=ACTOR), vendors[:3], folder, processes=processes)
        found[processes] = [each.written.sha256 for each in outcome.files]
    assert found[1] == found[2]
    alone = write_report(register, "dossier", tmp_path / "alone.pdf", vendor_id=vendors[0][0], preparer=ACTOR)
    assert alone.sha256 == found[1][0]


def test_progress_names_each_vendor_and_a_stop_leaves_whole_files(
    named: tuple[Register, list[tuple[int, str]]], tmp_path: Path
) -> None:
    register, vendors = named
    folder = tmp_path / "out"
    folder.mkdir()
    told: list[tuple[int, int, str]] = []
    with pytest.raises(Cancelled, match="The batch was stopped"):
        write_batch(
            register,
            Wanted("dossier"),
            vendors,
            folder,
            cancelled=lambda: len(told) == 3,
            progress=lambda done, total, words: told.append((done, total, str(words))),
            processes=1,
        )
    assert told == [(number, 8, vendors[number - 1][1]) for number in (1, 2, 3)]
    for each in folder.iterdir():
        assert each.suffix == ".pdf"
        assert each.read_bytes().endswith(b"%%EOF\n")


def test_a_vendor_with_nothing_to_print_is_named_and_does_not_stop_the_rest(
    named: tuple[Register, list[tuple[int, str]]], tmp_path: Path
) -> None:
    register, vendors = named
    found = write_batch(register, Wanted("assessment"), vendors, tmp_path, processes=1)
    assert found.files == ()
    assert [name for name, _reason in found.refused] == [name for _key, name in vendors]
    assert "has returned no questionnaire" in str(found.refused[0][1])
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_batch_without_its_folder_or_for_a_day_to_come_is_refused(
    named: tuple[Register, list[tuple[int, str]]], tmp_path: Path
) -> None:
    register, vendors = named
    with pytest.raises(RegisterError, match=r"There is no folder .*missing to put the reports in"):
        write_batch(register, Wanted("dossier"), vendors, tmp_path / "missing")
    with pytest.raises(RegisterError, match="has not come yet"):
        write_batch(register, Wanted("dossier", as_of=date(2999, 1, 1)), vendors, tmp_path, processes=1)
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_same_name_twice_gives_two_files_and_a_taken_one_is_left_alone() -> None:
    assert file_names(["Same", "same", "SAME"], ".pdf", taken=["same (2).pdf"]) == ["Same.pdf", "same (3).pdf", "SAME (4).pdf"]
    assert file_name("CON", ".pdf") == "_CON.pdf"
    assert file_name("nul.txt") == "_nul.txt"
    assert file_name("../../etc/passwd", ".pdf") == "etc passwd.pdf"
    assert file_name("...", ".pdf") == "_.pdf"


@given(st.text())
def test_any_name_gives_a_file_that_any_system_keeps(words: str) -> None:
    made = file_name(words, ".pdf")
    assert made.endswith(".pdf")
    assert not FORBIDDEN & set(made)
    assert not any(ord(sign) < 32 for sign in made)
    assert 0 < len(made.encode()) <= 200
    assert not made.startswith((".", " "))
    assert not made.removesuffix(".pdf").endswith((".", " "))
