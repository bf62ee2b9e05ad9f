"""Files read as the program reads them, through the child process and as the family recognised."""

from collections.abc import Callable
from pathlib import Path

import pytest

from risk_register.intake.sources import read_source
from risk_register.questionnaires import ReadQuestionnaire, read_questionnaire
from risk_register.questionnaires.recognition import read_questions


@pytest.fixture(scope="session")
def real(shared: Path) -> Callable[[str], ReadQuestionnaire]:
    """A real file read as what it is recognised as, with or without answers; each once."""
    kept: dict[str, ReadQuestionnaire] = {}

    def read(path: str) -> ReadQuestionnaire:
        if path not in kept:
            kept[path] = read_questions(read_source(shared / "questionnaires" / path))
        return kept[path]

    return read


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[[str, str], ReadQuestionnaire]:
    """The answers of a text file made for the test."""

    def read(text: str, name: str) -> ReadQuestionnaire:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_questionnaire(read_source(path))

    return read
