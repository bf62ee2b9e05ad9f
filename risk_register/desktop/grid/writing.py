"""One writing of cells on its way to the register and back."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from risk_register.desktop.desk import Desk
from risk_register.desktop.grid.edits import CellDeeds, Problems
from risk_register.model.cells import RowEdit
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.store import Register


class CellWriting(QObject):
    """Stores edits if all of them can be, and says what is wrong with them if not. It lives until it came home."""

    def __init__(self, desk: Desk, deeds: CellDeeds, edits: Sequence[RowEdit], reason: Text | None, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._deeds = deeds
        self._edits = edits
        self._reason = reason
        self._stored: Callable[[], object] | None = None
        self._refused: Callable[[Problems], object] | None = None

    def start(self, stored: Callable[[], object], refused: Callable[[Problems], object]) -> None:
        """Sends the edits off; one of the two is called when they are home."""
        self._stored, self._refused = stored, refused
        deeds, edits, reason, actor = self._deeds, self._edits, self._reason, self._desk.settings.actor

        def deed(register: "Register") -> Problems:
            problems = deeds.judge(register, edits)
            if not problems:
                deeds.store(register, edits, actor, reason)
            return problems

        self._desk.gateway.change(deed, self._on_home, self._on_failed)

    def _on_home(self, problems: Problems) -> None:
        self._end(problems)

    def _on_failed(self, error: Exception) -> None:
        from risk_register.errors import RegisterError

        if not isinstance(error, RegisterError):
            self._end({(0, ""): Text("It could not be stored.")})
            raise error
        self._end({(0, ""): error.text})

    def _end(self, problems: Problems) -> None:
        stored, refused = self._stored, self._refused
        self._stored = self._refused = None
        if problems and refused is not None:
            refused(problems)
        elif stored is not None:
            stored()
        self.deleteLater()
