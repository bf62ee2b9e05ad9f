"""The program as its own process: what a shell, a pipe and a second window see."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from risk_register.model.parties import Vendor
from risk_register.store import Register
from tests.cli.conftest import Run

CHECKOUT = Path(__file__).resolve().parents[2]


def _program(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "risk_register", *map(str, arguments)], cwd=CHECKOUT, capture_output=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8", **environment}, check=False, timeout=60, encoding="utf-8")


def _seconds() -> float:
    """Seconds of the processor that programs run from here have taken, so that others at work do not count; else of the clock."""
    taken = os.times()
    return taken.children_user + taken.children_system if os.name == "posix" else time.monotonic()


def test_standard_output_holds_the_document_and_nothing_else(demo: Path) -> None:
    done = _program("vendors", demo, "--json", LC_ALL="fr_FR.UTF-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert any(row["name"] == "OpenAI" for row in json.loads(done.stdout))


def test_a_register_that_another_program_holds_is_read_and_not_written(demo: Path, form: Path) -> None:
    with Register.open(demo) as held:
        before = held.head()
        assert _program("vendors", demo).returncode == 0
        refused = _program("import", "questionnaire", demo, form, "--vendor", "OpenAI")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert f"is open for writing by {json.loads(_note(demo))['user']}" in refused.stderr
        assert str(os.getpid()) in refused.stderr
        trial = _program("import", "questionnaire", demo, form, "--vendor", "OpenAI", "--dry-run", "--json")
        assert trial.returncode == 0
        assert held.head() == before
    assert _program("import", "questionnaire", demo, form, "--vendor", "OpenAI").returncode == 0


def _note(path: Path) -> str:
    return next(path.parent.glob(".~*.holder")).read_text(encoding="utf-8")


def test_a_reader_who_goes_away_early_ends_the_program_quietly(demo: Path) -> None:
    with Register.open(demo) as register, register.change("Add", "anna") as change:
        change.add_many(Vendor, [{"legal_name": f"Vendor number {number} of many"} for number in range(3000)])
    program = subprocess.Popen([sys.executable, "-m", "risk_register", "vendors", str(demo)], cwd=CHECKOUT,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.readline()
    program.stdout.close()
    said = program.stderr.read()
    program.stderr.close()
    assert (program.wait(), said) == (0, b"")


@pytest.mark.parametrize("content", [None, b"Dear register,\n" * 1000, b"SQLite format 3\x00" + os.urandom(100_000)])
def test_a_register_that_is_none_is_refused_within_five_seconds(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "odd.register"
    path.mkdir() if content is None else path.write_bytes(content)
    began = _seconds()
    done = _program("vendors", path, "--json")
    assert _seconds() - began < 5
    assert (done.returncode, done.stdout) == (1, "")
    assert "odd.register" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_console_that_knows_few_letters_gets_replacements_and_no_failure(demo: Path) -> None:
    with Register.open(demo) as register, register.change("Add", "anna") as change:
        change.add(Vendor, legal_name="東京クラウド株式会社")
    done = _program("vendors", demo, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, "")
    assert "東京クラウド株式会社" in done.stdout


def test_a_defect_of_ours_is_a_sentence_with_a_way_to_its_details(
        run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a defect\nwith more lines")

    monkeypatch.setattr("risk_register.operations.vendors.list_vendors", fail)
    said = run("vendors", demo)
    assert (said.code, said.out) == (1, "")
    assert "a fault of this program (ZeroDivisionError: a defect)" in said.err
    assert "Traceback" not in said.err
    monkeypatch.setenv("RISK_REGISTER_DEBUG", "1")
    assert "Traceback" in run("vendors", demo).err


def test_stopping_by_keyboard_is_a_sentence_and_leaves_nothing_half_done(
        run: Run, demo: Path, form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from risk_register.operations import questionnaires

    stored = questionnaires._store

    def interrupt(*values: object) -> None:
        stored(*values)
        raise KeyboardInterrupt

    monkeypatch.setattr(questionnaires, "_store", interrupt)
    said = run("import", "questionnaire", demo, form, "--vendor", "OpenAI")
    assert (said.code, said.out, said.err) == (1, "", "Stopped. Nothing was left half done.\n")
    assert run("verify", demo).code == 0
    assert run("import", "questionnaire", demo, form, "--vendor", "OpenAI", "--dry-run").code == 0


def _shell(redirected: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["sh", "-c", f'"$@" {redirected}', "sh", sys.executable, "-m", "risk_register", *map(str, arguments)],
                          cwd=CHECKOUT, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False, timeout=60,
                          encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="streams are closed by a shell")
def test_with_a_stream_closed_nothing_turns_up_in_the_other(demo: Path) -> None:
    done = _shell(">&-", "vendors", demo, "--json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    refused = _shell("2>&-", "score", demo, "--vendor", "Nobody of that name", "--json")
    assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_behind_the_output_is_said_and_no_fault_of_the_program(demo: Path, form: Path) -> None:
    done = _shell(">/dev/full", "import", "questionnaire", demo, form, "--vendor", "OpenAI", "--json", "--lang", "en")
    assert done.returncode == 1
    assert done.stderr == ("What was asked for is done, but what there is to say about it could not be written: the disk is full. "
                           "Make room, or have it written elsewhere.\n")
    again = _program("import", "questionnaire", demo, form, "--vendor", "OpenAI", "--lang", "en")
    assert "was imported for OpenAI before" in again.stderr
