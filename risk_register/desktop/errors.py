"""What is said when the program itself failed: once, calmly, with details to copy and no text of the register in them."""

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal, Slot, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from risk_register import __version__
from risk_register.texts import Language, Text, tr

_log = logging.getLogger(__name__)


class Hook(QObject):
    """Catches what nobody expected, in any thread: writes it to the log and shows one dialog, never two."""

    caught = Signal(object)
    """The defect's exception, brought to the window's thread."""

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parent: QWidget | None = None
        self._language: Language = "en"
        self._box: QMessageBox | None = None
        self._folder = folder or Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
        self._crash_log: TextIO | None = None
        self.caught.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Takes over the hooks of the interpreter and opens the log."""
        self._folder.mkdir(parents=True, exist_ok=True)
        logging.basicConfig(filename=self._folder / "window.log", level=logging.WARNING, encoding="utf-8",
                            format="%(asctime)s %(levelname)s %(name)s %(message)s")
        self._crash_log = (self._folder / "crash.log").open("a", encoding="utf-8")
        faulthandler.enable(self._crash_log)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def speak_for(self, parent: QWidget, language: Language) -> None:
        """Above which window, and in which language, a defect is shown."""
        self._parent, self._language = parent, language

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.caught.emit(error)

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.caught.emit(arguments.exc_value)

    @Slot(object)
    def show(self, error: BaseException) -> None:
        """Logs a defect and shows it, unless one is being shown already."""
        _log.error("a defect", exc_info=error)
        if self._box is not None:
            return
        text = Text("Something in the program failed ({kind}). Nothing that was saved is lost: a change is stored whole or not at "
                    "all. You can go on working; if it happens again, send the details to whoever looks after the program.",
                    kind=type(error).__name__)
        box = QMessageBox(QMessageBox.Icon.Warning, tr(self._language, "An unexpected failure"),
                          text.render(self._language), QMessageBox.StandardButton.Close, self._parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setObjectName("defect")
        box.setDetailedText(details(error))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.destroyed.connect(self._on_box_closed)
        self._box = box
        box.show()

    @Slot()
    def _on_box_closed(self) -> None:
        self._box = None


def details(error: BaseException) -> str:
    """Versions and the calls that led to a defect: file names and line numbers, and no text of the register."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    versions = f"risk-register {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    return "\n".join([versions, type(error).__name__, *lines])
