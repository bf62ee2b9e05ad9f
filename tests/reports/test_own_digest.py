"""The fingerprint that a file prints of itself: anybody can recompute it from the file's bytes."""

import hashlib
import re
from pathlib import Path

import pytest

from risk_register.reports.dossier import dossier_content, write
from risk_register.reports.embedding.own_digest import read_own_digest
from tests.reports import reading, samples


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "dossier.pdf"
    write(dossier_content(samples.dossier_inputs(), "en"), path)
    return path


def test_the_last_page_prints_the_fingerprint_of_the_file_that_holds_it(report: Path) -> None:
    content = report.read_bytes()
    printed = re.findall(r"\b[0-9a-f]{64}\b", reading.pages(report)[-1])[-1]
    assert content.count(printed.encode()) == 1
    assert hashlib.sha256(content.replace(printed.encode(), b"0" * 64)).hexdigest() == printed
    found = read_own_digest(content)
    assert found is not None
    assert (found.digest, found.end) == (printed, len(content))


def test_what_is_appended_later_leaves_the_fingerprint_of_what_was_there(report: Path) -> None:
    content = report.read_bytes()
    found = read_own_digest(content + b"1 0 obj\n<< >>\nendobj\nstartxref\n0\n%%EOF\n")
    assert found is not None
    assert found.end == len(content)


def test_a_byte_changed_anywhere_no_longer_gives_the_fingerprint(report: Path) -> None:
    content = report.read_bytes()
    for place in range(10, len(content), len(content) // 60):
        changed = bytearray(content)
        changed[place] ^= 0x01
        found = read_own_digest(bytes(changed))
        assert found is None or not found.holds


def test_a_text_of_the_register_that_looks_like_the_place_of_the_fingerprint_does_not_take_it(tmp_path: Path) -> None:
    from dataclasses import replace

    made = dossier_content(samples.dossier_inputs(), "en")
    write(replace(made, title="/FormType 1 (" + "0" * 64 + ") Tj"), tmp_path / "dossier.pdf")
    found = read_own_digest((tmp_path / "dossier.pdf").read_bytes())
    assert found is not None
    assert found.holds


def test_a_file_without_a_fingerprint_has_none() -> None:
    assert read_own_digest(b"%PDF-1.7\n%%EOF\n") is None
