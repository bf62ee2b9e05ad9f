"""What happens to a cell that is typed in when the window is closed or another page is shown: stored, or the person is asked."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QMessageBox, QWidget

from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.grid.table import EditableTable


class Leaving(QObject):
    """Watches a table's window. A window that is closed waits until what was typed is in the register."""

    def __init__(self, table: "EditableTable[Any]") -> None:
        super().__init__(table)
        self._table = table
        self._window: QWidget | None = None
        self._closing = False
        self._box: QMessageBox | None = None

    def watch(self, window: QWidget) -> None:
        """Hears of that window's closing."""
        if window is not self._window:
            self._window = window
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the window open while an entry is on its way, or cannot be stored."""
        if watched is not self._window or event.type() != QEvent.Type.Close:
            return False
        table = self._table
        if not table.finish() or table.refusals:
            self._closing = True
            self.ask()
        elif table.writing:
            self._closing = True
        else:
            return False
        event.ignore()
        return True

    def is_over(self) -> None:
        """An entry came home, or was given up: a window that waited for it is closed."""
        table = self._table
        if self._closing and not table.writing and not table.is_editing:
            if table.refusals:
                self.ask()
                return
            self._closing = False
            if self._window is not None:
                QTimer.singleShot(0, self._window.close)

    def ask(self) -> None:
        """Says what cannot be stored and why, and asks whether to go back to it."""
        refusals = self._table.refusals
        if self._box is not None or not refusals:
            return
        language = self._table.desk.language
        typed, reason = refusals[0]
        box = QMessageBox(self._table.window())
        box.setObjectName("entry_refused")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr(language, "An entry is not stored"))
        box.setText(tr(language, "'{typed}' could not be stored. {reason}", typed=typed, reason=reason))
        back = box.addButton(tr(language, "Go back to the cell"), QMessageBox.ButtonRole.AcceptRole)
        give_up = box.addButton(tr(language, "Give the entry up"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        back.clicked.connect(self._on_back)
        give_up.clicked.connect(self._on_given_up)
        box.finished.connect(box.deleteLater)
        self._box = box
        box.open()

    def _on_back(self) -> None:
        self._box = None
        self._closing = False
        self._table.go_back()

    def _on_given_up(self) -> None:
        self._box = None
        self._table.give_up()
        self.is_over()
