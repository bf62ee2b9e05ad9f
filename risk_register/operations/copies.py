"""Copies of a register made by themselves: one every so many days into a folder, the newest kept."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from risk_register.errors import RegisterError
from risk_register.operations.registers import back_up
from risk_register.store import sqlite

_STAMP = "%Y-%m-%d %Hh%M"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy made by this program: where it is, and when it was made, by this computer's clock."""

    path: Path
    made_at: datetime


def copies(path: Path, folder: Path) -> list[Copy]:
    """The copies of the register at `path` that the program made in a folder, the newest first. Other files are none of ours."""
    pattern = re.compile(rf"{re.escape(path.stem)} copy (\d{{4}}-\d\d-\d\d \d\dh\d\d){re.escape(path.suffix)}")
    try:
        names = [(each, named[1]) for each in folder.iterdir() if (named := pattern.fullmatch(each.name)) and each.is_file()]
        found = [Copy(each, datetime.strptime(stamp, _STAMP)) for each, stamp in names]  # noqa: DTZ007  # this computer's own time
    except (OSError, ValueError):
        return []
    return sorted(found, key=lambda copy: copy.made_at, reverse=True)


def copy_if_due(path: Path, folder: Path, *, days: int, keep: int, now: datetime) -> Copy | None:
    """Make a copy where the newest is at least `days` old, then remove what is beyond the `keep` newest; None where none was due.

    Nothing is removed before the new copy is whole. `now` is this computer's time, without a zone. Raises `RegisterError` where
    the folder is gone or cannot be written.
    """
    if not folder.is_dir():
        raise RegisterError("The folder for copies, {folder}, is not there. Connect it, or choose another in the settings.",
                            folder=str(folder))
    known = copies(path, folder)
    if known and now - known[0].made_at < timedelta(days=days):
        return None
    target = folder / f"{path.stem} copy {now.strftime(_STAMP)}{path.suffix}"
    if not target.exists():
        back_up(path, target)
    sqlite.check_file(target)
    for old in copies(path, folder)[max(keep, 1):]:
        old.path.unlink(missing_ok=True)
    return Copy(target, now)
