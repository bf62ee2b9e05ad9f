"""A register of an older program: brought up to date where it may be written, else read from a copy that was."""

import shutil
import tempfile
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from risk_register.errors import RegisterError
from risk_register.store import migrations, sqlite
from risk_register.system_reasons import reason_of


def bring_up_to_date(path: Path, version: int) -> None:
    """Bring the file up to date, a copy of it as it was beside it. Raises `RegisterError` and leaves it alone where that fails."""
    _migrate(path, path, version, keep=True)


def copied_up_to_date(path: Path, version: int) -> Path:
    """A copy, brought up to date, in a folder that only this person may enter. `forget` it when done."""
    copy = Path(tempfile.mkdtemp(prefix="register-")) / path.name
    try:
        sqlite.copy(path, copy)
        _migrate(path, copy, version, keep=False)
    except BaseException:
        forget(copy)
        raise
    return copy


def forget(copy: Path) -> None:
    """Remove a copy made by `copied_up_to_date`, with its folder."""
    shutil.rmtree(copy.parent, ignore_errors=True)


def _migrate(named: Path, file: Path, version: int, *, keep: bool) -> None:
    try:
        migrations.migrate(file, version, keep=keep)
    except (DBAPIError, ArithmeticError, LookupError, TypeError, ValueError, RuntimeError) as error:
        raise sqlite.explain(error, named) or RegisterError(
            "{file} was written by an older version and could not be brought up to date ({reason}). It was left as it was.",
            file=named.name, reason=reason_of(error)) from error
