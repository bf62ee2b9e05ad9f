"""Whether the desktop is told what is due, and of what it was told today already: no fact of any register."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSettings

from risk_register.model.items import Item

_MOST_KEPT = 500
"""Things that are remembered as told on a day. Who is told of more than that wants no second telling."""


class NotifyingSettings:
    """Each setting once, with its key, type and default; beside those of the window."""

    def __init__(self) -> None:
        self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "risk-register", "window")

    @property
    def wanted(self) -> bool:
        """Whether the desktop is to be told; so until somebody says otherwise."""
        return cast("bool", self._store.value("notices/wanted", True, type=bool))  # noqa: FBT003  # Qt's own signature

    @wanted.setter
    def wanted(self, wanted: bool) -> None:
        self._store.setValue("notices/wanted", wanted)

    def untold(self, register: Path, items: Iterable[Item], day: date) -> list[Item]:
        """Those of which nothing was said on that day."""
        told = self._told(register, day)
        return [] if len(told) >= _MOST_KEPT else [item for item in items if _short(item) not in told]

    def tell(self, register: Path, items: Iterable[Item], day: date) -> None:
        """Notes that these were told on that day; what was told on other days is forgotten."""
        told = sorted(self._told(register, day).union(_short(item) for item in items))[:_MOST_KEPT]
        self._store.setValue(_key(register), json.dumps({"day": day.isoformat(), "told": told}))

    def _told(self, register: Path, day: date) -> set[str]:
        try:
            kept = json.loads(cast("str", self._store.value(_key(register), "", type=str)) or "{}")
        except ValueError:
            return set()
        if not isinstance(kept, dict) or kept.get("day") != day.isoformat():
            return set()
        return {str(each) for each in kept.get("told", ())}


def _short(item: Item) -> str:
    return hashlib.sha256(repr(item.key).encode()).hexdigest()[:12]


def _key(register: Path) -> str:
    return f"notices/told-{hashlib.sha256(str(register).encode()).hexdigest()[:16]}"
