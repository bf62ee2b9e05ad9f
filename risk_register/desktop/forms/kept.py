"""What is typed into a form and not stored yet, kept beside the settings: after a pause, on closing, and so after a crash too."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from risk_register.desktop.settings import Settings

_PAUSE = 700
"""Milliseconds after the last letter: settings are written when somebody pauses, not at each letter."""
_PART, _WHEN = "part ", "when "
"""Names that no field has, under which lines of parts and the moment are kept beside the fields."""

Line = tuple[int | None, list[str]]
"""A line of a part: the id of the record it stands for, and what is typed into its fields."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: the fields that differ from what is stored, and the lines of the parts that do."""

    fields: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    when: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.fields or self.parts)


class Keeper(QObject):
    """Keeps what one form holds, under a key of its own: the register, the noun, and what the form began with."""

    def __init__(self, settings: Settings, key: str, typed: Callable[[], Typed], parent: QWidget) -> None:
        super().__init__(parent)
        self._settings, self._key, self._typed = settings, key, typed
        self._done = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.write)
        parent.window().installEventFilter(self)
        if (owner := parent.parentWidget()) is not None:
            owner.window().installEventFilter(self)  # the window behind may be closed while the form is open
        if (program := QCoreApplication.instance()) is not None:
            program.aboutToQuit.connect(self.write)

    def found(self) -> Typed:
        """What was kept here before; empty where nothing was."""
        kept = self._settings.typed(self._key)
        when = kept.pop(_WHEN, None)
        try:
            parts = {name.removeprefix(_PART): _lines(json.loads(words)) for name, words in kept.items() if name.startswith(_PART)}
            moment = datetime.fromisoformat(when) if when else None
        except (ValueError, TypeError):
            return Typed()
        return Typed({name: words for name, words in kept.items() if not name.startswith(_PART)}, parts, moment)

    def soon(self) -> None:
        """Something was typed."""
        self._pause.start()

    def write(self) -> None:
        """Keeps what is typed now; nothing where nothing is."""
        self._pause.stop()
        if self._done:
            return
        typed = self._typed()
        self._settings.keep_typed(self._key, {
            **typed.fields, **{f"{_PART}{name}": json.dumps(lines, ensure_ascii=False) for name, lines in typed.parts.items()},
            _WHEN: datetime.now(UTC).isoformat(timespec="minutes"),
        } if typed else {})

    def forget(self) -> None:
        """Takes away what was kept: it is stored, or thrown away by the person."""
        self._pause.stop()
        self._done = True
        self._settings.keep_typed(self._key, {})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Writes before the form or the window behind it goes."""
        if event.type() in (QEvent.Type.Close, QEvent.Type.Hide):
            self.write()
        return super().eventFilter(watched, event)


def _lines(kept: object) -> list[Line]:
    if not isinstance(kept, list):
        raise TypeError(kept)
    return [(None if record_id is None else int(record_id), [str(words) for words in texts]) for record_id, texts in kept]
