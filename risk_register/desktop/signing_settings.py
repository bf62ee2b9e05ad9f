"""Whether and how this computer has signatures stamped with a time: by default nobody is asked."""

from typing import cast

from PySide6.QtCore import QSettings


class SigningSettings:
    """Kept beside the window's other settings."""

    def __init__(self) -> None:
        self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "risk-register", "window")

    @property
    def address(self) -> str:
        """The address of a time-stamp authority; empty where none is asked."""
        return cast("str", self._store.value("time_stamp_address", "", type=str))

    @address.setter
    def address(self, address: str) -> None:
        self._store.setValue("time_stamp_address", address.strip())
