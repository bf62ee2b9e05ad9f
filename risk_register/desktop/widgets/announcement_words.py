"""Where an announcement comes in: its words, pasted or dropped, or the file or message it came as."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import incidents as jobs
from risk_register.desktop.tasks import Work
from risk_register.desktop.widgets.basics import plain_label, tool_button
from risk_register.errors import RegisterError
from risk_register.texts import Text, tr

_FILES = "*.txt *.pdf *.html *.htm *.eml *.msg"


class AnnouncementWords(QWidget):
    """The words with two buttons below: read them, or open a file. Reading goes on in the worker and can be stopped."""

    came = Signal(object)
    """What was read (`ReadAnnouncement`)."""
    started = Signal()
    """Reading began: what was said before no longer holds."""
    refused = Signal(str)
    """Why it cannot be read."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._work: Work | None = None
        self._closed = False
        language = desk.language
        self.words = QPlainTextEdit(self)
        self.words.setObjectName("announcement_words")
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(tr(language, "The announcement, as it was published or sent"))
        self.words.setPlaceholderText(tr(language, "Paste the announcement here."))
        self.read = QPushButton(tr(language, "&Read it"), self)
        self.read.setObjectName("announcement_read")
        self.open_file = tool_button(self, name="announcement_open")
        self.open_file.setText(tr(language, "&Open a file or message…"))
        label = plain_label(tr(language, "The &announcement, as it was published or sent"), self)
        label.setBuddy(self.words)
        row = QHBoxLayout()
        row.addWidget(self.open_file)
        row.addStretch(1)
        row.addWidget(self.read)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label)
        column.addWidget(self.words, 1)
        column.addLayout(row)
        self.read.clicked.connect(lambda: self.read_words(self.words.toPlainText()))
        self.open_file.clicked.connect(self._on_open)

    def read_words(self, text: str) -> None:
        """Reads words that were pasted or dropped."""
        self.words.setPlainText(text)
        self._begin()
        self.desk.gateway.ask(lambda register: jobs.read_words(register, text), self._on_read, self._on_refused)

    def read_file(self, path: Path) -> None:
        """Reads an announcement from a file."""
        self._begin()
        self._work = self.desk.gateway.ask_long(
            Text("Reading {file}", file=path.name), lambda register, work: jobs.read_file(register, path, work.cancelled),
            self._on_read, self._on_refused)

    def stop(self) -> None:
        """Stops what is being read; what comes all the same finds nobody."""
        self._closed = True
        if self._work is not None:
            self._work.cancel()

    def _begin(self) -> None:
        self.started.emit()
        self.read.setEnabled(False)

    @Slot()
    def _on_open(self) -> None:
        language = self.desk.language
        ask_for_file(self.desk, self, tr(language, "Open an announcement"), self.read_file,
                     filters=[tr(language, "Announcements ({endings})", endings=_FILES)], name="open_announcement")

    def _on_refused(self, error: Exception) -> None:
        if self._closed:
            return
        self._work = None
        self.read.setEnabled(True)
        if not isinstance(error, RegisterError):
            raise error
        self.refused.emit(error.render(self.desk.language))

    def _on_read(self, read: jobs.ReadAnnouncement) -> None:
        if self._closed:
            return
        self._work = None
        self.read.setEnabled(True)
        self.words.setPlainText(read.announcement.text)
        self.came.emit(read)
