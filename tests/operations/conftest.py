"""A register with its method and organisation, a clock that the test moves, and small questionnaires."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from risk_register.operations.registers import create_register
from risk_register.store import Register

Form = Callable[..., Path]
ROWS = (
    ("A-1", "Do you encrypt data at rest?", "Yes"), ("A-2", "Do you encrypt data in transit?", "No"),
    ("A-3", "Do you test your backups?", "Partially"), ("A-4", "Do you log access?", ""),
)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with create_register(tmp_path / "own.register", organisation="Northwind", actor="anna",
                         clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)) as made:
        yield made


@pytest.fixture
def form(tmp_path: Path) -> Form:
    """Writes a plain questionnaire as CSV; `changed` replaces answers by question id."""

    def write(name: str = "form.csv", rows: Sequence[tuple[str, str, str]] = ROWS, **changed: str) -> Path:
        path = tmp_path / name
        lines = ["ID,Question,Answer"]
        for key, question, answer in rows:
            lines.append(f'{key},"{question}","{changed.get(key.replace("-", "_"), answer)}"')
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
