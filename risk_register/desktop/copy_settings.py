"""How copies are made on this computer, and when each register was last copied: no fact of any register."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSettings

DAYS, KEEP, REMIND = 7, 10, 30
"""Days between two copies, copies kept, and days without any after which one is reminded, until somebody chooses otherwise."""


class CopySettings:
    """Each setting once, with its key, type and default; beside those of the window."""

    def __init__(self) -> None:
        self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "risk-register", "window")

    @property
    def folder(self) -> Path | None:
        """Where copies are made by themselves; None for nowhere."""
        text = cast("str", self._store.value("copies/folder", "", type=str))
        return Path(text) if text else None

    @folder.setter
    def folder(self, folder: Path | None) -> None:
        self._store.setValue("copies/folder", "" if folder is None else str(folder))

    @property
    def days(self) -> int:
        """Days between two copies made by themselves."""
        return self._number("days", DAYS)

    @property
    def keep(self) -> int:
        """How many of them are kept."""
        return self._number("keep", KEEP)

    @property
    def remind(self) -> int:
        """Days without a copy after which the window says so; 0 for never."""
        return self._number("remind", REMIND)

    def set_number(self, name: str, value: int) -> None:
        """Sets `days`, `keep` or `remind`."""
        self._store.setValue(f"copies/{name}", value)

    def last(self, register: Path) -> datetime | None:
        """When that register was last copied from this computer, by its own clock."""
        text = cast("str", self._store.value(_key(register), "", type=str))
        try:
            return datetime.fromisoformat(text) if text else None
        except ValueError:
            return None

    def made(self, register: Path, at: datetime) -> None:
        """Notes that a register was copied."""
        self._store.setValue(_key(register), at.isoformat(timespec="minutes"))

    def _number(self, name: str, default: int) -> int:
        return cast("int", self._store.value(f"copies/{name}", default, type=int))


def _key(register: Path) -> str:
    return f"copies/last-{hashlib.sha256(str(register).encode()).hexdigest()[:16]}"
