"""Files dropped on the window: what each was recognised as, and the next step, one file after the other."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from risk_register.desktop.deeds import do
from risk_register.desktop.jobs import dropped as jobs_dropped
from risk_register.desktop.jobs.dropped import (
    DOCUMENT,
    OWNER_CONFIRM,
    OWNER_REQUEST,
    QUESTIONNAIRE,
    REGISTER,
    REPORT,
    TABLE,
    UNKNOWN,
    WORDS,
    Dropped,
)
from risk_register.errors import RegisterError
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow

_MANY = 5
"""Files dropped at once beyond which they are shown in one table."""
_CALM = 150
"""Milliseconds between two looks whether the dialog of the file before was closed."""


def take(window: "MainWindow", paths: list[Path]) -> None:
    """Looks into the files, then offers what can be done with each; a folder and many files are taken for questionnaires."""
    if window.desk.gateway.can_change and (len(paths) > _MANY or any(path.is_dir() for path in paths)):
        do("question_batch:take", window, paths)
        return
    window.desk.gateway.runner.submit(lambda: jobs_dropped.recognise(paths), lambda found: _Queue(window, found).go_on())


class _Queue(QObject):
    """Goes on to the next file once what the last one opened was closed."""

    def __init__(self, window: "MainWindow", found: list[Dropped]) -> None:
        super().__init__(window)
        self.window_ = window
        documents = [each.path for each in found if each.kind == DOCUMENT]
        self._left = [each for each in found if each.kind != DOCUMENT]
        self._documents = documents
        self._calm = QTimer(self)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self._on_calm)

    def go_on(self) -> None:
        """Takes the next file; all documents are taken together, in the end."""
        if self._left:
            _take_one(self.window_, self._left.pop(0))
        elif self._documents:
            documents, self._documents = self._documents, []
            _attach(self.window_, documents)
        else:
            self.deleteLater()
            return
        self._calm.start()

    @Slot()
    def _on_calm(self) -> None:
        if QApplication.activeModalWidget() is None:
            self._calm.stop()
            self.go_on()


def _take_one(window: "MainWindow", dropped: Dropped) -> None:
    gateway, language = window.desk.gateway, window.desk.language
    if dropped.kind == UNKNOWN and dropped.why is not None:
        window.refuse(dropped.why)
    elif dropped.kind == REGISTER:
        gateway.open(dropped.path)
    elif dropped.kind == REPORT:
        do("sealing:check", window, dropped.path)
    elif refusal := _refusal(window, dropped):
        window.refuse(refusal)
    else:
        kind = WORDS[dropped.kind]
        window.status.showMessage(tr(language, "{file}: recognised as {kind}", file=dropped.path.name, kind=kind), 6000)
        if dropped.kind == QUESTIONNAIRE:
            window.verbs.import_file(dropped.path)
        elif dropped.kind in (OWNER_REQUEST, OWNER_CONFIRM):
            do("owners:take_returned", window, dropped.path)
        elif dropped.kind == TABLE:
            _ask(window, dropped.path)


def _refusal(window: "MainWindow", dropped: Dropped) -> RegisterError | None:
    """Why nothing can be taken in now."""
    gateway, name = window.desk.gateway, dropped.path.name
    if gateway.can_change:
        return None
    if gateway.standing is None:
        return RegisterError("{file} is {kind}. Open a register first, or start a new one, then drop it again.", file=name,
                             kind=WORDS[dropped.kind])
    if gateway.day is not None:
        return RegisterError("{file} is {kind}, and nothing can be taken in while you look back. Go back to today, then drop it "
                             "again.", file=name, kind=WORDS[dropped.kind])
    return RegisterError("{file} is {kind}, but this register is open for reading only.", file=name, kind=WORDS[dropped.kind])


def _ask(window: "MainWindow", path: Path) -> None:
    from risk_register.desktop.dialogs.dropped_table import DroppedTableDialog

    dialog = DroppedTableDialog(window.desk, path, window, may_attach=window.vendor_in_view is not None)
    dialog.chosen.connect(lambda what: _as(window, path, what))
    dialog.open()


def _as(window: "MainWindow", path: Path, what: str) -> None:
    if what == "vendors":
        do("bringing:bring_spreadsheet", window, path)
    elif what == "ledger":
        window.go("completeness")
        window.page("completeness").open_ledger(path)  # type: ignore[attr-defined]
    elif what == "questionnaire":
        window.verbs.import_file(path)
    else:
        _attach(window, [path])


def _attach(window: "MainWindow", paths: list[Path]) -> None:
    from risk_register.desktop.deeds.documents import attach

    if refusal := _refusal(window, Dropped(paths[0], DOCUMENT)):
        window.refuse(refusal)
    else:
        attach(window, paths)
