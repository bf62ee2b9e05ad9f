"""A change tried on a copy that is thrown away: what would come of it, with the register left alone."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from risk_register.operations.registers import back_up
from risk_register.store import Register


@contextmanager
def tried(register: Register, *, trial: bool) -> Iterator[Register]:
    """The register itself, or with `trial` a copy of it under the same clock, which is gone afterwards with all that was done."""
    if not trial:
        yield register
        return
    with tempfile.TemporaryDirectory(prefix="register-") as folder:
        copy = back_up(register.path, Path(folder) / register.path.name)
        with Register.open(copy, clock=register.clock) as made:
            yield made
