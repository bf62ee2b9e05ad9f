"""What the window remembers between two days: its own state and taste, never a fact about a vendor."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QSettings

from risk_register.texts import LANGUAGES, Language

_RECENT = 6


def system_language() -> Language:
    """French where the system speaks French, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "fr" if value.lower().startswith("fr") else "en"
    if sys.platform in {"win32", "darwin"}:
        import locale

        return "fr" if (locale.getlocale()[0] or "").lower().startswith("fr") else "en"
    return "en"


def _system_user() -> str:
    import getpass  # only when a change is made: a starting window has no need of it

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a machine without that user's name has no better answer
        return "unknown"


class Settings:
    """Each setting once, with its key, type and default. An INI file gives back text, so the type is always asked for."""

    def __init__(self) -> None:
        self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "risk-register", "window")

    def _text(self, key: str, default: str) -> str:
        return cast("str", self._store.value(key, default, type=str))

    @property
    def language(self) -> Language:
        """The window's language; the system's until chosen."""
        chosen = self._text("language", "")
        return chosen if chosen in LANGUAGES else system_language()

    @language.setter
    def language(self, language: Language) -> None:
        self._store.setValue("language", language)

    @property
    def theme(self) -> str:
        """'system', 'light' or 'dark'."""
        chosen = self._text("theme", "system")
        return chosen if chosen in {"system", "light", "dark"} else "system"

    @theme.setter
    def theme(self, theme: str) -> None:
        self._store.setValue("theme", theme)

    @property
    def actor(self) -> str:
        """The name under which changes are journalled; the system's user name until given."""
        return self._text("actor", "") or _system_user()

    @actor.setter
    def actor(self, name: str) -> None:
        self._store.setValue("actor", name.strip())

    @property
    def recent(self) -> list[Path]:
        """Registers opened before that still exist, last one first."""
        lines = self._text("recent", "").split("\n")
        return [Path(line) for line in lines if line and Path(line).is_file()]

    def remember(self, path: Path) -> None:
        """Puts a register first among the recent ones."""
        paths = [path, *(other for other in self.recent if other != path)]
        self._store.setValue("recent", "\n".join(str(each) for each in paths[:_RECENT]))

    @property
    def last_folder(self) -> str:
        """Where the person last opened or saved a file."""
        return self._text("last_folder", str(Path.home()))

    @last_folder.setter
    def last_folder(self, folder: str) -> None:
        self._store.setValue("last_folder", folder)

    def typed(self, form: str) -> dict[str, str]:
        """What was typed into a form that was never stored, by field."""
        try:
            found = json.loads(self._text(f"typed/{_short(form)}", "") or "{}")
        except ValueError:
            return {}
        return {str(name): str(words) for name, words in found.items()} if isinstance(found, dict) else {}

    def keep_typed(self, form: str, fields: Mapping[str, str]) -> None:
        """Keeps what is typed into a form until it is stored; nothing to keep takes it away."""
        key = f"typed/{_short(form)}"
        if fields:
            self._store.setValue(key, json.dumps(dict(fields), ensure_ascii=False))
        else:
            self._store.remove(key)

    def layout(self, name: str) -> QByteArray | None:
        """The remembered geometry or splitter state of one part of the window."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def keep_layout(self, name: str, state: QByteArray) -> None:
        """Remembers the geometry or splitter state of one part of the window."""
        self._store.setValue(f"layout/{name}", state)


def _short(form: str) -> str:
    """A form's name as a key: it holds the register's path, whose signs an INI file would take for its own."""
    import hashlib  # only when a form is opened: it brings a whole library of its own

    return hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()[:24]
