"""What the dialogs that begin with an announcement do alike: its words are read, and what is in them is to be confirmed."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs.incidents import ReadAnnouncement
from risk_register.desktop.widgets.announcement_words import AnnouncementWords
from risk_register.desktop.widgets.saving_dialog import SavingDialog


class ReadingDialog(SavingDialog):
    """Has the words in `came_as`, and stops reading them when it is closed."""

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None, *, error: str, button: str) -> None:
        super().__init__(desk, name, parent, error=error, button=button)
        self.came_as = AnnouncementWords(desk, self)
        self.came_as.started.connect(self.clear_errors)
        self.came_as.refused.connect(self.error.say)
        self.came_as.came.connect(self.show_read)
        self.finished.connect(self.came_as.stop)

    def read_words(self, text: str) -> None:
        """Reads words that were pasted or dropped."""
        self.came_as.read_words(text)

    def read_file(self, path: Path) -> None:
        """Reads an announcement from a file."""
        self.came_as.read_file(path)

    @Slot(object)
    def show_read(self, read: ReadAnnouncement) -> None:
        """Shows what was found in the words."""
        raise NotImplementedError
