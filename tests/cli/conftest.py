"""The command line as a script meets it: arguments in, exit code and two streams out."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from risk_register.cli import main
from risk_register.operations.demonstration import make_demonstration


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output; fails where there is anything else."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process, its arguments as text."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def command(*arguments: object) -> Said:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        streams = capsys.readouterr()
        return Said(code, streams.out, streams.err)

    return command


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demonstration") / "demonstration.register"
    make_demonstration(path)
    return path


@pytest.fixture
def demo(made_once: Path, tmp_path: Path) -> Path:
    """A demonstration register of the test's own."""
    path = tmp_path / "demo.register"
    shutil.copyfile(made_once, path)
    return path


@pytest.fixture
def empty(run: Run, tmp_path: Path) -> Path:
    """An empty register."""
    path = tmp_path / "empty.register"
    assert run("new", path, "--organisation", "Northwind").code == 0
    return path


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A vendor's plain questionnaire."""
    path = tmp_path / "form.csv"
    rows = ["ID,Question,Answer,Notes", "A-1,Do you encrypt data at rest?,Yes,", "A-2,Do you encrypt data in transit?,No,in 2027",
            "A-3,Do you log access?,,", "A-4,How long are logs kept?,90 days,"]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path
