"""A folder of questionnaires taken in with one command: what was stored, what was not and why, how far it is, and stopping it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from risk_register.operations import facts
from risk_register.operations.vendors import find_vendor
from risk_register.store import Register
from tests.cli.conftest import Run
from tests.questionnaires.short_form import form

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    form(tmp_path / "in/openai 2026.xlsx", "Yes", "No")
    form(tmp_path / "in/blank.xlsx", None, None)
    form(tmp_path / "in/whose.xlsx", "Yes", "Yes")
    return tmp_path / "in"


def test_each_file_is_stored_or_refused_with_its_reason(run: Run, demo: Path, folder: Path) -> None:
    done = run("import", "questionnaires", demo, folder, "--json")
    assert done.code == 0, done.err
    assert done.err.splitlines() == [f"{place} of 3: Importing {name}" for place, name in enumerate(
        ("blank.xlsx", "openai 2026.xlsx", "whose.xlsx"), start=1)]
    blank, stored, whose = done.document
    assert "blank form" in blank["refused"]
    assert "which vendor" in whose["refused"]
    assert (stored["refused"], stored["vendor"], stored["questions"]) == (None, "OpenAI", 2)
    with Register.open(demo, write=False) as register:
        rounds = facts.rounds(register, find_vendor(register, "OpenAI"))
    assert stored["questionnaire"] in {each.id for each in rounds}


def test_a_trial_stores_nothing_and_nothing_to_take_in_is_a_refusal(run: Run, demo: Path, folder: Path) -> None:
    with Register.open(demo, write=False) as register:
        before = register.head()
    trial = run("import", "questionnaires", demo, folder / "openai 2026.xlsx", "--dry-run")
    assert trial.code == 0
    assert "Taken in: 1 of 1 files." in trial.out
    assert "Nothing was stored: this was a trial." in trial.out
    assert run("import", "questionnaires", demo, folder / "blank.xlsx").code == 1
    with Register.open(demo, write=False) as register:
        assert register.head() == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="interrupted by a signal that only some systems have")
def test_an_interruption_keeps_what_was_stored_and_leaves_nothing_half_done(demo: Path, tmp_path: Path) -> None:
    for number in range(120):
        form(tmp_path / f"many/{number:03} openai.xlsx", "Yes", f"No {number}")
    program = subprocess.Popen(
        [sys.executable, "-m", "risk_register", "import", "questionnaires", str(demo), str(tmp_path / "many")], cwd=CHECKOUT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert program.stderr is not None
    while "3 of 120" not in program.stderr.readline():
        assert program.poll() is None
    program.send_signal(signal.SIGINT)
    said = program.communicate(timeout=60)[1]
    assert program.returncode == 1
    assert said.splitlines()[-1] == "Stopped. Nothing was left half done."
    with Register.open(demo) as register:
        stored = [each for each in facts.rounds(register, find_vendor(register, "OpenAI")) if (each.file_name or "").endswith(
            " openai.xlsx")]
        assert 2 <= len(stored) < 120
        assert register.verify() == []
