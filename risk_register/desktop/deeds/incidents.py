"""Breach day from the menus: reading an announcement, recording an incident by hand, closing one, practising one."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from risk_register.desktop.jobs.incidents import ReadAnnouncement
    from risk_register.desktop.window import MainWindow


def read_announcement(window: "MainWindow", *, words: str | None = None, file: Path | None = None) -> None:
    """Opens the reading of an announcement; with words or a file it is read at once."""
    from risk_register.desktop.dialogs.announcement import AnnouncementDialog

    if not window.desk.gateway.can_change:
        return
    dialog = AnnouncementDialog(window.desk, window)
    dialog.recorded.connect(lambda incident: _show(window, incident))
    dialog.open()
    if file is not None:
        dialog.read_file(file)
    elif words is not None:
        dialog.read_words(words)


def record_incident(window: "MainWindow") -> None:
    """Opens the confirmation form without an announcement."""
    from risk_register.desktop.dialogs.announcement import AnnouncementDialog

    if not window.desk.gateway.can_change:
        return
    dialog = AnnouncementDialog(window.desk, window, by_hand=True)
    dialog.recorded.connect(lambda incident: _show(window, incident))
    dialog.open()


def _show(window: "MainWindow", incident: int) -> None:
    from risk_register.desktop.going import Goal, go_to

    go_to(window, Goal("incident", incident))


def follow(window: "MainWindow", read: "ReadAnnouncement") -> None:
    """Opens the confirmation of an announcement that was read elsewhere, as when it was dropped on the window."""
    from risk_register.desktop.dialogs.announcement import AnnouncementDialog

    dialog = AnnouncementDialog(window.desk, window)
    dialog.recorded.connect(lambda incident: _show(window, incident))
    dialog.open()
    dialog.show_read(read)
