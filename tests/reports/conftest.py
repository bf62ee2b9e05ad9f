"""What many tests of reports read from."""

from collections.abc import Iterator
from datetime import date

import pytest

from risk_register.operations.demonstration import make_demonstration
from risk_register.store import Register


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The demonstration register, to be read only."""
    path = tmp_path_factory.mktemp("demonstration") / "northwind.register"
    make_demonstration(path, on=date(2025, 11, 20))
    with Register.open(path, write=False) as register:
        yield register
