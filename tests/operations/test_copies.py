"""Copies made by themselves: when one is due, which are kept, and that nothing else is touched."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.operations.copies import copies, copy_if_due
from risk_register.operations.registers import create_register
from risk_register.store import Register

NOON = datetime(2026, 3, 1, 12)  # noqa: DTZ001  # this computer's own time


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "own.riskregister"
    create_register(made, organisation="Northwind", actor="Ana").close()
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "copies"
    made.mkdir()
    return made


def test_a_copy_is_made_once_and_again_when_it_is_due(path: Path, folder: Path) -> None:
    first = copy_if_due(path, folder, days=7, keep=3, now=NOON)
    assert first is not None
    assert copy_if_due(path, folder, days=7, keep=3, now=NOON + timedelta(days=6)) is None
    assert copy_if_due(path, folder, days=7, keep=3, now=NOON + timedelta(days=7)) is not None
    with Register.open(first.path, write=False) as copied:
        assert copied.verify() == []


def test_the_newest_are_kept_and_nothing_else_is_touched(path: Path, folder: Path) -> None:
    others = [folder / "own copy of mine.riskregister", folder / "other copy 2026-01-01 12h00.riskregister", folder / "notes.txt"]
    for other in others:
        other.write_text("mine")
    for week in range(5):
        copy_if_due(path, folder, days=7, keep=2, now=NOON + timedelta(weeks=week))
    assert [copy.made_at for copy in copies(path, folder)] == [NOON + timedelta(weeks=4), NOON + timedelta(weeks=3)]
    assert all(other.exists() for other in others)


def test_a_folder_that_is_gone_is_told_in_words(path: Path, folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(RegisterError, match="is not there"):
        copy_if_due(path, folder, days=7, keep=2, now=NOON)


def test_no_copy_goes_before_the_new_one_is_whole(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_if_due(path, folder, days=1, keep=1, now=NOON)

    def full(_path: Path, target: Path) -> Path:
        target.write_bytes(b"half")
        raise RegisterError("The disk is full.")

    monkeypatch.setattr("risk_register.operations.copies.back_up", full)
    with pytest.raises(RegisterError):
        copy_if_due(path, folder, days=1, keep=1, now=NOON + timedelta(days=2))
    assert NOON in [copy.made_at for copy in copies(path, folder)]
