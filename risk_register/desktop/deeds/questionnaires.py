"""Sending questionnaires and reminding vendors of them."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.desktop.jobs import questionnaires as jobs
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow
    from risk_register.exchange.questionnaires_out import Issued

TIME_TO_ANSWER = timedelta(days=28)
"""What a vendor is given unless the person says otherwise."""


def issue(window: "MainWindow") -> None:
    """Opens the dialog that sends questionnaires, on the vendor in view where there is one."""
    send(window, [] if window.vendor_in_view is None else [window.vendor_in_view])


def send(window: "MainWindow", vendor_ids: Sequence[int], draft: int | None = None) -> None:
    """Opens the dialog that sends questionnaires to these vendors; `draft` is a round that was prepared before."""
    from risk_register.desktop.dialogs.issue import IssueDialog

    def show(data: jobs.SendingData) -> None:
        if any(dialog.isVisible() for dialog in window.findChildren(IssueDialog)):
            return
        dialog = IssueDialog(window.desk, data, vendor_ids, draft, window)
        dialog.sent.connect(lambda sent: _after_sending(window, sent))
        dialog.open()

    window.desk.gateway.ask(jobs.sending_data, show)


def _after_sending(window: "MainWindow", sent: "list[Issued]") -> None:
    """One letter opens as a draft; those of many vendors go into a folder that the person chooses."""
    ids = [each.questionnaire_id for each in sent]
    sender, desk = window.desk.settings.actor, window.desk
    if len(ids) == 1:
        desk.gateway.ask(lambda register: jobs.issue_letter(register, ids[0], sender), lambda letter: _open(window, letter))
    else:
        _into_folder(window, ids, remind=False)


def remind_late(window: "MainWindow") -> None:
    """Writes to every vendor whose questionnaire is late: one letter as a draft, several into a folder."""
    def show(ids: list[int]) -> None:
        from risk_register.errors import RegisterError

        if not ids:
            window.refuse(RegisterError("No questionnaire is late."))
        elif len(ids) == 1:
            sender = window.desk.settings.actor
            window.desk.gateway.ask(lambda register: jobs.reminder(register, ids[0], sender),
                                    lambda letter: _open_reminder(window, letter, ids))
        else:
            _into_folder(window, ids, remind=True)

    window.desk.gateway.ask(jobs.late, show)


def _open(window: "MainWindow", letter: jobs.Letter) -> None:
    from risk_register.desktop.outside import open_draft

    open_draft(window.desk, letter.content, letter.name)


def _open_reminder(window: "MainWindow", letter: jobs.Letter, ids: list[int]) -> None:
    _open(window, letter)
    actor = window.desk.settings.actor
    window.desk.gateway.change(lambda register: jobs.note_reminded(register, ids, actor))


def _into_folder(window: "MainWindow", ids: list[int], *, remind: bool) -> None:
    from risk_register.desktop.asking_for_files import ask_for_file

    ask_for_file(window.desk, window, tr(window.desk.language, "A folder for {count} letters", count=len(ids)),
                 lambda folder: _write(window, ids, folder, remind=remind), mode="folder")


def _write(window: "MainWindow", ids: list[int], folder: Path, *, remind: bool) -> None:
    desk = window.desk
    desk.settings.last_folder = str(folder)
    sender = desk.settings.actor

    def done(count: int) -> None:
        window.status.showMessage(tr(desk.language, "{count} letters are in {folder}. Open each in your mail program and send it.",
                                     count=count, folder=str(folder)), 15000)
        if remind:
            desk.gateway.change(lambda register: jobs.note_reminded(register, ids, sender))

    desk.gateway.ask(lambda register: jobs.letters_into(register, ids, folder, sender, remind=remind), done)
