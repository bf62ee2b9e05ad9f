"""Breach day from the menus: reading an announcement, recording an incident by hand, closing one, practising one."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from risk_register.desktop.jobs.incidents import IncidentSheet, ReadAnnouncement
    from risk_register.desktop.window import MainWindow


def read_announcement(window: "MainWindow", *, words: str | None = None, file: Path | None = None) -> None:
    """Opens the reading of an announcement; with words or a file it is read at once."""
    from risk_register.desktop.dialogs.announcement import AnnouncementDialog

    if not window.desk.gateway.can_change:
        return
    dialog = AnnouncementDialog(window.desk, window)
    dialog.recorded.connect(lambda incident: _show(window, incident))
    dialog.later.connect(lambda incident, read: _open_later(window, incident, read))
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


def _in_view(window: "MainWindow") -> int | None:
    """The incident on the page; a refusal in words where none is chosen."""
    sheet = _sheet_in_view(window)
    return int(sheet.judged.incident["id"]) if sheet is not None else None


def _sheet_in_view(window: "MainWindow") -> "IncidentSheet | None":
    from risk_register.desktop.pages.incidents import IncidentsPage
    from risk_register.errors import RegisterError

    page = window.page("incidents")
    sheet = page.view.sheet if isinstance(page, IncidentsPage) and page.isVisible() else None
    if sheet is None:
        window.go("incidents")
        window.refuse(RegisterError("Choose the incident on this page first."))
    return sheet


def draft_letters(window: "MainWindow") -> None:
    """Writes the drafts of the incident in view into a folder, and shows where."""
    from risk_register.desktop.asking_for_files import ask_for_file
    from risk_register.texts import tr

    incident, language = _in_view(window), window.desk.language
    if incident is None:
        return

    def write(folder: Path) -> None:
        from risk_register.desktop.jobs import incidents as jobs

        window.desk.gateway.ask(lambda register: jobs.write_letters(register, incident, folder, language), tell)

    def tell(names: list[str]) -> None:
        window.status.showMessage(tr(language, "Drafts written: {names}", names=", ".join(names)), 12_000)

    ask_for_file(window.desk, window, tr(language, "A folder for the drafts"), write, mode="folder", name="letters_folder")


def export_breach_log(window: "MainWindow") -> None:
    """Writes the log of breaches as a workbook."""
    from risk_register.desktop.asking_for_files import ask_for_file
    from risk_register.texts import tr

    language = window.desk.language

    def write(path: Path) -> None:
        from risk_register.desktop.jobs import incidents as jobs

        def tell(rows: int) -> None:
            window.status.showMessage(tr(language, "{rows} incidents written to {file}.", rows=rows, file=path.name), 12_000)

        window.desk.gateway.ask(lambda register: jobs.write_breach_log(register, path, language), tell)

    ask_for_file(window.desk, window, tr(language, "Export the breach log"), write, mode="save", suffix="xlsx",
                 filters=["Excel (*.xlsx)"], suggested="breach-log.xlsx", name="breach_log_file")


def close_incident(window: "MainWindow") -> None:
    """Opens the incident's form at what came of it; closing asks for the outcome."""
    from risk_register.desktop.dialogs.incident_closing import IncidentClosingDialog

    sheet = _sheet_in_view(window)
    if sheet is not None:
        from risk_register.operations.incidents import left_open

        judged = sheet.judged
        IncidentClosingDialog(window.desk, int(judged.incident["id"]), left_open(judged), sheet.now, window).open()


def later_announcement(window: "MainWindow") -> None:
    """Takes a later announcement of the incident in view in: what it says otherwise is shown and confirmed first."""
    incident = _in_view(window)
    if incident is not None:
        _open_later(window, incident)


def _open_later(window: "MainWindow", incident: int, read: "ReadAnnouncement | None" = None) -> None:
    from risk_register.desktop.dialogs.later_announcement import LaterAnnouncementDialog

    if not window.desk.gateway.can_change:
        return
    dialog = LaterAnnouncementDialog(window.desk, incident, window)
    dialog.taken_in.connect(lambda incident: _show(window, incident))
    dialog.open()
    if read is not None:
        dialog.show_read(read)


def practise_breach(window: "MainWindow") -> None:
    """Shows whose breach would hurt most, and what it would hit; nothing is recorded."""
    from risk_register.desktop.dialogs.drill import DrillDialog
    from risk_register.desktop.going import Goal, go_to

    dialog = DrillDialog(window.desk, window)
    dialog.vendor_opened.connect(lambda vendor: go_to(window, Goal("vendor", vendor, vendor)))
    dialog.open()


def judge_by_todays_rules(window: "MainWindow") -> None:
    """Judges the incident in view by the rules of this program, where it remembers others."""
    from risk_register.desktop.jobs import incidents as jobs
    from risk_register.errors import RegisterError

    sheet = _sheet_in_view(window)
    if sheet is None:
        return
    by, title = sheet.judged.judged_by, str(sheet.judged.incident["title"])
    if by is None or (by.remembered and by.is_of_today):
        window.refuse(RegisterError("'{title}' is judged by today's rules already.", title=title))
        return
    incident, actor = int(sheet.judged.incident["id"]), window.desk.settings.actor
    window.desk.gateway.change(lambda register: jobs.take_rules(register, incident, title, actor))
