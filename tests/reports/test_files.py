"""A report on disk: whole or not at all, the same bytes for the same content."""

import errno
import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from risk_register.errors import Cancelled, RegisterError
from risk_register.reports import files
from risk_register.reports.dossier import dossier_content, write
from tests.reports import reading, samples

CHECKOUT = Path(__file__).resolve().parent.parent.parent
AGAIN = """
import sys
from tests.reports import samples
from risk_register.reports.dossier import dossier_content, write
print(write(dossier_content(samples.dossier_inputs(), "fr"), sys.argv[1]).sha256)
"""


def test_what_is_told_of_a_report_is_what_was_written(tmp_path: Path) -> None:
    written = write(dossier_content(samples.dossier_inputs(), "en"), tmp_path / "dossier.pdf")
    content = (tmp_path / "dossier.pdf").read_bytes()
    assert written.file == str(tmp_path / "dossier.pdf")
    assert written.sha256 == hashlib.sha256(content).hexdigest()
    assert written.pages == len(reading.pages(tmp_path / "dossier.pdf"))
    assert written.notes == ()
    assert [each.name for each in tmp_path.iterdir()] == ["dossier.pdf"]


def test_the_same_content_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    digests = {write(dossier_content(samples.dossier_inputs(), "fr"), tmp_path / "here.pdf").sha256}
    for seed, source_date in (("1", {}), ("2", {"SOURCE_DATE_EPOCH": "86400"})):
        done = subprocess.run(
            [sys.executable, "-c", AGAIN, str(tmp_path / f"{seed}.pdf")],
            cwd=CHECKOUT,
            capture_output=True,
            check=True,
            encoding="utf-8",
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(CHECKOUT), **source_date},
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1


def test_a_report_replaces_an_older_one_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "dossier.pdf").write_text("older")
    write(dossier_content(samples.unknown_inputs(), "en"), tmp_path / "dossier.pdf")
    assert (tmp_path / "dossier.pdf").read_bytes().startswith(b"%PDF")


def test_a_target_in_a_missing_folder_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"There is no folder .*missing to put the report in"):
        write(dossier_content(samples.unknown_inputs(), "en"), tmp_path / "missing" / "dossier.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="is a folder; give the report a file name"):
        write(dossier_content(samples.unknown_inputs(), "en"), tmp_path)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "could not be written .the disk is full.; nothing was left there",
        ),
        (PermissionError(errno.EACCES, "Permission denied"), "it is open in another program, or you may not write there"),
    ],
)
def test_a_disk_that_refuses_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    def refuse(*_given: Any) -> None:
        raise error

    (tmp_path / "dossier.pdf").write_text("older")
    monkeypatch.setattr(files.os, "fsync", refuse)
    with pytest.raises(RegisterError, match=words):
        write(dossier_content(samples.unknown_inputs(), "en"), tmp_path / "dossier.pdf")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("dossier.pdf", "older")]


def test_a_cancelled_report_leaves_nothing(tmp_path: Path) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 20

    with pytest.raises(Cancelled):
        files.write(dossier_content(samples.dossier_inputs(), "en"), tmp_path / "dossier.pdf", cancelled=cancelled)
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_the_pages(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    written = files.write(
        dossier_content(samples.dossier_inputs(), "en"),
        tmp_path / "dossier.pdf",
        progress=lambda done, total, _text: told.append((done, total)),
    )
    assert told[-1] == (written.pages, written.pages)
    assert [done for done, _total in told] == sorted(done for done, _total in told)
