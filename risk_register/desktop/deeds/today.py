"""Taking Today elsewhere: into a calendar."""

from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


def export_calendar(window: "MainWindow") -> None:
    """Asks where to, and writes all dates there for a calendar program."""
    path, language = window.desk.gateway.path, window.desk.language
    if path is None:
        return
    ask_for_file(window.desk, window, tr(language, "Export the calendar"), lambda chosen: export_to(window, chosen), mode="save",
                 filters=(tr(language, "Calendars ({endings})", endings="*.ics"),), suggested=f"{path.stem}.ics", suffix="ics")


def export_to(window: "MainWindow", target: Path) -> None:
    """Writes the calendar, and says how much is in it."""
    desk, language = window.desk, window.desk.language
    desk.settings.last_folder = str(target.parent)

    def done(said: Text) -> None:
        window.status.showMessage(said.render(desk.language), 6000)

    from risk_register.desktop.jobs import today as jobs_today

    desk.gateway.ask_long(Text("Writing the calendar"),
                          lambda register, _work: jobs_today.write_calendar(register, target, language), done, can_cancel=False)
