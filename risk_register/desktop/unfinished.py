"""A window that is closed in the middle of a change: the person is asked whether to stop it, to wait for it, or to stay."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMessageBox

from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.tasks import Work
    from risk_register.desktop.window import MainWindow


class Unfinished(QObject):
    """Keeps the window open while something long is being changed, until it is done or the person gives it up.

    It is made when the first long work has `begun`: a starting window has nothing to wait for.
    """

    def __init__(self, window: "MainWindow", begun: "Work") -> None:
        super().__init__(window)
        self._window = window
        self._works: list[Work] = []
        self._waiting = False
        self._given_up = False
        self._box: QMessageBox | None = None
        runner = window.desk.gateway.runner
        runner.started.connect(self._on_started)
        runner.finished.connect(self._on_finished)
        window.installEventFilter(self)
        self._on_started(begun)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Holds the closing back while there is something to ask or to wait for."""
        if watched is not self._window or event.type() != QEvent.Type.Close or not self._works or self._given_up:
            return False
        event.ignore()
        if not all(work.can_cancel for work in self._works):
            self._waiting = True  # done in a moment, and not to be stopped
        elif not self._waiting:
            self._ask(self._works[0])
        return True

    def _ask(self, work: "Work") -> None:
        if self._box is not None:
            return
        language = self._window.desk.language
        box = QMessageBox(QApplication.activeModalWidget() or self._window)
        box.setObjectName("unfinished")
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(tr(language, "Something is not finished"))
        box.setText(tr(language, "{work} is not finished. If it is stopped, nothing of it is kept.", work=work.label))
        stop = box.addButton(tr(language, "&Stop it and close"), QMessageBox.ButtonRole.DestructiveRole)
        wait = box.addButton(tr(language, "&Wait, then close"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(tr(language, "&Keep the window open"), QMessageBox.ButtonRole.RejectRole)
        for button, name in ((stop, "unfinished_stop"), (wait, "unfinished_wait"), (stay, "unfinished_stay")):
            button.setObjectName(name)
        box.setDefaultButton(wait)
        box.setEscapeButton(stay)
        stop.clicked.connect(self._on_given_up)
        wait.clicked.connect(self._on_waited_for)
        box.finished.connect(self._on_answered)
        box.finished.connect(box.deleteLater)
        self._box = box
        box.open()

    @Slot(object)
    def _on_started(self, work: "Work") -> None:
        if work.changes:
            self._works.append(work)

    @Slot(object)
    def _on_finished(self, work: "Work") -> None:
        if work not in self._works:
            return
        self._works.remove(work)
        if not self._works and self._box is not None:
            self._box.done(0)  # there is nothing left to ask about
        if not self._works and self._waiting:
            QTimer.singleShot(0, self._window.close)

    @Slot()
    def _on_given_up(self) -> None:
        self._given_up = True
        QTimer.singleShot(0, self._window.close)

    @Slot()
    def _on_waited_for(self) -> None:
        self._waiting = True
        if not self._works:
            QTimer.singleShot(0, self._window.close)

    @Slot()
    def _on_answered(self) -> None:
        self._box = None
