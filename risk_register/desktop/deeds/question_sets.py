"""A file's questions, kept so that they can be sent to vendors."""

from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.tasks import Work
    from risk_register.desktop.window import MainWindow
    from risk_register.operations.question_set_files import KeptSet
    from risk_register.store import Register

_FILES = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.docx *.md *.pdf *.json *.yaml *.yml *.xml"


def keep(window: "MainWindow") -> None:
    """Asks for a blank form, a library or a catalogue."""
    language = window.desk.language
    ask_for_file(window.desk, window, tr(language, "Questions to send"), lambda path: keep_file(window, path), filters=(
        tr(language, "Questionnaires ({endings})", endings=_FILES), tr(language, "All files (*)")), name="question_set_dialog")


def keep_file(window: "MainWindow", path: Path) -> None:
    """Keeps the file's questions, and says as what."""
    desk = window.desk
    desk.settings.last_folder = str(path.parent)
    actor = desk.settings.actor

    def job(register: "Register", work: "Work") -> "KeptSet":
        from risk_register.operations.question_set_files import keep_question_set

        return keep_question_set(register, path, actor=actor, cancelled=work.cancelled)

    desk.gateway.change_long(Text("Reading {file}", file=path.name), job, lambda kept: _tell(window, kept),
                             desk.gateway.refused.emit)


def _tell(window: "MainWindow", kept: "KeptSet") -> None:
    from risk_register.desktop.messages import show_message

    language = window.desk.language
    label = kept.row.label(language)
    told = (tr(language, "{title}: the register has these {count} questions already.", title=label, count=kept.row.questions)
            if kept.known else
            tr(language, "{title}: {count} questions, kept. “Send a questionnaire” offers them.", title=label,
               count=kept.row.questions))
    show_message(window, tr(language, "Questions to send"), told)
