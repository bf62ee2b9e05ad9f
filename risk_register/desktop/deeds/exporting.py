"""Taking the vendors out: a spreadsheet that comes back in unchanged."""

from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


def export_vendors(window: "MainWindow") -> None:
    """Asks where to, and writes all vendors and what belongs to them there."""
    path, language = window.desk.gateway.path, window.desk.language
    if path is not None:
        ask_for_file(window.desk, window, tr(language, "Export the vendors"), lambda chosen: export_to(window, chosen), mode="save",
                     filters=("Excel (*.xlsx)", "CSV (*.csv)"), suggested=f"{path.stem}.xlsx", suffix="xlsx",
                     name="export_vendors_file")


def export_to(window: "MainWindow", target: Path) -> None:
    """Writes them, and says how many they are and what had to be left out."""
    desk, language = window.desk, window.desk.language
    desk.settings.last_folder = str(target.parent)

    def done(written: tuple[int, tuple[Text, ...]]) -> None:
        from risk_register.desktop.messages import show_message

        rows, notes = written
        said = tr(language, "Wrote {rows} vendors to {file}.", rows=rows, file=target.name)
        window.status.showMessage(said, 12_000)
        if notes:
            show_message(window, said, "\n\n".join(note.render(language) for note in notes))

    from risk_register.desktop.jobs import exporting as jobs_exporting

    desk.gateway.ask_long(Text("Writing the vendors"), lambda register, _work: jobs_exporting.write(register, target, language),
                          done, can_cancel=False)
