"""Many reports at once: each in a file of its own name, all in the folder, none by half."""

import csv
import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from risk_register.errors import Cancelled, RegisterError
from risk_register.operations.registers import create_register
from risk_register.operations.vendors import add_vendor
from risk_register.reports import Wanted, write_report
from risk_register.reports.batch import write_batch
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


def test_a_batch_may_be_one_zip_file_that_is_whole_or_not_there(
    named: tuple[Register, list[tuple[int, str]]], tmp_path: Path
) -> None:
    from zipfile import ZipFile

    from risk_register.reports.packing import write_reports

    register, vendors = named
    target = tmp_path / "dossiers.zip"
    found = write_reports(register, Wanted("dossier"), vendors, target)
    first = target.read_bytes()
    with ZipFile(target) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [each.written.file for each in found.files]
        archive.extractall(tmp_path / "out")
    assert all((tmp_path / "out" / name).read_bytes().startswith(b"%PDF-1.7") for name in archive.namelist())
    write_reports(register, Wanted("dossier"), vendors, target)
    assert target.read_bytes() == first
    with pytest.raises(Cancelled, match="no zip file was written"):
        write_reports(register, Wanted("dossier"), vendors, tmp_path / "other.zip", cancelled=lambda: True)
    with pytest.raises(RegisterError, match="There is no folder"):
        write_reports(register, Wanted("dossier"), vendors, tmp_path / "missing" / "other.zip")
    (tmp_path / "folder.zip").mkdir()
    with pytest.raises(RegisterError, match="is a folder"):
        write_reports(register, Wanted("dossier"), vendors, tmp_path / "folder.zip")
    assert not list(tmp_path.glob("other*"))
    assert not list(tmp_path.glob(".reports-*"))
