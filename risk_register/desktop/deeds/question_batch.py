"""Many questionnaires taken in at once."""

from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


def choose(window: "MainWindow") -> None:
    """Asks for the folder that holds them."""
    from risk_register.desktop.asking_for_files import ask_for_file
    from risk_register.desktop.jobs.questionnaires import make_ready

    window.desk.gateway.ask(make_ready, lambda _ready: None)
    ask_for_file(window.desk, window, tr(window.desk.language, "A folder of questionnaires"), lambda folder: take(window, [folder]),
                 mode="folder")


def take(window: "MainWindow", paths: list[Path]) -> None:
    """Reads the files and those in folders, and shows what was found before anything is stored."""
    from risk_register.desktop.dialogs.question_batch import QuestionBatchDialog

    QuestionBatchDialog(window.desk, paths, window).open()
